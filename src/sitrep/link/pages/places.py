"""Where a page's main incident happened: which of the places that its claims give is meant, and which can be one.

A province and its main town mostly have one name, and a report names it first: "shelling in Aleppo" may be told of a
village farther down. So the name of such a town keeps nothing apart that lies in the province, and any other town
or village that the incident's claims name goes before it. What lies in another country than most of the
incident's places is a name misread.
"""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitrep.gazetteer.names import skeleton
from sitrep.gazetteer.places import distance_km
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at
from sitrep.model.identity import JSON

# Names that are kept as they sound: those of a page are compared over and over.
REMEMBERED = 1_000


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """What the rules of this module go by.

    `precisions` go from the finest to the coarsest, `seat` the name there for the town that a province is called by;
    `own_relations` are those of a place where something happens; `near_km` is how far apart the places of one
    happening may lie, `seat_km` how far from its main town a province reaches.
    """

    precisions: Sequence[str]
    own_relations: Sequence[str]
    near_km: float
    seat_km: float
    crowd: int


@lru_cache(maxsize=REMEMBERED)
def sounds_like(one: str, other: str) -> bool:
    """Whether two names are one to the ear: "Ar Raqqah", "Raqqa"."""
    return bool(skeleton(one)) and skeleton(one) == skeleton(other)


def precision_of(place: Record) -> str:
    """How exactly a place is known; the town that its province is named like may stand for the province."""
    precision, name, province = (text_at(place, key) or "" for key in ("precision", "name", "admin1"))
    return "seat" if precision in ("exact", "near") and sounds_like(name, province) else precision


def kilometres(one: Record, other: Record, rules: PlaceRules) -> float | None:
    """The distance between two places beyond what their radii allow; None when one has no point."""
    points = [number_at(place, key) for place in (one, other) for key in ("lat", "lon")]
    known = [value for value in points if value is not None]
    if len(known) < len(points):
        return None
    lat, lon, other_lat, other_lon = known
    apart = distance_km(lat, lon, other_lat, other_lon)
    return apart - reach(one, other, rules) - reach(other, one, rules)


def reach(place: Record, other: Record, rules: PlaceRules) -> float:
    """How far a place reaches towards another: its radius, or that of the province which it may stand for."""
    radius = number_at(place, "radius_km") or 0
    shared = text_at(place, "admin1") is not None and text_at(place, "admin1") == text_at(other, "admin1")
    return max(radius, rules.seat_km) if shared and precision_of(place) == "seat" else radius


def are_one(one: Record, other: Record, rules: PlaceRules) -> bool | None:
    """Whether the places of two events can be one; None when either is not known."""
    apart = kilometres(record_at(one, "place"), record_at(other, "place"), rules)
    return None if apart is None else apart <= rules.near_km


def places_of(event: Record, rules: PlaceRules) -> list[Record]:
    """The places where an event is said to happen, its own first."""
    listed = [item for item in records_at(event, "places") if text_at(item, "relation") in rules.own_relations]
    own, others = record_at(event, "place"), [record_at(item, "place") or item for item in listed]
    found = [own, *(place for place in others if text_at(place, "name") != text_at(own, "name"))]
    return [place for place in found if number_at(place, "lat") is not None]


def choose_place(events: Sequence[Record], page: Sequence[Record], rules: PlaceRules) -> JSON:
    """The place of an incident told by some events, the weightiest first: the one known most precisely.

    "In a village near Tabqa, in Raqqa province" is near Tabqa; of places known as precisely the first holds.
    """
    order = {name: rank for rank, name in enumerate(rules.precisions)}
    on_page = [place for event in page for place in places_of(event, rules)]
    places = at_home([place for event in events for place in places_of(event, rules)], on_page)
    finest = min(places, key=lambda place: order.get(precision_of(place), len(order)), default=None)
    return None if finest is None else {key: value for key, value in finest.items() if key != "relation"}


def at_home(places: Sequence[Record], page: Sequence[Record]) -> list[Record]:
    """Some places, less those in other countries than most of them; of equals most of the page's decide."""
    lands, whole = (Counter(text_at(place, "country") for place in some) for some in (places, page))
    home = max(filter(None, lands), key=lambda land: (lands[land], whole[land]), default=None)
    return [place for place in places if text_at(place, "country") in (home, None)]


def misread(events: Sequence[Record], rules: PlaceRules) -> frozenset[str]:
    """The names of towns that a page's events cannot mean: the only name of its land, beside several of another."""
    lands: dict[str, dict[str, Record]] = {}
    for place in (place for event in events for place in places_of(event, rules)):
        lands.setdefault(text_at(place, "country") or "", {})[text_at(place, "name") or ""] = place
    most = max(map(len, lands.values()), default=0)
    alone = [places for places in lands.values() if len(places) == 1 and most >= rules.crowd]
    return frozenset(n for places in alone for n, p in places.items() if text_at(p, "precision") in ("exact", "near"))


def without_places(claim: Record, names: Container[str]) -> Record:
    """A claim whose event does not happen in the places of some names."""
    event = record_at(claim, "event")
    listed = records_at(event, "places")
    kept: list[JSON] = [dict(item) for item in listed if text_at(record_at(item, "place") or item, "name") not in names]
    own = event.get("place") if text_at(event, "place", "name") not in names else None
    return {**claim, "event": {**event, "places": kept, "place": own}} if event else claim
