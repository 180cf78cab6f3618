"""A case after one of its runs is compared with itself after another."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.readings import NEW, OLD, capture_of, document_of, read

from sitrep.case.differences import Cause, Change
from sitrep.case.folders import Case, init_case
from sitrep.case.judging import judge
from sitrep.case.sides import changes_between
from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.history import runs
from sitrep.ledger.store import append_capture, append_linking, append_reading
from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.origins import Origin
from sitrep.model.readings import Run

CAPTURE = capture_of("a.txt", "Shells fell")
FIRST, SECOND = (claim.id for claim in read(document_of(CAPTURE)).claims)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with init_case(tmp_path / "case") as made:
        add(made, 1)
        yield made


def run(number: int) -> Run:
    return Run(f"run-{number}", f"2020-01-{number:02}T00:00:00+00:00")


def add(
    case: Case,
    number: int,
    name: str = "a.txt",
    text: str = "Shells fell",
    *,
    origin: Origin = OLD,
    certainty: str = "certain",
) -> None:
    capture = capture_of(name, text)
    with writing(case.ledger) as connection:
        key = append_capture(connection, capture, run(number))
        append_reading(connection, read(document_of(capture), origin, certainty), key, run(number))


def link(case: Case, number: int, incidents: dict[str, list[str]], profile: str = "w-1", **redirects: str) -> None:
    linking: JSON = json.loads(json.dumps({"incidents": incidents, "redirects": redirects, "mains": {}}))
    with writing(case.ledger) as connection:
        append_linking(connection, linking, profile, run(number))


def last_run(case: Case) -> str:
    with viewing(case.ledger) as connection:
        return runs(connection)[-1].run.id


def changes(case: Case, before: str, after: str) -> list[Change]:
    return list(changes_between(case, before, after))


def test_a_run_that_added_a_page_is_a_new_source(case: Case) -> None:
    add(case, 2, "b.txt", "Bombs fell")
    found = changes(case, "run-1", "run-2")
    assert {(change.field, change.after) for change in found} == {(None, "Bombs"), (None, "fell")}
    assert {change.cause for change in found} == {Cause.SOURCE}
    assert changes(case, "run-1", "run-1") == []


def test_a_run_with_newer_instruments_is_a_new_reader(case: Case) -> None:
    add(case, 2, origin=NEW, certainty="possible")
    found = changes(case, "run-1", "run-2")
    assert {change.field for change in found} >= {"certainty", "record", "origin.sitrep"}
    assert {(change.cause, change.detail) for change in found} == {(Cause.READER, "sitrep 0.1.0 → 0.2.0")}


def test_a_judgement_is_a_run_of_its_own_and_explains_what_it_changed(case: Case) -> None:
    made = judge(case, Judgement(Verdict.EDIT, (FIRST,), "ann", "2020-02-01", "no", "certainty", '"possible"'))
    edited = last_run(case)
    judge(case, Judgement(Verdict.REJECT, (SECOND,), "ann", "2020-02-02", "no"))
    found = changes(case, "run-1", edited)
    assert {change.cause for change in found} == {Cause.JUDGEMENT}
    assert {change.detail for change in found} == {made.id}
    assert [change.row for change in changes(case, edited, last_run(case))] == [SECOND]
    judge(case, Judgement(Verdict.UNDO, (made.id,), "ann", "2020-02-03", "a slip"))
    assert {change.cause for change in changes(case, edited, last_run(case))} == {Cause.JUDGEMENT}


def test_a_linking_that_moved_claims_is_explained(case: Case) -> None:
    link(case, 2, {"i-1": [FIRST], "i-2": [SECOND]})
    judge(case, Judgement(Verdict.SAME, ("i-1", "i-2"), "ann", "2020-02-01", "one raid"))
    link(case, 4, {"i-1": [FIRST, SECOND]}, **{"i-2": "i-1"})
    found = {(change.row, change.field): change.cause for change in changes(case, "run-2", "run-4")}
    assert found == {
        ("i-1", "claims"): Cause.JUDGEMENT, ("i-1", "merged"): Cause.JUDGEMENT, ("i-2", None): Cause.JUDGEMENT,
    }  # fmt: skip
    link(case, 5, {"i-1": [FIRST], "i-2": [SECOND]}, "w-2")
    assert {change.cause for change in changes(case, "run-4", "run-5")} == {Cause.RULE}


def test_runs_go_by_the_beginning_of_their_names_when_it_is_of_one_alone(case: Case) -> None:
    add(case, 2, "b.txt", "Bombs fell")
    with pytest.raises(UsageError, match="more than one run begins so"):
        changes(case, "run", "run-2")
    with pytest.raises(UsageError, match=r"run-9: there is no such file or run; .* `sitrep runs` lists"):
        changes(case, "run-1", "run-9")


def test_what_is_no_export_is_refused(case: Case, tmp_path: Path) -> None:
    claims, incidents, other = (tmp_path / name for name in ("c.jsonl", "i.jsonl", "o.csv"))
    claims.write_text('{"id": "c-1", "evidence": {}}\n', encoding="utf-8")
    incidents.write_text('{"id": "i-1", "claims": []}\n', encoding="utf-8")
    other.write_text("id,record\n", encoding="utf-8")
    for one, two, words in (
        (claims, incidents, "claims cannot be compared with incidents"),
        (claims, other, r"o.csv:1: is no claim and no incident"),
        (claims, tmp_path / "none", "cannot be read"),
    ):
        with pytest.raises(UsageError, match=words):
            changes(case, str(one), str(two))


def test_what_each_run_added_is_counted(case: Case) -> None:
    add(case, 2, origin=replace(NEW))
    judge(case, Judgement(Verdict.NOTE, (FIRST,), "ann", "2020-02-01", "so"))
    with viewing(case.ledger) as connection:
        found = [summary.added for summary in runs(connection)]
    assert [(added["captures"], added["readings"], added["judgements"]) for added in found] == [
        (1, 1, 0), (0, 1, 0), (0, 0, 1),
    ]  # fmt: skip
