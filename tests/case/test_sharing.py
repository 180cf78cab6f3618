"""Sharing out: every source comes back with what came of it, in order, by one process or by several."""

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator

import pytest

from sitrep.case.sharing import BATCH, BATCH_BYTES, batches, shared_out
from sitrep.model.documents import Capture, Refusal
from sitrep.model.identity import sha256_hex

Source = Capture | Refusal


def page(number: int, text: str = "calm") -> Capture:
    content = text.encode()
    return Capture(sha256_hex(content), "text/plain", f"page-{number}", content)


def read(source: Source) -> str:
    if isinstance(source, Refusal):
        return "refused before"
    if source.content == b"kills":
        os.kill(os.getpid(), signal.SIGKILL)
    while source.content == b"hangs":
        time.sleep(10)
    return f"{source.name} is {source.content.decode()}"


def prepare() -> Callable[[], Callable[[Iterable[Source]], Iterator[str]]]:
    return lambda: lambda sources: (read(source) for source in sources)


def give_up(source: Source, why: str) -> str:
    return f"{source.name if isinstance(source, Capture) else source.path} given up: {why}"


SOURCES: list[Source] = [page(n) if n % 7 else Refusal(f"page-{n}", "empty", "fill it") for n in range(60)]


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_give_what_one_gives(jobs: int) -> None:
    assert list(shared_out(SOURCES, prepare, jobs, give_up)) == list(shared_out(SOURCES, prepare, 1, give_up))


def test_nothing_is_loaded_before_there_is_something_to_read() -> None:
    def never() -> Callable[[], Callable[[Iterable[Source]], Iterator[str]]]:
        raise AssertionError("loaded for nothing")

    assert list(shared_out(iter([]), never, 2, give_up)) == []


def test_of_a_batch_that_kills_or_hangs_only_the_page_that_does_it_is_given_up() -> None:
    sources = list(SOURCES)
    sources[20], sources[45] = page(20, "kills"), page(45, "hangs")
    found = [result for _, result in shared_out(sources, prepare, 2, give_up, patience_seconds=0.5)]
    expected = [result for _, result in shared_out(SOURCES, prepare, 1, give_up)]
    expected[20] = "page-20 given up: the worker process was ended by SIGKILL"
    expected[45] = "page-45 given up: no answer within 0.5 seconds"
    assert found == expected


def test_batches_keep_the_order_and_are_cut_by_number_and_by_bytes() -> None:
    large = page(0, "x" * (BATCH_BYTES // 2 + 1))
    sources = [*map(page, range(BATCH + 1)), large, large, page(1)]
    cut = list(batches(sources))
    assert [source for batch in cut for source in batch] == sources
    assert [len(batch) for batch in cut] == [BATCH, 2, 2]
