"""`--cache` changes no byte of what is printed or kept, and what it holds is not parsed again."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.conftest import RAID, Done, Sitrep, record
from tests.cli.test_jobs import content

from sitrep.read.grammar import blocks
from sitrep.read.grammar.parsing import SpacyParser

TEXTS = (RAID, "Jets bombed Sarmin, a baker said.", "Dozens fled Olm.\n\nNine were hurt, medics said.")
PAGES = "".join(record(n, text) for n, text in enumerate(TEXTS))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that went to the model."""
    texts: list[str] = []
    annotate = blocks.annotate

    def noted(nlp: object, docs: Sequence[object], left_out: Sequence[str]) -> None:
        texts.extend(str(doc) for doc in docs)
        annotate(nlp, docs, left_out)  # type: ignore[arg-type]

    monkeypatch.setattr(blocks, "annotate", noted)
    return texts


def read(sitrep: Sitrep, parser: SpacyParser, *options: str, **more: dict[str, str]) -> Done:
    """What reading the pages gives in a process that remembers nothing."""
    parser.blocks.clear()
    return sitrep("read", "-", *options, given=PAGES, **more)


def entries(path: Path) -> int:
    with closing(sqlite3.connect(path)) as file:
        return int(file.execute("select count(*) from blocks").fetchone()[0])


@pytest.mark.parametrize("option", [[], ["--layers"]])
def test_reading_with_a_cache_cold_or_warm_prints_the_same(
    sitrep: Sitrep, parser: SpacyParser, parsed: list[str], tmp_path: Path, option: list[str]
) -> None:
    without = read(sitrep, parser, *option)
    assert without.status == 0
    assert without.out
    assert len(parsed) == 4
    cold = read(sitrep, parser, *option, "--cache", "parses")
    assert (len(parsed), entries(tmp_path / "parses")) == (8, 4)
    warm = read(sitrep, parser, *option, "--cache", "parses")
    named = read(sitrep, parser, *option, env={"SITREP_CACHE": "parses"})
    assert len(parsed) == 8
    assert without == cold == warm == named


def test_another_convention_triage_or_reprint_is_not_parsed_again(
    sitrep: Sitrep, parser: SpacyParser, parsed: list[str]
) -> None:
    first = read(sitrep, parser, "--cache", "parses")
    acled = read(sitrep, parser, "--cache", "parses", "--convention", "acled")
    assert acled.out != first.out
    parser.blocks.clear()
    assert sitrep("read", "-", "--cache", "parses", given=record(9, f"{TEXTS[1]}\n\n{RAID}")).lines()
    assert len(parsed) == 4


def test_several_processes_share_a_cache(sitrep: Sitrep, parser: SpacyParser, tmp_path: Path) -> None:
    without = read(sitrep, parser)
    for _ in ("cold", "warm"):
        assert read(sitrep, parser, "--jobs", "2", "--cache", "parses") == without
        assert entries(tmp_path / "parses") == 4


def test_adding_with_a_cache_writes_the_same_ledger(
    sitrep: Sitrep, parser: SpacyParser, parsed: list[str], tmp_path: Path
) -> None:
    for case, options in (("without", []), ("cold", ["--cache", "parses"]), ("warm", ["--cache", "parses"])):
        parser.blocks.clear()
        sitrep("init", case)
        assert "3 read, 0 skipped" in sitrep("add", case, "-", *options, given=PAGES).err
    assert len(parsed) == 8
    assert content(tmp_path / "without") == content(tmp_path / "cold") == content(tmp_path / "warm")


def test_a_file_that_is_no_cache_is_named(sitrep: Sitrep, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Nine fled.", encoding="utf-8")
    ended = sitrep("read", "-", "--cache", "notes.txt", given=PAGES)
    assert ended.failed_with_one_line(2, "notes.txt is no file of parses")
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "Nine fled."


def test_a_cache_that_cannot_be_written_is_noted_once(sitrep: Sitrep, parser: SpacyParser) -> None:
    ended = read(sitrep, parser, "--cache", "nowhere/parses", "--jobs", "2")
    assert (ended.status, ended.out) == (0, read(sitrep, parser).out)
    assert [line["path"] for line in ended.refusals()] == ["nowhere/parses"]
    assert len(ended.err.splitlines()) == 1


def test_a_cache_does_not_go_to_a_cluster(sitrep: Sitrep) -> None:
    ended = sitrep("read", "-", "--cache", "parses", "--out", "tables", "--engine", "ray", given=PAGES)
    assert ended.failed_with_one_line(2, "--cache is a file of this machine")
