"""Claims for people: one card an event claim, under 120 columns, by page, and a count of the rest.

Every meaning is in words; style only repeats it. Text of a page is never read as markup, and its control
characters never reach the terminal.
"""

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.box import ROUNDED
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sitrep.model.fields import NOTHING, Record, number_at, record_at, text_at
from sitrep.views.credits import credit_line
from sitrep.views.phrases import OF_CLAIM, OF_EVENT, heading, listed, printable, several, where

WIDTH = 100
LABELS = 14


def console_for(stream: TextIO) -> Console:
    """A console for cards: at most 100 columns, no markup, no emoji codes, plain when not a terminal."""
    console = Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


def _quotation(claim: Record) -> Text:
    """The evidence in quotation marks."""
    return Text(f"“{printable(text_at(claim, 'evidence', 'text') or '')}”", style="italic")


def _rows(claim: Record) -> Iterator[tuple[str, Text]]:
    """Yield what is known, then the names of what the reader did not find, then the page's words."""
    event = record_at(claim, "event")
    known = {label: find(event) for label, find in OF_EVENT.items()} if event else {}
    known |= {label: find(claim) for label, find in OF_CLAIM.items()}
    for label, value in known.items():
        if value:
            yield label, Text(printable(value))
    missing = listed((label for label, value in known.items() if not value), " · ")
    if missing:
        yield "not found", Text(missing, style="dim")
    yield "words", _quotation(claim)


def grid_of(rows: Iterable[tuple[str, Text]]) -> Table:
    """Labels on the left, values on the right."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(style="dim", no_wrap=True, width=LABELS)
    grid.add_column(overflow="fold")
    for label, value in rows:
        grid.add_row(printable(label), value)
    return grid


def card(claim: Record) -> Panel:
    """The card of a claim: heading above, known fields and the page's words within, id and offsets below."""
    start, end = (number_at(claim, "evidence", key) or 0 for key in ("start", "end"))
    foot = f"{text_at(claim, 'id') or ''} · characters {start:.0f} to {end:.0f}"
    return Panel(
        grid_of(_rows(claim)),
        title=Text(printable(heading(claim)), style="bold"),
        subtitle=Text(printable(foot), style="dim"),
        title_align="left",
        subtitle_align="right",
        box=ROUNDED,
        padding=(0, 1),
    )


def _page(claim: Record) -> str:
    """The page a claim stands on: outlet, date, title and name."""
    keys = ("outlet", "published", "title", "external_id")
    return printable(listed((text_at(claim, "document", key) for key in keys), " · ") or "a page")


def _credit(placed: bool) -> str:  # noqa: FBT001 - a yes or no of one caller
    """Whom to credit, on a line of its own, where a card has a place."""
    return f"\n{credit_line()[:1].upper()}{credit_line()[1:]}" if placed else ""


def _print_cards(claims: Iterable[Record], console: Console) -> bool:
    """Print cards, each page's under a line that names the page; whether a place was shown."""
    page = None
    placed = False
    for claim in claims:
        placed = placed or where(record_at(claim, "event")) is not None
        if page != (found := _page(claim)):
            console.print(Text(found if page is None else f"\n{found}", style="bold"), overflow="fold")
            page = found
        console.print(card(claim))
    return placed


def print_event_cards(claims: Iterable[Record], console: Console) -> None:
    """Print one card an event claim, then how many statements without an event were left out."""
    statements = events = 0

    def with_event() -> Iterator[Record]:
        nonlocal statements, events
        for claim in claims:
            if record_at(claim, "event") is NOTHING:
                statements += 1
            else:
                events += 1
                yield claim

    placed = _print_cards(with_event(), console)
    left_out = f"; {several(statements, 'statement')} without an event (--all shows them)" if statements else ""
    console.print(Text(f"{several(events, 'event claim')}{left_out}{_credit(placed)}"))


def print_all_cards(claims: Iterable[Record], console: Console) -> None:
    """Print one card a claim, statements too."""
    shown = 0

    def counted() -> Iterator[Record]:
        nonlocal shown
        for claim in claims:
            shown += 1
            yield claim

    placed = _print_cards(counted(), console)
    console.print(Text(f"{several(shown, 'claim')}{_credit(placed)}"))
