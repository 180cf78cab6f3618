"""A layer as a GeoPackage (OGC 12-128r18, version 1.3), written as the SQLite file that it is."""

import sqlite3
import struct
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from sitrep.export.about import about
from sitrep.export.contents import Content
from sitrep.export.files import write_made
from sitrep.export.geo.points import Point, bounds, points_of, wkb
from sitrep.export.losses import Lost
from sitrep.export.tables.columns import Column, Kind, Table, Value, storable, table_of
from sitrep.model.errors import UsageError

TYPES = {Kind.TEXT: "TEXT", Kind.INTEGER: "INTEGER", Kind.REAL: "DOUBLE", Kind.FLAG: "BOOLEAN"}
WGS84 = 4326
# "GP", version 0, flags (the least byte first, no envelope), the reference system.
HEADER = struct.Struct("<2sBBi").pack(b"GP", 0, 1, WGS84)
GEOMETRY = "geom"
EMPTY = (None, None, None, None)


def write_gpkg(content: Content, path: Path) -> tuple[Lost, ...]:
    """Write the lines as a layer of points called claims or incidents, beside it a table `about`.

    Raises UsageError for a name that does not end in .gpkg, as the standard has it: programs for maps go by it.
    """
    if path.suffix != ".gpkg":
        raise UsageError(f"{path}: the name of a GeoPackage ends in .gpkg; name it {path.with_suffix('.gpkg').name}")
    table = table_of(content)
    told = about(content, path.name)

    def make(temporary: Path) -> None:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            try:
                _fill(connection, content.what.value, table, told)
            except sqlite3.Error as why:
                raise UsageError(
                    f"{path}: cannot be written ({why}); name a file in a folder with room for it"
                ) from why

    write_made(path, make)
    return ()


def _fill(connection: sqlite3.Connection, layer: str, table: Table, told: dict[str, str]) -> None:
    """Put the tables of the standard, the layer and what the file says about itself into an empty database."""
    schema = (files("sitrep.export.geo") / "data" / "geopackage.sql").read_text(encoding="utf-8")
    connection.executescript(schema)
    points = points_of(table)
    connection.execute("BEGIN")
    connection.execute(_layer_of(layer, table.columns))
    marks = ", ".join("?" for _ in range(len(table.columns) + 1))
    rows = ([_geometry(point), *_stored(row)] for point, row in zip(points, table.values(), strict=True))
    connection.executemany(f"INSERT INTO {layer} VALUES (NULL, {marks})", rows)  # noqa: S608 - names of our own
    connection.executemany("INSERT INTO about (name, words) VALUES (?, ?)", told.items())
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    corners = bounds(points) or EMPTY
    contents = "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    connection.execute(contents, (layer, "features", layer, told["profile"], now, *corners, WGS84))
    connection.execute(contents, ("about", "attributes", "about", "", now, *EMPTY, 0))
    named = (layer, GEOMETRY, "POINT", WGS84, 0, 0)
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)", named)
    connection.execute("COMMIT")


def _layer_of(layer: str, columns: Iterable[Column]) -> str:
    """The statement that makes the table of a layer."""
    own = ", ".join(f'"{column.name}" {TYPES[column.kind]}' for column in columns)
    return f"CREATE TABLE {layer} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {GEOMETRY} POINT, {own})"


def _geometry(point: Point | None) -> bytes | None:
    return None if point is None else HEADER + wkb(point)


def _stored(row: Iterable[Value]) -> list[Value]:
    return [storable(cell) if isinstance(cell, str) else cell for cell in row]
