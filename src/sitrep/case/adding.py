"""Sources into a case, one transaction a document, so that a run can stop anywhere and go on later."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import Connection

from sitrep.case.archives import keep_bytes, remove_bytes
from sitrep.case.folders import Case
from sitrep.case.tombstones import erasure_in_force, refusal_of_erased
from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.queries import is_read
from sitrep.ledger.store import append_capture, append_document, append_reading, append_refusal, capture_id
from sitrep.model.documents import Capture, Document, Refusal
from sitrep.model.errors import IngestError, LedgerError
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading, Run


class Outcome(StrEnum):
    """What became of one source."""

    READ = "read"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Progress:
    """One source is done with, and what it left is on disk.

    `document` is the id of the document read; `refusal` says why there is none.
    """

    name: str
    outcome: Outcome
    document: str | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class AddReport:
    """What a run did: `captured` sources had bytes; read, skipped and refused are all sources there were."""

    captured: int
    read: int
    skipped: int
    refused: int


@dataclass(frozen=True, slots=True)
class Readers:
    """How captures become documents and documents readings, and the origin of both.

    Both functions may raise IngestError: the source is then refused, with its reason and remedy.
    """

    read_capture: Callable[[Capture], Document]
    read: Callable[[Document], Reading]
    origin: Origin


def new_run() -> Run:
    """A run that begins now."""
    return Run(f"run-{uuid4().hex[:16]}", datetime.now(UTC).isoformat(timespec="seconds"))


def add_sources(
    case: Case,
    sources: Iterable[Capture | Refusal],
    readers: Readers,
    acknowledge: Callable[[Progress], None],
) -> AddReport:
    """Read sources into a case and count them; `acknowledge` is called for each when it is on disk.

    A capture that the same origin has read is skipped unread; a refused one is tried again. Raises
    LedgerError when the case cannot be written; what was acknowledged until then is kept.
    """
    run, captured, outcomes = new_run(), 0, Counter[Outcome]()
    for source in sources:
        if isinstance(source, Refusal):
            progress = _refuse(case, source, run)
        else:
            captured += 1
            progress = _add_capture(case, source, readers, run)
        outcomes[progress.outcome] += 1
        acknowledge(progress)
    return AddReport(captured, outcomes[Outcome.READ], outcomes[Outcome.SKIPPED], outcomes[Outcome.REFUSED])


def _refuse(case: Case, refusal: Refusal, run: Run) -> Progress:
    """Note a source that had no bytes to keep."""
    with writing(case.ledger) as connection:
        append_refusal(connection, refusal, run)
    return Progress(refusal.path, Outcome.REFUSED, refusal=refusal)


def _add_capture(case: Case, capture: Capture, readers: Readers, run: Run) -> Progress:
    """Archive a capture, read it, and write what came of it in one transaction."""
    with viewing(case.ledger) as connection:
        if is_read(connection, capture_id(capture), readers.origin):
            return Progress(capture.name, Outcome.SKIPPED)
        erasure = erasure_in_force(connection, capture.sha256)
    if erasure is not None:
        return Progress(capture.name, Outcome.REFUSED, refusal=refusal_of_erased(capture.name, erasure))
    if keep_bytes(case.archive, capture.content) != capture.sha256:
        raise LedgerError(f"{capture.name}: the capture's hash is not that of its bytes; capture it again")
    try:
        document = readers.read_capture(capture)
    except IngestError as error:
        return _refuse_capture(case, capture, error, run)
    try:
        reading = readers.read(document)
    except IngestError as error:
        return _archive_unread(case, capture, error, document=document, origin=readers.origin, run=run)
    if reading.origin != readers.origin:
        raise LedgerError(f"{capture.name}: was read by another origin than the run's; pass the readers' own origin")
    return _written(case, capture, lambda connection: _write_reading(connection, capture, reading, run))


def _written(case: Case, capture: Capture, write: Callable[[Connection], Progress]) -> Progress:
    """What came of a capture, written, unless another process erased it while this one read."""
    with writing(case.ledger) as connection:
        erasure = erasure_in_force(connection, capture.sha256)
        if erasure is None:
            return write(connection)
    remove_bytes(case.archive, capture.sha256)
    return Progress(capture.name, Outcome.REFUSED, refusal=refusal_of_erased(capture.name, erasure))


def _write_reading(connection: Connection, capture: Capture, reading: Reading, run: Run) -> Progress:
    """Add a reading, unless another process did so while this one read."""
    if is_read(connection, capture_id(capture), reading.origin):
        return Progress(capture.name, Outcome.SKIPPED)
    append_reading(connection, reading, append_capture(connection, capture, run), run)
    return Progress(capture.name, Outcome.READ, document=reading.document.id)


def _refuse_capture(case: Case, capture: Capture, error: IngestError, run: Run) -> Progress:
    """Keep the capture of which no document could be made, and why."""
    refusal = Refusal(capture.name, error.reason, error.remedy)

    def write(connection: Connection) -> Progress:
        append_refusal(connection, refusal, run, append_capture(connection, capture, run))
        return Progress(capture.name, Outcome.REFUSED, refusal=refusal)

    return _written(case, capture, write)


def _archive_unread(
    case: Case, capture: Capture, error: IngestError, *, document: Document, origin: Origin, run: Run
) -> Progress:
    """Keep a document that is not read, of a language without a reader say, and why."""
    refusal = Refusal(capture.name, error.reason, error.remedy)

    def write(connection: Connection) -> Progress:
        key = append_capture(connection, capture, run)
        append_document(connection, document, key, origin, run)
        append_refusal(connection, refusal, run, key)
        return Progress(capture.name, Outcome.REFUSED, refusal=refusal)

    return _written(case, capture, write)
