"""One page out of a ledger: its document as it is now, and the bytes that it came from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from sitrep.ledger.records import from_json
from sitrep.ledger.tables import CAPTURES, CURRENT_DOCUMENTS, DOCUMENTS, RUNS
from sitrep.model.documents import Document


@dataclass(frozen=True, slots=True)
class Kept:
    """Bytes that a document was made of, as the ledger describes them.

    `name` is where they came from, `size` counts bytes; `captured` is when they were fetched where that is known, else
    when they were added (`added`), both ISO date-times.
    """

    document: str
    sha256: str
    media_type: str
    name: str
    size: int
    captured: str
    added: str
    url: str | None
    charset: str | None


def document_of(connection: Connection, document: str) -> Document | None:
    """A document as its latest reading has it, or None where the ledger has none of that name."""
    found = (
        select(DOCUMENTS.c.body)
        .join(CURRENT_DOCUMENTS, CURRENT_DOCUMENTS.c.record == DOCUMENTS.c.record)
        .where(DOCUMENTS.c.id == document)
    )
    body = connection.scalar(found)
    return None if body is None else from_json(Document, json.loads(body))


def kept_of(connection: Connection, documents: Iterable[str]) -> list[Kept]:
    """The captures that some documents were made of, each once, the earliest first."""
    captured = func.coalesce(CAPTURES.c.captured, RUNS.c.started).label("captured")
    found = (
        select(
            DOCUMENTS.c.id.label("document"),
            CAPTURES.c.sha256,
            CAPTURES.c.media_type,
            CAPTURES.c.name,
            CAPTURES.c.size,
            captured,
            RUNS.c.started.label("added"),
            CAPTURES.c.url,
            CAPTURES.c.charset,
        )
        .join(CAPTURES, CAPTURES.c.id == DOCUMENTS.c.capture)
        .join(RUNS, RUNS.c.id == CAPTURES.c.run)
        .where(DOCUMENTS.c.id.in_(list(documents)))
        .distinct()
        .order_by(captured, CAPTURES.c.id)
    )
    return [Kept(**row) for row in connection.execute(found).mappings()]
