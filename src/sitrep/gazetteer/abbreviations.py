"""Short forms of states and provinces: "Calif.", and after a comma "CA"."""

from dataclasses import dataclass
from functools import cache

from sitrep.gazetteer.tables import load_table, split_cell


@dataclass(frozen=True, slots=True)
class Shortened:
    """A first-order division that a short form stands for: its name and country (ISO 3166-1 alpha-3)."""

    name: str
    country: str


@cache
def _short_forms() -> dict[str, Shortened]:
    """All short forms that have a full stop, and the postal codes."""
    found: dict[str, Shortened] = {}
    for row in load_table("abbreviations").rows:
        for form in (*split_cell(row["short"]), row["postal"]):
            found[form] = Shortened(row["name"], row["country"])
    return found


def shortened(text: str) -> Shortened | None:
    """What a short form stands for, just as it is written, or None.

    >>> shortened("Ky.").name, shortened("NB").country, shortened("ky.")
    ('Kentucky', 'CAN', None)
    """
    return _short_forms().get(text)


def is_postal(text: str) -> bool:
    """Whether a short form has no full stop and so may be another word ("IN", "OR")."""
    return "." not in text and text in _short_forms()
