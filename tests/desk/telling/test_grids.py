"""The grid of an incident, from claims built by hand: who says what, in which words, and where they differ."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.link.told import Line, actor, at_least, claim, day, event, place, source, toll

from sitrep.desk.telling.grids import grid_of
from sitrep.link.incidents import Telling, account_of
from sitrep.link.voices import independent

MAYOR = source("the mayor of Velm", "state", None)
MONITOR = source("Delta Watch", "monitor", named=True)


def strike(**more: Any) -> Line:  # noqa: ANN401
    return event(acled={"event_type": "x", "sub_event_type": "Air/drone strike"}, **more)


def grid(claims: Sequence[Line], copies: Mapping[str, str] | None = None) -> dict[str, Any]:
    given = Telling(copies=copies or {})
    account = account_of(claims, given)
    return grid_of(account, given.copies, independent(account.claims, account.spoken))


def column(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in found["columns"] if one["name"] == name)


def marks(found: dict[str, Any], row: int, name: str) -> list[str]:
    return [mark["words"] for item in found["rows"][row]["cells"][name] for mark in item["marks"]]


def test_a_row_is_a_source_on_a_page_the_first_said_first() -> None:
    found = grid(
        [
            claim("c-1", "d-1", said_by=MAYOR, published="2020-05-03", told=strike(quantities=[toll(5)])),
            claim("c-2", "d-1", said_by=MONITOR, published="2020-05-03", start=40, told=strike(quantities=[toll(7)])),
            claim("c-3", "d-2", said_by=MAYOR, published="2020-05-01", told=strike(quantities=[toll(5)])),
        ]
    )
    assert [(row["source"], row["page"]["id"]) for row in found["rows"]] == [
        ("the mayor of Velm", "d-2"),
        ("Delta Watch", "d-1"),
        ("the mayor of Velm", "d-1"),
    ]


def test_a_cell_quotes_the_page_and_says_how_it_is_read() -> None:
    told = strike(quantities=[toll(5)], place=place("Velm", 35.0, 37.0), time=day("2020-05-01"), actors=[actor("jets")])
    cells = grid([claim("c-1", said_by=MAYOR, told=told)])["rows"][0]["cells"]
    assert cells["killed"][0]["quotations"] == [{"words": ["some"], "claims": ["c-1"]}]
    assert cells["killed"][0]["value"] == "5"
    assert cells["place"][0]["value"] == "Velm, within 5 km"
    assert cells["actors"][0]["quotations"][0]["words"] == ["jets"]


def test_who_says_nothing_is_silent_and_no_zero() -> None:
    found = grid([claim("c-1", said_by=MAYOR, told=strike())])
    assert found["rows"][0]["cells"]["killed"] == []
    assert column(found, "killed")["said"] == 0
    assert column(found, "injured")["said"] == 0


def test_other_figures_on_one_day_differ_and_later_ones_update() -> None:
    found = grid(
        [
            claim("c-1", "d-1", said_by=MAYOR, published="2020-05-01", told=strike(quantities=[toll(5)])),
            claim("c-2", "d-2", said_by=MONITOR, published="2020-05-01", told=strike(quantities=[toll(12)])),
            claim("c-3", "d-3", said_by=MAYOR, published="2020-05-04", told=strike(quantities=[toll(8)])),
        ]
    )
    rows = {row["page"]["id"]: index for index, row in enumerate(found["rows"])}
    assert marks(found, rows["d-2"], "killed") == ["differs from 8, 5"]
    assert "updated to 8" in marks(found, rows["d-1"], "killed")
    assert "later than 5" in marks(found, rows["d-3"], "killed")
    assert column(found, "killed")["disputed"] == ["12", "5", "8"]


def test_a_number_within_a_bound_is_no_dispute() -> None:
    found = grid(
        [
            claim("c-1", "d-1", said_by=MAYOR, told=strike(quantities=[at_least(30)])),
            claim("c-2", "d-2", said_by=MONITOR, told=strike(quantities=[toll(36)])),
        ]
    )
    assert column(found, "killed")["disputed"] == []
    assert sorted(marks(found, 0, "killed") + marks(found, 1, "killed")) == [
        "tells the same more broadly than 36",
        "tells the same more exactly than at least 30",
    ]


def test_a_mark_stands_at_its_own_value_alone() -> None:
    both = strike(quantities=[toll(5), toll(90, measure="killed", group="sheep")])
    found = grid(
        [
            claim("c-1", "d-1", said_by=MAYOR, told=both),
            claim("c-2", "d-2", said_by=MONITOR, told=strike(quantities=[toll(12)])),
        ]
    )
    row = next(row for row in found["rows"] if row["page"]["id"] == "d-1")
    told = {item["value"]: [mark["words"] for mark in item["marks"]] for item in row["cells"]["killed"]}
    assert told == {"5": ["differs from 12"], "90 sheep": []}


def test_a_copy_that_says_the_same_is_folded_and_another_is_not() -> None:
    found = grid(
        [
            claim("c-1", "d-1", said_by=MAYOR, told=strike(quantities=[toll(5)])),
            claim("c-2", "d-2", said_by=MAYOR, told=strike(quantities=[toll(5)])),
            claim("c-3", "d-3", said_by=MAYOR, told=strike(quantities=[toll(50)])),
        ],
        {"d-2": "d-1", "d-3": "d-1"},
    )
    assert [row["page"]["id"] for row in found["rows"]] == ["d-1", "d-3"]
    assert [copy["id"] for copy in found["rows"][0]["copies"]] == ["d-2"]
    assert found["rows"][1]["copy_of"] == "d-1"


def test_a_denial_is_marked_on_both_sides_with_who_denies() -> None:
    ministry = source("the ministry of Orland", "state", "FRA")
    found = grid(
        [
            claim("c-1", "d-1", said_by=MAYOR, told=strike(actors=[actor("French jets", "state", "FRA")],
                                                          responsibility="accused")),
            claim("c-2", "d-2", said_by=ministry, stance="denies", denied_part="act", text="It did not happen",
                  told=strike(actors=[actor("French jets", "state", "FRA")])),
        ]
    )  # fmt: skip
    rows = {row["page"]["id"]: index for index, row in enumerate(found["rows"])}
    assert marks(found, rows["d-1"], "responsibility") == ["denied by the ministry of Orland"]
    assert marks(found, rows["d-2"], "responsibility") == ["denies what is said by the mayor of Velm"]
    cell = found["rows"][rows["d-2"]]["cells"]["responsibility"][0]
    assert cell["quotations"][0]["words"] == ["It did not happen"]
