"""The date that opens a page's running text, where the page has lost its lines: "Posted on 4 May 2017 Gunmen ...".

It is a line of its own, and whatever is told after it is not told of that day.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sitrep.model.documents import Block, BlockKind
from sitrep.model.spans import Span, trimmed

# A date stands in the first characters of a text, or after a headline that ran into it.
LOOKED_AT = 220
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )"
DATE = r"(?:\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}(?:st|nd|rd|th)?,? ?\d{4})"
CLOCK = r"(?: (?:at )?\d{1,2}[:.]?\d{2}\b)?"
# What follows is a new beginning: "... 2017 Gunmen", "... 2017 by the staff".
ON = r"(?:\s[-–—:|])?(?=\s[\"“‘']?[A-Z0-9]|\sby [A-Z])"
BARE = re.compile(rf"{WEEKDAY}?{DATE}{CLOCK}{ON}")
# After a headline the weekday must be there, and before it no word that leads a date into its sentence.
AFTER_HEADLINE = re.compile(rf"(?<=[A-Za-z] ){WEEKDAY}{DATE}{CLOCK}{ON}")
SENTENCE_END = re.compile(r"[.!?] ")


@cache
def opening_words(role: str) -> str:
    """A pattern for the words with one role (`published`, `updated`, `lead`) in data/openings.tsv, the longest first.

    >>> opening_words("lead")
    'since|until|from|by|on'
    """
    text = (files("sitrep.ingest") / "data" / "openings.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    words = (words for found, words, _ in rows[1:] if found == role)
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def labelled() -> re.Pattern[str]:
    """A date with a label before it: "Posted on 4 May 2017"."""
    return re.compile(
        rf"(?i:(?P<updated>{opening_words('updated')})|{opening_words('published')})"
        rf"(?i: on| at)?:? {WEEKDAY}?{DATE}{CLOCK}{ON}"
    )


@cache
def led_in() -> re.Pattern[str]:
    """What takes the date after it into its sentence: any word in small letters, or one that begins the sentence."""
    return re.compile(rf"\b(?:[a-z]+|(?i:{opening_words('lead')})) $")


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
    label = labelled().match(text, span.start, span.end)
    if label is not None:
        name = "updated" if label["updated"] else "published"
        return Span(*label.span()), BlockKind.CHROME, f"furniture:{name}"
    end = min(span.end, span.start + LOOKED_AT)
    found = BARE.match(text, span.start, end) or AFTER_HEADLINE.search(text, span.start, end)
    if found is None:
        return None
    before = text[span.start : found.start()]
    if led_in().search(before) or SENTENCE_END.search(before):
        return None
    return Span(*found.span()), BlockKind.DATELINE, "a date that opens the text"
