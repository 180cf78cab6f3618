"""Claims for people: one card an event claim, under 120 columns, by page, and a count of the rest.

Every meaning is in words; style only repeats it. Text of a page is never read as markup, and its control
characters never reach the terminal.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from rich.box import ROUNDED
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sitrep.model.fields import NOTHING, Record, flag_at, number_at, record_at, records_at, text_at, texts_at
from sitrep.views.credits import credit_line

WIDTH = 100
LABELS = 14
# Joiners belong to emoji and to Arabic and Persian words; every other format character can reorder or hide text.
JOINERS = frozenset("\u200c\u200d")
UNSAFE = frozenset({"Cc", "Cf", "Cs"})
ARROW = " → "
# The comparators and stances of the contract as people say them.
BOUNDS = {
    "~": "about ",
    ">=": "at least ",
    "<=": "at most ",
    ">": "more than ",
    "<": "fewer than ",
    "<~": "almost ",
    ">~": "just over ",
}
STANCES = {"asserts": "asserted", "denies": "denied", "questions": "questioned", "declines": "declined to say"}
# Measures that are said of a group ("9 people killed"); of the others the measure is what is counted.
DONE_TO = frozenset({"killed", "injured", "missing", "displaced", "arrested", "captured", "destroyed"})


def printable(text: str) -> str:
    r"""Text on one line, without control, format or surrogate characters.

    >>> printable("a\x1b[31mb\n c\u202e")
    'a[31mb c'
    """
    kept = (c for c in text if c in JOINERS or c.isspace() or unicodedata.category(c) not in UNSAFE)
    return " ".join("".join(kept).split())


def console_for(stream: TextIO) -> Console:
    """A console for cards: at most 100 columns, no markup, no emoji codes, plain when not a terminal."""
    console = Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=False)
    console.width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return console


def listed(parts: Iterable[str | None], separator: str = ", ") -> str | None:
    """The known parts in a row, each once, or None when there are none."""
    return separator.join(dict.fromkeys(part for part in parts if part)) or None


def actor_words(actor: Record) -> str | None:
    """An actor's name, with country, roles and status where known."""
    known = listed([text_at(actor, "country"), *texts_at(actor, "roles"), text_at(actor, "status")], " ")
    name = text_at(actor, "name")
    return f"{name} ({known})" if name and known else name


def people(event: Record, role: str) -> str | None:
    """The actors or recipients of an event."""
    return listed((actor_words(actor) for actor in records_at(event, role)), "; ")


def _who(event: Record) -> str | None:
    """The actors of an event and how their responsibility stands."""
    doers, responsibility = people(event, "actors"), text_at(event, "responsibility")
    if responsibility in (None, "stated"):
        return doers
    return listed([doers, f"responsibility {responsibility}".replace("_", "-")], " · ")


def _what(event: Record) -> str | None:
    """What was done: the page's word for it, its code in words, and the equipment."""
    used = listed(text_at(item, "name") or text_at(item, "span", "text") for item in records_at(event, "equipment"))
    trigger = text_at(event, "trigger", "text")
    parts = [f"“{trigger}”" if trigger else None, text_at(event, "acled", "sub_event_type")]
    return listed([*parts, f"with {used}" if used else None], " · ")


def _to_whom(event: Record) -> str | None:
    """The recipients of an event."""
    return people(event, "recipients")


def when(event: Record) -> str | None:
    """The time of an event: a day, or both ends with an open one named."""
    time = record_at(event, "time")
    if not time:
        return None
    start, end = text_at(time, "start"), text_at(time, "end")
    shown = start if start == end else f"{start or 'open'} to {end or 'open'}"
    words = text_at(time, "span", "text")
    return listed([shown, f"“{words}”" if words else None], " · ")


def place_words(place: Record) -> str | None:
    """A place with its country and how precisely it is known."""
    name, radius = text_at(place, "name"), number_at(place, "radius_km")
    precision = text_at(place, "precision")
    within = f"within {radius:g} km" if radius else None
    return listed([listed([name, text_at(place, "admin1"), text_at(place, "country")]), precision, within], " · ")


def _where(event: Record) -> str | None:
    """The place of an event, and the places it came from or went to."""
    own = record_at(event, "place")
    others = (
        f"{text_at(role, 'relation')} {text_at(role, 'place', 'name') or text_at(role, 'span', 'text')}"
        for role in records_at(event, "places")
        if record_at(role, "place", "span").get("start") != record_at(own, "span").get("start") or not own
    )
    return listed([place_words(own), *others], "; ")


def _number(quantity: Record) -> str | None:
    """A number as its words bound it: "at least 12", "30 to 40"; None where only a vague word is said."""
    best, low, high = (number_at(quantity, key) for key in ("best", "low", "high"))
    bound = BOUNDS.get(text_at(quantity, "comparator") or "", "")
    if low is not None and high is not None and low != high:
        return f"{bound}{low:,g} to {high:,g}"
    known = next((value for value in (best, low, high) if value is not None), None)
    return None if known is None else f"{bound}{known:,g}"


def _amount(quantity: Record) -> str | None:
    """How many: a vague word first and how it is read behind it, "dozens (at least 24)"."""
    number, vague = _number(quantity), text_at(quantity, "vague")
    return f"{vague} ({number})" if vague and number else vague or number


def _counted(quantity: Record) -> str | None:
    """A quantity: how many of what, of which group, and whether it is a part or a running total."""
    measure, group = text_at(quantity, "measure"), text_at(quantity, "group")
    words = [group, measure] if measure in DONE_TO else [measure, f"of {group}" if group else None]
    marks = [
        "of these" if quantity.get("part_of") is not None else None,
        "in total" if flag_at(quantity, "cumulative") else None,
    ]
    marked = listed(marks)
    return listed([_amount(quantity), *words, f"({marked})" if marked else None], " ")


def _how_many(event: Record) -> str | None:
    """All quantities of an event."""
    return listed(map(_counted, records_at(event, "quantities")), "; ")


def _outlet(claim: Record) -> str:
    """Who printed a claim: the outlet, else the page's own name."""
    return text_at(claim, "document", "outlet") or text_at(claim, "document", "external_id") or "the outlet"


def _source(source: Record) -> str:
    """One link of the chain with the word that makes it a speaker."""
    cue = text_at(source, "cue", "text")
    unnamed = text_at(source, "type") == "none"
    name = "a source not named" if unnamed else text_at(source, "name") or text_at(source, "span", "text")
    return (name or "a source") + (f" (“{cue}”)" if cue else "")


def _according_to(claim: Record) -> str:
    """According to whom: the outlet, then each source with its cue, outermost first."""
    sources = records_at(claim, "sources")
    if not sources:
        return f"{_outlet(claim)}, in its own voice"
    return ARROW.join([_outlet(claim), *map(_source, sources)])


def _how_certainly(claim: Record) -> str | None:
    """How certainly and with what stance, and the words that hedge it."""
    hedges = listed(f"“{text_at(hedge, 'text')}”" for hedge in records_at(claim, "hedges"))
    stance, part = text_at(claim, "stance"), text_at(claim, "denied_part")
    said = STANCES.get(stance or "", stance)
    parts = [text_at(claim, "certainty"), f"{said} (the {part})" if part else said]
    return listed([*parts, f"hedged by {hedges}" if hedges else None], " · ")


def _quotation(claim: Record) -> Text:
    """The evidence in quotation marks."""
    return Text(f"“{printable(text_at(claim, 'evidence', 'text') or '')}”", style="italic")


OF_EVENT: dict[str, Callable[[Record], str | None]] = {
    "who": _who,
    "did what": _what,
    "to whom": _to_whom,
    "when": when,
    "where": _where,
    "how many": _how_many,
}
OF_CLAIM: dict[str, Callable[[Record], str | None]] = {
    "according to": _according_to,
    "how certainly": _how_certainly,
}


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


def _heading(claim: Record) -> str:
    """What a card is about: the kind of event, and whether it is denied, planned, recalled."""
    event = record_at(claim, "event")
    if not event:
        return "statement"
    name = listed([text_at(event, "type") or text_at(event, "kind") or "event", text_at(event, "mode")], " ")
    denied, status = text_at(claim, "stance") == "denies", text_at(event, "status")
    # What is denied is told as done, and must not be read as done.
    told = None if denied and status == "occurred" else status
    standing = listed([told, "recalled as history" if flag_at(event, "historical") else None])
    return listed([f"{'DENIED ' if denied else ''}{name}", standing], " · ") or "event"


def card(claim: Record) -> Panel:
    """The card of a claim: heading above, known fields and the page's words within, id and offsets below."""
    start, end = (number_at(claim, "evidence", key) or 0 for key in ("start", "end"))
    foot = f"{text_at(claim, 'id') or ''} · characters {start:.0f} to {end:.0f}"
    return Panel(
        grid_of(_rows(claim)),
        title=Text(printable(_heading(claim)), style="bold"),
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


def several(count: int, noun: str) -> str:
    """A count and its noun in the right number."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _credit(placed: bool) -> str:  # noqa: FBT001 - a yes or no of one caller
    """Whom to credit, on a line of its own, where a card has a place."""
    return f"\n{credit_line()[:1].upper()}{credit_line()[1:]}" if placed else ""


def _print_cards(claims: Iterable[Record], console: Console) -> bool:
    """Print cards, each page's under a line that names the page; whether a place was shown."""
    page = None
    placed = False
    for claim in claims:
        placed = placed or _where(record_at(claim, "event")) is not None
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
