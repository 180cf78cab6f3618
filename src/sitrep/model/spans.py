"""Character ranges of a text."""

from collections.abc import Iterable
from dataclasses import dataclass

from sitrep.model.errors import SpanError
from sitrep.model.values import quick


@quick
@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A range of Unicode code points, start inclusive, end exclusive, never empty.

    >>> Span(2, 5).quote("a cat.")
    'cat'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise SpanError(f"a span must have 0 <= start < end, not {self.start} to {self.end}")

    def quote(self, text: str) -> str:
        """The characters of `text` in this range."""
        return text[self.start : self.end]

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """The same range `by` characters further on."""
        return Span(self.start + by, self.end + by)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of `spans` (at least one).

    >>> hull([Span(4, 6), Span(1, 2)])
    Span(start=1, end=6)
    """
    members = list(spans)
    return Span(min(s.start for s in members), max(s.end for s in members))


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The range without white space at its edges, or None when nothing is left.

    >>> trimmed("a  cat ", 1, 7)
    Span(start=3, end=6)
    """
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
