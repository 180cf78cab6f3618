"""Incidents for people: the answer first, then who holds which figure, what is disputed, and who stays silent."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rich.box import ROUNDED
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from sitrep.export.cards import grid_of
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.views.phrases import actor_words, bounds, listed, place_words, position_words, printable, several, when

# Relations that are disputes; a figure that is updated or refined is none.
DISPUTES = ("contradicts", "retracts")
# How many actors or recipients a card names.
NAMED = 6


def _people(incident: Record, role: str) -> str | None:
    """The actors or recipients, the first of them by name: a long list is counted to its end."""
    named = records_at(incident, role)
    told = listed((actor_words(actor) for actor in named[:NAMED]), "; ")
    return f"{told}; {len(named) - NAMED} more" if len(named) > NAMED else told


def _figures(incident: Record) -> Iterator[tuple[str, Text]]:
    """Yield each measure: what it adds up to, by which rule, and who holds what, a position a line."""
    quantities = record_at(incident, "quantities")
    for measure in quantities:
        found = record_at(quantities, measure)
        total = record_at(found, "aggregate")
        answer = f"{bounds(total) or 'not decided'} (rule: {text_at(total, 'rule')}, {text_at(total, 'reason')})"
        held = (f"· {_held(position)}" for position in records_at(found, "positions"))
        denied = (f"· {_denied(denial)}" for denial in records_at(found, "denials"))
        yield measure, Text("\n".join(printable(told) for told in (answer, *held, *denied)))


def _held(position: Record) -> str:
    """A figure and who holds it: "36 of civilians by the Observatory"."""
    names = listed(text_at(source, "name") for source in records_at(position, "sources"))
    group = text_at(position, "group")
    return f"{bounds(position) or 'a figure'}{f' ({group})' if group else ''} by {names or 'nobody named'}"


def _denied(denial: Record) -> str:
    """Who denies or doubts a figure: "the ministry denies 36"."""
    return f"{text_at(denial, 'source')} {text_at(denial, 'stance')} {bounds(denial) or 'a figure'}"


def _disputes(incident: Record) -> Iterator[tuple[str, Text]]:
    """Yield what the claims contradict each other in, or take back; what only updates or refines is counted."""
    softer: Counter[str] = Counter()
    for found in records_at(incident, "contradictions"):
        relation = text_at(found, "relation") or "differs"
        if relation not in DISPUTES:
            softer[relation] += 1
            continue
        positions = listed((_value(position) for position in records_at(found, "positions")), " / ")
        between = (text_at(found, "between") or "").replace("_", " ")
        yield relation, Text(printable(f"{text_at(found, 'field')}: {positions} ({between})"))
    if softer:
        told = ", ".join(f"{relation} {several(count, 'field')}" for relation, count in sorted(softer.items()))
        yield "besides", Text(f"{told}: `sitrep incidents` and `sitrep relations` tell them")


def _value(position: Record) -> str:
    """The value of a position and how many claims hold it: "36 [2]"."""
    value = position.get("value")
    named = ", ".join(map(str, value)) if isinstance(value, list) else _single(value)
    return f"{named} [{len(texts_at(position, 'claims'))}]"


def _single(value: JSON) -> str:
    """A single value: a number's bounds in words, everything else as it is."""
    return bounds(value) or "a figure" if isinstance(value, dict) else str(value)


def _accused(incident: Record) -> Iterator[tuple[str, Text]]:
    """Yield the accused party's own position; never left out where somebody is accused."""
    accused = records_at(incident, "accused")
    for item in accused:
        told = position_words(text_at(item, "position") or "")
        yield "the accused", Text(printable(f"{text_at(item, 'party')}: {told}"))


def _sources(incident: Record) -> str:
    """How many pages and independent sources there are."""
    pages = records_at(incident, "documents")
    copies = sum(text_at(page, "copy_of") is not None for page in pages)
    names = listed(text_at(speaker, "name") for speaker in records_at(incident, "speakers"))
    counted = (
        f"{several(int(number_at(incident, 'independent_sources') or 0), 'independent source')}: {names or 'none'}"
    )
    return f"{several(len(pages), 'page')}{f', {copies} of them copies' if copies else ''}; {counted}"


def _first(incident: Record) -> str | None:
    """Who said it first in this corpus, and what the corpus covers."""
    first = record_at(incident, "first_claim")
    if not first:
        return None
    corpus = record_at(first, "corpus")
    covers = f"{text_at(corpus, 'first_published')} to {text_at(corpus, 'last_published')}"
    said_on = text_at(first, "said_on")
    later = f", of what was said on {said_on}" if said_on and said_on < (text_at(first, "date") or "") else ""
    unsure = "" if first.get("order_known", True) else "; another page of that day may have been first"
    told = f"{text_at(first, 'date')}{later}, {text_at(first, 'speaker')}: “{text_at(first, 'quotation')}”"
    return f"{told} (corpus: {covers}{unsure})"


def _rows(incident: Record) -> Iterator[tuple[str, Text]]:
    """Yield the rows of a card, the answer first."""
    plain = {
        "where": place_words(record_at(incident, "place")),
        "when": when(incident),
        "who": _people(incident, "actors"),
        "to whom": _people(incident, "recipients"),
    }
    yield from ((label, Text(printable(value))) for label, value in plain.items() if value)
    yield from _figures(incident)
    yield from _accused(incident)
    yield from _disputes(incident)
    yield "told by", Text(printable(_sources(incident)))
    if first := _first(incident):
        yield "first here", Text(printable(first))
    review = record_at(incident, "review")
    grades = record_at(review, "grades")
    given = listed(f"{scale} {grades[scale]}" for scale in grades if grades[scale] is not None)
    yield "review", Text(listed([text_at(review, "state"), given], "; ") or "")


def incident_card(incident: Record) -> Panel:
    """The card of an incident."""
    name = (
        text_at(incident, "acled", "sub_event_type")
        or text_at(incident, "type")
        or text_at(incident, "kind")
        or "event"
    )
    foot = f"{text_at(incident, 'id') or ''} · {several(len(texts_at(incident, 'claims')), 'claim')}"
    return _boxed(grid_of(_rows(incident)), name, foot)


def _boxed(grid: Table, title: str, foot: str) -> Panel:
    """A grid in a frame, with a title above and a foot below."""
    return Panel(
        grid,
        title=Text(printable(title), style="bold"),
        subtitle=Text(printable(foot), style="dim"),
        title_align="left",
        subtitle_align="right",
        box=ROUNDED,
        padding=(0, 1),
    )


def print_incident_cards(incidents: Iterable[Record], console: Console) -> None:
    """Print one card an incident, those that most pages tell first, then how many there were."""
    ordered = sorted(incidents, key=lambda line: (-len(records_at(line, "documents")), text_at(line, "id") or ""))
    for incident in ordered:
        console.print(incident_card(incident))
    console.print(Text(several(len(ordered), "incident")))


def print_chain(chain: Record, console: Console) -> None:
    """Print who said a figure first, who repeated it, who contradicted it, and what the corpus covers."""
    first = record_at(chain, "first")
    leading = texts_at(chain, "may_be_first") if chain.get("order_known") is False else []
    rows = [("maybe first" if leading else "first here", first)] if first else []
    rows += [
        ("maybe first" if text_at(said, "claim") in leading else "repeated", said)
        for said in records_at(chain, "repeated")
    ]
    rows += [("contradicted", said) for said in records_at(chain, "contradicted")]
    told = [(label, Text("\n".join(printable(line) for line in _said(said)))) for label, said in rows]
    if not told:
        told = [("nobody", Text("no claim here gives such a figure; try another --tolerance"))]
    corpus = record_at(chain, "corpus")
    covers = f"{text_at(corpus, 'first_published') or 'undated'} to {text_at(corpus, 'last_published') or 'undated'}"
    pages, outlets = (int(number_at(corpus, key) or 0) for key in ("pages", "outlets"))
    size = f"{several(pages, 'page')} of {several(outlets, 'outlet')}"
    told.append(("this corpus", Text(printable(f"{covers}, {size}; “first” means first among these"))))
    title = f"{text_at(chain, 'measure')}, about {number_at(chain, 'about') or 0:,g}"
    console.print(_boxed(grid_of(told), title, f"within {number_at(chain, 'tolerance') or 0:.0%}"))


def _said(said: Record) -> tuple[str, str]:
    """One statement in two lines: when, through whom, which figure; in which words."""
    chain = " → ".join(texts_at(said, "chain"))
    figure = bounds(said) or text_at(said, "stance")
    later = f", said on {text_at(said, 'said_on')}" if said.get("reported_later") is True else ""
    when = f"{text_at(said, 'published') or text_at(said, 'date') or 'undated'}{later}"
    return f"{when} · {chain} · {figure}", f"“{text_at(said, 'quotation')}”"
