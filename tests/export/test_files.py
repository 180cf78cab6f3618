import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from sitrep.export.files import EXPORTERS, export_csv, export_jsonl, exporter, in_order, write_whole
from sitrep.export.rows import COLUMNS, restored
from sitrep.model.errors import UsageError

Line = dict[str, Any]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_formats_are_exactly_these() -> None:
    assert list(EXPORTERS) == ["jsonl", "csv"]
    assert exporter("csv") is export_csv
    with pytest.raises(UsageError, match="no export as 'xls'; the formats are jsonl, csv"):
        exporter("xls")


def test_jsonl_gives_the_lines_back(tmp_path: Path, line: Line, statement_line: Line) -> None:
    path = tmp_path / "claims.jsonl"
    assert export_jsonl([statement_line, line], path) == 2
    assert [json.loads(text) for text in path.read_text(encoding="utf-8").splitlines()] == [line, statement_line]


def test_csv_has_one_row_a_claim_under_flat_columns(tmp_path: Path, line: Line, statement_line: Line) -> None:
    path = tmp_path / "claims.csv"
    assert export_csv([line, statement_line], path) == 2
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


def test_cell_that_a_spreadsheet_would_run_is_neutralised_reversibly(tmp_path: Path, line: Line) -> None:
    path, formula = tmp_path / "claims.csv", '=HYPERLINK("http://x")'
    export_csv([{**line, "cue": {"text": formula}}], path)
    (row,) = rows(path)
    assert row["cue"] == f"'{formula}"
    assert restored(row["cue"]) == formula


def test_negative_numbers_stay_numbers(tmp_path: Path, line: Line) -> None:
    place = {**line["event"]["place"], "lat": -3.5}
    export_csv([{**line, "event": {**line["event"], "place": place}}], tmp_path / "claims.csv")
    assert rows(tmp_path / "claims.csv")[0]["place_lat"] == "-3.5"


@pytest.mark.parametrize("export", EXPORTERS.values(), ids=EXPORTERS)
def test_order_of_claims_is_irrelevant(
    tmp_path: Path, line: Line, statement_line: Line, export: Callable[[Iterable[Line], Path], int]
) -> None:
    export([line, statement_line], tmp_path / "one")
    export(iter([statement_line, line]), tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("export", EXPORTERS.values(), ids=EXPORTERS)
def test_licence_of_the_places_stands_beside_the_file(
    tmp_path: Path, line: Line, export: Callable[[Iterable[Line], Path], int]
) -> None:
    export([line], tmp_path / "out")
    notice = (tmp_path / "out.LICENCE.txt").read_text(encoding="utf-8")
    assert "in out come in part from GeoNames" in notice
    assert "Creative Commons Attribution 4.0" in notice
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "out.LICENCE.txt"]


def test_in_order_is_by_document_and_place_in_it(line: Line, statement_line: Line) -> None:
    other = {**line, "document": {**line["document"], "external_id": "page-0"}}
    assert in_order([statement_line, line, other]) == [other, line, statement_line]


def test_lone_surrogate_is_written_as_its_escape(tmp_path: Path, line: Line) -> None:
    export_jsonl([{**line, "id": "c-\ud800"}], tmp_path / "claims.jsonl")
    assert json.loads((tmp_path / "claims.jsonl").read_text(encoding="utf-8"))["id"] == "c-\ud800"


def test_failed_write_leaves_what_stood_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "claims"
    (path / "kept").mkdir(parents=True)
    with pytest.raises(UsageError, match="claims: cannot be written"):
        write_whole(path, "new")
    assert list(tmp_path.rglob("*")) == [path, path / "kept"]


def test_missing_folder_is_said_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot be written .* name a file in a folder with room for it"):
        export_csv([], tmp_path / "nowhere" / "claims.csv")


LIMITED = """
import resource, sys
from pathlib import Path
from sitrep.export.files import write_whole
from sitrep.model.errors import RoomError
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    write_whole(Path(sys.argv[1]), "new " * 100)
except RoomError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="limits are the system's")
def test_no_room_leaves_what_stood_there_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "claims").write_text("old", encoding="utf-8")
    command = [sys.executable, "-c", LIMITED, str(tmp_path / "claims")]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "claims: cannot be written (File too large), and what stood there before still does; free some space" in told
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("claims", "old")]
