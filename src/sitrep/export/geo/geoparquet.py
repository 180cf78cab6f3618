"""A layer as GeoParquet 1.1: a Parquet table whose column `geometry` has points as well-known binary."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from sitrep.export.about import about
from sitrep.export.contents import Content
from sitrep.export.files import write_made
from sitrep.export.geo.points import Point, bounds, points_of, wkb
from sitrep.export.losses import Lost
from sitrep.export.tables.columns import Column, Kind, Table, storable, table_of
from sitrep.model.identity import canonical

TYPES = {Kind.TEXT: pa.string(), Kind.INTEGER: pa.int64(), Kind.REAL: pa.float64(), Kind.FLAG: pa.bool_()}
GEOMETRY = "geometry"
# What pandas is to make of a column, where its own choice would turn whole numbers with gaps into fractions.
NULLABLE = {Kind.INTEGER: ("int64", "Int64"), Kind.FLAG: ("bool", "boolean")}


def write_geoparquet(content: Content, path: Path) -> tuple[Lost, ...]:
    """Write the lines as a Parquet table with points; a whole number that is not there is null, and no fraction."""
    table = table_of(content)
    points = points_of(table)
    told = {"geo": _geo(points), "pandas": _pandas(table.columns), "sitrep": {**about(content, path.name)}}
    written = {name.encode(): canonical(words).encode() for name, words in told.items()}
    schema = pa.schema([*((c.name, TYPES[c.kind]) for c in table.columns), (GEOMETRY, pa.binary())], written)
    arrow = pa.Table.from_arrays([*_arrays(table), _geometries(points)], schema=schema)
    write_made(path, lambda temporary: pq.write_table(arrow, temporary, compression="zstd"))
    return ()


def _arrays(table: Table) -> list[Any]:
    """The columns of a table as Arrow arrays."""
    rows = list(table.values())
    return [
        pa.array([storable(cell) if isinstance(cell := row[n], str) else cell for row in rows], TYPES[column.kind])
        for n, column in enumerate(table.columns)
    ]


def _geometries(points: list[Point | None]) -> Any:  # noqa: ANN401 - pyarrow has no types
    return pa.array([None if point is None else wkb(point) for point in points], pa.binary())


def _geo(points: list[Point | None]) -> dict[str, Any]:
    """What the standard has a file say of its geometry; without `crs` it is longitude and latitude of WGS 84."""
    corners = bounds(points)
    own: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    return {
        "version": "1.1.0",
        "primary_column": GEOMETRY,
        "columns": {GEOMETRY: own if corners is None else {**own, "bbox": [*corners]}},
    }


def _pandas(columns: Iterable[Column]) -> dict[str, Any]:
    """What tells pandas that numbers and flags with gaps stay whole numbers and flags."""
    own = [(column.name, *NULLABLE[column.kind]) for column in columns if column.kind in NULLABLE]
    described = [
        {"name": name, "field_name": name, "pandas_type": kind, "numpy_type": dtype, "metadata": None}
        for name, kind, dtype in own
    ]
    return {"index_columns": [], "column_indexes": [], "columns": described, "pandas_version": "2.2.0"}
