"""Whether a record fulfils a condition, and what stands under a path of it."""

import re
from functools import cache

from sitrep.codebook.records import All, Any, Condition, Not, OneOf, Some, Tells, Value, Within
from sitrep.model.fields import Record
from sitrep.model.identity import JSON


def found_at(record: JSON, path: tuple[str, ...]) -> list[JSON]:
    """Everything under a path, through every list on the way; nothing for null.

    >>> found_at({"actors": [{"roles": ["MIL"]}, {"roles": ["GOV", "COP"]}]}, ("actors", "roles"))
    ['MIL', 'GOV', 'COP']
    """
    if isinstance(record, list):
        return [found for item in record for found in found_at(item, path)]
    if not path:
        return [] if record is None else [record]
    return found_at(record.get(path[0]), path[1:]) if isinstance(record, dict) else []


def holds(condition: Condition, record: Record) -> bool:
    """Whether a condition holds of a record."""
    match condition:
        case All(parts):
            return all(holds(part, record) for part in parts)
        case Any(parts):
            return any(holds(part, record) for part in parts)
        case Not(part):
            return not holds(part, record)
    found = found_at(dict(record), condition.path)
    if not found and isinstance(condition, OneOf):
        return None in condition.values
    return any(_fits(value, condition) for value in found)


def _fits(value: JSON, condition: OneOf | Within | Tells | Some) -> bool:
    """Whether one value under the path of a condition is what it asks for."""
    match condition:
        case OneOf(_, values):
            return any(_same(value, other) for other in values)
        case Within(_, low, high):
            return _within(value, low, high)
        case Tells(_, words):
            return isinstance(value, str) and has_word(value, words)
        case Some(_, inner):
            return isinstance(value, dict) and holds(inner, value)


def _same(value: JSON, other: Value) -> bool:
    """Whether a value is the one that was asked for; true is not 1."""
    return value == other and isinstance(value, bool) == isinstance(other, bool)


def _within(value: JSON, low: float | None, high: float | None) -> bool:
    """Whether a value is a number within bounds, both included."""
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return (low is None or value >= low) and (high is None or value <= high)


def has_word(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text has one of some words or phrases, whole, in whatever case.

    >>> has_word("Gunmen burned ballot boxes.", ("ballot box", "ballot boxes"))
    True
    """
    return _pattern(words).search(text) is not None


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of some phrases; space stands for any white space."""
    phrases = (r"\s+".join(re.escape(part) for part in word.split()) for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)
