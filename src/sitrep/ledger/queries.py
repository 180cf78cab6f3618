"""Records out of a ledger, as they are now: of each document what its latest origin found.

Everything comes in an order that the content alone decides, so that two cases with the same
content are read out as the same characters.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar, get_args

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    case,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
)

from sitrep.ledger.chains import LogRow
from sitrep.ledger.lines import log_rows
from sitrep.ledger.records import from_json
from sitrep.ledger.store import origin_id
from sitrep.ledger.tables import (
    ANNOTATIONS,
    CAPTURES,
    CLAIMS,
    CURRENT_DOCUMENTS,
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
from sitrep.model.claims import Claim
from sitrep.model.documents import Document, Refusal
from sitrep.model.identity import JSON
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading
from sitrep.model.resolutions import Resolutions

R = TypeVar("R")

# SQLite's own numbers: tables that only grow have them in the order in which rows came.
RUN_NUMBER: ColumnElement[int] = literal_column("runs.rowid")
CAPTURE_NUMBER: ColumnElement[int] = literal_column("captures.rowid")

# The judgements that linking goes by, beside the edits of claims.
FOLLOWED = tuple(
    verdict.value for verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.REJECT, Verdict.UNDO, Verdict.ERASE)
)

ANNOTATION_KINDS: MappingProxyType[str, type[Annotation]] = MappingProxyType(
    {kind.__name__: kind for kind in get_args(Annotation)}
)


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """One claim as one origin read it: the row's own name, the claim, the instruments."""

    record: str
    claim: Claim
    origin: Origin


@dataclass(frozen=True, slots=True)
class CapturedDocument:
    """A document as it came in once. `captured` is when it was fetched, where that is known, else when it was added.

    The numbers are the order in which runs and captures were written.
    """

    document: Document
    captured: str
    run: str
    run_number: int
    number: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a case holds now; of captures and refusals, how much ever came in."""

    captures: int
    documents: int
    read: int
    claims: int
    judgements: int
    refusals: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """How far a ledger has grown: whatever is worked out of it is out of date once any of these is another.

    `unlinked` are the readings that came after the latest linking, `unfollowed` the judgements that linking again would
    follow: pairs, rejected and edited claims, what was undone or erased; never an accepted claim, a grade or a note.
    """

    readings: int
    judgements: int
    linkings: int
    unlinked: int
    unfollowed: int


def stamp(connection: Connection) -> Stamp:
    """How far a ledger has grown; a handful of look-ups, whatever its size."""
    linked = (
        select(RUN_NUMBER)
        .join_from(LINKINGS, RUNS, RUNS.c.id == LINKINGS.c.run)
        .order_by(LINKINGS.c.number.desc())
        .limit(1)
    )
    since = connection.scalar(linked) or 0
    return Stamp(
        readings=_count(connection, READINGS),
        judgements=_count(connection, JUDGEMENT_LOG),
        linkings=_count(connection, LINKINGS),
        unlinked=_since(connection, READINGS, since),
        unfollowed=_since(connection, JUDGEMENT_LOG, since, _followed()),
    )


def _since(connection: Connection, rows: Table, run: int, kind: ColumnElement[bool] | None = None) -> int:
    """How many rows, of a kind or all, came with a later run."""
    later = select(func.count()).join_from(rows, RUNS, RUNS.c.id == rows.c.run).where(run < RUN_NUMBER)
    return connection.execute(later if kind is None else later.where(kind)).scalar_one()


def _followed() -> ColumnElement[bool]:
    """Which lines of the log change what linking makes of the claims; a damaged line is none."""
    body = JUDGEMENT_LOG.c.body
    # A figure that a team decided on is an edit of an incident: it adds up otherwise and links nothing.
    is_claim = func.json_extract(body, "$.targets[0]").like("c-%")
    verdict = func.json_extract(body, "$.verdict")
    follows = or_(verdict.in_(FOLLOWED), and_(verdict == Verdict.EDIT.value, is_claim))
    return case((func.json_valid(body) == 1, follows), else_=false())


def _record(cls: type[R], body: str) -> R:
    return from_json(cls, json.loads(body))


def _current() -> Select[str, str]:
    """The current documents with their bodies, in order of their ids."""
    return (
        select(DOCUMENTS.c.record, DOCUMENTS.c.body)
        .join(CURRENT_DOCUMENTS, CURRENT_DOCUMENTS.c.record == DOCUMENTS.c.record)
        .order_by(DOCUMENTS.c.id)
    )


def documents(connection: Connection) -> Iterator[Document]:
    """Every document, read or only archived, in order of their ids."""
    for row in connection.execute(_current()):
        yield _record(Document, row.body)


def _current_readings() -> Select[str, str, str]:
    """The current documents that were read, with the bodies of their origins."""
    joined = _current().join(READINGS, READINGS.c.reading == DOCUMENTS.c.record)
    return joined.join(ORIGINS, ORIGINS.c.id == DOCUMENTS.c.origin).add_columns(ORIGINS.c.body.label("origin"))


def readings(connection: Connection) -> Iterator[Reading]:
    """The current reading of every document that was read, in order of the documents' ids."""
    for row in connection.execute(_current_readings()):
        yield read_out(connection, row.record, row.body, row.origin)


def reading_with(connection: Connection, claim: str) -> Reading | None:
    """The current reading that has a claim, or None when none has it."""
    holding = select(CLAIMS.c.reading).where(CLAIMS.c.id == claim)
    row = connection.execute(_current_readings().where(DOCUMENTS.c.record.in_(holding))).first()
    return None if row is None else read_out(connection, row.record, row.body, row.origin)


def document_with(connection: Connection, claim: str) -> Document | None:
    """The document of the current reading that has a claim, without what was read in it; None when none has it."""
    holding = select(CLAIMS.c.reading).where(CLAIMS.c.id == claim)
    row = connection.execute(_current_readings().where(DOCUMENTS.c.record.in_(holding))).first()
    return None if row is None else _record(Document, row.body)


def readings_after(connection: Connection, known: int) -> Iterator[Reading]:
    """The current readings of the documents that were read after the first `known` readings of the ledger."""
    later = select(READINGS.c.reading).order_by(literal_column("readings.rowid")).offset(known)
    names = select(DOCUMENTS.c.id).where(DOCUMENTS.c.record.in_(later))
    for row in connection.execute(_current_readings().where(DOCUMENTS.c.id.in_(names))):
        yield read_out(connection, row.record, row.body, row.origin)


def every_reading_with(connection: Connection, claim: str) -> Iterator[Reading]:
    """Every reading, current or earlier, that has a claim, the earliest origin first."""
    holding = select(CLAIMS.c.reading).where(CLAIMS.c.id == claim)
    found = (
        select(DOCUMENTS.c.record, DOCUMENTS.c.body, ORIGINS.c.body.label("origin"))
        .join(READINGS, READINGS.c.reading == DOCUMENTS.c.record)
        .join(ORIGINS, ORIGINS.c.id == DOCUMENTS.c.origin)
        .where(DOCUMENTS.c.record.in_(holding))
        .order_by(ORIGINS.c.number, DOCUMENTS.c.record)
    )
    for row in connection.execute(found):
        yield read_out(connection, row.record, row.body, row.origin)


def reading_of(connection: Connection, document: str) -> Reading | None:
    """The current reading of a document, or None where it was not read."""
    row = connection.execute(_current_readings().where(DOCUMENTS.c.id == document)).first()
    return None if row is None else read_out(connection, row.record, row.body, row.origin)


def texts_of(connection: Connection, wanted: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """The id and text of every document that was read, or of the wanted ones, in order of their ids."""
    found = _current_readings()
    if wanted is not None:
        found = found.where(DOCUMENTS.c.id.in_(sorted(wanted)))
    for row in connection.execute(found):
        body = json.loads(row.body)
        yield body["id"], body["text"]


def captured_documents(connection: Connection) -> Iterator[CapturedDocument]:
    """Every capture of which a document was made, as the latest origin made it, in the order they came in."""
    found = (
        select(
            DOCUMENTS.c.body,
            func.coalesce(CAPTURES.c.captured, RUNS.c.started).label("captured"),
            RUNS.c.id.label("run"),
            RUN_NUMBER.label("run_number"),
            CAPTURE_NUMBER.label("number"),
        )
        .join(CAPTURES, CAPTURES.c.id == DOCUMENTS.c.capture)
        .join(RUNS, RUNS.c.id == CAPTURES.c.run)
        .join(ORIGINS, ORIGINS.c.id == DOCUMENTS.c.origin)
        .order_by(CAPTURE_NUMBER, ORIGINS.c.number.desc())
    )
    last = None
    for row in connection.execute(found):
        if row.number != last:
            yield CapturedDocument(_record(Document, row.body), row.captured, row.run, row.run_number, row.number)
        last = row.number


def read_out(connection: Connection, record: str, body: str, origin: str) -> Reading:
    """A stored reading: its document and origin from their bodies, the rest by the name of the record."""
    return Reading(
        document=_record(Document, body),
        annotations=_annotations(connection, record),
        claims=_claims(connection, record),
        resolutions=_resolutions(connection, record),
        origin=_record(Origin, origin),
    )


def _annotations(connection: Connection, reading: str) -> tuple[Annotation, ...]:
    rows = connection.execute(_mentions(ANNOTATIONS, reading))
    return tuple(_record(ANNOTATION_KINDS[row.kind], row.body) for row in rows)


def _resolutions(connection: Connection, reading: str) -> Resolutions:
    found: dict[str, list[JSON]] = defaultdict(list)
    for row in connection.execute(_mentions(RESOLUTIONS, reading)):
        found[row.kind].append(json.loads(row.body))
    return from_json(Resolutions, {**found})


def _mentions(table: Table, reading: str) -> Select[str, str]:
    return select(table.c.kind, table.c.body).where(table.c.reading == reading).order_by(table.c.position)


def _claims(connection: Connection, reading: str) -> tuple[Claim, ...]:
    found = select(CLAIMS.c.body).where(CLAIMS.c.reading == reading).order_by(CLAIMS.c.position)
    return tuple(_record(Claim, body) for body in connection.scalars(found))


def claims(connection: Connection) -> Iterator[Claim]:
    """The current claims, by document id, start of the evidence, claim id."""
    found = (
        select(CLAIMS.c.body)
        .join(CURRENT_DOCUMENTS, CURRENT_DOCUMENTS.c.record == CLAIMS.c.reading)
        .order_by(CLAIMS.c.document, CLAIMS.c.start, CLAIMS.c.id)
    )
    for body in connection.scalars(found):
        yield _record(Claim, body)


def claim_history(connection: Connection, claim: str) -> tuple[ClaimRecord, ...]:
    """Every record of one claim id, earliest origin first."""
    found = (
        select(CLAIMS.c.record, CLAIMS.c.body, ORIGINS.c.body.label("origin"))
        .join(ORIGINS, ORIGINS.c.id == CLAIMS.c.origin)
        .where(CLAIMS.c.id == claim)
        .order_by(ORIGINS.c.number, CLAIMS.c.record)
    )
    rows = connection.execute(found)
    return tuple(ClaimRecord(row.record, _record(Claim, row.body), _record(Origin, row.origin)) for row in rows)


def resolutions(connection: Connection, document: str) -> Resolutions:
    """The current opinions on one document's mentions, in the order they were given; none when it is not read."""
    record = connection.scalar(select(CURRENT_DOCUMENTS.c.record).where(CURRENT_DOCUMENTS.c.id == document))
    return Resolutions() if record is None else _resolutions(connection, record)


def refusals(connection: Connection) -> Iterator[Refusal]:
    """What was refused and has not been read since, by path; a source without bytes stays refused."""
    since = exists().where(READINGS.c.reading == DOCUMENTS.c.record, DOCUMENTS.c.capture == REFUSALS.c.capture)
    found = select(REFUSALS.c.body).where(~since).order_by(REFUSALS.c.path, REFUSALS.c.id)
    for body in connection.scalars(found):
        yield _record(Refusal, body)


def judgement_log(connection: Connection) -> Iterator[LogRow]:
    """Every line of the log as it is stored, in order; whether they are a chain is for `broken_links` to say."""
    return log_rows(connection, select(JUDGEMENT_LOG).order_by(JUDGEMENT_LOG.c.number))


def judgements(connection: Connection) -> Iterator[Judgement]:
    """Every judgement, undone or not, in the order of the log."""
    for row in judgement_log(connection):
        yield row.judgement()


def latest_linking(connection: Connection) -> JSON:
    """Which claims make which incidents, by the latest linking; null where nothing was linked yet."""
    body = connection.scalar(select(LINKINGS.c.body).order_by(LINKINGS.c.number.desc()).limit(1))
    return None if body is None else json.loads(body)


def is_read(connection: Connection, capture: str, origin: Origin) -> bool:
    """Whether this origin has read the document of this capture."""
    found = exists().where(
        READINGS.c.reading == DOCUMENTS.c.record,
        DOCUMENTS.c.capture == capture,
        DOCUMENTS.c.origin == origin_id(origin),
    )
    return bool(connection.scalar(select(found)))


def captures_read(connection: Connection, captures: Collection[str], origin: Origin) -> frozenset[str]:
    """Those of some captures whose documents this origin has read."""
    found = (
        select(DOCUMENTS.c.capture)
        .join(READINGS, READINGS.c.reading == DOCUMENTS.c.record)
        .where(DOCUMENTS.c.capture.in_(list(captures)), DOCUMENTS.c.origin == origin_id(origin))
    )
    return frozenset(connection.scalars(found))


def counts(connection: Connection) -> Counts:
    """How much there is of everything."""
    current = CURRENT_DOCUMENTS.c.record
    return Counts(
        captures=_count(connection, CAPTURES),
        documents=_count(connection, CURRENT_DOCUMENTS),
        read=_count(connection, READINGS.join(CURRENT_DOCUMENTS, current == READINGS.c.reading)),
        claims=_count(connection, CLAIMS.join(CURRENT_DOCUMENTS, current == CLAIMS.c.reading)),
        judgements=_count(connection, JUDGEMENT_LOG),
        refusals=_count(connection, REFUSALS),
    )


def _count(connection: Connection, rows: FromClause) -> int:
    return connection.execute(select(func.count()).select_from(rows)).scalar_one()
