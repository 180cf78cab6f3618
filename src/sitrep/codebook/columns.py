"""The fields of a code book, read from its nodes: where each is from, its type, its map."""

import datetime as dt
import re

from sitrep.codebook.conditions import NUMBERS, condition_of, known_at
from sitrep.codebook.nodes import Mapping, Node, Place, Scalar, Sequence
from sitrep.codebook.paths import Known, Vocabulary
from sitrep.codebook.records import Field, Literal, Taken, Value
from sitrep.codebook.shapes import FLAGS, NUMBER, Problems, called, mapping_of, meant, shown, tell, text_of, value_of

KEYS = ("name", "label", "type", "from", "map", "default")
TYPES = ("text", "integer", "number", "flag", "date")
# The columns that every coded row has.
OWN = (
    "id", "document_id", "published", "code", "label", "by", "actor_codes", "recipient_codes", "book", "profile",
    "withheld",
)  # fmt: skip
NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")
JSON_TYPES = {"integer": NUMBERS, "number": NUMBERS, "flag": {"boolean"}, "date": {"string"}}


def field_of(node: Node, vocabulary: Vocabulary, problems: Problems) -> Field | None:
    """One field, or None where it is wrong."""
    held = mapping_of(node, "a field", KEYS, ("name", "from"), problems)
    if held is None:
        return None
    name = _name(held.pairs["name"], problems)
    kind = text_of(held.pairs.get("type"), "type:", problems) or "text"
    if kind not in TYPES:
        tell(problems, held.pairs["type"].at, f"there is no type {shown(kind)}", meant(kind, TYPES))
        return None
    parts = _parts(held.pairs["from"], vocabulary, problems)
    mapped = _mapped(held.pairs.get("map"), kind, parts, vocabulary, problems)
    default = held.pairs.get("default")
    put = cell_of(default, kind, problems) if default is not None else None
    if not mapped:
        _fits(kind, held.pairs["from"].at, parts, vocabulary, problems)
    label = text_of(held.pairs.get("label"), "label:", problems) or name or ""
    return None if name is None else Field(name, label, kind, parts, mapped, put)


def _name(node: Node, problems: Problems) -> str | None:
    """The name of a column."""
    name = text_of(node, "name:", problems)
    if name is not None and not NAME.fullmatch(name):
        tell(problems, node.at, f"{shown(name)} is no name of a column", "write letters, digits and _, a letter first")
        return None
    if name in OWN:
        tell(problems, node.at, f"every row has a column {name} already", "give the field another name")
        return None
    return name


def _parts(node: Node, vocabulary: Vocabulary, problems: Problems) -> tuple[Taken | Literal, ...]:
    """Where a field is from: one part, or the list of its parts."""
    nodes = node.items if isinstance(node, Sequence) else [node]
    if not nodes:
        tell(problems, node.at, "from: is an empty list", "write a path")
    return tuple(part for item in nodes if (part := _part(item, vocabulary, problems)) is not None)


def _part(node: Node, vocabulary: Vocabulary, problems: Problems) -> Taken | Literal | None:
    """A path, a text, or a path within some of several records."""
    if isinstance(node, Scalar):
        known = _leaf(node, vocabulary, problems)
        return Taken(tuple(node.text.split("."))) if known is not None else None
    if isinstance(node, Mapping) and set(node.pairs) == {"text"}:
        text = node.pairs["text"]
        if isinstance(text, Scalar):
            return Literal(text.text)
        tell(problems, text.at, f"text: is {called(text)}", "write one text")
        return None
    held = mapping_of(node, "a part", ("in", "where", "take"), ("in", "take"), problems)
    return None if held is None else _within(held, vocabulary, problems)


def _within(held: Mapping, vocabulary: Vocabulary, problems: Problems) -> Taken | None:
    """`in`, `where` and `take`."""
    holder, take = held.pairs["in"], held.pairs["take"]
    within = text_of(holder, "in:", problems)
    known = None if within is None else known_at(within, holder.at, vocabulary, problems)
    if within is None or known is None:
        return None
    if known.is_leaf:
        tell(problems, holder.at, f"under {within} stand values, not records", "write the path itself after from:")
        return None
    inner = vocabulary.under(tuple(within.split(".")))
    if not isinstance(take, Scalar):
        tell(problems, take.at, f"take: is {called(take)}", f"write the path of one field under {within}")
        return None
    leaf, where = _leaf(take, inner, problems), held.pairs.get("where")
    condition = condition_of(where, inner, problems) if where is not None else None
    if leaf is None or (where is not None and condition is None):
        return None
    return Taken(tuple(take.text.split(".")), tuple(within.split(".")), condition)


def _leaf(node: Scalar, vocabulary: Vocabulary, problems: Problems) -> Known | None:
    """What stands under a path that values must stand under."""
    known = known_at(node.text, node.at, vocabulary, problems)
    if known is not None and not known.is_leaf:
        inner = [
            ".".join((node.text, *path))
            for path, one in vocabulary.under(tuple(node.text.split("."))).known.items()
            if one.is_leaf
        ]
        tell(problems, node.at, f"under {node.text} stand records, not values", f"take a field: {', '.join(inner[:3])}")
        return None
    return known


def _mapped(
    node: Node | None, kind: str, parts: tuple[Taken | Literal, ...], vocabulary: Vocabulary, problems: Problems
) -> tuple[tuple[str, Value], ...]:
    """The pairs of a map; keys are checked against the codes of the one path that they are from."""
    if node is None:
        return ()
    if not isinstance(node, Mapping) or not node.pairs:
        tell(problems, node.at, f"map: is {called(node)}", "write a value, a colon and what it becomes, one a line")
        return ()
    known = known_of(parts[0], vocabulary) if len(parts) == 1 else None
    for key, at in node.places.items():
        if known is not None and known.codes:
            value_of(Scalar(at, key, plain=False), "map:", known, problems)
    return tuple((key, cell_of(value, kind, problems)) for key, value in node.pairs.items())


def known_of(part: Taken | Literal, vocabulary: Vocabulary) -> Known | None:
    """What stands under the path of a part."""
    return vocabulary.at((*part.within, *part.take)) if isinstance(part, Taken) else None


def cell_of(node: Node, kind: str, problems: Problems) -> Value:
    """A value of a field's type; None where it is wrong, which is told."""
    if not isinstance(node, Scalar):
        tell(problems, node.at, f"a value is {called(node)}", "write a single value")
        return None
    value = None if node.is_null else typed(FLAGS.get(node.text, node.text), kind)
    if value is None and not node.is_null:
        tell(
            problems,
            node.at,
            f"{shown(node.text)} is no {kind}",
            f"write one, or change the field's type: {', '.join(TYPES)}",
        )
    return value


def _fits(kind: str, at: Place, parts: tuple[Taken | Literal, ...], vocabulary: Vocabulary, problems: Problems) -> None:
    """Tell of a part that can never be of a field's type."""
    if kind == "text":
        return
    if len(parts) > 1:
        tell(problems, at, f"a field of several parts is text, not {kind}", "leave type: out, or take one part")
    for part in parts:
        known = known_of(part, vocabulary)
        if known is None or not known.types & JSON_TYPES[kind]:
            name = ".".join((*part.within, *part.take)) if isinstance(part, Taken) else "a text"
            tell(problems, at, f"{name} is never a {kind}", "leave type: out, or add a map: to values of that type")


def typed(value: object, kind: str) -> Value:
    """A value as a field's type has it, or None where it is none of it.

    >>> typed("2015-12-20", "date"), typed(3.0, "integer"), typed("many", "number")
    ('2015-12-20', 3, None)
    """
    if kind == "text":
        return _as_text(value)
    if kind == "flag":
        return value if isinstance(value, bool) else None
    if kind == "date":
        return _day(value)
    number = _number(value)
    if number is None or (kind == "integer" and not number.is_integer()):
        return None
    return int(number) if kind == "integer" else number


def _number(value: object) -> float | None:
    """A number, or a text that is one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    return float(value) if not isinstance(value, str) or NUMBER.fullmatch(value) else None


def _day(value: object) -> str | None:
    """The day that a text begins with, where there is such a day."""
    try:
        return dt.date.fromisoformat(value[:10]).isoformat() if isinstance(value, str) else None
    except ValueError:
        return None


def _as_text(value: object) -> str | None:
    """A single value as text: true and false as these words, whole numbers without a point."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    return str(value) if isinstance(value, int | str) else None
