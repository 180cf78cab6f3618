"""Words that a profile withheld: marks that are no values and must not stand in a column as if they were."""

import re

MARK = re.compile(r"\[[^\[\]]{0,80} withheld\]")


def is_withheld(text: str | None) -> bool:
    """Whether any of a text is withheld.

    >>> is_withheld("the [place in Idlib withheld]"), is_withheld("Idlib")
    (True, False)
    """
    return text is not None and MARK.search(text) is not None


def shown(text: str | None) -> str | None:
    """A name, or None where any of it is withheld.

    >>> shown("[name withheld]"), shown("Northwire")
    (None, 'Northwire')
    """
    return None if is_withheld(text) else text
