"""What is current is what the latest origin found, in an order that content alone decides."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine
from tests.ledger.readings import NEW, OLD, RUN, capture_of, document_of, note_on, read

from sitrep.ledger.connections import create_ledger, viewing, writing
from sitrep.ledger.queries import (
    Counts,
    claim_history,
    claims,
    counts,
    documents,
    is_read,
    readings,
    refusals,
    resolutions,
)
from sitrep.ledger.records import to_json
from sitrep.ledger.store import append_capture, append_document, append_judgement, append_reading, append_refusal
from sitrep.model.documents import Capture, Refusal
from sitrep.model.identity import canonical
from sitrep.model.origins import Origin
from sitrep.model.resolutions import Resolutions

CAPTURES = tuple(
    capture_of(f"{name}.txt", text)
    for name, text in (("a", "Shells fell"), ("b", "No aircraft flew"), ("c", "Ten 🚑 came"), ("d", "Ten 🚑 came"))
)


def add(ledger: Engine, captures: Iterable[Capture], origin: Origin = OLD, certainty: str = "certain") -> None:
    for capture in captures:
        with writing(ledger) as connection:
            reading = read(document_of(capture), origin, certainty)
            append_reading(connection, reading, append_capture(connection, capture, RUN), RUN)


def dump(connection: Connection) -> str:
    records = [*documents(connection), *readings(connection), *claims(connection), *refusals(connection)]
    return "\n".join(canonical(to_json(record)) for record in (*records, counts(connection)))


def test_a_newer_origin_gives_the_claim_a_new_record_and_keeps_its_id(ledger: Engine) -> None:
    add(ledger, CAPTURES[:1])
    with viewing(ledger) as connection:
        before = list(claims(connection))
    add(ledger, CAPTURES[:1], NEW, certainty="possible")
    with viewing(ledger) as connection:
        now = list(claims(connection))
        history = claim_history(connection, before[0].id)
    assert [claim.id for claim in now] == [claim.id for claim in before]
    assert {claim.certainty for claim in now} == {"possible"}
    assert [(h.origin, h.claim.certainty) for h in history] == [(OLD, "certain"), (NEW, "possible")]
    assert history[0].record != history[1].record


def test_an_unchanged_claim_of_a_newer_origin_is_a_record_of_its_own(ledger: Engine) -> None:
    add(ledger, CAPTURES[:1])
    add(ledger, CAPTURES[:1], NEW)
    with viewing(ledger) as connection:
        history = claim_history(connection, next(claims(connection)).id)
        assert [h.origin for h in history] == [OLD, NEW]
        assert counts(connection).claims == 2


def test_a_claim_that_the_newer_origin_does_not_find_is_history_with_its_judgements(ledger: Engine) -> None:
    add(ledger, CAPTURES[:1])
    reading = read(document_of(CAPTURES[0]), NEW)
    lost = reading.claims[0].id
    with writing(ledger) as connection:
        append_judgement(connection, note_on(reading.claims[0]), RUN)
        key = append_capture(connection, CAPTURES[0], RUN)
        append_reading(connection, replace(reading, claims=reading.claims[1:]), key, RUN)
    with viewing(ledger) as connection:
        assert [claim.id for claim in claims(connection)] == [claim.id for claim in reading.claims[1:]]
        assert [h.origin for h in claim_history(connection, lost)] == [OLD]


def test_the_latest_origin_is_the_one_first_used_last(ledger: Engine) -> None:
    add(ledger, CAPTURES[:1])
    add(ledger, CAPTURES[1:2], NEW, certainty="possible")
    add(ledger, CAPTURES[:1], NEW, certainty="possible")
    add(ledger, CAPTURES[1:2], OLD)
    with viewing(ledger) as connection:
        assert {reading.origin for reading in readings(connection)} == {NEW}


def test_claims_come_by_document_then_evidence_then_id(ledger: Engine) -> None:
    add(ledger, CAPTURES)
    with viewing(ledger) as connection:
        found = [(claim.document, claim.evidence.start, claim.id) for claim in claims(connection)]
    assert found == sorted(found)
    assert len({document for document, _, _ in found}) == len(CAPTURES)


@settings(deadline=None, max_examples=15)
@given(order=st.permutations(CAPTURES))
def test_any_order_of_input_is_read_out_as_the_same_characters(
    order: list[Capture], tmp_path_factory: pytest.TempPathFactory
) -> None:
    dumps = []
    for captures in (CAPTURES, order):
        ledger = create_ledger(tmp_path_factory.mktemp("case") / "case.sqlite")
        add(ledger, captures)
        add(ledger, captures[::-1], NEW, certainty="possible")
        with viewing(ledger) as connection:
            dumps.append(dump(connection))
        ledger.dispose()
    assert dumps[0] == dumps[1]


def test_one_document_of_two_captures_is_one_document_in_either_order(tmp_path: Path) -> None:
    dumps = []
    first, copy = CAPTURES[0], replace(CAPTURES[0], name="copy/a.txt")
    for number, captures in enumerate([(first, copy), (copy, first)]):
        ledger = create_ledger(tmp_path / f"{number}.sqlite")
        with writing(ledger) as connection:
            for capture in captures:
                document = replace(document_of(first), external_id=capture.name)
                append_reading(connection, read(document), append_capture(connection, capture, RUN), RUN)
        with viewing(ledger) as connection:
            assert counts(connection) == Counts(captures=2, documents=1, read=1, claims=2, judgements=0, refusals=0)
            dumps.append(dump(connection))
        ledger.dispose()
    assert dumps[0] == dumps[1]


def test_a_document_that_the_newer_origin_does_not_read_has_no_current_claims(ledger: Engine) -> None:
    add(ledger, CAPTURES[:1])
    with writing(ledger) as connection:
        key = append_capture(connection, CAPTURES[0], RUN)
        append_document(connection, replace(document_of(CAPTURES[0]), lang="uk"), key, NEW, RUN)
    with viewing(ledger) as connection:
        assert [document.lang for document in documents(connection)] == ["uk"]
        assert list(claims(connection)) == []


def test_resolutions_are_those_of_one_document(ledger: Engine) -> None:
    add(ledger, CAPTURES)
    document = document_of(CAPTURES[2])
    with viewing(ledger) as connection:
        assert resolutions(connection, document.id) == read(document).resolutions
        assert resolutions(connection, "d-unknown") == Resolutions()


def test_a_capture_is_read_by_the_origin_that_read_it(ledger: Engine) -> None:
    with writing(ledger) as connection:
        key = append_capture(connection, CAPTURES[0], RUN)
        assert not is_read(connection, key, OLD)
        append_reading(connection, read(document_of(CAPTURES[0])), key, RUN)
        assert is_read(connection, key, OLD)
        assert not is_read(connection, key, NEW)


def test_a_refusal_falls_when_its_capture_is_read(ledger: Engine) -> None:
    with writing(ledger) as connection:
        key = append_capture(connection, CAPTURES[0], RUN)
        append_refusal(connection, Refusal("a.txt", "written in xx", "none"), RUN, key)
        append_refusal(connection, Refusal("b.txt", "missing", "check the name"), RUN)
    with viewing(ledger) as connection:
        assert [refusal.path for refusal in refusals(connection)] == ["a.txt", "b.txt"]
    add(ledger, CAPTURES[:1], NEW)
    with viewing(ledger) as connection:
        assert [refusal.path for refusal in refusals(connection)] == ["b.txt"]
        assert counts(connection).refusals == 2
