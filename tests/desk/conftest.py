"""A linked case for the desk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sitrep.case.folders import Case, open_case
from sitrep.case.linking import link_case
from sitrep.case.reading import Instruments, read_document
from sitrep.model.documents import Document
from sitrep.model.readings import Reading


@pytest.fixture
def linked(raid_case: Path) -> Iterator[Case]:
    """A case of a few pages on one raid, linked."""
    with open_case(raid_case) as opened:
        link_case(opened)
        yield opened


@pytest.fixture
def make_reading(instruments: Instruments, make_page: Callable[..., Document]) -> Callable[[str], Reading]:
    """A page of one's own words, read."""
    return lambda text: read_document(make_page(text), instruments, instruments.origin())
