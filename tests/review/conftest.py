"""A plain claim line, and judgements on it as their log has them."""

import json
from typing import Any

from sitrep.model.identity import JSON, canonical
from sitrep.model.judgements import Judgement, Seen, Verdict
from sitrep.model.paths import MissingError, value_at, with_value


def line(claim: str = "c-1", **parts: JSON) -> dict[str, JSON]:
    """A claim line that gives no cause for doubt; `event__place=None` puts another value under `event.place`."""
    plain: dict[str, Any] = json.loads(PLAIN)
    plain["id"] = claim
    return put(plain, {name.replace("__", "."): value for name, value in parts.items()})


def put(plain: dict[str, JSON], parts: dict[str, JSON]) -> dict[str, JSON]:
    for path, value in parts.items():
        plain = with_value(plain, path, value)
    return plain


def word(verdict: str, given: dict[str, JSON], by: str = "Ann", field: str | None = None, **to: JSON) -> Judgement:
    """A judgement on a claim line as the command would make it; `value` is what an edit puts there."""
    try:
        held = canonical(value_at(given, field)) if field else None
    except MissingError:
        held = None
    seen = Seen(str(given["id"]), str(given["record"]), "evidence", held)
    value = canonical(to["value"]) if "value" in to else None
    return Judgement(Verdict(verdict), (str(given["id"]),), by, "2020-03-05", "read it", field, value, (seen,))


PLAIN = json.dumps(
    {
        "id": "c-1",
        "record": "r-1",
        "document": {"id": "d-1", "published": "2020-03-02"},
        "evidence": {"start": 0, "end": 53, "text": "The Hill Front shelled a market in Old Ford on Sunday"},
        "kind": "indirect",
        "sources": [{"name": "the Ford Monitor", "type": "monitor", "refers_to": None}],
        "cue": {"text": "said"},
        "hedges": [],
        "outlet_distance": "neutral",
        "stance": "asserts",
        "denied_part": None,
        "alternative": None,
        "certainty": "certain",
        "said_at": None,
        "issues": [],
        "event": {
            "type": "ASSAULT",
            "kind": None,
            "mode": None,
            "contexts": [],
            "acled": {"sub_event_type": "Shelling/artillery/missile attack"},
            "trigger": {"text": "shelled"},
            "status": "occurred",
            "historical": False,
            "actors": [{"name": "the Hill Front", "refers_to": None, "span": {"text": "The Hill Front"}}],
            "recipients": [{"name": "a market", "refers_to": None, "span": {"text": "a market"}}],
            "responsibility": "stated",
            "equipment": [],
            "time": {"start": "2020-03-01", "end": "2020-03-01", "granularity": "day", "rule": "own clause"},
            "place": {"name": "Old Ford", "lat": 10.0, "lon": 20.0, "precision": "exact", "score": 0.99, "rivals": []},
            "places": [],
            "quantities": [],
        },
    }
)
