"""Every span of a claim, with the path to its field and the value that the field has besides."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitrep.model.fields import Record
from sitrep.model.identity import JSON

# Fields of a place that tell how it was found and not what was read: too long for a note beside a word.
_UNSAID = frozenset({"span", "rivals", "reasons", "refers_to"})
# What makes a record a span; whatever it has besides is its value.
_SPAN = frozenset({"start", "end", "text", "prefix", "suffix"})


@dataclass(frozen=True, slots=True)
class Marked:
    """A field's `path` in its claim, its words from `start` to `end`, and its `value`; null where that is the words."""

    path: str
    start: int
    end: int
    text: str
    value: JSON


def _is_span(value: Record) -> bool:
    return (
        isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and isinstance(value.get("text"), str)
    )


def _own(record: Record) -> JSON:
    """A record without its spans: what the words were read as."""
    kept = {key: value for key, value in record.items() if key not in _UNSAID}
    return {key: value for key, value in kept.items() if not (isinstance(value, dict) and _is_span(value))}


def _marked(path: str, span: Record, value: JSON) -> Marked:
    start, end, text = span["start"], span["end"], span["text"]
    if not (isinstance(start, int) and isinstance(end, int) and isinstance(text, str)):
        raise TypeError(f"{path}: no span: {span!r}")
    return Marked(path, start, end, text, value)


def spans_in(record: Record, path: str = "") -> Iterator[Marked]:
    """Yield the spans anywhere in a record, parents before what is in them.

    >>> place = {"span": {"start": 0, "end": 4, "text": "Homs"}, "country": "SYR"}
    >>> [(one.path, one.value) for one in spans_in({"place": place})]
    [('place', {'country': 'SYR'})]
    """
    span = record.get("span")
    if isinstance(span, dict) and _is_span(span):
        yield _marked(path, span, _own(record))
    for key, value in record.items():
        inner = f"{path}/{key}" if path else key
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, dict):
                    yield from _each(item, f"{inner}/{index}")
        elif isinstance(value, dict) and key != "span":
            yield from _each(value, inner)


def _each(record: Record, path: str) -> Iterator[Marked]:
    """Yield a record that is itself a span, or the spans in it."""
    if not _is_span(record):
        yield from spans_in(record, path)
        return
    own = {key: value for key, value in record.items() if key not in _SPAN}
    yield _marked(path, record, own or None)
