"""The project's own dispatches as annotated, and what a reader found in the same texts, in one shape."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from halves import Json

Span = tuple[int, int]
Point = tuple[float, float]
Days = tuple[str | None, str | None]
"""First and last day; None is open."""

NEAR_KM = 25.0
READINGS = ("literal", "associative", "embedded")
RELATIONS = ("at", "near", "from", "to", "through", "other")
EARTH_KM = 12742.0


@dataclass(frozen=True, slots=True)
class Place:
    """A place name; `reading` and `point` as annotated or as read. Only gold has a reach of its own."""

    span: Span
    point: Point | None
    reading: str
    reach: float = NEAR_KM


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression, with the value read or every value that is right; gold without any must stay unresolved."""

    span: Span
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A happening: the words that tell it, its own place and its days.

    Gold has every place that is right, each a point and how far from it is near; a read event has one or none.
    """

    triggers: tuple[Span, ...]
    places: tuple[tuple[Point, float], ...]
    days: Days | None
    unasked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """One text with all that is annotated in it; or all that was read in one."""

    id: str
    text: str
    published: str | None
    groups: tuple[str, ...]
    places: tuple[Place, ...]
    timexes: tuple[Timex, ...]
    events: tuple[Event, ...]


def span_of(line: Json) -> Span:
    """The offsets of a span."""
    return line["start"], line["end"]


def gold_item(line: Json) -> Item:
    """One line of a gold file; ValueError for an unknown reading or relation."""
    for place in line["places"]:
        if place["reading"] not in READINGS or place.get("relation", "other") not in RELATIONS:
            raise ValueError(f"{line['id']}: {place['text']!r} is neither {READINGS} nor {RELATIONS}")
    places = tuple(
        Place(span_of(p), (p["lat"], p["lon"]), p["reading"], max(NEAR_KM, p.get("tolerance_km", 0)))
        for p in line["places"]
    )
    timexes = tuple(
        Timex(span_of(t), () if t["value"] is None else (t["value"], *t.get("also", ()))) for t in line["timexes"]
    )
    events = tuple(gold_event(event, places) for event in line["events"])
    groups = (*line["tags"], line["setting"])
    return Item(line["id"], line["text"], line.get("published"), groups, places, timexes, events)


def gold_event(line: Json, places: Sequence[Place]) -> Event:
    """An annotated event; the point reckoned from a distance is right, and so is the place it is reckoned from."""
    chosen = [places[n] for n in (line["place"], *line.get("or", ())) if n is not None]
    right = [(place.point, place.reach) for place in chosen if place.point]
    if "point" in line:
        right.insert(0, ((line["point"]["lat"], line["point"]["lon"]), NEAR_KM))
    days = None if line["time"] is None else (line["time"][0], line["time"][1])
    triggers = tuple(span_of(trigger) for trigger in line["triggers"])
    return Event(triggers, tuple(right), days, frozenset(line.get("unasked", ())))


def read_item(line: Json) -> Item:
    """One line of `sitrep read --layers`."""
    places = tuple(Place(span_of(p), point_of(p), p["reading"]) for p in line["places"])
    timexes = tuple(Timex(span_of(t), (t["value"],) if t["value"] else ()) for t in line["timexes"])
    events = tuple(read_event(claim["event"]) for claim in line["claims"] if claim["event"])
    return Item(line["document"], "", None, (), places, timexes, events)


def read_event(line: Json) -> Event:
    """The event of a claim."""
    point = point_of(line["place"]) if line["place"] else None
    time = line["time"]
    days = (day(time["start"]), day(time["end"])) if time and (time["start"] or time["end"]) else None
    return Event((span_of(line["trigger"]),), ((point, NEAR_KM),) if point else (), days)


def point_of(line: Json) -> Point | None:
    """The point of a place, or None where it is not resolved."""
    return None if line["lat"] is None or line["lon"] is None else (line["lat"], line["lon"])


def day(moment: str | None) -> str | None:
    """The day of a date or date-time."""
    return moment[:10] if moment else None


def kilometres(one: Point, other: Point) -> float:
    """The distance between two points.

    >>> round(kilometres((0.0, 0.0), (0.0, 1.0)))
    111
    """
    (a, b), (c, d) = ((math.radians(x), math.radians(y)) for x, y in (one, other))
    half = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
