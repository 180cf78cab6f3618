"""The lines of a PDF to paragraphs: running heads, running feet and page numbers set aside, broken words made whole."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from sitrep.ingest.lines import TERMINAL
from sitrep.ingest.pdf_pages import PdfLine, PdfPages
from sitrep.model.spans import Span

# Running heads and feet are among so many lines at either end of a page, and repeat on so many pages.
EDGE_LINES, REPEATS = 2, 2
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"\W*(?:(?:page|p\.)\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
BULLET = re.compile(r"(?:[-*•▪●■◦‣–—]|\(?\d{1,2}[.)])\s")
BETWEEN = "\n\n"
CLOSING = "\"'”’»)]"
# A step down so many times the usual one parts paragraphs; so does a line that begins so many points further right,
# one whose letters are so much larger or smaller, and one after a sentence that ended so far from the right edge.
GAP, INDENT, OTHER_SIZE, SHORT = 1.35, 6.0, 0.15, 0.85


@dataclass(frozen=True, slots=True)
class Layout:
    """A PDF's text: its paragraphs, blank lines between, up to `body`; below them its heads and feet, each a line."""

    text: str
    body: int
    furniture: tuple[Span, ...]


def lay_out(pages: PdfPages) -> Layout:
    """The text of a PDF, whose paragraphs run on from page to page."""
    aside = furniture_lines(pages)
    body = BETWEEN.join(paragraphs([line for n, line in enumerate(pages.lines) if n not in aside]))
    text = body
    spans: list[Span] = []
    for n in sorted(aside):
        text += BETWEEN if not spans else "\n"
        spans.append(Span(len(text), len(text) + len(pages.lines[n].text)))
        text += pages.lines[n].text
    return Layout(text, len(body), tuple(spans))


def furniture_lines(pages: PdfPages) -> frozenset[int]:
    """The numbers of the lines that are running heads, running feet or page numbers."""
    edges = list(_edges(pages.lines))
    counts = Counter({(key, pages.lines[n].page) for n, key in edges})
    repeats = Counter(key for key, _ in counts)
    return frozenset(n for n, key in edges if repeats[key] >= REPEATS or PAGE_NUMBER.fullmatch(pages.lines[n].text))


def _edges(lines: Sequence[PdfLine]) -> Iterator[tuple[int, str]]:
    """Yield the lines at the upper and lower end of each page with their words, figures left out."""
    by_page: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(number)
    for numbers in by_page.values():
        ranked = sorted(numbers, key=lambda n: lines[n].bottom)
        for number in {*ranked[:EDGE_LINES], *ranked[-EDGE_LINES:]}:
            yield number, DIGITS.sub("#", lines[number].text.casefold())


def paragraphs(lines: Sequence[PdfLine]) -> list[str]:
    """The paragraphs that some lines make, in order."""
    if not lines:
        return []
    step = usual_step(lines)
    width = max(line.right for line in lines)
    found = [[lines[0]]]
    for before, after in pairwise(lines):
        if parts(before, after, step, width):
            found.append([after])
        else:
            found[-1].append(after)
    return [joined(paragraph) for paragraph in found]


def usual_step(lines: Sequence[PdfLine]) -> float:
    """How far apart lines mostly stand, in points; 0 where no two stand one below the other."""
    steps = [before.bottom - after.bottom for before, after in pairwise(lines) if before.page == after.page]
    return median_low([step for step in steps if step > 0] or [0.0])


def parts(before: PdfLine, after: PdfLine, step: float, width: float) -> bool:
    """Whether a new paragraph begins with a line."""
    if before.parted:
        return False
    ended = before.text.rstrip(CLOSING)[-1:] in TERMINAL + ":"
    if before.page != after.page or after.bottom > before.bottom:
        return ended or not after.text[0].islower()
    sizes = before.top - before.bottom, after.top - after.bottom
    return (
        before.bottom - after.bottom > GAP * step
        or abs(sizes[0] - sizes[1]) > OTHER_SIZE * max(sizes)
        or BULLET.match(after.text) is not None
        or (after.left - before.left > INDENT and not BULLET.match(before.text))
        or (ended and before.right < SHORT * width)
    )


def joined(lines: Sequence[PdfLine]) -> str:
    """Lines as one; a word that a hyphen parts is whole again where it goes on in lower case."""
    text = lines[0].text
    for before, after in pairwise(lines):
        between = " " if not before.parted else "" if after.text[0].islower() else "-"
        text += between + after.text
    return text + ("-" if lines[-1].parted else "")
