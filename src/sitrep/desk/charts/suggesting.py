"""What can be asked for: names that a case has, the most frequent first, and those nearest to what found nothing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches

from sitrep.desk.charts.entries import Entry
from sitrep.desk.charts.filters import Filters, select_entries
from sitrep.desk.charts.naming import folded
from sitrep.model.identity import JSON
from sitrep.views.phrases import country_words

# So many names are offered to choose from, and so many when nothing was found.
_OFFERED, _NEAREST = 60, 6
_ALIKE = 0.5


def places_of(entries: Iterable[Entry]) -> Counter[str]:
    """How many incidents are at each place that is named, in each province and in each country."""
    found: Counter[str] = Counter()
    for entry in entries:
        country = country_words(entry.country) if entry.country else None
        found.update({name for name in (entry.place, entry.admin1, country) if name})
    return found


def _counted(entries: Sequence[Entry]) -> dict[str, Counter[str]]:
    """How often each name stands under the three filters that take one."""
    return {
        "place": places_of(entries),
        "actor": Counter(name for entry in entries for name in entry.actors),
        "source": Counter(name for entry in entries for name in entry.sources),
    }


def _first(names: Counter[str], most: int) -> list[tuple[str, int]]:
    return sorted(names.items(), key=lambda item: (-item[1], item[0]))[:most]


def offered(entries: Sequence[Entry]) -> dict[str, JSON]:
    """The most frequent names for the filters by place, actor and source."""
    return {key: [name for name, _ in _first(names, _OFFERED)] for key, names in _counted(entries).items()}


def nearest(entries: Sequence[Entry], filters: Filters) -> list[JSON]:
    """For each filter by name, where nothing passes: what the other filters leave, nearest to what was asked for first.

    Each has the `field`, what was `asked`, and `values` with their `name` and `count`.
    """
    if select_entries(entries, filters):
        return []
    found: list[JSON] = []
    without = {
        "place": (filters.place, replace(filters, place="", spellings=frozenset())),
        "actor": (filters.actor, replace(filters, actor="")),
        "source": (filters.source, replace(filters, source="")),
    }
    for key, (asked, others_only) in without.items():
        if not asked:
            continue
        left = select_entries(entries, others_only)
        names = _counted(left or entries)[key]
        alike = _like(asked, names)
        others = [name for name, _ in _first(names, _NEAREST) if name not in alike]
        values: list[JSON] = [{"name": name, "count": names[name]} for name in [*alike, *others][:_NEAREST]]
        found.append({"field": key, "asked": asked, "values": values})
    return found


def _like(asked: str, names: Counter[str]) -> list[str]:
    by_folded = {folded(name): name for name, _ in reversed(_first(names, len(names)))}
    return [by_folded[key] for key in get_close_matches(folded(asked), by_folded, 3, _ALIKE)]
