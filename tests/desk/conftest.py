"""A linked case for the desk."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitrep.case.folders import Case, open_case
from sitrep.case.reading import Instruments, read_document
from sitrep.model.documents import Document
from sitrep.model.readings import Reading


@pytest.fixture
def linked(linked_template: Path, tmp_path: Path) -> Iterator[Case]:
    """A case of a few pages on one raid, linked."""
    with open_case(Path(shutil.copytree(linked_template, tmp_path / "raid"))) as opened:
        yield opened


@pytest.fixture
def make_reading(instruments: Instruments, make_page: Callable[..., Document]) -> Callable[[str], Reading]:
    """A page of one's own words, read."""
    return lambda text: read_document(make_page(text), instruments, instruments.origin())
