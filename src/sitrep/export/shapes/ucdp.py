"""Incidents as UCDP has georeferenced events: one row of 49 columns each, for those in which somebody died.

The numbers that UCDP gives to conflicts, dyads, sides and countries are its own, and stay empty.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sitrep.export.cells import Cell
from sitrep.export.losses import Lost, left_out
from sitrep.export.shapes.days import WEEK, Days, days_of, ucdp_precision
from sitrep.export.shapes.parties import side_of, sides_lost
from sitrep.export.shapes.sheets import joined, write_sheet
from sitrep.export.shapes.spots import UCDP_PRECISION, grid_cell, point, spot_of
from sitrep.export.shapes.telling import (
    Claims,
    accounts_lost,
    by_id,
    claims_of,
    figure_told,
    figures_lost,
    speakers_told,
)
from sitrep.export.shapes.tolls import Deaths, deaths_of
from sitrep.export.shapes.withheld import shown
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at

SHAPE = "ucdp"
CIVILIANS = "civilians"
# What stands between headlines, which have semicolons of their own.
HEADLINES = " | "


def why_not(incident: Record, known: Claims) -> str | None:
    """Why an incident line is no event of UCDP's; None where it is one."""
    if text_at(incident, "type") != "ASSAULT" and not _kinds(incident, known):
        return "UCDP has events of armed force only, and no account codes it as one"
    deaths = deaths_of(incident, known)
    if max(deaths.low or 0, deaths.best or 0) < 1:
        return "UCDP has events with at least one death only, and no counted account says that anybody died"
    return None


def _kinds(incident: Record, known: Claims) -> set[int]:
    """The types of violence that the claims of an incident are coded with."""
    found = (number_at(claim, "event", "ucdp", "type_of_violence") for claim in claims_of(incident, known))
    return {int(kind) for kind in found if kind is not None}


def ucdp_row(incident: Record, known: Claims) -> dict[str, Cell] | None:
    """An incident line as a row by column name; None where it is no event of UCDP's."""
    if why_not(incident, known):
        return None
    days, deaths, kinds = days_of(record_at(incident, "time")), deaths_of(incident, known), _kinds(incident, known)
    first, last = days.start or days.end, days.end or days.start
    return {
        "id": text_at(incident, "id"),
        "year": first.year if first else None,
        "type_of_violence": next(iter(kinds)) if len(kinds) == 1 else None,
        "side_a": side_of(incident, "actors").name,
        "side_b": side_of(incident, "recipients").name,
        **_sources(incident, known),
        **_where(incident),
        "event_clarity": clarity(days, deaths),
        "date_prec": ucdp_precision(days),
        "date_start": first.isoformat() if first else None,
        "date_end": last.isoformat() if last else None,
        **_dead(deaths),
    }


def clarity(days: Days, deaths: Deaths) -> int:
    """UCDP's event_clarity: 2 for a sum of several events or one of longer than a week, else 1."""
    return 2 if deaths.is_sum or (days.length or 0) > WEEK else 1


def _sources(incident: Record, known: Claims) -> dict[str, Cell]:
    """Who said it, and who printed it, when and under which headline."""
    documents = records_at(incident, "documents")
    titles = {text_at(c, "document", "id"): text_at(c, "document", "title") for c in claims_of(incident, known)}
    return {
        "number_of_sources": number_at(incident, "independent_sources"),
        "source_article": joined(text_at(one, "url") for one in documents),
        "source_office": joined(shown(text_at(one, "outlet")) for one in documents),
        "source_date": joined(text_at(one, "published") for one in documents),
        "source_headline": joined((titles.get(text_at(one, "id")) for one in documents), HEADLINES),
        "source_original": speakers_told(incident),
    }


def _where(incident: Record) -> dict[str, Cell]:
    spot = spot_of(record_at(incident, "place"))
    lat, lon = spot.lat, spot.lon
    return {
        "where_prec": UCDP_PRECISION.get(spot.precision or "") if spot.name else None,
        "where_coordinates": spot.name,
        "where_description": spot.words,
        "adm_1": spot.admin1,
        "adm_2": spot.admin2,
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": point(spot),
        "priogrid_gid": None if lat is None or lon is None else grid_cell(lat, lon),
        "country": spot.country_name,
    }


def _dead(deaths: Deaths) -> dict[str, Cell]:
    """The dead. By side only where every counted account says that all are civilians, or none says who they are."""
    known = {
        frozenset({CIVILIANS}): "deaths_civilians",
        frozenset({None}): "deaths_unknown",
    }.get(deaths.groups)
    by_side: dict[str, Cell] = {} if known is None else {known: deaths.best}
    return {**by_side, "best": deaths.best, "high": deaths.high, "low": deaths.low}


def _event_lost(row: str, incident: Record, known: Claims) -> Iterator[Lost]:
    days, place = days_of(record_at(incident, "time")), record_at(incident, "place")
    if days.start is None and days.end is None:
        yield Lost(row, "date_start", "no date", "UCDP dates every event, and nobody says when this was")
    elif days.length is None:
        yield Lost(row, "time", "an open interval", "date_start and date_end are both the day that is known")
    if not place:
        yield Lost(row, "where_coordinates", "no place", "UCDP places every event, and nobody says where this was")
    elif spot_of(place).name is None:
        yield Lost(row, "place.name", "withheld", "the profile withholds the name, so the point is left out too")
    if (kinds := _kinds(incident, known)) and len(kinds) > 1:
        yield Lost(row, "type_of_violence", ", ".join(map(str, sorted(kinds))), "accounts code it in more than one way")
    elif not kinds:
        yield Lost(row, "type_of_violence", "not coded", "no account says who fought whom")


def _dead_lost(row: str, incident: Record, deaths: Deaths) -> Iterator[Lost]:
    positions = records_at(record_at(incident, "quantities", "killed"), "positions")
    told = joined(figure_told(one) for one in positions) or ""
    if len(positions) > 1:
        yield Lost(row, "quantities.killed", told, "best, low and high do not say which account gives which figure")
    if deaths.best is None:
        yield Lost(row, "best", "no best figure", f"the rule {deaths.rule} makes a range and chooses none")
    if deaths.high is None:
        yield Lost(row, "high", "no upper bound", "an account says 'or more'")
    if deaths.groups - {None, CIVILIANS} or len(deaths.groups) > 1:
        groups = joined(sorted(group for group in deaths.groups if group)) or ""
        yield Lost(row, "quantities.killed.group", groups, "who the dead were does not say on which side they stood")


def ucdp_losses(incident: Record, known: Claims) -> list[Lost]:
    """What the row of an incident line cannot say; why there is none where it is no event of UCDP's."""
    row = text_at(incident, "id") or ""
    if why := why_not(incident, known):
        told = text_at(incident, "type") or text_at(incident, "kind") or "no event"
        return [left_out(row, told, why)]
    return [
        *_event_lost(row, incident, known),
        *sides_lost(incident, {"actors": "side_a", "recipients": "side_b"}),
        *_dead_lost(row, incident, deaths_of(incident, known)),
        *figures_lost(incident, frozenset({"killed"})),
        *accounts_lost(incident, known),
    ]


def write_ucdp(claims: Sequence[Record], incidents: Sequence[Record], path: Path) -> Sequence[Lost]:
    """Write incidents as a UCDP-GED-shaped CSV; what it cannot say. Raises UsageError where PATH cannot be written."""
    known = by_id(claims)
    rows = (ucdp_row(incident, known) for incident in incidents)
    write_sheet(SHAPE, (row for row in rows if row is not None), path)
    return [lost for incident in incidents for lost in ucdp_losses(incident, known)]
