import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.export.audiences import Lines

from sitrep.export.losses import rows_left_out
from sitrep.export.shapes.acled import acled_losses, acled_row, write_acled
from sitrep.export.shapes.sheets import columns_of
from sitrep.export.shapes.telling import by_id, notes_of
from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON

Rows = Callable[[Path], list[dict[str, str]]]
DISORDER = {
    "Explosions/Remote violence": "Political violence",
    "Battles": "Political violence",
    "Strategic developments": "Strategic developments",
}
EMPTY = {
    "assoc_actor_1", "inter1", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "region", "admin3",
    "source_scale", "tags", "timestamp",
}  # fmt: skip


def incident(**changed: JSON) -> dict[str, Any]:
    """An invented raid that two accounts count."""
    day = {"start": "2016-03-04", "end": "2016-03-04", "granularity": "day"}
    place = {"name": "Palmyra", "lat": 34.56, "lon": 38.28, "country": "SYR", "admin1": "Homs", "precision": "near"}
    positions = [
        {"low": 24, "high": None, "best": None, "group": None, "claims": ["c-1"], "sources": [{"name": "a baker"}]},
        {"low": 20, "high": 20, "best": 20, "group": None, "claims": ["c-2"], "sources": [{"name": "the mayor"}]},
    ]
    total = {"low": 20, "high": None, "best": None, "rule": "range", "claims_used": ["c-1", "c-2"]}
    return {
        "id": "i-1", "type": "ASSAULT", "time": day, "place": place, "claims": ["c-1", "c-2"],
        "acled": {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"},
        "actors": [{"name": "warplanes", "country": None, "named": False}],
        "recipients": [{"name": "Hill Brigade", "country": None, "named": True}],
        "quantities": {"killed": {"positions": positions, "aggregate": total}},
        "documents": [{"id": "d-1", "outlet": "Northwire"}, {"id": "d-2", "outlet": "Orontes"}],
        "contradictions": [], "accused": [], "speakers": [{"name": "a baker"}], **changed,
    }  # fmt: skip


def claim(name: str, word: str | None, low: int) -> dict[str, Any]:
    """A claim that counts the dead, in a vague word or with a number."""
    return {"id": name, "event": {"quantities": [{"measure": "killed", "vague": word, "low": low}]}}


@pytest.mark.parametrize(("word", "figure"), [("dozens", 12), ("tens", 10), ("hundreds", 100), ("several", 24)])
def test_fatalities_are_the_most_conservative_figure_and_vague_words_count_as_acled_counts_them(
    word: str, figure: int
) -> None:
    known = by_id([claim("c-1", word, 24), claim("c-2", None, 20)])
    row = acled_row(incident(), known)
    assert row is not None
    assert row["fatalities"] == min(figure, 20)


def test_a_vague_part_of_a_total_does_not_lower_it() -> None:
    positions = [
        {"low": 30, "high": 30, "group": None, "claims": ["c-1"], "sources": []},
        {"low": 36, "high": None, "group": "children", "claims": ["c-1"], "sources": []},
    ]
    killed = {"positions": positions, "aggregate": {"low": 30, "high": 30, "rule": "range", "claims_used": ["c-1"]}}
    row = acled_row(incident(quantities={"killed": killed}), by_id([claim("c-1", "dozens", 36)]))
    assert row is not None
    assert row["fatalities"] == 30


def test_nobody_known_dead_is_an_empty_cell_and_no_zero() -> None:
    row = acled_row(incident(quantities={}), {})
    assert row is not None
    assert row["fatalities"] is None
    assert any(lost.field == "fatalities" for lost in acled_losses(incident(quantities={}), {}))


@pytest.mark.parametrize(
    ("start", "end", "precision", "day"),
    [
        ("2016-03-04", "2016-03-04T12:00", 1, "2016-03-04"),
        ("2016-03-05", "2016-03-06", 2, "2016-03-05"),
        ("2016-03-01", "2016-03-07", 2, "2016-03-01"),
        ("2016-03-01", "2016-03-31", 3, "2016-03-01"),
        (None, "2016-03-31", 3, "2016-03-31"),
        (None, None, None, None),
    ],
)
def test_time_precision_follows_the_days(
    start: str | None, end: str | None, precision: int | None, day: str | None
) -> None:
    row = acled_row(incident(time={"start": start, "end": end}), {})
    assert row is not None
    assert (row["time_precision"], row["event_date"]) == (precision, day)


@pytest.mark.parametrize(
    ("precision", "code"), [("exact", 1), ("near", 2), ("admin2", 2), ("admin1", 3), ("region", 3), ("country", None)]
)
def test_a_place_that_the_shape_cannot_grade_has_no_point(precision: str, code: int | None) -> None:
    place = {"name": "Palmyra", "lat": 34.56, "lon": 38.28, "country": "SYR", "precision": precision}
    row = acled_row(incident(place=place), {})
    assert row is not None
    assert (row["geo_precision"], row["latitude"]) == (code, None if code is None else 34.56)


def test_a_place_whose_name_is_withheld_has_no_point() -> None:
    place = {"name": "[name withheld]", "lat": 34.56, "lon": 38.28, "country": "SYR", "precision": "exact"}
    row = acled_row(incident(place=place), {})
    assert row is not None
    assert (row["location"], row["latitude"], row["longitude"], row["geo_precision"]) == (None, None, None, None)


def test_accounts_that_contradict_each_other_name_no_actor_but_stand_in_the_notes_and_the_losses() -> None:
    positions = [{"value": ["RUS"]}, {"value": ["SYR"]}]
    disputed = incident(contradictions=[{"field": "actors", "relation": "contradicts", "positions": positions}])
    row = acled_row(disputed, {})
    assert row is not None
    assert row["actor1"] is None
    assert "Disputed: actors contradicts: RUS | SYR." in str(row["notes"])
    assert {"actors", "contradictions.actors"} <= {lost.field for lost in acled_losses(disputed, {})}


def test_a_rising_toll_is_no_dispute_in_the_notes() -> None:
    rising = [{"field": "killed", "relation": "updates", "positions": [{"value": {"low": 3, "high": 3}}]}]
    assert "Disputed" not in notes_of(incident(contradictions=rising))


def test_every_cell_of_every_row_is_traced_to_its_incident(
    told: Lines, tmp_path: Path, read_rows: Rows, untraced: Callable[..., dict[str, str]]
) -> None:
    before = copy.deepcopy(told)
    path = tmp_path / "acled.csv"
    lost = write_acled(told.claims, told.incidents, path)
    rows, known = read_rows(path), {one["id"]: one for one in told.incidents}
    assert told == before
    assert tuple(rows[0]) == columns_of("acled")
    assert len(rows) == sum(one["acled"] is not None for one in told.incidents) == len(known) - rows_left_out(lost)
    for row in rows:
        source = known[row["event_id_cnty"]]
        precisions = {"exact": "1", "near": "2", "admin1": "3", "region": "3"}
        derived = {
            "year": row["event_date"][:4], "iso": "760", "country": "Syria", "notes": notes_of(source),
            "disorder_type": DISORDER[row["event_type"]], "time_precision": "1",
            "geo_precision": precisions.get((source["place"] or {}).get("precision", ""), ""),
        }  # fmt: skip
        assert untraced(row, source, told.claims, derived) == {}
        assert not EMPTY & {column for column, cell in row.items() if cell}


def test_what_the_shape_cannot_say_of_the_raid_is_reported(told: Lines, tmp_path: Path) -> None:
    path = tmp_path / "acled.csv"
    lost = write_acled(told.claims, told.incidents, path)
    raid = max(told.incidents, key=lambda one: len(one["claims"]))
    fields = {one.field for one in lost if one.row == raid["id"]}
    assert {"claims", "speakers", "stance", "accused", "quantities.killed", "contradictions.act"} <= fields
    assert all(one.what and one.why for one in lost)
    assert path.with_name("acled.csv.LICENCE.txt").exists()


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(tmp_path: Path, read_rows: Rows) -> None:
    path, formula = tmp_path / "acled.csv", "=1+1"
    write_acled([], [incident(documents=[{"outlet": formula}])], path)
    assert read_rows(path)[0]["source"] == f"'{formula}"
    assert read_rows(path)[0]["fatalities"] == "20"


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        write_acled([], [incident()], tmp_path / "nowhere" / "acled.csv")
