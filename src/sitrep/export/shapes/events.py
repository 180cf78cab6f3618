"""Claims as event lines, as coders of CAMEO and PLOVER write them: tab-separated, no header, one line a pair of actors.

The columns are `columns_of("events")`. Only what an account says did happen is a line: the shape cannot deny.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sitrep.export.cells import Cell, neutralised
from sitrep.export.files import in_order, write_attribution, write_whole
from sitrep.export.losses import Lost, left_out
from sitrep.export.shapes.days import days_of
from sitrep.export.shapes.sheets import Row, cells_of, joined
from sitrep.export.shapes.spots import bare_point, spot_of
from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at, texts_at

SHAPE = "events"
# What coders write for an actor whom nobody names.
NOBODY = "---"


def actor_code(actor: Record) -> str:
    """An actor's country and roles in one word, as CAMEO writes them; NOBODY where neither is known.

    >>> actor_code({"country": "SYR", "roles": ["GOV", "MIL"]}), actor_code({"roles": ["REB"]}), actor_code({})
    ('SYRGOVMIL', 'REB', '---')
    """
    return "".join([text_at(actor, "country") or "", *texts_at(actor, "roles")]) or NOBODY


def why_not(claim: Record) -> str | None:
    """Why a claim has no line; None where it has one."""
    event = record_at(claim, "event")
    if not event:
        return "it tells of no event that can be coded"
    if text_at(event, "cameo") is None and text_at(event, "type") is None:
        return f"neither CAMEO nor PLOVER has a code for {text_at(event, 'kind')}"
    if (stance := text_at(claim, "stance")) not in (None, "asserts"):
        return f"its speaker {stance} it, and a line says that it happened"
    if (status := text_at(event, "status")) not in (None, "occurred", "ongoing"):
        return f"it is {status}, and a line says that it happened"
    return None


def _codes(event: Record, key: str) -> list[str]:
    """The codes of one side, each once; NOBODY where there is no one."""
    return list(dict.fromkeys(actor_code(actor) for actor in records_at(event, key))) or [NOBODY]


def event_rows(claim: Record) -> list[dict[str, Cell]]:
    """The lines of a claim, by column name: one for each pair of source and target; none where `why_not` says so."""
    if why_not(claim):
        return []
    event = record_at(claim, "event")
    first, spot = days_of(record_at(event, "time")), spot_of(record_at(event, "place"))
    day, (lat, lon) = first.start or first.end, bare_point(spot)
    shared: dict[str, Cell] = {
        "date": int(day.strftime("%Y%m%d")) if day else None,
        "cameo": text_at(event, "cameo"),
        "plover": text_at(event, "type"),
        "mode": text_at(event, "mode"),
        "place": spot.name,
        "latitude": lat,
        "longitude": lon,
        "evidence": " ".join((text_at(claim, "evidence", "text") or "").split()),
        "id": text_at(claim, "id"),
    }
    pairs = ((one, other) for one in _codes(event, "actors") for other in _codes(event, "recipients"))
    return [{**shared, "source": source, "target": target} for source, target in pairs]


def _event_lost(row: str, event: Record) -> Iterator[Lost]:
    days, precision = days_of(record_at(event, "time")), text_at(event, "place", "precision")
    if days.length != 1:
        what = f"{days.start or 'open'} to {days.end or 'open'}" if days.start or days.end else "no date"
        yield Lost(row, "event.time", what, "a line has one day: the first that is known")
    if precision not in (None, "exact"):
        yield Lost(
            row,
            "event.place.precision",
            precision or "",
            "a line does not say how exact its point is",
        )
    for key in ("actors", "recipients"):
        if names := joined(text_at(actor, "name") for actor in records_at(event, key)):
            yield Lost(row, f"event.{key}", names, "a line has codes of countries and roles, no names")
    for quantity in records_at(event, "quantities"):
        told = f"{text_at(quantity, 'measure')} {text_at(quantity, 'span', 'text') or number_at(quantity, 'low')}"
        yield Lost(row, "event.quantities", told, "a line counts nobody")
    if flag_at(event, "historical"):
        yield Lost(row, "event.historical", "true", "a line does not say that it is recalled as background")
    if responsibility := text_at(event, "responsibility"):
        yield Lost(row, "event.responsibility", responsibility, "a line does not say on whose word the source did it")


def event_losses(claim: Record) -> list[Lost]:
    """What the lines of a claim cannot say; why there are none."""
    row, event = text_at(claim, "id") or "", record_at(claim, "event")
    if why := why_not(claim):
        told = text_at(event, "type") or text_at(event, "kind") or "no event"
        return [left_out(row, told, why)]
    position = text_at(claim, "accused_position")
    speakers = joined(text_at(source, "name") for source in records_at(claim, "sources"))
    certainty = text_at(claim, "certainty") or ""
    return [
        *_event_lost(row, event),
        *([Lost(row, "sources", speakers, "a line does not say who said it")] if speakers else []),
        *([Lost(row, "accused_position", position, "a line does not say what the accused say")] if position else []),
        *([] if certainty == "certain" else [Lost(row, "certainty", certainty, "a line is always certain")]),
    ]


def _line(row: Row) -> str:
    """A row as a line. NOBODY is no text of a page, and no spreadsheet runs it: it stays as coders know it."""
    cells = ("" if cell is None else str(cell) for cell in cells_of(SHAPE, row))
    return "\t".join(NOBODY if cell == neutralised(NOBODY) else cell for cell in cells)


def write_events(claims: Sequence[Record], incidents: Sequence[Record], path: Path) -> Sequence[Lost]:
    """Write claims as event lines; what they cannot say. Raises UsageError where PATH cannot be written.

    Incidents have no lines: a line is what one account says.
    """
    del incidents
    ordered = in_order(claims)
    lines = [_line(row) for claim in ordered for row in event_rows(claim)]
    write_whole(path, "".join(f"{line}\n" for line in lines))
    write_attribution(path)
    return [lost for claim in ordered for lost in event_losses(claim)]
