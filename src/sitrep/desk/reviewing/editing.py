"""Changing a claim field by field: what may be changed, what a filled-in form comes to, which edits that makes."""

import json
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sitrep.desk.reviewing.inputs import Sent, Where, read_input
from sitrep.model.fields import Record
from sitrep.model.identity import JSON
from sitrep.model.paths import MissingError, cells, children, value_at, with_value
from sitrep.views.records import geo_convention

# What makes a place another one; what only a gazetteer knows of it.
POINT, NUMBER, DIVISION = ("name", "lat", "lon"), "geonames_id", ("admin1", "admin1_code")


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to fill in: its key in what it belongs to, its label, its kind, the words to choose from.

    Kinds are `span`, `text`, `number`, `day`, `choice` and `flag`.
    """

    key: str
    label: str
    kind: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim line with inputs of one shape.

    `leaves` are values beside others, `object` is one that may be missing, `whole` one that is judged as a whole,
    `list` any number of things, each called `one`. `new` is an empty one.
    """

    path: str
    shape: str
    inputs: tuple[Input, ...]
    one: str
    new: Mapping[str, JSON]

    def below(self, key: str) -> str:
        """The dotted path of a key of this part."""
        return f"{self.path}.{key}" if self.path else key


@dataclass(frozen=True, slots=True)
class Editable:
    """A field as people know it, under the name that error rates have it by, and its parts."""

    field: str
    label: str
    parts: tuple[Part, ...]


@cache
def load_editables() -> tuple[Editable, ...]:
    """What may be changed, in the order of a card."""
    raw = _raw()
    return tuple(
        Editable(field["field"], field["label"], tuple(_part(part, raw["choices"]) for part in field["parts"]))
        for field in raw["fields"]
    )


def _part(row: dict[str, Any], choices: Mapping[str, list[str]]) -> Part:
    inputs = tuple(Input(key, label, kind, tuple(choices.get(of, ()))) for key, label, kind, of in row["inputs"])
    return Part(row["path"], row["shape"], inputs, row.get("one", ""), row.get("new", {}))


@cache
def load_reasons() -> tuple[str, ...]:
    """The reasons for an edit that can be chosen."""
    return tuple(_raw()["reasons"])


def _raw() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (files("sitrep.desk.reviewing") / "data" / "editing.json").read_text(encoding="utf-8")
    )
    return found


def editable(field: str) -> Editable:
    """A field by its name. Raises LookupError where there is none of it."""
    for found in load_editables():
        if found.field == field:
            return found
    known = ", ".join(found.field for found in load_editables())
    raise LookupError(f"a claim has no field {field}; there are {known}")


def rows_of(field: Editable, line: Record) -> list[dict[str, JSON]]:
    """The inputs of a field as a form shows them, those of one thing together; the last of a list is an empty one."""
    return [row for part in field.parts for row in _rows(part, line)]


def _rows(part: Part, line: Record) -> Iterator[dict[str, JSON]]:
    held = _at(line, part.path)
    if part.shape != "list":
        yield _row(part, part.path, "", held if isinstance(held, dict) else None)
        return
    items = held if isinstance(held, list) else []
    for number, item in enumerate(items):
        yield _row(part, part.below(str(number)), f"{part.one} {number + 1}", item if isinstance(item, dict) else None)
    yield _row(part, part.below("+"), f"another {part.one}" if items else f"add: {part.one}", None)


def _row(part: Part, path: str, title: str, known: Mapping[str, JSON] | None) -> dict[str, JSON]:
    held = part.new if known is None else known
    is_item = part.shape == "list"
    return {
        "path": path,
        "title": title,
        "is_new": path.endswith("+"),
        "may_go": (is_item and not path.endswith("+")) or (part.shape in ("object", "whole") and known is not None),
        "inputs": [
            {
                "name": f"{path}.{given.key}" if path else given.key,
                "label": given.label,
                "kind": given.kind,
                "choices": [*given.choices],
                "value": held.get(given.key),
            }
            for given in part.inputs
        ],
    }


def _at(line: Record, path: str) -> JSON:
    try:
        return value_at(line, path) if path else dict(line)
    except MissingError:
        return None


def filled_in(field: Editable, shown: Record, form: Mapping[str, str], where: Where) -> dict[str, JSON]:
    """The line that a filled-in form makes of the one shown; what the form does not name stays as it is.

    Raises InputError for an input that cannot be read.
    """
    line: dict[str, JSON] = deepcopy(dict(shown))
    for part in field.parts:
        old = _at(line, part.path)
        new = _filled_list(part, old, form, where) if part.shape == "list" else _filled(part, old, form, where)
        if new != old:
            line = with_value(line, part.path, new) if part.path else {**line, **children(new)}
    return line


def _filled(part: Part, old: JSON, form: Mapping[str, str], where: Where) -> JSON:
    if f"gone:{part.path}" in form:
        return None
    held: dict[str, JSON] = dict(old) if isinstance(old, dict) else dict(part.new)
    changed = _with_inputs(part, part.path, held, form, where)
    if changed == held:
        return old
    return _moved(part, held, changed) if part.shape == "whole" else changed


def _moved(part: Part, held: Mapping[str, JSON], changed: dict[str, JSON]) -> JSON:
    """A place that a person gave, without what the gazetteer knew of the one before it."""
    if all(changed[key] == held[key] for key in POINT):
        return changed
    keep = {given.key for given in part.inputs}
    # A place that was looked up brings its own number, and its division is that of the form.
    if changed[NUMBER] == held[NUMBER]:
        keep -= {NUMBER, *DIVISION}
    precision = changed.get("precision")
    convention = geo_convention(precision if isinstance(precision, str) else None)
    emptied = {key: value for key, value in part.new.items() if key not in keep}
    return {**changed, **emptied, "geo_convention": convention}


def _filled_list(part: Part, old: JSON, form: Mapping[str, str], where: Where) -> JSON:
    items = old if isinstance(old, list) else []
    kept: list[JSON] = [
        _with_inputs(part, part.below(str(number)), item, form, where) if isinstance(item, dict) else item
        for number, item in enumerate(items)
        if f"gone:{part.below(str(number))}" not in form
    ]
    added = _with_inputs(part, part.below("+"), dict(part.new), form, where)
    if added == {**part.new}:
        return kept
    span = added.get("span")
    if added.get("name", "") is None and isinstance(span, dict) and part.path != "event.equipment":
        added["name"] = span["text"]
    return [*kept, added]


def _with_inputs(
    part: Part, path: str, held: Mapping[str, JSON], form: Mapping[str, str], where: Where
) -> dict[str, JSON]:
    changed = dict(held)
    for given in part.inputs:
        name = f"{path}.{given.key}" if path else given.key
        if name in form:
            sent = Sent(name, given.kind, given.choices, form[name], form.get(f"at:{name}", ""))
            changed[given.key] = read_input(sent, held.get(given.key), where)
    return changed


def edits_of(
    field: Editable, as_read: Record, shown: Record, new: Record, whole: Collection[str] = ()
) -> list[tuple[str, JSON]]:
    """The edits that make the line shown the new one: dotted paths of the line as read, and what they shall hold.

    A part is edited as a whole where things were added to it or taken away; `whole` are the paths that were before.
    """
    return [edit for part in field.parts for edit in _edits(part, as_read, shown, new, whole)]


def _edits(
    part: Part, as_read: Record, shown: Record, new: Record, whole: Collection[str]
) -> Iterator[tuple[str, JSON]]:
    if part.shape == "leaves":
        for given in part.inputs:
            path = part.below(given.key)
            if _at(new, path) != _at(shown, path):
                yield path, _at(new, path)
        return
    before, after = _at(shown, part.path), _at(new, part.path)
    if before == after:
        return
    read = _at(as_read, part.path)
    if part.shape == "whole" or part.path in whole or not _alike(read, before) or not _alike(read, after):
        yield part.path, after
        return
    for path in _changed(part, before, after):
        yield path, _at(new, path)


def _alike(one: JSON, other: JSON) -> bool:
    """Whether two values hold things under the same names or numbers."""
    return type(one) is type(other) and children(one).keys() == children(other).keys()


def _changed(part: Part, before: JSON, after: JSON) -> Iterator[str]:
    """Yield the paths of the inputs that differ; a span is one value."""
    bases = [part.below(number) for number in children(after)] if part.shape == "list" else [part.path]
    holder: Record = _nested(part.path, before)
    other: Record = _nested(part.path, after)
    for base in bases:
        for given in part.inputs:
            path = f"{base}.{given.key}"
            if dict(cells(_at(holder, path))) != dict(cells(_at(other, path))):
                yield path


def _nested(path: str, value: JSON) -> dict[str, JSON]:
    for key in reversed(path.split(".")):
        value = {key: value}
    return value if isinstance(value, dict) else {}
