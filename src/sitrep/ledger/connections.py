"""Open ledgers, and transactions on them that say in plain words why they fail."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from sitrep.ledger.migrations import migrate, missing_steps
from sitrep.model.errors import LedgerError

# How long a writer waits for another one: a transaction is one document, so this is hundreds of turns.
BUSY_SECONDS = 30.0

# The first word of SQLite's own error name -> what it means here and what to do.
FAILURES = {
    "SQLITE_BUSY": "another process is writing to it; wait until that one has ended, then run the command again",
    "SQLITE_READONLY": "it may not be written to; ask for write permission on it and its folder, or copy the case",
    "SQLITE_CANTOPEN": "it cannot be opened; check that its folder exists and may be written to",
    "SQLITE_CONSTRAINT_TRIGGER": "its records are never changed or deleted; add a record that says what is new",
    "SQLITE_FULL": "the disk is full; what was acknowledged is kept: free some space, then run the command again",
    "SQLITE_IOERR": "the disk failed; what was acknowledged is kept: check the disk, then run the command again",
    "SQLITE_NOTADB": "it is not a ledger; choose another folder, or bring the file back from a copy",
    "SQLITE_CORRUPT": "it is damaged; bring it back from a copy, or add the files of its archive to a new case",
}


def failure(path: str, error: BaseException | None) -> LedgerError | None:
    """What an error of SQLite means for people, or None when it is a fault of sitrep's own."""
    name = getattr(error, "sqlite_errorname", "")
    meaning = next((text for start, text in FAILURES.items() if name.startswith(start)), None)
    return LedgerError(f"{path}: {meaning}") if meaning else None


@contextmanager
def _transaction(engine: Engine) -> Iterator[Connection]:
    """A transaction, committed at its end, undone by any exception."""
    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        meant = failure(str(engine.url.database), error.orig)
        if meant is None:
            raise
        raise meant from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that may write, alone from its start; on disk when the block has ended.

    Raises LedgerError when another process keeps writing, and when the file or disk refuses.
    """
    # IMMEDIATE: a transaction that reads first and wants to write later would fail at once, without waiting.
    with _transaction(engine.execution_options(begin="IMMEDIATE")) as connection:
        yield connection


@contextmanager
def viewing(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the ledger as it was at its first query, whoever writes meanwhile."""
    with _transaction(engine) as connection:
        yield connection


def _prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    """Set what SQLite keeps per connection."""
    # FULL: in WAL mode NORMAL survives a killed process but may lose the last commits when the power
    # goes; "acknowledged" has to mean on disk.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    # What an erasure takes out is overwritten and not only given up.
    connection.execute("PRAGMA secure_delete = ON")


def _begin(connection: Connection) -> None:
    """Start a transaction of the kind that was asked for; sqlite3's own way would start none before a write."""
    connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}")


def _engine(path: Path, busy_seconds: float) -> Engine:
    """A ledger file as an engine whose transactions are SQLite's own."""
    arguments = {"isolation_level": None, "timeout": busy_seconds}
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args=arguments)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def create_ledger(path: Path, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """A ledger at `path`, made there unless it is there already.

    Raises LedgerError when the file is something else, of another schema, or cannot be written.
    """
    engine = _engine(path, busy_seconds)
    try:
        with viewing(engine) as connection:
            missing = missing_steps(connection)
        if missing:
            _keep_log(path, busy_seconds)
            with writing(engine) as connection:
                migrate(connection)
    except LedgerError:
        engine.dispose()
        raise
    return engine


def open_ledger(path: Path, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """The ledger at `path`, brought to the present schema.

    Raises LedgerError when there is none, and as `create_ledger` does.
    """
    if not path.is_file():
        raise LedgerError(f"{path}: there is no ledger here; make a case with `sitrep init`")
    return create_ledger(path, busy_seconds)


def _keep_log(path: Path, busy_seconds: float) -> None:
    """Set the file to write-ahead logging, for good: readers then never wait for a writer."""
    try:
        # WAL cannot be set within a transaction.
        with closing(sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        meant = failure(str(path), error)
        if meant is None:
            raise
        raise meant from error
