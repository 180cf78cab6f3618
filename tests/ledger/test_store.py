"""What is added is there once, whole or not at all, under a name made of its content."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, select
from tests.ledger.readings import NEW, OLD, RUN, capture_of, document_of, read

from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.queries import counts, documents, judgements, readings, refusals
from sitrep.ledger.store import (
    append_capture,
    append_document,
    append_judgement,
    append_reading,
    append_refusal,
    capture_id,
    origin_id,
)
from sitrep.ledger.tables import CAPTURES, METADATA
from sitrep.model.documents import Refusal
from sitrep.model.errors import LedgerError
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.readings import Run

CAPTURE = capture_of("a.txt", "Shells fell on the market")
# In no order of spans: a reader's own order comes back.
READING = replace(read(document_of(CAPTURE)), claims=read(document_of(CAPTURE)).claims[::-1])


def add_reading(ledger: Engine, run: Run = RUN) -> str:
    with writing(ledger) as connection:
        return append_reading(connection, READING, append_capture(connection, CAPTURE, run), run)


def everything(ledger: Engine) -> dict[str, list[tuple[object, ...]]]:
    with viewing(ledger) as connection:
        return {t.name: [tuple(row) for row in connection.execute(select(t))] for t in METADATA.sorted_tables}


def test_the_same_reading_twice_changes_nothing(ledger: Engine) -> None:
    first = add_reading(ledger)
    before = everything(ledger)
    assert add_reading(ledger) == first
    assert everything(ledger) == before


def test_a_later_run_leaves_the_rows_of_the_first(ledger: Engine) -> None:
    add_reading(ledger)
    before = everything(ledger)
    add_reading(ledger, Run("run-2", "2021-01-01T00:00:00+00:00"))
    assert {name: rows for name, rows in everything(ledger).items() if name != "runs"} == {
        name: rows for name, rows in before.items() if name != "runs"
    }


def test_ids_are_made_of_content_alone() -> None:
    assert capture_id(CAPTURE) == "capture-5c22335d729f76ea"
    assert origin_id(OLD) == "o-a9edcfab66a5c0f1"
    assert capture_id(replace(CAPTURE, name="b.txt")) != capture_id(CAPTURE)
    assert origin_id(NEW) != origin_id(OLD)


def test_a_reading_comes_back_as_it_was_given(ledger: Engine) -> None:
    add_reading(ledger)
    with viewing(ledger) as connection:
        assert list(readings(connection)) == [READING]


def test_a_failure_within_a_document_leaves_nothing_of_it(ledger: Engine) -> None:
    stray = replace(READING, claims=(*READING.claims, replace(READING.claims[0], document="d-other")))
    with pytest.raises(LedgerError, match="is of document d-other, not of"), writing(ledger) as connection:
        append_reading(connection, stray, append_capture(connection, CAPTURE, RUN), RUN)
    assert not any(rows for name, rows in everything(ledger).items() if name != "schema_version")


def test_the_same_origin_may_not_read_the_same_document_in_two_ways(ledger: Engine) -> None:
    add_reading(ledger)
    other = replace(READING, claims=READING.claims[1:])
    refuse = pytest.raises(LedgerError, match=r"a\.txt was read before .* needs a new version")
    with refuse, writing(ledger) as connection:
        append_reading(connection, other, capture_id(CAPTURE), RUN)
    with viewing(ledger) as connection:
        assert list(readings(connection)) == [READING]


def test_a_document_without_a_reading_is_kept(ledger: Engine) -> None:
    document = replace(READING.document, lang="uk")
    with writing(ledger) as connection:
        append_document(connection, document, append_capture(connection, CAPTURE, RUN), OLD, RUN)
    with viewing(ledger) as connection:
        assert list(documents(connection)) == [document]
        assert list(readings(connection)) == []


def test_a_refusal_stands_once_with_its_remedy(ledger: Engine) -> None:
    refusal = Refusal("old/b.pdf", "a PDF, which is not read yet", "convert it to text")
    for _ in range(2):
        with writing(ledger) as connection:
            append_refusal(connection, refusal, RUN)
    with viewing(ledger) as connection:
        assert list(refusals(connection)) == [refusal]


def test_broken_names_and_escapes_are_kept(ledger: Engine) -> None:
    capture = replace(capture_of("caf\udce9.jsonl#1", "Shells \ud800 fell"), media_type="application/json")
    reading = read(document_of(capture))
    with writing(ledger) as connection:
        key = append_capture(connection, capture, RUN)
        append_reading(connection, reading, key, RUN)
        append_refusal(connection, Refusal("caf\udce9", "odd", "rename it"), RUN)
    with viewing(ledger) as connection:
        assert list(readings(connection)) == [reading]
        assert [refusal.path for refusal in refusals(connection)] == ["caf\udce9"]
        assert connection.scalar(select(CAPTURES.c.name)) == "caf\\udce9.jsonl#1"


def test_a_judgement_is_added_beside_the_claim(ledger: Engine) -> None:
    add_reading(ledger)
    claim = READING.claims[0].id
    wrong = Judgement(claim, Verdict.WRONG, "ann", "2020-01-02", "the page says six", "event.quantities.0.best", "6")
    right = Judgement(claim, Verdict.RIGHT, "ben", "2020-01-03", "as printed")
    for judgement in (right, wrong, wrong):
        with writing(ledger) as connection:
            append_judgement(connection, judgement)
    with viewing(ledger) as connection:
        assert list(judgements(connection)) == [wrong, right]
        assert counts(connection).judgements == 2
        assert list(readings(connection)) == [READING]


def test_a_judgement_of_an_unknown_claim_is_refused(ledger: Engine) -> None:
    judgement = Judgement("c-unknown", Verdict.UNSURE, "ann", "2020-01-02", "?")
    with pytest.raises(LedgerError, match="no claim c-unknown to judge"), writing(ledger) as connection:
        append_judgement(connection, judgement)
