"""`sitrep read`: documents in, claims out, nothing kept."""

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated

import typer

from sitrep.case.reading import Instruments, read_document, read_with_headline
from sitrep.cli.instruments import Convention, Profile, Skipping, load_instruments
from sitrep.cli.output import end, print_line, print_note, print_refusal
from sitrep.export.cards import console_for, print_all_cards, print_event_cards
from sitrep.export.layers import layers_line
from sitrep.ingest import open_sources, read_capture, refuse_language, refuse_length
from sitrep.lexicon import Lexicon
from sitrep.model.documents import Document, Refusal
from sitrep.model.errors import IngestError, SpanError, UsageError
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading
from sitrep.read.triage.skipping import is_skipped_whole
from sitrep.views.claims import claim_lines
from sitrep.views.records import Record


def read(
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
) -> None:
    """Read documents and print their claims, one JSON object a line."""
    if layers and table:
        raise UsageError("--layers and --table cannot go together; choose one")
    if everything and not table:
        raise UsageError("--all goes with --table; add --table, or leave --all out: claims are printed whole")
    show = show_layers if layers else show_table_all if everything else show_table if table else show_claims
    reader = read_with_headline if layers else read_document
    end(read_paths(paths, load_instruments(convention.value, triage=triage), show, reader))


Show = Callable[[Iterable[Reading]], None]
Reader = Callable[[Document, Instruments, Origin], Reading]


def read_paths(paths: list[str], instruments: Instruments, show: Show, reader: Reader = read_document) -> int:
    """Read and show everything at some paths; the number of refusals."""
    refused = 0

    def readings() -> Iterator[Reading]:
        nonlocal refused
        origin = instruments.origin()
        for found in open_documents(paths, instruments.lexicon):
            if isinstance(found, Refusal):
                refused += 1
                print_refusal(found)
                continue
            try:
                reading = reader(found, instruments, origin)
                note_unread(reading.document)
                yield reading
            except SpanError as error:
                refused += 1
                print_refusal(misread(found, error))

    show(readings())
    return refused


def note_unread(document: Document) -> None:
    """Say of a page that triage left all of it unread: that it has no claims is no finding."""
    if is_skipped_whole(document):
        print_note(document.external_id, "triage left the whole page unread", "read it without --triage")


def misread(document: Document, error: SpanError) -> Refusal:
    """The refusal of a page on which the reader itself went wrong: it is said, and the other pages go on."""
    return Refusal(document.external_id, f"the reader failed on this page: {error}", "report the page; it is not read")


def open_documents(paths: list[str], lexicon: Lexicon) -> Iterator[Document | Refusal]:
    """Yield each document that can be read for claims, and each refusal, in order."""
    for found in open_sources(paths):
        if isinstance(found, Refusal):
            yield found
            continue
        try:
            document = read_capture(found, lexicon.furniture)
        except IngestError as error:
            yield Refusal(found.name, error.reason, error.remedy)
            continue
        yield refuse_language(document) or refuse_length(document) or document


def show_claims(readings: Iterable[Reading]) -> None:
    """One line a claim."""
    for reading in readings:
        for line in claim_lines(reading):
            print_line(line)


def show_layers(readings: Iterable[Reading]) -> None:
    """One line a document."""
    for reading in readings:
        print_line(layers_line(reading))


def show_table(readings: Iterable[Reading]) -> None:
    """Cards of event claims."""
    print_event_cards(lines_of(readings), console_for(sys.stdout))


def show_table_all(readings: Iterable[Reading]) -> None:
    """Cards of all claims."""
    print_all_cards(lines_of(readings), console_for(sys.stdout))


def lines_of(readings: Iterable[Reading]) -> Iterator[Record]:
    """Yield the claim lines of readings."""
    for reading in readings:
        yield from claim_lines(reading)
