"""Dotted paths into JSON records: `event.quantities.0.best` is the best figure of an event's first quantity."""

from collections.abc import Iterator

from sitrep.model.fields import Record
from sitrep.model.identity import JSON


class MissingError(LookupError):
    """A path that leads nowhere; `fields` are the names that stand where it breaks off."""

    def __init__(self, path: str, fields: tuple[str, ...]) -> None:
        super().__init__(path)
        self.fields = fields


def children(value: JSON) -> dict[str, JSON]:
    """What a value holds, by name or number; nothing for a leaf."""
    if isinstance(value, dict):
        return value
    return {str(index): item for index, item in enumerate(value)} if isinstance(value, list) else {}


def value_at(record: Record, path: str) -> JSON:
    """The value under a path. Raises MissingError.

    >>> value_at({"event": {"places": [{"name": "Homs"}]}}, "event.places.0.name")
    'Homs'
    """
    value: JSON = dict(record)
    for key in path.split("."):
        held = children(value)
        if key not in held:
            raise MissingError(path, tuple(held))
        value = held[key]
    return value


def with_value(record: Record, path: str, new: JSON) -> dict[str, JSON]:
    """The record with another value under a path that it has; the record itself stays as it is.

    >>> with_value({"event": {"best": 6}, "id": "c"}, "event.best", 7)
    {'event': {'best': 7}, 'id': 'c'}
    """
    value_at(record, path)
    changed = _with(dict(record), path.split("."), new)
    return changed if isinstance(changed, dict) else {}


def _with(value: JSON, keys: list[str], new: JSON) -> JSON:
    if not keys:
        return new
    if isinstance(value, list):
        return [_with(item, keys[1:], new) if str(index) == keys[0] else item for index, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: _with(item, keys[1:], new) if key == keys[0] else item for key, item in value.items()}
    return value


def cells(value: JSON, path: str = "") -> Iterator[tuple[str, JSON]]:
    """Yield every leaf of a value with its path; an empty list or object is a leaf.

    >>> dict(cells({"id": "c", "sources": [], "event": {"places": [{"name": "Homs"}]}}))
    {'id': 'c', 'sources': [], 'event.places.0.name': 'Homs'}
    """
    held = children(value)
    if not held:
        yield path, value
    for key, item in held.items():
        yield from cells(item, f"{path}.{key}" if path else key)
