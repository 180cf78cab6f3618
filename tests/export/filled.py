"""Lines that try a file: gaps beside whole numbers, text that a spreadsheet would run, places that are no points."""

from typing import Any

from sitrep.export.contents import Content, What
from sitrep.redaction import Audience

Line = dict[str, Any]
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff201", "'=1", "\t=1", " =1")


def claims_of(*lines: Line, options: frozenset[str] = frozenset()) -> Content:
    """A content of claims for the public."""
    return Content(What.CLAIMS, Audience.PUBLIC, lines, options=options)


def incidents_of(*lines: Line) -> Content:
    """A content of incidents for the public."""
    return Content(What.INCIDENTS, Audience.PUBLIC, incidents=lines)


def incident(name: str, **fields: Any) -> Line:  # noqa: ANN401 - lines are JSON
    """An incident of which little is known."""
    return {"id": name, "type": "ASSAULT", "claims": ["c-1", "c-2"], "documents": [{"id": "d-1"}], **fields}


def toll(low: float | None, high: float | None, best: float | None = None) -> Line:
    """What the figures of the killed add up to."""
    return {"killed": {"aggregate": {"low": low, "high": high, "best": best, "rule": "range"}}}


INCIDENTS = (
    incident("i-1", quantities=toll(9, 12), place={"name": "Tell", "lat": 35.5, "lon": 39.25, "precision": "near"}),
    incident(
        "i-2", quantities=toll(None, None), place={"country": "SYR", "lat": 35, "lon": 38, "precision": "country"}
    ),
    incident("i-3", quantities=toll(1, None), place={"name": "Hill", "lat": 36, "lon": -3.5, "precision": "admin1"}),
    incident("i-4"),
)
