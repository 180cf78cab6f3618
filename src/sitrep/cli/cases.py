"""`sitrep init`, `add`, `claims`, `export`: a case folder made, filled, listed, written out."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from sitrep.case.adding import AddReport, Outcome, Readers, add_sources
from sitrep.case.adding import Progress as Acknowledged
from sitrep.case.folders import Case, init_case, open_case
from sitrep.case.judging import apply_judgements
from sitrep.case.reading import Instruments, read_document
from sitrep.case.reviewing import known_rates
from sitrep.cli.instruments import Convention, Profile, load_instruments
from sitrep.cli.output import end, print_line, print_refusal
from sitrep.cli.reading import misread
from sitrep.export.analysis import analysed, write_rates
from sitrep.export.cards import console_for, print_all_cards, print_event_cards
from sitrep.export.files import BOM, EXPORTERS, export_csv, exporter, in_order
from sitrep.export.redacted import counted, redacted_lines, told, write_withheld
from sitrep.export.review_cards import print_foot
from sitrep.gazetteer.index import default_path, open_gazetteer
from sitrep.ingest import open_sources, read_capture, refuse_language, refuse_length
from sitrep.ledger.connections import viewing
from sitrep.ledger.queries import judgements, readings
from sitrep.model.documents import Document
from sitrep.model.errors import IngestError, SpanError, UsageError
from sitrep.model.readings import Reading
from sitrep.redaction import Audience
from sitrep.views.claims import claim_lines
from sitrep.views.records import Record

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
) -> None:
    """Archive and read documents into a case. What is there already is skipped; a stopped run goes on."""
    with open_case(case) as opened:
        report = add_with_progress(opened, paths, load_instruments(convention.value))
    told = f"{report.read} read, {report.skipped} skipped, {report.refused} refused"
    Console(stderr=True).print(f"{case}: {told}", highlight=False, markup=False)
    end(report.refused)


def add_with_progress(case: Case, paths: list[str], instruments: Instruments) -> AddReport:
    """Add with a progress bar where somebody watches; refusals as lines of standard error."""
    console = Console(stderr=True)
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task("", total=None)

        def acknowledge(done: Acknowledged) -> None:
            bar.update(task, advance=1, description=done.name)
            if done.outcome is Outcome.REFUSED and done.refusal is not None:
                print_refusal(done.refusal)

        return add_sources(case, open_sources(paths), readers(instruments), acknowledge)


def readers(instruments: Instruments) -> Readers:
    """How captures become readings with these instruments."""
    origin = instruments.origin()

    def read(document: Document) -> Reading:
        refusal = refuse_language(document) or refuse_length(document)
        if refusal is not None:
            raise IngestError(refusal.reason, refusal.remedy)
        try:
            return read_document(document, instruments, origin)
        except SpanError as error:
            failed = misread(document, error)
            raise IngestError(failed.reason, failed.remedy) from error

    return Readers(lambda capture: read_capture(capture, instruments.lexicon.furniture), read, origin)


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


def export(
    case: CasePath,
    form: Annotated[str, typer.Option("--as", metavar="FORMAT", help=f"One of: {', '.join(sorted(EXPORTERS))}.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="PATH", help="The file to write.")],
    *,
    profile: Annotated[
        Audience, typer.Option("--profile", help="Whom it is for: names and places are withheld for all but internal.")
    ] = Audience.PUBLIC,
    bom: Annotated[bool, typer.Option("--bom", help="With --as csv: begin the file as Excel needs it.")] = False,
) -> None:
    """Write the claims of a case to a file."""
    write = exporter(form)
    if bom and form != "csv":
        raise UsageError(f"--bom goes with --as csv; leave it out, or add --as csv in the place of {form}")
    with open_case(case) as opened:
        if profile is Audience.INTERNAL:
            lines: list[Record] = list(lines_of(opened))
        else:
            places = open_gazetteer(default_path())
            lines = list(redacted_lines(opened, profile, datetime.now(UTC).date(), places))
        rows = analysed(opened, lines, profile) if form == "csv" else lines
        written = export_csv(rows, output, BOM) if bom else write(rows, output)
        write_rates(opened, output)
    write_withheld(output, profile, lines)
    note = f"{output}: {written} claims; withheld: {told(counted(lines))}"
    Console(stderr=True, soft_wrap=True).print(note, highlight=False, markup=False)
