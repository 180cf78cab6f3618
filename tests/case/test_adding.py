"""Adding: every source read, skipped or refused, once, and told only when it is on disk."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select
from tests.case.hand_readers import one_by_one
from tests.ledger.readings import NEW, OLD, capture_of, document_of, read

from sitrep.case.adding import AddReport, Outcome, Progress, Readers, add_sources
from sitrep.case.archives import kept_bytes
from sitrep.case.folders import Case, init_case, open_case
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import claims, counts, documents, readings, refusals
from sitrep.ledger.tables import RUNS
from sitrep.model.documents import Capture, Document, Refusal
from sitrep.model.errors import IngestError, LedgerError
from sitrep.model.readings import Reading

PAGE = capture_of("a.txt", "Shells fell on the market")
FOREIGN = capture_of("b.txt", "Снаряди впали на ринок")
BINARY = capture_of("c.html", "\x00\x01")
MISSING = Refusal("d.txt", "there is no such file", "check the name")
SOURCES = (PAGE, FOREIGN, BINARY, MISSING)


def read_capture(capture: Capture) -> Document:
    if capture.content.startswith(b"\x00"):
        raise IngestError("not a page: binary", "convert it to HTML or text")
    document = document_of(capture)
    return document if document.text.isascii() else replace(document, lang="uk")


def read_english(document: Document) -> Reading:
    if document.lang != "en":
        raise IngestError(f"not read: language {document.lang}", "the page is archived; read it with a later version")
    return read(document)


def never(document: Document) -> Reading:
    raise AssertionError(f"{document.external_id} is read again")


READERS = one_by_one(read_capture, read_english, OLD)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with init_case(tmp_path / "case") as made:
        yield made


def add(case: Case, *sources: Capture | Refusal, readers: Readers = READERS) -> tuple[AddReport, list[Progress]]:
    told: list[Progress] = []
    return add_sources(case, sources, readers, told.append), told


def test_every_source_is_read_or_refused(case: Case) -> None:
    report, told = add(case, *SOURCES)
    assert report == AddReport(captured=3, read=1, skipped=0, refused=3)
    assert [(p.name, p.outcome) for p in told] == [
        ("a.txt", Outcome.READ),
        ("b.txt", Outcome.REFUSED),
        ("c.html", Outcome.REFUSED),
        ("d.txt", Outcome.REFUSED),
    ]
    assert told[0].document == document_of(PAGE).id
    with viewing(case.ledger) as connection:
        assert [r.document.external_id for r in readings(connection)] == ["a.txt"]
        assert [(r.path, r.reason) for r in refusals(connection)] == [
            ("b.txt", "not read: language uk"),
            ("c.html", "not a page: binary"),
            ("d.txt", "there is no such file"),
        ]


def test_a_refusal_is_told_as_it_stands_in_the_ledger(case: Case) -> None:
    _, told = add(case, *SOURCES)
    with viewing(case.ledger) as connection:
        assert [p.refusal for p in told if p.refusal] == list(refusals(connection))


def test_the_bytes_of_every_capture_are_archived(case: Case) -> None:
    add(case, *SOURCES)
    for capture in (PAGE, FOREIGN, BINARY):
        assert kept_bytes(case.archive, capture.sha256) == capture.content


def test_a_page_in_a_language_without_a_reader_is_kept_as_a_document(case: Case) -> None:
    add(case, FOREIGN)
    with viewing(case.ledger) as connection:
        assert [document.lang for document in documents(connection)] == ["uk"]
        assert list(claims(connection)) == []


def test_the_same_sources_again_are_skipped_unread_and_change_nothing(case: Case) -> None:
    add(case, *SOURCES)
    with viewing(case.ledger) as connection:
        before = counts(connection), connection.scalar(select(func.count()).select_from(RUNS))
    report, told = add(case, PAGE, readers=one_by_one(read_capture, never, OLD))
    assert report == AddReport(captured=1, read=0, skipped=1, refused=0)
    assert [p.outcome for p in told] == [Outcome.SKIPPED]
    with viewing(case.ledger) as connection:
        assert (counts(connection), connection.scalar(select(func.count()).select_from(RUNS))) == before


def test_a_refused_source_is_tried_again_and_read_when_it_can_be(case: Case) -> None:
    add(case, FOREIGN)
    report, _ = add(case, FOREIGN)
    assert report.refused == 1
    report, _ = add(case, FOREIGN, readers=one_by_one(read_capture, lambda d: read(d, NEW), NEW))
    assert report.read == 1
    with viewing(case.ledger) as connection:
        assert list(refusals(connection)) == []
        assert counts(connection).refusals == 1


def test_another_origin_reads_again(case: Case) -> None:
    add(case, PAGE)
    newer = one_by_one(read_capture, lambda d: read(d, NEW, "possible"), NEW)
    report, _ = add(case, PAGE, readers=newer)
    assert report.read == 1
    with viewing(case.ledger) as connection:
        assert {claim.certainty for claim in claims(connection)} == {"possible"}
        assert counts(connection).documents == 1


def test_a_reading_of_another_origin_than_the_run_is_refused(case: Case) -> None:
    with pytest.raises(LedgerError, match=r"a\.txt: was read by another origin"):
        add(case, PAGE, readers=replace(READERS, origin=NEW))


def test_a_capture_whose_hash_is_wrong_is_refused(case: Case) -> None:
    with pytest.raises(LedgerError, match=r"a\.txt: the capture's hash is not that of its bytes"):
        add(case, replace(PAGE, sha256=BINARY.sha256))


def test_what_is_acknowledged_is_seen_by_others_at_once(case: Case) -> None:
    seen: list[int] = []

    def look(_progress: Progress) -> None:
        with open_case(case.path) as other, viewing(other.ledger) as connection:
            seen.append(counts(connection).read + sum(1 for _ in refusals(connection)))

    add_sources(case, SOURCES, READERS, look)
    assert seen == [1, 2, 3, 4]


def test_a_document_another_process_read_meanwhile_is_not_doubled(case: Case) -> None:
    def read_twice(document: Document) -> Reading:
        with open_case(case.path) as other:
            add(other, PAGE)
        return read(document)

    report, _ = add(case, PAGE, readers=one_by_one(read_capture, read_twice, OLD))
    assert report == AddReport(captured=1, read=0, skipped=1, refused=0)
    with viewing(case.ledger) as connection:
        assert counts(connection).read == 1
