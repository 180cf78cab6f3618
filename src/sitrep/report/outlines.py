"""Coasts and borders of the world as lines, from the outline that the desk's map is drawn on."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the world in degrees: west, south, east, north."""

    west: float
    south: float
    east: float
    north: float

    def touches(self, line: tuple[Point, ...]) -> bool:
        """Whether the box around a line overlaps this one."""
        xs, ys = [x for x, _ in line], [y for _, y in line]
        return min(xs) <= self.east and max(xs) >= self.west and min(ys) <= self.north and max(ys) >= self.south


@cache
def _lines() -> tuple[tuple[Point, ...], ...]:
    """Every line of the outline as points of longitude and latitude in degrees."""
    path = files("sitrep") / "serve" / "vendor" / "world-atlas" / "countries-50m.json"
    raw = json.loads(path.read_text(encoding="utf-8"))
    (scale_x, scale_y), (left, bottom) = raw["transform"]["scale"], raw["transform"]["translate"]
    return tuple(
        tuple(
            (x * scale_x + left, y * scale_y + bottom)
            for x, y in zip(accumulate(step[0] for step in arc), accumulate(step[1] for step in arc), strict=True)
        )
        for arc in raw["arcs"]
    )


def outlines(box: Box) -> Iterator[tuple[Point, ...]]:
    """Yield the lines that may run through a box, whole: whoever draws them clips them."""
    return (line for line in _lines() if box.touches(line))
