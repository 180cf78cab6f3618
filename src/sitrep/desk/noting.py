"""Working notes on an incident: each figure with who holds it, each position of the accused, and numbered quotations.

Nothing is put into words here that the desk does not say elsewhere: figures, counts, names, and the pages' own words.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from sitrep.desk.desks import Desk, looking
from sitrep.desk.index import line_of
from sitrep.desk.telling.incidents import incident_view
from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON
from sitrep.views.phrases import STANCES, printable

HEADER = "INTERNAL WORKING NOTES, NOT FOR PUBLICATION. Claims, not facts: what pages say, according to whom."
NO_ONE = "Nobody is held responsible by any claim here."


@dataclass(frozen=True, slots=True)
class Footnote:
    """A claim as a footnote: its quotation, who says it, and where it stands, `start` and `end` being characters."""

    number: int
    claim: str
    quotation: str
    stance: str
    source: str
    outlet: str
    published: str
    url: str
    sha256: str
    start: int | None
    end: int | None
    state: str
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A position: what it is on (`killed`, or the party accused), what it says, who holds it, on which claims."""

    on: str
    words: str
    sources: tuple[str, ...]
    claims: tuple[str, ...]


def notes_view(desk: Desk, name: str, rule: str) -> dict[str, JSON]:
    """The notes on an incident: `text` to copy, and `rows`, one a position and claim that bears it.

    Raises UsageError for an unknown rule, LookupError for an incident of which no claim is left.
    """
    view = incident_view(desk, name, rule)
    measures = [one for one in records_at(view, "measures") if text_at(one, "rule")]
    figures = {text_at(one, "measure") or "": _held(one) for one in measures}
    accused = [_accused(one) for one in records_at(view, "accusations")]
    every = [held for found in figures.values() for held in found] + accused
    with looking(desk) as connection:
        notes = _footnotes(connection, every, record_at(view, "claims"))
    numbers = {note.claim: note.number for note in notes}
    lines = [
        HEADER,
        f"Case “{desk.case.path.name}”, incident {name}: {view['title']}. {view['sources']}.",
        "",
        *_figure_lines(measures, figures, numbers),
        *_decided_lines(records_at(view, "decided")),
        "What those held responsible say themselves:",
        *([_line(held, numbers) for held in accused] or [NO_ONE]),
        "",
        *map(footnote, notes),
    ]
    text = "\n".join(printable(line) for line in lines) + "\n"
    return {"id": name, "title": view["title"], "rule": rule, "text": text, "rows": [*_rows(every, notes)]}


def _held(measure: Record) -> list[Held]:
    """The positions on a measure, and who denies it."""
    on = (text_at(measure, "measure") or "").replace("_", " ")
    held = [
        Held(on, text_at(one, "words") or "", tuple(texts_at(one, "sources")), tuple(texts_at(one, "claims")))
        for one in records_at(measure, "positions")
    ]
    denials = tuple(claim for one in records_at(measure, "denials") if (claim := text_at(one, "claim")))
    return [*held, Held(on, "denied", (), denials)] if denials else held


def _accused(one: Record) -> Held:
    return Held(text_at(one, "name") or "", text_at(one, "words") or "", (), tuple(texts_at(one, "claims")))


def _figure_lines(
    measures: Sequence[Record], figures: Mapping[str, Sequence[Held]], numbers: Mapping[str, int]
) -> Iterable[str]:
    """The lines of each measure: its headline, and under it every position with its footnotes."""
    for measure in measures:
        yield text_at(measure, "headline") or ""
        for held in figures[text_at(measure, "measure") or ""]:
            yield f"- {_line(held, numbers, by_source=True)}"
        yield ""


def _line(held: Held, numbers: Mapping[str, int], *, by_source: bool = False) -> str:
    """A position with its footnotes: "Harbour Courier: 36 [1]"."""
    marks = "".join(f" [{numbers[claim]}]" for claim in held.claims if claim in numbers)
    lead = ", ".join(held.sources) if by_source else held.on
    return f"{lead}: {held.words}{marks}" if lead else f"{held.words}{marks}"


def _decided_lines(decided: Sequence[Record]) -> list[str]:
    """The figures that people decided on, whatever the rule."""
    lines = [
        f"Decided by {text_at(one, 'by')}, rule: team: {text_at(one, 'measure')}: {text_at(one, 'words')}"
        f" ({text_at(one, 'why')})"
        for one in decided
    ]
    return [*lines, ""] if lines else []


def _footnotes(connection: sqlite3.Connection, held: Iterable[Held], claims: Record) -> list[Footnote]:
    """The claims that positions rest on, numbered in the order in which they are first named."""
    names = [name for name in dict.fromkeys(claim for one in held for claim in one.claims) if claims.get(name)]
    return [_footnote(connection, number, record_at(claims, name)) for number, name in enumerate(names, 1)]


def _footnote(connection: sqlite3.Connection, number: int, claim: Record) -> Footnote:
    name = text_at(claim, "id") or ""
    row = connection.execute("SELECT body FROM claims WHERE id = ?", (name,)).fetchone()
    body: Record = line_of(row["body"]) if row is not None else {}
    document, evidence = record_at(body, "document"), record_at(body, "evidence")
    start, end = number_at(evidence, "start"), number_at(evidence, "end")
    return Footnote(
        number=number,
        claim=name,
        quotation=text_at(claim, "quotation") or "",
        stance=text_at(claim, "stance") or "asserts",
        source=text_at(claim, "speaker") or "",
        outlet=text_at(document, "outlet") or text_at(document, "external_id") or "",
        published=(text_at(document, "published") or "")[:10],
        url=text_at(document, "url") or "",
        sha256=text_at(document, "sha256") or "",
        start=None if start is None else int(start),
        end=None if end is None else int(end),
        state=text_at(claim, "state") or "",
        is_copy=flag_at(claim, "is_copy") or False,
    )


def footnote(note: Footnote) -> str:
    """A footnote on one line: quotation, speaker, outlet, day, address or else hash, characters, how far reviewed."""
    said = "" if note.stance == "asserts" else f" ({STANCES.get(note.stance, note.stance)})"
    where = note.url or f"sha256 {note.sha256}"
    at = f"characters {note.start} to {note.end}" if note.start is not None else ""
    parts = (note.source, note.outlet, note.published or "no date", where, at, note.state)
    copied = ["on a page that copies another"] if note.is_copy else []
    return f"[{note.number}] “{note.quotation}”{said} {'; '.join([*filter(None, parts), *copied])}."


def _rows(held: Iterable[Held], notes: Sequence[Footnote]) -> Iterable[dict[str, JSON]]:
    """A row for each position and claim that bears it; a position of no claim has a row without one."""
    known = {note.claim: asdict(note) for note in notes}
    for one in held:
        on: dict[str, JSON] = {"on": one.on, "position": one.words}
        claims = [claim for claim in one.claims if claim in known]
        for claim in claims:
            yield {**on, **known[claim]}
        if not claims:
            yield on
