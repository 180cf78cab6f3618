"""Floors: the figures that no change may fall below unless somebody says why.

For a figure that is better when lower (spurious claims), the floor is the most that is allowed.
"""

import json
import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from figures import BenchError, Figure
from tasks import Better


@dataclass(frozen=True, slots=True)
class Lowering:
    """One time that a floor was lowered, and why."""

    date: str
    before: float
    after: float
    because: str


@dataclass(frozen=True, slots=True)
class Floor:
    """The worst value allowed, the digest of the data that it was measured on, and every time that it was lowered."""

    value: float
    data: str
    better: Better = Better.HIGHER
    lowered: tuple[Lowering, ...] = ()

    def holds(self, value: float) -> bool:
        """Whether a value is no worse."""
        return value >= self.value if self.better is Better.HIGHER else value <= self.value


Floors = dict[str, Floor]


def read_floors(path: Path) -> Floors:
    """The floors of a file; none where there is no file; BenchError for one that is not understood."""
    if not path.exists():
        return {}
    try:
        return {name: floor_from(row) for name, row in json.loads(path.read_text(encoding="utf-8")).items()}
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BenchError(f"{path.name} is not a file of floors: {error!r}") from error


def floor_from(row: dict[str, object]) -> Floor:
    """One floor of the file."""
    value, lowered = row["value"], row.get("lowered", [])
    if not isinstance(value, int | float) or not isinstance(lowered, list):
        raise TypeError("a floor has a number as its value and a list of lowerings")
    times = tuple(Lowering(**time) for time in lowered)
    return Floor(value, str(row["data"]), Better(row.get("better", "higher")), times)


def write_floors(path: Path, floors: Floors) -> None:
    """Write the floors in order of their names, leaving out what is usual."""
    rows: dict[str, dict[str, object]] = {}
    for name, floor in sorted(floors.items()):
        rows[name] = {"value": floor.value, "data": floor.data}
        if floor.better is Better.LOWER:
            rows[name]["better"] = floor.better.value
        if floor.lowered:
            rows[name]["lowered"] = [asdict(time) for time in floor.lowered]
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def complaints(figures: Iterable[Figure], data: dict[str, str], floors: Floors) -> list[str]:
    """Why the figures do not stand: one is worse than its floor, or was measured on other data than its floor.

    `data` has the digest of each task's data.
    """
    found = []
    for figure in figures:
        floor = floors.get(figure.name)
        if floor is None:
            continue
        if floor.data != data[figure.task]:
            found.append(f"{figure.name}: the data is not what the floor was measured on; --raise-floors pins it anew")
        if not floor.holds(figure.value):
            found.append(f"{figure.name}: {figure.value:g} is worse than its floor, {floor.value:g}")
    return found


def raise_floors(figures: Iterable[Figure], data: dict[str, str], floors: Floors) -> Floors:
    """The floors after a run: raised to the figures, rounded to the safe side; never lowered; data pinned anew."""
    raised = dict(floors)
    for figure in figures:
        new = Floor(whole(figure.value, figure.metric.better), data[figure.task], figure.metric.better)
        old = floors.get(figure.name)
        if old is None:
            raised[figure.name] = new
        else:
            value = new.value if old.holds(new.value) else old.value
            raised[figure.name] = replace(old, value=value, data=new.data)
    return raised


def whole(value: float, better: Better) -> int:
    """A figure without its decimals, rounded towards the worse."""
    return math.floor(value) if better is Better.HIGHER else math.ceil(value)


def lower_floor(floors: Floors, name: str, value: float, because: str, date: str) -> Floors:
    """The floors with one lowered, the reason kept beside it; BenchError without a reason, a floor, or a lowering."""
    floor = floors.get(name)
    if floor is None:
        raise BenchError(f"no floor is called {name!r}; their names stand in bench/floors.json")
    if not because.strip():
        raise BenchError("a floor is lowered for a reason: say it with --because TEXT")
    if not math.isfinite(value) or floor.holds(value):
        raise BenchError(f"{value:g} does not lower the floor of {name}, {floor.value:g}; --raise-floors raises it")
    lowering = Lowering(date, floor.value, value, because.strip())
    return {**floors, name: replace(floor, value=value, lowered=(*floor.lowered, lowering))}
