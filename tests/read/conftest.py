"""Whole pages through all stages of reading."""

from collections.abc import Callable

import pytest

from sitrep.case.reading import Instruments
from sitrep.lexicon import Lexicon
from sitrep.model.documents import Document
from sitrep.model.parses import Parse
from sitrep.read.reader import PageReading, read_page, stages


@pytest.fixture(scope="session")
def read_text(instruments: Instruments, make_page: Callable[..., Document]) -> Callable[..., PageReading]:
    """Read a text, one paragraph a line, with the shipped words or those given."""
    planned = stages(instruments.countries, instruments.places.knows)

    def read(text: str, lexicon: Lexicon = instruments.lexicon) -> PageReading:
        return read_page(instruments.parser.parse(make_page(text)), lexicon, instruments.countries, planned)

    return read


@pytest.fixture(scope="session")
def parse_text(instruments: Instruments, make_page: Callable[..., Document]) -> Callable[[str], Parse]:
    """Parse a text and read nothing in it."""
    return lambda text: instruments.parser.parse(make_page(text))
