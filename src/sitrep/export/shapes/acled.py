"""Incidents as ACLED has events: one row of 31 columns each, most of them only as far as somebody says so.

What ACLED's own people decide (actor kinds, regions, scales, tags) stays empty. Disputes go into the notes.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sitrep.export.cells import Cell
from sitrep.export.losses import Lost, left_out
from sitrep.export.shapes.days import Days, acled_precision, days_of
from sitrep.export.shapes.parties import side_of, sides_lost
from sitrep.export.shapes.sheets import joined, table_of, write_sheet
from sitrep.export.shapes.spots import ACLED_PRECISION, Spot, spot_of
from sitrep.export.shapes.telling import (
    Claims,
    accounts_lost,
    bounds,
    by_id,
    figure_told,
    figures_lost,
    notes_of,
    speakers_told,
)
from sitrep.export.shapes.tolls import Deaths, deaths_of
from sitrep.export.shapes.withheld import shown
from sitrep.model.fields import Record, record_at, records_at, text_at

SHAPE = "acled"


def disorder_of(event_type: str | None, sub_event_type: str | None) -> str | None:
    """The disorder type that follows from ACLED's event types; None where it is not sure.

    >>> disorder_of("Battles", "Armed clash"), disorder_of("Riots", "Mob violence")
    ('Political violence', None)
    """
    for row in table_of("disorder").rows:
        if row["event_type"] == event_type and row["sub_event_type"] in ("", sub_event_type):
            return row["disorder_type"]
    return None


def number_of(country: str | None) -> int | None:
    """The ISO 3166-1 number of a country by its three letters.

    >>> number_of("SYR"), number_of(None)
    (760, None)
    """
    return next((int(row["numeric"]) for row in table_of("iso_numeric").rows if row["iso3"] == country), None)


def acled_row(incident: Record, known: Claims) -> dict[str, Cell] | None:
    """An incident line as a row by column name; None where it has no event type of ACLED's."""
    coded = record_at(incident, "acled")
    event_type, sub_event_type = text_at(coded, "event_type"), text_at(coded, "sub_event_type")
    if event_type is None:
        return None
    days, spot = days_of(record_at(incident, "time")), spot_of(record_at(incident, "place"))
    first = days.start or days.end
    return {
        "event_id_cnty": text_at(incident, "id"),
        "event_date": first.isoformat() if first else None,
        "year": first.year if first else None,
        "time_precision": acled_precision(days),
        "disorder_type": disorder_of(event_type, sub_event_type),
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "actor1": side_of(incident, "actors").name,
        "actor2": side_of(incident, "recipients").name,
        **_where(spot),
        "source": joined(shown(text_at(one, "outlet")) for one in records_at(incident, "documents")),
        "notes": notes_of(incident),
        "fatalities": deaths_of(incident, known).conservative,
    }


def _where(spot: Spot) -> dict[str, Cell]:
    """The columns of the place; no point for one that is no finer than its country."""
    precision = ACLED_PRECISION.get(spot.precision or "")
    is_point = precision is not None and spot.lat is not None
    return {
        "iso": number_of(spot.country),
        "country": spot.country_name,
        "admin1": spot.admin1,
        "admin2": spot.admin2,
        "location": spot.name,
        "latitude": spot.lat if is_point else None,
        "longitude": spot.lon if is_point else None,
        "geo_precision": precision if is_point else None,
    }


def _days_lost(row: str, days: Days) -> Iterator[Lost]:
    if days.start is None and days.end is None:
        yield Lost(row, "event_date", "no date", "ACLED dates every event, and nobody says when this was")
    elif days.length != 1:
        what = f"{days.start or 'open'} to {days.end or 'open'}"
        yield Lost(row, "time", what, "event_date is one day: the first that is known")


def _place_lost(row: str, place: Record, spot: Spot) -> Iterator[Lost]:
    if not place:
        yield Lost(row, "location", "no place", "ACLED places every event, and nobody says where this was")
    elif spot.name is None:
        yield Lost(row, "place.name", "withheld", "the profile withholds the name, so the point is left out too")
    elif spot.precision not in ACLED_PRECISION:
        yield Lost(
            row, "place.precision", f"{spot.precision}: {spot.name}", "geo_precision has no code for it: no point"
        )
    elif spot.precision in ("admin1", "region"):
        why = "ACLED puts such an event at the division's capital; the point is the division's own"
        yield Lost(row, "place.precision", f"{spot.precision}: {spot.name}", why)


def _dead_lost(row: str, incident: Record, deaths: Deaths) -> Iterator[Lost]:
    killed = record_at(incident, "quantities", "killed")
    if not killed:
        yield Lost(row, "fatalities", "no figure", "nobody says how many died; ACLED's 0 would say that nobody did")
        return
    if deaths.conservative is None:
        yield Lost(row, "fatalities", bounds(record_at(killed, "aggregate")), "no account gives a least number")
    positions = records_at(killed, "positions")
    if len(positions) > 1 or deaths.high != deaths.conservative:
        told = joined(figure_told(one) for one in positions)
        yield Lost(row, "quantities.killed", told or "", "fatalities is one number: the most conservative")


def acled_losses(incident: Record, known: Claims) -> list[Lost]:
    """What the row of an incident line cannot say; that there is none where it has no event type of ACLED's."""
    row = text_at(incident, "id") or ""
    if text_at(incident, "acled", "event_type") is None:
        told = text_at(incident, "type") or text_at(incident, "kind") or "no event"
        return [left_out(row, told, "ACLED has no event type for it")]
    place = record_at(incident, "place")
    speakers = speakers_told(incident)
    return [
        *_days_lost(row, days_of(record_at(incident, "time"))),
        *_place_lost(row, place, spot_of(place)),
        *sides_lost(incident, {"actors": "actor1", "recipients": "actor2"}),
        *_dead_lost(row, incident, deaths_of(incident, known)),
        *figures_lost(incident, frozenset({"killed"})),
        *([Lost(row, "speakers", speakers, "source is who printed it, not who said it")] if speakers else []),
        *accounts_lost(incident, known),
    ]


def write_acled(claims: Sequence[Record], incidents: Sequence[Record], path: Path) -> Sequence[Lost]:
    """Write incidents as an ACLED-shaped CSV; what it cannot say. Raises UsageError where PATH cannot be written."""
    known = by_id(claims)
    rows = (acled_row(incident, known) for incident in incidents)
    write_sheet(SHAPE, (row for row in rows if row is not None), path)
    return [lost for incident in incidents for lost in acled_losses(incident, known)]
