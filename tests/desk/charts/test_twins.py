"""The table beside a drawing says the same in words."""

from dataclasses import replace

import pytest

from sitrep.case.folders import Case
from sitrep.desk.charts.entries import entry_of
from sitrep.desk.charts.entry_index import entries_of
from sitrep.desk.charts.filters import parse_filters
from sitrep.desk.charts.phrases import killed, when, where
from sitrep.desk.charts.twins import ROWS, twin_view
from sitrep.desk.desks import Desk

BARE = entry_of({"id": "i-1"}, ())


def test_words_say_how_well_it_is_known() -> None:
    known = replace(
        BARE, lat=1.0, lon=2.0, radius_km=90.0, place="Idlib", admin1="Idlib", country="SYR", precision="admin1",
        start="2015-12-01", end="2015-12-31", killed_low=5,
    )  # fmt: skip
    assert where(known) == "Idlib, Syria (SYR): somewhere in the province, within about 90 km"
    assert when(known) == "1 December 2015 to 31 December 2015"
    assert killed(known) == "at least 5"


def test_what_is_not_known_is_said_and_never_zero() -> None:
    assert (where(BARE), when(BARE), killed(BARE)) == ("no place known", "no date", "")
    assert when(replace(BARE, end="2015-12-01")) == "up to 1 December 2015"


def test_what_has_no_day_says_when_its_pages_were_published() -> None:
    undated = replace(BARE, published_first="2015-12-02", published_last="2015-12-02")
    assert when(undated) == "no date; published on 2 December 2015"
    assert when(replace(undated, published_last="2015-12-04")).endswith(
        "published from 2 December 2015 to 4 December 2015"
    )


def test_where_nothing_passes_the_nearest_names_are_told() -> None:
    taiz = replace(BARE, place="Taiz", admin1="Ta‘izz", country="YEM", actors=("Northern Brigade",))
    view = twin_view([taiz, replace(BARE, id="i-2", place="Aden", country="YEM")], parse_filters("place=Taes"), 1)
    (near,) = view["nearest"]  # type: ignore[misc, union-attr]
    assert near["values"][0] == {"name": "Taiz", "count": 1}  # type: ignore[index, call-overload]
    assert {"name": "Yemen (YEM)", "count": 2} in near["values"]  # type: ignore[index, call-overload, operator]
    assert twin_view([taiz], parse_filters("place=Yemen (YEM)"), 1)["total"] == 1
    assert view["offered"]["actor"] == ["Northern Brigade"]  # type: ignore[index, call-overload]


def test_the_table_has_every_entry_a_part_at_a_time() -> None:
    entries = [replace(BARE, id=f"i-{n:03}") for n in range(ROWS + 1)]
    first, second = (twin_view(entries, parse_filters("place="), part) for part in (1, 2))
    assert (first["parts"], first["total"]) == (2, ROWS + 1)
    rows = [row["id"] for view in (first, second) for row in view["rows"] if isinstance(row, dict)]  # type: ignore[union-attr]
    assert rows == [e.id for e in entries]
    with pytest.raises(LookupError, match="no part 3"):
        twin_view(entries, parse_filters(""), 3)


def test_entries_of_a_case_are_those_of_its_incidents(linked: Case) -> None:
    entries = entries_of(Desk(linked))
    assert entries
    assert any(entry.placed and entry.radius_km for entry in entries)
    assert {entry.certainty for entry in entries} - {None}
    assert entries is entries_of(Desk(linked))
