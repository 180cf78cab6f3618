"""What the timeline draws: bins over time and a bar for each entry, as wide as its time is known."""

from collections.abc import Sequence

from sitrep.desk.charts.entries import Entry
from sitrep.desk.charts.filters import Filters, query_of, select_entries
from sitrep.desk.charts.mapping import counts_of
from sitrep.desk.charts.periods import UNITS, bins_of, fitting_unit
from sitrep.model.identity import JSON

# More rows than this are not drawn; the table has them all.
MOST_BARS = 300
BAR_FIELDS = (
    "id", "label", "place", "start", "end", "granularity", "certainty", "review", "published_first",
    "published_last",
)  # fmt: skip


def timeline_view(entries: Sequence[Entry], filters: Filters, unit: str | None = None) -> dict[str, JSON]:
    """The timeline as data: counts, bins by `unit` (the one that fits when it is none of `UNITS`), bars by day.

    `from` and `to` are the days asked for, so that a week chosen is drawn whole. An entry without a day has a bar only
    where it passes by the days of its pages; its `start` and `end` stay null.
    """
    passed = by_day(select_entries(entries, filters))
    period = filters.since, filters.until
    chosen = unit if unit in UNITS else fitting_unit(passed, period)
    drawn = [entry for entry in passed if entry.dated or (filters.undated and entry.published_first)]
    return {
        "query": query_of(filters),
        "counts": counts_of(entries, filters),
        "from": filters.since.isoformat() if filters.since else None,
        "to": filters.until.isoformat() if filters.until else None,
        "unit": chosen,
        "bins": [*bins_of(passed, chosen, period)],
        "bars": [{name: getattr(entry, name) for name in BAR_FIELDS} for entry in drawn[:MOST_BARS]],
        "bars_left_out": max(0, len(drawn) - MOST_BARS),
    }


def by_day(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Entries from the earliest to the latest, those without a day last."""
    return tuple(sorted(entries, key=_when))


def _when(entry: Entry) -> tuple[str, str, str, str]:
    never = "9999"
    return entry.start or entry.end or never, entry.end or never, entry.published_first or never, entry.id
