"""Shards read by a Ray cluster. Ray starts and restarts; what is read and where it goes is as on one machine.

A shard is one task. Ray may run a task twice, or lose the machine just after a shard was written: the shard is then
written again under the same name, with the same bytes.
"""

import os
import pickle
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from sitrep.bulk.folders import Output
from sitrep.bulk.runs import Engine, Found, Source, write_shard
from sitrep.bulk.shards import Shard
from sitrep.bulk.tables import Counts
from sitrep.case.attempts import given_up
from sitrep.case.sharing import Start, Stream
from sitrep.model.errors import UsageError

# How often Ray tries a shard anew whose process or machine died under it.
TRIES_OF_SHARD, TRIES_OF_PAGE = 3, 1
# So many shards are given to Ray for each of its cores; the others are not read into memory yet.
AHEAD = 2
# What reads, made once in each process of the cluster, by the pickled way to make it.
_MADE: dict[bytes, Stream[Source, Found]] = {}


def ray_engine(start: Start[Source, Found], address: str | None) -> Engine:
    """An engine of a Ray cluster, by its address, else by RAY_ADDRESS, else one on this machine.

    `start` must be picklable and is called in each process. Raises UsageError when Ray is not installed.
    """
    return partial(_run_by_ray, start=start, address=address)


def load_ray() -> Any:  # noqa: ANN401 - Ray is not there when types are checked
    """Ray, told to send nothing to its makers."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError("--engine ray needs Ray; install it with: pip install 'sitrep[ray]'") from None
    return ray


def _run_by_ray(
    shards: Iterable[Shard], output: Output, start: Start[Source, Found], address: str | None
) -> Iterator[tuple[str, Counts]]:
    """Yield each shard when a machine has written it, in the order in which that happens."""
    ray = load_ray()
    began = not ray.is_initialized()
    if began:
        settings = (
            {"address": address}
            if address
            else {}
            if "RAY_ADDRESS" in os.environ
            else {"_node_ip_address": "127.0.0.1"}
        )
        ray.init(
            **settings, include_dashboard=False, log_to_driver=False, configure_logging=False,
            runtime_env={"env_vars": {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}},
        )  # fmt: skip
    try:
        yield from _given_out(ray, shards, output, ray.put(start))
    finally:
        if began:
            ray.shutdown()


def _given_out(ray: Any, shards: Iterable[Shard], output: Output, start: Any) -> Iterator[tuple[str, Counts]]:  # noqa: ANN401 - as above
    """Keep a few shards for each core under way."""
    whole = ray.remote(num_cpus=1, max_retries=TRIES_OF_SHARD)(_read_and_write)
    coming, under_way, read = iter(shards), dict[Any, Shard](), True
    while read or under_way:
        most = AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        while read and len(under_way) < most:
            shard = next(coming, None)
            read = shard is not None
            if shard is not None:
                under_way[whole.remote(start, shard, output)] = shard
        if not under_way:
            return
        (done, *_), _ = ray.wait(list(under_way), num_returns=1)
        shard = under_way.pop(done)
        try:
            yield ray.get(done)
        except (ray.exceptions.WorkerCrashedError, ray.exceptions.NodeDiedError, ray.exceptions.OutOfMemoryError):
            yield write_shard(shard, [_alone(ray, start, source) for source in shard.sources], output)


def _alone(ray: Any, start: Any, source: Source) -> Found:  # noqa: ANN401 - as above
    """What came of one page of a shard that was lost, in a task of its own."""
    single = ray.remote(num_cpus=1, max_retries=TRIES_OF_PAGE)(_read_one)
    try:
        found: Found = ray.get(single.remote(start, source))
    except (ray.exceptions.WorkerCrashedError, ray.exceptions.NodeDiedError, ray.exceptions.OutOfMemoryError) as error:
        return given_up(source, f"the worker process died ({type(error).__name__})")
    return found


def _read_and_write(start: Start[Source, Found], shard: Shard, output: Output) -> tuple[str, Counts]:
    """Read a shard and write its tables, in a process of the cluster."""
    return write_shard(shard, list(_made(start)(shard.sources)), output)


def _read_one(start: Start[Source, Found], source: Source) -> Found:
    """Read one page, in a process of the cluster."""
    return next(_made(start)([source]))


def _made(start: Start[Source, Found]) -> Stream[Source, Found]:
    """What reads, loaded at the first task of this process."""
    name = pickle.dumps(start)
    if name not in _MADE:
        _MADE[name] = start()
    return _MADE[name]
