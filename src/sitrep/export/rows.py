"""A claim as one flat row: the columns of its table."""

import re
from collections.abc import Callable, Mapping

from sitrep.export.cells import Cell, at, flag, inert, joined, of_each, roles, texts, withheld
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at


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
    return joined(shown)


def _hedges(claim: Record) -> Cell:
    """The hedges' words."""
    return joined([text_at(hedge, "text") or "" for hedge in records_at(claim, "hedges")])


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
    "id": at("id"),
    "record": at("record"),
    **{f"document_{key}": at("document", key) for key in ("id", "external_id", "sha256", "url", "title", "outlet")},
    "document_published": at("document", "published"),
    "published_day": _published_day,
    "document_lang": at("document", "lang"),
    **{f"evidence_{key}": at("evidence", key) for key in ("start", "end", "text")},
    "claim_kind": at("kind"),
    "sources": of_each("sources", "name"),
    "source_types": of_each("sources", "type"),
    "source_countries": of_each("sources", "country"),
    "cue": at("cue", "text"),
    "hedges": _hedges,
    "outlet_distance": at("outlet_distance"),
    "stance": at("stance"),
    "denied_part": at("denied_part"),
    "alternative": at("alternative"),
    "certainty": at("certainty"),
    "said_start": at("said_at", "start"),
    "said_end": at("said_at", "end"),
    **{f"event_{key}": at("event", key) for key in EVENT},
    "acled_event_type": at("event", "acled", "event_type"),
    "acled_sub_event_type": at("event", "acled", "sub_event_type"),
    "ucdp_type_of_violence": at("event", "ucdp", "type_of_violence"),
    "trigger": at("event", "trigger", "text"),
    "status": at("event", "status"),
    "historical": flag("event", "historical"),
    "responsibility": at("event", "responsibility"),
    "actors": of_each("actors", "name", "event"),
    "actor_countries": of_each("actors", "country", "event"),
    "actor_roles": roles("actors", "event"),
    "recipients": of_each("recipients", "name", "event"),
    "recipient_countries": of_each("recipients", "country", "event"),
    "recipient_roles": roles("recipients", "event"),
    "equipment": of_each("equipment", "kind", "event"),
    **{f"time_{key}": at("event", "time", key) for key in TIME},
    **{f"place_{key}": at("event", "place", key) for key in PLACE},
    **{f"{m}_{b}": _toll(m, b) for m in ("killed", "injured") for b in ("best", "low", "high")},
    "quantities": _quantities,
    "about": texts("about"),
    "issues": of_each("issues", "code"),
    **{key: at("beside", key) for key in ("incident", "judged", "judged_by", "in_random_sample")},
    "profile": at("profile"),
    "withheld": withheld,
    "withheld_reasons": texts("withheld_reasons"),
    "speaker": texts("speaker"),
    "accused_position": at("accused_position"),
    **{f"origin_{key}": at("origin", key) for key in ("sitrep", "model", "lexicon", "gazetteer")},
}


def row_of(claim: Record) -> list[Cell]:
    """The cells of a claim's row, text neutralised, in the order of COLUMNS."""
    return inert(column(claim) for column in COLUMNS.values())
