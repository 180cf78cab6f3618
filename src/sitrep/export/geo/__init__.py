"""Claims and incidents as layers of a map: GeoJSON, GeoPackage, GeoParquet, points of WGS 84, longitude first."""
