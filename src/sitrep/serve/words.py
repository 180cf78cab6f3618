"""What templates say records with: the phrases of every card, under the names that templates know them by."""

from collections.abc import Callable, Mapping
from typing import Any

from sitrep.model.fields import Record, records_at, text_at
from sitrep.views.phrases import (
    POSITIONS,
    STANCES,
    actor_words,
    bounds,
    heading,
    listed,
    place_words,
    printable,
    several,
    when,
)


def incident_name(incident: Record) -> str:
    """What kind of incident it is, in words: "Air/drone strike"; "statements" where nothing but denials is told."""
    acled = incident.get("acled")
    kind = text_at(acled, "sub_event_type") if isinstance(acled, dict) else None
    return kind or (text_at(incident, "type") or text_at(incident, "kind") or "event told of").capitalize()


def who_did(record: Record, role: str) -> str:
    """The actors or recipients of an incident or event; "not said" where there are none."""
    return listed((actor_words(actor) for actor in records_at(record, role)), "; ") or "not said"


def position_words(position: str) -> str:
    """What a position of an accused party says."""
    return POSITIONS.get(position, position)


def day_words(record: Record) -> str:
    """The days of an incident without the page's words for them."""
    time = record.get("time")
    plain = {key: value for key, value in time.items() if key != "span"} if isinstance(time, dict) else None
    return when({"time": plain}) or "not known"


FILTERS: Mapping[str, Callable[..., Any]] = {
    "bounds": lambda record: bounds(record) or "not decided",
    "claim_actor": actor_words,
    "claim_heading": heading,
    "day": day_words,
    "incident_name": incident_name,
    "place": lambda record: place_words(record) if record else "not known",
    "plain": lambda text: printable(str(text)),
    "position": position_words,
    "several": several,
    "stance": lambda stance: STANCES.get(stance, stance),
    "when": lambda record: when(record) or "not known",
    "who": who_did,
}
