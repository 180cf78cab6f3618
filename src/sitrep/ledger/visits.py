"""Visits to pages of the web in a ledger: what came of each, and which addresses need no visit any more."""

from dataclasses import asdict

from sqlalchemy import Connection, func, insert, select

from sitrep.ingest.formats import RECORD
from sitrep.ledger.records import storable
from sitrep.ledger.store import append_run
from sitrep.ledger.tables import CAPTURES, DOCUMENTS, VISITS
from sitrep.model.readings import Run
from sitrep.model.visits import Visit

FIELDS = tuple(VISITS.c[name] for name in Visit.__slots__)


def append_visit(connection: Connection, visit: Visit, run: Run) -> None:
    """Add a visit; each is a row of its own."""
    said = {name: storable(value) if isinstance(value, str) else value for name, value in asdict(visit).items()}
    connection.execute(insert(VISITS), {**said, "run": append_run(connection, run)})


def visits(connection: Connection) -> list[Visit]:
    """All visits in their order."""
    return [Visit(**row) for row in connection.execute(select(*FIELDS).order_by(VISITS.c.number)).mappings()]


def last_taken(connection: Connection, address: str) -> Visit | None:
    """The latest visit to an address, as it was given, after which its page need not be sent again unchanged."""
    found = (
        select(*FIELDS)
        .where(VISITS.c.address == address, func.coalesce(VISITS.c.etag, VISITS.c.last_modified).is_not(None))
        .order_by(VISITS.c.number.desc())
        .limit(1)
    )
    row = connection.execute(found).mappings().first()
    return None if row is None else Visit(**row)


def addresses_held(connection: Connection) -> set[str]:
    """The addresses of all pages that the ledger has, as they are written there."""
    captures = select(CAPTURES.c.url, CAPTURES.c.name, CAPTURES.c.media_type)
    rows = connection.execute(captures).all()
    brought = connection.execute(
        select(VISITS.c.address, VISITS.c.final).where(VISITS.c.sha256.in_(select(CAPTURES.c.sha256)))
    )
    # Records say themselves where they are from.
    stated = (
        select(func.json_extract(DOCUMENTS.c.body, "$.url"))
        .join(CAPTURES, CAPTURES.c.id == DOCUMENTS.c.capture)
        .where(CAPTURES.c.media_type == RECORD)
    )
    named = {name for row in rows for name in (row.url, row.name) if name}
    named |= {name for row in brought for name in row if name}
    return named | {url for url in connection.scalars(stated) if url}
