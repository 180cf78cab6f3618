"""Adds generated sources to a case and prints each acknowledged name: what the kill test kills.

Called as ``adding_driver CASE COUNT SEED``. It reads without the model, so that a run is short and
most of it is writing.
"""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.case.hand_readers import one_by_one
from tests.ledger.readings import OLD, capture_of, document_of, read

from sitrep.case.adding import AddReport, Progress, add_sources
from sitrep.case.folders import init_case
from sitrep.model.documents import Capture, Document, Refusal
from sitrep.model.errors import IngestError
from sitrep.model.readings import Reading

WORDS = ("shells", "fell", "near", "the", "market", "before", "noon", "nobody", "was", "hurt", "🚑", "قال")


def generated(count: int, seed: int) -> Iterator[Capture | Refusal]:
    """Captures of random words, some refused, in an order that the seed decides; the words do not depend on it."""
    numbers = list(range(count))
    random.Random(seed).shuffle(numbers)  # noqa: S311  # made-up words, no secret
    for number in numbers:
        words = random.Random(number)  # noqa: S311  # the same
        if number % 13 == 5:
            yield Refusal(f"page-{number}.pdf", "a PDF, which is not read yet", "convert it to text")
        else:
            yield capture_of(f"page-{number}.txt", " ".join(words.choices(WORDS, k=words.randint(1, 40))))


def read_capture(capture: Capture) -> Document:
    return document_of(capture)


def read_slowly(document: Document) -> Reading:
    """A reading that takes some milliseconds, and refuses every text that starts in Arabic."""
    time.sleep(0.002)
    if document.text.startswith("قال"):
        raise IngestError("not read: language ar", "add a reader for it")
    return read(document)


def add_generated(path: Path, count: int, seed: int) -> AddReport:
    with init_case(path) as case:
        readers = one_by_one(read_capture, read_slowly, OLD)
        return add_sources(case, generated(count, seed), readers, acknowledge)


def acknowledge(progress: Progress) -> None:
    sys.stdout.write(f"{progress.outcome} {progress.name}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    report = add_generated(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    sys.stderr.write(f"{report}\n")
