"""The date that opens a page's running text, where the page has lost its lines: "Posted on 4 May 2017 Gunmen ...".

It is a line of its own, and whatever is told after it is not told of that day.
"""

import re
from collections.abc import Sequence

from sitrep.model.documents import Block, BlockKind
from sitrep.model.spans import Span, trimmed

# A date stands in the first characters of a text, or after a headline that ran into it.
LOOKED_AT = 220
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )"
DATE = r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? ?\d{4})"
CLOCK = r"(?: (?:at )?\d{1,2}[:.]?\d{2}\b)?"
# What follows is a new beginning: "... 2017 Gunmen", "... 2017 by the staff".
ON = r"(?:\s[-–—:|])?(?=\s[\"“‘']?[A-Z0-9]|\sby [A-Z])"
LABELLED = re.compile(
    rf"(?i:(?P<updated>(?:last )?updated|modified)|(?:first )?published|posted|date of publication|publication date)"
    rf"(?i: on| at)?:? {WEEKDAY}?{DATE}{CLOCK}{ON}"
)
BARE = re.compile(rf"{WEEKDAY}?{DATE}{CLOCK}{ON}")
# After a headline the weekday must be there, and before it no word that leads a date into its sentence.
AFTER_HEADLINE = re.compile(rf"(?<=[A-Za-z] ){WEEKDAY}{DATE}{CLOCK}{ON}")
LED_IN = re.compile(r"\b(?:[a-z]+|[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom) $")
SENTENCE_END = re.compile(r"[.!?] ")


def split_opening(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with the date that opens the first paragraph as a block of its own."""
    first = next((n for n, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH), None)
    found = opening_of(text, blocks[first].span) if first is not None else None
    if first is None or found is None:
        return tuple(blocks)
    block, (date, kind, reason) = blocks[first], found
    before, after = trimmed(text, block.span.start, date.start), trimmed(text, date.end, block.span.end)
    parts = [Block(before, BlockKind.TITLE, "a headline before the date", block.origin)] if before else []
    parts.append(Block(date, kind, reason, block.origin))
    parts += [Block(after, BlockKind.PARAGRAPH, "the text after its date", block.origin)] if after else []
    return (*blocks[:first], *parts, *blocks[first + 1 :])


def opening_of(text: str, span: Span) -> tuple[Span, BlockKind, str] | None:
    """The date that opens a stretch of text, what kind of block it is and why; None for none."""
    labelled = LABELLED.match(text, span.start, span.end)
    if labelled is not None:
        name = "updated" if labelled["updated"] else "published"
        return Span(*labelled.span()), BlockKind.CHROME, f"furniture:{name}"
    end = min(span.end, span.start + LOOKED_AT)
    found = BARE.match(text, span.start, end) or AFTER_HEADLINE.search(text, span.start, end)
    if found is None:
        return None
    before = text[span.start : found.start()]
    if LED_IN.search(before) or SENTENCE_END.search(before):
        return None
    return Span(*found.span()), BlockKind.DATELINE, "a date that opens the text"
