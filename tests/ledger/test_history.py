"""A ledger is read out as it was after any of its runs."""

from sqlalchemy import Engine
from tests.ledger.readings import NEW, capture_of, document_of, note_on, read

from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.history import (
    linking_until,
    log_until,
    readings_until,
    run_named,
    runs,
    times_captured,
    times_read,
)
from sitrep.ledger.queries import captured_documents, reading_of, reading_with, readings
from sitrep.ledger.store import append_capture, append_judgement, append_linking, append_reading
from sitrep.model.readings import Reading, Run

FIRST, SECOND = capture_of("a.txt", "Shells fell"), capture_of("b.txt", "Bombs fell")
ONE, TWO, ANEW = read(document_of(FIRST)), read(document_of(SECOND)), read(document_of(FIRST), NEW, "possible")


def run(number: int) -> Run:
    # Started in no order: what counts is who wrote first.
    return Run(f"run-{number}", f"2020-01-{10 - number:02}T00:00:00+00:00")


def fill(ledger: Engine) -> None:
    with writing(ledger) as connection:
        append_reading(connection, ONE, append_capture(connection, FIRST, run(1)), run(1))
        append_reading(connection, TWO, append_capture(connection, SECOND, run(2)), run(2))
        append_judgement(connection, note_on(ONE.claims[0]), run(3))
        append_reading(connection, ANEW, append_capture(connection, FIRST, run(4)), run(4))
        append_linking(connection, {"incidents": {"i-1": []}}, "w-1", run(4))
        append_linking(connection, {"incidents": {}}, "w-2", run(5))


def by_document(*found: Reading) -> list[Reading]:
    return sorted(found, key=lambda reading: reading.document.id)


def test_what_was_current_after_each_run_is_read_out(ledger: Engine) -> None:
    fill(ledger)
    with viewing(ledger) as connection:
        assert [summary.run for summary in runs(connection)] == [run(number) for number in range(1, 6)]
        assert list(readings_until(connection, 0)) == []
        assert list(readings_until(connection, 1)) == [ONE]
        assert list(readings_until(connection, 3)) == by_document(ONE, TWO)
        assert list(readings_until(connection, 5)) == list(readings(connection)) == by_document(ANEW, TWO)
        assert [len(list(log_until(connection, number))) for number in (2, 3)] == [0, 1]
        assert [linking_until(connection, number)[1] for number in (3, 4, 5)] == [None, "w-1", "w-2"]


def test_a_run_is_found_by_its_name_also_where_another_begins_so(ledger: Engine) -> None:
    with writing(ledger) as connection:
        append_capture(connection, FIRST, Run("run-1", "2020-01-01"))
        append_capture(connection, SECOND, Run("run-10", "2020-01-01"))
    with viewing(ledger) as connection:
        assert run_named(connection, "run-1").run.id == "run-1"
        assert run_named(connection, "run-10").number == 2


def test_how_often_a_document_was_read_and_captured_is_counted(ledger: Engine) -> None:
    fill(ledger)
    with viewing(ledger) as connection:
        assert times_read(connection) == {ONE.document.id: 2, TWO.document.id: 1}
        assert times_captured(connection) == {ONE.document.id: 1, TWO.document.id: 1}


def test_a_reading_is_found_by_its_document_and_by_a_claim(ledger: Engine) -> None:
    fill(ledger)
    with viewing(ledger) as connection:
        assert reading_of(connection, ONE.document.id) == ANEW
        assert reading_of(connection, "d-none") is None
        assert reading_with(connection, TWO.claims[0].id) == TWO
        assert reading_with(connection, "c-none") is None


def test_each_capture_is_told_once_as_the_latest_origin_made_its_document(ledger: Engine) -> None:
    fill(ledger)
    with viewing(ledger) as connection:
        found = list(captured_documents(connection))
    assert [(one.document, one.run, one.run_number) for one in found] == [
        (ONE.document, "run-1", 1), (TWO.document, "run-2", 2),
    ]  # fmt: skip
    assert found[0].captured == run(1).started
