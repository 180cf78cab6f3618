"""Four hundred and ten pages written for it, read and exported: no private name gets out, and public ones stay."""

import re
import unicodedata
from datetime import date
from itertools import islice
from pathlib import Path

import pytest
from tests.redaction.making import Case, cases, whole_cases

from sitrep.case.adding import add_sources
from sitrep.case.folders import init_case
from sitrep.case.reading import Instruments
from sitrep.cli.cases import lines_of, readers
from sitrep.export.contents import Content, What
from sitrep.export.formats import FORMATS, write_as
from sitrep.export.redacted import redacted_lines
from sitrep.gazetteer.index import Gazetteer
from sitrep.ingest import open_sources
from sitrep.model.identity import canonical
from sitrep.redaction import Audience

PAGES = Path(__file__).parent / "pages"
ALL = [case for name in ("seen", "unseen", "late") for case in cases(PAGES / f"{name}.tsv")]
ALL += whole_cases(PAGES / "peoples.tsv")
TODAY = date(2026, 11, 30)
CHUNK = 25
CHUNKS = range(0, len(ALL), CHUNK)
# Letters from which a part of a name is looked for within longer words too.
LONG = 5
Factory = pytest.TempPathFactory
SURVIVE = 0.9


def folded(text: str) -> str:
    """Text without case, width, accents and hidden characters."""
    wide = unicodedata.normalize("NFKD", text).casefold().replace("’", "'")
    return "".join(c for c in wide if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")


def leaks(case: Case, shown: str) -> list[str]:
    """The parts of a page's private names that stand in what is shown."""
    text = folded(shown)
    found = []
    for part in case.private:
        word = folded(part)
        within = len(word) >= LONG and word.replace("'", "") in text.replace("'", "") and word not in COMMON
        if len(word) > 2 and (within or re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)):
            found.append(part)
    return found


# Names that are parts of longer English words; they are looked for as words alone.
COMMON = {"young", "stone", "weaver", "hunter", "baker"}


@pytest.fixture(params=CHUNKS, scope="module")
def exported(
    request: pytest.FixtureRequest,
    instruments: Instruments,
    gazetteer: Gazetteer,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[list[Case], Path, list[str]]:
    """Some of the pages, the folder with what was exported of them, and their claims as they were read."""
    chosen = list(islice(ALL, request.param, request.param + CHUNK))
    folder = tmp_path_factory.mktemp("pages")
    lines = "".join(f"{canonical(dict(case.record))}\n" for case in chosen)
    (folder / "pages.jsonl").write_text(lines, encoding="utf-8")
    out = folder / "out"
    out.mkdir()
    with init_case(folder / "case") as opened:
        report = add_sources(opened, open_sources([str(folder / "pages.jsonl")]), readers(instruments), lambda _: None)
        assert report.read == len(chosen)
        shown = list(redacted_lines(opened, Audience.PUBLIC, TODAY, gazetteer))
        read = [canonical(dict(line)) for line in lines_of(opened)]
    for name in ("jsonl", "csv"):
        write_as(FORMATS[name], Content(What.CLAIMS, Audience.PUBLIC, shown), out / f"claims.{name}")
    return chosen, out, read


def test_no_private_name_gets_out(exported: tuple[list[Case], Path, list[str]]) -> None:
    chosen, out, read = exported
    shown = [line for path in out.iterdir() for line in (path.name, *path.read_text(encoding="utf-8").splitlines())]
    documents = {_document(line): _id(line) for line in read}
    found = [
        (case.record["id"], part, line[:0])
        for case in chosen
        for line in shown
        if (documents.get(case.record["id"], "nothing") in line)
        for part in leaks(case, line)
    ]
    assert not found, sorted({(name, part) for name, part, _ in found})


def _document(line: str) -> str:
    found = re.search(r'"external_id":"([^"]*)"', line)
    return found.group(1) if found else ""


def _id(line: str) -> str:
    found = re.search(r'"document":\{"external_id":"[^"]*","id":"(d-[0-9a-f]+)"', line)
    return found.group(1) if found else "nothing"


def test_public_names_stay(exported: tuple[list[Case], Path, list[str]]) -> None:
    chosen, out, read = exported
    shown = (out / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    by_document = {_document(line): _id(line) for line in read}
    before = after = 0
    lost = set()
    for case in chosen:
        own = by_document.get(case.record["id"])
        if own is None:
            continue
        told = [line for line in read if own in line]
        kept = [line for line in shown if own in line]
        for name in case.public:
            one = sum(line.count(name) for line in told)
            two = min(one, sum(line.count(name) for line in kept))
            before, after = before + one, after + two
            if two < one:
                lost.add((case.record["id"], name, one, two))
    assert after >= SURVIVE * before, (after, before, sorted(lost))
    assert before > len(chosen)
