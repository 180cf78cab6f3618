"""A linked case for the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitrep.case.folders import Case, open_case
from sitrep.case.linking import link_case


@pytest.fixture
def linked(raid_case: Path) -> Iterator[Case]:
    """A case of a few pages on one raid, linked."""
    with open_case(raid_case) as opened:
        link_case(opened)
        yield opened
