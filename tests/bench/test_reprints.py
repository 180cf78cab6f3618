"""Reprints of the project's own texts are recognised, and pages that are none are left alone."""

from pathlib import Path

import pytest
import reprints
from figures import read_figures
from scoring import Place
from tasks import TASKS

from sitrep.link.reprints import copies_of

FLOORS = {"recall": 97.0, "precision": 99.0}


def figures(seed: int) -> dict[str, float]:
    made = reprints.test_set(seed)
    lines = reprints.report(made, copies_of([one.page for one in made]))
    found = [line.split() for line in lines if line.startswith("reprints ")]
    return {name: float(value) for _, name, value, _ in found}


@pytest.mark.parametrize("seed", [6, 7])
def test_reprints_are_recognised_as_often_as_the_floors_ask(seed: int) -> None:
    assert all(value >= FLOORS[name] for name, value in figures(seed).items())


def test_the_test_set_is_the_same_for_one_seed_and_another_for_another() -> None:
    assert reprints.test_set(6) == reprints.test_set(6) != reprints.test_set(7)


def test_every_way_of_reprinting_is_in_it() -> None:
    kinds = {one.kind for one in reprints.test_set(6)}
    assert {"whole", "cut to 70 %", "cut to 40 %", "wrapped", "edited", "other writers", "one background"} <= kinds


def test_every_metric_of_the_task_is_printed_and_its_data_lies_in_the_project(tmp_path: Path) -> None:
    task = next(task for task in TASKS if task.group == "reprints")
    made = reprints.test_set(6)[:20]
    printed = "\n".join(reprints.report(made, copies_of([one.page for one in made])))
    assert [figure.metric.name for figure in read_figures(task, printed)] == ["recall", "precision"]
    place = Place(tmp_path, tmp_path / "sitrep", tmp_path)
    assert all(path.is_file() for path in place.files(task))
    assert set(reprints.GOLD) <= {path.stem for path in place.files(task)}
