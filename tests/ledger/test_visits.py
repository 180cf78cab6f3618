"""Visits come back as they were kept, and say what need not be fetched again."""

from dataclasses import replace

from sqlalchemy import Engine
from tests.ledger.readings import RUN, capture_of, document_of, read

from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.store import append_capture, append_reading
from sitrep.ledger.visits import addresses_held, append_visit, last_taken, visits
from sitrep.model.visits import Visit

A = "http://wire.example/a"
FIRST = Visit(A, "2020-01-01T00:00:00Z", "http://wire.example/a/", 200, '"v1"', None, "ab")
FAILED = Visit(A, "2020-01-02T00:00:00Z", None, None, refusal="wire.example does not answer")


def test_each_visit_is_kept_in_its_order(ledger: Engine) -> None:
    with writing(ledger) as connection:
        for visit in (FIRST, FAILED, FAILED):
            append_visit(connection, visit, RUN)
    with viewing(ledger) as connection:
        assert visits(connection) == [FIRST, FAILED, FAILED]


def test_the_last_visit_that_was_taken_up_is_asked_after(ledger: Engine) -> None:
    later = replace(FIRST, at="2020-01-03T00:00:00Z", status=304, sha256=None)
    with writing(ledger) as connection:
        for visit in (FIRST, later, replace(FIRST, etag=None), FAILED):
            append_visit(connection, visit, RUN)
    with viewing(ledger) as connection:
        assert last_taken(connection, A) == later
        assert last_taken(connection, "http://wire.example/b") is None


def test_addresses_are_held_by_captures_records_and_visits_that_brought_a_page(ledger: Engine) -> None:
    page = replace(capture_of("http://wire.example/1", "Shells fell"), url="http://wire.example/1/")
    record = replace(capture_of("a.jsonl#1", "Two died"), media_type="application/json")
    stated = replace(document_of(record), url="http://wire.example/2")
    with writing(ledger) as connection:
        for capture, document in ((page, document_of(page)), (record, stated)):
            append_reading(connection, read(document), append_capture(connection, capture, RUN), RUN)
        append_visit(connection, Visit("http://short.example/1", "2020", page.url, 200, sha256=page.sha256), RUN)
        append_visit(connection, Visit("http://wire.example/feed", "2020", None, 200, sha256="ff"), RUN)
        append_visit(connection, Visit("http://wire.example/3", "2020", None, 404, refusal="none"), RUN)
    with viewing(ledger) as connection:
        assert {address for address in addresses_held(connection) if "://" in address} == {
            "http://wire.example/1", "http://wire.example/1/", "http://wire.example/2", "http://short.example/1",
        }  # fmt: skip
