"""The flat columns of each table and the kind of value in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sitrep.export.cells import Cell
from sitrep.export.rows import COLUMNS, PLACE, TIME
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at, texts_at


class Kind(StrEnum):
    """What a column holds, empty cells aside. WHOLE numbers become NUMBER where one of them has a fraction."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    BYTES = "bytes"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its kind, and the cell that a line has in it."""

    kind: Kind
    cell: Callable[[Record], Cell]


_TOLLS = tuple(f"{measure}_{bound}" for measure in ("killed", "injured") for bound in ("best", "low", "high"))
_KINDS: Mapping[str, Kind] = {
    **dict.fromkeys(("evidence_start", "evidence_end", "place_geonames_id", "ucdp_type_of_violence"), Kind.WHOLE),
    **dict.fromkeys(("document_claims", "documents", "independent_sources", "claims", "characters"), Kind.WHOLE),
    **dict.fromkeys(_TOLLS, Kind.WHOLE),
    **dict.fromkeys(("place_lat", "place_lon", "place_radius_km"), Kind.NUMBER),
    **dict.fromkeys(("historical", "in_random_sample"), Kind.FLAG),
}


def _columns(cells: Mapping[str, Callable[[Record], Cell]]) -> dict[str, Column]:
    return {name: Column(_KINDS.get(name, Kind.TEXT), cell) for name, cell in cells.items()}


def _at(*path: str) -> Callable[[Record], Cell]:
    def cell(line: Record) -> Cell:
        found = number_at(line, *path)
        return text_at(line, *path) if found is None else found

    return cell


def _names(key: str, field: str = "name") -> Callable[[Record], Cell]:
    def cell(line: Record) -> Cell:
        return "; ".join(filter(None, (text_at(item, field) for item in records_at(line, key)))) or None

    return cell


def _count(key: str) -> Callable[[Record], Cell]:
    def cell(line: Record) -> Cell:
        found = line.get(key)
        return len(found) if isinstance(found, list) else None

    return cell


def _withheld(line: Record) -> Cell:
    return "; ".join(f"{kind}={number}" for kind, number in record_at(line, "withheld").items()) or None


def _claim_ids(line: Record) -> Cell:
    return "; ".join(texts_at(line, "claims")) or None


# What a notebook shows of the first rows of each table.
CLAIMS_SHOWN = (
    *("id", "evidence_text", "sources", "stance", "event_type", "time_timex", "place_name", "killed_low"),
    *("document_outlet", "published_day"),
)
INCIDENTS_SHOWN = (
    *("id", "type", "time_timex", "place_name", "killed_low", "killed_high", "injured_low", "injured_high"),
    *("claims", "documents", "independent_sources"),
)
DOCUMENTS_SHOWN = ("id", "title", "outlet", "published", "claims", "characters")

# The columns of the CSV export, under the same names.
CLAIMS: Mapping[str, Column] = _columns(COLUMNS)

INCIDENTS: Mapping[str, Column] = _columns(
    {
        **{key: _at(key) for key in ("id", "type", "kind")},
        **{f"acled_{key}": _at("acled", key) for key in ("event_type", "sub_event_type")},
        **{f"time_{key}": _at("time", key) for key in TIME},
        **{f"place_{key}": _at("place", key) for key in PLACE},
        "actors": _names("actors"),
        "actor_countries": _names("actors", "country"),
        "recipients": _names("recipients"),
        "recipient_countries": _names("recipients", "country"),
        **{
            f"{measure}_{bound}": _at("quantities", measure, "aggregate", bound)
            for measure in ("killed", "injured")
            for bound in ("best", "low", "high", "rule")
        },
        "claims": _count("claims"),
        "claim_ids": _claim_ids,
        "documents": _count("documents"),
        "independent_sources": _at("independent_sources"),
        "accused_position": _at("accused_position"),
        "first_published": _at("first_claim", "published"),
        "review": _at("review", "state"),
        "profile": _at("profile"),
        "withheld": _withheld,
    }
)

DOCUMENTS: Mapping[str, Column] = _columns(
    {
        key: _at(key)
        for key in (
            *("id", "external_id", "sha256", "url", "title", "outlet", "published", "lang"),
            *("claims", "characters", "text", "profile"),
        )
    }
)
