"""Conditions of a code book, read from its nodes: paths with values, and any, all, not.

A mapping holds where all its keys do. A key is `all`, `any` (lists of conditions), `not` (one), or a path; the value of
a path is a value, a list of values of which one must stand there, bounds (`at_least`, `at_most`), `words`, or, where
records stand under the path, the conditions that one of these must fulfil.
"""

from sitrep.codebook.nodes import Mapping, Node, Place, Scalar, Sequence
from sitrep.codebook.paths import Known, Vocabulary
from sitrep.codebook.records import All, Any, Condition, Not, OneOf, Some, Tells, Within
from sitrep.codebook.shapes import Problems, called, number_of, shown, tell, texts_of, value_of

BOUNDS = ("at_least", "at_most")
NUMBERS = frozenset({"integer", "number"})


def condition_of(node: Node, vocabulary: Vocabulary, problems: Problems) -> Condition | None:
    """The condition that a node says, or None where anything in it is wrong; each wrong thing is told."""
    if isinstance(node, Sequence):
        tell(problems, node.at, "a condition is a list", "write all: or any: before the list")
        return None
    if not isinstance(node, Mapping) or not node.pairs:
        what = "empty" if isinstance(node, Mapping) else called(node)
        tell(problems, node.at, f"a condition is {what}", "write a path and its value, or any:, all:, not:")
        return None
    parts = [_part(key, node.places[key], value, vocabulary, problems) for key, value in node.pairs.items()]
    whole = [part for part in parts if part is not None]
    if len(whole) < len(parts):
        return None
    return whole[0] if len(whole) == 1 else All(tuple(whole))


def _part(key: str, at: Place, value: Node, vocabulary: Vocabulary, problems: Problems) -> Condition | None:
    """One key of a condition with its value."""
    if key in ("all", "any"):
        return _several(key, value, vocabulary, problems)
    if key == "not":
        inner = condition_of(value, vocabulary, problems)
        return None if inner is None else Not(inner)
    path = tuple(key.split("."))
    known = known_at(key, at, vocabulary, problems)
    if known is None:
        return None
    if not isinstance(value, Mapping):
        return _one_of(path, value, known, problems)
    if not known.is_leaf:
        inner = condition_of(value, vocabulary.under(path), problems)
        return None if inner is None else Some(path, inner)
    return _tested(path, value, known, problems)


def known_at(key: str, at: Place, vocabulary: Vocabulary, problems: Problems) -> Known | None:
    """What stands under a path as it is written; an unknown path is told with those that it may have meant."""
    known = vocabulary.at(tuple(key.split(".")))
    if known is None:
        near = vocabulary.nearest(key)
        remedy = f"write {' or '.join(near)}" if near else "sitrep codebook show lists all paths"
        tell(problems, at, f"there is no path {shown(key)}", remedy)
    return known


def _several(key: str, node: Node, vocabulary: Vocabulary, problems: Problems) -> Condition | None:
    """`all` or `any` with its list."""
    if not isinstance(node, Sequence) or not node.items:
        tell(problems, node.at, f"{key}: has no list of conditions", "write one condition a line, each after a dash")
        return None
    parts = [condition_of(item, vocabulary, problems) for item in node.items]
    whole = tuple(part for part in parts if part is not None)
    if len(whole) < len(parts):
        return None
    return All(whole) if key == "all" else Any(whole)


def _one_of(path: tuple[str, ...], node: Node, known: Known, problems: Problems) -> Condition | None:
    """A path with a value or a list of values."""
    name = ".".join(path)
    nodes = node.items if isinstance(node, Sequence) else [node]
    if not nodes:
        tell(problems, node.at, f"{name} has an empty list of values", "write at least one value")
        return None
    if not known.is_leaf:
        if all(isinstance(item, Scalar) and item.is_null for item in nodes):
            return OneOf(path, (None,))
        remedy = "write null for none, or the path of a field in it with its value, on a line of its own"
        tell(problems, node.at, f"under {name} stand records, not values", remedy)
        return None
    values = [value_of(item, name, known, problems) for item in nodes]
    whole = [value for value in values if value is not None]
    return OneOf(path, tuple(value[0] for value in whole)) if len(whole) == len(values) else None


def _tested(path: tuple[str, ...], node: Mapping, known: Known, problems: Problems) -> Condition | None:
    """A path with bounds or words."""
    name, keys = ".".join(path), set(node.pairs)
    if keys == {"words"}:
        return _tells(path, node, known, problems)
    if not keys or keys - set(BOUNDS):
        wrong = next(iter(sorted(keys - set(BOUNDS))), "")
        at = node.places.get(wrong, node.at)
        tell(
            problems, at, f"{name} cannot be asked for {shown(wrong)}", "write values, or at_least:, at_most: or words:"
        )
        return None
    if not known.types & NUMBERS:
        tell(problems, node.at, f"{name} is no number, so it has no bounds", "write values or words: in their place")
        return None
    low, high = (number_of(node.pairs[b], b, problems) if b in node.pairs else None for b in BOUNDS)
    if low is not None and high is not None and low > high:
        tell(problems, node.at, f"{name}: at_least {low:g} is more than at_most {high:g}", "change their order")
        return None
    return None if low is None and high is None else Within(path, low, high)


def _tells(path: tuple[str, ...], node: Mapping, known: Known, problems: Problems) -> Condition | None:
    """A path with words that its text must have one of."""
    name = ".".join(path)
    if "string" not in known.types:
        tell(problems, node.at, f"{name} is no text, so it has no words", "write a value in their place")
        return None
    before = len(problems)
    words = texts_of(node.pairs["words"], f"words: of {name}", problems)
    return Tells(path, tuple(word for word, _ in words)) if len(problems) == before else None
