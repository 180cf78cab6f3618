"""Events in the codes of other schemes: CAMEO, ACLED and UCDP.

A code says which class the told happening belongs to; whether it happened is the event's `status`.
The rules are rows of data/codes.tsv, data/parties.tsv and data/weapons.tsv.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from sitrep.model.annotations import Actor, Equipment, Event
from sitrep.model.resolutions import CodeResolution
from sitrep.resolve.ontology import CodeRow, PartyRow, WeaponRow, load_ontology, load_rows, plover_of

__all__ = ["effective_mode", "party_of", "plover_of", "resolve_codes"]

ORGANISED = frozenset({"state", "group"})
ARMED = ORGANISED | {"armed"}
UNARMED = frozenset({"civilian", "crowd", "mob"})
# What a count of those harmed says of them, where no recipient's words say more.
COUNTED = {"civilian": "civilian", "combatant": "armed"}
HARM = frozenset({"killed", "injured"})
HAPPENED = ("occurred", "ongoing")
# What is used up by its use, and the modes whose verbs say that it was.
MUNITIONS = frozenset(
    {"aerial_bomb", "ammunition", "bomb", "chemical", "crowd_control", "explosive", "grenade", "ied", "mine", "missile"}
    | {"rocket", "suicide_vest"}
)
SPENDING = frozenset({"aerial", "crowd-control", "explosives", "heavy-weapons"})
# The word class and number at the end of a lexicon row's key: "clash.verb", "defect-2.verb".
ENDING = re.compile(r"(-\d+)?\.[a-z]+$")


@cache
def code_rows() -> tuple[CodeRow, ...]:
    """The rows of codes.tsv, in order."""
    return load_rows("codes.tsv", CodeRow)


@cache
def party_rows() -> tuple[PartyRow, ...]:
    """The rows of parties.tsv, in order."""
    return load_rows("parties.tsv", PartyRow)


@cache
def weapon_rows() -> tuple[WeaponRow, ...]:
    """The rows of weapons.tsv, in order."""
    return load_rows("weapons.tsv", WeaponRow)


def _said_of(actor: Actor) -> dict[str, tuple[str | None, ...]]:
    """What a row may ask of an actor: its status, its type, its roles, the words of its name."""
    return {
        "status": (actor.status,),
        "type": (actor.type,),
        "role": actor.roles,
        "word": tuple(actor.name.lower().split()),
    }


def party_of(actor: Actor) -> str | None:
    """`state`, `group`, `civilian`, `crowd`, `mob` or `armed` (of no known side); None when the words do not say."""
    said = _said_of(actor)
    return next((row.party for row in party_rows() if row.value in said[row.by]), None)


def parties_of(actors: Sequence[Actor]) -> frozenset[str]:
    """The known parties among some actors."""
    return frozenset(party for party in map(party_of, actors) if party is not None)


def targets_of(event: Event) -> frozenset[str]:
    """The classes of the equipment that an event was done to: it stands within a recipient's words."""
    return frozenset(e.kind for e in event.equipment if any(r.span.overlaps(e.span) for r in event.recipients))


def used_by(event: Event) -> tuple[Equipment, ...]:
    """The equipment that an event was done with, in order.

    That is what stands in no recipient's words; but what is dropped, fired or set off is a means though its verb has it
    as object: "dropped chlorine bombs", "detonated a vest".
    """
    targets = targets_of(event)
    spent = MUNITIONS if event.mode in SPENDING else frozenset()
    return tuple(e for e in event.equipment if e.kind not in targets or e.kind in spent)


def means_of(event: Event) -> frozenset[str]:
    """The classes of the equipment that an event was done with."""
    return frozenset(e.kind for e in used_by(event))


def weapon_row(event: Event) -> WeaponRow | None:
    """The row of the equipment, or of the actor's name, that says how an event was done; None where none does."""
    means, names = means_of(event), [actor.name.lower() for actor in event.actors]

    def fits(row: WeaponRow) -> bool:
        return row.value in means if row.by == "equipment" else any(row.value in name for name in names)

    return next((row for row in weapon_rows() if fits(row)), None)


def effective_mode(event: Event) -> str | None:
    """The mode that the words give; for an ASSAULT that of its equipment where the words leave it open."""
    weapon = weapon_row(event) if event.type == "ASSAULT" else None
    if weapon is not None and (event.mode is None or event.mode in weapon.over):
        return weapon.mode
    return event.mode


def _features(event: Event) -> Iterator[str]:
    """What the conditions of codes.tsv may ask of an event, as `name=value`."""
    yield from (f"actor={party}" for party in parties_of(event.actors))
    yield from (f"recipient={party}" for party in _harmed(event))
    yield from (f"context={context}" for context in event.contexts)
    yield from (f"equipment={item.kind}" for item in event.equipment)
    yield from (f"target={kind}" for kind in targets_of(event))
    yield from (f"harm={quantity.measure}" for quantity in event.quantities if quantity.measure in HARM)
    yield f"row={ENDING.sub('', event.row.partition(':')[2])}"
    if event.place is not None:
        yield "place=event"
    if any(place.relation == "from" for place in event.places):
        yield "place=from"
    weapon = weapon_row(event)
    if weapon is not None:
        yield f"weapon={weapon.mode}"


def _harmed(event: Event) -> frozenset[str]:
    """What conditions may ask of those an event was done to: their parties, `armed`, `other` of no party, or `none`."""
    parties = parties_of(event.recipients)
    if not parties:
        counted = (q.status for q in event.quantities if q.measure in HARM)
        parties = frozenset(COUNTED[status] for status in counted if status in COUNTED)
    if parties & ARMED:
        return parties | {"armed"}
    return parties or frozenset({"other" if event.recipients else "none"})


def _holds(condition: str, features: frozenset[str]) -> bool:
    """Whether an event has what a condition asks for, one of the values that a / parts.

    >>> _holds("actor=group/armed", frozenset({"actor=armed"}))
    True
    """
    name, _, values = condition.partition("=")
    return any(f"{name}={value}" in features for value in values.split("/"))


def _row_for(event: Event) -> CodeRow | None:
    """The first row of codes.tsv that fits an event."""
    mode, features = effective_mode(event), frozenset(_features(event))
    fitting = (
        row
        for row in code_rows()
        if row.type == event.type
        and (row.kind is None or row.kind == event.kind)
        and (row.mode is None or row.mode == mode)
        and all(_holds(condition, features) for condition in row.when)
    )
    return next(fitting, None)


def ucdp_violence(event: Event) -> int | None:
    """UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided; None when the sides are not said.

    Source: UCDP GED codebook. An event that cannot kill has none, and none that has not happened: UCDP counts deaths.
    """
    ontology = load_ontology()
    if event.status not in HAPPENED:
        return None
    if event.type not in ontology.deadly or effective_mode(event) in ontology.not_deadly:
        return None
    actors, recipients = parties_of(event.actors) & ORGANISED, parties_of(event.recipients)
    if not actors:
        return None
    fought = recipients & ARMED
    if "state" in fought or (fought and "state" in actors):
        return 1
    if "group" in fought:
        return 2
    return 3 if recipients & UNARMED else None


def resolve_code(event: Event) -> CodeResolution:
    """The codes of one event, with the row that gave them."""
    row = _row_for(event)
    violence = ucdp_violence(event)
    if row is None:
        return CodeResolution(event.trigger, None, None, None, violence, "no row of codes.tsv fits this event")
    reason = f"codes.tsv: {row.key}" + (f" ({row.note})" if row.note else "")
    return CodeResolution(event.trigger, row.cameo, row.acled_type, row.acled_sub_type, violence, reason)


def resolve_codes(events: Sequence[Event]) -> tuple[CodeResolution, ...]:
    """The codes of some events, one resolution an event, in their order."""
    return tuple(resolve_code(event) for event in events)
