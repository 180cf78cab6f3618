"""Where something happened, as the columns of other shapes have it."""

import math
from dataclasses import dataclass

from sitrep.export.shapes.withheld import shown
from sitrep.gazetteer.countries import load_countries
from sitrep.model.fields import Record, number_at, text_at

# How exact a place is in the codes of each shape. ACLED has none for a whole country.
ACLED_PRECISION = {"exact": 1, "near": 2, "admin2": 2, "admin1": 3, "region": 3}
UCDP_PRECISION = {"exact": 1, "near": 2, "admin2": 3, "admin1": 4, "region": 5, "country": 6}
# PRIO-GRID's cells: half a degree wide and high, numbered from the south-west corner, row by row.
_CELLS_A_DEGREE, _CELLS_A_ROW = 2, 720


@dataclass(frozen=True, slots=True)
class Spot:
    """A place: its name as far as it is shown, WGS 84 coordinates, divisions, `words` of the page, precision."""

    name: str | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str | None
    precision: str | None
    words: str | None

    @property
    def admin2(self) -> str | None:
        """The second-order division, known only where the place is one."""
        return self.name if self.precision == "admin2" else None

    @property
    def country_name(self) -> str | None:
        """The country's name in English."""
        known = load_countries().rows
        return known[self.country].name if self.country is not None and self.country in known else None


def spot_of(place: Record) -> Spot:
    """The place of a line. One whose name a profile withheld has no coordinates either.

    >>> spot_of({"name": "Palmyra", "lat": 34.56, "lon": 38.28, "precision": "exact"}).lat
    34.56
    """
    name = shown(text_at(place, "name"))
    return Spot(
        name,
        number_at(place, "lat") if name else None,
        number_at(place, "lon") if name else None,
        text_at(place, "country"),
        shown(text_at(place, "admin1")),
        text_at(place, "precision"),
        shown(text_at(place, "span", "text")),
    )


def bare_point(spot: Spot) -> tuple[float | None, float | None]:
    """Latitude and longitude for a shape that does not say how exact they are: none for a whole country or region.

    >>> bare_point(spot_of({"name": "Syria", "lat": 35.0, "lon": 38.0, "precision": "country"}))
    (None, None)
    """
    return (None, None) if spot.precision in ("country", "region") else (spot.lat, spot.lon)


def grid_cell(lat: float, lon: float) -> int:
    """The number of the PRIO-GRID cell that a point lies in.

    >>> grid_cell(-89.9, -179.9), grid_cell(35.93, 36.63)
    (1, 181154)
    """
    row = math.floor((lat + 90) * _CELLS_A_DEGREE)
    return row * _CELLS_A_ROW + math.floor((lon + 180) * _CELLS_A_DEGREE) + 1


def point(spot: Spot) -> str | None:
    """The place as well-known text, longitude first."""
    return None if spot.lat is None or spot.lon is None else f"POINT ({spot.lon} {spot.lat})"
