"""The place of each event, chosen among the page's places, with the rule that chose it.

The reader hangs places on a happening by grammar; here they are weighed by what they are: a name that no gazetteer has
gives way to the town that the same words name, a province to the town that lies in it, and a happening whose clause
names no place has the only one of its claim's words.
"""

from collections.abc import Mapping, Sequence

from sitrep.gazetteer.places import distance_km
from sitrep.model.annotations import Event, PlaceMention
from sitrep.model.claims import Claim
from sitrep.model.resolutions import EventPlace, PlaceResolution
from sitrep.model.spans import Span
from sitrep.read.happenings.settings import is_violent

# The names of the rules.
OWN, FINER, HOLDER = "own clause", "finer than the one named first", "beside one that is not known"
ONLY, NONE = "only place of the claim", "none told"
# Relations of the places where something happens.
WHERE = ("at", "near")
Known = Mapping[Span, PlaceResolution]


def resolve_event_places(
    claims: Sequence[Claim], mentions: Sequence[PlaceMention], places: Sequence[PlaceResolution]
) -> tuple[EventPlace, ...]:
    """The places of the page's events, one for each trigger, in the order of the claims."""
    known = {found.span: found for found in places if found.chosen is not None}
    events = [claim.event for claim in claims if claim.event is not None]
    owners = owners_of([place for place in mentions if is_scene(place)], events)
    chosen: dict[Span, EventPlace] = {}
    for claim in claims:
        if claim.event is not None and claim.event.trigger not in chosen:
            free = [place for place, owning in owners if may_have(claim.event, owning)]
            chosen[claim.event.trigger] = event_place(claim, claim.event, free, known)
    return tuple(chosen.values())


def is_scene(place: PlaceMention) -> bool:
    """Whether a name says where something happens."""
    return place.reading == "literal" and place.role == "event" and place.relation in WHERE


def owners_of(scenes: Sequence[PlaceMention], events: Sequence[Event]) -> list[tuple[PlaceMention, list[Event]]]:
    """Each place with the events that have it among their own."""
    owners: dict[Span, list[Event]] = {}
    for event in events:
        for span in {role.place.span for role in event.places}:
            owners.setdefault(span, []).append(event)
    return [(scene, owners.get(scene.span, [])) for scene in scenes]


def may_have(event: Event, owners: Sequence[Event]) -> bool:
    """Whether an event may be at a place of these owners: no other has it but by like harm."""
    like = any(other.type == event.type or (is_violent(other) and is_violent(event)) for other in owners)
    return like or not owners


def event_place(claim: Claim, event: Event, free: Sequence[PlaceMention], known: Known) -> EventPlace:
    """The place of one event: the finest of its own that is known, else the only one of the claim's words.

    `free` are the names that it may have beside its own. Where only a country is named, nothing is said of where in it.
    """
    own = [event.place] if event.place is not None else []
    own += [role.place for role in event.places if role.relation in WHERE and role.place not in own]
    shown = [place for place in own if place.span in known]
    if shown:
        finest = finest_of(shown, known)
        changed = FINER if own[0] in shown else HOLDER
        return EventPlace(event.trigger, finest, OWN if finest == own[0] else changed)
    told = [place for place in free if claim.evidence.covers(place.span) and is_within(place, known)]
    if not event.places and len({known[place.span].chosen for place in told}) == 1:
        return EventPlace(event.trigger, told[0], ONLY)
    return EventPlace(event.trigger, event.place, NONE)


def is_within(place: PlaceMention, known: Known) -> bool:
    """Whether a name is known, and for something less than a country."""
    return place.span in known and known[place.span].precision != "country"


def finest_of(places: Sequence[PlaceMention], known: Known) -> PlaceMention:
    """The first of some places, or one after it that is finer and lies in it."""
    finest = places[0]
    for place in places[1:]:
        one, other = known[place.span], known[finest.span]
        if breadth(one) < breadth(other) and lies_in(one, other):
            finest = place
    return finest


def breadth(place: PlaceResolution) -> float:
    """How far a place reaches in kilometres; a town, or what lies near one, not at all."""
    return 0.0 if place.precision in ("exact", "near") else place.radius_km or 0.0


def lies_in(one: PlaceResolution, other: PlaceResolution) -> bool:
    """Whether a place lies in a wider one: of one country or division with it, or within its reach."""
    inner, outer = one.chosen, other.chosen
    if inner is None or outer is None or outer.country not in (None, inner.country):
        return False
    divided = other.precision == "admin1" and outer.admin1 is not None and inner.admin1 == outer.admin1
    reached = distance_km(inner.lat, inner.lon, outer.lat, outer.lon) <= breadth(other)
    return other.precision == "country" or divided or reached
