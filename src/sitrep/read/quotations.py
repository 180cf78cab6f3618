"""Quotation marks in pairs: which characters stand inside quotation marks.

All styles of mark are taken; a quotation that is never closed runs to the end of its paragraph, and a paragraph
that opens with a mark continues one left open before it (the typographic rule for quotations over several
paragraphs). A short stretch in single marks inside a double one is part of it.
"""

from collections.abc import Iterator

from sitrep.model.documents import Document
from sitrep.model.spans import Span, trimmed

OPENING = "“„«"
CLOSING = "”»"
STRAIGHT = '"＂'


def read_quotations(document: Document) -> Iterator[Span]:
    """Yield the outermost stretches between double quotation marks, marks included, block by block."""
    for block in document.readable():
        yield from quotations_in(document.text, block.span)


def quotations_in(text: str, span: Span) -> Iterator[Span]:
    """Yield the outermost quotations of one paragraph.

    >>> said = 'He said “it was “hit” twice” and left'
    >>> [s.quote(said) for s in quotations_in(said, Span(0, 37))]
    ['“it was “hit” twice”']
    """
    start, depth = None, 0
    for i in range(span.start, span.end):
        mark = text[i]
        if mark in STRAIGHT:
            opens = start is None or (depth > 0 and _at_word_start(text, i) and not _at_word_end(text, i))
        elif mark in OPENING or mark in CLOSING:
            opens = mark in OPENING
        else:
            continue
        if opens:
            start = i if start is None else start
            depth += 1
        elif start is not None:
            depth -= 1
            if depth == 0:
                yield Span(start, i + 1)
                start = None
    if start is not None and (rest := trimmed(text, start, span.end)) is not None:
        yield rest


def _at_word_start(text: str, i: int) -> bool:
    return i == 0 or text[i - 1].isspace() or text[i - 1] in "([-–—"


def _at_word_end(text: str, i: int) -> bool:
    return i + 1 >= len(text) or text[i + 1].isspace() or text[i + 1] in ".,;:!?)]-–—"


def share_quoted(span: Span, quotations: list[Span]) -> float:
    """The share of a span's characters that lie inside quotation marks, from 0 to 1."""
    inside = sum(max(0, min(span.end, q.end) - max(span.start, q.start)) for q in quotations)
    return inside / (span.end - span.start)
