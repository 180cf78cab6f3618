"""Time as drawn: precise incidents in their bin, vague ones laid evenly over theirs."""

from dataclasses import replace
from datetime import date

import pytest

from sitrep.desk.charts.entries import Entry, entry_of
from sitrep.desk.charts.filters import Filters
from sitrep.desk.charts.periods import bin_start, bins_of, fitting_unit, next_bin
from sitrep.desk.charts.timelines import MOST_BARS, by_day, timeline_view


def entry(start: str | None, end: str | None, name: str = "i-1") -> Entry:
    return replace(entry_of({"id": name}, ()), start=start, end=end)


def test_a_month_adds_a_part_to_each_of_its_days() -> None:
    bins = bins_of([entry("2015-12-01", "2015-12-31"), entry("2015-12-05", "2015-12-05")], "day")
    assert len(bins) == 31
    assert bins[4] == {"start": "2015-12-05", "end": "2015-12-05", "exact": 1, "spread": 0.032}
    by_month = bins_of([entry("2015-12-01", "2015-12-31"), entry("2016-02-05", "2016-02-05")], "month")
    assert [(b["exact"], b["end"]) for b in by_month if isinstance(b, dict)] == [
        (1, "2015-12-31"),
        (0, "2016-01-31"),
        (1, "2016-02-29"),
    ]


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_bins_follow_one_another_without_a_gap(unit: str) -> None:
    start = bin_start(date(2015, 11, 30), unit)
    for _ in range(30):
        following = next_bin(start, unit)
        assert following > start
        assert bin_start(following, unit) == following
        start = following


def test_the_unit_fits_the_time_covered() -> None:
    first = entry("2015-12-01", "2015-12-01")
    assert fitting_unit([]) == "day"
    assert fitting_unit([first, entry("2016-01-15", "2016-01-15")]) == "day"
    assert fitting_unit([first, entry("2017-01-15", "2017-01-15")]) == "week"
    assert fitting_unit([first, entry("2021-01-15", "2021-01-15")]) == "month"


def test_open_ends_and_ends_the_wrong_way_round_are_in_no_bin() -> None:
    assert bins_of([entry("2015-12-01", None), entry(None, None), entry("2015-12-02", "2015-12-01")], "day") == []


def test_bars_go_from_the_earliest_on_and_say_how_many_are_left_out() -> None:
    many = [entry("2015-12-02", "2015-12-02", f"i-{n:03}") for n in range(MOST_BARS + 5)]
    view = timeline_view([*many, entry("2015-12-01", None, "first"), entry(None, None, "never")], Filters(), "week")
    bars = view["bars"]
    assert isinstance(bars, list)
    assert isinstance(bars[0], dict)
    assert (len(bars), bars[0]["id"], view["unit"], view["bars_left_out"]) == (MOST_BARS, "first", "week", 6)


def test_entries_without_a_day_come_last() -> None:
    ordered = by_day([entry(None, None, "a"), entry("2015-12-02", None, "b"), entry("2015-12-02", "2015-12-03", "c")])
    assert [e.id for e in ordered] == ["c", "b", "a"]
