"""Runs the reader on a task's data and the task's scorer on what was read, each as a command of its own."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from figures import BenchError, Figure, read_figures
from tasks import Route, Task

GOLD = (Route.GOLD, Route.GOLD_LAYERS)
"""The ways of data that is read and lies in the project, with its scorer."""
INSIDE = (*GOLD, Route.MADE)
"""The ways of data that lies in the project."""
OURS = (Route.OWN, Route.OWN_LAYERS, Route.OWN_CLAIMS, *INSIDE)
"""The ways of a scorer that lies in the project."""
READ = (0, 3)
"""Exit statuses of `sitrep read` that leave readings: all read, some refused."""
COMMANDS = {
    Route.LAYERS: ("read", "--layers"),
    Route.OWN_LAYERS: ("read", "--layers"),
    Route.CLAIMS: ("read",),
    Route.OWN_CLAIMS: ("read",),
    Route.GOLD: ("read",),
    Route.GOLD_LAYERS: ("read", "--layers"),
    Route.COMMAND_LAYERS: ("read", "--layers"),
    Route.COMMAND_CLAIMS: ("read",),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are: the shared folder, the `sitrep` command, and a folder for what must not stay."""

    shared: Path
    sitrep: Path
    scratch: Path
    own: Path = Path(__file__).parent
    """Where the project's own scorers lie."""

    def scorer(self, task: Task) -> Path:
        """A task's scorer."""
        return (self.own if task.route in OURS else self.shared / "bench") / task.scorer[0]

    def files(self, task: Task) -> list[Path]:
        """A task's data."""
        return [(self.own if task.route in INSIDE else self.shared) / name for name in task.data]


@dataclass(frozen=True, slots=True)
class Score:
    """A task's figures, the digest of its data, and how many documents were refused (None where it is not seen)."""

    task: Task
    figures: tuple[Figure, ...]
    data: str
    refused: int | None


def missing_files(tasks: Sequence[Task], shared: Path) -> list[Path]:
    """Scorers and data that the tasks need and the shared folder lacks."""
    scorers = {shared / "bench" / task.scorer[0] for task in tasks if task.route not in OURS}
    needed = scorers | {shared / name for task in tasks if task.route not in INSIDE for name in task.data}
    return sorted(path for path in needed if not path.is_file())


def data_digest(files: Sequence[Path]) -> str:
    """The first 16 hexadecimal digits of a digest over a task's data files, in order."""
    parts = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


def score_task(task: Task, place: Place) -> Score:
    """Read and score one task; BenchError when a command fails or its lines are not understood."""
    files = place.files(task)
    if task.route in (Route.LAYERS, Route.OWN_LAYERS):
        printed, refused = score_readings(task, place, [as_input(files[0], task, place)], files)
    elif task.route in (Route.CLAIMS, Route.OWN_CLAIMS, *GOLD):
        printed, refused = score_readings(task, place, files[:1], files)
    elif task.route in (Route.OWN, Route.MADE):
        printed, refused = score(task, place, files if task.route is Route.OWN else []), None
    else:
        printed, refused = score(task, place, [*files, place.sitrep, *COMMANDS[task.route]]), None
    return Score(task, read_figures(task, printed), data_digest(files), refused)


def as_input(gold: Path, task: Task, place: Place) -> Path:
    """The documents of a gold file without their gold, as input lines for the reader."""
    lines = run([sys.executable, place.scorer(task), "input", gold], place).stdout
    path = place.scratch / f"{task.name.replace('/', '-')}-input.jsonl"
    path.write_text(lines, encoding="utf-8")
    return path


def score_readings(task: Task, place: Place, inputs: list[Path], files: list[Path]) -> tuple[str, int]:
    """What the scorer prints of the readings of some inputs, and how many documents were refused."""
    done = run([place.sitrep, *COMMANDS[task.route], *inputs], place, allowed=READ)
    readings = place.scratch / f"{task.name.replace('/', '-')}-readings.jsonl"
    readings.write_text(done.stdout, encoding="utf-8")
    refused = sum(line.startswith("{") for line in done.stderr.splitlines())
    return score(task, place, [*files, readings]), refused


def score(task: Task, place: Place, arguments: Sequence[Path | str]) -> str:
    """What a task's scorer prints."""
    return run([sys.executable, place.scorer(task), *task.scorer[1:], *arguments], place).stdout


def run(
    command: Sequence[Path | str], place: Place, allowed: tuple[int, ...] = (0,)
) -> subprocess.CompletedProcess[str]:
    """A command that has ended well; BenchError with the end of its complaint otherwise.

    Temporary files of the scorers hold third-party text, so they go to the scratch folder, which is removed. One thread
    a command: several run side by side.
    """
    environment = {**os.environ, "TMPDIR": str(place.scratch), "OMP_NUM_THREADS": "1", "PYTHONUTF8": "1"}
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, text=True, encoding="utf-8", env=environment, check=False)
    if done.returncode not in allowed:
        what = " ".join(Path(word).name for word in words)
        raise BenchError(f"{what}: exit {done.returncode}: {(done.stderr or done.stdout)[-800:].strip()}")
    return done
