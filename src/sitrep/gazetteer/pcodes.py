"""P-codes of places, from a file of the user's: the codes of divisions that humanitarian maps and tables share.

No data package has them, and OCHA gives them out country by country, each in an edition of its own. A file of them
is a CSV with a header: `pcode`, `version`, and `geonames_id` or else `name` and `country`, with `admin1` where that
tells two places apart.
"""

import csv
import hashlib
import io
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitrep.gazetteer.countries import Countries
from sitrep.gazetteer.places import Place
from sitrep.gazetteer.tables import Table
from sitrep.gazetteer.writing import division_keys, place_of_id, places_of_names
from sitrep.model.errors import GazetteerError

COLUMNS = ("pcode", "version", "name", "country", "admin1", "geonames_id")
_NEEDED = ("pcode", "version")
# Divisions have P-codes, and towns seldom: of a name that both have the division is meant, the highest first.
_DIVISIONS = ("admin1", "admin2", "admin3")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a file of P-codes: the code and its edition, and what says which place has it."""

    line: int
    pcode: str
    version: str
    name: str = ""
    country: str = ""
    admin1: str = ""
    geonames_id: int | None = None


@dataclass(frozen=True, slots=True)
class PCodes:
    """A file of P-codes, read and found well formed."""

    path: Path
    sha256: str
    rows: tuple[Row, ...]

    def told(self) -> dict[str, str]:
        """What an index must say of the P-codes in it."""
        versions = "; ".join(sorted({row.version for row in self.rows}))
        return {"file": self.path.name, "sha256": self.sha256, "rows": str(len(self.rows)), "versions": versions}


def read_pcodes(path: Path, countries: Countries) -> PCodes:
    """A file of P-codes. Raises GazetteerError that names the line that is wrong, and what to write there."""
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as why:
        raise GazetteerError(f"{path}: cannot be read ({why.strerror}); name a CSV file of P-codes") from why
    except UnicodeDecodeError as why:
        raise GazetteerError(f"{path}: not UTF-8; save the file of P-codes as UTF-8") from why
    rows = tuple(_rows(path, text, countries))
    if not rows:
        raise GazetteerError(f"{path}: no rows of P-codes; write one a line under {','.join(COLUMNS)}")
    return PCodes(path, hashlib.sha256(content).hexdigest(), rows)


def _rows(path: Path, text: str, countries: Countries) -> Iterator[Row]:
    """The rows of a file's text, each checked."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    header = [name.strip().lower() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    missing = [name for name in _NEEDED if name not in header]
    if missing or not ({"geonames_id"} <= set(header) or {"name", "country"} <= set(header)):
        raise GazetteerError(
            f"{path}:1: no column {missing[0] if missing else 'geonames_id'!r}; the header is pcode,version and either "
            "geonames_id, or name,country and where needed admin1"
        )
    for cells in reader:
        if None in cells or None in cells.values():
            raise GazetteerError(
                f"{path}:{reader.line_num}: not {len(header)} cells as in the header; quote cells with commas"
            )
        yield _row(path, reader.line_num, {key: value.strip() for key, value in cells.items()}, countries)


def _row(path: Path, line: int, cells: Mapping[str, str], countries: Countries) -> Row:
    """One checked row."""
    empty = next((name for name in _NEEDED if not cells[name]), None)
    if empty:
        raise GazetteerError(f"{path}:{line}: {empty} is empty; write it, or leave out the line")
    number, name = cells.get("geonames_id", ""), cells.get("name", "")
    if number and not (number.isascii() and number.isdigit()):
        raise GazetteerError(f"{path}:{line}: geonames_id {number!r} is no number; write digits, or name and country")
    if number:
        return Row(line, cells["pcode"], cells["version"], geonames_id=int(number))
    said = cells.get("country", "")
    country = said if said in countries.rows else countries.iso3_of(said) or countries.by_name(said)
    if not name or country is None:
        what = f"country {said!r} is not known" if name else "neither geonames_id nor name"
        raise GazetteerError(f"{path}:{line}: {what}; write geonames_id, or name and an ISO 3166-1 code such as SYR")
    return Row(line, cells["pcode"], cells["version"], name, country, cells.get("admin1", ""))


def _numbered(connection: sqlite3.Connection, number: int, where: str) -> Place:
    """The place with a GeoNames id. Raises GazetteerError for none."""
    place = place_of_id(connection, number)
    if place is None:
        raise GazetteerError(f"{where}: no place has geonames_id {number}; mend it, or leave out the line")
    return place


def _named(connection: sqlite3.Connection, row: Row, words: Table, where: str) -> Place:
    """The one place of a row's name, country and division, a division first. Raises GazetteerError for none or more."""
    keys = division_keys(row.admin1, words) if row.admin1 else set()

    def fits(place: Place) -> bool:
        within = not keys or place.admin1_code == row.admin1 or keys & division_keys(place.admin1 or "", words)
        return place.country == row.country and bool(within)

    named = places_of_names(connection, [row.name, *division_keys(row.name, words)])
    alike = [place for place in named if fits(place)]
    kind = next((kind for kind in _DIVISIONS if any(place.kind == kind for place in alike)), None)
    alike = [place for place in alike if kind in (None, place.kind)]
    if not alike:
        where_at = row.admin1 or row.country
        raise GazetteerError(
            f"{where}: no place {row.name!r} in {where_at}; write its geonames_id, or leave out the line"
        )
    if len(alike) > 1:
        raise GazetteerError(f"{where}: {len(alike)} places are {row.name!r}; write the geonames_id of one")
    return alike[0]


def write_pcodes(connection: sqlite3.Connection, pcodes: PCodes, words: Table) -> None:
    """Write the codes beside the places that have them.

    Raises GazetteerError for a row of no place, of one of several, or of one that has a code already.
    """
    lines: dict[int, int] = {}
    for row in pcodes.rows:
        where, number = f"{pcodes.path}:{row.line}", row.geonames_id
        place = _named(connection, row, words, where) if number is None else _numbered(connection, number, where)
        if place.id in lines:
            raise GazetteerError(
                f"{where}: {place.name} has a P-code by line {lines[place.id]}; leave out one of the two lines, "
                "or write their geonames_id"
            )
        lines[place.id] = row.line
        connection.execute("insert into pcode values (?, ?, ?)", (place.id, row.pcode, row.version))
