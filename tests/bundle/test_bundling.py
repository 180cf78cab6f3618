"""`sitrep bundle`: what it writes, what it refuses, and that nothing of a page leads it anywhere."""

import json
import re
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.bundle.checking import EXAMPLES, REVIEWER, WHY, bundled, check, largest, lines_of
from typer.testing import CliRunner, Result

from sitrep.bundle.writing import write_bundle
from sitrep.case.archives import archived_path, keep_bytes
from sitrep.case.erasing import erase
from sitrep.case.folders import init_case, open_case
from sitrep.case.judging import judge
from sitrep.case.linking import link_case
from sitrep.cli.app import app
from sitrep.ledger.connections import writing
from sitrep.ledger.queries import judgement_log
from sitrep.ledger.store import append_capture, append_reading
from sitrep.ledger.visits import append_visit
from sitrep.model.documents import Capture
from sitrep.model.errors import LedgerError, UsageError
from sitrep.model.judgements import Judgement, Verdict
from sitrep.model.readings import Reading, Run
from sitrep.model.visits import Visit
from sitrep.redaction import Audience

PLAIN = re.compile(r"[A-Za-z0-9_.-]+|originals/[0-9a-f]{64}|texts/[0-9a-f]{64}\.txt")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, ["bundle", *words])


def contents(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def manifest_of(folder: Path) -> dict[str, object]:
    return dict(json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def test_the_command_writes_a_folder_or_an_archive_with_the_same_bytes_each_time(
    archived_template: Path, tmp_path: Path
) -> None:
    with open_case(archived_template) as case:
        name = largest(case)
    told = run(str(archived_template), name, "-o", str(tmp_path / "folder"))
    assert told.exit_code == 0, told.output
    assert "profile internal: nothing is withheld" in told.stderr
    for one in ("a.zip", "b.zip"):
        assert run(str(archived_template), name, "-o", str(tmp_path / one)).exit_code == 0
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        archive.extractall(tmp_path / "out")
    assert contents(tmp_path / "out" / f"evidence-{name}") == contents(tmp_path / "folder")
    assert check(tmp_path / "out" / f"evidence-{name}")[0] == 0
    assert not list(tmp_path.glob(".*"))


def test_the_pages_are_there_byte_for_byte(whole: Path) -> None:
    for page in lines_of(whole / "pages.jsonl"):
        original = (EXAMPLES / str(page["external_id"])).read_bytes()
        assert (whole / str(page["original"])).read_bytes() == original
    assert {line["media_type"] for line in lines_of(whole / "captures.jsonl")} == {"text/html"}
    assert lines_of(whole / "pages.jsonl")[0]["origin"]


def test_of_what_others_judged_only_the_hashes_are_there(whole: Path) -> None:
    log = lines_of(whole / "log.jsonl")
    assert [set(line) == {"number", "previous", "hash"} for line in log] == [False, True, True, False, False]
    assert b"something about another" not in b"".join(contents(whole).values())
    assert WHY in str(log[0]["why"])


def test_what_undoes_a_judgement_of_the_incident_is_shown_too(archived: Path, tmp_path: Path) -> None:
    with open_case(archived) as case:
        with writing(case.ledger) as connection:
            first = next(iter(judgement_log(connection))).id
        judge(case, Judgement(Verdict.UNDO, (first,), "ann", "2020-01-03T00:00:00+00:00", "too soon"))
        bundled(case, tmp_path / "bundle", Audience.INTERNAL)
    assert manifest_of(tmp_path / "bundle")["log"]["shown"] == [1, 4, 5, 6]  # type: ignore[index]
    assert check(tmp_path / "bundle")[0] == 0


def test_there_is_none_for_the_public_and_the_command_says_why(archived_template: Path, tmp_path: Path) -> None:
    told = run(str(archived_template), "i-1", "-o", str(tmp_path / "b"), "--profile", "public")
    assert isinstance(told.exception, UsageError)
    assert "names of persons stand in them" in str(told.exception)
    assert "--profile partner or internal" in str(told.exception)
    assert not (tmp_path / "b").exists()


def test_a_partner_is_told_of_no_reviewer_and_no_file_name(archived: Path, tmp_path: Path) -> None:
    with open_case(archived) as case:
        name = largest(case)
        figure = '{"low": 44, "high": 44, "best": 44}'
        judge(
            case,
            Judgement(
                Verdict.EDIT,
                (name,),
                REVIEWER,
                "2020-01-03T00:00:00+00:00",
                "counted anew",
                "quantities.killed",
                figure,
            ),
        )
    told = run(str(archived), name, "-o", str(tmp_path / "b"), "--profile", "partner", "--rule", "team")
    assert told.exit_code == 0, told.output
    found = contents(tmp_path / "b")
    written = b"".join(content for name, content in found.items() if not name.startswith(("originals/", "texts/")))
    assert b'"best":44' in written
    for secret in (REVIEWER, WHY, "counted anew", "northwire-idlib-strikes.html"):
        assert secret.encode() not in written
    status, table = check(tmp_path / "b")
    assert status == 0, table
    assert "6 entries in order, 0 of them shown" in table


def test_nothing_replaces_what_is_there(archived_template: Path, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with open_case(archived_template) as case:
        told = run(str(archived_template), largest(case), "-o", str(tmp_path / "there"))
    assert "is there already" in str(told.exception)
    nowhere = run(str(archived_template), "i-0000000000000000", "-o", str(tmp_path / "b"))
    assert "no incident of the case has this id" in str(nowhere.exception)


def test_nothing_is_written_where_an_original_is_another(archived: Path, whole: Path, tmp_path: Path) -> None:
    with open_case(archived) as case:
        path = archived_path(case.archive, str(lines_of(whole / "pages.jsonl")[0]["sha256"]))
        path.chmod(0o600)
        path.write_bytes(b"other bytes")
        with pytest.raises(LedgerError, match="no longer those of its name"):
            bundled(case, tmp_path / "b", Audience.INTERNAL)
    assert not (tmp_path / "b").exists()


def test_nothing_is_left_of_a_bundle_that_cannot_be_written(tmp_path: Path) -> None:
    for name in ("folder", "one.zip"):
        with pytest.raises(UsageError, match="cannot be written"):
            write_bundle({"a": b"1"}, tmp_path / "nowhere" / name, "inside")
    with pytest.raises(UsageError, match="cannot be written"):
        write_bundle({"a": b"1", "b/c/d": b"2"}, tmp_path / "folder", "inside")
    assert list(tmp_path.iterdir()) == []


def test_a_log_that_is_no_chain_makes_no_bundle(archived: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(archived / "case.sqlite")) as file:
        for (trigger,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {trigger}")
        file.execute("UPDATE judgement_log SET body = json_set(body, '$.by', 'another') WHERE number = 2")
        file.commit()
    with open_case(archived) as case, pytest.raises(LedgerError, match="line 2 of the log"):
        bundled(case, tmp_path / "b", Audience.INTERNAL)


def test_an_erased_page_is_said_to_be_erased_and_the_rest_holds(archived: Path, tmp_path: Path) -> None:
    with open_case(archived) as case:
        before = bundled(case, tmp_path / "before", Audience.INTERNAL)
        first = before.log[0].judgement().targets[0]
        line = next(claim for claim in before.claims if claim["id"] == first)
        page = str(line["document"]["id"])  # type: ignore[call-overload,index]
        gone = sorted(str(claim["id"]) for claim in before.claims if claim["document"]["id"] == page)  # type: ignore[call-overload,index]
        erase(case, before.log[4].id, "ann", "a word too many")
        erase(case, page, "ann", "asked to")
        bundled(case, tmp_path / "b", Audience.INTERNAL, str(before.incident["id"]))
    status, table = check(tmp_path / "b")
    assert status == 0, table
    erased = manifest_of(tmp_path / "b")["erased"]
    assert erased == {"claims": gone, "log_lines": [6, 7]}
    readme = (tmp_path / "b" / "README.txt").read_text(encoding="utf-8")
    assert f"{len(gone)} claim{'s' * (len(gone) > 1)} that this incident once had went with pages" in readme
    assert "whom and when: 6, 7." in readme
    log = lines_of(tmp_path / "b" / "log.jsonl")
    assert (log[4]["why"], log[5]["verdict"], log[6]["verdict"]) == (None, "erase", "erase")
    assert not any(page.encode() == one for one in (tmp_path / "b" / "pages.jsonl").read_bytes().split(b'"'))


def hostile(readings: Sequence[Reading], path: Path) -> None:
    """A case whose pages have names and outlets that would be paths elsewhere."""
    with init_case(path) as case:
        for number, reading in enumerate(readings):
            content = (EXAMPLES / reading.document.external_id).read_bytes()
            keep_bytes(case.archive, content)
            name = f"../../{number}/etc/passwd\n\x1b[31m\ud800"
            document = replace(
                reading.document, external_id=name, outlet="/../..", title="{0.__class__}", url="file:///x"
            )
            capture = Capture(document.sha256, "text/html", name, content)
            made = Run(f"run-{number}", "2020-01-01T00:00:00+00:00")
            with writing(case.ledger) as connection:
                append_reading(
                    connection, replace(reading, document=document), append_capture(connection, capture, made), made
                )
                append_visit(
                    connection, Visit("https://x.example/../..", "2020-01-01", None, 200, sha256=document.sha256), made
                )
        link_case(case)


def test_a_hostile_name_is_never_a_path(raid_readings: list[Reading], tmp_path: Path) -> None:
    hostile(raid_readings[:2], tmp_path / "case")
    with open_case(tmp_path / "case") as case:
        bundled(case, tmp_path / "b", Audience.INTERNAL)
    found = contents(tmp_path / "b")
    assert [name for name in found if not PLAIN.fullmatch(name)] == []
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b", "case"]
    assert len(lines_of(tmp_path / "b" / "visits.jsonl")) == len(lines_of(tmp_path / "b" / "pages.jsonl"))
    status, table = check(tmp_path / "b")
    assert status == 0, table
