"""A killed `add` loses nothing acknowledged and doubles nothing; two at once lose nothing either.

Real processes, really killed: `kill -9` leaves no time to tidy up.
"""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from tests.case.adding_driver import add_generated

from sitrep.case.archives import kept_bytes
from sitrep.case.folders import init_case, open_case
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import claims, documents, readings, refusals
from sitrep.ledger.records import to_json
from sitrep.ledger.tables import METADATA
from sitrep.model.identity import canonical

ROOT = Path(__file__).parents[2]
COUNT = 160
KILLS = 12


def start(case: Path, count: int, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "tests.case.adding_driver", str(case), str(count), str(seed)]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "utf-8"}, text=True, stdout=subprocess.PIPE
    )


def exported(case: Path) -> str:
    """All that a case holds now, as one text."""
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        for document in documents(connection):
            assert document.text == kept_bytes(opened.archive, document.sha256).decode("utf-8")
        records = [*documents(connection), *readings(connection), *claims(connection), *refusals(connection)]
        return "\n".join(canonical(to_json(record)) for record in records)


def present(case: Path) -> set[str]:
    """The lines that a case could acknowledge, less those of skipped sources."""
    with open_case(case) as opened, viewing(opened.ledger) as connection:
        read = {f"read {reading.document.external_id}" for reading in readings(connection)}
        return read | {f"refused {refusal.path}" for refusal in refusals(connection)}


def content(case: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, less when and in which run it was written."""
    with closing(sqlite3.connect(case / "case.sqlite")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found = {}
        for table in METADATA.sorted_tables:
            if table.name != "runs":
                kept = [column for column in table.columns if column.name != "run"]
                found[table.name] = sorted(connection.execute(str(table.select().with_only_columns(*kept))), key=repr)
        return found


def kill_midway(case: Path, seed: int, chance: random.Random) -> list[str]:
    """What a run acknowledged before it was killed at a random moment after a random document."""
    process = start(case, COUNT, seed)
    assert process.stdout is not None
    acknowledged = [process.stdout.readline() for _ in range(chance.randint(0, 2 * COUNT // KILLS))]
    time.sleep(chance.random() * 0.02)
    process.kill()
    rest, _ = process.communicate()
    # A line that the kill cut in two was not said.
    return [line.strip() for line in (*acknowledged, *rest.splitlines(keepends=True)) if line.endswith("\n")]


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "case"
    add_generated(path, COUNT, 0)
    return path


def test_nothing_acknowledged_is_lost_and_nothing_doubled(tmp_path: Path, uninterrupted: Path) -> None:
    chance = random.Random(20151221)  # noqa: S311  # moments to kill at, no secret
    case, acknowledged = tmp_path / "case", set[str]()
    for kill in range(KILLS):
        acknowledged |= {line for line in kill_midway(case, kill, chance) if not line.startswith("skipped")}
        init_case(case).close()
        assert acknowledged <= present(case)
    assert acknowledged
    assert present(case) < present(uninterrupted)
    report = add_generated(case, COUNT, 99)
    assert report.skipped > 0
    assert report.read + report.skipped + report.refused == COUNT
    assert content(case) == content(uninterrupted)
    assert exported(case) == exported(uninterrupted)


def test_two_processes_at_once_lose_nothing(tmp_path: Path, uninterrupted: Path) -> None:
    processes = [start(tmp_path / "case", COUNT, seed) for seed in (1, 2)]
    said = [process.communicate()[0].splitlines() for process in processes]
    assert [process.returncode for process in processes] == [0, 0]
    assert [len(lines) for lines in said] == [COUNT, COUNT]
    read = [line for lines in said for line in lines if line.startswith("read")]
    assert len(read) == len(set(read))
    assert content(tmp_path / "case") == content(uninterrupted)
    assert exported(tmp_path / "case") == exported(uninterrupted)
