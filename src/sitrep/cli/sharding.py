"""`sitrep read --out FOLDER`: inputs too large for one stream, read shard by shard into Parquet files."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from sitrep.bulk.shards import RECORDS, shards
from sitrep.case.sharing import Start, Stream
from sitrep.cli.instruments import DEFAULT, Choices, load_as, origin_with, shared_parser
from sitrep.cli.output import print_note
from sitrep.fetch.guarding import allow_for
from sitrep.ingest import open_sources
from sitrep.model.errors import UsageError
from sitrep.model.origins import Origin
from sitrep.read.grammar.parser import Parser

if TYPE_CHECKING:
    from sitrep.bulk.runs import Found, Source


class EngineName(StrEnum):
    """What runs the shards: this machine's processes, or a Ray cluster."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class Bulk:
    """How a folder is filled: by what engine and choices, so many processes, so many records a shard."""

    engine: EngineName = EngineName.LOCAL
    choices: Choices = DEFAULT
    jobs: int = 1
    records: int = RECORDS
    ray_address: str | None = None


def refuse_elsewhere(out: str, engine: EngineName) -> None:
    """Raise UsageError where a run that is offline needs other machines: a cluster, or a store behind an address."""
    if engine is EngineName.RAY or ("://" in out and not out.startswith("file://")):
        raise UsageError(
            "read: --engine ray and --out with an address connect to other machines, and this run is offline; "
            "leave --offline out and unset SITREP_OFFLINE, or read into a folder of this machine"
        )


def read_into(paths: list[str], out: str, bulk: Bulk) -> int:
    """Read everything at some paths into a folder; how many of its records are refused."""
    # Arrow takes as long to load as all the rest, and no other command needs it.
    from sitrep.bulk.folders import Output  # noqa: PLC0415 - as above
    from sitrep.bulk.ray_engine import load_ray, ray_engine  # noqa: PLC0415 - as above
    from sitrep.bulk.runs import local_engine, run_shards  # noqa: PLC0415 - as above

    origin = origin_with(bulk.choices)
    if bulk.engine is EngineName.RAY:
        allow_for("the machines of a cluster")
        load_ray()
        run = ray_engine(partial(_start, bulk.choices, None, origin), bulk.ray_address)
    else:
        run = local_engine(lambda: _prepared(bulk.choices, bulk.jobs, origin), bulk.jobs)
    done = run_shards(shards(open_sources(paths), origin, bulk.records), origin, Output(out), run)
    sys.stderr.write(f"{out}: {json.dumps(done.total)}\n")
    if done.others:
        told = f"{len(done.others)} files of claims in it are of other runs, {done.others[0]} say"
        print_note(out, told, "read those that manifest.json lists, or give each run a folder of its own")
    return int(str(done.total["refusals"]))


def _prepared(choices: Choices, jobs: int, origin: Origin) -> Start[Source, Found]:
    return partial(_start, choices, shared_parser(jobs), origin)


def _start(choices: Choices, parser: Parser | None, origin: Origin) -> Stream[Source, Found]:
    """What reads, made in the process that is to use it."""
    from sitrep.bulk.runs import reading_rows  # noqa: PLC0415 - as above

    return reading_rows(load_as(origin, choices, parser), origin)
