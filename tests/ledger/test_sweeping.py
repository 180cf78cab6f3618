"""A file that is swept has no bytes of deleted rows, and says whether it still has to be."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.sweeping import is_unswept, mark_unswept, sweep_file


def test_a_mark_lasts_until_the_file_is_swept(ledger: Engine, tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    with viewing(ledger) as connection:
        assert not is_unswept(connection)
    with writing(ledger) as connection:
        mark_unswept(connection)
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM runs").fetchone()
        assert not sweep_file(path, 0)
        with viewing(ledger) as connection:
            assert is_unswept(connection)
    assert sweep_file(path)
    with viewing(ledger) as connection:
        assert not is_unswept(connection)


def test_what_was_deleted_is_not_in_the_file_any_more(ledger: Engine, tmp_path: Path) -> None:
    word = "obsidian" * 2000
    with writing(ledger) as connection:
        connection.exec_driver_sql("CREATE TABLE words (word TEXT)")
        connection.exec_driver_sql("INSERT INTO words VALUES (?)", (word,))
    with writing(ledger) as connection:
        connection.exec_driver_sql("DELETE FROM words")
    files = [tmp_path / "case.sqlite", tmp_path / "case.sqlite-wal"]
    assert any(b"obsidian" in path.read_bytes() for path in files)
    assert sweep_file(files[0])
    assert not any(b"obsidian" in path.read_bytes() for path in files)
