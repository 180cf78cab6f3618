"""A case's tables: frames of all kinds agree with each other and with the CSV, and whole numbers stay whole."""

import csv
import json
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from tests.within import printed

import sitrep
from sitrep.case.folders import open_case
from sitrep.case.judging import judge
from sitrep.door.columns import CLAIMS, Column, Kind
from sitrep.door.frames import arrow_of
from sitrep.export.cells import restored
from sitrep.export.rows import COLUMNS
from sitrep.model.errors import LedgerError, UsageError
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.readings import Reading
from sitrep.views.claims import claim_lines

KINDS = ("claims", "incidents", "documents")
Seen = sitrep.Table[sitrep.Claim]


@pytest.fixture(scope="module")
def public(case: sitrep.Case) -> Seen:
    return case.claims.as_seen_by("public")


def cells(table: sitrep.Table[object]) -> list[dict[str, object]]:
    frame = table.df()
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def spelled(cell: str, value: object) -> bool:
    """Whether a cell of a CSV spells a value."""
    if isinstance(value, bool):
        return cell == str(value).lower()
    if isinstance(value, int | float):
        return float(cell) == value
    return restored(cell) == (value or "")


@pytest.mark.parametrize("kind", [*KINDS, "public claims"])
def test_pandas_polars_and_arrow_agree_cell_by_cell(case: sitrep.Case, public: Seen, kind: str) -> None:
    table = getattr(case, kind, public)
    rows = table.arrow().to_pylist()
    assert len(rows) == len(table) > 0
    assert table.pl().to_dicts() == rows
    assert cells(table) == rows


@pytest.mark.parametrize("profile", ["internal", "public"])
def test_claims_are_the_rows_of_the_csv(
    case: sitrep.Case, public: Seen, folder: Path, environment: dict[str, str], profile: str
) -> None:
    name = f"{profile}.csv"
    printed(folder, environment, "export", "idlib", "--as", "csv", "--profile", profile, "-o", name)
    with (folder / name).open(encoding="utf-8", newline="") as lines:
        written = list(csv.DictReader(lines))
    rows = (public if profile == "public" else case.claims).arrow().to_pylist()
    assert list(rows[0]) == list(COLUMNS) == list(written[0])
    assert len(rows) == len(written)
    wrong = [
        (key, cell, row[key])
        for row, line in zip(rows, written, strict=True)
        for key, cell in line.items()
        if not spelled(cell, row[key])
    ]
    assert wrong == []


def test_whole_numbers_with_gaps_stay_whole(case: sitrep.Case) -> None:
    frame, polar = case.claims.df(), case.claims.pl()
    for name in ("killed_best", "killed_low", "place_geonames_id", "evidence_start"):
        assert str(frame[name].dtype) == "Int64"
        assert str(polar[name].dtype) == "Int64"
    assert 0 < frame["killed_low"].notna().sum() < len(frame)
    assert {str(kind) for kind in frame.dtypes} == {"string", "Int64", "Float64", "boolean"}


def test_a_table_has_the_same_types_however_few_lines_it_has() -> None:
    assert arrow_of(CLAIMS, []).schema == arrow_of(CLAIMS, [{"id": "c-1"}]).schema


def test_a_fraction_among_whole_numbers_is_kept() -> None:
    columns: Mapping[str, Column] = {"killed_best": Column(Kind.WHOLE, lambda line: line["n"])}  # type: ignore[dict-item]
    assert arrow_of(columns, [{"n": 2.0}, {"n": None}])["killed_best"].to_pylist() == [2, None]
    mixed = arrow_of(columns, [{"n": 2}, {"n": 2.5}])["killed_best"]
    assert (mixed.type, mixed.to_pylist()) == (pa.float64(), [2.0, 2.5])


def test_every_column_of_every_example_is_of_its_kind(example_readings: Sequence[Reading]) -> None:
    lines = [line for reading in example_readings for line in claim_lines(reading)]
    types = {Kind.TEXT: str, Kind.WHOLE: int, Kind.NUMBER: int | float, Kind.FLAG: str}
    held = [(n, cell) for n, column in CLAIMS.items() for line in lines if (cell := column.cell(line)) is not None]
    assert [pair for pair in held if not isinstance(pair[1], types[CLAIMS[pair[0]].kind])] == []


def test_records_are_the_lines_that_the_command_prints(
    case: sitrep.Case, folder: Path, environment: dict[str, str]
) -> None:
    told = [json.loads(line) for line in printed(folder, environment, "claims", "idlib")[0].splitlines()]
    assert sorted(case.claims.records(), key=lambda line: line["id"]) == sorted(told, key=lambda line: line["id"])
    told = [json.loads(line) for line in printed(folder, environment, "incidents", "idlib")[0].splitlines()]
    assert case.incidents.records() == told


def test_public_lines_say_their_profile_and_no_page_gives_its_text(case: sitrep.Case, public: Seen) -> None:
    assert {line["profile"] for line in public.records()} == {"public"}
    assert all(document.text is None for document in case.documents.as_seen_by("public"))


def test_another_profile_is_refused_with_those_there_are(case: sitrep.Case) -> None:
    with pytest.raises(UsageError, match=r"no profile 'press'; the profiles are public, partner, internal"):
        case.claims.as_seen_by("press")


def test_claims_stay_as_they_were_and_a_mixture_is_refused(raid_case: Path) -> None:
    before = sitrep.open_case(raid_case)
    claim = before.claims[0].id
    with open_case(raid_case) as opened:
        judge(opened, Judgement(Verdict.ACCEPT, (claim,), "Reviewer", "2020-01-01", "read again"))
    assert before.claims[0].id == claim
    with pytest.raises(LedgerError, match="the case has changed since its claims were looked at; open it again"):
        before.claims.df()
    after = sitrep.open_case(raid_case).claims.arrow().to_pylist()
    assert [(row["judged"], row["judged_by"]) for row in after if row["id"] == claim] == [("accepted", "Reviewer")]


def test_lines_are_found_by_position_and_by_id(case: sitrep.Case) -> None:
    first = case.claims[0]
    assert case.claims[first.id] == first == next(iter(case.claims))
    with pytest.raises(KeyError, match="none of the"):
        case.claims["c-nothing"]
    with pytest.raises(IndexError):
        case.claims[len(case.claims)]


@pytest.mark.parametrize(("name", "made"), [("pandas", "df"), ("polars", "pl")])
def test_a_library_that_is_not_there_is_named_with_its_remedy(
    case: sitrep.Case, monkeypatch: pytest.MonkeyPatch, name: str, made: str
) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(UsageError, match=re.escape(f"{name} is not installed here") + r".*sitrep\[frames\]"):
        getattr(case.claims, made)()


def test_no_case_and_nothing_linked_are_said(tmp_path: Path, raid_case: Path) -> None:
    with pytest.raises(LedgerError, match="there is no case here; make one with"):
        sitrep.open_case(tmp_path / "nowhere")
    with pytest.raises(LedgerError, match="sitrep link"):
        len(sitrep.open_case(str(raid_case)).incidents)
