"""Sources shared out among processes, a few at a time, and what came of each put back in order."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import TypeVar

from sitrep.crew.crews import Done, map_in_order
from sitrep.fetch.guarding import stay_offline
from sitrep.model.documents import Capture, Refusal

S = TypeVar("S", Capture, Capture | Refusal)
R = TypeVar("R")
# Gives one result for each source, in order.
Stream = Callable[[Iterable[S]], Iterator[R]]
# Makes it, in the process that is to use it.
Start = Callable[[], Stream[S, R]]

# So many sources, or so many bytes of them, are read at once. The model takes 32 articles in two thirds of the time of
# four times eight; more save little, cost memory, and leave processes idle at the end.
BATCH, BATCH_BYTES = 32, 2_000_000
# The longest page that is read takes some minutes on a slow machine; what takes longer hangs.
PATIENCE_SECONDS = 300.0
# What a process may take beyond the loaded model. The model is given 50,000 characters at once at most, for which its
# manual reckons half a gigabyte.
MEMORY_BYTES = 4 << 30


def shared_out(
    sources: Iterable[S],
    prepare: Callable[[], Start[S, R]],
    jobs: int,
    give_up: Callable[[S, str], R],
    *,
    patience_seconds: float = PATIENCE_SECONDS,
    most: int = BATCH,
) -> Iterator[tuple[S, R]]:
    """Yield each source with what came of it, in order, worked on by so many processes; by this one where it is 1.

    At `most` so many sources are taken at once: 1 gives each back before the next comes.
    `prepare` is called when the first source comes, and loads what all processes share. A source on which a process
    ends or hangs is tried by itself, and then is what `give_up` makes of it; in one process it ends that.
    """
    coming = iter(sources)
    first = next(coming, None)
    if first is None:
        return
    start, rest = prepare(), chain([first], coming)
    if jobs == 1:
        stream = start()
        for batch in batches(rest, most):
            yield from zip(batch, stream(batch), strict=True)
        return
    work = partial(_start_batches, start)
    for outcome in map_in_order(work, batches(rest, most), jobs, patience_seconds, memory_bytes=MEMORY_BYTES, tries=1):
        if isinstance(outcome, Done):
            yield from zip(outcome.task, outcome.result, strict=True)
        else:
            yield from _singly(outcome.task, work, give_up, patience_seconds)


def _singly(
    batch: tuple[S, ...],
    work: Callable[[], Callable[[tuple[S, ...]], list[R]]],
    give_up: Callable[[S, str], R],
    patience_seconds: float,
) -> Iterator[tuple[S, R]]:
    """Yield the sources of a batch that was lost, each tried by itself."""
    singles = ((source,) for source in batch)
    for outcome in map_in_order(work, singles, 1, patience_seconds, memory_bytes=MEMORY_BYTES):
        (source,) = outcome.task
        yield source, outcome.result[0] if isinstance(outcome, Done) else give_up(source, outcome.why)


def _start_batches(start: Start[S, R]) -> Callable[[tuple[S, ...]], list[R]]:
    """A function of whole batches, in a process that opens no connection."""
    stay_offline()
    return partial(_batch, start())


def _batch(stream: Stream[S, R], batch: tuple[S, ...]) -> list[R]:
    return list(stream(batch))


def batches(sources: Iterable[S], most: int = BATCH, most_bytes: int = BATCH_BYTES) -> Iterator[tuple[S, ...]]:
    """Yield sources in order, so many at a time, or fewer where their bytes are many."""
    batch: list[S] = []
    size = 0
    for source in sources:
        weight = len(source.content) if isinstance(source, Capture) else 0
        if batch and size + weight > most_bytes:
            yield tuple(batch)
            batch, size = [], 0
        batch.append(source)
        size += weight
        if len(batch) >= most:
            # At once: the next source may be long in coming.
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)
