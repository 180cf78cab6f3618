"""Reads the records of the two databases that linking is measured on into entries.

UCDP lays what Russian and other allied forces do to the side that they fight for, so the sides that may have done an
event are those of SIDES. A figure of UCDP is the civilians killed where it counts any, up to its high estimate.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sitrep.link.databases import Entry

Line = Mapping[str, Any]

SIDES = {
    ("Government of Syria", "Syrian insurgents"): ("RUS", "SYR", "IRN"),
    ("Government of Syria", "IS"): ("RUS", "SYR", "IRN"),
}
"""Which sides' strikes UCDP codes under a dyad, where it is not the coalition's war on IS."""
COALITION = ("USA", "SDF", "TUR")
PARTIES = {
    "Russian Military": "RUS",
    "U.S.-led Coalition": "USA",
    "Turkish Military": "TUR",
    "YPG": "SDF",
    "Israeli Military": "ISR",
    "Iranian Military": "IRN",
    "Syrian Regime": "SYR",
}
RADII = {1: 0.0, 2: 5.0, 3: 25.0, 4: 75.0, 5: 25.0, 6: 300.0}
"""How far from its point an event may lie, in kilometres, by UCDP's precision of the place."""
_OPTIONS = re.compile(r"\s*[/(),;]\s*")


def read_lines(path: Path) -> Iterator[Line]:
    """The records of a JSON Lines file, gzipped or not."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    yield from (json.loads(line) for line in text.split("\n") if line)


def _names(place: str | None) -> tuple[str, ...]:
    """The alternatives that a name holds.

    >>> _names("Shamali/Shamaliya (East)")
    ('Shamali', 'Shamaliya', 'East')
    """
    return tuple(name for name in _OPTIONS.split(place or "") if name)


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def ucdp_entry(line: Line) -> Entry:
    """An event of UCDP."""
    civilians = line["deaths_civilians"]
    low = civilians or line["low"]
    return Entry(
        id=str(line["ucdp_id"]),
        days=(_day(line["date_start"]), _day(line["date_end"])),
        lat=line["lat"],
        lon=line["lon"],
        radius_km=RADII.get(line["where_prec"], 0.0),
        names=_names(line["where"]),
        admin=tuple(name for name in (line["adm_1"], line["adm_2"]) if name),
        actors=frozenset(SIDES.get((line["side_a"], line["side_b"]), COALITION)),
        killed=(low, max(low, civilians or line["high"])),
    )


def airwars_entry(line: Line) -> Entry:
    """An incident of Airwars."""
    first = _day(line["date"])
    return Entry(
        id=line["airwars_id"],
        days=(first, _day(line["date_end"]) if line["date_end"] else first),
        lat=line["lat"],
        lon=line["lon"],
        names=_names(line["place"]),
        actors=frozenset(PARTIES[name] for name in line["belligerents"] if name in PARTIES),
        killed=_bounds(line["civ_killed_min"], line["civ_killed_max"]),
        injured=_bounds(line["civ_injured_min"], line["civ_injured_max"]),
    )


def _bounds(low: float | None, high: float | None) -> tuple[float, float] | None:
    """Two bounds, one standing for both where the other is not known."""
    known = [bound for bound in (low, high) if bound is not None]
    return (min(known), max(known)) if known else None
