"""The tour says what is so: its code runs, and prints what stands under it."""

import shlex
from pathlib import Path

import pytest
from tests.conftest import RAID
from tests.door.tour import BLOCK, SHELL, TOUR, renewed


@pytest.mark.usefixtures("case")
def test_the_tour_prints_what_it_shows(folder: Path) -> None:
    page = TOUR.read_text(encoding="utf-8")
    assert page == renewed(page, folder), "if it is meant: python -m tests.door.tour"


def test_every_block_of_the_tour_is_run() -> None:
    page = TOUR.read_text(encoding="utf-8")
    assert page.count("```python") == len(BLOCK.findall(page)) > 10
    assert page.count("<!-- prints -->") == page.count("```text") == sum(bool(b["shown"]) for b in BLOCK.finditer(page))


def test_the_tour_begins_with_the_pages_of_the_case_that_it_is_run_on() -> None:
    lines = SHELL.findall(TOUR.read_text(encoding="utf-8"))[1].splitlines()
    added = {Path(word).name for line in lines for word in shlex.split(line) if word.startswith("examples/")}
    assert added == set(RAID)
