"""What an index costs: how long a look-up takes, and how much memory it holds."""

import resource
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter_ns

from sitrep.gazetteer.index import open_gazetteer
from sitrep.gazetteer.tables import load_table

_LATE = 99


@dataclass(frozen=True, slots=True)
class Cost:
    """Times of look-ups in microseconds, the first of a name and one that is repeated; memory in MiB.

    `memory_mb` is what the process holds more at its peak, with the index open and all these names looked up.
    """

    names: int
    first_median_us: float
    first_late_us: float
    again_median_us: float
    memory_mb: float


def _peak_mb() -> float:
    """The most memory that this process has held so far; macOS counts it in bytes, others in KiB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def _microseconds(work: list[int]) -> list[float]:
    return [nanoseconds / 1000 for nanoseconds in work]


def measure(path: Path) -> Cost:
    """The cost of the index at `path`, on the names of the project's own list of conflict places."""
    names = [row["name"] for row in load_table("aliases").rows]
    before = _peak_mb()
    gazetteer = open_gazetteer(path)
    gazetteer.find("")  # The tables of words are read once a process, not once a look-up.

    def timed() -> list[float]:
        taken = []
        for name in names:
            start = perf_counter_ns()
            gazetteer.find(name)
            taken.append(perf_counter_ns() - start)
        return _microseconds(taken)

    first, again = timed(), timed()
    late = quantiles(first, n=100)[_LATE - 1]
    return Cost(
        len(names), round(median(first), 1), round(late, 1), round(median(again), 1), round(_peak_mb() - before, 1)
    )
