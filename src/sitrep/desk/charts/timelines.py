"""What the timeline draws: bins over time and a bar for each entry, as wide as its time is known."""

from collections.abc import Sequence

from sitrep.desk.charts.entries import Entry
from sitrep.desk.charts.filters import Filters, query_of, select_entries
from sitrep.desk.charts.mapping import counts_of
from sitrep.desk.charts.periods import UNITS, bins_of, fitting_unit
from sitrep.model.identity import JSON

# More rows than this are not drawn; the table has them all.
MOST_BARS = 300
BAR_FIELDS = ("id", "label", "place", "start", "end", "granularity", "certainty", "review")


def timeline_view(entries: Sequence[Entry], filters: Filters, unit: str | None = None) -> dict[str, JSON]:
    """The timeline as data: counts, bins by `unit` (the one that fits when it is none of `UNITS`), bars by day."""
    passed = by_day(select_entries(entries, filters))
    chosen = unit if unit in UNITS else fitting_unit(passed)
    dated = [entry for entry in passed if entry.start or entry.end]
    return {
        "query": query_of(filters),
        "counts": counts_of(passed, len(entries)),
        "unit": chosen,
        "bins": [*bins_of(passed, chosen)],
        "bars": [{name: getattr(entry, name) for name in BAR_FIELDS} for entry in dated[:MOST_BARS]],
        "bars_left_out": max(0, len(dated) - MOST_BARS),
    }


def by_day(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Entries from the earliest to the latest, those without a day last."""
    return tuple(sorted(entries, key=lambda e: (e.start or e.end or "9999", e.end or "9999", e.id)))
