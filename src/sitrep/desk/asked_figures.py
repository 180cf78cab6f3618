"""A figure as people type it: "at least 36", "3,000", "1 200", "some 300"."""

import re
from functools import cache

from sitrep.lexicon.loading import load_lexicon
from sitrep.model.errors import UsageError

# Digits in groups of three by one mark, else digits with at most one mark for a fraction.
NUMBER = re.compile(r"\d{1,3}(?P<mark>[,.'\u2019\u066c\s])\d{3}(?:(?P=mark)\d{3})*(?!\d)|\d+(?:[.,]\d+)?")
HOW = "write it in digits, as 36, 3,000 or 1 200"
MOST = 1e12
_SHOWN = 40


def read_figure(typed: str) -> float:
    """The one number in what was typed; words beside it are passed over.

    Raises UsageError, which says what to write, where there is none, more than one, or one in words.

    >>> read_figure("at least 36"), read_figure("3,000"), read_figure("1 200"), read_figure("some 300")
    (36.0, 3000.0, 1200.0, 300.0)
    """
    shown = f"“{typed.strip()[:_SHOWN]}”"
    found = list(NUMBER.finditer(typed))
    if not found or _counts(typed):
        raise UsageError(f"{shown} is no figure that can be looked for; {HOW}")
    if len(found) > 1:
        raise UsageError(f"{shown} has more than one number; write one of them, and let it differ by some part")
    number = found[0]
    if re.match(r"[^\W\d_]", typed[number.end() :]):
        raise UsageError(f"{shown} is no figure that can be looked for; {HOW}")
    digits = re.sub(r"\D", "", number[0]) if number["mark"] else number[0].replace(",", ".")
    value = float(digits)
    if value > MOST:
        raise UsageError(f"{shown} is more than anything is counted to; {HOW}")
    return value


def _counts(typed: str) -> bool:
    """Whether a word for a number stands beside the digits: "3 thousand"."""
    words = re.findall(r"[^\W\d_]+", typed.casefold())
    return any(word in _number_words() or word.removesuffix("s") in _number_words() for word in words)


@cache
def _number_words() -> frozenset[str]:
    return frozenset(row.word for row in load_lexicon().numbers)
