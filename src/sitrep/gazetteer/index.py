"""Place names to places: one read-only SQLite file, looked up by folded name and by skeleton."""

import json
import os
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from math import inf
from pathlib import Path
from typing import Protocol

from sitrep.gazetteer.abbreviations import is_postal, shortened
from sitrep.gazetteer.names import ARABIC, consonants, fold, skeleton
from sitrep.gazetteer.tables import load_table
from sitrep.model.errors import GazetteerError
from sitrep.model.resolutions import Candidate

SCHEMA = 3
EXACT, SPELLING, WITHOUT_WORD = "same name", "spelling family", "name without its kind"
# Of so many names the word for their kind is remembered, the latest ones.
_REMEMBERED = 10_000
_REMEDY = "run `sitrep gazetteer build`"
# Candidates by sound are kept to the most populous ones.
_MOST_BY_SOUND = 25
# Of the largest towns that share a division's name, most hold over a twentieth of its people.
_DIVISION_SHARE = 0.05
_COLUMNS = (
    "p.id, p.name, p.lat, p.lon, p.country, p.admin1, p.admin1_code, p.kind, p.population, p.source, c.pcode, c.version"
)
_OF = "n join place p on p.id = n.place left join pcode c on c.place = p.id where n.key = ?"
_BY_NAME = f"select {_COLUMNS} from name {_OF}"  # noqa: S608 - constant
_BY_SOUND = f"select {_COLUMNS} from skeleton {_OF}"  # noqa: S608 - constant
_BY_KEY = "select p.name, p.kind, p.population, p.source from name n join place p on p.id = n.place where n.key = ?"
_SPELLINGS = "select distinct key from name where place in (select value from json_each(?))"
# A town and the district around it have one name; what is so far apart in degrees is not that.
_SAME_PLACE = 1.0
_RENOWNED = frozenset({"continent", "admin1"})
_Row = tuple[int, str, float, float, str | None, str | None, str | None, str, int, str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class GazetteerInfo:
    """What an index holds: counts, the data packages with version and licence, the credit to show.

    `digest` is over the rows; `inputs` names what they were built from, see `building.inputs_digest`; `dump` says of
    the GeoNames dump, where there was one, which file it was, from when, and what of it was taken; `pcodes` says which
    file of P-codes and which editions.
    """

    path: str
    schema: int
    digest: str
    inputs: str
    places: int
    names: int
    skeletons: int
    packages: tuple[tuple[str, str], ...]
    attribution: str
    dump: tuple[tuple[str, str], ...] = ()
    pcodes: tuple[tuple[str, str], ...] = ()


class PlaceNames(Protocol):
    """What knows place names: the index, or a few hand-made places in a test."""

    @property
    def digest(self) -> str:
        """A name for the content."""

    def find(self, name: str) -> tuple[Candidate, ...]:
        """The places that a name may mean, likeliest first by name alone."""

    def knows(self, name: str, people: int = 0) -> bool:
        """Whether some place has exactly this name; with `people`, a country, a division or a place of so many."""


def default_path(environment: Mapping[str, str] | None = None) -> Path:
    """Where the index is kept: SITREP_GAZETTEER, else a file of this schema among the user's data."""
    known = os.environ if environment is None else environment
    if named := known.get("SITREP_GAZETTEER"):
        return Path(named)
    home = known.get("XDG_DATA_HOME")
    data = Path(home) if home else Path.home() / ".local" / "share"
    return data / "sitrep" / f"gazetteer-{SCHEMA}.sqlite"


def _connect(path: Path) -> sqlite3.Connection:
    """A read-only connection. Raises GazetteerError when there is no file, or it may not be reached."""
    try:
        is_there = path.is_file()
    except OSError as error:
        raise GazetteerError(f"{path} cannot be reached ({error.strerror}); check the permissions") from error
    if not is_there:
        raise GazetteerError(f"no gazetteer at {path}; {_REMEDY}")
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def _info(path: Path, connection: sqlite3.Connection) -> GazetteerInfo:
    """What the meta table says. Raises GazetteerError when this is not a filled index of this schema."""
    try:
        meta = dict(connection.execute("select key, value from meta"))
    except sqlite3.DatabaseError:
        raise GazetteerError(f"{path} is not a gazetteer; {_REMEDY}") from None
    if meta.get("schema") != str(SCHEMA):
        raise GazetteerError(f"{path} has schema {meta.get('schema')}, this sitrep reads {SCHEMA}; {_REMEDY}")
    if int(meta.get("names", 0)) == 0:
        raise GazetteerError(f"the gazetteer at {path} is empty; {_REMEDY}")
    packages, dump, pcodes = (
        tuple((k.removeprefix(start), v) for k, v in sorted(meta.items()) if k.startswith(start))
        for start in ("package:", "dump:", "pcodes:")
    )
    return GazetteerInfo(
        str(path),
        SCHEMA,
        meta["digest"],
        meta["inputs"],
        int(meta["places"]),
        int(meta["names"]),
        int(meta["skeletons"]),
        packages,
        meta["attribution"],
        dump,
        pcodes,
    )


def read_info(path: Path) -> GazetteerInfo:
    """What the index at `path` holds. Raises GazetteerError when it is missing, empty or of another schema."""
    with closing(_connect(path)) as connection:
        return _info(path, connection)


def _candidate(row: _Row, reason: str) -> Candidate:
    number, name, lat, lon, country, admin1, code, kind, population, source, pcode, version = row
    known = number if number > 0 else None
    return Candidate(
        *(name, lat, lon, known, country, admin1, code, kind, population, source),
        reasons=(reason,),
        pcode=pcode,
        pcode_version=version,
    )


@cache
def _kind_words() -> tuple[tuple[str, str], ...]:
    """Words after a name that say its kind, with that kind, longest first."""
    rows = [(r["word"], r["kind"]) for r in load_table("place_words").rows if r["position"] == "after"]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@cache
def _words_before() -> tuple[str, ...]:
    """Words before a name that say its kind: "state of"."""
    return tuple(r["word"] for r in load_table("place_words").rows if r["position"] == "before")


@lru_cache(maxsize=_REMEMBERED)
def split_kind(name: str) -> tuple[str, str] | None:
    """A folded name without the word for its kind, and that kind; None when it has no such word.

    >>> split_kind("khmeimim air base")
    ('khmeimim', 'airbase')
    """
    for word, kind in _kind_words():
        if name.endswith(f" {word}"):
            return name.removesuffix(f" {word}"), kind
    return None


def _is_main(key: str, own: str) -> bool:
    """Whether a folded name is a place's main one, with or without the word for its kind, or one half of it."""
    names = {fold(part) for part in (own, *own.split("/"))}
    after = {parts[0] for name in names if (parts := split_kind(name))}
    return key in names | after or any(f"{word} {key}" in names for word in _words_before())


def _likeliest(candidate: Candidate) -> tuple[bool, bool, float, int]:
    """Order by name alone: countries, then what the project lists itself, then by population.

    A division counts a part of its people: the bare name of one is mostly its town's ("Mosul").
    """
    curated = "aliases" in candidate.source
    people = candidate.population * (_DIVISION_SHARE if candidate.kind.startswith("admin") else 1.0)
    return (candidate.kind != "country", not curated, -people, candidate.geonames_id or 0)


@dataclass(frozen=True)
class Gazetteer:
    """An open index. Answers are kept for as long as it lives."""

    connection: sqlite3.Connection
    described: GazetteerInfo
    answers: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    largest: dict[str, float] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The SHA-256 over the index's rows."""
        return self.described.digest

    def info(self) -> GazetteerInfo:
        """What the index holds."""
        return self.described

    def knows(self, name: str, people: int = 0) -> bool:
        """Whether some place has exactly this name, but for case, accents and hyphens; see `PlaceNames.knows`."""
        if name not in self.largest:
            self.largest[name] = self._largest(name)
        return self.largest[name] >= people

    def _largest(self, name: str) -> float:
        """The people of the largest place that is mainly called so: a country or division has no end, no place -1."""
        if not is_postal(name) and shortened(name):
            return inf
        key = fold(name)
        rows = self.connection.execute(_BY_KEY, (key,)).fetchall()
        main = [(kind, number) for own, kind, number, _ in rows if _is_main(key, own)]
        if any(kind == "country" or "aliases" in source for _, kind, _, source in rows):
            return inf
        if any(kind in _RENOWNED for kind, _ in main):
            return inf
        return max((number for _, number in main), default=0) if rows else -1

    def spellings(self, name: str) -> tuple[str, ...]:
        """The folded names, in every script, of the place that is called exactly so; empty where none is.

        Of several the likeliest is meant; a district only where no town in it has the name, for districts change
        theirs. Spellings by which another place is better known are left out.
        """
        key = fold(name)
        meant = self._meant(key)
        if not meant:
            return ()
        known = self.connection.execute(_SPELLINGS, (json.dumps(sorted(meant)),))
        return tuple(sorted(other for (other,) in known if other == key or self._likeliest_id(other) in meant))

    def _likeliest_id(self, key: str) -> int | None:
        rows = self.connection.execute(_BY_NAME, (key,)).fetchall()
        return min(rows, key=lambda row: _likeliest(_candidate(row, EXACT)))[0] if rows else None

    def _meant(self, key: str) -> frozenset[int]:
        """The numbers of the likeliest place of a folded name: of a district and the town in it the town's."""
        rows: list[_Row] = self.connection.execute(_BY_NAME, (key,)).fetchall()
        if not rows:
            return frozenset()
        first = min(rows, key=lambda row: _likeliest(_candidate(row, EXACT)))
        around = [
            row
            for row in rows
            if row[4] == first[4] and abs(row[2] - first[2]) < _SAME_PLACE and abs(row[3] - first[3]) < _SAME_PLACE
        ]
        towns = [row for row in around if not row[7].startswith("admin")]
        return frozenset(row[0] for row in towns or around)

    def find(self, name: str) -> tuple[Candidate, ...]:
        """The places of that name, then those whose names sound alike; each says by what it was found.

        A short form ("Ky.") is only the division that it stands for.
        """
        short = shortened(name)
        if short is not None:
            return tuple(c for c in self.find(short.name) if c.kind == "admin1" and c.country == short.country)
        key = fold(name)
        if key not in self.answers:
            self.answers[key] = self._find(key)
        return self.answers[key]

    def _find(self, key: str) -> tuple[Candidate, ...]:
        found = self._by_key(key)
        parts = split_kind(key)
        if parts is None or any(c.reasons == (EXACT,) for c in found):
            return found
        bare, kind = parts
        renamed = (_renamed(c) for c in self._by_key(bare))
        return (*sorted(renamed, key=lambda c: c.kind != kind), *found)

    def _by_key(self, key: str) -> tuple[Candidate, ...]:
        """Places under a folded name, then those under its skeleton; where there are none, those in Arabic letters."""
        exact = self._ordered(_BY_NAME, key, EXACT)
        places = {(c.geonames_id, c.name, c.lat) for c in exact}
        sound = skeleton(key)
        alike = self._ordered(_BY_SOUND, sound, SPELLING) if sound else ()
        if not exact and not alike and (bones := consonants(key)):
            alike = self._ordered(_BY_SOUND, f"{ARABIC}{bones}", SPELLING)
        return (*exact, *[c for c in alike if (c.geonames_id, c.name, c.lat) not in places][:_MOST_BY_SOUND])

    def _ordered(self, query: str, key: str, reason: str) -> tuple[Candidate, ...]:
        rows: Iterable[_Row] = self.connection.execute(query, (key,))
        return tuple(sorted((_candidate(row, reason) for row in rows), key=_likeliest))


def _renamed(candidate: Candidate) -> Candidate:
    """A candidate found only after the word for its kind was left out."""
    return replace(candidate, reasons=(*candidate.reasons, WITHOUT_WORD))


def open_gazetteer(path: Path) -> Gazetteer:
    """The index at `path`, open for reading.

    Raises GazetteerError when it is missing, empty or of another schema: never an empty answer.
    """
    connection = _connect(path)
    return Gazetteer(connection, _info(path, connection))
