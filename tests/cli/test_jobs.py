"""`--jobs`: several processes give, byte for byte, what one gives."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.cli.conftest import FRENCH, Sitrep, record

from sitrep.case.reading import Instruments
from sitrep.cli.instruments import Choices, load_as, load_instruments, origin_with, processes
from sitrep.model.errors import UsageError

TEXTS = ("Twelve rebels were killed in an air strike near Raqqa.", FRENCH, "Jets bombed Sarmin, a baker said.", "")


@pytest.fixture
def pages(tmp_path: Path) -> str:
    lines = [record(n, TEXTS[n % 4], published="soon" if n == 2 else "2015-12-22") for n in range(40)]
    (tmp_path / "pages.jsonl").write_text("".join(lines), encoding="utf-8")
    return "pages.jsonl"


@pytest.mark.parametrize("option", [[], ["--layers"], ["--table", "--all"]])
def test_reading_with_several_processes_prints_the_same(sitrep: Sitrep, pages: str, option: list[str]) -> None:
    one = sitrep("read", pages, *option)
    two = sitrep("read", pages, *option, "--jobs", "2")
    assert (one.status, one.out, one.err) == (two.status, two.out, two.err)
    assert one.status == 3


def content(case: Path) -> list[str]:
    """A ledger as SQL, less the names and hours of runs."""
    with closing(sqlite3.connect(case / "case.sqlite")) as ledger:
        (run,) = ledger.execute("select id from runs").fetchone()
        return [line.replace(run, "RUN") for line in ledger.iterdump() if 'INTO "runs"' not in line]


def test_adding_with_several_processes_writes_the_same_ledger(sitrep: Sitrep, tmp_path: Path, pages: str) -> None:
    ended = {}
    for case, jobs in (("one", "1"), ("two", "2")):
        sitrep("init", case)
        ended[case] = sitrep("add", case, pages, "--jobs", jobs)
    assert ended["one"].err.replace("one:", "two:") == ended["two"].err
    assert "20 read, 0 skipped, 20 refused" in ended["two"].err
    assert content(tmp_path / "one") == content(tmp_path / "two")
    files = [sorted(f.name for f in (tmp_path / case / "archive").rglob("*")) for case in ended]
    assert files[0] == files[1]


def test_pages_that_were_read_are_skipped_without_loading_the_model(
    sitrep: Sitrep, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitrep("init", "case")
    lines = "".join(record(n) for n in range(5))
    assert sitrep("add", "case", "-", given=lines).status == 0

    def never() -> None:
        raise AssertionError("the model is loaded for nothing")

    monkeypatch.setattr("sitrep.cli.instruments.load_parser", never)
    for jobs in ("1", "2"):
        assert "0 read, 5 skipped, 0 refused" in sitrep("add", "case", "-", "--jobs", jobs, given=lines).err


@pytest.mark.parametrize("choices", [Choices(), Choices("acled"), Choices(triage=True)])
def test_the_origin_is_the_same_with_the_model_loaded_or_not(
    choices: Choices, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert origin_with(choices) == load_instruments(choices).origin()


def test_whoever_has_other_words_or_places_than_the_run_reads_nothing_for_it(
    instruments: Instruments, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    origin = origin_with(Choices())
    assert load_as(origin, Choices(), instruments.parser).origin() == origin
    with pytest.raises(UsageError, match=r"other: lexicon, gazetteer\)"):
        load_as(replace(origin, lexicon="lexicon-0", gazetteer="places-0"), Choices(), instruments.parser)


def test_no_number_of_processes_is_one_a_core() -> None:
    assert processes(0) >= 1
    assert processes(3) == 3
