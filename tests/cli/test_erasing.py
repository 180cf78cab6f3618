"""A page is erased through the command line, and the log says so without its words."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.cli.conftest import Sitrep, record

from sitrep.export.schemas import load_schema

BY = ("--by", "ann", "--why", "asked to")


@pytest.fixture
def claim(sitrep: Sitrep, tmp_path: Path) -> str:
    """A linked case with two pages, and a judged claim of the first."""
    (tmp_path / "pages.jsonl").write_text(record(1) + "\n" + record(2), encoding="utf-8")
    for command in (("init", "one"), ("add", "one", "pages.jsonl"), ("link", "one")):
        assert sitrep(*command).status == 0
    lines = [line for line in sitrep("claims", "one").lines() if line["event"] is not None]
    first = next(line for line in lines if line["document"]["external_id"] == external_id(1))  # type: ignore[index]
    sitrep("judge", "one", "accept", str(first["id"]), "--by", "ben", "--why", "the page has it")
    return str(first["id"])


def external_id(number: int) -> str:
    return str(json.loads(record(number))["id"])


def test_a_page_is_erased_and_the_log_says_so(sitrep: Sitrep, claim: str) -> None:
    planned = sitrep("erase", "one", external_id(1), *BY, "--dry-run").lines()[0]
    assert (planned["erased"], planned["number"]) == (False, None)
    jsonschema.validate(planned, load_schema("tombstone"))
    assert planned.pop("named_elsewhere") == []
    done = sitrep("erase", "one", external_id(1), *BY)
    assert (done.status, done.err) == (0, "")
    line = done.lines()[0]
    assert {**planned, **{key: line[key] for key in ("id", "number", "by", "at", "erased", "swept")}} == line
    assert (line["number"], line["by"], line["erased"], line["swept"]) == (2, "ann", True, True)
    jsonschema.validate(line, load_schema("tombstone"))
    jsonschema.validate(planned, load_schema("tombstone"))

    assert {one["document"]["external_id"] for one in sitrep("claims", "one").lines()} == {external_id(2)}  # type: ignore[index]
    accept, erase = sitrep("log", "one").lines()
    assert (accept["why"], accept["erased_by"], erase["verdict"], erase["why"]) == (None, 2, "erase", "asked to")
    assert erase["tombstone"] == {key: line[key] for key in erase["tombstone"]}  # type: ignore[attr-defined]
    for one in (accept, erase):
        jsonschema.validate(one, load_schema("judgement"))
    note, whole = sitrep("log", "one", "--check").lines()
    assert note["note"] == "words erased by line 2: its digests still hold, and line 2 has the hash of what is left"
    assert whole == {"ok": True, "lines": 2, "hash": erase["hash"]}
    assert sitrep("log", "one", "--standing").lines()[0]["stands"] is False
    assert "(erased by line 2)" in sitrep("log", "one", "--table").out
    for command in ("incidents", "relations", "edits", "runs", "link"):
        assert sitrep(command, "one").status == 0

    again = sitrep("add", "one", "pages.jsonl")
    assert again.status == 3
    assert "erased on" in again.refusals()[0]["reason"]
    assert sitrep("judge", "one", "undo", str(line["id"]), *BY).status == 0
    assert sitrep("add", "one", "pages.jsonl").status == 0
    assert claim in sitrep("claims", "one").out


def test_what_cannot_be_erased_is_one_plain_line(sitrep: Sitrep, claim: str) -> None:
    assert sitrep("erase", "one", claim, *BY).failed_with_one_line(2, "is a claim, and only whole pages are erased")
    assert sitrep("erase", "one", "nothing", *BY).failed_with_one_line(2, "no page of the case has this id")
    for more in ([], ["--dry-run"]):
        told = sitrep("erase", "one", external_id(1), "--by", "ann", "--why", "Twelve rebels were killed", *more)
        assert told.failed_with_one_line(2, "--why repeats words or a name of the page")
    judged = sitrep("judge", "one", "erase", claim, *BY)
    assert judged.failed_with_one_line(2, "a page is erased by `sitrep erase CASE PAGE`")


def test_a_dry_run_names_lines_elsewhere_that_name_a_person_and_each_can_be_erased(
    sitrep: Sitrep, claim: str, tmp_path: Path
) -> None:
    text = "Rebels killed a baker in Homs on Monday, Samer Thistlewood said."
    page = json.dumps({"id": "third", "published": "2016-03-02", "text": text})
    assert sitrep("add", "one", "-", given=page).status == 0
    noted = sitrep("judge", "one", "note", claim, "--by", "ann", "--why", "Thistlewood told me")
    assert noted.status == 0
    planned = sitrep("erase", "one", "third", *BY, "--dry-run").lines()[0]
    (line,) = planned["named_elsewhere"]  # type: ignore[misc]
    assert (line["number"], line["texts"]) == (2, ["why"])
    name = str(sitrep("log", "one").lines()[1]["id"])
    done = sitrep("erase", "one", name, *BY)
    assert (done.status, done.lines()[0]["documents"]) == (0, [])
    jsonschema.validate(done.lines()[0], load_schema("tombstone"))
    assert sitrep("log", "one", "--check").status == 0
    assert "Thistlewood" not in sitrep("log", "one").out
    assert b"Thistlewood told" not in (tmp_path / "one" / "case.sqlite").read_bytes()
