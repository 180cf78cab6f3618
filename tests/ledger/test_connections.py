"""Transactions that are safe on disk, and failures in plain words."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from sitrep.ledger.connections import create_ledger, failure, open_ledger, viewing, writing
from sitrep.model.errors import LedgerError


def test_the_ledger_logs_ahead_syncs_fully_and_checks_references(ledger: Engine) -> None:
    with viewing(ledger) as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_a_row_that_refers_to_nothing_is_refused(ledger: Engine) -> None:
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), writing(ledger) as connection:
        connection.exec_driver_sql(
            "INSERT INTO captures VALUES ('c', 'ab', 'text/plain', 'a', 1, 'no-run', NULL, NULL, NULL)"
        )


def test_an_exception_undoes_the_whole_transaction(ledger: Engine) -> None:
    insert = "INSERT INTO runs VALUES ('run-1', '2020-01-01')"
    with pytest.raises(OperationalError), writing(ledger) as connection:
        assert [connection.exec_driver_sql(sql).rowcount for sql in (insert, "no SQL at all")]
    with viewing(ledger) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM runs").scalar_one() == 0


def test_a_view_stays_as_it_was_while_another_writes(ledger: Engine) -> None:
    with viewing(ledger) as view:
        assert view.exec_driver_sql("SELECT count(*) FROM runs").scalar_one() == 0
        with writing(ledger) as connection:
            connection.exec_driver_sql("INSERT INTO runs VALUES ('run-1', '2020-01-01')")
        assert view.exec_driver_sql("SELECT count(*) FROM runs").scalar_one() == 0


def test_a_second_writer_that_waits_too_long_is_told_what_to_do(ledger: Engine, tmp_path: Path) -> None:
    hasty = open_ledger(tmp_path / "case.sqlite", busy_seconds=0.05)
    refuse = pytest.raises(LedgerError, match=r"case\.sqlite: another process is writing to it; wait")
    with writing(ledger), refuse, writing(hasty):
        pass
    hasty.dispose()


def test_a_ledger_made_twice_is_one_ledger(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    create_ledger(path).dispose()
    before = path.read_bytes()
    create_ledger(path).dispose()
    assert path.read_bytes() == before


def test_a_missing_ledger_is_not_made_by_opening_it(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    with pytest.raises(LedgerError, match="there is no ledger here; make a case with `sitrep init`"):
        open_ledger(path)
    assert not path.exists()


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    path.write_text("A page about the air campaign, saved under the wrong name. " * 40)
    with pytest.raises(LedgerError, match=r"case\.sqlite: it is not a ledger"):
        open_ledger(path)


def test_a_ledger_in_a_missing_folder_says_so(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be opened; check that its folder exists"):
        create_ledger(tmp_path / "nowhere" / "case.sqlite")


def test_a_half_made_ledger_is_completed(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    engine = open_ledger(path)
    with viewing(engine) as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM claims").scalar_one() == 0
    engine.dispose()


def test_our_own_faults_keep_their_own_name(ledger: Engine) -> None:
    with pytest.raises(OperationalError, match="no such table"), viewing(ledger) as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")
    assert failure("case.sqlite", sqlite3.OperationalError("odd")) is None
