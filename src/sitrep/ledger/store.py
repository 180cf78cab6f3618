"""Records into a ledger: every function adds, none changes, and adding what is there does nothing.

All write in the connection's own transaction (`sitrep.ledger.connections.writing`), so a caller
decides what stands or falls together. Each gives back the name of the row that is now there.
"""

from collections.abc import Iterator
from dataclasses import fields

from sqlalchemy import Connection, Table, exists, select
from sqlalchemy.dialects.sqlite import insert

from sitrep.ledger.chains import LogRow
from sitrep.ledger.lines import append_line, row_repeated, row_saying
from sitrep.ledger.records import storable, to_json, written
from sitrep.ledger.tables import (
    ANNOTATIONS,
    CAPTURES,
    CLAIMS,
    DOCUMENTS,
    JUDGEMENT_LOG,
    LINKINGS,
    ORIGINS,
    READINGS,
    REFUSALS,
    RESOLUTIONS,
    RUNS,
)
from sitrep.model.annotations import Annotation
from sitrep.model.documents import Capture, Document, Refusal
from sitrep.model.errors import LedgerError
from sitrep.model.identity import JSON, content_id
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading, Run
from sitrep.model.resolutions import (
    ActorResolution,
    CodeResolution,
    EventPlace,
    EventTime,
    PlaceResolution,
    Resolutions,
    TimeResolution,
)
from sitrep.model.spans import Span

Row = dict[str, str | int | None]
Resolution = TimeResolution | PlaceResolution | CodeResolution | ActorResolution | EventTime | EventPlace


def capture_id(capture: Capture) -> str:
    """The name of some bytes from somewhere: the same bytes from elsewhere are another capture."""
    return content_id("capture", capture.sha256, capture.media_type, capture.name)


def origin_id(origin: Origin) -> str:
    """The name of a set of instruments."""
    return content_id("o", to_json(origin))


def record_id(document: Document, capture: str, origin: Origin) -> str:
    """The name of a document as one origin extracted it from one capture."""
    return content_id("document", to_json(document), capture, origin_id(origin))


def _add(connection: Connection, table: Table, *rows: Row) -> None:
    """Add rows, leaving out those whose key is there."""
    # Not INSERT OR IGNORE, which would also swallow a missing value.
    if rows:
        connection.execute(insert(table).on_conflict_do_nothing(), list(rows))


def append_run(connection: Connection, run: Run) -> str:
    """Add a run; its name."""
    _add(connection, RUNS, {"id": run.id, "started": run.started})
    return run.id


def append_origin(connection: Connection, origin: Origin) -> str:
    """Add an origin; its name. The order of first use decides which one is the latest."""
    key = origin_id(origin)
    _add(connection, ORIGINS, {"id": key, "body": written(to_json(origin))})
    return key


def append_capture(connection: Connection, capture: Capture, run: Run) -> str:
    """Add a capture, less its bytes, which the archive keeps; its name."""
    key = capture_id(capture)
    row: Row = {
        "id": key,
        "sha256": capture.sha256,
        "media_type": capture.media_type,
        "name": storable(capture.name),
        "size": len(capture.content),
        "run": append_run(connection, run),
        "url": capture.url,
        "captured": capture.captured,
        "charset": capture.charset,
    }
    _add(connection, CAPTURES, row)
    return key


def append_document(connection: Connection, document: Document, capture: str, origin: Origin, run: Run) -> str:
    """Add a document that `origin` extracted from a capture, read or not; the name of the record."""
    key = record_id(document, capture, origin)
    row: Row = {
        "record": key,
        "id": document.id,
        "capture": capture,
        "origin": append_origin(connection, origin),
        "run": append_run(connection, run),
        "sha256": document.sha256,
        "external_id": storable(document.external_id),
        "lang": document.lang,
        "body": written(to_json(document)),
    }
    _add(connection, DOCUMENTS, row)
    return key


def append_reading(connection: Connection, reading: Reading, capture: str, run: Run) -> str:
    """Add a document with all that was read in it, in the one transaction; the name of the record.

    Raises LedgerError when a claim is of another document, or when the same origin has read the
    same document before and found something else.
    """
    document = reading.document
    stray = next((claim for claim in reading.claims if claim.document != document.id), None)
    if stray is not None:
        raise LedgerError(
            f"claim {stray.id} is of document {stray.document}, not of {document.id}, whose reading it is in"
        )
    key = append_document(connection, document, capture, reading.origin, run)
    digest = content_id("reading", to_json(reading))
    found = connection.scalar(select(READINGS.c.digest).where(READINGS.c.reading == key))
    if found is None:
        _add(connection, READINGS, {"reading": key, "digest": digest, "run": run.id})
        _add(connection, ANNOTATIONS, *_annotation_rows(reading, key))
        _add(connection, CLAIMS, *_claim_rows(reading, key))
        _add(connection, RESOLUTIONS, *_resolution_rows(reading, key))
    elif found != digest:
        raise LedgerError(
            f"document {document.external_id} was read before by the same version and now reads differently; "
            "a changed sitrep needs a new version, else its claims cannot be told apart"
        )
    return key


def _annotation_rows(reading: Reading, key: str) -> Iterator[Row]:
    for position, annotation in enumerate(reading.annotations):
        place: Row = {"kind": type(annotation).__name__, "position": position}
        yield place | _mention_row(reading, key, annotation.span, annotation)


def _resolution_rows(reading: Reading, key: str) -> Iterator[Row]:
    for table in fields(Resolutions):
        for position, resolution in enumerate(getattr(reading.resolutions, table.name)):
            place: Row = {"kind": table.name, "position": position}
            yield place | _mention_row(reading, key, _resolved_span(resolution), resolution)


def _resolved_span(resolution: Resolution) -> Span:
    """The mention that a resolution is an opinion on."""
    match resolution:
        case TimeResolution():
            return resolution.timex.span
        case PlaceResolution() | ActorResolution():
            return resolution.span
        case CodeResolution() | EventTime() | EventPlace():
            return resolution.trigger


def _mention_row(reading: Reading, key: str, span: Span, record: Annotation | Resolution) -> Row:
    """What the rows of annotations and resolutions share: whose they are, where they stand, what they say."""
    body = to_json(record)
    return {
        "id": content_id("m", key, type(record).__name__, body),
        "reading": key,
        "document": reading.document.id,
        "start": span.start,
        "end": span.end,
        "body": written(body),
    }


def _claim_rows(reading: Reading, key: str) -> Iterator[Row]:
    origin = origin_id(reading.origin)
    for position, claim in enumerate(reading.claims):
        body = to_json(claim)
        yield {
            "record": content_id("r", key, body),
            "id": claim.id,
            "reading": key,
            "document": claim.document,
            "origin": origin,
            "position": position,
            "start": claim.evidence.start,
            "body": written(body),
        }


def append_refusal(connection: Connection, refusal: Refusal, run: Run, capture: str | None = None) -> str:
    """Add a refusal, of a capture where bytes came in; its name."""
    body = to_json(refusal)
    key = content_id("refusal", capture, body)
    row: Row = {
        "id": key,
        "capture": capture,
        "path": storable(refusal.path),
        "body": written(body),
        "run": append_run(connection, run),
    }
    _add(connection, REFUSALS, row)
    return key


def append_judgement(connection: Connection, judgement: Judgement, run: Run) -> str:
    """Add a person's judgement at the end of the log; the name that it has there. See `keep_judgement`."""
    return keep_judgement(connection, judgement, run).id


def keep_judgement(connection: Connection, judgement: Judgement, run: Run) -> LogRow:
    """Add a person's judgement at the end of the log; the line that it is. The same judgement twice is one line.

    So is one that the same person repeats before anybody said anything else of its targets. Raises LedgerError for a
    claim that was never read, and for an undo of what nobody judged.
    """
    _refuse_unknown(connection, judgement)
    there = row_saying(connection, judgement) or row_repeated(connection, judgement)
    return there or append_line(connection, judgement.content(), append_run(connection, run))


def _refuse_unknown(connection: Connection, judgement: Judgement) -> None:
    """Refuse a judgement of what is not in the ledger."""
    for seen in judgement.seen:
        if not connection.scalar(select(exists().where(CLAIMS.c.id == seen.claim))):
            raise LedgerError(f"there is no claim {seen.claim} to judge; `sitrep claims` lists those there are")
    if judgement.verdict is Verdict.UNDO:
        for target in judgement.targets:
            if not connection.scalar(select(exists().where(JUDGEMENT_LOG.c.id == target))):
                raise LedgerError(f"there is no judgement {target} to undo; `sitrep log` lists those there are")


def append_linking(connection: Connection, linking: JSON, profile: str, run: Run) -> str:
    """Add which claims make which incidents, as the latest word on it; its name. What holds already adds nothing.

    `linking` is `{"incidents": {id: [claim ids]}, "redirects": {old: new}, "mains": {document id: incident id}}`;
    `profile` names the weights that made it.
    """
    key = content_id("linking", linking, profile)
    last = connection.scalar(select(LINKINGS.c.id).order_by(LINKINGS.c.number.desc()).limit(1))
    if last != key:
        row: Row = {"id": key, "profile": profile, "run": append_run(connection, run), "body": written(linking)}
        _add(connection, LINKINGS, row)
    return key
