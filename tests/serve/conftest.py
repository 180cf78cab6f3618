"""A desk over the example pages, read and linked once a test process; each test that judges has a copy of it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.case.hand_readers import one_by_one
from tests.serve.browser import chromium

from sitrep.case.adding import add_sources
from sitrep.case.folders import init_case, open_case
from sitrep.case.linking import link_case
from sitrep.case.reading import Instruments
from sitrep.cli.cases import readers
from sitrep.desk.desks import Desk
from sitrep.ingest import open_sources, read_capture
from sitrep.model.readings import Reading
from sitrep.serve.app import create_app

# The browser, for every test of pages.
__all__ = ["chromium"]

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"


@pytest.fixture(scope="session")
def example_case(
    tmp_path_factory: pytest.TempPathFactory, instruments: Instruments, example_readings: list[Reading]
) -> Path:
    """A linked case of the example pages, as they were read for all tests. Nobody writes to it."""
    folder = tmp_path_factory.mktemp("examples") / "week"
    known = {reading.document: reading for reading in example_readings}
    with init_case(folder) as case:
        with_known = one_by_one(
            lambda capture: read_capture(capture, instruments.lexicon.furniture),
            known.__getitem__,
            instruments.origin(),
        )
        add_sources(case, open_sources([str(EXAMPLES)]), with_known, lambda _: None)
        link_case(case)
    return folder


@pytest.fixture
def desk(example_case: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over a copy of the case, for this test alone."""
    folder = tmp_path / "week"
    shutil.copytree(example_case, folder)
    with open_case(folder) as case:
        yield Desk(case)


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """A browser without a screen."""
    with TestClient(create_app(desk), base_url="http://127.0.0.1:8017") as found:
        yield found


FAMILY = "\N{WOMAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY}"


@pytest.fixture
def desk_over(tmp_path: Path, instruments: Instruments) -> Iterator[Callable[[str], Desk]]:
    """Makes a linked desk over one page of one's own words."""
    with ExitStack() as opened:

        def made(text: str) -> Desk:
            page = tmp_path / "own.txt"
            page.write_text(text, encoding="utf-8")
            case = opened.enter_context(init_case(tmp_path / "own"))
            add_sources(case, open_sources([str(page)]), readers(instruments), lambda _: None)
            link_case(case)
            return Desk(case)

        yield made


@pytest.fixture
def family_desk(desk_over: Callable[[str], Desk]) -> Desk:
    """A linked desk over one page that begins with an emoji family."""
    return desk_over(f"{FAMILY} Twelve rebels were killed near Homs on Monday, the defence ministry said.")
