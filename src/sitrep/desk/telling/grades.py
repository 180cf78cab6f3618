"""What each grade means, as it is printed beside it."""

import json
from functools import cache
from importlib.resources import files

from sitrep.model.fields import Record, records_at
from sitrep.model.identity import JSON


@cache
def load_scales() -> tuple[Record, ...]:
    """The scales that an incident is graded by, each with its grades and their definitions."""
    raw = json.loads((files("sitrep.desk.telling") / "data" / "grades.json").read_text(encoding="utf-8"))
    return tuple(raw["scales"])


def graded(given: Record) -> list[JSON]:
    """The scales with the grade that people gave on each, null where nobody has: `given` is by scale."""
    return [
        {**scale, "given": next((dict(g) for g in records_at(scale, "grades") if g["grade"] == given.get(name)), None)}
        for scale in load_scales()
        if isinstance(name := scale["scale"], str)
    ]
