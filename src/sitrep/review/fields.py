"""The fields of a claim in the words that people use: which parts of a line each takes in, and what it says there."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitrep.model.fields import Record
from sitrep.model.identity import JSON, canonical
from sitrep.model.paths import MissingError, value_at

TOLD = "told"
# What a part of a line holds when it says nothing. False is a word, and so is 0.
NOTHING_SAID: tuple[JSON, ...] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in data, its label for people, the beginning of a sentence on it, its paths in a line."""

    name: str
    label: str
    says: str
    paths: tuple[str, ...]

    def covers(self, path: str) -> bool:
        """Whether a dotted path lies in this field, or takes it in: `event` takes in all that it holds."""
        return any(_within(path, own) or _within(own, path) for own in self.paths)

    def said_in(self, line: Record) -> dict[str, str]:
        """What a line says here, as JSON text by path, without what it leaves empty."""
        found = {path: _value(line, path) for path in self.paths}
        return {path: canonical(value) for path, value in found.items() if value not in NOTHING_SAID}


def _within(path: str, other: str) -> bool:
    return path == other or path.startswith(f"{other}.")


def _value(line: Record, path: str) -> JSON:
    try:
        return value_at(line, path)
    except MissingError:
        return None


@cache
def load_fields() -> tuple[Field, ...]:
    """All fields in the order in which they are printed; the first is whether the claim is told at all."""
    raw = json.loads((files("sitrep.review") / "data" / "fields.json").read_text(encoding="utf-8"))
    return tuple(Field(row["field"], row["label"], row["says"], tuple(row["paths"])) for row in raw["fields"])


def fields_of(path: str) -> tuple[str, ...]:
    """The fields that a dotted path speaks of; none for what is no reading, such as `issues`.

    >>> fields_of("event.recipients.0.name"), fields_of("issues")
    (('recipient',), ())
    """
    return tuple(field.name for field in load_fields() if field.covers(path))
