"""Measures the reader's time above stock spaCy on the same texts, in one run: `make timing`.

Three ways of reading go over the same documents in turn, round after round, forwards in one round and backwards in the
next, so that whatever else the machine does falls on all of them:

- `stock`: the pipeline as `spacy.load` gives it, with all its components, over whole texts;
- `stock, same product`: the same with the matrix product that sitrep sets, so that its gain is not taken for ours;
- `attribution`: sitrep's parse, and the stages that attributions need;
- `reading`: all of a document but its ingest: parse, stages, happenings, claims, resolutions, the line of layers.

Every ratio is of one round. Processor time and time on the clock are printed; the first bears other people's work on
the machine better. Both need one thread (OMP_NUM_THREADS=1), because idle threads of a matrix product burn time.
"""

import argparse
import cProfile
import gc
import json
import os
import pstats
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from statistics import median

import spacy
from figures import BenchError
from run import FAILED, ROOT, USAGE, UsageError, complain, find_data
from spacy.language import Language
from tasks import choose_tasks
from thinc.api import Ops, get_current_ops, set_current_ops

from sitrep.case.reading import Instruments, read_with_headline, resolve
from sitrep.cli.instruments import load_instruments
from sitrep.export.layers import layers_line
from sitrep.ingest import read_capture
from sitrep.ingest.formats import RECORD
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Annotation, Attribution
from sitrep.model.documents import Capture, Document
from sitrep.model.identity import sha256_hex
from sitrep.model.origins import Origin
from sitrep.model.parses import Parse
from sitrep.model.readings import Reading
from sitrep.read.claims import assemble
from sitrep.read.grammar.mending import mended
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.happenings.events import read_events
from sitrep.read.reader import PageReading, stages
from sitrep.read.stages import Layers, Stage, run

DATA = "attributions/polnear"
DOCUMENTS, ROUNDS, LEAST_ROUNDS = 60, 5, 5
STOCK, SAME, ATTRIBUTION, READING = "stock", "stock, same product", "attribution", "reading"
PARSE, MODEL, MENDING = "parse", "model", "mending"
WITHIN = (MODEL, MENDING)
"""Parts of the parse."""
SHOWN = 25


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds of the processor and on the clock."""

    cpu: float
    wall: float

    def __add__(self, other: "Time") -> "Time":
        """The time of two pieces of work."""
        return Time(self.cpu + other.cpu, self.wall + other.wall)


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured with: two copies of the pipeline, each with its matrix product, and the reader."""

    stock: Language
    stock_ops: Ops
    instruments: Instruments
    parser: SpacyParser
    ops: Ops


Rounds = list[dict[str, Time]]


def spend(work: Callable[[], object]) -> Time:
    """The time that some work takes, with no waste of earlier work to clear up."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Time(time.process_time() - cpu, time.perf_counter() - wall)


def open_bench() -> Bench:
    """The stock pipeline first, as it loads before sitrep sets a matrix product; then the reader."""
    stock_ops = get_current_ops()
    instruments = load_instruments()
    parser = instruments.parser
    if not isinstance(parser, SpacyParser):
        raise BenchError("the reader's parser is no spaCy pipeline: there is nothing to compare with")
    ops = get_current_ops()
    set_current_ops(stock_ops)
    stock = spacy.load(parser.name.partition("==")[0])
    set_current_ops(ops)
    return Bench(stock, stock_ops, instruments, parser, ops)


def read_documents(path: Path, count: int, instruments: Instruments) -> list[Document]:
    """The first documents of a data file, as the reader takes them in."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in islice(lines, count)]
    return [document_of(record["id"], record["text"], record["date"], instruments) for record in records]


def document_of(name: str, text: str, published: str, instruments: Instruments) -> Document:
    """A text as a document."""
    content = json.dumps({"id": name, "text": text, "published": published}).encode()
    return read_capture(Capture(sha256_hex(content), RECORD, name, content), instruments.lexicon.furniture)


def ways(bench: Bench, documents: Sequence[Document]) -> dict[str, Callable[[], object]]:
    """What is compared, by name; each goes over all documents."""
    texts, origin = [document.text for document in documents], bench.instruments.origin()
    planned = needed_for(Attribution, stages(bench.instruments.countries, bench.instruments.places.knows))

    def stock(nlp: Language, ops: Ops) -> None:
        set_current_ops(ops)
        for _ in nlp.pipe(texts):
            pass
        set_current_ops(bench.ops)

    def attribution() -> None:
        for document in documents:
            run(planned, bench.parser.parse(document), bench.instruments.lexicon)

    def reading() -> None:
        for document in documents:
            layers_line(read_with_headline(bench.parser.parse(document), bench.instruments, origin))

    return {
        STOCK: lambda: stock(bench.stock, bench.stock_ops),
        SAME: lambda: stock(bench.parser.nlp, bench.ops),
        ATTRIBUTION: attribution,
        READING: reading,
    }


def needed_for(kind: type, planned: Sequence[Stage]) -> tuple[Stage, ...]:
    """The stages without which one type of annotation is not read, in their order."""
    wanted, kept = {kind}, list[Stage]()
    for stage in reversed(planned):
        if stage.gives & wanted:
            kept.insert(0, stage)
            wanted |= stage.needs
    return tuple(kept)


def measure(work: Mapping[str, Callable[[], object]], rounds: int) -> Rounds:
    """The time of each way in each round, after one that is not counted, in which tables are built."""
    for way in work.values():
        way()
    found: Rounds = []
    for number in range(rounds):
        order = list(work) if number % 2 == 0 else list(work)[::-1]
        found.append({name: spend(work[name]) for name in order})
    return found


def measure_in_pieces(work: Mapping[str, Sequence[Callable[[], object]]], rounds: int) -> Rounds:
    """The time of each way in each round, all ways going piece by piece through their work, in turn.

    What else the machine does in seconds or minutes falls on all of them. The first piece is gone through once before,
    uncounted.
    """
    for way in work.values():
        way[0]()
    found: Rounds = []
    for number in range(rounds):
        whole = dict.fromkeys(work, Time(0.0, 0.0))
        for at, pieces in enumerate(zip(*work.values(), strict=True)):
            named = list(zip(work, pieces, strict=True))
            for name, piece in named if (number + at) % 2 == 0 else named[::-1]:
                whole[name] += spend(piece)
        found.append(whole)
    return found


def report(rounds: Rounds) -> Iterator[str]:
    """Yield the seconds of each way and its ratios to stock spaCy: least, median, most."""
    yield f"{'seconds':<36} {'processor':>20}  {'clock':>20}"
    for name in rounds[0]:
        cpu, wall = [found[name].cpu for found in rounds], [found[name].wall for found in rounds]
        yield f"{name:<36} {spread(cpu)}  {spread(wall)}"
    yield f"{'ratio':<36} {'processor':>20}  {'clock':>20}"
    for name in (ATTRIBUTION, READING):
        for base in (STOCK, SAME):
            cpu = [found[name].cpu / found[base].cpu for found in rounds]
            wall = [found[name].wall / found[base].wall for found in rounds]
            yield f"{f'{name} / {base}':<36} {spread(cpu)}  {spread(wall)}"


def spread(values: Sequence[float]) -> str:
    """Least, median and most.

    >>> spread([3, 1, 2.5])
    '  1.00   2.50   3.00'
    """
    return " ".join(f"{value:6.2f}" for value in (min(values), median(values), max(values)))


@dataclass(frozen=True, slots=True)
class Clock:
    """Processor seconds by part of the reading, in the order in which the parts first came."""

    spent: dict[str, float]

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Book what is done inside under a name."""
        start = time.process_time()
        yield
        self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - start

    def on(self, stage: Stage) -> Stage:
        """A stage that books its time."""

        def read(parse: Parse, layers: Layers, lexicon: Lexicon) -> list[Annotation]:
            with self.part(stage.name):
                return list(stage.read(parse, layers, lexicon))

        return replace(stage, read=read)


def read_in_parts(document: Document, bench: Bench, origin: Origin, clock: Clock) -> None:
    """The whole reading of a document, each part booked; what the parse spends within is measured over again."""
    instruments, parser = bench.instruments, bench.parser
    with clock.part(PARSE):
        parse = parser.parse(document)
    with clock.part(MODEL):
        list(parser.nlp.pipe([document.quote(block.span) for block in document.readable()]))
    with clock.part(MENDING):
        mended(parse.tokens)
    planned = stages(instruments.countries, instruments.places.knows)
    layers = run([clock.on(stage) for stage in planned], parse, instruments.lexicon)
    with clock.part("happenings"):
        events = read_events(parse, layers, instruments.lexicon, instruments.countries)
    with clock.part("claims"):
        claims = assemble(parse, layers, events)
    page = PageReading(layers, tuple(events), claims)
    with clock.part("resolutions"):
        resolutions = resolve(document, page, instruments)
    reading = Reading(document, page.annotations(), claims, resolutions, origin)
    with clock.part("line of layers"):
        layers_line(reading)


def measure_parts(bench: Bench, documents: Sequence[Document], rounds: int) -> list[dict[str, float]]:
    """The seconds of each part of the reading, over all documents, in each round."""
    origin, found = bench.instruments.origin(), []
    for _ in range(rounds):
        clock = Clock({})
        for document in documents:
            read_in_parts(document, bench, origin, clock)
        found.append(clock.spent)
    return found


def report_parts(rounds: Sequence[Mapping[str, float]]) -> Iterator[str]:
    """Yield each part's share of the whole reading's processor time, and its ratio to the model's own time."""
    yield f"{'part':<36} {'% of reading':>20}  {'% of the model in it':>20}"
    for name in rounds[0]:
        whole = [sum(spent[part] for part in spent if part not in WITHIN) for spent in rounds]
        share = [100 * spent[name] / total for spent, total in zip(rounds, whole, strict=True)]
        above = [100 * spent[name] / spent[MODEL] for spent in rounds]
        label = f"  of it {name}" if name in WITHIN else name
        yield f"{label:<36} {spread(share)}  {spread(above)}"


def profile(bench: Bench, documents: Sequence[Document]) -> None:
    """Print the project's own functions that a whole reading spends most time in, callees included."""
    profiler = cProfile.Profile()
    profiler.runcall(ways(bench, documents)[READING])
    pstats.Stats(profiler).sort_stats("cumulative").print_stats("sitrep", SHOWN)


def parse_options(argv: Sequence[str]) -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(prog="bench/timing.py", description="Time the reader against stock spaCy.")
    parser.add_argument("--shared", metavar="PATH", help="the folder with the data; else SITREP_SHARED, else ../shared")
    parser.add_argument("--documents", metavar="N", type=int, default=DOCUMENTS, help="how many are read")
    parser.add_argument("--rounds", metavar="N", type=int, default=ROUNDS, help=f"at least {LEAST_ROUNDS}")
    parser.add_argument("--profile", action="store_true", help="then show where the reading spends its time")
    return parser.parse_args(argv)


def check(options: argparse.Namespace) -> None:
    """Raises UsageError for too few rounds or documents, and where more threads than one would be measured."""
    if options.rounds < LEAST_ROUNDS or options.documents < 1:
        raise UsageError(f"at least {LEAST_ROUNDS} rounds over at least one document")
    if os.environ.get("OMP_NUM_THREADS") != "1":
        raise UsageError("set OMP_NUM_THREADS=1, as `make timing` does: idle threads would be measured too")


def main(argv: Sequence[str]) -> int:
    """Measure and print; the exit status: 2 when the data or the one thread is missing."""
    options = parse_options(argv)
    tasks = choose_tasks((DATA,))
    try:
        check(options)
        shared = find_data(options.shared, ROOT, tasks)
        bench = open_bench()
    except UsageError as error:
        return complain(str(error), USAGE)
    except BenchError as error:
        return complain(str(error), FAILED)
    documents = read_documents(shared / tasks[0].data[0], options.documents, bench.instruments)
    show(bench, documents, options.rounds)
    if options.profile:
        profile(bench, documents)
    return 0


def show(bench: Bench, documents: Sequence[Document], rounds: int) -> None:
    """Measure and print the two tables."""
    given = sum(len(document.text) for document in documents)
    readable = sum(block.span.end - block.span.start for document in documents for block in document.readable())
    print(f"{len(documents)} documents, {given} characters, of them {readable} read by sitrep; {bench.parser.name};")
    print(f"{rounds} rounds; least, median, most")
    print("\n".join(report(measure(ways(bench, documents), rounds))), flush=True)
    print("\n".join(report_parts(measure_parts(bench, documents, rounds))))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
