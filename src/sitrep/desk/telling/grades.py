"""What each grade means, as it is printed beside it."""

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sitrep.model.fields import Record, records_at, text_at
from sitrep.model.identity import JSON


@cache
def load_scales() -> tuple[Record, ...]:
    """The scales that an incident is graded by, each with its grades and their definitions."""
    raw = json.loads((files("sitrep.desk.telling") / "data" / "grades.json").read_text(encoding="utf-8"))
    return tuple(raw["scales"])


def graded(given: Record, past: Sequence[Record]) -> list[JSON]:
    """The scales with the grade that people gave on each, null where nobody has: `given` is by scale.

    `said` is the judgement that gave it, the newest of those in the incident's `past` (the newest first) that stand.
    """
    return [
        {
            **scale,
            "given": next((dict(g) for g in records_at(scale, "grades") if g["grade"] == given.get(name)), None),
            "said": said_of(name, past) if given.get(name) is not None else None,
        }
        for scale in load_scales()
        if isinstance(name := scale["scale"], str)
    ]


def said_of(scale: str, past: Sequence[Record]) -> JSON:
    """Who graded on a scale, when and why."""
    made = (one for one in past if text_at(one, "verdict") == "grade" and text_at(one, "field") == scale)
    found = next((one for one in made if one.get("undone_by") is None), None)
    return None if found is None else {key: text_at(found, key) for key in ("by", "at", "why")}
