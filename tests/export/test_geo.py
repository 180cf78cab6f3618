import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import geopandas
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from tests.export.filled import FORMULAS, INCIDENTS, Line, claims_of, incidents_of

from sitrep.export.contents import Content, Writer
from sitrep.export.geo.geojson import write_geojson
from sitrep.export.geo.geopackage import write_gpkg
from sitrep.export.geo.geoparquet import write_geoparquet
from sitrep.export.tables.columns import table_of
from sitrep.model.errors import UsageError

POINTS = [(39.25, 35.5), None, (-3.5, 36.0), None]


def by_gdal(path: Path) -> geopandas.GeoDataFrame:
    return pyogrio.read_dataframe(path, layer=pyogrio.list_layers(path)[0][0])


def geojson_by_gdal(path: Path) -> geopandas.GeoDataFrame:
    """The layer with its days as they stand in the file: GDAL makes dates of them otherwise."""
    return pyogrio.read_dataframe(path, DATE_AS_STRING="YES")


LAYERS = {
    "geojson": (write_geojson, geojson_by_gdal),
    "gpkg": (write_gpkg, by_gdal),
    "geoparquet": (write_geoparquet, geopandas.read_parquet),
}
# A GeoPackage's name must end so; the other readers look at what is in the file.
each = pytest.mark.parametrize(("write", "read"), LAYERS.values(), ids=LAYERS)
Read = Callable[[Path], geopandas.GeoDataFrame]


def plain(value: object) -> object:
    """A cell as Python has it, None where a frame has any of its marks for nothing."""
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def same_as(frame: geopandas.GeoDataFrame, content: Content) -> bool:
    """Whether a frame has the values of the table of a content, and no others."""
    table = table_of(content)
    found = [[plain(row[column.name]) for column in table.columns] for _, row in frame.astype(object).iterrows()]
    return found == [*table.values()]


@each
def test_every_value_comes_back_through_another_reader(
    tmp_path: Path, line: Line, statement_line: Line, write: Writer, read: Read
) -> None:
    for content in (claims_of(line, statement_line), incidents_of(*INCIDENTS)):
        assert write(content, tmp_path / "layer.gpkg") == ()
        assert same_as(read(tmp_path / "layer.gpkg"), content)


@each
def test_points_are_longitude_first_and_there_is_none_where_only_a_country_is_known(
    tmp_path: Path, write: Writer, read: Read
) -> None:
    write(incidents_of(*INCIDENTS), tmp_path / "layer.gpkg")
    frame = read(tmp_path / "layer.gpkg")
    assert [None if point is None else (point.x, point.y) for point in frame.geometry] == POINTS
    assert frame.crs.to_epsg() == 4326 or frame.crs.to_string() == "OGC:CRS84"


@each
def test_a_layer_without_a_row_or_a_point_opens(tmp_path: Path, write: Writer, read: Read) -> None:
    write(incidents_of(), tmp_path / "none.gpkg")
    assert len(read(tmp_path / "none.gpkg")) == 0
    write(incidents_of(INCIDENTS[3]), tmp_path / "nowhere.gpkg")
    assert read(tmp_path / "nowhere.gpkg").geometry.isna().tolist() == [True]


@each
def test_text_is_left_as_it_is_where_nothing_would_run_it(
    tmp_path: Path, line: Line, write: Writer, read: Read
) -> None:
    write(claims_of(*({**line, "cue": {"text": text}} for text in FORMULAS)), tmp_path / "layer.gpkg")
    assert read(tmp_path / "layer.gpkg")["cue"].tolist() == [*FORMULAS]


@each
def test_lone_surrogate_is_written_as_its_escape(tmp_path: Path, line: Line, write: Writer, read: Read) -> None:
    write(claims_of({**line, "cue": {"text": "a\ud800"}}), tmp_path / "layer.gpkg")
    assert read(tmp_path / "layer.gpkg")["cue"].iloc[0] in ("a\\ud800", "a\ufffd")


def test_geojson_has_whole_numbers_without_a_point_and_null_for_gaps(tmp_path: Path) -> None:
    write_geojson(incidents_of(*INCIDENTS), tmp_path / "i.geojson")
    text = (tmp_path / "i.geojson").read_text(encoding="utf-8")
    told = json.loads(text)
    assert '"killed_low":9,' in text
    assert [one["properties"]["killed_low"] for one in told["features"]] == [9, None, 1, None]
    assert [one["geometry"] for one in told["features"]][:2] == [{"type": "Point", "coordinates": [39.25, 35.5]}, None]
    assert told["about"]["profile"] == "public"


def test_geopackage_is_one_by_its_header_and_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "i.gpkg"
    write_gpkg(incidents_of(*INCIDENTS), path)
    head = path.read_bytes()[:100]
    assert (head[60:64], head[68:72]) == ((10300).to_bytes(4, "big"), b"GPKG")
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    extent = connection.execute(
        "SELECT min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents WHERE data_type = 'features'"
    )
    assert extent.fetchall() == [(-3.5, 35.5, 39.25, 36.0, 4326)]
    assert connection.execute("SELECT typeof(killed_low), killed_low FROM incidents").fetchall() == [
        ("integer", 9), ("null", None), ("integer", 1), ("null", None),
    ]  # fmt: skip
    assert dict(connection.execute("SELECT name, words FROM about"))["rows"] == "4 incidents"
    connection.close()
    assert pyogrio.read_info(path, layer="incidents")["geometry_type"] == "Point"


def test_a_geopackage_under_another_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"i.sqlite: .* name it i.gpkg"):
        write_gpkg(incidents_of(*INCIDENTS), tmp_path / "i.sqlite")


def test_geoparquet_has_whole_numbers_with_gaps_in_the_file_and_in_pandas(tmp_path: Path) -> None:
    path = tmp_path / "i.parquet"
    write_geoparquet(incidents_of(*INCIDENTS), path)
    table = pq.read_table(path)
    assert str(table.schema.field("killed_low").type) == "int64"
    assert table["killed_low"].to_pylist() == [9, None, 1, None]
    assert str(pd.read_parquet(path)["killed_low"].dtype) == "Int64"
    geo = json.loads(table.schema.metadata[b"geo"])
    assert (geo["version"], geo["primary_column"]) == ("1.1.0", "geometry")
    assert geo["columns"]["geometry"] == {
        "encoding": "WKB",
        "geometry_types": ["Point"],
        "bbox": [-3.5, 35.5, 39.25, 36],
    }
