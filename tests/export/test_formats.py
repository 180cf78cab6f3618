import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.export.filled import INCIDENTS, Line, claims_of, incidents_of

from sitrep.case.folders import open_case
from sitrep.case.linking import corpus_of, incidents
from sitrep.cli.exporting import losses
from sitrep.export.contents import What, content_of
from sitrep.export.formats import FORMATS, Format, format_named, of_lines, write_as
from sitrep.export.losses import Lost
from sitrep.export.tables.columns import Kind, table_of
from sitrep.gazetteer.index import Gazetteer
from sitrep.model.errors import UsageError
from sitrep.model.fields import Record
from sitrep.model.identity import canonical
from sitrep.redaction import Audience

TODAY = date(2026, 11, 30)
# A GeoPackage and a workbook say when they were made.
SAME_BYTES = ("jsonl", "csv", "geojson", "geoparquet")


def test_formats_are_found_by_name() -> None:
    assert [name for name, form in FORMATS.items() if name != form.name] == []
    assert {"jsonl", "csv", "xlsx", "geojson", "gpkg", "geoparquet"} <= FORMATS.keys()
    with pytest.raises(UsageError, match="no export as 'xls'; the formats are jsonl, csv, xlsx"):
        format_named("xls")


def test_what_a_format_has_no_room_for_is_refused() -> None:
    assert format_named("csv").what(None) is What.CLAIMS
    assert format_named("csv").what(What.INCIDENTS) is What.INCIDENTS
    with pytest.raises(UsageError, match="--as csv holds claims or incidents, not both; leave --what out"):
        format_named("csv").what(What.BOTH)


@pytest.mark.parametrize("name", FORMATS)
def test_licence_and_what_was_withheld_stand_beside_every_file(tmp_path: Path, line: Line, name: str) -> None:
    form, file = FORMATS[name], f"out.{name}"
    what = form.what(None)
    content = replace(claims_of({**line, "withheld": {"names": 2}}), what=what)
    write_as(form, content, tmp_path / file)
    notice = (tmp_path / f"{file}.LICENCE.txt").read_text(encoding="utf-8")
    assert f"in {file} come in part from GeoNames" in notice
    withheld = json.loads((tmp_path / f"{file}.WITHHELD.json").read_text(encoding="utf-8"))
    assert (withheld["profile"], withheld[what.value], withheld["withheld"]) == ("public", 1, {"names": 2})


@pytest.mark.parametrize("name", SAME_BYTES)
def test_order_of_claims_is_irrelevant(tmp_path: Path, line: Line, statement_line: Line, name: str) -> None:
    for folder, lines in (("a", (line, statement_line)), ("b", (statement_line, line))):
        (tmp_path / folder).mkdir()
        write_as(FORMATS[name], claims_of(*lines), tmp_path / folder / "out")
    assert (tmp_path / "a" / "out").read_bytes() == (tmp_path / "b" / "out").read_bytes()


def test_a_further_format_is_one_entry_and_its_losses_stand_beside_its_file(tmp_path: Path) -> None:
    def write_shape(claims: Sequence[Record], found: Sequence[Record], path: Path) -> Sequence[Lost]:
        path.write_text(f"{len(claims)} {len(found)}", encoding="utf-8")
        return [Lost("i-1", "quantities", "12", "there is room for one figure")]

    shape, path = Format("shape", "text/plain", of_lines(write_shape), holds=(What.BOTH,)), tmp_path / "out"
    lost = write_as(shape, replace(incidents_of(*INCIDENTS), what=What.BOTH), path)
    assert (path.read_text(encoding="utf-8"), len(lost)) == ("0 4", 1)
    beside = tmp_path / "out.LOSSES.json"
    expected = [{"row": "i-1", "field": "quantities", "what": "12", "why": "there is room for one figure"}]
    assert json.loads(beside.read_text(encoding="utf-8")) == expected
    write_as(FORMATS["jsonl"], incidents_of(*INCIDENTS), path)
    assert not beside.exists(), "the losses of an earlier file are not this one's"


def test_incidents_of_a_case_have_a_form_for_each_profile(linked_template: Path, gazetteer: Gazetteer) -> None:
    with open_case(linked_template) as case:
        whole = {profile: content_of(case, What.BOTH, profile, TODAY, lambda: gazetteer) for profile in Audience}
        plain = list(incidents(corpus_of(case)))
    internal, public = whole[Audience.INTERNAL], whole[Audience.PUBLIC]
    assert list(internal.incidents) == plain
    assert len(internal.claims) == len(public.claims) > 0
    for profile in (Audience.PUBLIC, Audience.PARTNER):
        shown = whole[profile].incidents
        assert [line["id"] for line in shown] == [line["id"] for line in plain]
        assert {line["profile"] for line in shown} == {profile.value}
    hosts = [line for line in plain if "/world/" in canonical(line)]
    assert hosts, "the pages of the case have addresses"
    assert not [line for line in public.incidents if "/world/" in canonical(line)]


def test_whole_numbers_of_a_case_are_whole_in_every_column_that_says_so(linked_template: Path) -> None:
    with open_case(linked_template) as case:
        found = content_of(case, What.BOTH, Audience.INTERNAL, TODAY, NotImplemented)
    for what in (What.CLAIMS, What.INCIDENTS):
        table = table_of(replace(found, what=what))
        rows = list(table.values())
        cells = [(c.kind, row[n]) for row in rows for n, c in enumerate(table.columns) if row[n] is not None]
        assert {type(value) for kind, value in cells if kind is Kind.INTEGER} == {int}
        assert {type(value) for kind, value in cells if kind is Kind.REAL} <= {float}


def test_losses_are_told_one_by_one_up_to_a_few() -> None:
    lost = [Lost(f"i-{n}", "quantities", "12", "there is room for one figure") for n in range(7)]
    told = losses(Path("out.csv"), lost)
    assert told[0] == "out.csv: lost of i-0, quantities: 12 (there is room for one figure)"
    assert told[5:] == ["out.csv: 7 losses in all, in out.csv.LOSSES.json"]
    assert losses(Path("out.csv"), []) == []
