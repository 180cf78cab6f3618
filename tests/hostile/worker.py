"""One process that takes hostile inputs into a case of its own, and says of each what became of it.

On standard input a number a line; on standard output a JSON object a line: first `{"begun": N}` when the input is made,
then what came of it. Memory is capped while it is taken.
"""

import json
import re
import resource
import sys
import time
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import func, select
from tests.case.hand_readers import one_by_one
from tests.hostile.plan import Hostile, made, plan

from sitrep.case.adding import Progress, Readers, add_sources
from sitrep.case.folders import Case, init_case
from sitrep.case.reading import Instruments
from sitrep.cli.cases import readers as real_readers
from sitrep.cli.instruments import load_instruments
from sitrep.ingest import open_sources, read_capture
from sitrep.ledger.connections import viewing
from sitrep.ledger.tables import METADATA
from sitrep.model.documents import Capture, Document, Refusal
from sitrep.model.errors import IngestError
from sitrep.model.readings import Reading

# What an input may take beside what the loaded program has.
MEMORY = 1_500_000_000
UNREAD = "kept unread: only its document was asked for"


def main(folder: Path) -> None:
    """Take inputs until there are none."""
    sys.setrecursionlimit(1000)
    instruments = load_instruments()
    instruments.parser.parse(_warm(instruments))
    cap = memory("VmData") + MEMORY
    inputs = {hostile.number: hostile for hostile in plan()}
    with init_case(folder / "case") as case:
        for line in sys.stdin:
            hostile = inputs[int(line)]
            path = folder / f"input{hostile.ending}"
            path.write_bytes(made(hostile))
            say({"begun": hostile.number})
            with capped(cap):
                told = taken(case, path, hostile, instruments)
            say(told)


def _warm(instruments: Instruments) -> Document:
    """A page that has all parts of the reader loaded."""
    content = b"Two shells fell on the market of Idlib on Monday, a resident said. Nobody was hurt."
    return read_capture(Capture("0" * 64, "text/plain", "warm", content), instruments.lexicon.furniture)


def memory(kind: str) -> int:
    """The bytes of one kind of memory that the process has, as the kernel names and counts it."""
    found = re.search(rf"{kind}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    assert found is not None
    return int(found[1]) * 1024


@contextmanager
def capped(most: int) -> Iterator[None]:
    """Give the process so much memory of its own in the block and no more; its peak is counted anew from here.

    What makes the inputs stands outside, for a bomb is big while it is made.
    """
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    resource.setrlimit(resource.RLIMIT_DATA, (most, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def say(told: object) -> None:
    """Write one line for the process that watches."""
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()


def taken(case: Case, path: Path, hostile: Hostile, instruments: Instruments) -> dict[str, object]:
    """What became of one input: sources found, stored and refused, seconds, and the error where it crashed."""
    found: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    before, began = rows(case), time.process_time()
    error = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            add_sources(case, counted(path, found), readers(instruments, read=hostile.read), noting(outcomes))
    except Exception:  # noqa: BLE001 (whatever it is, it is what this looks for)
        error = traceback.format_exc()
    seconds, after = time.process_time() - began, rows(case)
    path.unlink()
    return {
        "number": hostile.number,
        "found": sum(found.values()),
        "stored": outcomes["stored"],
        "refused": outcomes["refused"],
        "again": outcomes["skipped"],
        "written": {name: after[name] - before[name] for name in after},
        "seconds": seconds,
        "peak": memory("VmHWM"),
        "error": error,
    }


def counted(path: Path, found: Counter[str]) -> Iterator[Capture | Refusal]:
    """The sources of a file, counted as they go by."""
    for source in open_sources([str(path)]):
        found[type(source).__name__] += 1
        yield source


def noting(outcomes: Counter[str]):  # noqa: ANN201 (a closure over the counts)
    """What counts acknowledged sources: stored where a document is, refused where a reason is."""

    def note(done: Progress) -> None:
        if done.refusal is not None and not done.refusal.reason.startswith(UNREAD):
            outcomes["refused"] += 1
        else:
            outcomes["skipped" if done.outcome.value == "skipped" else "stored"] += 1

    return note


def readers(instruments: Instruments, *, read: bool) -> Readers:
    """The real readers, or ones that keep the document and read no claims."""
    real = real_readers(instruments)

    def none(_document: Document) -> Reading:
        raise IngestError(UNREAD, "ask for more")

    made = partial(read_capture, furniture=instruments.lexicon.furniture)
    return real if read else one_by_one(made, none, real.origin)


def rows(case: Case) -> dict[str, int]:
    """How many documents and refusals a case holds."""
    with viewing(case.ledger) as connection:
        return {
            name: connection.execute(select(func.count()).select_from(METADATA.tables[name])).scalar_one()
            for name in ("documents", "refusals")
        }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
