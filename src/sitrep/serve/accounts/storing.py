"""The file of accounts: `accounts.sqlite` beside the ledger, its owner's alone, and no part of what leaves."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sitrep.model.errors import UsageError

ACCOUNTS = "accounts.sqlite"
FORM = 1
OWN_EYES = 0o600
BUSY_SECONDS = 10
TABLES = """
CREATE TABLE users (
    name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, made INTEGER NOT NULL
) STRICT;
CREATE TABLE sessions (
    digest TEXT PRIMARY KEY, name TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
    made INTEGER NOT NULL, seen INTEGER NOT NULL
) STRICT;
CREATE TABLE tokens (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL REFERENCES users ON DELETE CASCADE,
    scopes TEXT NOT NULL, made INTEGER NOT NULL, expires INTEGER NOT NULL
) STRICT;
CREATE TABLE tries (key TEXT PRIMARY KEY, failures INTEGER NOT NULL, last INTEGER NOT NULL) STRICT;
"""


def accounts_of(case: Path) -> Path:
    """Where the accounts of a case are kept, whether or not there are any."""
    return case / ACCOUNTS


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file of accounts for one transaction, made where there is none, readable and writable by its owner alone.

    Raises UsageError where it cannot be opened, or is of another form.
    """
    try:
        # Made by us before SQLite does, so that at no time anybody else can read it; its side files take its mode over.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, OWN_EYES))
        path.chmod(OWN_EYES)
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("BEGIN IMMEDIATE")
            _prepare(connection, path)
            yield connection
            connection.execute("COMMIT")
    except (OSError, sqlite3.DatabaseError) as error:
        raise UsageError(
            f"{path}: the accounts cannot be opened ({error}); "
            "look whether you may write there, or move the file away and make the accounts anew with `sitrep users add`"
        ) from error


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    form: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if form == FORM:
        return
    if form:
        raise UsageError(f"{path}: was made by another version of sitrep (form {form}); use that version")
    for statement in TABLES.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {FORM}")
