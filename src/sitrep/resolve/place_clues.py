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
_HOLDS_BEFORE = re.compile(r"^(?:,|\s+in|\s*\()\s*(?:the\s+|eastern\s+|western\s+|northern\s+|southern\s+)?$")
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
    divisions with a town of the name.
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

    def is_foreign(self, country: str | None) -> bool:
        """Whether the page names countries or lies in some, but says nothing of this one."""
        if country is None or country in self.countries or country in (self.dateline_country, self.outlet_country):
            return False
        return bool(self.countries) or self.lands.get(country, 0.0) < sum(self.lands.values()) * FOREIGN_SHARE


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
