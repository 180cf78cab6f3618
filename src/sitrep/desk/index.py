"""The desk's index: one SQLite file of lines worked out from a ledger, for pages to look things up in.

It is no record. Whatever stands in it follows from the ledger beside it; it may be deleted at any time, and is made
anew when the ledger has grown, or when sitrep keeps it in another form. Nothing here is what an incident adds up to
for good: a line says by which rule it was counted, and another rule counts the same claims again.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from sitrep.case.leftovers import own_part
from sitrep.model.errors import LedgerError
from sitrep.model.fields import Record, text_at
from sitrep.model.identity import JSON, canonical

INDEX = "desk.sqlite"
# Whenever the tables or what stands in their columns change, this does: an index of another form is made anew.
FORM = "7"

TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE pages (
    id TEXT PRIMARY KEY, external_id TEXT NOT NULL, position INTEGER NOT NULL, published TEXT, outlet TEXT,
    claims INTEGER NOT NULL, incident TEXT, copy_of TEXT, agency TEXT, body TEXT NOT NULL);
CREATE TABLE claims (
    id TEXT PRIMARY KEY, page TEXT NOT NULL, position INTEGER NOT NULL, incident TEXT, is_event INTEGER NOT NULL,
    state TEXT NOT NULL, body TEXT NOT NULL, as_read TEXT NOT NULL, doubt REAL NOT NULL, reasons TEXT NOT NULL);
CREATE TABLE incidents (id TEXT PRIMARY KEY, summary TEXT NOT NULL, entry TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX pages_by_external ON pages (external_id);
CREATE INDEX pages_by_position ON pages (position);
CREATE INDEX claims_by_page ON claims (page, position);
CREATE INDEX claims_by_incident ON claims (incident, page, position);
CREATE INDEX claims_by_state ON claims (state, is_event);
CREATE INDEX claims_by_doubt ON claims (is_event, doubt DESC, id, incident, page);
"""


def index_path(case: Path) -> Path:
    """Where the index of a case folder is, or would be."""
    return case / INDEX


@contextmanager
def reading_index(path: Path) -> Iterator[sqlite3.Connection]:
    """An index to look things up in; nothing can be written through it."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@contextmanager
def writing_index(path: Path) -> Iterator[sqlite3.Connection]:
    """An index to write to: all that the block writes, or nothing.

    Raises LedgerError when the folder may not be written to or the disk is full.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            # A lost index is made anew, so nothing waits for the disk.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise LedgerError(
            f"{path}: the desk's index cannot be written ({error}); make room, and check that you may write there"
        ) from error


def undo_unfinished(path: Path) -> None:
    """Take back what a killed process had half written into an index, which nothing reads before that."""
    if _journal(path).exists():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def part_of(path: Path) -> Path:
    """Where this process makes an index anew. Raises LedgerError when the folder may not be written to."""
    try:
        return own_part(path, path.name)
    except OSError as error:
        raise LedgerError(
            f"{path}: the desk's index cannot be made ({error.strerror}); check that you may write there"
        ) from error


def put_in_place(part: Path, path: Path) -> None:
    """Put an index made anew in the place of the one before. Raises LedgerError where the disk refuses.

    The journal of a killed writer goes with the index that it belongs to: SQLite would play it back into the new one.
    """
    try:
        if _journal(path).exists():
            path.unlink(missing_ok=True)
            _journal(path).unlink(missing_ok=True)
        part.replace(path)
    except OSError as error:
        raise LedgerError(
            f"{path}: the desk's index cannot be written ({error.strerror}); check that you may write there"
        ) from error


def _journal(path: Path) -> Path:
    """Where SQLite keeps what an unfinished transaction is undone with."""
    return path.with_name(f"{path.name}-journal")


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty index."""
    for statement in filter(str.strip, TABLES.split(";")):
        connection.execute(statement)


def line_of(text: str) -> dict[str, JSON]:
    """A stored line as the object that it is."""
    value: JSON = json.loads(text)
    return value if isinstance(value, dict) else {}


def set_fact(connection: sqlite3.Connection, name: str, value: JSON) -> None:
    """Keep something that is so of the whole index."""
    connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, canonical(value)))


def fact(connection: sqlite3.Connection, name: str) -> JSON:
    """What is so of the whole index; null where nothing is kept under the name."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return None if row is None else json.loads(row["value"])


def claim_lines_of(connection: sqlite3.Connection, where: str, values: Sequence[str]) -> list[Record]:
    """The lines of the claims that a condition holds for, as people left them, in order of pages and texts."""
    found = connection.execute(f"SELECT body FROM claims WHERE {where} ORDER BY page, position", values)  # noqa: S608
    return [line_of(row["body"]) for row in found]


def standing_claims(connection: sqlite3.Connection, page: str) -> list[Record]:
    """The claims of a page that nobody rejected."""
    return claim_lines_of(connection, "page = ? AND state <> 'rejected'", (page,))


def incident_in_brief(connection: sqlite3.Connection, name: str | None) -> Record:
    """The shortened line of an incident, its accused among it; an empty one where there is none."""
    row = connection.execute("SELECT summary FROM incidents WHERE id = ?", (name,)).fetchone()
    return {} if row is None else line_of(row["summary"])


def names_of(lines: Iterable[Record]) -> list[str]:
    """The ids of some lines."""
    return [text_at(line, "id") or "" for line in lines]
