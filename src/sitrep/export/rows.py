"""A claim as one flat row: the columns of the CSV export."""

import re
from collections.abc import Callable, Mapping

from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at, texts_at

Cell = str | int | float | None

# What a spreadsheet takes for the start of a formula, the full-width signs of some among it, and the mark
# itself, so that taking it off is safe.
FORMULA = re.compile(r"[=+\-@'\s\uff1d\uff0b\uff0d\uff20]")
MARK = "'"


def neutralised(text: str) -> str:
    """Text that no spreadsheet runs: one ' before whatever could start a formula.

    >>> neutralised("=1+1"), neutralised("Raqqa")
    ("'=1+1", 'Raqqa')
    """
    return MARK + text if FORMULA.match(text) else text


def restored(cell: str) -> str:
    """The text that `neutralised` made a cell of.

    >>> restored("'=1+1"), restored("Raqqa")
    ('=1+1', 'Raqqa')
    """
    return cell.removeprefix(MARK)


def _joined(values: list[str]) -> str | None:
    """Several values in one cell, or None."""
    return "; ".join(value for value in values if value) or None


def _at(*path: str) -> Callable[[Record], Cell]:
    """A column that is the string or number under a path."""

    def cell(claim: Record) -> Cell:
        found = number_at(claim, *path)
        return text_at(claim, *path) if found is None else found

    return cell


def _flag(*path: str) -> Callable[[Record], Cell]:
    """A column that is true or false, and empty without an event."""

    def cell(claim: Record) -> Cell:
        holder = record_at(claim, *path[:-1])
        return str(flag_at(holder, path[-1])).lower() if holder else None

    return cell


def _of_each(key: str, field: str, *path: str) -> Callable[[Record], Cell]:
    """A column that is one field of each record in a list."""

    def cell(claim: Record) -> Cell:
        return _joined([text_at(item, field) or "" for item in records_at(record_at(claim, *path), key)])

    return cell


def _roles(key: str) -> Callable[[Record], Cell]:
    """A column with the PLOVER roles of an event's people."""

    def cell(claim: Record) -> Cell:
        return _joined([" ".join(texts_at(actor, "roles")) for actor in records_at(record_at(claim, "event"), key)])

    return cell


def _toll(measure: str, bound: str) -> Callable[[Record], Cell]:
    """A column with one bound of the first quantity of a measure that is no part of another."""

    def cell(claim: Record) -> Cell:
        counted = records_at(record_at(claim, "event"), "quantities")
        own = (q for q in counted if q.get("measure") == measure and q.get("part_of") is None)
        first = next(own, None)
        return number_at(first, bound) if first is not None else None

    return cell


def _quantities(claim: Record) -> Cell:
    """Every quantity as `measure=best [low..high]`, with an empty bound where none is stated."""
    shown = []
    for quantity in records_at(record_at(claim, "event"), "quantities"):
        best, low, high = (number_at(quantity, key) for key in ("best", "low", "high"))
        bounds = ["" if value is None else f"{value:g}" for value in (best, low, high)]
        shown.append(f"{text_at(quantity, 'measure')}={bounds[0]} [{bounds[1]}..{bounds[2]}]")
    return _joined(shown)


def _texts(key: str) -> Callable[[Record], Cell]:
    """A column that is a list of strings."""

    def cell(claim: Record) -> Cell:
        return _joined(texts_at(claim, key))

    return cell


def _hedges(claim: Record) -> Cell:
    """The hedges' words."""
    return _joined([text_at(hedge, "text") or "" for hedge in records_at(claim, "hedges")])


def _withheld(claim: Record) -> Cell:
    """How much of each kind a profile withheld, as `names=2; places=1`."""
    return _joined([f"{kind}={number}" for kind, number in record_at(claim, "withheld").items()])


def _published_day(claim: Record) -> Cell:
    """The day on which the page was published, as an ISO date, in the page's own time."""
    day = (text_at(claim, "document", "published") or "")[:_DAY]
    return day if _ISO_DAY.fullmatch(day) else None


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY = len("2015-12-20")
EVENT = ("type", "kind", "mode", "cameo")
TIME = ("start", "end", "granularity", "timex")
PLACE = (
    "name",
    "lat",
    "lon",
    "geonames_id",
    "country",
    "admin1",
    "admin1_code",
    "pcode",
    "pcode_version",
    "precision",
    "radius_km",
    "geo_convention",
)

COLUMNS: Mapping[str, Callable[[Record], Cell]] = {
    "id": _at("id"),
    "record": _at("record"),
    **{f"document_{key}": _at("document", key) for key in ("id", "external_id", "sha256", "url", "title", "outlet")},
    "document_published": _at("document", "published"),
    "published_day": _published_day,
    "document_lang": _at("document", "lang"),
    **{f"evidence_{key}": _at("evidence", key) for key in ("start", "end", "text")},
    "claim_kind": _at("kind"),
    "sources": _of_each("sources", "name"),
    "source_types": _of_each("sources", "type"),
    "source_countries": _of_each("sources", "country"),
    "cue": _at("cue", "text"),
    "hedges": _hedges,
    "outlet_distance": _at("outlet_distance"),
    "stance": _at("stance"),
    "denied_part": _at("denied_part"),
    "alternative": _at("alternative"),
    "certainty": _at("certainty"),
    "said_start": _at("said_at", "start"),
    "said_end": _at("said_at", "end"),
    **{f"event_{key}": _at("event", key) for key in EVENT},
    "acled_event_type": _at("event", "acled", "event_type"),
    "acled_sub_event_type": _at("event", "acled", "sub_event_type"),
    "ucdp_type_of_violence": _at("event", "ucdp", "type_of_violence"),
    "trigger": _at("event", "trigger", "text"),
    "status": _at("event", "status"),
    "historical": _flag("event", "historical"),
    "responsibility": _at("event", "responsibility"),
    "actors": _of_each("actors", "name", "event"),
    "actor_countries": _of_each("actors", "country", "event"),
    "actor_roles": _roles("actors"),
    "recipients": _of_each("recipients", "name", "event"),
    "recipient_countries": _of_each("recipients", "country", "event"),
    "recipient_roles": _roles("recipients"),
    "equipment": _of_each("equipment", "kind", "event"),
    **{f"time_{key}": _at("event", "time", key) for key in TIME},
    **{f"place_{key}": _at("event", "place", key) for key in PLACE},
    **{f"{m}_{b}": _toll(m, b) for m in ("killed", "injured") for b in ("best", "low", "high")},
    "quantities": _quantities,
    "about": _texts("about"),
    "issues": _of_each("issues", "code"),
    **{key: _at("beside", key) for key in ("incident", "judged", "judged_by", "in_random_sample")},
    "profile": _at("profile"),
    "withheld": _withheld,
    "withheld_reasons": _texts("withheld_reasons"),
    "speaker": _texts("speaker"),
    "accused_position": _at("accused_position"),
    **{f"origin_{key}": _at("origin", key) for key in ("sitrep", "model", "lexicon", "gazetteer")},
}


def row_of(claim: Record) -> list[Cell]:
    """The cells of a claim's row, text neutralised, in the order of COLUMNS."""
    cells = (column(claim) for column in COLUMNS.values())
    return [neutralised(cell) if isinstance(cell, str) else cell for cell in cells]
