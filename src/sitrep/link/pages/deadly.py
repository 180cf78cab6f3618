"""A main incident that is told to have been deadly and whose dead are not counted: "the fatal shooting at the mill".

Whoever writes so says that somebody died, and mostly that one person did: several would be counted. The quantity that
stands for it is "at least one", with the words for its span where they are the page's own.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from sitrep.link.pages.roles import asserted
from sitrep.link.pages.tolls import HIT_LESS_KILLED, INJURED, KILLED, derived
from sitrep.model.fields import Record, number_at, record_at, text_at
from sitrep.model.identity import JSON

DEADLY = "the incident is told to have been deadly"
# So many words before the noun of a happening describe it: "a deadly weekend night club shooting".
NEAR = 4
# "Attempted murder" kills nobody.
UNDONE = frozenset({"attempted", "foiled", "planned"})
STOPS = re.compile(r"[.;!?\n]")


@dataclass(frozen=True, slots=True)
class DeathWords:
    """Words that say that somebody died: `adjectives` of a happening ("fatal"), `nouns` that name one ("a slaying")."""

    adjectives: AbstractSet[str]
    nouns: AbstractSet[str]


def with_deadly(tolls: Mapping[str, JSON], group: Sequence[Record], words: DeathWords) -> dict[str, JSON]:
    """The tolls of an incident, with one killed where none is counted and a claim calls the deed deadly."""
    known = record_at(tolls, KILLED)
    if any(number_at(known, key) for key in ("best", "low")):
        return dict(tolls)
    deadly = next((claim for claim in asserted(group) if is_deadly(claim, words)), None)
    if deadly is None:
        return dict(tolls)
    return {**tolls, KILLED: _one(deadly), INJURED: _without_one(record_at(tolls, INJURED))}


def is_deadly(claim: Record, words: DeathWords) -> bool:
    """Whether what tells a claim's happening is a noun of death, or has an adjective of death right before it."""
    start, trigger = number_at(claim, "evidence", "start"), number_at(claim, "event", "trigger", "start")
    if start is None or trigger is None:
        return False
    prefix = text_at(claim, "evidence", "prefix") or ""
    told = prefix + (text_at(claim, "evidence", "text") or "")
    before = STOPS.split(told[: max(0, int(trigger - start) + len(prefix))])[-1].casefold().split()[-NEAR:]
    if not words.adjectives.isdisjoint(before):
        return True
    named = (text_at(claim, "event", "trigger", "text") or "").casefold().split()
    return not words.nouns.isdisjoint(named) and UNDONE.isdisjoint(before)


def _one(claim: Record) -> dict[str, JSON]:
    """At least one killed, counted by the words of a claim's happening."""
    value: dict[str, JSON] = {"measure": KILLED, "best": 1, "low": 1, "high": None, "comparator": ">="}
    open_fields = ("vague", "convention", "group", "status", "part_of", "time", "as_of", "sex", "age")
    rest: dict[str, JSON] = dict.fromkeys(open_fields)
    span = dict(record_at(claim, "event", "trigger"))
    return {"span": span, **value, **rest, "cumulative": False, "reason": DEADLY}


def _without_one(injured: Record) -> dict[str, JSON] | None:
    """The injured: where they are all who were hit, less the one who died."""
    number = number_at(injured, "best")
    if number and text_at(injured, "reason") == HIT_LESS_KILLED:
        return derived(injured, number - 1, HIT_LESS_KILLED)
    return dict(injured) or None
