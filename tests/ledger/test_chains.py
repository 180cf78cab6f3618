"""A log that somebody touched is no chain any more, and it is said where."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine
from tests.ledger.readings import RUN, capture_of, document_of, read

from sitrep.ledger.chains import BEGINNING, LogRow, broken_links, line_hash
from sitrep.ledger.connections import viewing, writing
from sitrep.ledger.queries import judgement_log, judgements
from sitrep.ledger.store import append_capture, append_judgement, append_reading
from sitrep.model.errors import LedgerError
from sitrep.model.identity import canonical, sha256_hex
from sitrep.model.judgements import Judgement, Seen, Verdict

CAPTURE = capture_of("a.txt", "Shells fell")
CLAIM = read(document_of(CAPTURE)).claims[0].id
NOTES = tuple(
    Judgement(Verdict.NOTE, (CLAIM,), "ann", f"2020-01-0{day}", f"note {day}", seen=(Seen(CLAIM, "r-1", "Shells"),))
    for day in range(1, 5)
)


@pytest.fixture
def log(ledger: Engine) -> Engine:
    with writing(ledger) as connection:
        append_reading(connection, read(document_of(CAPTURE)), append_capture(connection, CAPTURE, RUN), RUN)
        for note in NOTES:
            append_judgement(connection, note, RUN)
    return ledger


@pytest.fixture
def hand(log: Engine, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Somebody who has taken the triggers off."""
    log.dispose()
    with closing(sqlite3.connect(tmp_path / "case.sqlite", isolation_level=None)) as connection:
        for trigger in ("update", "delete", "insert"):
            connection.execute(f"DROP TRIGGER judgement_log_{trigger}")
        yield connection


def rows_of(ledger: Engine) -> list[LogRow]:
    with viewing(ledger) as connection:
        return list(judgement_log(connection))


def breaks(ledger: Engine) -> list[tuple[int, str]]:
    return [(found.number, found.problem) for found in broken_links(rows_of(ledger))]


def test_a_log_is_a_chain_from_its_beginning(log: Engine) -> None:
    rows = rows_of(log)
    assert [row.judgement() for row in rows] == list(NOTES)
    assert [row.previous for row in rows] == [BEGINNING, *(row.hash for row in rows[:-1])]
    assert breaks(log) == []


def test_anybody_can_count_the_hash_of_a_printed_line(log: Engine) -> None:
    line = json.loads(json.dumps(rows_of(log)[1].line()))
    assert line_hash(line) == line["hash"]
    stated, salts = line.pop("hash"), line.pop("salts")
    for name, text in (("why", "note 2"), ("seen.0.evidence", "Shells")):
        assert sha256_hex((salts[name] + text).encode()) == line["digests"][name]
    line["why"] = line["seen"][0]["evidence"] = None
    assert sha256_hex(canonical(line).encode()) == stated


def test_the_same_judgement_again_is_no_new_line(log: Engine) -> None:
    with writing(log) as connection:
        assert append_judgement(connection, NOTES[1], RUN) == rows_of(log)[1].id
    assert len(rows_of(log)) == len(NOTES)


def test_a_changed_line_is_found(hand: sqlite3.Connection, log: Engine) -> None:
    hand.execute("UPDATE judgement_log SET body = replace(body, 'ann', 'ben') WHERE number = 2")
    assert breaks(log) == [(2, "its content is not what was written: the hash differs")]


def test_a_changed_line_with_its_hash_counted_anew_breaks_the_next(hand: sqlite3.Connection, log: Engine) -> None:
    hand.execute("UPDATE judgement_log SET body = replace(body, 'ann', 'ben') WHERE number = 2")
    row = rows_of(log)[1]
    hand.execute("UPDATE judgement_log SET hash = ? WHERE number = 2", (line_hash(row.line()),))
    assert [number for number, _ in breaks(log)] == [2, 3]


def test_a_line_taken_out_is_found(hand: sqlite3.Connection, log: Engine) -> None:
    hand.execute("DELETE FROM judgement_log WHERE number = 3")
    assert breaks(log) == [(4, "the lines 3 to 3 are missing")]
    hand.execute("UPDATE judgement_log SET number = 3 WHERE number = 4")
    assert {number for number, _ in breaks(log)} == {3}


def test_lines_that_changed_places_are_found(hand: sqlite3.Connection, log: Engine) -> None:
    for old, new in ((2, 9), (3, 2), (9, 3)):
        hand.execute("UPDATE judgement_log SET number = ? WHERE number = ?", (new, old))
    assert {number for number, _ in breaks(log)} == {2, 3, 4}


@pytest.mark.parametrize("body", ["{", "2", "null", "[]", "[[]]", "[" * 100_000])
def test_a_line_that_is_no_json_any_more_is_found_and_refused(hand: sqlite3.Connection, log: Engine, body: str) -> None:
    hand.execute("UPDATE judgement_log SET body = ? WHERE number = 1", (body,))
    assert breaks(log) == [(1, "its content is no JSON object any more")]
    with pytest.raises(LedgerError, match=r"line 1 of the log .* --check"), viewing(log) as connection:
        list(judgements(connection))


def test_a_changed_text_is_found_by_its_digest(hand: sqlite3.Connection, log: Engine) -> None:
    for trigger in ("update", "delete", "insert"):
        hand.execute(f"DROP TRIGGER judgement_texts_{trigger}")
    hand.execute("UPDATE judgement_texts SET text = '\"note 9\"' WHERE line = 2 AND name = 'why'")
    assert breaks(log) == [(2, "its why is not what was written: the digest differs")]
    hand.execute("DELETE FROM judgement_texts WHERE line = 2 AND name = 'why'")
    assert breaks(log) == [(2, "its why is gone, and no later line says that it was erased")]
    hand.execute("UPDATE judgement_texts SET name = 'how' WHERE line = 3 AND name = 'why'")
    assert [number for number, _ in breaks(log)] == [2, 3]


def test_texts_that_are_no_whole_characters_come_back_as_they_were(log: Engine) -> None:
    odd = Judgement(Verdict.NOTE, (CLAIM,), "ann", "2020-01-09", "caf\udce9", seen=(Seen(CLAIM, "r-1", "\ud800"),))
    with writing(log) as connection:
        append_judgement(connection, odd, RUN)
    assert rows_of(log)[-1].judgement() == odd
    assert breaks(log) == []
