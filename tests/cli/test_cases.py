"""A case through the command line: made, filled, listed, exported, killed and finished."""

import csv
import json
import signal
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import FRENCH, RAID, SITREP, Sitrep, record

from sitrep.cli.cases import expected

LINES = "".join(record(n, f"{RAID} It was raid number {n}.") for n in range(3)) + record(9, FRENCH)


@pytest.fixture
def pages(tmp_path: Path) -> str:
    (tmp_path / "pages.jsonl").write_text(LINES, encoding="utf-8")
    return "pages.jsonl"


def exported(sitrep: Sitrep, folder: Path, case: str, form: str = "jsonl") -> bytes:
    assert sitrep("export", case, "--as", form, "-o", f"{case}.{form}", "--profile", "internal").status == 0
    return (folder / f"{case}.{form}").read_bytes()


def test_a_case_is_made_filled_listed_and_exported(sitrep: Sitrep, tmp_path: Path, pages: str) -> None:
    assert sitrep("init", "one").status == 0
    added = sitrep("add", "one", pages)
    assert (added.status, added.out) == (3, "")
    assert [refusal["reason"] for refusal in added.refusals()] == ["not read: language fr"]
    assert added.err.splitlines()[-1] == "one: 3 read, 0 skipped, 1 refused"

    listed = sitrep("claims", "one")
    assert listed.status == 0
    assert {line["document"]["external_id"] for line in listed.lines()} == {"page-0", "page-1", "page-2"}
    assert listed.out == sitrep("claims", "one").out
    read = sitrep("read", pages).lines()
    assert sorted(line["record"] for line in listed.lines()) == sorted(line["record"] for line in read)

    whole = exported(sitrep, tmp_path, "one")
    rows = list(csv.DictReader(exported(sitrep, tmp_path, "one", "csv").decode().splitlines()))
    assert len(rows) == len(whole.splitlines()) == len(listed.lines())
    assert {row["document_external_id"] for row in rows} == {"page-0", "page-1", "page-2"}

    again = sitrep("add", "one", pages)
    assert again.err.splitlines()[-1] == "one: 0 read, 3 skipped, 1 refused"
    assert exported(sitrep, tmp_path, "one") == whole

    sitrep("init", "two")
    sitrep("add", "two", "-", given="".join(reversed(LINES.splitlines(keepends=True))))
    assert exported(sitrep, tmp_path, "two") == whole, "the order they came in must not show"


def test_an_export_is_for_the_public_unless_asked_otherwise(sitrep: Sitrep, tmp_path: Path) -> None:
    told = "Shells killed Ahmad Haddad in Homs on Monday, Grace Baker said."
    line = json.dumps({"id": "ahmad-haddad", "title": "Ahmad Haddad killed", "published": "2016-03-02", "text": told})
    sitrep("init", "one")
    sitrep("add", "one", "-", given=line)
    done = sitrep("export", "one", "--as", "jsonl", "-o", "out.jsonl")
    assert done.status == 0
    assert " claims; withheld: " in done.err
    shown = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert "Haddad" not in shown
    assert "Baker" not in shown
    assert "Homs" in shown
    counts = json.loads((tmp_path / "out.jsonl.WITHHELD.json").read_text(encoding="utf-8"))
    assert counts["profile"] == "public"
    assert counts["withheld"]["names"] > 0
    assert sitrep("export", "one", "--as", "csv", "-o", "out.csv", "--profile", "partner").status == 0
    row = next(csv.DictReader((tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()))
    assert (row["profile"], "Haddad" in str(row)) == ("partner", False)
    assert "names=" in row["withheld"]


def test_two_processes_export_the_same_bytes(process: Sitrep, sitrep: Sitrep, tmp_path: Path, pages: str) -> None:
    for case, command in (("one", process), ("two", sitrep)):
        sitrep("init", case)
        assert command("add", case, pages).status == 3
    for form in ("jsonl", "csv"):
        assert exported(sitrep, tmp_path, "one", form) == exported(sitrep, tmp_path, "two", form) != b""


def test_cards_of_a_case_are_those_of_its_pages(sitrep: Sitrep, pages: str) -> None:
    sitrep("init", "one")
    sitrep("add", "one", pages)
    assert sitrep("claims", "--table", "one").out == sitrep("read", "--table", pages).out
    assert sitrep("claims", "--all", "one").failed_with_one_line(2, "add --table")


def test_what_was_refused_is_listed_until_it_is_read(sitrep: Sitrep) -> None:
    sitrep("init", "one")
    assert sitrep("refusals", "one").out == ""
    sitrep("add", "one", "-", given=record(1, RAID) + '{"text": ""}\n{"id": "2"}\n' + record(9, FRENCH))
    told = sitrep("refusals", "one")
    assert (told.status, told.err) == (0, "")
    assert sorted(str(line["reason"]) for line in told.lines()) == [
        "not read: language fr",
        "text is empty",
        "the record has neither text nor html",
    ]
    assert all(line["remedy"] for line in told.lines())
    table = sitrep("refusals", "one", "--table").out
    assert "text is empty" in table
    assert "3 sources could not be read" in table


def test_a_date_that_is_none_is_told_with_its_line_and_the_page_is_kept(sitrep: Sitrep) -> None:
    sitrep("init", "one")
    line = json.dumps({"id": "a", "text": RAID, "published": "the day before yesterday"})
    added = sitrep("add", "one", "-", given=f"{record(1, RAID)}{line}\n")
    notes = added.refusals()
    assert added.status == 0
    assert [(note["path"].rpartition("#")[2], note["note"].partition(":")[0]) for note in notes] == [
        ("2", "published is no date")
    ]
    assert added.err.splitlines()[-1] == "one: 2 read, 0 skipped, 0 refused"


def test_ctrl_c_says_what_is_kept_and_how_to_go_on(sitrep: Sitrep, tmp_path: Path, environment: dict[str, str]) -> None:
    sitrep("init", "stopped")
    process = subprocess.Popen(
        [SITREP, "add", "stopped", "-"], cwd=tmp_path, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stderr is not None
    process.stdin.write("".join(record(n, f"{RAID} It was raid number {n}.") for n in range(2)) + "no JSON\n")
    process.stdin.flush()
    assert "broken JSON" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out) == (130, "")
    kept = "kept: 2 read by this run, 0 that were there before; 1 refused"
    assert err.splitlines() == [f"stopped: stopped; {kept}; run the same command again to go on"]
    assert len(sitrep("claims", "stopped").lines()) > 0


def test_jsonl_is_counted_beforehand_and_nothing_else(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text("{}\n\n{}\n", encoding="utf-8")
    assert (expected([str(lines)]), expected([str(lines), str(tmp_path)]), expected(["-"])) == (2, None, None)


def test_a_killed_add_is_finished_by_the_next(sitrep: Sitrep, tmp_path: Path, environment: dict[str, str]) -> None:
    lines = [record(n, f"{RAID} It was raid number {n}.") for n in range(12)]
    for case in ("killed", "whole"):
        sitrep("init", case)
    process = subprocess.Popen(
        [SITREP, "add", "killed", "-"], cwd=tmp_path, env=environment, text=True,
        stdin=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stderr is not None
    # The refusal of the fourth line says that the three before it are on disk; then the process waits for more.
    process.stdin.write("".join(lines[:3]) + "no JSON\n")
    process.stdin.flush()
    assert "broken JSON" in process.stderr.readline()
    process.kill()
    process.communicate()
    assert process.returncode == -9

    left = {line["document"]["external_id"] for line in sitrep("claims", "killed").lines()}
    assert left == {"page-0", "page-1", "page-2"}
    finished = sitrep("add", "killed", "-", given="".join(lines))
    sitrep("add", "whole", "-", given="".join(lines))
    assert (finished.status, finished.err.splitlines()[-1]) == (0, "killed: 9 read, 3 skipped, 0 refused")
    assert exported(sitrep, tmp_path, "killed") == exported(sitrep, tmp_path, "whole")


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (("claims", "nowhere"), 1, "make one with `sitrep init nowhere`"),
        (("add", "nowhere", "x.txt"), 1, "make one with `sitrep init nowhere`"),
        (("export", "nowhere", "--as", "csv", "-o", "x.csv"), 1, "make one with `sitrep init nowhere`"),
        (("export", "nowhere", "--as", "xls", "-o", "x.xls"), 2, "the formats are jsonl, csv, xlsx, geojson, gpkg"),
        (("init", "full"), 1, "choose a new or an empty one"),
        (("init", "full/letter.txt"), 1, "a file is in the way"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    sitrep: Sitrep, tmp_path: Path, arguments: tuple[str, ...], status: int, words: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("kept", encoding="utf-8")
    assert sitrep(*arguments).failed_with_one_line(status, words)


def test_an_export_that_cannot_be_written_says_so(sitrep: Sitrep) -> None:
    sitrep("init", "one")
    done = sitrep("export", "one", "--as", "csv", "-o", "no/such/folder/x.csv")
    assert done.failed_with_one_line(2, "cannot be written")


def test_options_that_a_format_does_not_know_are_refused(sitrep: Sitrep) -> None:
    sitrep("init", "one")
    done = sitrep("export", "one", "--as", "geojson", "-o", "x.geojson", "--hxl")
    assert done.failed_with_one_line(2, "--hxl goes with --as csv or --as xlsx; leave it out")
    done = sitrep("export", "one", "--as", "xlsx", "-o", "x.xlsx", "--bom")
    assert done.failed_with_one_line(2, "--bom goes with --as csv; leave it out")
    done = sitrep("export", "one", "--as", "csv", "-o", "x.csv", "--what", "incidents")
    assert done.failed_with_one_line(1, "nothing is linked yet; run `sitrep link one`")


def test_incidents_are_exported_for_the_public_unless_asked_otherwise(
    sitrep: Sitrep, tmp_path: Path, pages: str
) -> None:
    sitrep("init", "one")
    sitrep("add", "one", pages)
    sitrep("link", "one")
    done = sitrep("export", "one", "--as", "geojson", "--what", "incidents", "-o", "i.geojson")
    assert done.status == 0
    features = json.loads((tmp_path / "i.geojson").read_text(encoding="utf-8"))["features"]
    assert f"i.geojson: {len(features)} incidents; withheld: " in done.err
    assert {feature["properties"]["profile"] for feature in features} == {"public"}
    assert json.loads((tmp_path / "i.geojson.WITHHELD.json").read_text())["incidents"] == len(features) > 0


def test_a_table_says_of_each_claim_its_incident_and_who_judged_it(sitrep: Sitrep, tmp_path: Path, pages: str) -> None:
    sitrep("init", "one")
    sitrep("add", "one", pages)
    sitrep("link", "one")
    events = [line for line in sitrep("claims", "one").lines() if line["event"] and line["event"]["time"]]
    claim = events[0]["id"]
    edit = ("--field", "event.time.start", "--value", '"2016-01-01"', "--by", "Ann Weaver", "--why", "the page says so")
    assert sitrep("judge", "one", "edit", claim, *edit).status == 0

    def row(profile: str) -> dict[str, str]:
        assert sitrep("export", "one", "--as", "csv", "-o", "out.csv", "--profile", profile, "--bom").status == 0
        text = (tmp_path / "out.csv").read_bytes()
        assert text.startswith(b"\xef\xbb\xbf")
        rows = csv.DictReader(text.decode("utf-8-sig").splitlines())
        return {one["id"]: one for one in rows}[claim]

    inside, outside = row("internal"), row("public")
    assert (inside["judged"], inside["judged_by"], outside["judged_by"]) == ("edited", "Ann Weaver", "1")
    assert inside["incident"] == outside["incident"] != ""
    assert outside["in_random_sample"] in {"true", "false"}
    assert outside["published_day"] == outside["document_published"][:10]
    assert inside["time_timex"].startswith("2016-01-01")
    assert sitrep("export", "one", "--as", "jsonl", "-o", "out.jsonl", "--bom").status == 2


def test_error_rates_stand_beside_an_export_once_claims_are_judged(sitrep: Sitrep, tmp_path: Path, pages: str) -> None:
    sitrep("init", "one")
    sitrep("add", "one", pages)
    beside = tmp_path / "out.csv.RATES.json"
    sitrep("export", "one", "--as", "csv", "-o", "out.csv")
    assert not beside.exists()
    for line in sitrep("claims", "one").lines():
        if line["event"]:
            sitrep("judge", "one", "accept", line["id"], "--by", "Ann", "--why", "it is right")
    sitrep("export", "one", "--as", "csv", "-o", "out.csv")
    told = json.loads(beside.read_text(encoding="utf-8"))
    assert told["decided"] > 0
    assert all(isinstance(sentence, str) for sentence in told["sentences"])
