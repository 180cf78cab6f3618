"""A claim where it stands: its block of the page with the words marked, and its fields in words beside them."""

from collections.abc import Iterator

from sitrep.desk.reading.graphic import is_graphic
from sitrep.desk.reviewing.editing import Part, load_editables
from sitrep.model.documents import Block, Document
from sitrep.model.fields import Record, record_at, records_at, text_at
from sitrep.model.identity import JSON
from sitrep.model.paths import MissingError, children, value_at
from sitrep.views.phrases import OF_CLAIM, OF_EVENT, listed

# How many characters are shown on each side of the evidence where a page has no blocks.
AROUND = 600


def passage_of(document: Document, line: Record) -> dict[str, JSON]:
    """The block that the evidence of a claim is in: its text, where it begins, and its parts, which marked or not."""
    start, end = _bounds(record_at(line, "evidence"))
    first, last = _block(document, start, end)
    text = document.text
    pieces = ((text[first:start], False), (text[start:end], True), (text[end:last], False))
    return {
        "start": first,
        "end": last,
        "evidence": start,
        "graphic": is_graphic(text[first:last]),
        "text": text[first:last],
        "pieces": [{"text": piece, "is_evidence": marked} for piece, marked in pieces if piece],
    }


def _bounds(span: Record) -> tuple[int, int]:
    start, end = span.get("start"), span.get("end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (0, 0)


def _block(document: Document, start: int, end: int) -> tuple[int, int]:
    holding: list[Block] = [block for block in document.blocks if block.span.start <= start < block.span.end]
    if not holding:
        return max(0, start - AROUND), min(len(document.text), end + AROUND)
    smallest = min(holding, key=lambda block: block.span.end - block.span.start)
    return smallest.span.start, max(smallest.span.end, end)


def fields_in_words(shown: Record, as_read: Record) -> list[JSON]:
    """Each field in words with the words of the page that it comes from, and whether the reviewer changed it."""
    return [
        {
            "field": field.field,
            "label": field.label,
            "says": _says(field.label, shown),
            "words": [*dict.fromkeys(word for part in field.parts for word in _words(part, shown))],
            "changed": any(
                _at(shown, part.below(given.key)) != _at(as_read, part.below(given.key))
                for part in field.parts
                for given in part.inputs
            )
            or any(_at(shown, part.path) != _at(as_read, part.path) for part in field.parts if part.shape != "leaves"),
        }
        for field in load_editables()
    ]


def _says(label: str, line: Record) -> str | None:
    event = record_at(line, "event")
    if label in OF_CLAIM:
        return OF_CLAIM[label](line)
    if label in OF_EVENT:
        return OF_EVENT[label](event)
    return listed(text_at(item, "name") or text_at(item, "kind") for item in records_at(event, "equipment"))


def _at(line: Record, path: str) -> JSON:
    try:
        return value_at(line, path) if path else None
    except MissingError:
        return None


def _words(part: Part, line: Record) -> Iterator[str]:
    """Yield the words of the page that a part of a line rests on."""
    held = _at(line, part.path)
    bases = [part.below(number) for number in children(held)] if part.shape == "list" else [part.path]
    for base in bases:
        for given in part.inputs:
            span = _at(line, f"{base}.{given.key}" if base else given.key) if given.kind == "span" else None
            text = text_at(span, "text") if isinstance(span, dict) else None
            if text:
                yield text
