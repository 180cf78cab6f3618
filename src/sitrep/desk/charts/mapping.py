"""What the map draws: entries as columns, one array a field, and how many have no place."""

from collections.abc import Iterable, Sequence

from sitrep.desk.charts.entries import Entry
from sitrep.desk.charts.filters import Filters, published_in, query_of, select_entries, without_time
from sitrep.desk.charts.periods import bins_of, fitting_unit
from sitrep.model.identity import JSON

COLUMNS = (
    "id", "label", "type", "start", "end", "granularity", "lat", "lon", "radius_km", "precision", "place", "country",
    "certainty", "review", "actors", "sources", "killed_low", "killed_high", "published_first", "published_last",
)  # fmt: skip


def map_columns(entries: Iterable[Entry]) -> dict[str, list[JSON]]:
    """One array a column over the entries that have a place, in their order; `sources` is a count.

    Places further down the list never lie at 0, 0 for want of a better: an entry without a place is not in it.
    """
    rows = [_row(entry) for entry in entries if entry.placed]
    return {name: [row[number] for row in rows] for number, name in enumerate(COLUMNS)}


def map_view(entries: Sequence[Entry], filters: Filters) -> dict[str, JSON]:
    """The map as data: columns of the placed entries that pass, counts, and bins over time for the brush.

    The bins are of all entries that pass but for their time, so that the brush shows what a wider period would add.
    """
    passed = select_entries(entries, filters)
    at_any_time = select_entries(entries, without_time(filters))
    unit = fitting_unit(at_any_time)
    return {
        "query": query_of(filters),
        "counts": counts_of(entries, filters),
        "columns": {**map_columns(passed)},
        "unit": unit,
        "bins": [*bins_of(at_any_time, unit)],
    }


def counts_of(entries: Sequence[Entry], filters: Filters) -> dict[str, JSON]:
    """How many incidents there are, pass the filters, are on the map, have no place, have no day.

    `undated_published` is how many without a day would pass besides, were they taken by their pages' days.
    """
    passed = select_entries(entries, filters)
    placed = sum(entry.placed for entry in passed)
    return {
        "incidents": len(entries),
        "passed": len(passed),
        "on_map": placed,
        "not_on_map": len(passed) - placed,
        "undated": sum(not entry.dated for entry in passed),
        "undated_published": 0 if filters.undated else len(_undated_besides(entries, filters)),
    }


def _undated_besides(entries: Sequence[Entry], filters: Filters) -> list[Entry]:
    """The entries without a day that a period leaves out, and whose pages were published in it."""
    if filters.since is None and filters.until is None:
        return []
    at_any_time = select_entries(entries, without_time(filters))
    return [entry for entry in at_any_time if not entry.dated and published_in(entry, filters)]


def _row(entry: Entry) -> tuple[JSON, ...]:
    return (
        entry.id,
        entry.label,
        entry.type,
        entry.start,
        entry.end,
        entry.granularity,
        entry.lat,
        entry.lon,
        entry.radius_km,
        entry.precision,
        entry.place,
        entry.country,
        entry.certainty,
        entry.review,
        [*entry.actors],
        entry.independent,
        entry.killed_low,
        entry.killed_high,
        entry.published_first,
        entry.published_last,
    )
