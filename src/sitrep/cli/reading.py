"""`sitrep read`: documents in, claims out, nothing kept."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Annotated, Any, Generic, TypeVar

import typer

from sitrep.bulk.shards import RECORDS
from sitrep.case.attempts import Reader, attempts, given_up
from sitrep.case.reading import Instruments, read_parse, read_with_headline
from sitrep.case.sharing import Start, Stream, shared_out
from sitrep.cli.caching import Cached, usable
from sitrep.cli.instruments import (
    Choices,
    Convention,
    Jobs,
    Profile,
    Skipping,
    load_instruments,
    processes,
    shared_parser,
)
from sitrep.cli.output import end, line_of, print_note, print_refusal
from sitrep.cli.sharding import Bulk, EngineName, read_into, refuse_elsewhere
from sitrep.export.cards import console_for, print_all_cards, print_event_cards
from sitrep.export.layers import layers_line
from sitrep.ingest import open_sources
from sitrep.model.documents import Capture, Refusal
from sitrep.model.errors import UsageError
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading
from sitrep.read.grammar.parser import Parser
from sitrep.read.triage.skipping import UNREAD, is_skipped_whole
from sitrep.views.claims import claim_lines
from sitrep.views.records import Record

T = TypeVar("T")


def read(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for JSONL on standard input.")
    ],
    *,
    layers: Annotated[
        bool, typer.Option("--layers", help="One JSON object a document: every annotation layer.")
    ] = False,
    table: Annotated[bool, typer.Option("--table", help="Cards for people, one an event claim.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="With --table: statements without an event too.")] = False,
    convention: Convention = Profile.NEUTRAL,
    triage: Skipping = False,
    jobs: Jobs = 1,
    cache: Cached = None,
    out: Annotated[
        str | None, typer.Option("--out", metavar="FOLDER", help="Write Parquet files there instead of printing.")
    ] = None,
    engine: Annotated[
        EngineName, typer.Option("--engine", help="With --out: what runs the shards.")
    ] = EngineName.LOCAL,
    records: Annotated[
        int, typer.Option("--shard-records", min=1, help="With --out: how many records make a shard.")
    ] = RECORDS,
    ray_address: Annotated[
        str | None, typer.Option("--ray-address", help="With --engine ray: the cluster; else RAY_ADDRESS, else here.")
    ] = None,
) -> None:
    """Read documents and print their claims, one JSON object a line."""
    if out is None and engine is not EngineName.LOCAL:
        raise UsageError("--engine goes with --out; say in which folder the tables are to be")
    if out is not None and (layers or table):
        raise UsageError("--out writes claims as tables; leave --layers and --table out")
    if out is not None and context.find_root().params.get("offline"):
        refuse_elsewhere(out, engine)
    if layers and table:
        raise UsageError("--layers and --table cannot go together; choose one")
    if everything and not table:
        raise UsageError("--all goes with --table; add --table, or leave --all out: claims are printed whole")
    if cache is not None and engine is not EngineName.LOCAL:
        raise UsageError("--cache is a file of this machine; leave it out, and unset SITREP_CACHE, with --engine ray")
    choices = Choices(convention.value, triage, usable(cache))
    if out is not None:
        end(read_into(paths, out, Bulk(engine, choices, processes(jobs), records, ray_address)))
        return
    view: View[Any] = LAYERS if layers else EVERYTHING if everything else CARDS if table else CLAIMS
    end(read_paths(paths, starting(choices, view, processes(jobs)), view, processes(jobs)))


@dataclass(frozen=True, slots=True)
class View(Generic[T]):
    """A way to show readings: `made` is made of one where it is read, `show` shows all that was made."""

    made: Callable[[Reading], T]
    show: Callable[[Iterable[T]], None]
    reader: Reader = read_parse


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """What was made of a reading; `unread` is the page's name where triage left all of it unread."""

    value: T
    unread: str | None = None


def starting(choices: Choices, view: View[T], jobs: int) -> Callable[[], Start[Capture | Refusal, Made[T] | Refusal]]:
    """What loads the model when there is something to read, and then makes what reads it."""
    return lambda: partial(_start, choices, shared_parser(jobs), view)


def _start(choices: Choices, parser: Parser | None, view: View[T]) -> Stream[Capture | Refusal, Made[T] | Refusal]:
    return reading_with(load_instruments(choices, parser), view)


def reading_with(instruments: Instruments, view: View[T]) -> Stream[Capture | Refusal, Made[T] | Refusal]:
    """What reads sources with these instruments, and makes of each what is shown of it."""
    return partial(_made, instruments=instruments, origin=instruments.origin(), view=view)


def _made(
    sources: Iterable[Capture | Refusal], instruments: Instruments, origin: Origin, view: View[T]
) -> Iterator[Made[T] | Refusal]:
    for attempt in attempts(sources, instruments, origin, view.reader):
        if attempt.reading is not None:
            document = attempt.reading.document
            yield Made(view.made(attempt.reading), document.external_id if is_skipped_whole(document) else None)
        elif attempt.refusal is not None:
            yield attempt.refusal


def read_paths(
    paths: list[str], prepare: Callable[[], Start[Capture | Refusal, Made[T] | Refusal]], view: View[T], jobs: int = 1
) -> int:
    """Read and show everything at some paths, by so many processes; the number of refusals."""
    refused = 0

    def made() -> Iterator[T]:
        nonlocal refused
        for _, found in shared_out(open_sources(paths), prepare, jobs, given_up):
            if isinstance(found, Refusal):
                refused += 1
                print_refusal(found)
                continue
            if found.unread is not None:
                print_note(found.unread, *UNREAD)
            yield found.value

    view.show(made())
    return refused


def claims_text(reading: Reading) -> str:
    """One line a claim."""
    return "".join(line_of(line) for line in claim_lines(reading))


def layers_text(reading: Reading) -> str:
    """One line a document."""
    return line_of(layers_line(reading))


def show_texts(texts: Iterable[str]) -> None:
    """Lines as they are."""
    for text in texts:
        sys.stdout.write(text)


def show_table(pages: Iterable[list[Record]]) -> None:
    """Cards of event claims."""
    print_event_cards(chain.from_iterable(pages), console_for(sys.stdout))


def show_table_all(pages: Iterable[list[Record]]) -> None:
    """Cards of all claims."""
    print_all_cards(chain.from_iterable(pages), console_for(sys.stdout))


CLAIMS = View(claims_text, show_texts)
LAYERS = View(layers_text, show_texts, read_with_headline)
CARDS = View(claim_lines, show_table)
EVERYTHING = View(claim_lines, show_table_all)
