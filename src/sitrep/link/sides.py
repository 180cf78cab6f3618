"""What one claim says of one field, ready to be compared with another: its actors, place, time, those harmed, means.

Each `read_*` gives what a claim says, or None where it says nothing; each `*_differ` says how two such values stand to
each other: 0 where they are one or go together, 1 where the first is the finer, -1 where the second is, and None where
both cannot be.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitrep.link.pages.incident import load_weights
from sitrep.link.pages.places import kilometres
from sitrep.link.parties import is_doer
from sitrep.link.voices import name_words
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at, texts_at
from sitrep.model.identity import JSON, canonical

# 0: go together, 1: the first is finer, -1: the second is finer, None: exclude each other.
Order = int | None
VIOLENCE = "violence"
# Roles in which a person acts for a country.
OFFICES = frozenset({"GOV", "MIL"})


@dataclass(frozen=True, slots=True)
class Rules:
    """`means` are the classes that exclude each other, with coarser words for them; `rising` measures that grow."""

    means: tuple[tuple[frozenset[str], frozenset[str]], ...]
    rising: frozenset[str]
    apart_km: float


@cache
def load_rules() -> Rules:
    """The settings that ship with sitrep."""
    raw = json.loads((files("sitrep.link") / "data" / "sides.json").read_text(encoding="utf-8"))
    means = tuple((frozenset(row["coarse"]), frozenset(row["fine"])) for row in raw["means"])
    return Rules(means, frozenset(raw["rising"]), raw["apart_km"])


@dataclass(frozen=True, slots=True)
class Side:
    """What a claim says of a field: `value` as it is shown, `parts` what is compared."""

    value: JSON
    parts: frozenset[str] = frozenset()
    record: Record | None = None

    @property
    def key(self) -> str:
        """The same for sides that say the same."""
        record = self.record or {}
        compared: JSON = {name: record.get(name) for name in ("lat", "lon", "radius_km", "precision", "start", "end")}
        return canonical([self.value, [*sorted(self.parts)], compared])


def is_harm(event: Record) -> bool:
    """Whether an event is one of violence: an attack, its casualties, its damage."""
    name = text_at(event, "type") or text_at(event, "kind") or ""
    return load_weights().families.get(name) == VIOLENCE


def party_key(actor: Record) -> str | None:
    """The side of a conflict that an actor is of: its country, else its name; None for a word that tells neither."""
    country = text_at(actor, "country")
    if country and (text_at(actor, "type") != "person" or OFFICES & set(texts_at(actor, "roles"))):
        return country
    return " ".join(name_words(text_at(actor, "name") or "")) if actor.get("named") is True else None


def read_actors(claim: Record) -> Side | None:
    """Who did it: the sides that are named, none in `parts` where only vague words stand."""
    actors = list(filter(is_doer, records_at(record_at(claim, "event"), "actors")))
    if not actors:
        return None
    keys = sorted({key for actor in actors if (key := party_key(actor)) is not None})
    names = sorted({text_at(actor, "name") or "" for actor in actors})
    return Side([*(keys or names)], frozenset(keys))


def sets_differ(one: Side, other: Side) -> Order:
    """Of two sets the one with more names is finer, an empty one is vague; disjoint ones exclude each other."""
    if one.parts == other.parts:
        return 0
    if not one.parts or not other.parts:
        return 1 if one.parts else -1
    if one.parts & other.parts:
        return 1 if one.parts > other.parts else -1 if one.parts < other.parts else 0
    return None


def read_place(claim: Record) -> Side | None:
    """Where it happened."""
    place = record_at(claim, "event", "place")
    return Side(text_at(place, "name"), record=place) if number_at(place, "lat") is not None else None


def places_differ(one: Side, other: Side) -> Order:
    """Places that lie apart exclude each other; of others the one with the smaller radius is finer."""
    first, second = one.record or {}, other.record or {}
    apart = kilometres(first, second, load_weights().places)
    if apart is not None and apart > load_rules().apart_km:
        return None
    radii = [number_at(place, "radius_km") or 0.0 for place in (first, second)]
    if one.value == other.value or radii[0] == radii[1]:
        return 0
    return 1 if radii[0] < radii[1] else -1


def read_time(claim: Record) -> Side | None:
    """When it happened, by days."""
    time = record_at(claim, "event", "time")
    start, end = text_at(time, "start"), text_at(time, "end")
    if not start or not end:
        return None
    days = [start[:10], end[:10]]
    return Side(days[0] if days[0] == days[1] else "/".join(days), record={"start": days[0], "end": days[1]})


def times_differ(one: Side, other: Side) -> Order:
    """Days that never overlap exclude each other; a time within another is finer."""
    (a, b), (c, d) = (
        (text_at(side.record or {}, "start") or "", text_at(side.record or {}, "end") or "") for side in (one, other)
    )
    if (a, b) == (c, d):
        return 0
    if b < c or d < a:
        return None
    return 1 if c <= a and b <= d else -1 if a <= c and d <= b else 0


def read_status(claim: Record) -> Side | None:
    """Whether those harmed were civilians or combatants."""
    event = record_at(claim, "event")
    told = [*records_at(event, "recipients"), *records_at(event, "quantities")]
    found = {status for item in told if (status := text_at(item, "status")) in ("civilian", "combatant")}
    return Side([*sorted(found)], frozenset(found)) if found else None


def read_target(claim: Record) -> Side | None:
    """Which armed group was struck, by name."""
    recipients = records_at(record_at(claim, "event"), "recipients")
    groups = [item for item in recipients if text_at(item, "type") == "armed_group" and item.get("named") is True]
    keys = sorted({" ".join(name_words(text_at(item, "name") or "")) for item in groups})
    return Side([*keys], frozenset(keys)) if keys else None


def read_means(claim: Record) -> Side | None:
    """What it was done with, by class."""
    kinds = {kind for item in records_at(record_at(claim, "event"), "equipment") if (kind := text_at(item, "kind"))}
    return Side([*sorted(kinds)], frozenset(kinds)) if kinds else None


def means_differ(one: Side, other: Side) -> Order:
    """Classes of one row exclude each other; a coarser word for them does not. Carriers and munitions go together."""
    orders: list[Order] = []
    for coarse, fine in load_rules().means:
        first, second = one.parts & fine, other.parts & fine
        if first and second:
            orders.append(0 if first & second else None)
        elif first and other.parts & coarse:
            orders.append(1)
        elif second and one.parts & coarse:
            orders.append(-1)
    return None if None in orders else next((order for order in orders if order), 0)
