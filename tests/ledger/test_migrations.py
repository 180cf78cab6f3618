"""A file takes each step once; a file of another hand or a later time is refused."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, insert, inspect, select

from sitrep.ledger.chains import BEGINNING, broken_links
from sitrep.ledger.connections import create_ledger, open_ledger, viewing, writing
from sitrep.ledger.migrations import MIGRATIONS, applied_steps, migrate, missing_steps, step_digest
from sitrep.ledger.queries import judgement_log
from sitrep.ledger.store import append_judgement
from sitrep.ledger.tables import CAPTURES, JUDGEMENT_LOG, SCHEMA_VERSION
from sitrep.model.errors import LedgerError
from sitrep.model.identity import canonical, content_id, sha256_hex
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.readings import Run

LATER = (*MIGRATIONS, ("CREATE TABLE notes (id TEXT PRIMARY KEY)", "CREATE INDEX notes_by_id ON notes (id)"))
STEPS = ["step-455988eecdb6dc66", "step-fc09c8b95335ac91", "step-3fe9ec1d1621c9f2", "step-c90a726e78887733"]
OTHER = (("CREATE TABLE notes (id TEXT PRIMARY KEY)",),)


def test_a_published_step_is_never_edited() -> None:
    # When this fails, put the step back and write a new one after it.
    assert [step_digest(step) for step in MIGRATIONS] == STEPS


def test_a_new_file_takes_every_step(ledger: Engine) -> None:
    with viewing(ledger) as connection:
        assert applied_steps(connection) == tuple(step_digest(step) for step in MIGRATIONS)
        assert missing_steps(connection) == 0


def test_an_older_file_takes_the_steps_it_lacks_and_keeps_its_rows(ledger: Engine) -> None:
    with writing(ledger) as connection:
        connection.exec_driver_sql("INSERT INTO runs VALUES ('run-1', '2020-01-01')")
    with writing(ledger) as connection:
        assert missing_steps(connection, LATER) == 1
        migrate(connection, LATER)
    with viewing(ledger) as connection:
        assert list(connection.scalars(select(SCHEMA_VERSION.c.number))) == [1, 2, 3, 4, 5]
        assert connection.exec_driver_sql("SELECT id FROM runs").scalar_one() == "run-1"
    assert "notes" in inspect(ledger).get_table_names()


def test_a_file_of_the_first_schema_is_brought_to_the_present_one_with_its_captures(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate(connection, MIGRATIONS[:1])
        connection.exec_driver_sql("INSERT INTO runs VALUES ('run-1', '2020-01-01')")
        connection.exec_driver_sql("INSERT INTO captures VALUES ('capture-1', 'ab', 'text/html', 'a.html', 2, 'run-1')")
    engine.dispose()
    opened = open_ledger(path)
    with viewing(opened) as connection:
        found = connection.execute(select(CAPTURES)).one()
        assert (found.name, found.url, found.captured) == ("a.html", None, None)
        assert list(judgement_log(connection)) == []
    opened.dispose()


def test_taking_the_steps_again_changes_nothing(ledger: Engine) -> None:
    with writing(ledger) as connection:
        migrate(connection)
        assert list(connection.scalars(select(SCHEMA_VERSION.c.number))) == [1, 2, 3, 4]


def test_a_newer_file_is_refused_with_what_to_do(ledger: Engine, tmp_path: Path) -> None:
    with writing(ledger) as connection:
        migrate(connection, LATER)
    with pytest.raises(LedgerError, match=r"case\.sqlite: has schema 5 .* install that one"):
        open_ledger(tmp_path / "case.sqlite")


def test_a_file_with_another_first_step_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    create_ledger(path).dispose()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER schema_version_update")
        connection.execute("UPDATE schema_version SET digest = 'step-other' WHERE number = 1")
        connection.commit()
    with pytest.raises(LedgerError, match=r"another schema 1 .* unreleased version"):
        open_ledger(path)


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE schema_version (number INTEGER)")
        connection.commit()
    before = path.read_bytes()
    for door in (create_ledger, open_ledger):
        with pytest.raises(LedgerError, match=r"photos\.sqlite: holds another program's tables"):
            door(path)
    assert path.read_bytes() == before


def test_a_log_of_the_second_schema_still_holds_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "case.sqlite"
    engine = create_engine(f"sqlite:///{path}")
    content = Judgement(Verdict.UNDO, ("j-0",), "ann", "2020-01-01", "a slip").content()
    names = {"number": 1, "id": content_id("j", content), "previous": BEGINNING, "run": "run-1"}
    stated = sha256_hex(canonical({**names, **content}).encode())
    with engine.begin() as connection:
        migrate(connection, MIGRATIONS[:2])
        connection.exec_driver_sql("INSERT INTO runs VALUES ('run-1', '2020-01-01')")
        connection.execute(insert(JUDGEMENT_LOG), {**names, "hash": stated, "body": canonical(content)})
    engine.dispose()
    opened = open_ledger(path)
    with writing(opened) as connection:
        undo = Judgement(Verdict.UNDO, (str(names["id"]),), "ben", "2020-01-02", "none")
        append_judgement(connection, undo, Run("run-1", "2020-01-01"))
    with viewing(opened) as connection:
        first, second = rows = list(judgement_log(connection))
    assert list(broken_links(rows)) == []
    assert (first.line(), first.judgement().content()) == ({**names, "hash": stated, **content}, content)
    assert (second.previous, second.judgement()) == (stated, undo)
    opened.dispose()
