"""Hand-made pages: what the tests of linking link, without a reader."""

from typing import Any

from sitrep.link.accounts import Page

Line = dict[str, Any]

TOWNS = {
    "Velm": (47.1, 31.2),
    "Sorrin": (47.6, 32.4),
    "Karsk": (49.2, 35.1),
}


def place(name: str) -> Line:
    lat, lon = TOWNS[name]
    known = {"name": name, "lat": lat, "lon": lon, "radius_km": 5, "precision": "exact", "country": "UKR"}
    return {**known, "admin1": "North"}


def quantity(measure: str, value: float) -> Line:
    return {"measure": measure, "best": value, "low": value, "high": value, "part_of": None}


def person(name: str) -> Line:
    return {"name": name, "type": "person", "named": True, "country": None, "roles": []}


def claim(name: str, start: int = 0, words: str = "A depot was struck.", **event: object) -> Line:
    """A claim of an attack; `at` names its town, `on` its day, `killed` its toll, `hurt` a person harmed."""
    at, on, killed, hurt = (event.pop(key, None) for key in ("at", "on", "killed", "hurt"))
    told: Line = {
        "type": "ASSAULT",
        "status": "occurred",
        "historical": False,
        "trigger": {"text": "struck"},
        "time": {"start": on, "end": on, "granularity": "day"} if on else None,
        "place": place(str(at)) if at else None,
        "places": [],
        "actors": [],
        "recipients": [person(str(hurt))] if hurt else [],
        "quantities": [quantity("killed", float(str(killed)))] if killed else [],
        "equipment": [],
        "acled": None,
        **event,
    }
    return {"id": name, "evidence": {"start": start, "text": words}, "stance": "asserts", "event": told}


def page(name: str, text: str, *claims: Line, published: str = "2024-03-05", title: str = "") -> Page:
    document = {"id": name, "external_id": name, "title": title, "published": published, "outlet": "The Herald"}
    return Page({**document, "url": None}, text, claims)


DEPOT = "The grain depot at Velm was struck on Monday night. Ada Orrin, 34, a night guard, was killed, the mayor said."
DEPOT_TOO = "A night guard, Ada Orrin, 34, died when a grain depot in Velm was struck, said the mayor of Velm."
BRIDGE = "Two ferrymen were hurt on Tuesday when shells fell beside the Karsk bridge, a river patrol reported."
FAIR = "The cheese fair of Sorrin drew record crowds, and judges gave the first prize to a young dairy woman."
FAIR_TOO = "Judges at the Sorrin cheese fair gave first prize to a young dairy woman before record crowds."


def depot(name: str, text: str = DEPOT) -> Page:
    return page(name, text, claim(f"{name}-1", at="Velm", on="2024-03-04", killed=1, hurt="Ada Orrin"))


def bridge(name: str) -> Page:
    return page(name, BRIDGE, claim(f"{name}-1", at="Karsk", on="2024-03-05"), published="2024-03-06")
