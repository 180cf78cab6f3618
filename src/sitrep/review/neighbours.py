"""What a reviewer may want to join or part: the incidents close to one, best first, and the claim to part from.

Linking has already joined what it holds to be one. These are candidates for what it may have missed, chosen by day,
place and type alone; why linking kept any two apart is told by `sitrep link --explain`.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from sitrep.gazetteer.places import distance_km
from sitrep.model.fields import Record, number_at, record_at, text_at

# How alike two incidents are in one thing, where one of them does not say.
UNSAID = 0.25


@dataclass(frozen=True, slots=True)
class Limits:
    """How many days and kilometres apart candidates may be, and how many are given."""

    days: int
    km: float
    most: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """An incident that may be the same: how close it is, from 0 to 1, and why, in words."""

    incident: str
    score: float
    reasons: tuple[str, ...]


@cache
def load_limits() -> Limits:
    """The limits that ship with sitrep."""
    raw = json.loads((files("sitrep.review") / "data" / "neighbours.json").read_text(encoding="utf-8"))
    return Limits(raw["days"], raw["km"], raw["most"])


def to_join(incident: Record, others: Iterable[Record], limits: Limits | None = None) -> list[Candidate]:
    """The incident lines that may tell of the same as one, the closest first, ties by id.

    Days and places that are known must be close; where one of the two has none, the other must be, and they must tell
    of one type. Another type alone keeps nothing out: "shelling" and "explosion" may be one.
    """
    given = load_limits() if limits is None else limits
    own = text_at(incident, "id")
    found = [
        candidate
        for other in others
        if text_at(other, "id") != own and (candidate := _candidate(incident, other, given)) is not None
    ]
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.incident))[: given.most]


def _candidate(one: Record, other: Record, limits: Limits) -> Candidate | None:
    days = _days_apart(record_at(one, "time"), record_at(other, "time"))
    # Days are compared first: they alone keep out nearly all of a large case.
    if days is not None and days > limits.days:
        return None
    km = _km_apart(record_at(one, "place"), record_at(other, "place"))
    if (km is not None and km > limits.km) or (days is None and km is None):
        return None
    a, b = _what(one), _what(other)
    if None in (days, km) and a[0] != b[0]:
        return None
    likeness = (_closeness(days, limits.days), _closeness(km, limits.km), 1.0 if a == b else 0.5 if a[0] == b[0] else 0)
    reasons = (_days_text(days), _km_text(km, one, other), _what_text(a, b))
    return Candidate(text_at(other, "id") or "", round(sum(likeness) / len(likeness), 3), reasons)


def _closeness(apart: float | None, most: float) -> float:
    """1 for nothing between, falling to 0 just beyond the limit."""
    return UNSAID if apart is None else 1 - apart / (most + 1)


def _days_apart(one: Record, other: Record) -> int | None:
    """The days between two intervals, 0 where they share one; None where a time is not known."""
    a, b = _days(one), _days(other)
    return None if a is None or b is None else max(0, (a[0] - b[1]).days, (b[0] - a[1]).days)


def _days(time: Record) -> tuple[date, date] | None:
    """First and last day of an interval; an open end is the known one, as open intervals say little of it."""
    bounds = [text_at(time, "start") or text_at(time, "end"), text_at(time, "end") or text_at(time, "start")]
    try:
        first, last = (date.fromisoformat((bound or "")[:10]) for bound in bounds)
    except ValueError:
        return None
    return first, max(first, last)


def _km_apart(one: Record, other: Record) -> float | None:
    """The kilometres between two places less their radii; None where one is not known."""
    points = [(number_at(place, "lat"), number_at(place, "lon")) for place in (one, other)]
    (lat, lon), (lat2, lon2) = points
    if lat is None or lon is None or lat2 is None or lon2 is None:
        return None
    reach = sum(number_at(place, "radius_km") or 0 for place in (one, other))
    return max(0.0, distance_km(lat, lon, lat2, lon2) - reach)


def _what(incident: Record) -> tuple[str | None, str | None]:
    """Type or kind, and the sort of event in it."""
    return text_at(incident, "type") or text_at(incident, "kind"), text_at(incident, "acled", "sub_event_type")


def _days_text(days: int | None) -> str:
    if days is None:
        return "a day is not known"
    return "on the same days" if days == 0 else f"{days} day{'' if days == 1 else 's'} apart"


def _km_text(km: float | None, one: Record, other: Record) -> str:
    names = " and ".join(dict.fromkeys(text_at(place, "place", "name") or "no place" for place in (one, other)))
    if km is None:
        return f"a place is not known ({names})"
    return f"the places meet ({names})" if km < 1 else f"{km:.0f} km between ({names})"


def _what_text(a: tuple[str | None, str | None], b: tuple[str | None, str | None]) -> str:
    one, other = (what[1] or what[0] or "no type" for what in (a, b))
    return f"both {one}" if a == b else f"{one} and {other}"


def to_part_from(claim: str, members: Sequence[str]) -> str | None:
    """The claim of an incident to name when another does not belong to it: the founding one.

    `members` are its claims as the linking has them, the founding one first; an incident line has them by page. Where
    the founding one itself does not belong, the next stands for the rest. None for an incident of one claim.
    """
    return next((member for member in members if member != claim), None)
