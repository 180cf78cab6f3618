"""A linked case that the door opens, and the model of the session behind it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import sitrep
from sitrep.case.reading import Instruments


@pytest.fixture(scope="session")
def at_hand(instruments: Instruments, gazetteer_path: Path) -> Iterator[None]:
    """The door finds the place names and the model that this run has loaded already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITREP_GAZETTEER", str(gazetteer_path))
        patch.setattr("sitrep.door.texts.loaded", lambda: instruments)
        yield


@pytest.fixture(scope="session")
def folder(linked_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the linked case under the name `idlib`."""
    path = tmp_path_factory.mktemp("door")
    shutil.copytree(linked_template, path / "idlib")
    return path


@pytest.fixture(scope="session")
def case(folder: Path, at_hand: None) -> sitrep.Case:
    assert at_hand is None
    return sitrep.open_case(folder / "idlib")
