"""The tables are as declared, and nothing in them is ever changed or deleted."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, inspect
from sqlalchemy.schema import Table
from tests.ledger.readings import RUN, capture_of, document_of, note_on, read

from sitrep.ledger.connections import writing
from sitrep.ledger.lines import append_line
from sitrep.ledger.records import to_json, written
from sitrep.ledger.store import append_capture, append_judgement, append_linking, append_reading, append_refusal
from sitrep.ledger.tables import EARLY_JUDGEMENTS, METADATA, TOMBSTONES
from sitrep.ledger.visits import append_visit
from sitrep.model.documents import Refusal
from sitrep.model.errors import LedgerError
from sitrep.model.tombstones import Tombstone, Touched
from sitrep.model.visits import Visit

TABLES = sorted(METADATA.tables)
EARLY = {"id": "j", "claim": "c", "verdict": "right", "by": "ann", "at": "2020-01-02", "why": "as printed"}


@pytest.fixture
def rows(ledger: Engine, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A ledger with a row in every table, as any other program opens it."""
    capture = capture_of("a.txt", "Shells fell")
    reading = read(document_of(capture))
    with writing(ledger) as connection:
        append_reading(connection, reading, append_capture(connection, capture, RUN), RUN)
        refusal = append_refusal(connection, Refusal("b.pdf", "a PDF", "convert it"), RUN)
        append_judgement(connection, note_on(reading.claims[0]), RUN)
        append_linking(connection, {"incidents": {}}, "weights-1", RUN)
        connection.execute(insert(EARLY_JUDGEMENTS), EARLY)
        append_visit(connection, Visit("http://wire.example/a", "2020-01-01", sha256=capture.sha256), RUN)
        # It names what the other rows are, and its line is written: nothing may leave by it any more.
        stone = Tombstone(capture.sha256, (reading.document.id,), (), 2, (refusal,), (Touched(1, ("why",), "0"),))
        row = {"number": 2, "sha256": capture.sha256, "body": written(to_json(stone))}
        connection.execute(insert(TOMBSTONES), row)
        append_line(connection, {"verdict": "erase", "why": "asked to"}, RUN.id)
    with closing(sqlite3.connect(tmp_path / "case.sqlite")) as connection:
        yield connection


def test_every_table_has_a_row(rows: sqlite3.Connection) -> None:
    assert all(content(rows, table) for table in TABLES)


def content(connection: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    return connection.execute(str(METADATA.tables[table].select())).fetchall()


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_changed(rows: sqlite3.Connection, name: str) -> None:
    before, table = content(rows, name), METADATA.tables[name]
    same = table.update().values({column.name: column for column in table.columns})
    with pytest.raises(sqlite3.IntegrityError, match=f"{name} is append-only: no row is changed"):
        rows.execute(str(same))
    assert content(rows, name) == before


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_deleted(rows: sqlite3.Connection, name: str) -> None:
    before = content(rows, name)
    with pytest.raises(sqlite3.IntegrityError, match=f"{name} is append-only: no row is deleted"):
        rows.execute(str(METADATA.tables[name].delete()))
    assert content(rows, name) == before


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_replaced(rows: sqlite3.Connection, name: str) -> None:
    before, table = content(rows, name), METADATA.tables[name]
    row = dict(zip(table.columns.keys(), [*before[0][:-1], "other"], strict=True))
    rows.execute(str(table.insert().prefix_with("OR REPLACE")), row)
    assert content(rows, name) == before


def test_a_change_through_our_own_door_is_a_ledger_error(ledger: Engine, rows: sqlite3.Connection) -> None:
    refuse = pytest.raises(LedgerError, match=r"case\.sqlite: its records are never changed")
    with refuse, writing(ledger) as connection:
        connection.exec_driver_sql("DELETE FROM claims")
    assert content(rows, "claims")


@pytest.mark.parametrize("table", METADATA.tables.values(), ids=list(METADATA.tables))
def test_declared_columns_are_the_ones_in_the_file(ledger: Engine, table: Table) -> None:
    found = inspect(ledger).get_columns(table.name)
    assert [c["name"] for c in found] == table.columns.keys()
    assert [c["nullable"] for c in found if not c["primary_key"]] == [
        c.nullable for c in table.columns if not c.primary_key
    ]
    targets = {(f["constrained_columns"][0], f["referred_table"]) for f in inspect(ledger).get_foreign_keys(table.name)}
    assert targets == {(key.parent.name, key.column.table.name) for key in table.foreign_keys}


def test_every_table_in_the_file_is_declared(ledger: Engine) -> None:
    assert sorted(inspect(ledger).get_table_names()) == TABLES
    assert inspect(ledger).get_view_names() == ["current_documents"]
