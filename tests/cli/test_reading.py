"""`sitrep read` as people call it."""

import gzip
from pathlib import Path

import pytest
from rich.cells import cell_len
from tests.cli.conftest import FRENCH, RAID, Sitrep, record

HTML = f"<html><head><title>Raid</title></head><body><article><h1>Raid</h1><p>{RAID}</p></article></body></html>"
FORMATS = {
    "page.html": HTML.encode(),
    "page.htm": HTML.encode(),
    "page.txt": RAID.encode(),
    "page.md": f"# Raid\n\n{RAID}\n".encode(),
    "page.jsonl": record(1).encode(),
    "page.jsonl.gz": gzip.compress(record(1).encode()),
}


def test_every_format_is_read(sitrep: Sitrep, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, content in FORMATS.items():
        (folder / name).write_bytes(content)
    done = sitrep("read", "pages")
    said = {(line["document"]["external_id"], *(s["name"] for s in line["sources"])) for line in done.lines()}
    expected = {"page-1" if "jsonl" in name else name for name in FORMATS}
    assert (done.status, done.err) == (0, "")
    assert {name for name, *sources in said if any("Hill Monitor" in s for s in sources)} == expected


def test_standard_input_is_read_line_by_line(process: Sitrep) -> None:
    done = process("read", "-", given=record(1) + record(2))
    names = [line["document"]["external_id"] for line in done.lines()]
    assert done.status == 0
    assert names == sorted(names)
    assert set(names) == {"page-1", "page-2"}


def test_layers_are_one_object_a_document(sitrep: Sitrep) -> None:
    done = sitrep("read", "--layers", "-", given=record(1) + record(2, "Nobody was hurt."))
    first, second = done.lines()
    assert (first["document"], second["document"]) == ("page-1", "page-2")
    assert [RAID[q["start"] : q["end"]] for q in first["quantities"]] == [q["text"] for q in first["quantities"]] != []
    assert first["claims"]


def test_cards_are_plain_and_narrow_when_piped(sitrep: Sitrep) -> None:
    done = sitrep("read", "--table", "-", given=record(1), env={"COLUMNS": "300"})
    assert done.status == 0
    assert "page-1 → the Hill Monitor (“said”)" in done.out
    assert "\x1b" not in done.out
    assert max(map(cell_len, done.out.splitlines())) < 120


def test_all_cards_show_statements_too(sitrep: Sitrep) -> None:
    given = record(1, f'{RAID} "We will not forget this night," the mayor said.')
    events, everything = (sitrep("read", *options, "-", given=given) for options in (["--table"], ["--table", "--all"]))
    assert "without an event (--all shows them)" in events.out
    assert "─ statement ─" not in events.out
    assert "─ statement ─" in everything.out


BAD = {
    "missing.html": None,
    "empty.txt": b"",
    "binary.html": bytes(range(256)) * 20,
    "broken.jsonl": record(1).encode() + b'{"text": \n' + record(3).encode(),
    "french.txt": FRENCH.encode(),
    "paper.pdf": b"%PDF-1.4",
    "letter.odt": b"PK",
}


def test_bad_input_is_refused_one_by_one_and_the_rest_is_read(sitrep: Sitrep, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(RAID, encoding="utf-8")
    (tmp_path / "bare").mkdir()
    for name, content in BAD.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
    done = sitrep("read", "good.txt", *BAD, "bare")
    refused = done.refusals()
    assert done.status == 3
    assert len(refused) == len(done.err.splitlines()) == len(BAD) + 1
    assert all(set(refusal) == {"path", "reason", "remedy"} and all(refusal.values()) for refusal in refused)
    paths = [refusal["path"] for refusal in refused]
    assert paths == [*(name.replace(".jsonl", ".jsonl#2") for name in BAD), "bare"]
    assert next(r["reason"] for r in refused if r["path"] == "french.txt") == "not read: language fr"
    assert {line["document"]["external_id"] for line in done.lines()} == {"good.txt", "page-1", "page-3"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("read", "--all", "x.txt"), "add --table"),
        (("read", "--layers", "--table", "x.txt"), "choose one"),
    ],
)
def test_options_that_do_not_go_together_are_said(sitrep: Sitrep, arguments: tuple[str, ...], words: str) -> None:
    assert sitrep(*arguments).failed_with_one_line(2, words)


def test_without_place_names_the_line_says_what_to_run(sitrep: Sitrep) -> None:
    done = sitrep("read", "-", given=record(1), env={"SITREP_GAZETTEER": "nowhere/places.sqlite"})
    assert done.failed_with_one_line(1, "run `sitrep gazetteer build`")


@pytest.mark.parametrize(("profile", "best", "low"), [("neutral", None, 24), ("acled", 12, 12), ("ucdp", 24, 24)])
def test_vague_numbers_are_read_by_the_profile_that_was_asked_for(
    sitrep: Sitrep, profile: str, best: float | None, low: float
) -> None:
    told = "Dozens of people were killed in the raid on Sarvan on Monday, the Hill Monitor said."
    done = sitrep("read", "--convention", profile, "-", given=record(1, told))
    lines = [line for line in done.lines() if line["event"] and line["event"]["quantities"]]
    assert {(q["best"], q["low"]) for line in lines for q in line["event"]["quantities"]} == {(best, low)}
    assert {q["convention"] for line in lines for q in line["event"]["quantities"]} == {profile}
    options = {} if profile == "neutral" else {"convention": profile}
    assert all(dict(line["origin"]["options"]) == options for line in lines)


def test_triage_says_what_it_left_unread(sitrep: Sitrep) -> None:
    quiet = "The mayor likes to walk in the hills. She has a garden."
    given = record(1, f"{quiet} It was calm. {RAID}") + record(2, quiet)
    full, done = (sitrep("read", "--layers", *options, "-", given=given) for options in ([], ["--triage"]))
    first, second = done.lines()
    assert done.status == 0
    assert [c["id"] for c in first["claims"] if c["event"]] == [
        c["id"] for c in full.lines()[0]["claims"] if c["event"]
    ]
    assert [i["span"]["text"].strip() for i in first["issues"]] == [quiet]
    assert {i["code"] for i in second["issues"]} == {"triage-skipped"}
    assert '"page-2"' in done.err
    assert "read it without --triage" in done.err
    assert "triage" in dict(first["origin"]["options"])
    assert full.lines()[0]["issues"] == []
