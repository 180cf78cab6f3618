"""Where the claims of an incident differ: in what, how the two stand to each other, and whose they are.

Of two claims that differ in a field one may refine the other (a finer place, a named actor, a number within a bound),
update it (a speaker's later figure, a toll that rises with the time of saying), retract it, or contradict it. Whoever
says nothing of a field takes no side in it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from sitrep.link.figures import TAKEN_BACK, Figure
from sitrep.link.sides import (
    Order,
    Side,
    is_harm,
    load_rules,
    means_differ,
    places_differ,
    read_actors,
    read_means,
    read_place,
    read_status,
    read_target,
    read_time,
    sets_differ,
    times_differ,
)
from sitrep.link.voices import Voice, is_withdrawn
from sitrep.model.fields import Record, number_at, record_at, records_at, text_at
from sitrep.model.identity import JSON, canonical
from sitrep.views.records import number

UPDATES, REFINES, RETRACTS, CONTRADICTS = "updates", "refines", "retracts", "contradicts"
SAME, CROSS = "same_speaker", "cross_speaker"

# What is compared: the kind of difference, its field, who reads it, who compares.
Reader = Callable[[Record], Side | None]
Comparer = Callable[[Side, Side], Order]
COMPARED: tuple[tuple[str, str, Reader, Comparer], ...] = (
    ("other actor", "actors", read_actors, sets_differ),
    ("other place", "place", read_place, places_differ),
    ("other time", "time", read_time, times_differ),
    ("other status of those harmed", "recipients.status", read_status, sets_differ),
    ("other target", "recipients", read_target, sets_differ),
    ("other weapon", "equipment", read_means, means_differ),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two claims that differ: the first refines, updates, retracts, denies the second, or contradicts it."""

    kind: str
    field: str
    relation: str
    claims: tuple[str, str]
    values: tuple[JSON, JSON]


def contradictions(differences: Sequence[Difference], spoken: Mapping[str, Voice]) -> list[JSON]:
    """The differences of an incident's claims, those of one kind, relation and sort of speakers together."""
    groups: dict[tuple[str, str, str, str], dict[str, set[str]]] = {}
    shown: dict[str, JSON] = {}
    for found in differences:
        key = (found.kind, found.field, found.relation, between(found, spoken))
        for claim, value in zip(found.claims, found.values, strict=True):
            shown[canonical(value)] = value
            groups.setdefault(key, {}).setdefault(canonical(value), set()).add(claim)
    return [
        {
            "kind": kind,
            "field": field,
            "relation": relation,
            "between": whose,
            "positions": [{"value": shown[value], "claims": [*sorted(ids)]} for value, ids in sorted(values.items())],
        }
        for (kind, field, relation, whose), values in sorted(groups.items())
    ]


def between(found: Difference, spoken: Mapping[str, Voice]) -> str:
    """Whether both claims of a difference are one speaker's."""
    first, second = (spoken[claim].key for claim in found.claims)
    return SAME if first == second else CROSS


def differences(claims: Sequence[Record], figures: Sequence[Figure], spoken: Mapping[str, Voice]) -> list[Difference]:
    """The pairs of an incident's claims that differ in something.

    Of two sides each claim is held against the first claim of each speaker of the other side; so every claim and
    every pair of speakers is told, and the pairs do not grow with the square of the claims.
    """
    harms = [claim for claim in claims if is_harm(record_at(claim, "event"))]
    told = [claim for claim in harms if claim.get("stance") == "asserts" and not is_withdrawn(claim)]
    found = [*_of_figures(figures), *_denials(harms, told, spoken), *_rivals(claims), *_withdrawals(figures)]
    for kind, field, read, compare in COMPARED:
        for (one, first), (other, second) in combinations(_by_side(told, read), 2):
            order = compare(one, other)
            if order != 0:
                pairs = _pairs(first, second, spoken)
                found += [_ordered(kind, field, order, pair, (one.value, other.value)) for pair in pairs]
    return sorted(found, key=lambda f: (f.kind, f.field, f.relation, f.claims))


def _pairs(one: Sequence[str], other: Sequence[str], spoken: Mapping[str, Voice]) -> list[tuple[str, str]]:
    """Each claim of two sides with the first claim of each speaker of the other side."""
    first, second = ({spoken[name].key: name for name in reversed(side)}.values() for side in (one, other))
    return sorted({*product(one, second), *product(first, other)})


def _by_side(claims: Sequence[Record], read: Reader) -> list[tuple[Side, list[str]]]:
    """What some claims say of a field, each side once with the ids of its claims."""
    found: dict[str, tuple[Side, list[str]]] = {}
    for claim in claims:
        side = read(claim)
        if side is not None:
            found.setdefault(side.key, (side, []))[1].append(text_at(claim, "id") or "")
    return list(found.values())


def _ordered(kind: str, field: str, order: Order, claims: tuple[str, str], values: tuple[JSON, JSON]) -> Difference:
    """A difference with the finer claim first."""
    first, second = claims
    if order == -1:
        return Difference(kind, field, REFINES, (second, first), (values[1], values[0]))
    return Difference(kind, field, REFINES if order else CONTRADICTS, (first, second), values)


def _of_figures(figures: Sequence[Figure]) -> Iterator[Difference]:
    """Yield pairs of unlike figures for the same: each with the first of every speaker, value and day."""
    of_one: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in figures:
        if figure.is_position:
            of_one.setdefault((figure.measure, figure.group), []).append(figure)
    for held in of_one.values():
        firsts: dict[tuple[object, ...], int] = {}
        for index, figure in enumerate(held):
            firsts.setdefault((figure.value, figure.voice.key, figure.day), index)
        pairs = {(min(a, b), max(a, b)) for a, b in product(range(len(held)), firsts.values())}
        for a, b in sorted(pairs):
            if held[a].value != held[b].value:
                relation, one, other = relate_figures(held[a], held[b])
                values = (bounds(one), bounds(other))
                yield Difference("other figure", one.measure, relation, (one.claim, other.claim), values)


def relate_figures(one: Figure, other: Figure) -> tuple[str, Figure, Figure]:
    """How two figures stand to each other, the finer or newer first.

    A speaker's later figure updates the earlier one, and so does a higher toll that another gives later; "at least 30"
    and 36 go together.
    """
    old, new = sorted((one, other), key=lambda figure: (figure.day or "", figure.claim))
    is_later = bool(old.day and new.day and old.day < new.day)
    if one.voice.key == other.voice.key and is_later and one.low != other.low:
        return UPDATES, new, old
    for finer, coarser in ((one, other), (other, one)):
        if is_within(finer, coarser):
            return REFINES, finer, coarser
    if is_later and one.measure in load_rules().rising and (new.low or 0) > (old.high or old.low or 0):
        return UPDATES, new, old
    return CONTRADICTS, one, other


def is_within(finer: Figure, coarser: Figure) -> bool:
    """Whether a figure's bounds lie within another's."""
    infinite = float("inf")
    low, high = finer.low or 0, finer.high if finer.high is not None else infinite
    return low >= (coarser.low or 0) and high <= (coarser.high if coarser.high is not None else infinite)


def bounds(figure: Figure) -> JSON:
    """A figure as a value: a number, or its bounds."""
    if figure.low == figure.high:
        return number(figure.low)
    return {"low": number(figure.low), "high": number(figure.high)}


def _denials(harms: Sequence[Record], told: Sequence[Record], spoken: Mapping[str, Voice]) -> Iterator[Difference]:
    """Yield denials with the claims that they speak against: those that lay the deed to nobody else."""
    seen: set[tuple[str, str, str, str]] = set()
    for denial in harms:
        if denial.get("stance") != "denies":
            continue
        part = text_at(denial, "denied_part") or "act"
        kind = "corrects" if part == "figure" else "denies"
        cleared, counts = read_actors(denial), counts_of(denial)
        for claim in told:
            accused = read_actors(claim)
            if part == "figure" and counts and not counts & counts_of(claim):
                continue
            if cleared and accused and cleared.parts and accused.parts and not cleared.parts & accused.parts:
                continue
            ids = (text_at(denial, "id") or "", text_at(claim, "id") or "")
            keys = {(kind, part, ids[0], spoken[ids[1]].key), (kind, part, spoken[ids[0]].key, ids[1])}
            if not keys <= seen:
                seen |= keys
                yield Difference(kind, part, CONTRADICTS, ids, ("denied", "asserted"))


def counts_of(claim: Record) -> set[tuple[str | None, float | None]]:
    """What a claim counts and how many at least."""
    listed = records_at(record_at(claim, "event"), "quantities")
    return {(text_at(quantity, "measure"), number_at(quantity, "low")) for quantity in listed}


def _rivals(claims: Sequence[Record]) -> Iterator[Difference]:
    """Yield denials with the other cause that their speaker gives: "the building had instead been mined"."""
    quotes = {text_at(claim, "id"): text_at(claim, "evidence", "text") or "" for claim in claims}
    for claim in claims:
        rival = text_at(claim, "alternative")
        if rival in quotes and rival is not None:
            ids = (text_at(claim, "id") or "", rival)
            yield Difference("other cause", "event", CONTRADICTS, ids, (quotes[ids[0]], quotes[rival]))


def _withdrawals(figures: Sequence[Figure]) -> Iterator[Difference]:
    """Yield what a page says now with what it takes back."""
    for old in figures:
        if old.left_out == TAKEN_BACK:
            for new in figures:
                if new.document == old.document and new.measure == old.measure and new.is_position:
                    yield Difference(
                        "retracts", old.measure, RETRACTS, (new.claim, old.claim), (bounds(new), bounds(old))
                    )
