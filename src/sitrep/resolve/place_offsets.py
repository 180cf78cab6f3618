"""How far from a named place the words put something: "35 km south of Salma", "two miles from Salma"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.gazetteer.tables import load_table, split_cell

DATA = "sitrep.resolve"
# So many characters before a name can say how far from it.
REACH = 90


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance from a place, and the bearing in degrees from north where the words give one."""

    km: float
    bearing: float | None
    words: str


@cache
def _values(part: str) -> Mapping[str, float]:
    """The words of a part of speech of distance with their values."""
    rows = (row for row in load_table("distances", DATA).rows if row["part"] == part)
    return {word: float(row["value"]) for row in rows for word in split_cell(row["words"])}


def _either(part: str) -> str:
    """A pattern for any of the words of a part, the longest first."""
    return "|".join(sorted(map(re.escape, _values(part)), key=len, reverse=True))


@cache
def _pattern() -> re.Pattern[str]:
    """What stands before a name that something lies some way off from."""
    return re.compile(
        rf"(?P<words>(?<![\w.,])(?P<number>\d[\d,]{{0,9}}(?:\.\d+)?|(?:{_either('number')})(?=\s))[\s-]*(?P<unit>{_either('unit')})\b"
        rf"(?:\s*\([^()]*\))?(?:\s+(?:away|off|out))?(?:\s+(?:to\s+the\s+)?(?P<bearing>{_either('bearing')}))?"
        rf"\s+(?:of|from|outside))\s+(?:the\s+(?:\w+\s+){{0,2}}(?:of\s+)?)?$",
        re.IGNORECASE,
    )


def offset_before(text: str, start: int) -> Offset | None:
    """The distance that the words right before a name tell, or None.

    >>> offset_before("Two huts 35 km (22 miles) south-west of Salma burned.", 40)
    Offset(km=35.0, bearing=225.0, words='35 km (22 miles) south-west of')
    >>> offset_before("in Salma", 3) is None
    True
    """
    found = _pattern().search(text[max(0, start - REACH) : start])
    if found is None:
        return None
    number, unit, bearing = found["number"].casefold(), found["unit"].casefold(), found["bearing"]
    count = float(number.replace(",", "")) if number[0].isdigit() else _values("number")[number]
    degrees_of = _values("bearing")[bearing.casefold()] if bearing else None
    return Offset(round(count * _values("unit")[unit], 3), degrees_of, found["words"])
