"""Claim lines built by hand, as short as a test of linking needs them."""

from typing import Any

Line = dict[str, Any]


def span(text: str, start: int = 0) -> Line:
    return {"start": start, "end": start + len(text), "text": text}


def actor(name: str, kind: str | None = None, country: str | None = None, **more: object) -> Line:
    return {"span": span(name), "name": name, "type": kind, "country": country, "roles": [], "named": False, **more}


def source(name: str, kind: str | None = None, country: str | None = None, **more: object) -> Line:
    return actor(name, kind, country, cue=None, stance="asserts", certainty="certain", connection=None, **more)


def toll(low: float | None, high: float | None = None, measure: str = "killed", **more: object) -> Line:
    """A plain number, or bounds: `toll(36, None)` needs `comparator` to be "at least"."""
    exact = {"low": low, "high": low if high is None else high, "best": low}
    return {"span": span("some"), "measure": measure, **exact, "group": None, "part_of": None, "vague": None, **more}


def at_least(low: float, measure: str = "killed", **more: object) -> Line:
    return {**toll(low, measure=measure), "high": None, "best": low, "comparator": ">=", **more}


def day(start: str, end: str | None = None) -> Line:
    return {
        "start": start,
        "end": end or start,
        "granularity": "day",
        "timex": start,
        "anchor": "none",
        "span": span("d"),
    }


def place(name: str, lat: float, lon: float, precision: str = "exact", radius: float = 5, **more: object) -> Line:
    point = {"lat": lat, "lon": lon, "precision": precision, "radius_km": radius, "country": "SYR", "admin1": None}
    return {"span": span(name), "name": name, **point, **more}


def event(code: str | None = "ASSAULT", **more: object) -> Line:
    empty = {"status": "occurred", "historical": False, "kind": None, "mode": None, "acled": None}
    lists = {"actors": [], "recipients": [], "equipment": [], "places": [], "quantities": []}
    return {"type": code, **empty, **lists, "time": None, "place": None, **more}


def claim(
    name: str,
    document: str = "d-1",
    *,
    said_by: Line | None = None,
    published: str = "2015-12-21",
    outlet: str | None = None,
    start: int = 0,
    text: str = "words",
    told: Line | None = None,
    **more: object,
) -> Line:
    about = {"id": document, "external_id": f"{document}.html", "url": None, "outlet": outlet or f"Outlet {document}"}
    base = {"id": name, "document": {**about, "published": published}, "evidence": span(text, start), "about": []}
    spoken = {"sources": [said_by] if said_by else [], "stance": "asserts", "denied_part": None, "alternative": None}
    return {**base, **spoken, "said_at": None, "event": told, **more}
