"""What erasing leaves in the file: rows that are gone leave their bytes in free pages and in the write-ahead log.

A mark in the file's header, written with the erasure, says that the file is still to be swept; whoever opens it
next can go on.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from sitrep.ledger.connections import BUSY_SECONDS, failure

UNSWEPT = 1


def mark_unswept(connection: Connection) -> None:
    """Say in the file that it is to be swept, in the transaction of what made that necessary."""
    connection.exec_driver_sql(f"PRAGMA user_version = {UNSWEPT}")


def is_unswept(connection: Connection) -> bool:
    """Whether rows were erased and their bytes may still be in the file."""
    return bool(connection.exec_driver_sql("PRAGMA user_version").scalar_one() == UNSWEPT)


def sweep_file(path: Path, busy_seconds: float = BUSY_SECONDS) -> bool:
    """Write the file anew without what was erased, and empty its write-ahead log; whether that could be done.

    It cannot while another process reads or writes: call again later. Raises LedgerError when the disk refuses.
    """
    try:
        with closing(sqlite3.connect(path, timeout=busy_seconds, isolation_level=None)) as connection:
            # The copy that VACUUM makes must not lie in a folder for temporary files.
            for statement in ("PRAGMA temp_store = MEMORY", "PRAGMA secure_delete = ON", "VACUUM"):
                connection.execute(statement)
            if not _emptied(connection):
                return False
            connection.execute("PRAGMA user_version = 0")
            return _emptied(connection)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
            return False
        meant = failure(str(path), error)
        if meant is None:
            raise
        raise meant from error


def _emptied(connection: sqlite3.Connection) -> bool:
    """Whether the write-ahead log is all in the file and has no bytes left."""
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
