"""What the map draws: nothing that has no place, nothing at 0, 0 for want of a better."""

from sitrep.desk.charts.entries import entry_of
from sitrep.desk.charts.filters import Filters, parse_filters
from sitrep.desk.charts.mapping import COLUMNS, map_columns, map_view
from sitrep.desk.charts.timelines import timeline_view
from sitrep.model.identity import JSON

PLACED: dict[str, JSON] = {
    "id": "i-1",
    "type": "ASSAULT",
    "acled": {"sub_event_type": "Air/drone strike"},
    "time": {"start": "2015-12-19T06:00", "end": "2015-12-19", "granularity": "day"},
    "place": {"name": "Saraqib", "lat": 35.86, "lon": 36.8, "radius_km": 5, "precision": "exact", "country": "SYR"},
    "actors": [{"name": "Northern Brigade"}, {"name": "Northern Brigade"}],
    "quantities": {"killed": {"aggregate": {"low": 5, "high": 12}}},
    "speakers": [{"name": "Residents"}],
    "independent_sources": 3,
    "review": {"state": "partly"},
}
UNPLACED: dict[str, JSON] = {**PLACED, "id": "i-2", "place": None}
HALF: dict[str, JSON] = {**PLACED, "id": "i-3", "place": {"name": "Somewhere", "lat": 35.0, "lon": None}}
UNDATED: dict[str, JSON] = {**PLACED, "id": "i-4", "time": None, "quantities": {}}
ENTRIES = [entry_of(line, ["unverified", "probable"]) for line in (PLACED, UNPLACED, HALF, UNDATED)]


def test_a_line_becomes_one_row_of_columns() -> None:
    columns = map_columns(ENTRIES[:1])
    assert {name: values[0] for name, values in columns.items()} == {
        "id": "i-1", "label": "Air/drone strike", "type": "ASSAULT", "start": "2015-12-19", "end": "2015-12-19",
        "granularity": "day", "lat": 35.86, "lon": 36.8, "radius_km": 5, "precision": "exact", "place": "Saraqib",
        "country": "SYR", "certainty": "probable", "review": "partly", "actors": ["Northern Brigade"], "sources": 3,
        "killed_low": 5, "killed_high": 12, "published_first": None, "published_last": None,
    }  # fmt: skip


def test_what_has_no_place_is_counted_and_not_drawn() -> None:
    view = map_view(ENTRIES, Filters())
    columns = map_columns(ENTRIES)
    assert columns["id"] == ["i-1", "i-4"]
    assert 0 not in columns["lat"]
    assert view["counts"] == {
        "incidents": 4,
        "passed": 4,
        "on_map": 2,
        "not_on_map": 2,
        "undated": 1,
        "undated_published": 0,
    }


def test_columns_are_of_one_length_also_when_nothing_passes() -> None:
    for entries in (ENTRIES, []):
        columns = map_columns(entries)
        assert list(columns) == list(COLUMNS)
        assert len({len(values) for values in columns.values()}) == 1


def test_unknown_stays_null() -> None:
    columns = map_columns(ENTRIES[3:])
    assert (columns["start"], columns["killed_low"], columns["killed_high"]) == ([None], [None], [None])


def test_the_brush_shows_what_a_wider_period_would_add() -> None:
    view = map_view(ENTRIES, parse_filters("from=2016-01-01").filters)
    assert view["query"] == "from=2016-01-01"
    assert map_columns([])["id"] == []
    assert view["bins"] == [{"start": "2015-12-19", "end": "2015-12-19", "exact": 3, "spread": 0.0}]


def test_what_a_period_leaves_out_for_want_of_a_day_is_counted_by_its_pages() -> None:
    undated = entry_of(UNDATED, [], ["2016-01-05T08:00:00Z", "2016-01-03", None])
    entries = [*ENTRIES[:1], undated]
    period = parse_filters("from=2016-01-04&to=2016-01-10").filters
    assert map_view(entries, period)["counts"] == {
        "incidents": 2, "passed": 0, "on_map": 0, "not_on_map": 0, "undated": 0, "undated_published": 1,
    }  # fmt: skip
    shown = timeline_view(entries, parse_filters("from=2016-01-04&to=2016-01-10&undated=published").filters)
    assert shown["counts"]["undated"] == 1  # type: ignore[index, call-overload]
    (bar,) = shown["bars"]  # type: ignore[misc, union-attr]
    assert (bar["start"], bar["published_first"], bar["published_last"]) == (None, "2016-01-03", "2016-01-05")  # type: ignore[index, call-overload]
    assert [one["start"] for one in shown["bins"]] == [f"2016-01-{day:02}" for day in range(4, 11)]  # type: ignore[index, call-overload, union-attr]
