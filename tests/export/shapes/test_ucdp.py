from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.export.audiences import Lines

from sitrep.export.losses import rows_left_out
from sitrep.export.shapes.sheets import columns_of
from sitrep.export.shapes.ucdp import ucdp_losses, ucdp_row, write_ucdp
from sitrep.model.identity import JSON

Rows = Callable[[Path], list[dict[str, str]]]
EMPTY = {
    "relid", "active_year", "code_status", "conflict_dset_id", "conflict_new_id", "conflict_name", "dyad_dset_id",
    "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_b_dset_id", "side_b_new_id", "country_id",
    "region", "deaths_a", "deaths_b", "gwnoa", "gwnob",
}  # fmt: skip


def clash(total: dict[str, Any], group: str | None = None, **changed: JSON) -> dict[str, Any]:
    """An invented clash that one account counts."""
    position = {"low": total["low"], "high": total["high"], "group": group, "claims": ["c-1"], "sources": []}
    killed = {"positions": [position], "aggregate": {"rule": "range", "claims_used": ["c-1"], **total}}
    day = {"start": "2016-03-04", "end": "2016-03-04"}
    return {"id": "i-1", "type": "ASSAULT", "time": day, "claims": ["c-1"], "quantities": {"killed": killed}, **changed}


SEVEN = {"low": 7, "high": 7, "best": 7}


def test_an_event_without_a_death_is_left_out_and_said_to_be() -> None:
    for toll in ({"low": None, "high": 5, "best": None}, {"low": 0, "high": 0, "best": 0}):
        assert ucdp_row(clash(toll), {}) is None
        (lost,) = ucdp_losses(clash(toll), {})
        assert (lost.row, lost.field) == ("i-1", "row")
        assert "at least one death" in lost.why
    assert ucdp_row(clash(SEVEN, type=None, kind="casualties"), {}) is None


@pytest.mark.parametrize(("group", "column"), [(None, "deaths_unknown"), ("civilians", "deaths_civilians")])
def test_the_dead_stand_under_one_side_only_where_the_account_says_which(group: str | None, column: str) -> None:
    row = ucdp_row(clash(SEVEN, group), {}) or {}
    assert {key for key in row if key.startswith("deaths_")} == {column}
    assert (row[column], row["best"], row["low"], row["high"]) == (7, 7, 7, 7)
    assert not {key for key in ucdp_row(clash(SEVEN, "fighters"), {}) or {} if key.startswith("deaths_")}


def test_a_range_has_no_best_figure_and_says_so() -> None:
    open_ended = clash({"low": 7, "high": None, "best": None})
    row = ucdp_row(open_ended, {}) or {}
    assert (row["best"], row["low"], row["high"]) == (None, 7, None)
    assert {"best", "high"} <= {lost.field for lost in ucdp_losses(open_ended, {})}


@pytest.mark.parametrize(
    ("end", "precision", "clear"),
    [("2016-03-04", 1, 1), ("2016-03-09", 2, 1), ("2016-03-10", 3, 1), ("2016-03-31", 4, 2), ("2016-06-01", 5, 2)],
)
def test_date_precision_and_clarity_follow_the_days(end: str, precision: int, clear: int) -> None:
    row = ucdp_row(clash(SEVEN, time={"start": "2016-03-04", "end": end}), {}) or {}
    assert (row["date_prec"], row["event_clarity"], row["date_end"]) == (precision, clear, end)


def test_a_sum_of_several_events_is_not_clear() -> None:
    counted = {"measure": "killed", "low": 7, "cumulative": True}
    known = {"c-1": {"id": "c-1", "event": {"quantities": [counted]}}}
    assert (ucdp_row(clash(SEVEN), known) or {})["event_clarity"] == 2


def test_every_cell_of_every_row_is_traced_to_its_incident(
    told: Lines, tmp_path: Path, read_rows: Rows, untraced: Callable[..., dict[str, str]]
) -> None:
    path = tmp_path / "ucdp.csv"
    lost = write_ucdp(told.claims, told.incidents, path)
    rows, known = read_rows(path), {one["id"]: one for one in told.incidents}
    assert rows
    assert tuple(rows[0]) == columns_of("ucdp")
    assert len(rows) == len(known) - rows_left_out(lost)
    precisions = {"exact": "1", "near": "2", "admin1": "4", "region": "5", "country": "6"}
    for row in rows:
        source = known[row["id"]]
        total = source["quantities"]["killed"]["aggregate"]
        assert int(row["low"]) == total["low"] >= 1
        derived = {
            "year": row["date_start"][:4], "country": "Syria", "event_clarity": row["event_clarity"], "date_prec": "1",
            "where_prec": precisions.get((source["place"] or {}).get("precision", ""), ""),
            "geom_wkt": f"POINT ({row['longitude']} {row['latitude']})", "priogrid_gid": "181154",
            "number_of_sources": str(source["independent_sources"]),
        }  # fmt: skip
        assert untraced(row, source, told.claims, derived) == {}
        assert not EMPTY & {column for column, cell in row.items() if cell}


def test_who_said_it_and_who_printed_it_are_apart(told: Lines) -> None:
    raid = max(told.incidents, key=lambda one: len(one["claims"]))
    row = ucdp_row(raid, {claim["id"]: claim for claim in told.claims}) or {}
    assert "Syrian Observatory for Human Rights" in str(row["source_original"])
    assert "Northwire" in str(row["source_office"])
