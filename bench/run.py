"""Scores the reader on the development data beside the project; keeps docs/quality.md, the history and the floors.

Exit status: 0 measured and no floor broken; 1 a floor is broken or something could not be done; 2 the data folder or a
file of it is missing, or the command was not understood.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from figures import BenchError, Figure
from floors import Floors, complaints, lower_floor, raise_floors, read_floors, write_floors
from history import append_history, read_history, rows_of
from scoring import Place, Score, missing_files, score_task
from tables import render, write_table
from tasks import TASKS, Task, choose_tasks
from versions import Versions, read_versions

ROOT = Path(__file__).resolve().parent.parent
FAILED, USAGE = 1, 2
AT_ONCE = 2
"""Tasks side by side: each holds a model in memory."""


class UsageError(Exception):
    """What was asked cannot be done as asked: the message says what to do instead."""


@dataclass(frozen=True, slots=True)
class Project:
    """The checkout, and the files of it that a run reads and writes."""

    root: Path

    @property
    def floors(self) -> Path:
        """The floors."""
        return self.root / "bench" / "floors.json"

    @property
    def history(self) -> Path:
        """Every figure ever measured."""
        return self.root / "bench" / "history.csv"

    @property
    def page(self) -> Path:
        """The page that shows the latest figures."""
        return self.root / "docs" / "quality.md"


def main(argv: Sequence[str], root: Path = ROOT) -> int:
    """Measure, or lower a floor; the exit status."""
    options = parse_options(argv)
    project, today = Project(root), datetime.now(tz=UTC).date().isoformat()
    try:
        if options.lower_floor:
            name, value = options.lower_floor
            lower(project, name, value, options.because, today)
            return 0
        tasks = find_tasks(options.only)
        shared = find_data(options.shared, root, tasks)
        return measure(tasks, shared, project, today, raising=options.raise_floors)
    except UsageError as error:
        return complain(str(error), USAGE)
    except BenchError as error:
        return complain(str(error), FAILED)


def parse_options(argv: Sequence[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="bench/run.py", description="Score the reader on the development data.")
    parser.add_argument("--shared", metavar="PATH", help="the folder with the data; else SITREP_SHARED, else ../shared")
    parser.add_argument("--only", metavar="TASK", action="append", default=[], help="one task (may be repeated)")
    parser.add_argument("--raise-floors", action="store_true", help="raise every floor to what is measured now")
    parser.add_argument("--lower-floor", nargs=2, metavar=("NAME", "VALUE"), help="lower one floor; measures nothing")
    parser.add_argument("--because", metavar="TEXT", default="", help="why a floor is lowered; kept beside it")
    return parser.parse_args(argv)


def lower(project: Project, name: str, value: str, because: str, today: str) -> None:
    """Lower one floor in the file, with its reason; UsageError for a value that is no number."""
    try:
        number = float(value)
    except ValueError as error:
        raise UsageError(f"a floor is a number, not {value!r}") from error
    write_floors(project.floors, lower_floor(read_floors(project.floors), name, number, because, today))


def find_tasks(names: Sequence[str]) -> tuple[Task, ...]:
    """The tasks that were asked for; UsageError for an unknown one."""
    try:
        return choose_tasks(tuple(names))
    except KeyError as error:
        known = ", ".join(task.name for task in TASKS)
        raise UsageError(f"no task is called {error.args[0]!r}; they are {known}") from error


def find_data(option: str | None, root: Path, tasks: Sequence[Task]) -> Path:
    """The shared folder: as the option or SITREP_SHARED says, else beside the project; UsageError for what it lacks."""
    named = option or os.environ.get("SITREP_SHARED")
    shared = Path(named).resolve() if named else (root / ".." / "shared").resolve()
    if not shared.is_dir():
        raise UsageError(
            f"the development data is not here: no folder {shared}\n"
            "It is no part of the project. Say where it is with --shared PATH or in SITREP_SHARED."
        )
    if missing := missing_files(tasks, shared):
        raise UsageError("the development data is not complete; missing: " + ", ".join(map(str, missing)))
    return shared


def complain(message: str, status: int) -> int:
    """Print a message for people; the exit status given."""
    print(message, file=sys.stderr)
    return status


def measure(tasks: Sequence[Task], shared: Path, project: Project, today: str, *, raising: bool) -> int:
    """Score the tasks, write what was measured, and say what falls short; the exit status."""
    versions, scores, failures = score_all(tasks, shared, project.root)
    append_history(project.history, rows_of(scores, versions, today))
    figures = [figure for score in scores for figure in score.figures]
    data = {score.task.name: score.data for score in scores}
    floors = settle_floors(project, figures, data) if raising else read_floors(project.floors)
    write_table(project.page, render(read_history(project.history), floors, TASKS))
    return report(figures, [*failures, *complaints(figures, data, floors)], floors)


def settle_floors(project: Project, figures: Sequence[Figure], data: dict[str, str]) -> Floors:
    """The floors, raised to the figures, in the file too."""
    floors = raise_floors(figures, data, read_floors(project.floors))
    write_floors(project.floors, floors)
    return floors


def report(figures: Sequence[Figure], problems: Sequence[str], floors: Floors) -> int:
    """Say how many figures there are and what falls short; the exit status."""
    unfloored = sum(figure.name not in floors for figure in figures)
    print(f"{len(figures)} figures written to docs/quality.md; {unfloored} have no floor yet; {len(problems)} problems")
    return complain("\n".join(problems), FAILED) if problems else 0


def score_all(tasks: Sequence[Task], shared: Path, root: Path) -> tuple[Versions, list[Score], list[str]]:
    """The versions that were used, the scores in the order of the tasks, and why other tasks have none.

    BenchError when the reader changed while it was measured: such figures belong to no version.
    """
    sitrep = Path(sys.executable).parent / "sitrep"
    before = read_versions(sitrep, root)
    with tempfile.TemporaryDirectory(prefix="sitrep-bench-") as scratch:
        outcomes = attempt_all(tasks, Place(shared, sitrep, Path(scratch)))
    if read_versions(sitrep, root) != before:
        raise BenchError("the project changed while it was measured: nothing is written; run again")
    failures = [outcome for outcome in outcomes if isinstance(outcome, str)]
    return before, [outcome for outcome in outcomes if isinstance(outcome, Score)], failures


def attempt_all(tasks: Sequence[Task], place: Place) -> list[Score | str]:
    """What came of each task, in their order; the largest go first, so that no processor waits at the end."""
    largest_first = sorted(tasks, key=lambda task: -sum(path.stat().st_size for path in place.files(task)))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        running = {task: pool.submit(attempt, task, place) for task in largest_first}
        return [running[task].result() for task in tasks]


def attempt(task: Task, place: Place) -> Score | str:
    """A task's score, or why there is none; its figures are printed as they come."""
    try:
        score = score_task(task, place)
    except BenchError as error:
        return f"not measured: {task.name}: {error}"
    for figure in score.figures:
        print(f"{figure.name}: {figure.value:g}" + (f" of {figure.of}" if figure.of is not None else ""), flush=True)
    return score


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
