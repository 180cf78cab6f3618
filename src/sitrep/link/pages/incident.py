"""A page's main incident, as its own claims give it.

The rule: claims of happenings that are said to have occurred are gathered into groups that nothing keeps
apart (time, place) and something joins (time, place, trigger, figure, recipients, neighbourhood). A claim
weighs by its type, more in the lead, more with a toll; a group by its heaviest claim and a part of the
rest. The heaviest group is the main incident. Weights stand in data/main_incident.json.
"""

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitrep.link.pages.deadly import DeathWords, with_deadly
from sitrep.link.pages.headline import with_headline
from sitrep.link.pages.persons import value_of
from sitrep.link.pages.places import PlaceRules, are_one, choose_place, misread, without_places
from sitrep.link.pages.roles import RoleRules, asserted, choose_acled, choose_actors, people_of
from sitrep.link.pages.tolls import choose_tolls, overlap, tolls_of
from sitrep.model.fields import Record, flag_at, number_at, record_at, records_at, text_at
from sitrep.model.identity import JSON

YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Weights:
    """The settings of the rule; what each means is its name and the module's text."""

    statuses: tuple[str, ...]
    silences: tuple[str, ...]
    families: Mapping[str, str]
    weights: Mapping[str, float]
    other_weight: float
    lead_characters: int
    lead_bonus: float
    toll_bonus: float
    toll_measures: tuple[str, ...]
    repetition: float
    repetitions: int
    adjacent_characters: int
    trigger_letters: int
    deaths: DeathWords
    places: PlaceRules
    roles: RoleRules


@cache
def load_weights() -> Weights:
    """The settings that ship with sitrep."""
    raw = json.loads((files("sitrep.link.pages") / "data" / "main_incident.json").read_text(encoding="utf-8"))
    lists = {key: tuple(raw[key]) for key in ("statuses", "silences", "toll_measures")}
    roles = {key: tuple(value) if isinstance(value, list) else value for key, value in raw["roles"].items()}
    rules = RoleRules(**roles | {"sub_types": tuple(tuple(tier) for tier in roles["sub_types"])})
    places = PlaceRules(**raw["places"])
    deaths = DeathWords(**{key: frozenset(value) for key, value in raw["deaths"].items()})
    fixed = {key: value for key, value in raw.items() if key != "_about"}
    return Weights(**fixed | lists | {"roles": rules, "places": places, "deaths": deaths})


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of a happening with what the rule asks of it."""

    claim: Record
    event: Record
    family: str
    start: int
    score: float


def _page_order(claim: Record) -> tuple[int, str]:
    """Where a claim stands on its page; of two at one place the id decides, so that input order never does."""
    return int(number_at(claim, "evidence", "start") or 0), text_at(claim, "id") or ""


def _told(claim: Record, origin: int, weights: Weights) -> Told | None:
    """A claim with its family and score; None when it tells nothing that is said to have occurred, or a silence."""
    event = record_at(claim, "event")
    name = text_at(event, "type") or text_at(event, "kind")
    if name is None or text_at(event, "status") not in weights.statuses or flag_at(event, "historical"):
        return None
    if text_at(event, "mode") in weights.silences:
        return None
    start, _ = _page_order(claim)
    score = weights.weights.get(name, weights.other_weight)
    if start - origin < weights.lead_characters:
        score += weights.lead_bonus
    if any(tolls_of(event, weights.toll_measures)):
        score += weights.toll_bonus
    return Told(claim, event, weights.families.get(name, name), start, score)


def same_time(one: Told, other: Told) -> bool | None:
    """Whether the times of two events overlap; None when either is not known."""
    first, second = record_at(one.event, "time"), record_at(other.event, "time")
    if not first or not second:
        return None
    return overlap(first, second) or _is_one_day(first, second)


def _is_one_day(one: Record, other: Record) -> bool:
    """Whether two times are one day of the year, and the words of one leave the year open: "on 4 May"."""
    days = [text_at(time, "start") or "" for time in (one, other) if text_at(time, "granularity") == "day"]
    is_open = any(not YEAR.search(text_at(time, "span", "text") or "") for time in (one, other))
    return len(days) > 1 and is_open and len({day[4:10] for day in days}) == 1


def _time(group: Sequence[Told]) -> JSON:
    """The first known time, with the year where the words of another one of that day name it."""
    times = [time for told in group if (time := record_at(told.event, "time"))]
    dated = (time for time in times if YEAR.search(text_at(time, "span", "text") or "") and _is_one_day(times[0], time))
    return dict(next(dated, times[0])) if times else None


def _names(event: Record, role: str) -> set[str]:
    """The names of an event's actors or recipients, folded."""
    return {(text_at(actor, "name") or "").casefold() for actor in records_at(event, role)} - {""}


def _figures_of(event: Record, weights: Weights) -> set[tuple[str | None, float | None]]:
    """Measure and value of an event's toll."""
    return {(text_at(quantity, "measure"), value_of(quantity)) for quantity in tolls_of(event, weights.toll_measures)}


def _joined(one: Told, other: Told, weights: Weights) -> bool:
    """Whether something joins two claims that nothing keeps apart."""
    letters = weights.trigger_letters
    triggers = [(text_at(told.event, "trigger", "text") or "").casefold()[:letters] for told in (one, other)]
    return (
        are_one(one.event, other.event, weights.places) is True
        or same_time(one, other) is True
        or triggers[0] == triggers[1]
        or bool(_figures_of(one.event, weights) & _figures_of(other.event, weights))
        or bool(_names(one.event, "recipients") & _names(other.event, "recipients"))
        or abs(one.start - other.start) < weights.adjacent_characters
    )


Apart = Collection[tuple[str, str]]
"""Pairs of claims that a person said are of different happenings."""


def _are_judged_apart(told: Told, group: Sequence[Told], apart: Apart) -> bool:
    """Whether a person said that a claim is of another happening than a member of a group."""
    one = text_at(told.claim, "id") or ""
    others = (text_at(member.claim, "id") or "" for member in group)
    return bool(apart) and any((one, other) in apart or (other, one) in apart for other in others)


def _belongs(told: Told, group: Sequence[Told], weights: Weights, apart: Apart) -> bool:
    """Whether a claim is of a group's happening: joined to a member, kept apart from none."""
    if told.family != group[0].family or _are_judged_apart(told, group, apart):
        return False
    if any(are_one(told.event, m.event, weights.places) is False or same_time(told, m) is False for m in group):
        return False
    return any(_joined(told, member, weights) for member in group)


def gather(told: Sequence[Told], weights: Weights, apart: Apart = ()) -> list[list[Told]]:
    """The claims in groups of one happening each, in the order of the page."""
    groups: list[list[Told]] = []
    for one in told:
        home = next((group for group in groups if _belongs(one, group, weights, apart)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def group_score(group: Sequence[Told], weights: Weights) -> float:
    """The score of a group's heaviest claim and a part of the next ones'; a long comment thread gains no more."""
    scores = sorted((told.score for told in group), reverse=True)
    return scores[0] + weights.repetition * sum(scores[1 : 1 + weights.repetitions])


def _first(group: Sequence[Told], key: str) -> JSON:
    """The first known value of a field."""
    return next((told.event[key] for told in group if told.event.get(key) is not None), None)


def main_incident(claims: Sequence[Record], headline: Sequence[Record] = (), *, is_lost: bool = False) -> JSON:
    """The page's main incident from its claim lines and its headline's; null when none tells of what occurred.

    Where the article `is_lost`, what the rest of its page tells is no matter of the headline's.
    """
    told = _incident(headline)
    return with_headline(None if told and is_lost else _incident(claims), told)


@dataclass(frozen=True, slots=True)
class Happening:
    """What a page tells of one happening that is said to have occurred.

    `told` are its claims in the order of the page, `page` all claims of the page without places that are
    misread, `of` how many happenings the page tells of, `is_main` whether this one is its main incident.
    """

    told: tuple[Told, ...]
    page: tuple[Record, ...]
    of: int
    is_main: bool


def happenings(claims: Sequence[Record], apart: Apart = ()) -> list[Happening]:
    """The happenings that a page's claim lines tell of, in the order of the page; at most one is the main one."""
    weights = load_weights()
    names = misread([record_at(claim, "event") for claim in claims], weights.places)
    ordered = tuple(without_places(claim, names) for claim in sorted(claims, key=_page_order))
    told = [one for claim in ordered if (one := _told(claim, _page_order(ordered[0])[0], weights)) is not None]
    groups = gather(told, weights, apart)
    # max keeps the first of equals: the earlier on the page.
    main = max(groups, key=lambda members: group_score(members, weights), default=None)
    return [Happening(tuple(group), ordered, len(groups), group is main) for group in groups]


def _incident(claims: Sequence[Record]) -> dict[str, JSON] | None:
    """The main incident that some claim lines tell of."""
    return next((incident_of(happening) for happening in happenings(claims) if happening.is_main), None)


def incident_of(happening: Happening) -> dict[str, JSON]:
    """A happening as all its claims together give it.

    What the rest of the page counts at no other time is the main incident's toll, and no other happening's.
    """
    weights = load_weights()
    group, ordered = happening.told, happening.page
    heaviest = sorted(group, key=lambda one: -one.score)
    claims_of_it = [one.claim for one in heaviest]
    own = [one.claim for one in group]
    kind = _first(heaviest, "type")
    rank = "the heaviest" if happening.is_main else "one"
    return {
        "type": kind,
        "kind": _first(heaviest, "kind") if kind is None else None,
        "acled": choose_acled(claims_of_it, [one.score for one in heaviest], weights.roles),
        "actors": choose_actors(claims_of_it, ordered, weights.adjacent_characters, weights.roles),
        "recipients": [dict(person) for person in people_of(asserted(claims_of_it), "recipients")],
        "time": _time(heaviest),
        "place": choose_place(
            [one.event for one in heaviest], [record_at(claim, "event") for claim in ordered], weights.places
        ),
        **with_deadly(choose_tolls(own, ordered if happening.is_main else own), claims_of_it, weights.deaths),
        "claims": [text_at(claim, "id") for claim in own],
        "reason": f"{rank} of {happening.of} happenings, told by {len(group)} claims",
    }
