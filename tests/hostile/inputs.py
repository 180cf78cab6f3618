"""All hostile inputs through the real way, in processes that are watched: none may crash, hang or take too much memory.

Prints a table by format and one by damage, and ends with a status of 1 where an input was not accounted for.
"""

import argparse
import json
import os
import random
import selectors
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

from tests.hostile.articles import FORMATS
from tests.hostile.plan import SEED, Hostile, plan

ROOT = Path(__file__).parents[2]
# Seconds of its processor's time that an input may take; and of the wall's, where the machine has other work.
LIMIT, WALL_LIMIT = 30.0, 240.0
TICKS = os.sysconf("SC_CLK_TCK")
# Arrow's own allocator reserves a gigabyte, which would count as used.
SETTINGS = {"OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1", "ARROW_DEFAULT_MEMORY_POOL": "system"}
# Wall seconds in which a worker must have loaded the model and made the input.
PATIENCE = 180.0


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one input: `fault` says why it is not accounted for, or is None."""

    hostile: Hostile
    told: dict[str, object]
    fault: str | None


class Worker:
    """A process that takes inputs one by one; made anew when it died or was too slow."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        command = [sys.executable, "-m", "tests.hostile.worker", str(folder)]
        environment = {**os.environ, **SETTINGS}
        self.errors = (folder / "errors.txt").open("wb")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.errors
        )
        self.selector = selectors.DefaultSelector()
        assert self.process.stdout is not None
        self.selector.register(self.process.stdout, selectors.EVENT_READ)

    def line(self, seconds: float) -> dict[str, object] | None:
        """The next line, None at the end. Raises TimeoutError after some seconds without one."""
        if not self.selector.select(seconds):
            raise TimeoutError
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        return json.loads(line) if line else None

    def take(self, hostile: Hostile) -> Fate:
        """What became of an input."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(b"%d\n" % hostile.number)
            self.process.stdin.flush()
            begun = self.line(PATIENCE)
            told = self.answer() if begun is not None else None
        except TimeoutError:
            return Fate(hostile, {}, f"hang: nothing after {LIMIT:.0f} s of the processor or {WALL_LIMIT:.0f} s")
        except BrokenPipeError:
            told = None
        if told is None:
            return Fate(hostile, {}, f"the process died: {(self.folder / 'errors.txt').read_bytes()[-600:]!r}")
        return Fate(hostile, told, fault_of(told))

    def answer(self) -> dict[str, object] | None:
        """What came of the input begun. Raises TimeoutError when it takes too long."""
        spent, ends = self.spent(), time.monotonic() + WALL_LIMIT
        while self.spent() - spent < LIMIT and time.monotonic() < ends:
            if self.selector.select(0.5):
                return self.line(LIMIT)
        raise TimeoutError

    def spent(self) -> float:
        """The seconds that the process has had of the processor; none once it is gone."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / TICKS

    def end(self) -> None:
        """Stop the process and let go of its pipes."""
        self.process.kill()
        self.process.wait()
        self.selector.close()
        self.errors.close()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def fault_of(told: dict[str, object]) -> str | None:
    """Why an input is not accounted for: it crashed, left nothing, or sources were lost on the way."""
    if told["error"]:
        return str(told["error"])
    found, done = told["found"], (told["stored"], told["refused"], told["again"])
    if not found:
        return "neither stored nor refused"
    if found != sum(int(str(n)) for n in done):
        return f"{found} sources, and (stored, refused, there already) are {done}"
    return None


def fates(inputs: Sequence[Hostile], workers: int, folder: Path, ends: float) -> Iterator[Fate]:
    """Yield what became of each input, in the order of their ends; none is begun after some time of the clock."""
    waiting: SimpleQueue[Hostile] = SimpleQueue()
    done: SimpleQueue[Fate | None] = SimpleQueue()
    for hostile in inputs:
        waiting.put(hostile)
    threads = [
        threading.Thread(target=work, args=(waiting, done, folder / str(n), ends), daemon=True) for n in range(workers)
    ]
    for thread in threads:
        thread.start()
    running = workers
    while running:
        fate = done.get()
        if fate is None:
            running -= 1
        else:
            yield fate


def work(waiting: SimpleQueue[Hostile], done: SimpleQueue[Fate | None], folder: Path, ends: float) -> None:
    """Take inputs until there are none or time is up, with a new process after each that did not come back.

    Puts None at the end.
    """
    lives = 0
    worker = Worker(folder / "0")
    while time.monotonic() < ends:
        try:
            hostile = waiting.get_nowait()
        except Empty:
            break
        fate = worker.take(hostile)
        if not fate.told:
            worker.end()
            lives += 1
            worker = Worker(folder / str(lives))
        done.put(fate)
    worker.end()
    done.put(None)


def table(found: Sequence[Fate], by: str) -> Iterator[str]:
    """Yield a table with a row a format or a damage: inputs, sources in them, stored, refused, faults."""
    yield f"{by:28}{'inputs':>8}{'sources':>9}{'stored':>9}{'refused':>9}{'again':>7}{'slowest':>9}{'faults':>8}"
    grouped: dict[str, list[Fate]] = defaultdict(list)
    for fate in found:
        grouped[getattr(fate.hostile, by)].append(fate)
    grouped["all"] = list(found)
    for name, fates_of in grouped.items():
        sums = Counter({key: sum(int(str(f.told.get(key, 0))) for f in fates_of) for key in KEYS})
        slowest = max(float(str(f.told.get("seconds", LIMIT))) for f in fates_of)
        faults = sum(1 for f in fates_of if f.fault)
        counts = "".join(f"{sums[key]:>{width}}" for key, width in KEYS.items())
        yield f"{name:28}{len(fates_of):>8}{counts}{slowest:>8.1f}s{faults:>8}"


# How often it is told how far the run has come.
TOLD = 250
KEYS = {"found": 9, "stored": 9, "refused": 9, "again": 7}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the inputs; 1 where one is not accounted for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--workers", type=int, default=2)
    options.add_argument("--only", nargs="*", default=list(FORMATS), help="the endings of the formats to run")
    options.add_argument("--damage", help="only what was damaged so")
    options.add_argument("--every", type=int, default=1, help="only each Nth input")
    options.add_argument("--numbers", nargs="*", type=int, help="only these inputs")
    options.add_argument("--seconds", type=float, default=float("inf"), help="begin no input after so long")
    given = options.parse_args(argv)
    inputs = [h for h in plan(tuple(given.only)) if given.damage in (None, h.damage)][:: given.every]
    if given.numbers:
        inputs = [hostile for hostile in plan() if hostile.number in given.numbers]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for fate in fates(mixed(inputs), given.workers, Path(folder), time.monotonic() + given.seconds):
            found.append(fate)
            if len(found) % TOLD == 0:
                tell(f"{len(found)} of {len(inputs)} inputs, {sum(1 for f in found if f.fault)} faults")
            if fate.fault:
                tell(f"{fate.hostile}: {fate.fault}")
    tell(f"{len(found)} of {len(inputs)} inputs were run")
    found.sort(key=lambda fate: fate.hostile.number)
    peak = max((int(str(f.told.get("peak", 0))) for f in found), default=0)
    tell(*table(found, "ending"), "", *table(found, "damage"), "", f"largest process: {peak / 1e6:,.0f} MB")
    return 1 if any(fate.fault for fate in found) else 0


def mixed(inputs: Sequence[Hostile]) -> list[Hostile]:
    """The inputs in an order of chance, the same each time: what is stopped early has run some of every kind."""
    return random.Random(SEED).sample(inputs, len(inputs))  # noqa: S311 (no secret)


def tell(*lines: str) -> None:
    """Print some lines at once."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
