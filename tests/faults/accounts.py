"""What must hold of a case after every kill, and what two cases that went through different things have in common."""

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from sitrep.case.archives import kept_bytes
from sitrep.case.folders import open_case
from sitrep.case.judging import apply_judgements
from sitrep.ledger.chains import broken_links, broken_tombstones
from sitrep.ledger.connections import viewing
from sitrep.ledger.lines import stored_tombstones
from sitrep.ledger.queries import documents, judgement_log, judgements, latest_linking, reading_of, readings, refusals
from sitrep.ledger.tables import METADATA
from sitrep.model.identity import canonical
from sitrep.model.judgements import Judgement
from sitrep.views.claims import claim_lines

# The log has moments and salts, a run its own name: no two cases have the same.
READ = """
    SELECT captures.name FROM readings JOIN documents ON documents.record = readings.reading
    JOIN captures ON captures.id = documents.capture"""
OWN = {"runs", "judgement_log", "judgement_texts", "tombstones", "judgements"}


def assert_whole(case: Path) -> None:
    """The file is sound, the chain holds, every capture has its bytes, and nothing is there twice."""
    with closing(sqlite3.connect(case / "case.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,)
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        rows = list(judgement_log(connection))
        assert list(broken_links(rows)) == []
        assert list(broken_tombstones(rows, stored_tombstones(connection))) == []
        kept = {file.name for file in opened.archive.glob("*/*") if file.suffix != ".part"}
        assert all(kept_bytes(opened.archive, name) for name in kept)
        assert {document.sha256 for document in documents(connection)} <= kept
        read, lines = list[str](), list[str]()
        for reading in readings(connection):
            read.append(reading.document.id)
            lines += (str(line["id"]) for line in claim_lines(reading))
        refused = [repr(refusal) for refusal in refusals(connection)]
    assert doubled(read) == doubled(lines) == doubled(refused) == []


def doubled(names: Iterable[str]) -> list[str]:
    """The names that come more than once."""
    return [name for name, count in Counter(names).items() if count > 1]


def digest(case: Path) -> str:
    """One hash over every row of every table but the runs, in the order in which they were written."""
    found = sha256()
    with closing(sqlite3.connect(case / "case.sqlite")) as connection:
        for table in METADATA.sorted_tables:
            if table.name != "runs":
                for row in connection.execute(f"SELECT * FROM {table.name} ORDER BY rowid"):  # noqa: S608
                    found.update(repr(row).encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def content(case: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, less when and in which run it was written; of the log see `said_in`."""
    with closing(sqlite3.connect(case / "case.sqlite")) as connection:
        found = {}
        for table in METADATA.sorted_tables:
            if table.name not in OWN:
                kept = [column for column in table.columns if column.name not in {"run", "number"}]
                found[table.name] = sorted(connection.execute(str(table.select().with_only_columns(*kept))), key=repr)
        return found


def lines_in(case: Path) -> list[str]:
    """The claim lines of a case as people left them."""
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        read = [line for reading in readings(connection) for line in claim_lines(reading)]
        found = apply_judgements(read, list(judgements(connection)))
        return sorted(canonical({key: value for key, value in line.items() if key != "judged"}) for line in found)


def lines_of_pages(case: Path, names: Collection[str]) -> list[str]:
    """The claim lines of some pages, named by their external ids, as they were read."""
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        wanted = [document.id for document in documents(connection) if document.external_id in names]
        read = [reading for name in wanted if (reading := reading_of(connection, name)) is not None]
        return sorted(canonical(dict(line)) for reading in read for line in claim_lines(reading))


def present(case: Path) -> set[str]:
    """The lines that `add` could have acknowledged, less those of skipped sources."""
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        read = {f"read {row.name}" for row in connection.exec_driver_sql(READ)}
        return read | {f"refused {refusal.path}" for refusal in refusals(connection)}


def log_of(case: Path) -> list[Judgement]:
    """What people said, in order."""
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        return list(judgements(connection))


def said_in(case: Path) -> list[Judgement]:
    """What people said, less the moments and with the numbers of lines for their names."""
    made = log_of(case)
    numbers = {judgement.id: f"line {number}" for number, judgement in enumerate(made)}
    return [replace(one, at="", targets=tuple(numbers.get(t, t) for t in one.targets)) for one in made]


def linking_of(case: Path) -> object:
    """The latest linking, None where there is none."""
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        return latest_linking(connection)
