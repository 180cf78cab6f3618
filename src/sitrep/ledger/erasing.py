"""A page out of a ledger, in one transaction: its rows, and the texts of the log that are of it. A tombstone stays.

The order matters: a tombstone opens the door of the append-only triggers for the rows that it names, and the line of
the log that says the same shuts it (`sitrep.ledger.migrations`).
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from sitrep.ledger.chains import TOMBSTONE, LogRow, line_hash
from sitrep.ledger.lines import append_line, log_rows, next_number
from sitrep.ledger.records import from_json, to_json, written
from sitrep.ledger.sealing import DIGESTS, texts_in, without_texts
from sitrep.ledger.store import append_linking, append_run
from sitrep.ledger.sweeping import mark_unswept
from sitrep.ledger.tables import (
    ANNOTATIONS,
    CAPTURES,
    CLAIMS,
    DOCUMENTS,
    JUDGEMENT_LOG,
    JUDGEMENT_TEXTS,
    LINKINGS,
    READINGS,
    REFUSALS,
    RESOLUTIONS,
    TOMBSTONES,
    VISITS,
)
from sitrep.ledger.touching import Names, touched_texts
from sitrep.model.documents import Document
from sitrep.model.identity import sha256_hex
from sitrep.model.judgements import Judgement
from sitrep.model.linkings import Linking
from sitrep.model.readings import Run
from sitrep.model.tombstones import Tombstone, Touched

TELLING_WORDS = 3
# The texts of a line in which people write what they like, or in which a judged value stands.
FREE = frozenset({"why", "value"})


@dataclass(frozen=True, slots=True)
class Page:
    """All that a ledger has of some bytes: by which names they came in, and what was made of them.

    `addresses` are those of its names that a visit may have been to, `claims` the ids of all claims that any reader
    found.
    """

    sha256: str
    names: tuple[str, ...]
    addresses: tuple[str, ...]
    documents: tuple[Document, ...]
    claims: frozenset[str]
    refusals: tuple[str, ...]


def page_of(connection: Connection, sha256: str) -> Page:
    """All that the ledger has of some bytes."""
    captures = connection.execute(select(CAPTURES).where(CAPTURES.c.sha256 == sha256)).all()
    ids = [capture.id for capture in captures]
    rows = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.capture.in_(ids))).all()
    documents = tuple(from_json(Document, json.loads(body)) for body in dict.fromkeys(row.body for row in rows))
    claims = connection.scalars(select(CLAIMS.c.id).where(CLAIMS.c.reading.in_([row.record for row in rows])))
    addresses = {name for capture in captures for name in (capture.name, capture.url) if name}
    addresses |= {name for one in documents for name in (one.external_id, one.url) if name}
    visits = connection.execute(select(VISITS.c.address, VISITS.c.final).where(VISITS.c.sha256 == sha256))
    addresses |= {name for visit in visits for name in visit if name}
    names = addresses | {title for one in documents if (title := _telling(one.title))}
    own = _refusals(connection, ids, names)
    return Page(sha256, tuple(sorted(names)), tuple(sorted(addresses)), documents, frozenset(claims), own)


def _telling(title: str | None) -> str | None:
    """A title that names its page: one of a word or two may stand anywhere."""
    return title if title and len(title.split()) >= TELLING_WORDS else None


def _refusals(connection: Connection, captures: list[str], names: Iterable[str]) -> tuple[str, ...]:
    """The refusals of some captures, and those that name a source as they do."""
    ends = tuple(f"/{name}" for name in names)
    found = connection.execute(select(REFUSALS.c.id, REFUSALS.c.capture, REFUSALS.c.path)).all()
    own = (row.id for row in found if row.capture in captures or f"/{row.path}".endswith(ends))
    return tuple(sorted(own))


def tombstone_of(connection: Connection, page: Page, kept: Iterable[Document]) -> Tombstone:
    """What would stand for a page; `kept` are the other pages, whose words are not this one's alone."""
    rows = list(log_rows(connection, select(JUDGEMENT_LOG).order_by(JUDGEMENT_LOG.c.number)))
    names = Names(page.claims, page.names, tuple(document.text for document in page.documents))
    touched = touched_texts([(row.number, row.judgement()) for row in rows], names, (one.text for one in kept))
    lines = tuple(
        Touched(row.number, gone, _hash_without(row, gone)) for row in rows if (gone := touched.get(row.number))
    )
    return Tombstone(
        sha256=page.sha256,
        documents=tuple(sorted({document.id for document in page.documents})),
        texts=tuple(sorted({_digest(document.text) for document in page.documents})),
        claims=len(page.claims),
        refusals=page.refusals,
        lines=lines,
    )


def _digest(text: str) -> str:
    return sha256_hex(text.encode("utf-8", "surrogatepass"))


def _hash_without(row: LogRow, names: Iterable[str]) -> str:
    """The hash of a line when some of its texts are gone."""
    line = row.line()
    return row.hash if DIGESTS in line else line_hash(without_texts(line, names))


def erase(connection: Connection, page: Page, tombstone: Tombstone, said: Judgement, run: Run) -> LogRow:
    """Take a page out, and write the line of the log that says so; the line."""
    number = next_number(connection)
    connection.execute(
        insert(TOMBSTONES), {"number": number, "sha256": page.sha256, "body": written(to_json(tombstone))}
    )
    for line in tombstone.lines:
        _erase_texts(connection, line)
    _delete_page(connection, page, tombstone)
    made = append_line(connection, {**said.content(), TOMBSTONE: to_json(tombstone)}, append_run(connection, run))
    _unlink(connection, page, run)
    mark_unswept(connection)
    return made


def stone_of_line(row: LogRow) -> Tombstone:
    """What would stand for the free texts of one line: its why, its value, the values that its maker saw.

    The evidence seen is the page's, and goes with that. Of such a tombstone `sha256` is the hash of the line.
    """
    there = texts_in(row.line()).keys() - set(row.lost)
    names = tuple(sorted(name for name in there if name.rpartition(".")[2] in FREE))
    lines = (Touched(row.number, names, _hash_without(row, names)),) if names else ()
    return Tombstone(sha256=row.hash, documents=(), texts=(), claims=0, lines=lines)


def erase_line_texts(connection: Connection, tombstone: Tombstone, said: Judgement, run: Run) -> LogRow:
    """Take the free texts of a line out, and write the line of the log that says so; the line."""
    number = next_number(connection)
    stored = {"number": number, "sha256": tombstone.sha256, "body": written(to_json(tombstone))}
    connection.execute(insert(TOMBSTONES), stored)
    for line in tombstone.lines:
        _erase_texts(connection, line)
    made = append_line(connection, {**said.content(), TOMBSTONE: to_json(tombstone)}, append_run(connection, run))
    mark_unswept(connection)
    return made


def _erase_texts(connection: Connection, line: Touched) -> None:
    """Take texts from a line: from beside it, or out of its body where it is one of the second schema."""
    connection.execute(
        delete(JUDGEMENT_TEXTS).where(JUDGEMENT_TEXTS.c.line == line.number, JUDGEMENT_TEXTS.c.name.in_(line.texts))
    )
    body = json.loads(
        connection.scalar(select(JUDGEMENT_LOG.c.body).where(JUDGEMENT_LOG.c.number == line.number)) or ""
    )
    if DIGESTS not in body:
        left = written(without_texts(body, line.texts))
        connection.execute(update(JUDGEMENT_LOG).where(JUDGEMENT_LOG.c.number == line.number).values(body=left))


def _delete_page(connection: Connection, page: Page, tombstone: Tombstone) -> None:
    """Take every row of a page out, those that refer to others first."""
    _delete_visits(connection, page)
    records = select(DOCUMENTS.c.record).where(DOCUMENTS.c.id.in_(tombstone.documents))
    for table in (RESOLUTIONS, ANNOTATIONS, CLAIMS):
        connection.execute(delete(table).where(table.c.reading.in_(records)))
    connection.execute(delete(READINGS).where(READINGS.c.reading.in_(records)))
    connection.execute(delete(REFUSALS).where(REFUSALS.c.id.in_(tombstone.refusals)))
    connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id.in_(tombstone.documents)))
    connection.execute(delete(CAPTURES).where(CAPTURES.c.sha256 == page.sha256))


def _delete_visits(connection: Connection, page: Page) -> None:
    """Take the visits to a page out: those that brought nothing first, for the others say that they were to it."""
    to_it = VISITS.c.address.in_(page.addresses) | VISITS.c.final.in_(page.addresses)
    connection.execute(delete(VISITS).where(VISITS.c.sha256.is_(None), to_it))
    connection.execute(delete(VISITS).where(VISITS.c.sha256 == page.sha256))


def _unlink(connection: Connection, page: Page, run: Run) -> None:
    """Add the linking that holds, less the claims of a page, where it has any; incidents without a claim are gone."""
    found = select(LINKINGS.c.body, LINKINGS.c.profile).order_by(LINKINGS.c.number.desc()).limit(1)
    last = connection.execute(found).first()
    if last is not None:
        linking = from_json(Linking, json.loads(last.body))
        left = linking.without(page.claims, frozenset(document.id for document in page.documents))
        if left != linking:
            append_linking(connection, to_json(left), last.profile, run)


def sources_named(connection: Connection, name: str) -> dict[str, str]:
    """The SHA-256 of all bytes that a name means, each with the id of its document or else its own name.

    A name is a document's id or external id, that of a capture, or the SHA-256 itself.
    """
    documents = select(DOCUMENTS.c.sha256, DOCUMENTS.c.id).where(
        (DOCUMENTS.c.id == name) | (DOCUMENTS.c.external_id == name) | (DOCUMENTS.c.sha256 == name)
    )
    captures = select(CAPTURES.c.sha256, CAPTURES.c.name).where(
        (CAPTURES.c.name == name) | (CAPTURES.c.url == name) | (CAPTURES.c.sha256 == name)
    )
    return {
        **{row.sha256: row.name for row in connection.execute(captures)},
        **{row.sha256: row.id for row in connection.execute(documents)},
    }
