"""Whether two tellings can be of one deed: nothing that the one says contradicts the other."""

from sitrep.model.annotations import Event, Quantity
from sitrep.read.happenings.likeness import PAIR, is_one_party, shares

# Types of deeds that are done to somebody once: whoever was shot, held or sentenced was so in one deed.
DEEDS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
KINDS = frozenset({"casualties", "recovery", "displacement"})


def agree(one: Event, other: Event) -> bool:
    """Whether two tellings can be of one deed: of its kind and standing, and nothing said that contradicts."""
    if one.type not in DEEDS and one.kind not in KINDS:
        return False
    if (one.status, one.negated) != (other.status, other.negated) or not is_one_past(one, other):
        return False
    if None not in (one.mode, other.mode) and one.mode != other.mode:
        return False
    doers = not one.actors or not other.actors or shares(one.actors, other.actors, is_one_party)
    return doers and is_one_day(one, other) and is_one_count(one, other)


def is_one_past(one: Event, other: Event) -> bool:
    """Whether both tellings are of one time of telling, or the second is history only by its tense: "had been shot"."""
    return one.historical == other.historical or (other.historical and other.time is None and not other.places)


def is_one_count(one: Event, other: Event) -> bool:
    """Whether the figures of two tellings can be of one count: "more than 60", "62"."""
    whole = {q.measure: q for q in reversed(one.quantities) if q.part_of is None}
    counts = [(whole[q.measure], q) for q in other.quantities if q.part_of is None and q.measure in whole]
    return all(is_one_figure(a, b) for a, b in counts)


def is_one_figure(one: Quantity, other: Quantity) -> bool:
    """Whether a figure is another, or lies within its bounds; two bounds must be the same."""
    if None not in (one.best, other.best) and one.comparator == other.comparator:
        return one.best == other.best
    if one.best is None and other.best is None:
        return (one.low, one.high) == (other.low, other.high)
    low = max(n for n in (one.low, other.low, 0) if n is not None)
    highs = [n for n in (one.high, other.high) if n is not None]
    return not highs or low <= min(highs)


def is_one_day(one: Event, other: Event) -> bool:
    """Whether the times of two tellings can be one: one has none, or only an hour, or is within the other."""
    days = [t.value for t in (one.time, other.time) if t is not None and t.type.value == "DATE" and t.value]
    return len(days) < PAIR or days[0].startswith(days[1]) or days[1].startswith(days[0])


def is_one_place(one: Event, other: Event) -> bool:
    """Whether two tellings name no different places."""
    names = [{p.place.name for p in event.places} for event in (one, other)]
    return not all(names) or bool(names[0] & names[1])


def is_same_harm(one: Event, other: Event) -> bool:
    """Whether two tellings have the same word, or count the same people as killed or as wounded."""
    figures = [{(q.measure, q.best) for q in e.quantities if q.best is not None} for e in (one, other)]
    counted = any(measure in ("killed", "injured") for measure, _ in figures[0] & figures[1])
    return counted or (one.row == other.row and bool(one.recipients))
