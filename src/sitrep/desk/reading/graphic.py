"""Descriptions of bodies and torture, which pages cover until a reader asks to see them."""

import re
import string
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sitrep.lexicon.loading import parse_table
from sitrep.model.spans import Span

TABLE = "graphic.tsv"


@dataclass(frozen=True, slots=True)
class GraphicRow:
    """Some words of one kind; the example has one of them in brackets."""

    key: str
    words: tuple[str, ...]
    example: str


@cache
def graphic_rows() -> tuple[GraphicRow, ...]:
    """The words of graphic descriptions. Raises LexiconError at the first wrong row."""
    return parse_table(TABLE, table_text(), GraphicRow)


def table_text() -> str:
    """The table as it ships."""
    return (files("sitrep.desk.reading") / "data" / TABLE).read_text(encoding="utf-8")


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted((word for row in graphic_rows() for word in row.words), key=len, reverse=True)
    spaced = (r"\s+".join(re.escape(part) for part in word.split()) for word in words)
    return re.compile(rf"(?:{'|'.join(spaced)})(?!\w)")


# Only these letters are made small, so that all offsets stay; and a pattern that minds case is five times as fast.
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def graphic_spans(text: str) -> list[Span]:
    """The stretches of a text that describe violence in detail, in order.

    >>> graphic_spans("Shells killed nine people; rescuers found body parts. Grapes were lost.")
    [Span(start=42, end=52)]
    """
    found = _pattern().finditer(text.translate(_SMALL))
    return [Span(*match.span()) for match in found if not text[max(0, match.start() - 1) : match.start()].isalnum()]


def is_graphic(text: str) -> bool:
    """Whether a text describes violence in detail."""
    return bool(graphic_spans(text))
