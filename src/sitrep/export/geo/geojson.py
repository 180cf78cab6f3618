"""A layer as GeoJSON (RFC 7946): one feature a line, null geometry where there is no point."""

from pathlib import Path

from sitrep.export.about import about
from sitrep.export.contents import Content
from sitrep.export.files import write_whole
from sitrep.export.geo.points import Point, points_of
from sitrep.export.losses import Lost
from sitrep.export.tables.columns import Value, table_of
from sitrep.model.identity import JSON, canonical


def write_geojson(content: Content, path: Path) -> tuple[Lost, ...]:
    """Write the lines as a collection of features, whose properties are the columns of their table."""
    table = table_of(content)
    names = [column.name for column in table.columns]
    rows = zip(points_of(table), table.values(), strict=True)
    features = [canonical(_feature(point, dict(zip(names, values, strict=True)))) for point, values in rows]
    named, told = canonical(content.what.value), canonical({**about(content, path.name)})
    listed = ",\n".join(features)
    write_whole(path, f'{{"type":"FeatureCollection","name":{named},"about":{told},"features":[\n{listed}\n]}}\n')
    return ()


def _feature(point: Point | None, properties: dict[str, Value]) -> dict[str, JSON]:
    geometry: JSON = None if point is None else {"type": "Point", "coordinates": [*point]}
    return {"type": "Feature", "id": properties["id"], "geometry": geometry, "properties": {**properties}}
