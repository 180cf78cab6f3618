"""A run over shards: those that are finished are left alone, the others read, and a manifest written at the end."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sitrep.bulk.folders import Output
from sitrep.bulk.shards import Shard
from sitrep.bulk.tables import Counts, Row, rows_of, tables
from sitrep.case.attempts import attempts, given_up
from sitrep.case.reading import Instruments
from sitrep.case.sharing import Start, Stream, shared_out
from sitrep.model.documents import Capture, Refusal
from sitrep.model.identity import JSON
from sitrep.model.origins import Origin

Source = Capture | Refusal
Found = list[Row] | Refusal
# Yields the key of each shard that it has read and written, with its counts, in any order.
Engine = Callable[[Iterable[Shard], Output], Iterator[tuple[str, Counts]]]


@dataclass(frozen=True, slots=True)
class Filled:
    """What a run left in its folder: the totals over its shards, and the files of claims there that are of others."""

    total: dict[str, JSON]
    others: list[str]


def run_shards(shards: Iterable[Shard], origin: Origin, output: Output, engine: Engine) -> Filled:
    """Read all shards that are not finished, then write the manifest.

    A run that was stopped anywhere goes on with the shards that it had not finished. A shard that comes twice, because
    a file was named twice, is one.
    """
    keys: dict[str, None] = {}
    counts: dict[str, Counts] = {}

    def unfinished() -> Iterator[Shard]:
        for shard in shards:
            if shard.key in keys:
                continue
            keys[shard.key] = None
            before = output.finished(shard.key)
            if before is not None:
                counts[shard.key] = before
            else:
                yield shard

    counts.update(engine(unfinished(), output))
    total = output.write_manifest(origin, [(key, counts[key]) for key in keys])
    return Filled(total, output.others(keys))


def read_shard(sources: Iterable[Source], instruments: Instruments, origin: Origin) -> Iterator[Found]:
    """Yield the rows of each source, or its refusal: a pure function of what it is given."""
    for attempt in attempts(sources, instruments, origin):
        if attempt.reading is not None:
            yield rows_of(attempt.reading)
        elif attempt.refusal is not None:
            yield attempt.refusal


def local_engine(prepare: Callable[[], Start[Source, Found]], jobs: int) -> Engine:
    """An engine of so many processes on this machine."""
    return partial(_run_locally, prepare=prepare, jobs=jobs)


def _run_locally(
    shards: Iterable[Shard], output: Output, prepare: Callable[[], Start[Source, Found]], jobs: int
) -> Iterator[tuple[str, Counts]]:
    """Yield each shard when it is written. Pages of the next shards are read while one is not yet whole."""
    under_way: deque[Shard] = deque()

    def sources() -> Iterator[Source]:
        for shard in shards:
            under_way.append(shard)
            yield from shard.sources

    found: list[Found] = []
    for _, result in shared_out(sources(), prepare, jobs, given_up):
        found.append(result)
        if len(found) == len(under_way[0].sources):
            yield write_shard(under_way.popleft(), found, output)
            found = []


def write_shard(shard: Shard, found: list[Found], output: Output) -> tuple[str, Counts]:
    """Write what came of a shard; its key and counts."""
    claims, refusals, counts = tables(shard.sources, found)
    output.write_shard(shard.key, claims, refusals)
    return shard.key, counts


def differences(one: Path, other: Path) -> list[str]:
    """How the results in two folders differ, row for row; empty where they do not. How they were cut is no matter.

    Claims are compared sorted by id and record, refusals by path.
    """
    told = []
    for kind, order in (("claims", ("id", "record", "source")), ("refusals", ("path", "reason"))):
        left, right = (all_rows(folder, kind, order) for folder in (one, other))
        told += [f"{kind}: {len(left)} rows and {len(right)}"] if len(left) != len(right) else []
        told += [f"{kind} {a.get(order[0])}: differs" for a, b in zip(left, right, strict=False) if a != b]
    return told


def all_rows(folder: Path, kind: str, order: tuple[str, ...]) -> list[dict[str, object]]:
    """All rows of a kind in a folder, sorted."""
    files = sorted(folder.glob(f"{kind}-*.parquet"))
    rows = [row for file in files for row in pa.Table.to_pylist(pq.read_table(file))]
    return sorted(rows, key=lambda row: [str(row.get(name)) for name in order])


def reading_rows(instruments: Instruments, origin: Origin) -> Stream[Source, Found]:
    """What reads the sources of shards with these instruments."""
    return partial(read_shard, instruments=instruments, origin=origin)
