"""The towns that label a map, from the gazetteer."""

from sitrep.gazetteer import Gazetteer
from sitrep.gazetteer.areas import Box, largest_in
from sitrep.model.errors import UsageError
from sitrep.model.identity import JSON

# Below this zoom towns would cover the map; from it on, more fit with each step.
LEAST_ZOOM = 7
_AT_LEAST_ZOOM, _MORE_EACH, _MOST = 40, 20, 120
# Somebody who pans on round the world gets degrees beyond 180; beyond this they are no degrees.
_FARTHEST = 10_000
_FULL_TURN, _HALF_TURN, _RIGHT_ANGLE = 360.0, 180.0, 90.0


def parse_box(text: str) -> Box:
    """The area that `west,south,east,north` in degrees means; longitudes beyond 180° are turned back.

    Raises UsageError for what is no area.

    >>> parse_box("35.5,32.5,42.5,37.5")
    Box(west=35.5, south=32.5, east=42.5, north=37.5)
    """
    shown = text[:80]
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise UsageError(f"bbox is “{shown}”; write west,south,east,north in degrees, as 35,32,42,37") from None
    if not all(abs(edge) <= _FARTHEST for edge in (west, south, east, north)) or west > east or south > north:
        raise UsageError(f"bbox is “{shown}”; west must not be east of east, nor south north of north")
    low, high = max(south, -_RIGHT_ANGLE), min(north, _RIGHT_ANGLE)
    if east - west >= _FULL_TURN:
        return Box(-_HALF_TURN, low, _HALF_TURN, high)
    return Box(_turned(west), low, _turned(east), high)


def _turned(lon: float) -> float:
    """A longitude between -180 and 180."""
    return lon if -_HALF_TURN <= lon <= _HALF_TURN else (lon + _HALF_TURN) % _FULL_TURN - _HALF_TURN


def town_limit(zoom: int) -> int:
    """How many towns a view at a zoom level is given; none where it shows more than a province."""
    return 0 if zoom < LEAST_ZOOM else min(_MOST, _AT_LEAST_ZOOM + _MORE_EACH * (zoom - LEAST_ZOOM))


def towns_in(gazetteer: Gazetteer, box: Box, limit: int) -> list[JSON]:
    """At most `limit` towns of an area, largest first: name, lat, lon, population (null where unknown)."""
    found = largest_in(gazetteer, box, limit) if limit > 0 else ()
    return [{"name": t.name, "lat": t.lat, "lon": t.lon, "population": t.population or None} for t in found]
