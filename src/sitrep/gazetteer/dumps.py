"""Places from a dump of all of GeoNames, streamed: it is never held in memory.

A dump is a text of 19 columns a line, or a zip file with that text in it, as download.geonames.org gives it:
`allCountries.zip`, or `SY.zip` for one country.
"""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from sitrep.gazetteer.countries import Countries
from sitrep.gazetteer.names import fold
from sitrep.gazetteer.places import Place
from sitrep.gazetteer.sources import as_country
from sitrep.gazetteer.tables import Table, load_table
from sitrep.model.errors import GazetteerError, UsageError

Progress = Callable[[str, int, int], None]

CLASSES = frozenset("AHLPRSTUV")
_COLUMNS = 19
_LICENCE = "CC BY 4.0; data from GeoNames (geonames.org)"
_WHERE_FROM = "download.geonames.org/export/dump/"
# The text that tells what the zip file of one country is.
_README = "readme.txt"
_REPORTED_ROWS = 20_000
_MEGABYTE = 1 << 20
_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows of a dump are wanted: alpha-2 codes of countries and feature classes; None is all."""

    countries: frozenset[str] | None = None
    classes: frozenset[str] | None = None

    def takes(self, cells: list[str]) -> bool:
        """Whether a row is of a wanted country and class."""
        return (self.classes is None or cells[6] in self.classes) and (
            self.countries is None or cells[8] in self.countries
        )

    def told(self) -> str:
        """The selection in words."""
        countries = ", ".join(sorted(self.countries)) if self.countries else "all"
        return f"countries: {countries}; classes: {', '.join(sorted(self.classes)) if self.classes else 'all'}"


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump that was looked through from end to end.

    `dated` is the newest day on which a row was changed, `packed` the day of the file in the zip, None for a
    plain text; `divisions` are its names of first-order divisions by country and GeoNames code.
    """

    path: Path
    selection: Selection
    sha256: str
    dated: str
    packed: str | None
    rows: int
    divisions: Mapping[tuple[str, str], str]

    def told(self) -> dict[str, str]:
        """What an index must say of the dump it was made from."""
        told = {"file": self.path.name, "sha256": self.sha256, "dated": self.dated, "packed": self.packed or ""}
        told |= {"selection": self.selection.told(), "rows": str(self.rows), "licence": _LICENCE}
        return {key: value for key, value in told.items() if value}


def _codes(text: str | None) -> frozenset[str] | None:
    """The codes of a list with commas, in capitals; None for no list."""
    return None if text is None else frozenset(part.strip().upper() for part in text.split(",") if part.strip())


def select_rows(countries: str | None, classes: str | None, known: Countries) -> Selection:
    """A selection from lists with commas. Raises UsageError for a country or class that is none."""
    iso2 = {c.iso3: c.iso2 for c in known.rows.values()}
    wanted, chosen = _codes(countries), _codes(classes)
    if wanted is not None:
        wanted = frozenset(iso2.get(code, code) for code in wanted)
        if not wanted or wanted - set(iso2.values()):
            raise UsageError(
                f"--countries {countries}: {_first(wanted - set(iso2.values()))} is no country's code; "
                "write ISO 3166-1 codes with commas, such as SY,IQ"
            )
    if chosen is not None and (not chosen or chosen - CLASSES):
        raise UsageError(
            f"--classes {classes}: {_first(chosen - CLASSES)} is no feature class of GeoNames; write letters of "
            f"{' '.join(sorted(CLASSES))} with commas, such as P,A,S"
        )
    return Selection(wanted, chosen)


def _first(codes: frozenset[str]) -> str:
    return repr(min(codes, default=""))


def _member(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The one text of a zip file that may be a dump."""
    texts = [i for i in archive.infolist() if i.filename.endswith(".txt") and Path(i.filename).name != _README]
    if len(texts) != 1:
        raise GazetteerError(f"{path}: holds {len(texts)} texts, not one; take allCountries.zip from {_WHERE_FROM}")
    return texts[0]


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int, str | None]]:
    """The bytes of a dump's text, how many there are, and the day of the file in the zip."""
    if path.suffix != ".zip" and not zipfile.is_zipfile(path):
        with path.open("rb") as stream:
            yield stream, path.stat().st_size, None
        return
    with zipfile.ZipFile(path) as archive:
        member = _member(archive, path)
        year, month, day, *_ = member.date_time
        with archive.open(member) as packed, io.BufferedReader(cast("io.RawIOBase", packed), _BUFFER) as stream:
            yield stream, member.file_size, f"{year:04}-{month:02}-{day:02}"


def _cells(line: bytes, where: str) -> list[str]:
    """The columns of a line."""
    try:
        cells = line.decode().rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        raise GazetteerError(f"{where}: not UTF-8; take the file anew from {_WHERE_FROM}") from None
    if len(cells) != _COLUMNS:
        raise GazetteerError(
            f"{where}: columns: {len(cells)}, a GeoNames dump has {_COLUMNS}; take allCountries.zip from {_WHERE_FROM}"
        )
    return cells


def _rows(path: Path, what: str, progress: Progress) -> Iterator[tuple[str, list[str]]]:
    """Yield each row of a dump with the words for where it stands. Raises GazetteerError for one that is none."""
    try:
        with _opened(path) as (stream, size, _):
            done = 0
            for number, line in enumerate(stream, 1):
                done += len(line)
                if number % _REPORTED_ROWS == 1:
                    progress(what, done // _MEGABYTE, size // _MEGABYTE)
                yield f"{path}:{number}", _cells(line, f"{path}:{number}")
            progress(what, size // _MEGABYTE, size // _MEGABYTE)
    except FileNotFoundError:
        raise GazetteerError(f"{path}: no such file; take allCountries.zip from {_WHERE_FROM}") from None
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise GazetteerError(f"{path}: cannot be read ({error}); take the file anew from {_WHERE_FROM}") from error


def _kinds(table: Table) -> dict[tuple[str, str], str]:
    """Our kinds by feature class and code."""
    return {(row["class"], row["code"]): row["kind"] for row in table.rows}


def _kind(kinds: Mapping[tuple[str, str], str], cells: list[str]) -> str | None:
    """The kind of a row's place, or None for what is left out."""
    return kinds.get((cells[6], cells[7])) or kinds.get((cells[6], "*"))


def _packed(path: Path) -> str | None:
    with _opened(path) as (_, _, packed):
        return packed


def survey_dump(path: Path, selection: Selection, countries: Countries, progress: Progress) -> Dump:
    """A dump looked through from end to end, before anything is made of it.

    Raises GazetteerError when it is missing, damaged, not a GeoNames dump, or has no wanted row.
    """
    iso3 = {c.iso2: c.iso3 for c in countries.rows.values()}
    kinds = _kinds(load_table("feature_codes"))
    divisions: dict[tuple[str, str], str] = {}
    rows, dated = 0, ""
    for _, cells in _rows(path, f"looking through {path.name} (MB)", progress):
        dated = max(dated, cells[18])
        if cells[7] == "ADM1" and cells[8] in iso3:
            divisions[iso3[cells[8]], cells[10]] = cells[1]
        rows += selection.takes(cells) and _kind(kinds, cells) is not None
    if rows == 0:
        raise GazetteerError(f"{path}: no row is wanted ({selection.told()}); nothing was written: choose others")
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    return Dump(path, selection, sha256, dated, _packed(path), rows, divisions)


def _place(cells: list[str], kind: str, iso3: Mapping[str, str], where: str) -> Place:
    """The place of a row, without its division."""
    names = {cells[1], cells[2], *cells[3].split(",")} - {""}
    try:
        number, lat, lon, population = int(cells[0]), float(cells[4]), float(cells[5]), int(cells[14] or 0)
    except ValueError:
        raise GazetteerError(
            f"{where}: id, point and population must be numbers; take the file anew from {_WHERE_FROM}"
        ) from None
    return Place(
        number, cells[1], tuple(sorted(names)), lat, lon, iso3.get(cells[8]), None, None, kind, population, "geonames"
    )


def read_dump(
    dump: Dump, countries: Countries, standing: Mapping[str | None, int], progress: Progress
) -> Iterator[tuple[Place, str]]:
    """Yield the wanted places of a dump, each with the GeoNames code of its first-order division.

    `standing` has the ids of the countries that are known already: a second record of one ("Sovereign Base Area") is a
    region of it.
    """
    iso3 = {c.iso2: c.iso3 for c in countries.rows.values()}
    kinds = _kinds(load_table("feature_codes"))
    divisions = frozenset((country, fold(name)) for (country, _), name in dump.divisions.items())
    for where, cells in _rows(dump.path, f"places of {dump.path.name} (MB)", progress):
        kind = _kind(kinds, cells)
        if kind is None or not dump.selection.takes(cells):
            continue
        place = _place(cells, kind, iso3, where)
        if kind == "country" and standing.get(place.country, place.id) == place.id:
            place = as_country(place, countries, divisions)
        elif kind == "country":
            place = replace(place, kind="region")
        yield place, cells[10]
