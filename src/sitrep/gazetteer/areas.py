"""The populated places of an area, largest first: what a map needs for its labels."""

from dataclasses import dataclass
from math import inf

from sitrep.gazetteer.index import Gazetteer

_FIELDS = "select name, lat, lon, population, kind from place"
# Rows with no people are towns and villages that the project lists itself, or hamlets of the dump.
_INSIDE = (
    f"{_FIELDS} where lat between ? and ? and (lon between ? and ? or lon between ? and ?)"
    " and kind in ('settlement', 'city', 'town', 'village')"
    " order by population desc, kind = 'settlement', name limit ?"
)


@dataclass(frozen=True, slots=True)
class Box:
    """An area between two latitudes and two longitudes, in degrees; `west` > `east` where it crosses 180°."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place; `population` is 0 where it is unknown."""

    name: str
    lat: float
    lon: float
    population: int


def largest_in(gazetteer: Gazetteer, box: Box, most: int) -> tuple[Town, ...]:
    """At most `most` populated places of an area, the largest first, each once. Reads the index's rows through."""
    sides = (box.west, box.east, inf, inf) if box.west <= box.east else (box.west, 180.0, -180.0, box.east)
    rows = gazetteer.connection.execute(_INSIDE, (box.south, box.north, *sides, most * 2))
    kept: dict[tuple[str, float, float], Town] = {}
    for name, lat, lon, population, _ in rows:
        kept.setdefault((name, round(lat, 1), round(lon, 1)), Town(name, lat, lon, population))
    return tuple(kept.values())[:most]
