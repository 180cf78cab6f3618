"""Commands run as a user runs them, and what each took: processor, clock, and the memory of its greatest process."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from figures import BenchError

SITREP = ("-c", "from sitrep.cli import main; main()")
REFUSED = 3
KILO = 1024
MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds of the processor and on the clock of a command with its children; megabytes of the greatest of them."""

    cpu: float
    wall: float
    megabytes: float


def run_python(*words: str | Path) -> Used:
    """Run Python with some words on one thread for matrices; BenchError where it fails. Its output is thrown away."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *map(str, words)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode not in (0, REFUSED):
        raise BenchError(f"`{' '.join(map(str, words))}` ended with status {process.returncode}")
    return Used(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * KILO / MEGA)


def run_sitrep(*words: str | Path) -> Used:
    """Run a command of sitrep."""
    return run_python(*SITREP, *words)


def has_option(command: str, option: str) -> bool:
    """Whether a command of sitrep has an option."""
    words: Sequence[str] = (sys.executable, *SITREP, command, "--help")
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    return option in told.stdout
