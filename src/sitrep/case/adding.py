"""Sources into a case, one transaction a document, so that a run can stop anywhere and go on later."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import Connection

from sitrep.case.archives import keep_bytes, remove_bytes
from sitrep.case.attempts import Attempt
from sitrep.case.folders import Case
from sitrep.case.sharing import batches
from sitrep.case.tombstones import erasure_in_force, refusal_of_erased
from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.queries import captures_read, is_read
from sitrep.ledger.store import append_capture, append_document, append_reading, append_refusal, capture_id
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import LedgerError
from sitrep.model.judgements import Judgement
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading, Run
from sitrep.read.triage.skipping import is_skipped_whole

# So many sources are looked up in the ledger at once where all of them are there already; fewer if they are large.
AT_ONCE, AT_ONCE_BYTES = 32, 4_000_000


class Outcome(StrEnum):
    """What became of one source."""

    READ = "read"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Progress:
    """One source is done with, and what it left is on disk.

    `document` is the id of the document read; `refusal` says why there is none. `unread_date` is a `published` that is
    no date; `unread` says that triage left all of the page unread.
    """

    name: str
    outcome: Outcome
    document: str | None = None
    refusal: Refusal | None = None
    unread_date: str | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class AddReport:
    """What a run did: `captured` sources had bytes; read, skipped and refused are all sources there were."""

    captured: int
    read: int
    skipped: int
    refused: int


@dataclass(frozen=True, slots=True)
class Readers:
    """How captures are read, and by what origin.

    `read` yields each capture with what came of it, in order. It may take captures ahead of what it yields.
    """

    read: Callable[[Iterable[Capture]], Iterator[tuple[Capture, Attempt]]]
    origin: Origin


def new_run() -> Run:
    """A run that begins now."""
    return Run(f"run-{uuid4().hex[:16]}", datetime.now(UTC).isoformat(timespec="seconds"))


def add_sources(
    case: Case,
    sources: Iterable[Capture | Refusal],
    readers: Readers,
    acknowledge: Callable[[Progress], None],
    at_once: int = 1,
) -> AddReport:
    """Read sources into a case and count them; `acknowledge` is called for each, in order, when it is on disk.

    A capture that the same origin has read is skipped, and no reader sees it; a refused one is tried again. So many
    sources are looked up `at_once`: more are faster, and make a page wait for those behind it. Raises LedgerError when
    the case cannot be written; what was acknowledged until then is kept.
    """
    run, captured, outcomes = new_run(), 0, Counter[Outcome]()
    under_way: deque[Capture | Refusal | Progress] = deque()

    def tell(progress: Progress) -> None:
        outcomes[progress.outcome] += 1
        acknowledge(progress)

    def unread() -> Iterator[Capture]:
        nonlocal captured
        for source, found in looked_up(case, sources, readers.origin, at_once):
            captured += isinstance(source, Capture)
            if isinstance(found, Capture):
                under_way.append(found)
                yield found
            elif under_way:
                # Its turn comes after that of a page that is being read.
                under_way.append(found)
            else:
                tell(_settled(case, found, run))

    for capture, attempt in readers.read(unread()):
        under_way.popleft()
        tell(_keep(case, capture, attempt, readers.origin, run))
        while under_way and not isinstance(under_way[0], Capture):
            tell(_settled(case, under_way.popleft(), run))
    return AddReport(captured, outcomes[Outcome.READ], outcomes[Outcome.SKIPPED], outcomes[Outcome.REFUSED])


def looked_up(
    case: Case, sources: Iterable[Capture | Refusal], origin: Origin, at_once: int
) -> Iterator[tuple[Capture | Refusal, Capture | Refusal | Progress]]:
    """Yield each source with itself if it is to be read or is a refusal, else with why not: it is read, or erased."""
    for batch in batches(sources, at_once, AT_ONCE_BYTES):
        captures = [source for source in batch if isinstance(source, Capture)]
        with viewing(case.ledger) as connection:
            known = captures_read(connection, [capture_id(capture) for capture in captures], origin)
            new = {capture.sha256 for capture in captures if capture_id(capture) not in known}
            erased = {sha256: erasure for sha256 in new if (erasure := erasure_in_force(connection, sha256))}
        for source in batch:
            if isinstance(source, Refusal):
                yield source, source
            elif capture_id(source) in known:
                yield source, Progress(source.name, Outcome.SKIPPED)
            elif source.sha256 in erased:
                yield source, _erased(source, erased[source.sha256])
            else:
                yield source, source


def _settled(case: Case, found: Capture | Refusal | Progress, run: Run) -> Progress:
    """What is told of a source that is not read; a refusal is noted."""
    if isinstance(found, Progress):
        return found
    if isinstance(found, Capture):
        raise LedgerError(f"{found.name}: was not read in its turn; report this")
    with writing(case.ledger) as connection:
        append_refusal(connection, found, run)
    return Progress(found.path, Outcome.REFUSED, refusal=found)


def _keep(case: Case, capture: Capture, attempt: Attempt, origin: Origin, run: Run) -> Progress:
    """Archive a capture, and write what came of it in one transaction, unless another process has erased it."""
    reading = attempt.reading
    if reading is not None and reading.origin != origin:
        raise LedgerError(f"{capture.name}: was read by another origin than the run's; pass the readers' own origin")
    if keep_bytes(case.archive, capture.content) != capture.sha256:
        raise LedgerError(f"{capture.name}: the capture's hash is not that of its bytes; capture it again")
    with writing(case.ledger) as connection:
        erasure = erasure_in_force(connection, capture.sha256)
        if erasure is None:
            if reading is not None:
                progress = _write_reading(connection, capture, reading, run)
            else:
                progress = _write_refusal(connection, capture, attempt, origin, run)
            return replace(progress, unread_date=attempt.unread_date, unread=is_unread(attempt))
    remove_bytes(case.archive, capture.sha256)
    return _erased(capture, erasure)


def _erased(capture: Capture, erasure: Judgement) -> Progress:
    """What is told of bytes that were erased."""
    return Progress(capture.name, Outcome.REFUSED, refusal=refusal_of_erased(capture.name, erasure))


def _write_reading(connection: Connection, capture: Capture, reading: Reading, run: Run) -> Progress:
    """Add a reading, unless another process did so while this one read."""
    if is_read(connection, capture_id(capture), reading.origin):
        return Progress(capture.name, Outcome.SKIPPED)
    append_reading(connection, reading, append_capture(connection, capture, run), run)
    return Progress(capture.name, Outcome.READ, document=reading.document.id)


def _write_refusal(connection: Connection, capture: Capture, attempt: Attempt, origin: Origin, run: Run) -> Progress:
    """Keep why a capture is not read, and the document where one could be made of it, of another language say."""
    if attempt.refusal is None:
        raise LedgerError(f"{capture.name}: was neither read nor refused; report this")
    refusal = replace(attempt.refusal, path=capture.name)
    key = append_capture(connection, capture, run)
    if attempt.document is not None:
        append_document(connection, attempt.document, key, origin, run)
    append_refusal(connection, refusal, run, key)
    return Progress(capture.name, Outcome.REFUSED, refusal=refusal)


def is_unread(attempt: Attempt) -> bool:
    """Whether a page was taken in and triage left all of it unread."""
    return attempt.reading is not None and is_skipped_whole(attempt.reading.document)
