"""Quotation marks in pairs: which characters stand inside quotation marks.

Marks of every style are taken, also two single ones for a double one (''so'', ``so''), and each is judged first by
where it stands: at the start of a word it opens, at the end of one it closes; only where that does not tell does its
shape decide ("„...“", "»...«" and a slip such as "“...“" come out right). A quotation that is never closed runs to
the end of its paragraph, and a paragraph that opens with a mark continues one left open before it (the typographic
rule for quotations over several paragraphs). Single marks count where no double ones are near them, for there they
are how the page quotes; an apostrophe is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitrep.model.documents import Document
from sitrep.model.spans import Span, trimmed

OPENING = "“„«‟‹"
CLOSING = "”»›"
STRAIGHT = '"＂'
# Two single marks stand for a double one, also where they differ: ''so'', ``so'', ‘‘so’’.
MARK = re.compile(rf"''|``|‘‘|’’|‘’|[{OPENING}{CLOSING}{STRAIGHT}]")
SINGLE = re.compile(r"(?<![\w'’‘`])['‘](?=[\w$£€\[(…])|(?<=[^\s(\['‘’])['’](?![\w'’])")
# What may stand before a mark that opens, and after one that closes.
BEFORE_WORD = "([{-–—/"
AFTER_WORD = ".,;:!?)]}-–—/…'’"
# A single mark after one of these ends a quotation, for an apostrophe does not stand there.
STOPS = (".", ",", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark: its characters; whether its place, and whether its shape, says that it opens or closes.

    True is opens. It is `loose` where there is space on both sides, so that its shape tells little.
    """

    start: int
    end: int
    opens: bool | None
    shape: bool | None
    loose: bool


def read_quotations(document: Document) -> Iterator[Span]:
    """Yield the outermost stretches between quotation marks, marks included, block by block."""
    for block in document.readable():
        yield from quotations_in(document.text, block.span)


def quotations_in(text: str, span: Span) -> Iterator[Span]:
    """Yield the outermost quotations of one paragraph, in order.

    >>> said = 'He said “it was “hit” twice” and left'
    >>> [s.quote(said) for s in quotations_in(said, Span(0, 37))]
    ['“it was “hit” twice”']
    """
    double = paired(text, span, list(marks_in(text, span)))
    single = [s for s in single_quotations(text, span) if not any(s.overlaps(d) for d in double)]
    yield from sorted([*double, *single], key=lambda s: s.start)


def marks_in(text: str, span: Span) -> Iterator[Mark]:
    """Yield the double marks of a paragraph, each with what its place and its shape say."""
    for found in MARK.finditer(text, span.start, span.end):
        start, end = found.span()
        at_start = start == span.start or text[start - 1].isspace() or text[start - 1] in BEFORE_WORD
        at_end = end == span.end or text[end].isspace() or text[end] in AFTER_WORD
        mark = found[0][0]
        shape = True if mark in OPENING or mark in "`‘" else False if mark in CLOSING or mark == "’" else None
        loose = at_start and end < span.end and text[end].isspace()
        yield Mark(start, end, at_start if at_start != at_end else None, shape, loose)


def paired(text: str, span: Span, marks: Sequence[Mark]) -> list[Span]:
    """The outermost stretches between marks; one left open runs to the next that opens, or to the end."""
    nested = list(_stretches(text, span, marks, nests=True))
    if nested and nested[-1].end == span.end and not _is_closed(marks):
        return list(_stretches(text, span, marks, nests=False))
    return nested


def _is_closed(marks: Sequence[Mark]) -> bool:
    """Whether as many marks close as open."""
    depth = 0
    for mark in marks:
        depth = depth + 1 if _opens(mark, depth) else max(0, depth - 1)
    return depth == 0


def _opens(mark: Mark, depth: int) -> bool:
    """Whether a mark opens, by its place, else by its shape, else by whether one is open."""
    if mark.opens is not None:
        return mark.opens
    return depth == 0 if mark.shape is None or mark.loose else mark.shape


def _stretches(text: str, span: Span, marks: Sequence[Mark], *, nests: bool) -> Iterator[Span]:
    start, depth = None, 0
    for mark in marks:
        if _opens(mark, depth):
            if start is not None and not nests and (rest := trimmed(text, start, mark.start)) is not None:
                yield rest
                start = None
            start = mark.start if start is None else start
            depth = depth + 1 if nests else 1
        elif start is not None:
            depth -= 1
            if depth == 0:
                yield Span(start, mark.end)
                start = None
    if start is not None and (rest := trimmed(text, start, span.end)) is not None:
        yield rest


def single_quotations(text: str, span: Span) -> Iterator[Span]:
    """Yield the stretches between single marks: to the first that follows a stop, else to the first that fits.

    >>> said = "‘The residents’ homes burned,’ he said."
    >>> [s.quote(said) for s in single_quotations(said, Span(0, len(said)))]
    ['‘The residents’ homes burned,’']
    """
    at = span.start
    while (opened := _next_single(text, at, span.end, opens=True)) is not None:
        ends = []
        close = _next_single(text, opened + 1, span.end, opens=False)
        while close is not None:
            ends.append(close)
            close = _next_single(text, close + 1, span.end, opens=False)
        stop = next((e for e in ends if text[e - 1] in STOPS), None)
        end = stop if stop is not None else next((e for e in ends if text[e - 1] != "s"), ends[-1] if ends else None)
        if end is None:
            return
        yield Span(opened, end + 1)
        at = end + 1


def _next_single(text: str, start: int, end: int, *, opens: bool) -> int | None:
    """The place of the next single mark that opens (or closes) from `start` on, or None."""
    for found in SINGLE.finditer(text, start, end):
        at_start = found.start() == 0 or not text[found.start() - 1].strip() or text[found.start() - 1] in BEFORE_WORD
        if at_start == opens:
            return found.start()
    return None


def share_quoted(span: Span, quotations: list[Span]) -> float:
    """The share of a span's characters that lie inside quotation marks, from 0 to 1."""
    inside = sum(max(0, min(span.end, q.end) - max(span.start, q.start)) for q in quotations)
    return inside / (span.end - span.start)
