"""A place as the sources of the gazetteer tell it, before it is stored."""

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371.0
# Distances that are kept: the places of a page are measured against one another more than once.
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Place:
    """A place with all its names. `id` is its GeoNames id, or negative for places without one.

    `admin1` is the name of its first-order division, `admin1_code` the ISO 3166-2 code of that where
    known; `country` is ISO 3166-1 alpha-3; `population` 0 where not known; `source` says which data.
    """

    id: int
    name: str
    names: tuple[str, ...]
    lat: float
    lon: float
    country: str | None
    admin1: str | None
    admin1_code: str | None
    kind: str
    population: int
    source: str

    @property
    def geonames_id(self) -> int | None:
        """The GeoNames id, or None for places that GeoNames data did not give."""
        return self.id if self.id > 0 else None


@lru_cache(maxsize=_REMEMBERED)
def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance of two points in degrees, in kilometres.

    >>> round(distance_km(33.51, 36.29, 36.20, 37.16))
    309
    """
    a, b = radians(lat), radians(other_lat)
    h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, h)))
