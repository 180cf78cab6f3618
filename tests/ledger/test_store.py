"""What is added is there once, whole or not at all, under a name made of its content."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, select
from tests.ledger.readings import NEW, OLD, RUN, capture_of, document_of, note_on, read

from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.queries import counts, documents, judgements, latest_linking, readings, refusals
from sitrep.ledger.store import (
    append_capture,
    append_document,
    append_judgement,
    append_linking,
    append_reading,
    append_refusal,
    capture_id,
    origin_id,
)
from sitrep.ledger.tables import CAPTURES, LINKINGS, METADATA
from sitrep.model.documents import Refusal
from sitrep.model.errors import LedgerError
from sitrep.model.identity import JSON
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
    right, wrong = note_on(READING.claims[0], at="2020-01-03"), note_on(READING.claims[0], "the page says six")
    names = []
    for judgement in (right, wrong, wrong):
        with writing(ledger) as connection:
            names.append(append_judgement(connection, judgement, RUN))
    with viewing(ledger) as connection:
        made = list(judgements(connection))
        assert made == [right, wrong], "in the order they were made, whatever they say"
        assert [judgement.id for judgement in (*made, made[1])] == names
        assert counts(connection).judgements == 2
        assert list(readings(connection)) == [READING]


def test_a_judgement_of_what_is_not_there_is_refused(ledger: Engine) -> None:
    with pytest.raises(LedgerError, match=r"no claim c-\w+ to judge"), writing(ledger) as connection:
        append_judgement(connection, note_on(READING.claims[0]), RUN)
    undo = Judgement(Verdict.UNDO, ("j-unknown",), "ann", "2020-01-02", "a slip")
    with pytest.raises(LedgerError, match="no judgement j-unknown to undo"), writing(ledger) as connection:
        append_judgement(connection, undo, RUN)


def test_the_latest_linking_holds_and_an_earlier_one_may_come_back(ledger: Engine) -> None:
    apart: JSON = {"incidents": {"i-1": ["c-1"], "i-2": ["c-2"]}, "redirects": {}, "mains": {"d-1": "i-1"}}
    merged: JSON = {"incidents": {"i-1": ["c-1", "c-2"]}, "redirects": {"i-2": "i-1"}, "mains": {"d-1": "i-1"}}
    with viewing(ledger) as connection:
        assert latest_linking(connection) is None
    for linking, rows in ((apart, 1), (apart, 1), (merged, 2), (apart, 3)):
        with writing(ledger) as connection:
            append_linking(connection, linking, "weights-1", RUN)
        with viewing(ledger) as connection:
            assert latest_linking(connection) == linking
            assert connection.scalar(select(func.count()).select_from(LINKINGS)) == rows


def test_the_same_linking_by_other_weights_is_another(ledger: Engine) -> None:
    with writing(ledger) as connection:
        names = {append_linking(connection, {"incidents": {}}, weights, RUN) for weights in ("weights-1", "weights-2")}
    assert len(names) == 2


def test_what_a_web_archive_says_of_a_capture_is_kept(ledger: Engine) -> None:
    capture = replace(CAPTURE, url="https://wire.example/1", captured="2015-12-22T10:00:00Z", charset="koi8-r")
    with writing(ledger) as connection:
        append_capture(connection, capture, RUN)
        append_capture(connection, replace(CAPTURE, name="b.txt"), RUN)
    with viewing(ledger) as connection:
        found = connection.execute(
            select(CAPTURES.c.url, CAPTURES.c.captured, CAPTURES.c.charset).order_by(CAPTURES.c.name)
        )
        assert [tuple(row) for row in found] == [(capture.url, capture.captured, capture.charset), (None, None, None)]
