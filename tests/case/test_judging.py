"""Judgements are checked before they are kept, stand as long as their evidence does, and change no stored line."""

import copy
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.readings import OLD, RUN, capture_of, document_of, read

from sitrep.case.adding import new_run
from sitrep.case.folders import Case, init_case
from sitrep.case.judging import apply_judgements, judge, judge_together, line_as_read, standing, standing_judgements
from sitrep.ledger.chains import LogRow
from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.queries import judgement_log, judgements, readings
from sitrep.ledger.store import append_capture, append_linking, append_reading
from sitrep.model.errors import LedgerError, SitrepError
from sitrep.model.fields import Record
from sitrep.model.judgements import Judgement, Verdict, decisions, grades
from sitrep.views.claims import claim_lines

CAPTURE = capture_of("a.txt", "Shells fell on the market")
READING = read(document_of(CAPTURE))
FIRST, SECOND, THIRD = (claim.id for claim in READING.claims[:3])


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with init_case(tmp_path / "case") as made:
        with writing(made.ledger) as connection:
            append_reading(connection, READING, append_capture(connection, CAPTURE, RUN), RUN)
        yield made


def say(verdict: Verdict, *targets: str, field: str | None = None, value: str | None = None, at: int = 1) -> Judgement:
    return Judgement(verdict, targets, "ann", f"2020-01-{at:02}", "as the page has it", field, value)


def edit(value: str, field: str = "stance", at: int = 1) -> Judgement:
    return say(Verdict.EDIT, FIRST, field=field, value=value, at=at)


def lines_of(case: Case) -> list[Record]:
    with viewing(case.ledger) as connection:
        return [line for reading in readings(connection) for line in claim_lines(reading)]


def judged_lines(case: Case) -> dict[str, dict[str, Any]]:
    with viewing(case.ledger) as connection:
        return {str(line["id"]): line for line in apply_judgements(lines_of(case), list(judgements(connection)))}


def test_a_judgement_remembers_what_its_maker_saw(case: Case) -> None:
    made = judge(case, edit('"denies"'))
    with viewing(case.ledger) as connection:
        line = line_as_read(connection, FIRST)
        assert list(judgements(connection)) == [made]
    seen = made.seen[0]
    assert (seen.claim, seen.record, seen.evidence, seen.value) == (FIRST, line["record"], "Shells", '"asserts"')


def test_an_edit_replaces_the_field_and_the_line_says_so(case: Case) -> None:
    before = lines_of(case)
    made = judge(case, edit('"denies"'))
    line = judged_lines(case)[FIRST]
    assert line["stance"] == "denies"
    assert line["judged"] == [
        {"judgement": made.id, "by": "ann", "at": "2020-01-01", "field": "stance", "was": "asserts"}
    ]
    assert lines_of(case) == before, "nothing stored is overwritten"
    assert {claim for claim, judged in judged_lines(case).items() if "judged" in judged} == {FIRST}


def test_the_later_edit_of_a_field_holds_and_its_undoing_brings_the_earlier_back(case: Case) -> None:
    judge(case, edit('"denies"'))
    later = judge(case, edit('"questions"', at=2))
    assert judged_lines(case)[FIRST]["stance"] == "questions"
    assert len(judged_lines(case)[FIRST]["judged"]) == 1
    undone = judge(case, say(Verdict.UNDO, later.id, at=3))
    assert judged_lines(case)[FIRST]["stance"] == "denies"
    judge(case, say(Verdict.UNDO, undone.id, at=4))
    assert judged_lines(case)[FIRST]["stance"] == "questions"


def test_edits_reach_into_events_and_may_empty_a_field(case: Case) -> None:
    judge(case, edit("null", "event.trigger.text"))
    judge(case, edit('"planned"', "event.status", at=2))
    line = judged_lines(case)[FIRST]
    assert (line["event"]["trigger"]["text"], line["event"]["status"]) == (None, "planned")
    assert [judged["field"] for judged in line["judged"]] == ["event.trigger.text", "event.status"]


def test_a_rejected_claim_leaves_and_comes_back_when_accepted(case: Case) -> None:
    judge(case, say(Verdict.REJECT, FIRST))
    assert FIRST not in judged_lines(case)
    assert SECOND in judged_lines(case)
    judge(case, say(Verdict.ACCEPT, FIRST, at=2))
    assert FIRST in judged_lines(case)
    judge(case, say(Verdict.REJECT, FIRST, at=3))
    judge(case, say(Verdict.ACCEPT, FIRST, field="stance", at=4))
    assert FIRST not in judged_lines(case), "to accept a field is not to accept the claim"


def linked(case: Case) -> None:
    linking = {"incidents": {"i-1": [SECOND, FIRST], "i-2": [THIRD]}, "redirects": {"i-0": "i-1"}, "mains": {}}
    with writing(case.ledger) as connection:
        append_linking(connection, json.loads(json.dumps(linking)), "weights-1", new_run())


def test_pairs_are_of_claims_and_an_incident_stands_by_its_founding_claim(case: Case) -> None:
    linked(case)
    judge(case, say(Verdict.SAME, FIRST, THIRD))
    judge(case, say(Verdict.DIFFERENT, "i-0", "i-2"))
    with viewing(case.ledger) as connection:
        same, different = decisions(judgements(connection))
    assert (same, different) == ({tuple(sorted((FIRST, THIRD)))}, {tuple(sorted((SECOND, THIRD)))})


def test_grades_and_notes_are_of_claims_and_of_incidents(case: Case) -> None:
    linked(case)
    judge(case, say(Verdict.GRADE, "i-1", field="airwars", value='"fair"'))
    judge(case, say(Verdict.GRADE, FIRST, field="credibility", value="2"))
    judge(case, say(Verdict.NOTE, "i-2"))
    with viewing(case.ledger) as connection:
        assert grades(judgements(connection)) == {
            "i-1": {"airwars": '"fair"', "reliability": None, "credibility": None},
            FIRST: {"airwars": None, "reliability": None, "credibility": "2"},
        }


@pytest.mark.parametrize(
    ("judgement", "words"),
    [
        (say(Verdict.REJECT, FIRST, SECOND), "needs one claim, incident or judgement; 2 given"),
        (say(Verdict.SAME, FIRST), "needs two different claims or incidents; 1 given"),
        (say(Verdict.SAME, FIRST, FIRST), "needs two different"),
        (say(Verdict.SAME, "i-1", SECOND), "tell of one claim"),
        (say(Verdict.EDIT, FIRST, field="stance"), "needs --field and --value"),
        (edit("7"), 'stance holds text in quotation marks ("asserts"); give text in quotation marks or null'),
        (edit("7", "event.quantity"), "has no field event.quantity; there are type, kind, mode"),
        (edit("7", "event.quantities.4"), "has no field event.quantities.4; nothing is there"),
        (edit('"c-2"', "id"), "id is what the page holds"),
        (edit('"x"', "evidence.text"), "evidence.text is what the page holds"),
        (say(Verdict.NOTE, FIRST, field="stance"), "has no field; leave --field out"),
        (say(Verdict.ACCEPT, FIRST, field="stance", value="1"), "has no value"),
        (say(Verdict.EDIT, "i-1", field="stance", value='"denies"'), "of an incident people decide on figures alone"),
        (
            say(Verdict.EDIT, "i-1", field="quantities.killed", value='{"low": "5"}'),
            "a figure is an object with any of",
        ),
        (say(Verdict.REJECT, "i-1"), "i-1 is an incident"),
        (say(Verdict.ACCEPT, "i-1", field="stance"), "i-1 is an incident"),
        (say(Verdict.GRADE, FIRST, field="stars", value="5"), "needs one of --airwars, --reliability, --credibility"),
        (say(Verdict.GRADE, FIRST, field="airwars", value='"good"'), "it has confirmed, fair, weak, contested"),
        (say(Verdict.GRADE, FIRST, field="credibility", value="7"), "credibility has no 7; it has 1, 2, 3, 4, 5, 6"),
        (say(Verdict.GRADE, FIRST, field="credibility", value="true"), "credibility has no true"),
        (say(Verdict.NOTE, "c-none"), "c-none: the case has no such claim or incident now"),
        (say(Verdict.UNDO, "j-none"), "no judgement j-none to undo"),
        (replace(say(Verdict.NOTE, FIRST), by=" "), "--by is empty"),
        (replace(say(Verdict.NOTE, FIRST), why=""), "--why is empty"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(case: Case, judgement: Judgement, words: str) -> None:
    linked(case)
    with pytest.raises(SitrepError) as error:
        judge(case, judgement)
    assert words in str(error.value)
    with viewing(case.ledger) as connection:
        assert list(judgement_log(connection)) == []


def test_a_claim_that_only_an_older_reader_found_cannot_be_judged(case: Case) -> None:
    with writing(case.ledger) as connection:
        newer = replace(READING, claims=READING.claims[1:], origin=replace(OLD, sitrep="0.2.0"))
        append_reading(connection, newer, append_capture(connection, CAPTURE, RUN), RUN)
    with pytest.raises(LedgerError, match="has no such claim or incident now"):
        judge(case, say(Verdict.REJECT, FIRST))


def reread(case: Case, claim: str, **fields: object) -> list[dict[str, Any]]:
    """The lines as a newer reader might have them: one claim has other fields, by dotted names with __."""
    lines: list[dict[str, Any]] = copy.deepcopy([dict(line) for line in lines_of(case)])
    for line in lines:
        line["origin"]["sitrep"] = "0.2.0"
        line["record"] = "r-newer"
        if line["id"] == claim:
            for path, value in fields.items():
                *keys, last = path.split("__")
                holder = line
                for key in keys:
                    holder = holder[key]
                holder[last] = value
    return lines


def test_judgements_outlive_a_newer_reader_that_finds_the_same(case: Case) -> None:
    made = [
        judge(case, edit('"denies"')),
        judge(case, say(Verdict.ACCEPT, SECOND)),
        judge(case, say(Verdict.NOTE, THIRD)),
    ]
    assert [found.stands for found in standing(made, reread(case, FIRST))] == [True, True, True]


def test_a_judgement_is_reopened_when_its_evidence_is_gone_or_other(case: Case) -> None:
    made = [judge(case, say(Verdict.SAME, FIRST, SECOND)), judge(case, say(Verdict.REJECT, THIRD))]
    without = [line for line in lines_of(case) if line["id"] != FIRST]
    first, second = standing(made, without)
    assert (first.stands, first.reason) == (False, f"the reader finds no claim {FIRST} any more")
    assert second.stands
    other = reread(case, THIRD, evidence__text="on the")
    assert standing(made, other)[1].reason == f"the evidence of {THIRD} is now “on the”, and was “on”"
    assert len(list(apply_judgements(other, made))) == len(other), "what is reopened changes nothing"
    assert standing_judgements(made, other) == (made[0],)


def test_a_judged_field_is_reopened_when_the_reader_has_another_value(case: Case) -> None:
    made = [judge(case, edit('"denies"')), judge(case, say(Verdict.ACCEPT, FIRST, field="kind"))]
    assert [found.stands for found in standing(made, reread(case, FIRST, stance="questions"))] == [False, True]
    assert [found.stands for found in standing(made, reread(case, FIRST, kind="direct"))] == [True, False]
    reason = standing(made, reread(case, FIRST, stance="questions"))[0].reason
    assert reason == f'the reader now has "questions" as stance of {FIRST}; it was "asserts"'


def test_a_reader_that_now_says_what_the_person_said_bears_the_edit_out(case: Case) -> None:
    made = [judge(case, edit('"denies"'))]
    assert standing(made, reread(case, FIRST, stance="denies"))[0].stands


def test_a_field_that_is_gone_reopens_its_judgement(case: Case) -> None:
    made = [judge(case, edit('"planned"', "event.status"))]
    assert standing(made, reread(case, FIRST, event=None))[0].reason == (
        f'{FIRST} has no event.status any more; it was "occurred"'
    )


def test_what_was_undone_is_not_asked_about(case: Case) -> None:
    made = judge(case, say(Verdict.REJECT, FIRST))
    assert standing([made, judge(case, say(Verdict.UNDO, made.id))], lines_of(case)) == []


def test_a_word_that_only_repeats_the_last_one_is_the_line_that_is_there(case: Case) -> None:
    first = judge(case, say(Verdict.ACCEPT, FIRST))
    again = judge(case, say(Verdict.ACCEPT, FIRST, at=2))
    assert (again, again.name) == (first, first.name), "sent again by somebody who never heard that it was kept"
    judge(case, say(Verdict.REJECT, SECOND, at=3))
    assert judge(case, say(Verdict.ACCEPT, FIRST, at=4)).name == first.name, "a word on another claim is between"
    assert len(log_of(case)) == 2


def test_a_word_is_new_after_another_on_the_same_or_by_another_or_for_another_reason(case: Case) -> None:
    said = say(Verdict.ACCEPT, FIRST)
    names = [judge(case, said).name]
    names += [judge(case, replace(said, by="ben", at="2020-01-02")).name]
    names += [judge(case, replace(said, at="2020-01-03")).name]
    names += [judge(case, replace(said, why="asked again", at="2020-01-04")).name]
    undo = say(Verdict.UNDO, names[-1] or "", at=5)
    names += [judge(case, undo).name]
    names += [judge(case, replace(said, why="asked again", at="2020-01-06")).name]
    assert len(set(names)) == 6
    assert judge(case, replace(said, why="asked again", at="2020-01-07")).name == names[-1]
    assert [row.id for row in log_of(case)] == names


def test_judgements_of_one_act_are_made_all_or_none(case: Case) -> None:
    with pytest.raises(LedgerError, match="no such claim"):
        judge_together(case, [say(Verdict.ACCEPT, FIRST), say(Verdict.ACCEPT, "c-none")])
    assert log_of(case) == []
    assert len(judge_together(case, [say(Verdict.ACCEPT, FIRST), say(Verdict.REJECT, SECOND)])) == 2
    assert len(log_of(case)) == 2


def log_of(case: Case) -> list[LogRow]:
    with viewing(case.ledger) as connection:
        return list(judgement_log(connection))
