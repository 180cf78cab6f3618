"""A page to read: its exact text, its claims as people left them, each field with the words that carry it."""

from hashlib import sha256

import pytest

from sitrep.case.folders import Case
from sitrep.case.judging import now
from sitrep.desk.desks import Desk, judge_at
from sitrep.desk.reading.carriers import fields_of
from sitrep.desk.reading.originals import claim_record
from sitrep.desk.reading.readers import claim_title, page_view
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import documents
from sitrep.link.stances import accused_parties
from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.judgements import Judgement, Verdict
from sitrep.views.phrases import POSITIONS

LOCAL, DENIAL = "orontes-idlib-market.html", "meridian-idlib-denial.html"
REPRINT, AGENCY = "ledger-idlib-agency.html", "northwire-idlib-strikes.html"


def judged(desk: Desk, verdict: Verdict, claim: str, field: str | None = None, value: str | None = None) -> Judgement:
    return judge_at(desk, Judgement(verdict, (claim,), "Ana Horvat", now(), "the page says so", field, value))


def claims_of(desk: Desk, page: str = LOCAL) -> list[Record]:
    return records_at(page_view(desk, page), "claims")


def field(claim: Record, name: str) -> Record:
    return next(found for found in records_at(claim, "fields") if found["name"] == name)


def test_the_text_is_that_of_the_ledger_and_its_hash_says_so(linked: Case) -> None:
    with viewing(linked.ledger) as connection:
        text = next(document.text for document in documents(connection) if document.external_id == LOCAL)
    view = page_view(Desk(linked), LOCAL)
    assert view["text"] == text
    assert view["text_sha256"] == sha256(text.encode()).hexdigest()


def test_every_span_is_the_words_it_says(linked: Case) -> None:
    view = page_view(Desk(linked), AGENCY)
    spans = [span for claim in records_at(view, "claims") for span in records_at(claim, "spans")]
    spans += [
        span
        for claim in records_at(view, "claims")
        for found in records_at(claim, "fields")
        for span in records_at(found, "spans")
    ]
    assert len(spans) > 30
    assert all(str(view["text"])[int(str(s["start"])) : int(str(s["end"]))] == s["text"] for s in spans)


def test_claims_come_in_the_order_of_the_text(linked: Case) -> None:
    claims = claims_of(Desk(linked))
    starts = [int(str(records_at(claim, "spans")[0]["start"])) for claim in claims]
    assert starts == sorted(starts)
    assert [claim["number"] for claim in claims] == list(range(1, len(claims) + 1))


def test_a_field_has_its_words_or_says_what_it_was_inferred_from(linked: Case) -> None:
    fields = [found for claim in claims_of(Desk(linked)) for found in records_at(claim, "fields")]
    assert fields
    assert all(bool(found["spans"]) != bool(found["inferred"]) for found in fields)


def test_a_place_without_words_of_its_own_says_why_it_was_taken() -> None:
    place = {"name": "Idlib", "country": "SYR", "span": None, "reasons": ["same name", "SYR is on the page: +0.4"]}
    line: Record = {"event": {"type": "ASSAULT", "place": place}, "sources": []}
    where = next(dict(found) for found in fields_of(line) if isinstance(found, dict) and found["name"] == "where")
    assert where["spans"] == []
    assert where["inferred"] == "same name; SYR is on the page: +0.4"


def test_what_people_did_stands_beside_each_claim(linked: Case) -> None:
    desk = Desk(linked)
    numbered = [claim for claim in claims_of(desk) if records_at(record_at(claim, "line", "event"), "quantities")]
    first, second, third = (str(claim["id"]) for claim in [*numbered, *claims_of(desk)[::-1]][:3])
    judged(desk, Verdict.EDIT, first, "event.quantities.0.best", "41")
    judged(desk, Verdict.ACCEPT, second)
    rejected = judged(desk, Verdict.REJECT, third)
    now_there = {str(claim["id"]): claim for claim in claims_of(desk)}
    assert [now_there[name]["state"] for name in (first, second, third)] == ["edited", "accepted", "rejected"]
    edit = records_at(field(now_there[first], "how many"), "edits")[0]
    assert (edit["by"], edit["field"]) == ("Ana Horvat", "event.quantities.0.best")
    assert now_there[first]["as_read"] != now_there[first]["line"]
    spoken = records_at(now_there[third], "judgements")[0]
    assert (spoken["id"], spoken["why"], spoken["reopened"]) == (rejected.id, "the page says so", None)


def test_an_undone_judgement_is_not_shown(linked: Case) -> None:
    desk = Desk(linked)
    claim = str(claims_of(desk)[0]["id"])
    made = judged(desk, Verdict.REJECT, claim)
    judged(desk, Verdict.UNDO, made.id)
    assert claims_of(desk)[0]["judgements"] == []
    assert claims_of(desk)[0]["state"] == "machine-made"


def test_a_reprint_names_the_page_that_it_copies(linked: Case) -> None:
    view = page_view(Desk(linked), REPRINT)
    original = page_view(Desk(linked), AGENCY)
    assert record_at(view, "copy_of")["external_id"] == AGENCY
    assert [copy["external_id"] for copy in records_at(original, "copies")] == [REPRINT]
    assert view["agency"] == "Northwire"


def test_each_incident_that_a_claim_is_in_is_there(linked: Case) -> None:
    view = page_view(Desk(linked), AGENCY)
    homes = {claim["incident"] for claim in records_at(view, "claims")} - {None}
    assert homes <= record_at(view, "incidents").keys()
    assert view["incident"] in record_at(view, "incidents")


def test_no_accusation_stands_without_what_the_accused_say(linked: Case) -> None:
    desk = Desk(linked)
    claims = [claim for page in (LOCAL, AGENCY, DENIAL) for claim in claims_of(desk, page)]
    accusing = [claim for claim in claims if accused_parties([record_at(claim, "line")])]
    assert len(accusing) > 3
    assert all(text_at(side, "position") in POSITIONS for claim in accusing for side in records_at(claim, "accused"))
    assert all(records_at(claim, "accused") for claim in accusing)
    assert any(side["position"] == "denies" for claim in accusing for side in records_at(claim, "accused"))


def test_a_page_says_how_its_day_is_known(linked: Case) -> None:
    known = record_at(page_view(Desk(linked), LOCAL), "document", "published_how")
    start, end = known["span"] if isinstance(known["span"], list) else (0, 0)
    assert known["method"] == "dateline"
    assert str(page_view(Desk(linked), LOCAL)["text"])[int(str(start)) : int(str(end))] == known["text"]


def test_a_page_that_there_is_not_is_refused(linked: Case) -> None:
    with pytest.raises(LookupError, match="no page d-0"):
        page_view(Desk(linked), "d-0")


def test_a_title_is_told_in_plain_words() -> None:
    event = {"type": "ASSAULT", "status": "planned", "acled": {"sub_event_type": "Air/drone strike"}}
    assert claim_title({"event": event}) == "Air/drone strike, planned"
    assert claim_title({"event": {"type": "ASSAULT", "status": "occurred"}, "stance": "denies"}) == "Denied: Assault"
    assert claim_title({"event": None}) == "Statement"


def test_a_claim_has_its_page_and_every_record_of_it(linked: Case) -> None:
    desk = Desk(linked)
    claim = claims_of(desk)[0]
    found = claim_record(desk, str(claim["id"]))
    assert found["page"] == record_at(page_view(desk, LOCAL), "document")["id"]
    assert [text_at(record, "claim", "id") for record in records_at(found, "records")] == [claim["id"]]
