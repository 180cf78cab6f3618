"""Search through the command line."""

import json
from pathlib import Path
from shutil import copytree

import pytest
from tests.cli.conftest import Sitrep

from sitrep.case.folders import open_case
from sitrep.case.linking import link_case


@pytest.fixture
def raid(raid_template: Path, tmp_path: Path) -> str:
    """A linked case of five pages on one raid, by its name in the folder where commands run."""
    path = Path(copytree(raid_template, tmp_path / "raid"))
    with open_case(path) as case:
        link_case(case)
    return path.name


def test_a_page_is_found_in_another_spelling_which_is_named(sitrep: Sitrep, raid: str) -> None:
    found = sitrep("search", raid, "Idleb")
    assert found.status == 0
    assert "Idlib, a spelling of the place Idleb" in found.out
    assert "[Idlib]" in found.out


def test_search_gives_data_and_leaves_spellings_out_when_told(sitrep: Sitrep, raid: str) -> None:
    (found,) = sitrep("search", raid, "Idleb", "--no-variants", "--json").lines()
    assert (found["total"], found["tried"]) == (0, [])
    (found,) = sitrep("search", raid, "idlib", "--json").lines()
    assert json.dumps(found["hits"])
    assert found["exact"]


def test_a_part_that_there_is_not_is_a_usage_error(sitrep: Sitrep, raid: str) -> None:
    assert sitrep("search", raid, "Idlib", "--part", "9").failed_with_one_line(2, "no part 9")
