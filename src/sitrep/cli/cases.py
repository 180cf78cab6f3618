"""`sitrep init`, `add`, `claims`: a case folder made, filled, listed."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from sitrep.case.adding import AT_ONCE, AddReport, Outcome, Readers, add_sources
from sitrep.case.adding import Progress as Acknowledged
from sitrep.case.attempts import Attempt, attempts, given_up
from sitrep.case.folders import Case, init_case, open_case
from sitrep.case.judging import apply_judgements
from sitrep.case.reading import Instruments
from sitrep.case.reviewing import known_rates
from sitrep.case.sharing import BATCH, Start, Stream, shared_out
from sitrep.cli.caching import Cached, usable
from sitrep.cli.instruments import (
    Choices,
    Convention,
    Jobs,
    Profile,
    Skipping,
    load_as,
    origin_with,
    processes,
    shared_parser,
)
from sitrep.cli.output import end, print_line, print_note, print_refusal
from sitrep.export.cards import console_for, print_all_cards, print_event_cards
from sitrep.export.files import in_order
from sitrep.export.review_cards import print_foot
from sitrep.ingest import open_sources
from sitrep.ingest.sources import STANDARD_INPUT
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import judgements, readings
from sitrep.model.documents import Capture
from sitrep.model.errors import UsageError
from sitrep.model.origins import Origin
from sitrep.read.grammar.parser import Parser
from sitrep.read.triage.skipping import UNREAD
from sitrep.views.claims import claim_lines
from sitrep.views.records import Record

# The status that a shell gives whoever is stopped by Ctrl-C.
STOPPED = 130
CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")]


def init(case: CasePath) -> None:
    """Make an empty case folder."""
    init_case(case).close()
    Console(stderr=True).print(f"{case}: a case, ready for `sitrep add {case} PATH...`", highlight=False, markup=False)


def add(
    case: CasePath,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH", help="Files, folders, or - for JSONL on standard input.")
    ],
    *,
    convention: Convention = Profile.NEUTRAL,
    triage: Skipping = False,
    jobs: Jobs = 1,
    cache: Cached = None,
) -> None:
    """Archive and read documents into a case. What is there already is skipped; a stopped run goes on."""
    with open_case(case) as opened:
        choices = Choices(convention.value, triage, usable(cache))
        report = add_with_progress(opened, paths, choices, processes(jobs))
    if report is None:
        raise typer.Exit(STOPPED)
    told = f"{report.read} read, {report.skipped} skipped, {report.refused} refused"
    Console(stderr=True).print(f"{case}: {told}", highlight=False, markup=False)
    end(report.refused)


def add_with_progress(case: Case, paths: list[str], choices: Choices, jobs: int) -> AddReport | None:
    """Add with a progress bar where somebody watches; refusals as lines of standard error.

    None where Ctrl-C stopped it: one line then says what this run leaves in the case, each page having been kept as it
    was read.
    """
    console = Console(stderr=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    shown = Progress(
        *columns,
        console=console,
        disable=not console.is_terminal,
        transient=True,
        # A process that draws in a thread of its own is not one to make others from.
        auto_refresh=jobs == 1,
    )
    with shown as bar:
        task, done_with = bar.add_task("", total=expected(paths)), Counter[Outcome]()

        def acknowledge(done: Acknowledged) -> None:
            done_with[done.outcome] += 1
            bar.update(task, advance=1, description=done.name, refresh=jobs > 1)
            if done.unread_date is not None:
                print_note(done.name, undated(done.unread_date), "write it as 2015-12-24 and add the line again")
            if done.unread:
                print_note(done.name, *UNREAD)
            if done.outcome is Outcome.REFUSED and done.refusal is not None:
                print_refusal(done.refusal)

        try:
            # What comes through a pipe is kept as it comes.
            at_once, most = (1, 1) if STANDARD_INPUT in paths and jobs == 1 else (AT_ONCE, BATCH)
            return add_sources(case, open_sources(paths), readers_for(choices, jobs, most), acknowledge, at_once)
        except KeyboardInterrupt:
            bar.stop()
            sys.stderr.write(f"{case.path}: stopped; {kept(done_with)}; run the same command again to go on\n")
            return None


def undated(given: str) -> str:
    """What is said of a page whose date is none."""
    return f"published is no date: “{given[:60]}”; the page is kept as undated"


def kept(done: Mapping[Outcome, int]) -> str:
    """What a run that was stopped leaves in the case, in words."""
    read, skipped, refused = (done.get(outcome, 0) for outcome in (Outcome.READ, Outcome.SKIPPED, Outcome.REFUSED))
    return f"kept: {read} read by this run, {skipped} that were there before; {refused} refused"


def expected(paths: Sequence[str]) -> int | None:
    """How many pages there are to read, where all of the paths are files of JSONL; None where it takes long to say."""
    files = [Path(path) for path in paths]
    if not all(file.suffix.lower() == ".jsonl" and file.is_file() for file in files):
        return None
    return sum(lines_in(file) for file in files)


def lines_in(path: Path) -> int:
    """How many lines of a file hold anything."""
    with path.open("rb") as lines:
        return sum(bool(line.strip()) for line in lines)


def readers(instruments: Instruments, most: int = BATCH) -> Readers:
    """How captures become readings with these instruments, in this process, at most so many at once."""
    origin = instruments.origin()
    return Readers(
        partial(shared_out, prepare=lambda: lambda: _stream(instruments, origin), jobs=1, give_up=_lost, most=most),
        origin,
    )


def readers_for(choices: Choices, jobs: int, most: int = BATCH) -> Readers:
    """How captures become readings by so many processes, at most so many at once; the model is loaded for the first.

    Raises GazetteerError, LexiconError or ModelError with what to run.
    """
    origin = origin_with(choices)

    def prepare() -> Start[Capture, Attempt]:
        return partial(_start, choices, shared_parser(jobs), origin)

    return Readers(partial(shared_out, prepare=prepare, jobs=jobs, give_up=_lost, most=most), origin)


def _start(choices: Choices, parser: Parser | None, origin: Origin) -> Stream[Capture, Attempt]:
    """What reads captures, made in the process that is to use it."""
    return _stream(load_as(origin, choices, parser), origin)


def _stream(instruments: Instruments, origin: Origin) -> Stream[Capture, Attempt]:
    return partial(attempts, instruments=instruments, origin=origin)


def _lost(capture: Capture, why: str) -> Attempt:
    return Attempt(refusal=given_up(capture, why))


def claims(
    case: CasePath,
    *,
    table: Annotated[bool, typer.Option("--table", help="Cards for people, one an event claim.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="With --table: statements without an event too.")] = False,
) -> None:
    """Print the claims of a case, one JSON object a line."""
    if everything and not table:
        raise UsageError("--all goes with --table; add --table, or leave --all out: claims are printed whole")
    with open_case(case) as opened:
        lines = lines_of(opened)
        if everything:
            print_all_cards(in_order(lines), console_for(sys.stdout))
        elif table:
            print_event_cards(in_order(lines), console_for(sys.stdout))
        else:
            for line in lines:
                print_line(line)
        if table:
            print_foot(known_rates(opened), console_for(sys.stdout))


def lines_of(case: Case) -> Iterator[Record]:
    """Yield the claim lines of a case's current readings, as people left them, in a fixed order."""
    with viewing(case.ledger) as connection:
        read = (line for reading in readings(connection) for line in claim_lines(reading))
        yield from apply_judgements(read, list(judgements(connection)))
