"""Place names as one read-only index, and countries by the words that news uses for them."""

from sitrep.gazetteer.building import build_gazetteer
from sitrep.gazetteer.countries import Countries, load_countries
from sitrep.gazetteer.index import Gazetteer, GazetteerInfo, PlaceNames, default_path, open_gazetteer, read_info
from sitrep.gazetteer.names import fold, skeleton

__all__ = [
    "Countries",
    "Gazetteer",
    "GazetteerInfo",
    "PlaceNames",
    "build_gazetteer",
    "default_path",
    "fold",
    "load_countries",
    "open_gazetteer",
    "read_info",
    "skeleton",
]
