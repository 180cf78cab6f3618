"""YAML as nodes that know their line and column: nothing is constructed, no node stands twice, all is limited.

Scalars stay as they are written: whether `NO` or `056` is a text, a flag or a number is said by the field they stand
for, never guessed from their looks.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from sitrep.codebook.records import Problem

MAX_BYTES = 16_000_000
MAX_DEPTH = 24
MAX_NODES = 600_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column of a file, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as it is written; `plain` without quotes."""

    at: Place
    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether it says that there is nothing."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    at: Place
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Pairs of key and node, in their order; no key stands twice."""

    at: Place
    pairs: dict[str, "Node"] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


class WrongYaml(Exception):  # noqa: N818 - it carries a problem, it is none
    """What makes a file no YAML that a code book may be; `problem` says where and what."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.reason)
        self.problem = problem


def nodes_of(data: bytes) -> Node:
    """The one document of a file. Raises WrongYaml for no YAML, what is too large or deep, aliases, tags."""
    if len(data) > MAX_BYTES:
        raise _wrong(Place(1, 1), f"the file has {len(data)} bytes, a code book at most {MAX_BYTES}", "split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as why:
        line = data[: why.start].count(b"\n") + 1
        raise _wrong(Place(line, 1), "this line is not UTF-8", "save the file as UTF-8") from why
    try:
        return _built(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as why:
        mark = why.problem_mark or why.context_mark
        at = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        reason = f"this is no YAML: {why.problem or why.context}"
        raise _wrong(at, reason, "mend the indentation, quotes or brackets here or in the line before") from why
    except yaml.reader.ReaderError as why:
        line = text[: why.position].count("\n") + 1 if isinstance(why.position, int) else 1
        raise _wrong(Place(line, 1), f"a sign that YAML does not allow: {why.reason}", "take it out") from why


def _wrong(at: Place, reason: str, remedy: str) -> WrongYaml:
    """The error for a place."""
    return WrongYaml(Problem(at.line, at.column, reason, remedy))


def _built(events: Iterator[yaml.Event]) -> Node:
    """The tree of a stream of events, built without recursion."""
    stack: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []
    root: Node | None = None
    count = 0
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
            stack.pop()
            keys.pop()
            continue
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            raise _wrong(_place(event), "a second document begins here", "keep one code book a file")
        if not isinstance(event, yaml.NodeEvent):
            continue
        node = _node(event)
        count += 1
        if count > MAX_NODES:
            raise _wrong(node.at, f"more than {MAX_NODES} values", "split the code book")
        if not stack:
            root = node
        else:
            keys[-1] = _put(stack[-1], keys[-1], node)
        if not isinstance(node, Scalar):
            if len(stack) >= MAX_DEPTH:
                raise _wrong(node.at, f"more than {MAX_DEPTH} levels, one in the other", "write it flatter")
            stack.append(node)
            keys.append(None)
    if root is None:
        raise _wrong(Place(1, 1), "the file is empty", "begin with name:, version: and kinds:")
    return root


def _place(event: yaml.Event) -> Place:
    """Where an event begins."""
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark is not None else Place(1, 1)


def _node(event: yaml.NodeEvent) -> Node:
    """The node that begins with an event. Raises WrongYaml for an alias, an anchor or a tag."""
    at = _place(event)
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise _wrong(at, f"an anchor or alias ({event.anchor})", "write out what it stands for")
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise _wrong(at, f"a tag ({tag})", "leave out what begins with !")
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(at, event.value, event.implicit[0])
    return Sequence(at) if isinstance(event, yaml.SequenceStartEvent) else Mapping(at)


def _put(holder: Sequence | Mapping, key: Scalar | None, node: Node) -> Scalar | None:
    """Add a node to what is open; the key that now waits for its value. Raises WrongYaml for a wrong key."""
    if isinstance(holder, Sequence):
        holder.items.append(node)
        return None
    if key is not None:
        holder.pairs[key.text] = node
        return None
    if not isinstance(node, Scalar):
        raise _wrong(node.at, "a list or a mapping as a key", "use a plain word as the key")
    if node.text in holder.pairs:
        raise _wrong(node.at, f"the key {node.text!r} stands twice", "keep one of the two")
    holder.places[node.text] = node.at
    holder.pairs[node.text] = node
    return node
