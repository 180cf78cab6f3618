"""Where the words of a line stand in its page: every span of a record, by the path to it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitrep.model.identity import JSON


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of a page: offsets in code points of its text, the end after the last, and the exact words there."""

    start: int
    end: int
    text: str


def spans_of(record: JSON) -> dict[str, Quoted]:
    """Every span of a record by its path, as `event.actors.0.span`, in the order of the record.

    >>> spans_of({"cue": {"start": 4, "end": 8, "text": "said"}, "hedges": []})
    {'cue': Quoted(start=4, end=8, text='said')}
    """
    return dict(_walked(record, ()))


def _walked(value: JSON, path: tuple[str, ...]) -> Iterator[tuple[str, Quoted]]:
    """Yield path and span of a value and all that is in it."""
    if isinstance(value, dict):
        found = _quoted(value)
        if found is not None:
            yield ".".join(path), found
        inner = value.items()
    elif isinstance(value, list):
        inner = {str(number): item for number, item in enumerate(value)}.items()
    else:
        return
    for key, item in inner:
        yield from _walked(item, (*path, key))


def _quoted(value: dict[str, JSON]) -> Quoted | None:
    """The span that a record is, None where it is none: a stretch of time has a start and an end too."""
    start, end, text = value.get("start"), value.get("end"), value.get("text")
    if isinstance(start, int) and isinstance(end, int) and isinstance(text, str):
        return Quoted(start, end, text)
    return None
