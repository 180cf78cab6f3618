"""Where the rows of a layer lie: a point of WGS 84, longitude before latitude, or nothing."""

import struct
from collections.abc import Iterable, Sequence

from sitrep.export.tables.columns import Table
from sitrep.model.fields import Record, number_at, record_at, text_at

Point = tuple[float, float]
# ISO WKB: byte order (1: the least byte first), the type of a point, two doubles.
WKB_POINT = struct.Struct("<BIdd")
LITTLE_ENDIAN, POINT = 1, 1


def point_of(line: Record) -> Point | None:
    """The longitude and latitude of a claim or an incident, None where no place or only a country is known.

    >>> point_of({"place": {"lat": 35.9, "lon": 39.0, "precision": "near"}})
    (39.0, 35.9)
    >>> point_of({"place": {"lat": 35.0, "lon": 38.0, "precision": "country"}})
    """
    place = record_at(line, "event", "place") or record_at(line, "place")
    lat, lon = number_at(place, "lat"), number_at(place, "lon")
    if lat is None or lon is None or text_at(place, "precision") == "country":
        return None
    return float(lon), float(lat)


def points_of(table: Table) -> list[Point | None]:
    """The points of the rows of a table."""
    return [point_of(line) for line in table.lines]


def wkb(point: Point) -> bytes:
    """A point as well-known binary."""
    return WKB_POINT.pack(LITTLE_ENDIAN, POINT, *point)


def bounds(points: Iterable[Point | None]) -> Sequence[float] | None:
    """The least and greatest longitude and latitude of points, as west, south, east, north; None for no point.

    >>> bounds([(39.0, 35.9), None, (38.0, 36.0)])
    [38.0, 35.9, 39.0, 36.0]
    """
    known = [point for point in points if point is not None]
    if not known:
        return None
    lons, lats = zip(*known, strict=True)
    return [min(lons), min(lats), max(lons), max(lats)]
