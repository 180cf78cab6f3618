"""Typed access to the fields of a JSON record: what a line says, or the empty value of its kind."""

from collections.abc import Mapping

from sitrep.model.identity import JSON

Record = Mapping[str, JSON]

NOTHING: Record = {}


def record_at(record: Record, *path: str) -> Record:
    """The record under a path of keys; an empty one where any of them is missing or null."""
    for key in path:
        value = record.get(key)
        if not isinstance(value, dict):
            return NOTHING
        record = value
    return record


def records_at(record: Record, key: str) -> list[Record]:
    """The records in a list."""
    value = record.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def texts_at(record: Record, key: str) -> list[str]:
    """The strings in a list."""
    value = record.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def text_at(record: Record, *path: str) -> str | None:
    """The string under a path of keys, or None."""
    value = record_at(record, *path[:-1]).get(path[-1])
    return value if isinstance(value, str) else None


def number_at(record: Record, *path: str) -> float | None:
    """The number under a path of keys, or None."""
    value = record_at(record, *path[:-1]).get(path[-1])
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def flag_at(record: Record, key: str) -> bool:
    """Whether a field is true."""
    return record.get(key) is True
