"""An incident's page of a real case: only its own pages are read, and it says what the line of the case says."""

import json
from dataclasses import replace

import pytest

from sitrep.case.folders import Case
from sitrep.case.linking import corpus_of, explained, incidents, link_case
from sitrep.desk.desks import Desk, judge_at, link_at
from sitrep.desk.logs import log_view, words_of
from sitrep.desk.telling.incidents import incident_view, living
from sitrep.desk.telling.waterfalls import why_view
from sitrep.model.errors import UsageError
from sitrep.model.fields import record_at, records_at, text_at, texts_at
from sitrep.model.judgements import Judgement, Verdict

AT = "2020-01-02T10:00:00+00:00"


def largest(case: Case) -> str:
    found = max(incidents(corpus_of(case)), key=lambda line: len(texts_at(line, "claims")))
    return text_at(found, "id") or ""


def word(verdict: Verdict, *targets: str, field: str | None = None, value: str | None = None) -> Judgement:
    return Judgement(verdict, targets, "ann", AT, "seen it", field, value)


def another(case: Case) -> str:
    own = largest(case)
    return next(name for line in incidents(corpus_of(case)) if (name := text_at(line, "id") or "") != own)


@pytest.mark.parametrize("rule", ["range", "majority", "hierarchy", "team"])
def test_it_adds_up_to_what_the_case_says(linked: Case, rule: str) -> None:
    name = largest(linked)
    whole = next(line for line in incidents(corpus_of(linked), rule) if line["id"] == name)
    assert incident_view(Desk(linked), name, rule)["line"] == whole


def test_every_claim_of_it_is_in_a_row_of_the_grid(linked: Case) -> None:
    view = incident_view(Desk(linked), largest(linked), "range")
    rows = records_at(record_at(view, "grid"), "rows")
    in_rows = {claim for row in rows for claim in texts_at(row, "claims")}
    copies = {text_at(page, "id") for row in rows for page in records_at(row, "copies")}
    shown = record_at(view, "claims")
    own = [text_at(view, "id") or "", *texts_at(record_at(view, "line"), "claims")][1:]
    assert {claim for claim in own if text_at(shown, claim, "page", "id") not in copies} <= in_rows


def test_every_quotation_stands_in_the_text_of_its_claim(linked: Case) -> None:
    view = incident_view(Desk(linked), largest(linked), "range")
    corpus = corpus_of(linked)
    texts = {page.id: page.text for page in corpus.gathered.pages}
    for row in records_at(record_at(view, "grid"), "rows"):
        cells = record_at(row, "cells")
        for item in (item for name in cells for item in records_at(cells, name)):
            for quotation in records_at(item, "quotations"):
                text = texts[text_at(row, "page", "id") or ""]
                assert all(words in text for words in texts_at(quotation, "words"))


def test_an_unknown_rule_or_incident_is_refused(linked: Case) -> None:
    desk = Desk(linked)
    with pytest.raises(UsageError, match="no rule is called most"):
        incident_view(desk, largest(linked), "most")
    with pytest.raises(LookupError, match="no incident i-0"):
        living(desk, "i-0")


def test_a_figure_decided_by_hand_is_the_teams(linked: Case) -> None:
    desk, name = Desk(linked), largest(linked)
    judge_at(desk, word(Verdict.EDIT, name, field="quantities.killed", value='{"low":40,"high":44}'))
    view = incident_view(desk, name, "team")
    killed = records_at(view, "measures")[0]
    assert killed["answer"] == "40 to 44"
    assert "decided by ann: seen it" in str(killed["detail"])


def test_its_past_tells_judgements_and_what_undid_them(linked: Case) -> None:
    desk, name = Desk(linked), largest(linked)
    grade = judge_at(desk, word(Verdict.GRADE, name, field="airwars", value='"fair"'))
    given = records_at(incident_view(desk, name, "range"), "grades")[0]
    assert text_at(given, "given", "name") == "Fair"
    undo = judge_at(desk, replace(word(Verdict.UNDO, grade.id), at="2020-01-03T10:00:00+00:00"))
    view = incident_view(desk, name, "range")
    told = [(entry["words"], entry["undone_by"]) for entry in records_at(view, "past") if entry["kind"] == "judgement"]
    assert told == [("undid a judgement", None), ("graded: Airwars grade fair", undo.id)]
    assert records_at(view, "grades")[0]["given"] is None


def test_a_merge_leads_to_the_living_one_and_stands_in_its_past(linked: Case) -> None:
    desk, name, other = Desk(linked), largest(linked), another(linked)
    judge_at(desk, word(Verdict.SAME, name, other))
    link_at(desk)
    home = living(desk, other)
    assert living(desk, name) == home
    past = records_at(incident_view(desk, home, "range"), "past")
    assert any("was merged into it" in str(entry["words"]) for entry in past)


def test_claims_beside_are_shown_where_the_accuseds_position_rests_on_them(linked: Case) -> None:
    view = incident_view(Desk(linked), largest(linked), "range")
    named = {claim for one in records_at(view, "accusations") for claim in texts_at(one, "claims")}
    assert named <= record_at(view, "claims").keys()


def test_why_a_claim_is_here_is_what_the_whole_case_says(linked: Case) -> None:
    desk, name = Desk(linked), largest(linked)
    members = corpus_of(linked).linking.incidents[name]
    compared = 0
    for claim in members[1:]:
        found = why_view(desk, name, claim)["waterfall"]
        if isinstance(found, dict):
            whole = explained(linked, members[0], claim).as_json()
            assert (found["total"], found["decision"]) == (whole["total"], whole["decision"])
            compared += 1
    assert compared
    with pytest.raises(LookupError, match="is no claim of"):
        why_view(desk, name, "c-0")


def test_the_log_is_told_newest_first_and_says_that_its_chain_holds(linked: Case) -> None:
    desk, name = Desk(linked), largest(linked)
    note = judge_at(desk, word(Verdict.NOTE, name))
    claim = corpus_of(linked).linking.incidents[name][0]
    accept = judge_at(desk, replace(word(Verdict.ACCEPT, claim), at="2020-01-03T10:00:00+00:00"))
    view = log_view(desk, 1)
    assert [entry["id"] for entry in records_at(view, "entries")] == [accept.id, note.id]
    assert list(record_at(records_at(view, "entries")[0], "pages")) == [claim]
    assert record_at(view, "chain")["holds"] is True
    with pytest.raises(LookupError, match="no part 2"):
        log_view(desk, 2)


def test_a_changed_line_of_the_log_is_named(linked: Case) -> None:
    desk, name = Desk(linked), largest(linked)
    judge_at(desk, word(Verdict.NOTE, name))
    with linked.ledger.begin() as connection:
        triggers = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        for trigger in triggers:
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.exec_driver_sql("UPDATE judgement_log SET body = replace(body, 'ann', 'ben')")
    chain = record_at(log_view(desk, 1), "chain")
    assert chain["holds"] is False
    assert "the hash differs" in json.dumps(chain["breaks"])


def test_the_whole_is_linked_again_without_change(linked: Case) -> None:
    before = incident_view(Desk(linked), largest(linked), "range")["line"]
    link_case(linked)
    assert incident_view(Desk(linked), largest(linked), "range")["line"] == before


def test_every_verdict_has_words() -> None:
    targets = {verdict: word(verdict, "c-1", field="airwars", value='"fair"') for verdict in Verdict}
    assert all(words_of(judgement) for judgement in targets.values())


def test_the_past_has_the_rejection_of_a_claim_that_left(linked: Case) -> None:
    desk, name = Desk(linked), largest(linked)
    claim = texts_at(record_at(incident_view(desk, name, "range"), "line"), "claims")[-1]
    judge_at(desk, word(Verdict.REJECT, claim))
    view = incident_view(desk, name, "range")
    assert claim not in texts_at(record_at(view, "line"), "claims")
    entry = next(one for one in records_at(view, "past") if one.get("verdict") == "reject")
    assert (entry["by"], entry["why"], entry["of_left"]) == ("ann", "seen it", [claim])
    assert claim in record_at(view, "gone")
