"""Single cells of a code book, read from its nodes; a wrong cell is None and its problem is told."""

import difflib
import math
import re
from collections.abc import Iterable
from collections.abc import Mapping as Pairs

from sitrep.codebook.nodes import Mapping, Node, Place, Scalar, Sequence
from sitrep.codebook.paths import Known
from sitrep.codebook.records import Problem, Value

Problems = list[Problem]
FLAGS: Pairs[str, bool] = {"true": True, "false": False}
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
SHOWN = 12
WIDEST = 60


def tell(problems: Problems, at: Place, reason: str, remedy: str, *, grave: bool = True) -> None:
    """Add a problem."""
    problems.append(Problem(at.line, at.column, reason, remedy, grave))


def some_of(codes: Iterable[str]) -> str:
    """Codes for a message: all, or the first dozen and how many more."""
    listed = list(codes)
    more = f" and {len(listed) - SHOWN} more (sitrep codebook show lists them)" if len(listed) > SHOWN else ""
    return ", ".join(listed[:SHOWN]) + more


def meant(text: str, codes: Iterable[str]) -> str:
    """A remedy that says which codes there are, what looks like the wrong one first."""
    listed = list(codes)
    lowered = {code.lower(): code for code in listed}
    near = [lowered[name] for name in difflib.get_close_matches(text.lower(), lowered, 2, 0.75)]
    return f"{'write ' + ' or '.join(near) + '; ' if near else ''}there are {some_of(listed)}"


def shown(text: str) -> str:
    """A user's text for a message: in quotes, cut where it is long."""
    return repr(text if len(text) <= WIDEST else f"{text[:WIDEST]}...")


def called(node: Node) -> str:
    """What a node is, in words."""
    if isinstance(node, Scalar):
        return "nothing" if node.is_null else f"the single value {shown(node.text)}"
    return "a list" if isinstance(node, Sequence) else "a mapping"


def mapping_of(
    node: Node, what: str, allowed: Iterable[str], needed: Iterable[str], problems: Problems
) -> Mapping | None:
    """A node as a mapping with known keys, all needed ones among them; unknown and missing keys are told."""
    if not isinstance(node, Mapping):
        tell(problems, node.at, f"{what} is {called(node)}", f"write it as keys and values: {some_of(allowed)}")
        return None
    for key in node.pairs.keys() - set(allowed):
        tell(problems, node.places[key], f"{what} has no key {shown(key)}", meant(key, allowed))
    missing = [key for key in needed if key not in node.pairs]
    if missing:
        tell(problems, node.at, f"{what} has no {missing[0]}:", f"add {missing[0]}: to it")
    return None if missing else node


def items_of(node: Node | None, what: str, problems: Problems) -> list[Node]:
    """The items of a list; none where there is no node."""
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return []
    if isinstance(node, Sequence):
        return node.items
    tell(problems, node.at, f"{what} is {called(node)}", "write a list: one item a line, each after a dash")
    return []


def text_of(node: Node | None, what: str, problems: Problems) -> str | None:
    """A text that is not empty; None where there is no node."""
    if node is None:
        return None
    if isinstance(node, Scalar) and node.text.strip() and not node.is_null:
        return node.text.strip()
    tell(problems, node.at, f"{what} is {called(node)}", "write one text")
    return None


def texts_of(node: Node | None, what: str, problems: Problems) -> list[tuple[str, Place]]:
    """A text, or a list of texts, each with its place."""
    if node is None:
        return []
    nodes = node.items if isinstance(node, Sequence) else [node]
    if not nodes:
        tell(problems, node.at, f"{what} is an empty list", "write at least one text, or leave the key out")
    found = ((text_of(item, what, problems), item.at) for item in nodes)
    return [(text, at) for text, at in found if text is not None]


def number_of(node: Node, what: str, problems: Problems) -> float | None:
    """A number."""
    if isinstance(node, Scalar) and NUMBER.fullmatch(node.text) and math.isfinite(float(node.text)):
        return float(node.text)
    tell(problems, node.at, f"{what} is {called(node)}", "write a number such as 3 or 0.5")
    return None


def value_of(node: Node, path: str, known: Known, problems: Problems) -> tuple[Value] | None:
    """A value that may stand under a path, as what it is there, in a tuple since it may be None itself."""
    if not isinstance(node, Scalar):
        tell(problems, node.at, f"a value of {path} is {called(node)}", "write single values")
        return None
    if node.is_null:
        return (None,)
    if known.codes and node.text not in known.codes:
        reason = f"{path} has no code {shown(node.text)}"
        tell(problems, node.at, reason, meant(node.text, known.codes), grave=not known.is_open)
        return (node.text,) if known.is_open else None
    return _as_there(node, path, known, problems)


def _as_there(node: Scalar, path: str, known: Known, problems: Problems) -> tuple[Value] | None:
    """A value as what stands under its path: text where that may be text, else a flag or a number."""
    if "string" not in known.types and "boolean" in known.types:
        return _flag(node, path, problems)
    if "string" not in known.types and known.types & {"integer", "number"}:
        number = number_of(node, f"a value of {path}", problems)
        return None if number is None else (number,)
    return (node.text,)


def _flag(node: Scalar, path: str, problems: Problems) -> tuple[Value] | None:
    """A value that is true or false."""
    if node.text in FLAGS:
        return (FLAGS[node.text],)
    tell(problems, node.at, f"{path} is true or false, not {shown(node.text)}", "write true or false")
    return None
