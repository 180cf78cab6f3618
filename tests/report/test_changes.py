"""A second report says of each change why: a new event, a revised figure, a re-reading, a judgement."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.conftest import put
from tests.report.conftest import made

from sitrep.case.folders import Case, open_case
from sitrep.case.judging import judge
from sitrep.case.linking import link_case
from sitrep.gazetteer import Gazetteer
from sitrep.ledger.connections import writing
from sitrep.ledger.store import append_capture, append_reading
from sitrep.model.documents import Capture
from sitrep.model.errors import UsageError
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.readings import Reading, Run
from sitrep.redaction import Audience
from sitrep.report.making import Report
from sitrep.report.pages import page_of
from sitrep.report.snapshots import read_snapshot
from sitrep.report.writing import write_report

# Two pages that tell of other days and places, and of the raid again.
LATER = ("orontes-ghouta.html", "meridian-week-in-figures.html")


@pytest.fixture
def before(internal: Report, tmp_path: Path) -> Path:
    return write_report(internal, tmp_path / "last")[-1]


def reread(case: Case, read: list[Reading]) -> None:
    """The same pages with the same claims, read by a later version in a run of its own."""
    run = Run("run-later", "2020-01-02T00:00:00+00:00")
    with writing(case.ledger) as connection:
        for one in read:
            document = one.document
            capture = Capture(document.sha256, "text/html", document.external_id, b"")
            newer = replace(one, origin=replace(one.origin, sitrep="9.9"))
            append_reading(connection, newer, append_capture(connection, capture, run), run)


def said(case: Path, verdict: Verdict, target: str, field: str | None = None, value: object = None) -> str:
    text = None if value is None else json.dumps(value)
    word = Judgement(verdict, (target,), "Ann", "2016-01-02T00:00:00+00:00", "as the page says", field, text)
    with open_case(case) as opened:
        name = judge(opened, word).id
        link_case(opened)
    return name


def test_nothing_has_changed_where_nothing_came(own_case: Path, gazetteer: Gazetteer, before: Path) -> None:
    report = made(own_case, gazetteer, since=before)
    assert report.changes == ()
    assert "Nothing has changed." in page_of(report)


def test_a_rejected_figure_is_told_as_a_judgement(
    own_case: Path, gazetteer: Gazetteer, before: Path, internal: Report
) -> None:
    killed = next(figure for entry in internal.contents.entries if (figure := entry.figure("killed")))
    claim = next(note.claim for note in internal.contents.notes if note.number == killed.notes[-1])
    name = said(own_case, Verdict.REJECT, claim)
    changes = made(own_case, gazetteer, since=before).changes
    assert changes
    assert {change.kind for change in changes} == {"judgement"}
    assert all(name in change.why for change in changes)
    assert "reject" in changes[0].why


def test_another_rule_is_told_as_another_rule(own_case: Path, gazetteer: Gazetteer, before: Path) -> None:
    changes = made(own_case, gazetteer, since=before, rule="hierarchy").changes
    assert {change.kind for change in changes} == {"other rule"}


def test_a_new_page_brings_new_events_and_revised_figures(
    own_case: Path, gazetteer: Gazetteer, before: Path, example_readings: list[Reading]
) -> None:
    with open_case(own_case) as opened:
        put(opened, *(reading for reading in example_readings if reading.document.external_id in LATER))
        link_case(opened)
    report = made(own_case, gazetteer, since=before)
    kinds = {change.kind for change in report.changes}
    assert "new event" in kinds
    assert kinds <= {"new event", "revised figure", "revised"}
    new = {change.incident for change in report.changes if change.kind == "new event"}
    assert new.isdisjoint(read_snapshot(before).rows)


def test_a_page_read_by_another_reader_is_told_as_a_re_reading(
    own_case: Path, gazetteer: Gazetteer, before: Path, raid_readings: list[Reading]
) -> None:
    old = json.loads(before.read_text("utf-8"))
    for row in old["incidents"]:
        row["day"] = "2015-12-19"
    before.write_text(json.dumps(old), "utf-8")
    with open_case(own_case) as opened:
        reread(opened, raid_readings)
        link_case(opened)
    changes = made(own_case, gazetteer, since=before).changes
    assert changes
    assert {change.kind for change in changes} == {"re-reading"}


def test_what_nothing_explains_is_called_unexplained(own_case: Path, gazetteer: Gazetteer, before: Path) -> None:
    old = json.loads(before.read_text("utf-8"))
    row = next(row for row in old["incidents"] if "killed" in row["figures"])
    row["figures"]["killed"]["low"] = 1
    before.write_text(json.dumps(old), "utf-8")
    changes = made(own_case, gazetteer, since=before).changes
    assert [(change.kind, change.what) for change in changes] == [("unexplained", "killed")]


def test_other_files_and_audiences_are_refused_with_what_to_do(
    own_case: Path, gazetteer: Gazetteer, before: Path, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match="give --profile internal"):
        made(own_case, gazetteer, Audience.PUBLIC, since=before)
    other = tmp_path / "other.json"
    for text, why in (("[", "is no JSON"), ("{}", "is no snapshot"), ('{"form": "sitrep report 1"}', "has no made")):
        other.write_text(text, "utf-8")
        with pytest.raises(UsageError, match=why):
            made(own_case, gazetteer, since=other)
    with pytest.raises(UsageError, match="cannot be read"):
        made(own_case, gazetteer, since=tmp_path / "none.json")
