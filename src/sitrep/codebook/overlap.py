"""Whether one condition takes all that another does, as far as their form shows it: never wrongly yes."""

from collections.abc import Sequence
from functools import lru_cache

from sitrep.codebook.paths import Vocabulary
from sitrep.codebook.records import All, Any, Condition, Not, OneOf, Some, Tells, Value, Within


def implies(later: Condition, earlier: Condition) -> bool:
    """Whether every record that fulfils the later condition surely fulfils the earlier one too."""
    if isinstance(later, All) or _splits(later) or isinstance(earlier, All | Any):
        return later == earlier or _parts_imply(later, earlier)
    return later == earlier or _leaf_implies(later, earlier)


@lru_cache(maxsize=200_000)
def _parts_imply(later: Condition, earlier: Condition) -> bool:
    """The same of two conditions of which one may be made of parts; kept, as parts meet again and again."""
    if isinstance(earlier, All):
        return all(implies(later, part) for part in earlier.parts)
    match later:
        case Any(parts):
            return all(implies(part, earlier) for part in parts)
        case OneOf(path, values) if len(values) > 1:
            return all(implies(OneOf(path, (value,)), earlier) for value in values)
    ways = earlier.parts if isinstance(earlier, Any) else ()
    held = later.parts if isinstance(later, All) else ()
    if any(implies(later, part) for part in ways) or any(implies(part, earlier) for part in held):
        return True
    return _leaf_implies(later, earlier)


def taken_by(later: Condition, earlier: Sequence[Condition]) -> bool:
    """Whether every record that fulfils the later condition surely fulfils one of the earlier ones."""
    if any(implies(later, one) for one in earlier):
        return True
    match later:
        case Any(parts):
            return all(taken_by(part, earlier) for part in parts)
        case OneOf(path, values) if len(values) > 1:
            return all(taken_by(OneOf(path, (value,)), earlier) for value in values)
        case All(parts):
            return any(taken_by(part, earlier) for part in parts if _splits(part))
    return False


def _splits(condition: Condition) -> bool:
    """Whether a condition holds in one of several ways, each of which may be taken by another."""
    return isinstance(condition, Any) or (isinstance(condition, OneOf) and len(condition.values) > 1)


def _leaf_implies(later: Condition, earlier: Condition) -> bool:
    """The same of two conditions of which neither is made of parts."""
    match later, earlier:
        case OneOf(path, values), OneOf(other, others):
            return path == other and set(values) <= set(others)
        case Within(path, low, high), Within(other, least, most):
            above = least is None or (low is not None and low >= least)
            below = most is None or (high is not None and high <= most)
            return path == other and above and below
        case Tells(path, words), Tells(other, others):
            return path == other and set(words) <= set(others)
        case Some(path, inner), Some(other, outer):
            return path == other and implies(inner, outer)
        case Not(inner), Not(outer):
            return implies(outer, inner)
    return False


def contradicts_itself(condition: Condition, vocabulary: Vocabulary) -> str | None:
    """The path that a condition needs to have two values at once, though it has one; None where there is no such."""
    if isinstance(condition, Some):
        return contradicts_itself(condition.holds, vocabulary.under(condition.path))
    if not isinstance(condition, All):
        return None
    needed: dict[tuple[str, ...], set[Value]] = {}
    for part in _flat(condition):
        known = vocabulary.at(part.path) if isinstance(part, OneOf) else None
        if isinstance(part, OneOf) and known is not None and not known.many:
            values = set(part.values)
            needed[part.path] = needed.get(part.path, values) & values
    clash = next((".".join(path) for path, values in needed.items() if not values), None)
    return clash or next((found for part in condition.parts if (found := contradicts_itself(part, vocabulary))), None)


def _flat(condition: All) -> list[Condition]:
    """The parts of a condition and of those of its parts that must hold together with it."""
    return [one for part in condition.parts for one in (_flat(part) if isinstance(part, All) else [part])]
