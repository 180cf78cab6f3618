"""What is withheld from a bundle for a partner: who reviewed, and what our own files are called."""

from collections.abc import Collection

from sitrep.model.fields import Record
from sitrep.model.identity import JSON

REVIEWER = "[reviewer, name withheld]"
FILE = "[file name withheld]"
BY, WHY, NAMED = "by", "why", "external_id"
# How the account of a figure begins that people decided on: their name and reason come after it.
DECIDED, DECIDED_BARE = "decided by ", "decided by a person"


def for_partner(value: JSON, files: Collection[str]) -> JSON:
    """A value of an incident's or claim's line without reviewers' names and reasons, and without names of `files`.

    >>> for_partner({"judged": [{"by": "Ada", "field": "kind"}]}, ())
    {'judged': [{'by': '[reviewer, name withheld]', 'field': 'kind'}]}
    """
    if isinstance(value, list):
        return [for_partner(item, files) for item in value]
    if isinstance(value, str):
        return DECIDED_BARE if value.startswith(DECIDED) else value
    if not isinstance(value, dict):
        return value
    return {key: _shown(key, item, value, files) for key, item in value.items()}


def _shown(key: str, item: JSON, holder: dict[str, JSON], files: Collection[str]) -> JSON:
    """What a partner sees of one field; a page that goes by its file's name goes by its id."""
    if key == BY and isinstance(item, str):
        return REVIEWER
    if key == WHY and isinstance(item, str):
        return None
    if key == NAMED and item in files:
        return holder.get("id")
    if isinstance(item, str) and any(name in item for name in files):
        return FILE
    return for_partner(item, files)


def line_for_partner(line: Record, files: Collection[str]) -> dict[str, JSON]:
    """A line for a partner; its `withheld` says how many values are, for then it is not its record any more."""
    found = {key: _shown(key, item, dict(line), files) for key, item in line.items()}
    lost = _different(dict(line), dict(found))
    return {**found, "withheld": {"fields": lost}} if lost else found


def _different(one: JSON, other: JSON) -> int:
    """How many values of two records that have the same fields differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        return sum(_different(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return sum(_different(*pair) for pair in zip(one, other, strict=True))
    return int(one != other)
