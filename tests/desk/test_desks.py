"""The index follows the ledger: judged claims and their incidents at once, pages and linkings by making it anew."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import put

from sitrep.case.folders import Case, open_case
from sitrep.case.linking import link_case
from sitrep.desk.building import build
from sitrep.desk.desks import Desk, indexed, judge_at, link_at, looking, refresh, summaries
from sitrep.desk.index import fact
from sitrep.model.errors import LedgerError
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.readings import Reading

AT = "2020-01-02T10:00:00+00:00"


def word(verdict: Verdict, target: str, field: str | None = None, value: str | None = None) -> Judgement:
    return Judgement(verdict, (target,), "ann", AT, "seen it", field, value)


def state_of(desk: Desk, claim: str) -> str:
    with looking(desk) as connection:
        found: str = connection.execute("SELECT state FROM claims WHERE id = ?", (claim,)).fetchone()["state"]
        return found


def a_claim(desk: Desk) -> str:
    with looking(desk) as connection:
        row = connection.execute("SELECT id FROM claims WHERE is_event AND incident NOT NULL ORDER BY id").fetchone()
        found: str = row["id"]
        return found


def test_what_is_judged_is_in_the_index_at_once(linked: Case) -> None:
    desk = Desk(linked)
    claim = a_claim(desk)
    assert state_of(desk, claim) == "machine-made"
    judge_at(desk, word(Verdict.ACCEPT, claim))
    assert state_of(desk, claim) == "accepted"
    edit = judge_at(desk, word(Verdict.EDIT, claim, "certainty", '"possible"'))
    assert state_of(desk, claim) == "edited"
    rejected = judge_at(desk, word(Verdict.REJECT, claim))
    assert state_of(desk, claim) == "rejected"
    judge_at(desk, word(Verdict.UNDO, rejected.id))
    judge_at(desk, word(Verdict.UNDO, edit.id))
    assert state_of(desk, claim) == "accepted"


def test_judged_bit_by_bit_or_made_anew_it_says_the_same(linked: Case) -> None:
    desk = Desk(linked)
    claim = a_claim(desk)
    judge_at(desk, word(Verdict.REJECT, claim))
    absorbed = summaries(desk)
    build(desk.case, desk.path)
    assert summaries(desk) == absorbed


def test_a_new_linking_makes_it_anew(linked: Case) -> None:
    desk = Desk(linked)
    judge_at(desk, word(Verdict.REJECT, a_claim(desk)))
    before = refresh(desk)
    assert before.unfollowed == 1
    link_case(linked)
    after = refresh(desk)
    assert after.unfollowed == 0
    assert after.linkings == before.linkings + 1
    assert indexed(desk.path) == after


@pytest.mark.parametrize(
    ("verdict", "field", "value", "waits"),
    [
        (Verdict.ACCEPT, None, None, 0),
        (Verdict.NOTE, None, None, 0),
        (Verdict.GRADE, "airwars", '"fair"', 0),
        (Verdict.EDIT, "certainty", '"possible"', 1),
        (Verdict.REJECT, None, None, 1),
    ],
)
def test_only_what_linking_would_follow_waits_for_it(
    linked: Case, verdict: Verdict, field: str | None, value: str | None, waits: int
) -> None:
    desk = Desk(linked)
    judge_at(desk, Judgement(verdict, (a_claim(desk),), "Ana", "2020-01-01", "read", field, value))
    assert (refresh(desk).judgements, refresh(desk).unfollowed) == (1, waits)


def test_a_figure_that_a_team_decided_on_waits_for_no_linking(linked: Case) -> None:
    desk = Desk(linked)
    incident = str(summaries(desk)[0]["id"])
    judge_at(
        desk,
        Judgement(Verdict.EDIT, (incident,), "Ana", "2020-01-01", "read", "quantities.killed", '{"low": 5, "high": 6}'),
    )
    assert (refresh(desk).judgements, refresh(desk).unfollowed) == (1, 0)


def test_pages_that_come_later_are_there_and_wait_to_be_linked(
    linked: Case, make_reading: Callable[[str], Reading]
) -> None:
    desk = Desk(linked)
    before = refresh(desk)
    put(linked, make_reading("Nine people were killed in an air strike on Homs on Monday, the Hill Monitor said."))
    with looking(desk) as connection:
        there = connection.execute("SELECT count(*) FROM claims WHERE page = 'd-test'").fetchone()[0]
        covers = fact(connection, "covers")
    assert there > 0
    assert refresh(desk).unlinked == 1
    assert isinstance(covers, dict)
    assert covers["pages"] == before.readings + 1


def test_a_damaged_index_is_made_anew(linked: Case) -> None:
    desk = Desk(linked)
    refresh(desk)
    desk.path.write_bytes(b"no database")
    assert summaries(desk)
    with sqlite3.connect(desk.path) as connection:
        assert connection.execute("SELECT count(*) FROM pages").fetchone()[0] > 0


# A process that is killed while it writes so much to an index that SQLite has begun to put it into the file.
KILLED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA synchronous = OFF")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE pages SET external_id = 'half', body = body || body")
connection.execute("UPDATE claims SET body = body || body, as_read = body")
os._exit(9)
"""


def killed_while_writing(desk: Desk) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(desk.path)], check=False)
    assert desk.path.with_name("desk.sqlite-journal").stat().st_size > 0


def test_what_a_killed_desk_had_half_written_is_taken_back(linked: Case) -> None:
    desk = Desk(linked)
    then = refresh(desk)
    killed_while_writing(desk)
    assert indexed(desk.path) == then
    assert summaries(desk)
    with looking(desk) as connection:
        assert connection.execute("SELECT count(*) FROM pages WHERE external_id = 'half'").fetchone()[0] == 0


def test_the_journal_of_a_killed_desk_does_not_get_into_an_index_made_anew(linked: Case) -> None:
    desk = Desk(linked)
    refresh(desk)
    killed_while_writing(desk)
    build(desk.case, desk.path)
    with sqlite3.connect(desk.path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert summaries(desk)
    assert list(desk.path.parent.glob("desk.sqlite?*")) == []


def test_a_judgement_is_kept_when_the_index_cannot_follow(linked: Case) -> None:
    desk = Desk(linked)
    claim = a_claim(desk)
    with sqlite3.connect(desk.path) as damaged:
        damaged.execute("DROP TABLE incidents")
    with pytest.raises(LedgerError, match="the judgement is kept in the log and is not to be made again, but "):
        judge_at(desk, word(Verdict.ACCEPT, claim))
    desk.path.unlink()
    assert state_of(desk, claim) == "accepted"


def test_the_ledger_is_counted_again_only_when_somebody_wrote_to_it(raid_case: Path) -> None:
    with open_case(raid_case) as case, open_case(raid_case) as other:
        desk = Desk(case)
        first = refresh(desk)
        assert refresh(desk) is first
        link_at(Desk(other))
        second = refresh(desk)
        assert second != first
        assert refresh(desk) is second
        desk.path.unlink()
        assert refresh(desk) == second
        assert desk.path.exists()
