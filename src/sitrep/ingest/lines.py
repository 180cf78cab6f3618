"""The lines of a text and their pieces: where each stands, what it looks like, before anything is decided.

Text that was broken at a fixed width has its paragraphs put together again; a Markdown mark stays outside its line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sitrep.model.spans import Span, trimmed

LINE = re.compile(r"[^\r\n\u2028\u2029]+")
# "## Heading", "- item", "> quoted": the mark is no part of what is said.
MARK = re.compile(r"(?P<heading>#{1,6})\s+|(?:[-*+•▪►▶]|>|\d{1,2}[.)])\s+")
# What may follow the mark that ends a sentence.
CLOSING = "\"'”’»)]*_"
TERMINAL = ".!?…。؟!?"
# Fewer words than this make no sentence, more than this one without a full stop too.
FEW_WORDS, MANY_WORDS = 4, 25
# Text is broken at a fixed width when no line is longer than this.
WIDEST = 100
# A line at least this long was broken in mid-sentence when the next begins in lower case.
LONG_LINE = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text, or several that were one paragraph: its characters without edge white space and mark.

    `heading` is the level of a Markdown heading, else 0.
    """

    span: Span
    text: str
    heading: int = 0

    @property
    def words(self) -> list[str]:
        """The words, parted at white space."""
        return self.text.split()

    @property
    def ends_sentence(self) -> bool:
        """Whether the line closes with a sentence's mark."""
        return self.text.rstrip(CLOSING)[-1:] in TERMINAL and bool(self.text.rstrip(CLOSING))

    @property
    def is_sentence(self) -> bool:
        """Whether the line looks like running text: some words with a full stop, or very many words."""
        count = len(self.words)
        return (count >= FEW_WORDS and self.ends_sentence) or count >= MANY_WORDS


def split_lines(text: str) -> tuple[Line, ...]:
    r"""The lines of a text in order, white lines left out.

    >>> [line.text for line in split_lines("# Bridge cut\r\n\r\nIt fell.")]
    ['Bridge cut', 'It fell.']
    """
    spans = [span for m in LINE.finditer(text) if (span := trimmed(text, m.start(), m.end())) is not None]
    width = wrapped_width(text, spans)
    return tuple(_line(text, span) for span in _joined(text, spans, width))


def wrapped_width(text: str, spans: Sequence[Span]) -> int:
    """The width at which a text was broken, or 0: its long lines are all near one length and mostly end open."""
    width = max((span.end - span.start for span in spans), default=0)
    long = [span for span in spans if span.end - span.start >= LONG_LINE]
    broken = sum(1 for span in long if _ends_open(text, span))
    return width if width <= WIDEST and broken * 2 > len(long) else 0


def _joined(text: str, spans: Sequence[Span], width: int) -> Iterator[Span]:
    """Yield the spans of paragraphs: lines that are parts of one are put together."""
    if not spans:
        return
    start, last = spans[0].start, spans[0]
    for span in spans[1:]:
        if not _continues(text, last, span, width):
            yield Span(start, last.end)
            start = span.start
        last = span
    yield Span(start, last.end)


def _continues(text: str, before: Span, after: Span, width: int) -> bool:
    """Whether two lines are one paragraph: broken in mid-sentence, or for want of room at a fixed width."""
    gap = text[before.end : after.start].replace("\r\n", "\n")
    length = before.end - before.start
    if length < LONG_LINE or gap.count("\n") != 1 or MARK.match(text, after.start):
        return False
    first_word = text[after.start : after.end].split(maxsplit=1)[0]
    return (_ends_open(text, before) and first_word[0].islower()) or 0 < width < length + 1 + len(first_word)


def _ends_open(text: str, span: Span) -> bool:
    """Whether a line ends in mid-sentence."""
    return text[span.end - 1] not in TERMINAL + CLOSING + ":"


def _line(text: str, span: Span) -> Line:
    """A line less its Markdown mark, unless the mark is all there is."""
    found = MARK.match(text, span.start, span.end)
    if found is None or found.end() >= span.end:
        return Line(span, span.quote(text))
    inner = Span(found.end(), span.end)
    return Line(inner, inner.quote(text), len(found["heading"] or ""))
