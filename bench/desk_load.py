"""How quick the desk answers beside Datasette serving the same SQLite file, while pages are added to the case.

    python bench/desk_load.py --case CASE        (with the environment of the long targets: `make desk-load`)

Rounds of both follow one another in one run, under the same writer; what is told is the ratio within each round, for
absolute times belong to the machine. Both answer with the same rows: one part of the list of pages, as JSON.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent
COMMAND = (sys.executable, "-c", "from sitrep.cli import main; main()")
# As the desk does it: how many there are, then one part.
SQL = "SELECT *, (SELECT count(*) FROM pages) AS total FROM pages ORDER BY position LIMIT 50 OFFSET 0"
PATIENCE = 240.0


@dataclass(frozen=True, slots=True)
class Round:
    """One round against one server: answers a second, and seconds at the 50th and the 99th of a hundred answers."""

    rate: float
    p50: float
    p99: float


def asked(port: int, path: str, seconds: float, callers: int) -> Round:
    """Ask one address from some threads at once for some seconds. Raises RuntimeError for any other answer than 200."""
    ends = time.perf_counter() + seconds
    with ThreadPoolExecutor(callers) as threads:
        taken = [threads.submit(call, port, path, ends) for _ in range(callers)]
        every = sorted(one for times in taken for one in times.result())
    return Round(len(every) / seconds, every[len(every) // 2], every[min(len(every) - 1, len(every) * 99 // 100)])


def call(port: int, path: str, ends: float) -> list[float]:
    """Ask on one connection until the end; how long each answer took, in seconds."""
    connection, times = HTTPConnection("127.0.0.1", port, timeout=120), list[float]()
    while (began := time.perf_counter()) < ends:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:  # noqa: PLR2004 (OK)
            raise RuntimeError(f"port {port} answered {answer.status} to {path}")
        times.append(time.perf_counter() - began)
    connection.close()
    return times


@contextmanager
def serving(command: Sequence[str], port: int, path: str) -> Iterator[None]:
    """A server that answers on a port, stopped at the end."""
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        ends = time.monotonic() + PATIENCE
        while not answers(port, path):
            if time.monotonic() > ends or process.poll() is not None:
                raise RuntimeError(f"no answer on port {port}: {' '.join(command[:6])}")
            time.sleep(0.3)
        yield
    finally:
        process.terminate()
        process.wait()


def answers(port: int, path: str) -> bool:
    """Whether a server answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200  # noqa: PLR2004 (OK)
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


@contextmanager
def writing(case: Path, pages: Path | None) -> Iterator[None]:
    """`sitrep add` at work on a case; none where there are no pages."""
    if pages is None:
        yield
        return
    process = subprocess.Popen(
        [*COMMAND, "add", str(case), str(pages)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
        print(f"the writer {'was at work to the end' if process.poll() is None else 'ended before the rounds did'}")
    finally:
        process.terminate()
        process.wait()


def told(desk: Sequence[Round], other: Sequence[Round]) -> Iterator[str]:
    """Yield a line a figure: both medians, and the median, least and greatest of the paired ratios."""
    yield f"{'':22}{'desk':>10}{'Datasette':>11}{'desk / Datasette (median, least, most of the rounds)':>58}"
    for name, figure in (("answers a second", "rate"), ("seconds, p50", "p50"), ("seconds, p99", "p99")):
        ours, theirs = [getattr(r, figure) for r in desk], [getattr(r, figure) for r in other]
        ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
        spread = f"{statistics.median(ratios):.2f}  ({min(ratios):.2f} to {max(ratios):.2f})"
        yield f"{name:22}{statistics.median(ours):>10.4f}{statistics.median(theirs):>11.4f}{spread:>58}"


def main(argv: Sequence[str] | None = None) -> None:
    """Run the rounds and print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--case", type=Path, required=True, help="a case; a copy of it is served and written to")
    options.add_argument("--pages", type=Path, help="what is added while the rounds run; nothing when left out")
    options.add_argument("--rounds", type=int, default=6)
    options.add_argument("--seconds", type=float, default=5.0)
    options.add_argument("--callers", type=int, default=4)
    options.add_argument("--port", type=int, default=28600)
    given = options.parse_args(argv)
    theirs = f"/desk.json?{urlencode({'sql': SQL, '_shape': 'objects'})}"
    with tempfile.TemporaryDirectory() as folder:
        case = Path(shutil.copytree(given.case, Path(folder) / "case"))
        ours = "/pages.json?part=1"
        datasette = [str(Path(sys.executable).parent / "datasette"), "serve", str(case / "desk.sqlite"), "--port"]
        with (
            serving([*COMMAND, "serve", str(case), "--port", str(given.port)], given.port, ours),
            serving([*datasette, str(given.port + 1)], given.port + 1, theirs),
            writing(case, given.pages),
        ):
            desk: list[Round] = []
            other: list[Round] = []
            for _ in range(given.rounds):
                desk.append(asked(given.port, ours, given.seconds, given.callers))
                other.append(asked(given.port + 1, theirs, given.seconds, given.callers))
    print(*told(desk, other), sep="\n")


if __name__ == "__main__":
    main()
