"""How a ledger file comes to have its tables: numbered steps, each applied once and never edited.

Step n is the n-th of MIGRATIONS. The file keeps the number and a digest of every step applied, so
that a file of a newer sitrep, or of one whose steps were others, is refused and not misread.
"""

from collections.abc import Sequence
from string import Template

from sqlalchemy import Connection, insert, select

from sitrep.ledger.tables import SCHEMA_VERSION
from sitrep.model.errors import LedgerError
from sitrep.model.identity import content_id

# "sitr": says in the file's header that it is a ledger, whatever its name.
APPLICATION_ID = 0x73697472


APPEND_ONLY = (
    Template("""
        CREATE TRIGGER ${table}_update BEFORE UPDATE ON $table
        BEGIN SELECT RAISE(ABORT, '$table is append-only: no row is changed'); END"""),
    Template("""
        CREATE TRIGGER ${table}_delete BEFORE DELETE ON $table
        BEGIN SELECT RAISE(ABORT, '$table is append-only: no row is deleted'); END"""),
    # INSERT OR REPLACE deletes without telling a DELETE trigger, so a row whose key is taken is left
    # out before SQLite looks at it: adding what is there changes nothing.
    Template("""
        CREATE TRIGGER ${table}_insert BEFORE INSERT ON $table
        WHEN EXISTS (SELECT 1 FROM $table WHERE $taken)
        BEGIN SELECT RAISE(IGNORE); END"""),
)


def append_only(table: str, *keys: str) -> tuple[str, ...]:
    """The triggers that let rows be added to a table and nothing else, by whatever program."""
    return triggers(table, " OR ".join(f"{key} = NEW.{key}" for key in keys))


def triggers(table: str, taken: str) -> tuple[str, ...]:
    """The triggers of an append-only table; `taken` tells when a row with the key of a new one is there already."""
    return tuple(trigger.substitute(table=table, taken=taken) for trigger in APPEND_ONLY)


FIRST = (
    """
    CREATE TABLE schema_version (
        number INTEGER NOT NULL PRIMARY KEY,
        digest TEXT NOT NULL)""",
    """
    CREATE TABLE origins (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        body TEXT NOT NULL)""",
    """
    CREATE TABLE runs (
        id TEXT NOT NULL PRIMARY KEY,
        started TEXT NOT NULL)""",
    """
    CREATE TABLE captures (
        id TEXT NOT NULL PRIMARY KEY,
        sha256 TEXT NOT NULL,
        media_type TEXT NOT NULL,
        name TEXT NOT NULL,
        size INTEGER NOT NULL,
        run TEXT NOT NULL REFERENCES runs (id))""",
    """
    CREATE TABLE documents (
        record TEXT NOT NULL PRIMARY KEY,
        id TEXT NOT NULL,
        capture TEXT NOT NULL REFERENCES captures (id),
        origin TEXT NOT NULL REFERENCES origins (id),
        run TEXT NOT NULL REFERENCES runs (id),
        sha256 TEXT NOT NULL,
        external_id TEXT NOT NULL,
        lang TEXT NOT NULL,
        body TEXT NOT NULL)""",
    """
    CREATE TABLE readings (
        reading TEXT NOT NULL PRIMARY KEY REFERENCES documents (record),
        digest TEXT NOT NULL,
        run TEXT NOT NULL REFERENCES runs (id))""",
    """
    CREATE TABLE annotations (
        id TEXT NOT NULL PRIMARY KEY,
        reading TEXT NOT NULL REFERENCES readings (reading),
        document TEXT NOT NULL,
        kind TEXT NOT NULL,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        body TEXT NOT NULL)""",
    """
    CREATE TABLE resolutions (
        id TEXT NOT NULL PRIMARY KEY,
        reading TEXT NOT NULL REFERENCES readings (reading),
        document TEXT NOT NULL,
        kind TEXT NOT NULL,
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        body TEXT NOT NULL)""",
    """
    CREATE TABLE claims (
        record TEXT NOT NULL PRIMARY KEY,
        id TEXT NOT NULL,
        reading TEXT NOT NULL REFERENCES readings (reading),
        document TEXT NOT NULL,
        origin TEXT NOT NULL REFERENCES origins (id),
        position INTEGER NOT NULL,
        start INTEGER NOT NULL,
        body TEXT NOT NULL)""",
    """
    CREATE TABLE judgements (
        id TEXT NOT NULL PRIMARY KEY,
        claim TEXT NOT NULL,
        verdict TEXT NOT NULL,
        field TEXT,
        value TEXT,
        "by" TEXT NOT NULL,
        at TEXT NOT NULL,
        why TEXT NOT NULL)""",
    """
    CREATE TABLE refusals (
        id TEXT NOT NULL PRIMARY KEY,
        capture TEXT REFERENCES captures (id),
        path TEXT NOT NULL,
        body TEXT NOT NULL,
        run TEXT NOT NULL REFERENCES runs (id))""",
    "CREATE INDEX documents_by_id ON documents (id)",
    "CREATE INDEX documents_by_capture ON documents (capture, origin)",
    "CREATE INDEX annotations_by_reading ON annotations (reading, position)",
    "CREATE INDEX resolutions_by_reading ON resolutions (reading, position)",
    "CREATE INDEX claims_by_reading ON claims (reading, position)",
    "CREATE INDEX claims_by_id ON claims (id)",
    "CREATE INDEX judgements_by_claim ON judgements (claim)",
    # Where one document comes from two captures it has two records of one origin: the smaller name is
    # as good, and the same one in whatever order they came.
    """
    CREATE VIEW current_documents AS
    SELECT record, id FROM (
        SELECT documents.record, documents.id, row_number() OVER (
            PARTITION BY documents.id ORDER BY origins.number DESC, documents.record) AS place
        FROM documents JOIN origins ON origins.id = documents.origin)
    WHERE place = 1""",
    *append_only("schema_version", "number"),
    *append_only("origins", "number", "id"),
    *append_only("runs", "id"),
    *append_only("captures", "id"),
    *append_only("documents", "record"),
    *append_only("readings", "reading"),
    *append_only("annotations", "id"),
    *append_only("resolutions", "id"),
    *append_only("claims", "record"),
    *append_only("judgements", "id"),
    *append_only("refusals", "id"),
)

# The `judgements` of the first step, of which no command ever wrote one, stay in the file and are read by nobody: the
# log takes their place. What a web archive says of a capture comes with the capture.
SECOND = (
    """
    CREATE TABLE judgement_log (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        previous TEXT NOT NULL UNIQUE,
        hash TEXT NOT NULL UNIQUE,
        run TEXT NOT NULL REFERENCES runs (id),
        body TEXT NOT NULL)""",
    """
    CREATE TABLE linkings (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        profile TEXT NOT NULL,
        run TEXT NOT NULL REFERENCES runs (id),
        body TEXT NOT NULL)""",
    "ALTER TABLE captures ADD COLUMN url TEXT",
    "ALTER TABLE captures ADD COLUMN captured TEXT",
    "ALTER TABLE captures ADD COLUMN charset TEXT",
    *append_only("judgement_log", "number", "id", "previous", "hash"),
    *append_only("linkings", "number"),
)

# The one way for rows to leave: a tombstone names them, and the line of the log that goes with the tombstone is not yet
# written. The line shuts the door, the tombstone stays for good, and each says what the other says: rows cannot leave
# without it being seen.
OPEN = """EXISTS (
            SELECT 1 FROM tombstones, json_each(tombstones.body, '$.{named}') AS named
            WHERE tombstones.number > (SELECT coalesce(max(number), 0) FROM judgement_log) AND {row})"""
# Table -> the list of a tombstone that names its rows, and how.
ERASABLE = {
    "captures": ("sha256", "named.value = OLD.sha256"),
    "documents": ("documents", "named.value = OLD.id"),
    "readings": ("documents", "OLD.reading IN (SELECT record FROM documents WHERE id = named.value)"),
    "annotations": ("documents", "named.value = OLD.document"),
    "resolutions": ("documents", "named.value = OLD.document"),
    "claims": ("documents", "named.value = OLD.document"),
    "refusals": ("refusals", "named.value = OLD.id"),
    "judgement_texts": ("lines", "json_extract(named.value, '$.number') = OLD.line"),
}
ERASED_LINE = (
    "NEW.number = OLD.number AND NEW.id = OLD.id AND NEW.previous = OLD.previous AND NEW.hash = OLD.hash"
    " AND NEW.run = OLD.run AND " + OPEN.format(named="lines", row="json_extract(named.value, '$.number') = OLD.number")
)


def with_a_door(table: str) -> tuple[str, str]:
    """The delete trigger of an append-only table that lets out what an open tombstone names."""
    named, row = ERASABLE[table]
    return (
        f"DROP TRIGGER {table}_delete",
        f"""
        CREATE TRIGGER {table}_delete BEFORE DELETE ON {table}
        WHEN NOT {OPEN.format(named=named, row=row)}
        BEGIN SELECT RAISE(ABORT, '{table} is append-only: no row is deleted'); END""",
    )


# The texts of the log move out of its lines, and a page can be erased. Lines of the second step stay as they are.
THIRD = (
    """
    CREATE TABLE judgement_texts (
        line INTEGER NOT NULL REFERENCES judgement_log (number) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        salt TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (line, name))""",
    """
    CREATE TABLE tombstones (
        number INTEGER PRIMARY KEY REFERENCES judgement_log (number) DEFERRABLE INITIALLY DEFERRED,
        sha256 TEXT NOT NULL,
        body TEXT NOT NULL)""",
    "CREATE INDEX tombstones_by_sha256 ON tombstones (sha256)",
    *triggers("judgement_texts", "line = NEW.line AND name = NEW.name"),
    *append_only("tombstones", "number"),
    """
    CREATE TRIGGER tombstones_next BEFORE INSERT ON tombstones
    WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM judgement_log)
        AND NOT EXISTS (SELECT 1 FROM tombstones WHERE number = NEW.number)
    BEGIN SELECT RAISE(ABORT, 'tombstones is append-only: a tombstone is of the next line of the log'); END""",
    *(statement for table in ERASABLE for statement in with_a_door(table)),
    "DROP TRIGGER judgement_log_update",
    f"""
    CREATE TRIGGER judgement_log_update BEFORE UPDATE ON judgement_log
    WHEN NOT ({ERASED_LINE})
    BEGIN SELECT RAISE(ABORT, 'judgement_log is append-only: no row is changed'); END""",
    "CREATE INDEX captures_by_sha256 ON captures (sha256)",
)

# With a page go the visits that brought its bytes, and those that brought none from an address of it: the address may
# say whom the page is about.
AT_ITS_ADDRESS = """OLD.sha256 IS NULL AND (
                EXISTS (SELECT 1 FROM visits AS other WHERE other.sha256 = named.value
                    AND (other.address IN (OLD.address, OLD.final) OR other.final IN (OLD.address, OLD.final)))
                OR EXISTS (SELECT 1 FROM captures WHERE captures.sha256 = named.value
                    AND (captures.name IN (OLD.address, OLD.final) OR captures.url IN (OLD.address, OLD.final)))
                OR EXISTS (SELECT 1 FROM documents WHERE documents.sha256 = named.value
                    AND (documents.external_id IN (OLD.address, OLD.final)
                        OR json_extract(documents.body, '$.url') IN (OLD.address, OLD.final))))"""
ERASABLE_VISIT = OPEN.format(named="sha256", row=f"(named.value = OLD.sha256 OR ({AT_ITS_ADDRESS}))")

# Visits to pages of the web are kept.
FOURTH = (
    """
    CREATE TABLE visits (
        number INTEGER PRIMARY KEY,
        address TEXT NOT NULL,
        at TEXT NOT NULL,
        final TEXT,
        status INTEGER,
        etag TEXT,
        last_modified TEXT,
        sha256 TEXT,
        refusal TEXT,
        run TEXT NOT NULL REFERENCES runs (id))""",
    "CREATE INDEX visits_by_address ON visits (address)",
    "CREATE INDEX visits_by_sha256 ON visits (sha256)",
    *append_only("visits", "number"),
    "DROP TRIGGER visits_delete",
    f"""
    CREATE TRIGGER visits_delete BEFORE DELETE ON visits
    WHEN NOT {ERASABLE_VISIT}
    BEGIN SELECT RAISE(ABORT, 'visits is append-only: no row is deleted'); END""",
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (FIRST, SECOND, THIRD, FOURTH)


def step_digest(statements: Sequence[str]) -> str:
    """A name for one step's statements."""
    return content_id("step", *statements)


def _file(connection: Connection) -> str | None:
    """The file that a connection is to, for messages."""
    return connection.engine.url.database


def applied_steps(connection: Connection) -> tuple[str, ...]:
    """The digests of the steps that a file has had, in order; none for a new file.

    Raises LedgerError for a file that is some other program's.
    """
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    if owner == APPLICATION_ID:
        return tuple(connection.scalars(select(SCHEMA_VERSION.c.digest).order_by(SCHEMA_VERSION.c.number)))
    held = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if owner or held:
        raise LedgerError(f"{_file(connection)}: holds another program's tables; choose another folder for the case")
    return ()


def missing_steps(connection: Connection, steps: Sequence[Sequence[str]] = MIGRATIONS) -> int:
    """How many of the steps a file has still to take.

    Raises LedgerError when it has taken more steps than there are, or others.
    """
    applied = applied_steps(connection)
    if len(applied) > len(steps):
        raise LedgerError(
            f"{_file(connection)}: has schema {len(applied)} and this sitrep knows schemas up to {len(steps)}; "
            "it was written by a newer sitrep: install that one"
        )
    for number, (found, step) in enumerate(zip(applied, steps, strict=False), 1):
        if found != step_digest(step):
            raise LedgerError(
                f"{_file(connection)}: has another schema {number} than this sitrep; it was written by an unreleased "
                "version: open it with that one, or add its sources to a new case"
            )
    return len(steps) - len(applied)


def migrate(connection: Connection, steps: Sequence[Sequence[str]] = MIGRATIONS) -> None:
    """Take the steps that a file has not had, in the connection's transaction: all of them or none."""
    missing = missing_steps(connection, steps)
    for number, step in list(enumerate(steps, 1))[len(steps) - missing :]:
        for statement in step:
            connection.exec_driver_sql(statement)
        connection.execute(insert(SCHEMA_VERSION).values(number=number, digest=step_digest(step)))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
