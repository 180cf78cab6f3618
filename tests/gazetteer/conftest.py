"""The real place index, built once a session where the one at hand is not of these data files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitrep.gazetteer import Gazetteer, build_gazetteer, default_path, open_gazetteer, read_info
from sitrep.gazetteer.building import inputs_digest
from sitrep.model.errors import GazetteerError


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gazetteer]:
    """An index made of the installed packages and the files of this checkout."""
    path = default_path()
    if not _current(path):
        path = tmp_path_factory.mktemp("gazetteer") / "gazetteer.sqlite"
        build_gazetteer(path, lambda _what, _step, _steps: None)
    opened = open_gazetteer(path)
    yield opened
    opened.connection.close()


def _current(path: Path) -> bool:
    try:
        return read_info(path).inputs == inputs_digest()
    except GazetteerError:
        return False
