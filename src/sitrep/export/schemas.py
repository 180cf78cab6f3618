"""The published JSON Schemas of what sitrep prints, each whole in itself."""

import json
from importlib.resources import files

from sitrep.model.errors import UsageError
from sitrep.model.fields import Record
from sitrep.model.identity import JSON

NAMES = (
    "claim", "layers", "incident", "capture", "run", "judgement", "relation", "tombstone", "queued", "rates", "visit",
)  # fmt: skip

HEAD = ("$schema", "title")
REFERENCE = "#/$defs/"


def _read(name: str) -> dict[str, JSON]:
    """One file of the schemas folder."""
    raw: dict[str, JSON] = json.loads((files("sitrep.export") / "schemas" / f"{name}.json").read_text(encoding="utf-8"))
    return raw


def _definitions() -> dict[str, JSON]:
    """All definitions that a schema may refer to; the claim is one of them."""
    shared = _read("definitions")["$defs"]
    claim = {key: value for key, value in _read("claim").items() if key not in HEAD}
    return {**(shared if isinstance(shared, dict) else {}), "claim": claim}


def _references(value: JSON) -> set[str]:
    """The names of all definitions that a schema refers to."""
    if isinstance(value, list):
        return {name for item in value for name in _references(item)}
    if not isinstance(value, dict):
        return set()
    own = value.get("$ref")
    named = {own.removeprefix(REFERENCE)} if isinstance(own, str) else set()
    return named | {name for item in value.values() for name in _references(item)}


def _used(schema: JSON, definitions: Record) -> dict[str, JSON]:
    """The definitions that a schema needs, those that they need among them."""
    found: dict[str, JSON] = {}
    waiting = _references(schema)
    while waiting:
        name = waiting.pop()
        found[name] = definitions[name]
        waiting |= _references(definitions[name]) - found.keys()
    return dict(sorted(found.items()))


def load_schema(name: str) -> dict[str, JSON]:
    """The JSON Schema (draft 2020-12) of a record, with every definition it refers to.

    Raises UsageError for a record that has none.
    """
    if name not in NAMES:
        raise UsageError(f"there is no schema {name!r}; there are {', '.join(NAMES)}")
    schema = _read(name)
    return {**schema, "$defs": _used(schema, _definitions())}
