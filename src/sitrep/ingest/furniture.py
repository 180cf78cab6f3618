"""Furniture by its words: pieces of a line that a pattern of `furniture.tsv` knows, and what is left beside them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from sitrep.ingest.lines import Line
from sitrep.lexicon.tables import FurnitureRow
from sitrep.model.documents import Block, BlockKind
from sitrep.model.spans import Span, trimmed

PIECE = "piece"
# So much of a line is looked at: furniture is short, and a page may be one line of a million characters.
LOOKED_AT = 1000
# Parts of one line that a page's template sets side by side: "Flood news · posted 3 May 2015 · 14 comments".
SIDE_BY_SIDE = re.compile(r"\s+[·•|‖]\s+|\s{3,}")
# A template's line is no longer than this.
TEMPLATE_LINE = 160
# What stands before a credit or after a list of keywords is a caption when it has at most so many words.
CAPTION_WORDS = 60


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """A row's pattern, ready to match a whole line of any length."""
    return re.compile(pattern, re.DOTALL)


def match_row(text: str, furniture: Sequence[FurnitureRow]) -> tuple[FurnitureRow, int, int] | None:
    """The first row that describes a whole line, and where in the line its piece lies; None when none does."""
    plain = text[:LOOKED_AT].replace("\xa0", " ")
    for row in furniture:
        found = compiled(row.pattern).fullmatch(plain)
        if found is not None and PIECE in found.re.groupindex:
            return row, *found.span(PIECE)
        if found is not None and len(text) <= LOOKED_AT:
            return row, *found.span()
    return None


def furniture_blocks(line: Line, furniture: Sequence[FurnitureRow]) -> list[Block]:
    """The blocks of a line with furniture in it; empty when its words are not known as furniture."""
    found = match_row(line.text, furniture) or _side_by_side(line, furniture)
    if found is None:
        return []
    row, start, end = found
    kind, offset = BlockKind(row.kind), line.span.start
    blocks = [Block(Span(offset + start, offset + end), kind, f"furniture:{row.key}")]
    for rest in _rests(line.text, start, end):
        blocks += _beside(Line(rest.shifted(offset), rest.quote(line.text)), row, furniture)
    return sorted(blocks, key=lambda block: block.span)


def _rests(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield what a line holds before and after a piece, where that is more than punctuation."""
    for span in (trimmed(text, 0, start), trimmed(text, end, len(text))):
        if span is not None and any(c.isalnum() for c in span.quote(text)):
            yield span


def _beside(line: Line, row: FurnitureRow, furniture: Sequence[FurnitureRow]) -> list[Block]:
    """The blocks of what stands beside a piece: furniture again, a caption beside a credit, or text."""
    found = furniture_blocks(line, furniture)
    if found:
        return found
    if row.kind in (BlockKind.CREDIT, BlockKind.RELATED) and len(line.words) <= CAPTION_WORDS:
        return [Block(line.span, BlockKind.CAPTION, f"stands beside furniture:{row.key}")]
    return [Block(line.span, BlockKind.PARAGRAPH, f"the text beside furniture:{row.key}")]


def _side_by_side(line: Line, furniture: Sequence[FurnitureRow]) -> tuple[FurnitureRow, int, int] | None:
    """The row of one part of a template's line; the line is furniture when no part of it is a sentence."""
    if len(line.text) > TEMPLATE_LINE:
        return None
    parts = [part.strip("*_[]() ") for part in SIDE_BY_SIDE.split(line.text)]
    if len(parts) == 1 or any(Line(line.span, part).is_sentence for part in parts):
        return None
    rows = [found[0] for part in parts if (found := match_row(part, furniture)) is not None]
    rows = [row for row in rows if row.kind not in (BlockKind.CAPTION, BlockKind.CREDIT)]
    return (rows[0], 0, len(line.text)) if rows else None
