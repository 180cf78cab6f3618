"""A JSON object with one long list, written so that a line is one item: easy to compare, to search, to read."""

from collections.abc import Mapping, Sequence

from sitrep.model.identity import JSON, canonical


def one_a_line(head: Mapping[str, str], key: str, items: Sequence[JSON]) -> str:
    """The text of an object: the fields of its head, then a list with each item on a line of its own.

    >>> print(one_a_line({"type": "AnnotationPage"}, "items", [1, 2]), end="")
    {"type":"AnnotationPage","items":[
    1,
    2
    ]}
    """
    fields = ",".join(f"{canonical(name)}:{canonical(value)}" for name, value in head.items())
    return f"{{{fields},{canonical(key)}:[\n" + ",\n".join(canonical(item) for item in items) + "\n]}\n"
