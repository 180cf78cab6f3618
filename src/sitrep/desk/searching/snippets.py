"""Where a page has what was searched, and the passages around it, by the code points of the page's own text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sitrep.desk.searching.folding import Folded
from sitrep.desk.searching.queries import patterns
from sitrep.desk.searching.spellings import Spelling

# How much is shown before and after a match, in characters, and how many passages of a page.
_BEFORE, _AFTER, _MOST = 80, 140, 3
# Up to so many characters further a passage looks for the end of a word.
_TO_SPACE = 20


@dataclass(frozen=True, slots=True)
class Way:
    """One thing to find in a page: a folded text in a form, for what was typed or for another spelling of it.

    `exactly` is what must stand there to the letter, where capitals tell one word from another ("IS", "US").
    """

    text: str
    form: str
    of: str
    spelling: Spelling | None = None
    exactly: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A match: from `start` to `end` of the page's text, of what was typed, `spelling` where it is another spelling."""

    start: int
    end: int
    of: str
    spelling: Spelling | None = None


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of a page from `start` to `end`, with the marks in it; all offsets are those of the whole text."""

    start: int
    end: int
    text: str
    marks: tuple[Mark, ...]


def find_marks(text: str, folded: Folded, ways: Iterable[Way]) -> tuple[Mark, ...]:
    """Every match of some ways in a text, none over another: of two the longer one, then what was typed."""
    found = [mark for way in ways for mark in _marks_of(text, folded, way)]
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda m: (m.start, -m.end, m.spelling is not None)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return tuple(kept)


def _marks_of(text: str, folded: Folded, way: Way) -> Iterator[Mark]:
    for part in patterns(way.text, way.form):
        at = folded.text.find(part)
        while at >= 0:
            span = folded.original(at, at + len(part))
            if span and (way.exactly is None or span.quote(text) == way.exactly):
                yield Mark(span.start, span.end, way.of, way.spelling)
            at = folded.text.find(part, at + 1)


def snippets_of(text: str, marks: Sequence[Mark]) -> tuple[Snippet, ...]:
    """The passages that show the most of a page's matches: first one of each thing found, in the order of the page.

    Without a match it is the beginning of the page.
    """
    if not marks:
        end = _to_space(text, min(len(text), _BEFORE + _AFTER))
        return (Snippet(0, end, text[:end], ()),) if text else ()
    firsts = {(mark.of, mark.spelling): mark for mark in reversed(marks)}
    chosen = sorted(firsts.values())[:_MOST]
    chosen = [*chosen, *(mark for mark in marks if mark not in chosen)]
    windows: list[tuple[int, int]] = []
    for mark in chosen:
        if len(windows) == _MOST:
            break
        if not any(start <= mark.start and mark.end <= end for start, end in windows):
            windows = _joined([*windows, _window(text, mark)])
    return tuple(
        Snippet(start, end, text[start:end], tuple(m for m in marks if start <= m.start and m.end <= end))
        for start, end in windows
    )


def _window(text: str, mark: Mark) -> tuple[int, int]:
    """From where to where a passage around a match goes: from and to white space, where there is some near."""
    start, end = max(0, mark.start - _BEFORE), min(len(text), mark.end + _AFTER)
    while start > 0 and start < mark.start and not text[start - 1].isspace():
        start += 1
        if start >= mark.start or start - (mark.start - _BEFORE) > _TO_SPACE:
            start = max(0, mark.start - _BEFORE)
            break
    return start, _to_space(text, end)


def _to_space(text: str, end: int) -> int:
    """The end of the word that `end` stands in, or `end` where that is far."""
    for at in range(end, min(len(text), end + _TO_SPACE) + 1):
        if at == len(text) or text[at].isspace():
            return at
    return end


def _joined(windows: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Windows in order, those that overlap or touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
