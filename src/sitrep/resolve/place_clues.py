"""What a page says about where a name may lie, gathered before any candidate is scored."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sitrep.gazetteer.countries import Countries
from sitrep.gazetteer.names import fold
from sitrep.model.annotations import PlaceMention
from sitrep.model.resolutions import Candidate

# "Raqqa, Syria", "Raqqa in Syria", "Raqqa (Syria)": the second holds the first.
# "Raqqa, in northern Syria", "Salem County in the rural north-east of New Jersey".
_SIDE = (
    r"(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|"
    r"central|upper|lower|rural|coastal|mainland|inland)[\s-]+"
)
_HOLDS_BEFORE = re.compile(
    rf"^(?:,(?:\s+in)?|\s+in|\s*\()\s*(?:the\s+)?(?:{_SIDE}){{0,3}}(?:(?:part\s+)?of\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# "Syria's Raqqa", "the Syrian city of Raqqa" has no mention of the country: the caller names it.
_HOLDS_AFTER = re.compile(r"^['\u2019]s\s+(?:\w+\s+){0,2}(?:of\s+)?$")


# A country with less than this share of a page's places has no part in the page.
FOREIGN_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known of the page beside the mentions.

    `countries` are the ISO 3166-1 alpha-3 codes of the countries and peoples that the page names, with
    repetitions; `dateline` is the name of the place of writing; `outlet_country` a code.
    """

    text: str = ""
    countries: tuple[str, ...] = ()
    dateline: str | None = None
    outlet_country: str | None = None


@dataclass(frozen=True, slots=True)
class Clues:
    """What bears on one name: how it is written, what holds it, and what else the page names.

    `countries` is each country's share among those that the page names; `anchors` are places of the
    page that are already certain. `lands` and `provinces` say how many of the page's other names lie in each country
    and division (country and name), each name counted by the shares of what it may mean. `seats` are the
    divisions with a town of the name, `land` is the country of the name. `bounds` are the countries and divisions
    (country and name) that the name's holders mean for certain; `fellows` says what part of the names in a row with
    it are of each rank (`rank_of`).
    """

    name: str
    kind: str | None
    holders: frozenset[str]
    countries: Mapping[str, float]
    divisions: frozenset[str]
    anchors: tuple[Candidate, ...] = ()
    dateline_country: str | None = None
    outlet_country: str | None = None
    lands: Mapping[str, float] = field(default_factory=dict)
    provinces: Mapping[tuple[str, str], float] = field(default_factory=dict)
    seats: frozenset[tuple[str | None, str | None]] = frozenset()
    land: str | None = None
    bounds: frozenset[tuple[str, str | None]] = frozenset()
    fellows: Mapping[str, float] = field(default_factory=dict)

    def is_foreign(self, country: str | None) -> bool:
        """Whether the page names countries or lies in some, but says nothing of this one."""
        if country is None or country in self.countries or country in (self.dateline_country, self.outlet_country):
            return False
        return bool(self.countries) or self.lands.get(country, 0.0) < sum(self.lands.values()) * FOREIGN_SHARE


# What joins the names of a row: "Homs, Hama and Idlib".
_JOINT = re.compile(r"^\s*+(?:,|,?\s*+(?:and|or|&))\s++(?:in\s++)?(?:the\s++)?$")
_CONJUNCTION = re.compile(r"\b(?:and|or)\b|&")
_GOES_ON = re.compile(r"(?:\s*+,)?+\s++(?:and|or)\s++[A-Z]")
_RANKS = {"country": "country", "continent": "country", "admin1": "admin1", "admin2": "admin2"}


def rank_of(kind: str) -> str:
    """The rank of a kind of place among divisions: those of a row are mostly of one.

    >>> rank_of("admin1"), rank_of("city"), rank_of("camp")
    ('admin1', 'place', 'place')
    """
    return _RANKS.get(kind, "place")


def rows_of(mentions: Sequence[PlaceMention], text: str) -> list[tuple[PlaceMention, ...]]:
    """The places that the words tell in one row with "and" or "or" in it, row by row."""
    rows: list[tuple[PlaceMention, ...]] = []
    row: list[PlaceMention] = []
    joined = False
    for one, other in pairwise((*mentions, None)):
        gap = text[one.span.end : other.span.start] if one is not None and other is not None else ""
        if one is not None:
            row.append(one)
        if other is not None and _JOINT.match(gap):
            joined = joined or _CONJUNCTION.search(gap) is not None
            continue
        joined = joined or bool(row and _GOES_ON.match(text, row[-1].span.end))
        if joined and len(row) > 1:
            rows.append(tuple(row))
        row, joined = [], False
    return rows


def holders_by_name(mentions: Sequence[PlaceMention], text: str) -> dict[str, frozenset[str]]:
    """For each folded name, the names of the places that the words put it in, anywhere on the page."""
    found: dict[str, set[str]] = {}
    for one, other in pairwise(mentions):
        if other.span.start < one.span.end:
            continue
        gap = text[one.span.end : other.span.start]
        if _HOLDS_BEFORE.match(gap):
            found.setdefault(fold(one.name), set()).add(other.name)
        elif _HOLDS_AFTER.match(gap):
            found.setdefault(fold(other.name), set()).add(one.name)
    return {name: frozenset(holders) for name, holders in found.items()}


def country_shares(mentions: Sequence[PlaceMention], named: Sequence[str], countries: Countries) -> dict[str, float]:
    """Each country's share among all mentions of countries on the page."""
    codes = [*named, *(code for m in mentions if (code := countries.by_name(m.name)))]
    counted = Counter(codes)
    return {code: n / len(codes) for code, n in counted.items()}
