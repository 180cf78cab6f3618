"""Places into the tables of an index.

Places are written as they come, so that they need not fit in memory; the keys of their names wait in a scratch file and
go into the index in one sorted pass, which is what keeps a B-tree of millions of names quick to build.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice

from sitrep.gazetteer.names import ARABIC, consonants, fold, is_arabic, skeleton
from sitrep.gazetteer.places import Place
from sitrep.gazetteer.tables import Table, load_table

_TABLES = """
create table place (
    id integer primary key, name text not null, lat real not null, lon real not null, country text, admin1 text,
    admin1_code text, kind text not null, population integer not null, source text not null
);
create table name (key text not null, place integer not null, primary key (key, place)) without rowid;
create table skeleton (key text not null, place integer not null, primary key (key, place)) without rowid;
create table pcode (place integer primary key, pcode text not null, version text not null);
create table meta (key text primary key, value text not null) without rowid;
create table scratch.name (key text not null, place integer not null);
create table scratch.skeleton (key text not null, place integer not null);
"""
# A place that stands already keeps its people and its source beside those that come.
_PLACE = """
insert into place values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set
    name = excluded.name, lat = excluded.lat, lon = excluded.lon, kind = excluded.kind,
    country = coalesce(excluded.country, country), admin1 = coalesce(excluded.admin1, admin1),
    admin1_code = coalesce(excluded.admin1_code, admin1_code), population = max(excluded.population, population),
    source = source || '+' || excluded.source
"""
_COLUMNS = "p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.admin1_code, p.kind, p.population, p.source"
# A look-up reads all places of a key. No page tells the hundredth village of one name in a country from the next, and
# of a sound the index gives but the most populous.
_THIN = """
delete from {table} where (key, place) in (
    select key, place from (
        select k.key, k.place, row_number() over (partition by k.key{by} order by p.population desc, p.id) as rank
        from {table} k join place p on p.id = k.place
        where k.key in (select key from {table} group by key having count(*) > {most})
    ) where rank > {most}
)
"""
_MOST_A_COUNTRY, _MOST_OF_A_SOUND = 100, 200
_BATCH = 5_000
_MIN_FOLDED, _MIN_SKELETON = 4, 3
_Row = tuple[int, str, float, float, str | None, str | None, str | None, str, int, str]


def open_tables(path: str, scratch: str) -> sqlite3.Connection:
    """A new index at `path` with empty tables, and a scratch file for the keys."""
    connection = sqlite3.connect(path)
    connection.execute("attach database ? as scratch", (scratch,))
    connection.executescript(
        """pragma main.journal_mode = off; pragma scratch.journal_mode = off; pragma main.synchronous = off;
        pragma scratch.synchronous = off; pragma main.cache_size = -65536;"""
    )
    connection.executescript(_TABLES)
    return connection


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
    """The skeletons of folded names long enough to tell anything, and the consonants of those in Arabic letters."""
    known = tuple(keys)
    found = {skeleton(key) for key in known if len(key) >= _MIN_FOLDED}
    arabic = {consonants(key) for key in known if not key.isascii() and is_arabic(key)}
    return {key for key in found if len(key) >= _MIN_SKELETON} | {f"{ARABIC}{key}" for key in arabic if key}


def _row(place: Place) -> _Row:
    p = place
    return (p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.admin1_code, p.kind, p.population, p.source)


def write_places(connection: sqlite3.Connection, places: Iterable[Place], schema: str = "scratch") -> None:
    """Write places, and the keys of their names to the tables of a schema.

    A place whose id stands already is the same place: it is then as the later one says, with the names of both.
    """
    words = load_table("place_words")
    coming = iter(places)
    while batch := list(islice(coming, _BATCH)):
        keys = [(place.id, place_keys(place, words)) for place in batch]
        names = ((key, number) for number, found in keys for key in found)
        sounds = ((key, number) for number, found in keys for key in skeleton_keys(found))
        connection.executemany(_PLACE, map(_row, batch))
        connection.executemany(f"insert or ignore into {schema}.name values (?, ?)", names)  # noqa: S608 - ours
        connection.executemany(f"insert or ignore into {schema}.skeleton values (?, ?)", sounds)  # noqa: S608 - ours


def sort_keys(connection: sqlite3.Connection) -> None:
    """Move the keys from the scratch file into the index, in their order."""
    for table in ("name", "skeleton"):
        connection.execute(
            f"insert or ignore into main.{table} select key, place from scratch.{table} order by key, place"  # noqa: S608 - ours
        )
        connection.execute(f"drop table scratch.{table}")


def index_places(connection: sqlite3.Connection) -> None:
    """Make the names of one place quick to find; an index without this answers the same, but slowly."""
    connection.execute("create index main.name_of_place on name (place)")


def thin_keys(connection: sqlite3.Connection) -> None:
    """Leave under each key the most populous places: of a name so many a country, of a sound so many in all."""
    connection.execute(_THIN.format(table="main.name", by=", p.country", most=_MOST_A_COUNTRY))
    connection.execute(_THIN.format(table="main.skeleton", by="", most=_MOST_OF_A_SOUND))


def places_of_kinds(connection: sqlite3.Connection, kinds: Iterable[str]) -> tuple[Place, ...]:
    """All places of some kinds, without their names."""
    return tuple(
        _place(row)
        for kind in sorted(kinds)
        for row in connection.execute(f"select {_COLUMNS} from place p where kind = ? order by id desc", (kind,))  # noqa: S608 - ours
    )


def places_of_names(connection: sqlite3.Connection, names: Iterable[str]) -> tuple[Place, ...]:
    """The places that have one of some names, in order of their ids, without their names."""
    query = f"select {_COLUMNS} from main.name n join place p on p.id = n.place where n.key = ?"  # noqa: S608 - ours
    found = {row[0]: row for key in {fold(name) for name in names} for row in connection.execute(query, (key,))}
    return tuple(_place(row) for _, row in sorted(found.items()))


def place_of_id(connection: sqlite3.Connection, number: int) -> Place | None:
    """The place with an id, without its names; None for none."""
    row = connection.execute(f"select {_COLUMNS} from place p where p.id = ?", (number,)).fetchone()  # noqa: S608 - ours
    return _place(row) if row else None


def _place(row: _Row) -> Place:
    number, name, lat, lon, country, admin1, code, kind, population, source = row
    return Place(number, name, (), lat, lon, country, admin1, code, kind, population, source)
