import csv
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.utils.escape import unescape
from tests.export.filled import FORMULAS, INCIDENTS, Line, claims_of, incidents_of

from sitrep.export.cells import restored
from sitrep.export.incident_rows import INCIDENT_COLUMNS
from sitrep.export.rows import COLUMNS
from sitrep.export.tables.columns import Kind, known, table_of
from sitrep.export.tables.lines import write_csv, write_jsonl
from sitrep.export.tables.workbooks import LONGEST, write_xlsx


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sheet(path: Path, name: str) -> list[dict[str, object]]:
    """The rows of a sheet by their heads, as an independent reader has them."""
    first, *others = openpyxl.load_workbook(path)[name].iter_rows(values_only=True)
    return [dict(zip([str(head) for head in first], row, strict=True)) for row in others]


def test_jsonl_gives_the_lines_back(tmp_path: Path, line: Line, statement_line: Line) -> None:
    path = tmp_path / "claims.jsonl"
    assert write_jsonl(claims_of(statement_line, {**line, "beside": {"incident": "i-1"}}), path) == ()
    assert [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()] == [line, statement_line]
    write_jsonl(incidents_of(*INCIDENTS), path)
    assert [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()] == [*INCIDENTS]


def test_lone_surrogate_is_written_as_its_escape(tmp_path: Path, line: Line) -> None:
    write_jsonl(claims_of({**line, "id": "c-\ud800"}), tmp_path / "claims.jsonl")
    assert json.loads((tmp_path / "claims.jsonl").read_text(encoding="utf-8"))["id"] == "c-\ud800"


def test_csv_has_one_row_a_claim_under_flat_columns(tmp_path: Path, line: Line, statement_line: Line) -> None:
    path = tmp_path / "claims.csv"
    write_csv(claims_of(line, statement_line), path)
    first, second = rows(path)
    assert list(first) == list(COLUMNS)
    expected = {
        "id": "c-told", "document_external_id": "page-1", "sources": "Hilltop Monitor", "hedges": "claimed",
        "event_type": "ASSAULT", "acled_sub_event_type": "Air/drone strike", "ucdp_type_of_violence": "3",
        "historical": "false", "actor_roles": "MIL", "time_start": "2015-12-20", "place_name": "Palmyra",
        "place_lat": "34.56", "killed_best": "9", "killed_low": "9", "killed_high": "", "injured_best": "",
        "quantities": "killed=9 [9..]; killed=4 [4..4]", "issues": "vague-depot; place-unresolved",
    }  # fmt: skip
    assert {key: first[key] for key in expected} == expected
    assert (second["event_type"], second["historical"], second["about"]) == ("", "", "c-told")


def test_csv_of_incidents_has_a_row_each(tmp_path: Path) -> None:
    write_csv(incidents_of(*INCIDENTS), tmp_path / "incidents.csv")
    first, second, *_ = found = rows(tmp_path / "incidents.csv")
    assert [row["id"] for row in found] == ["i-1", "i-2", "i-3", "i-4"]
    assert (first["killed_low"], first["killed_high"], first["killed_best"]) == ("9", "12", "")
    assert (first["quantities"], first["killed_rule"]) == ("killed= [9..12] by range", "range")
    assert (first["claims"], first["claim_count"], second["killed_low"]) == ("c-1; c-2", "2", "")


def test_cell_that_a_spreadsheet_would_run_is_neutralised_reversibly(tmp_path: Path, line: Line) -> None:
    path, formula = tmp_path / "claims.csv", '=HYPERLINK("http://x")'
    write_csv(claims_of({**line, "cue": {"text": formula}}), path)
    (row,) = rows(path)
    assert row["cue"] == f"'{formula}"
    assert restored(row["cue"]) == formula


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    write_csv(incidents_of(INCIDENTS[2]), tmp_path / "incidents.csv")
    assert rows(tmp_path / "incidents.csv")[0]["place_lon"] == "-3.5"
    write_xlsx(incidents_of(INCIDENTS[2]), tmp_path / "incidents.xlsx")
    assert sheet(tmp_path / "incidents.xlsx", "incidents")[0]["place_lon"] == -3.5


def test_second_header_row_has_the_tags_and_pandas_reads_past_it(tmp_path: Path, line: Line) -> None:
    content = claims_of(line, options=frozenset({"bom", "hxl"}))
    write_csv(content, tmp_path / "claims.csv")
    text = (tmp_path / "claims.csv").read_bytes()
    assert text.startswith("\ufeffid,".encode())
    tags = rows(tmp_path / "claims.csv")[0]
    assert (tags["place_lat"], tags["killed_low"], tags["stance"]) == ("#geo+lat", "#affected+killed+min", "")
    frame = pd.read_csv(tmp_path / "claims.csv", skiprows=[1])
    assert (frame["id"].tolist(), frame["killed_best"].tolist()) == (["c-told"], [9])
    write_xlsx(claims_of(line, options=frozenset({"hxl"})), tmp_path / "claims.xlsx")
    assert sheet(tmp_path / "claims.xlsx", "claims")[0]["actors"] == "#group+name+first"


def test_every_column_with_a_kind_or_a_tag_is_a_column_of_a_table() -> None:
    assert set(known()) <= COLUMNS.keys() | INCIDENT_COLUMNS.keys()


def test_workbook_holds_what_went_in_and_says_what_it_is(tmp_path: Path, line: Line, statement_line: Line) -> None:
    path, content = tmp_path / "claims.xlsx", claims_of(line, {**statement_line, "withheld": {"names": 2}})
    assert write_xlsx(content, path) == ()
    table = table_of(content)
    for row, values in zip(sheet(path, "claims"), table.values(), strict=True):
        found = [unescape(restored(cell)) if isinstance(cell, str) else cell for cell in row.values()]
        assert found == values
        whole = [
            isinstance(cell, int)
            for cell, column in zip(found, table.columns, strict=True)
            if column.kind is Kind.INTEGER
        ]
        assert whole == [
            value is not None for value, c in zip(values, table.columns, strict=True) if c.kind is Kind.INTEGER
        ]
    about = {row["entry"]: row["words"] for row in sheet(path, "about")}
    assert (about["rows"], about["profile"], about["withheld"]) == ("2 claims", "public", "2 names")
    assert "Creative Commons Attribution 4.0" in str(about["licence"])


def test_whole_numbers_with_gaps_stay_whole_in_a_workbook(tmp_path: Path) -> None:
    write_xlsx(incidents_of(*INCIDENTS), tmp_path / "incidents.xlsx")
    lows = [row["killed_low"] for row in sheet(tmp_path / "incidents.xlsx", "incidents")]
    assert lows == [9, None, 1, None]
    assert [type(low) for low in lows] == [int, type(None), int, type(None)]
    frame = pd.read_excel(tmp_path / "incidents.xlsx", sheet_name="incidents", dtype={"killed_low": "Int64"})
    assert frame["killed_low"].fillna(0).tolist() == [9, 0, 1, 0]


@pytest.mark.parametrize("payload", FORMULAS)
def test_a_workbook_holds_no_formula_and_gives_the_text_back(tmp_path: Path, line: Line, payload: str) -> None:
    write_xlsx(claims_of({**line, "cue": {"text": payload}}), tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    cells = [cell for row in book["claims"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    (found,) = (cell.value for cell in cells if cell.column == [*COLUMNS].index("cue") + 1 and cell.row == 2)
    assert found == f"'{payload}"
    assert restored(found) == payload


@pytest.mark.parametrize("text", ["a\x07b", "_x0041_", "a\rb\nc", "\ufffe"])
def test_text_that_xml_cannot_hold_comes_back_from_a_workbook(tmp_path: Path, line: Line, text: str) -> None:
    write_xlsx(claims_of({**line, "cue": {"text": text}}), tmp_path / "x.xlsx")
    (row,) = sheet(tmp_path / "x.xlsx", "claims")
    assert unescape(str(row["cue"])) == text


def test_what_is_too_long_for_a_cell_is_cut_and_said(tmp_path: Path, line: Line) -> None:
    (lost,) = write_xlsx(claims_of({**line, "cue": {"text": "a" * (LONGEST + 3)}}), tmp_path / "x.xlsx")
    assert (lost.row, lost.field, lost.what, lost.why) == (
        "c-told",
        "cue",
        "3 characters at its end",
        f"a cell holds {LONGEST}",
    )
    assert sheet(tmp_path / "x.xlsx", "claims")[0]["cue"] == "a" * LONGEST


def test_a_column_of_whole_numbers_in_which_a_fraction_stands_holds_fractions() -> None:
    kinds = {
        c.name: c.kind
        for c in table_of(incidents_of(INCIDENTS[0], {"quantities": {"killed": {"aggregate": {"high": 2.5}}}})).columns
    }
    assert (kinds["killed_high"], kinds["killed_low"]) == (Kind.REAL, Kind.INTEGER)
