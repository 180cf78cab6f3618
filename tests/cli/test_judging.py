"""People judge through the command line: each word is a line of a log, and what a case prints follows it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import Sitrep, record

BY = ("--by", "ann", "--why", "the page says so")


@pytest.fixture
def claim(sitrep: Sitrep, tmp_path: Path) -> str:
    """A case with one page, and its claim of a raid."""
    (tmp_path / "pages.jsonl").write_text(record(1), encoding="utf-8")
    sitrep("init", "one")
    sitrep("add", "one", "pages.jsonl")
    lines = [line for line in sitrep("claims", "one").lines() if line["event"] is not None]
    return str(lines[0]["id"])


def test_a_claim_is_edited_rejected_and_brought_back(sitrep: Sitrep, claim: str) -> None:
    before = sitrep("claims", "one").out
    edited = sitrep("judge", "one", "edit", claim, "--field", "stance", "--value", '"questions"', *BY)
    assert (edited.status, edited.err) == (0, "")
    line = next(line for line in sitrep("claims", "one").lines() if line["id"] == claim)
    assert (line["stance"], line["judged"][0]["was"]) == ("questions", "asserts")  # type: ignore[index]

    rejected = sitrep("judge", "one", "reject", claim, *BY).lines()[0]["id"]
    assert claim not in sitrep("claims", "one").out
    for judgement in (rejected, edited.lines()[0]["id"]):
        assert sitrep("judge", "one", "undo", str(judgement), *BY).status == 0
    assert sitrep("claims", "one").out == before

    log = sitrep("log", "one").lines()
    assert [line["verdict"] for line in log] == ["edit", "reject", "undo", "undo"]
    assert [line["previous"] for line in log[1:]] == [line["hash"] for line in log[:-1]]


def test_a_judgement_that_no_longer_stands_is_told_with_the_reason(sitrep: Sitrep, claim: str, tmp_path: Path) -> None:
    made = sitrep("judge", "one", "accept", claim, "--field", "stance", *BY).lines()[0]
    told = {"judgement": made["id"], "verdict": "accept", "targets": [claim]}
    assert sitrep("log", "one", "--standing").lines() == [{**told, "stands": True, "reason": None}]
    with closing(sqlite3.connect(tmp_path / "one" / "case.sqlite")) as connection:
        connection.execute("DROP TRIGGER claims_update")
        connection.execute("""UPDATE claims SET body = replace(body, '"stance":"asserts"', '"stance":"denies"')""")
        connection.commit()
    reason = f'the reader now has "denies" as stance of {claim}; it was "asserts"'
    assert sitrep("log", "one", "--standing").lines() == [{**told, "stands": False, "reason": reason}]


def test_each_scale_of_a_grade_is_a_line(sitrep: Sitrep, claim: str) -> None:
    given = sitrep("judge", "one", "grade", claim, "--airwars", "fair", "--reliability", "B", "--credibility", "2", *BY)
    assert [(line["field"], line["value"]) for line in given.lines()] == [
        ("airwars", '"fair"'), ("reliability", '"B"'), ("credibility", "2"),
    ]  # fmt: skip


def test_a_log_for_people_fits_the_screen(sitrep: Sitrep, claim: str) -> None:
    sitrep("judge", "one", "edit", claim, "--field", "event.status", "--value", '"planned"', *BY)
    shown = sitrep("log", "one", "--table").out
    assert "edit event.status" in shown
    assert claim in shown
    assert max(map(len, shown.splitlines())) < 120


def test_a_whole_log_is_said_to_be_whole_and_a_touched_one_where(sitrep: Sitrep, claim: str, tmp_path: Path) -> None:
    assert sitrep("log", "one", "--check").lines() == [{"ok": True, "lines": 0, "hash": "0" * 64}]
    for words in ("first", "second"):
        sitrep("judge", "one", "note", claim, "--by", "ann", "--why", words)
    last = sitrep("log", "one").lines()[-1]
    assert sitrep("log", "one", "--check").lines() == [{"ok": True, "lines": 2, "hash": last["hash"]}]
    with closing(sqlite3.connect(tmp_path / "one" / "case.sqlite")) as connection:
        connection.execute("DROP TRIGGER judgement_texts_update")
        connection.execute("UPDATE judgement_texts SET text = replace(text, 'first', 'fourth')")
        connection.commit()
    touched = sitrep("log", "one", "--check")
    assert touched.status == 1
    assert [(line["ok"], line["number"]) for line in touched.lines()] == [(False, 1)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("edit", "c-1", "--field", "stance", "--value", "denies"), "is no JSON; write text in quotation marks"),
        (("grade", "c-1"), "takes --airwars, --reliability or --credibility"),
        (("grade", "c-1", "--field", "airwars", "--airwars", "fair"), "and neither --field nor --value"),
        (("note", "c-1", "--airwars", "fair"), "has no grade; leave --airwars out"),
        (("same", "c-1"), "needs two different claims or incidents"),
    ],
)
def test_what_makes_no_sense_is_said_in_one_line(sitrep: Sitrep, arguments: tuple[str, ...], words: str) -> None:
    sitrep("init", "one")
    assert sitrep("judge", "one", *arguments, *BY).failed_with_one_line(2, words)


def test_what_is_not_there_is_said_in_one_line(sitrep: Sitrep) -> None:
    sitrep("init", "one")
    assert sitrep("judge", "one", "accept", "c-1", *BY).failed_with_one_line(1, "no such claim or incident")
    assert sitrep("judge", "none", "accept", "c-1", *BY).failed_with_one_line(1, "there is no case here")
    assert sitrep("log", "one", "--check", "--table").failed_with_one_line(2, "choose one")
    assert sitrep("judge", "one", "accept", "c-1", "--by", "ann").status == 2
