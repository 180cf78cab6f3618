"""Questions in SQL to a ledger's file, which nothing that is asked can change.

The file is opened read-only, and of all that a statement may do only looking is allowed: whatever else it would do,
writing, attaching a file, loading code, is refused before it runs.
"""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic

import pyarrow as pa

from sitrep.door.frames import Value, arrow_of_values
from sitrep.ledger.connections import failure
from sitrep.model.errors import UsageError

SECONDS = 30.0
# So many steps of SQLite's machine pass between two looks at the clock: some thousandths of a second.
_STEPS = 100_000
# No value of a result, or on the way to it, is larger than so many bytes.
_LARGEST = 256 * 1024 * 1024
_LOOKING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE})
# Functions that reach out of the file; SQLite itself has them off, and a build may have them on.
_REACHING = frozenset({"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"})
# Pragmas that only tell what there is.
_TELLING = frozenset(
    {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list"}
)
# Tables that SQLite itself makes in memory at their first use, which is not allowed later.
_MADE_AT_FIRST_USE = ("json_each('[]')", "json_tree('[]')", "pragma_table_info('claims')")
_TABLES = "select name from sqlite_schema where type in ('table', 'view') and name not like 'sqlite_%' order by name"


def asked(path: Path, query: str, parameters: Sequence[Value] = (), seconds: float = SECONDS) -> pa.Table:
    """The rows that one SELECT gives, `?` in it standing for the parameters in turn.

    Raises UsageError for what is no reading, takes longer than so many seconds or is no SQL, with the tables there are.
    """
    with closing(_opened(path)) as connection:
        tables = [name for (name,) in connection.execute(_TABLES)]
        end = monotonic() + seconds
        connection.set_authorizer(_allowed)
        connection.set_progress_handler(lambda: monotonic() > end, _STEPS)
        try:
            found = connection.execute(query, tuple(parameters))
            names = [column[0] for column in found.description or ()]
            rows = found.fetchall()
        except (sqlite3.Error, sqlite3.Warning, OverflowError) as error:
            raise _refused(path, error, tables, seconds) from error
    if not names:
        raise UsageError(f"the query gives no rows at all; write one SELECT, from: {', '.join(tables)}")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(f"two columns of the result are called {twice[0]}; give each a name of its own with AS")
    return arrow_of_values(names, rows)


def _opened(path: Path) -> sqlite3.Connection:
    """A read-only connection to a ledger's file. Raises LedgerError where it cannot be opened."""
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.execute("PRAGMA query_only = ON")
        for table in _MADE_AT_FIRST_USE:
            connection.execute(f"select 1 from {table} limit 0")  # noqa: S608 - constants
    except sqlite3.Error as error:
        raise failure(str(path), error) or error from error
    return connection


def _allowed(action: int, first: str | None, second: str | None, _base: str | None, _inner: str | None) -> int:
    """Whether a statement may do a thing: look, call a function that stays within, ask how tables are made."""
    is_fine = (
        action in _LOOKING
        or (action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _REACHING)
        or (action == sqlite3.SQLITE_PRAGMA and (first or "").lower() in _TELLING)
    )
    return sqlite3.SQLITE_OK if is_fine else sqlite3.SQLITE_DENY


def _refused(path: Path, error: Exception, tables: Sequence[str], seconds: float) -> Exception:
    """What a failed query means for people."""
    name = getattr(error, "sqlite_errorname", "")
    if name == "SQLITE_INTERRUPT":
        return UsageError(f"the query took longer than {seconds:g} seconds; ask for less, or give it more: seconds=...")
    if name.startswith(("SQLITE_AUTH", "SQLITE_READONLY")) or "not authorized" in str(error):
        return UsageError(f"the query does more than look ({error}); only SELECT is run, on: {', '.join(tables)}")
    meant = failure(str(path), error)
    return meant or UsageError(f"the query cannot be run: {error}; the tables are {', '.join(tables)}")
