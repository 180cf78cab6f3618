"""Designations of equipment as pages write them: "Su-24M", "Su 24", "MiG-29s", "T72", "Black Hawk"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.lexicon.tables import EquipmentRow
from sitrep.model.spans import Span

HYPHEN = "[-\u2010\u2011]"
# A number that a row leaves open, or one of those that it lists: "Su-#", "F-(15|16|18)".
NUMBER = re.compile(r"#|\([\d|]+\)")
# What follows the number: "M3" of "Tu-22M3", "SM" of "Su-30SM", "A" of "Mi-24A", "B3M" of "T-72B3M".
MARK = r"(?:[A-Z]{1,3}\d{0,2}[A-Z]?)?"
# These read as words before a number: "an 18-year-old", "a 10-minute walk".
ARTICLES = frozenset({"An", "A"})


@dataclass(frozen=True)
class Designations:
    """The designation rows, and one pattern that finds the words of any of them."""

    rows: tuple[EquipmentRow, ...]
    anywhere: re.Pattern[str]

    @classmethod
    def of(cls, rows: Sequence[EquipmentRow]) -> "Designations":
        """The rows with their patterns; of two that fit the one with more letters goes first."""
        ordered = sorted(rows, key=lambda row: -len(NUMBER.sub("", row.term)))
        # They begin with a capital or, as "2S19", a digit; after a digit or a point they would be part of a number.
        every = "|".join(pattern_of(row.term) for row in ordered) or "(?!)"
        anywhere = re.compile(rf"(?<![\w.,])(?=[A-Z\d])(?:{every})(?![\w]|[:.,]\d)")
        return cls(tuple(ordered), anywhere)

    def within(self, text: str, span: Span) -> Iterator[tuple[int, int, str, EquipmentRow]]:
        """Yield start, end, name and row of each designation in a stretch of a text.

        The name is written as the row writes it: "Su-24" for "Su 24s".
        """
        for match in self.anywhere.finditer(text, span.start, span.end):
            row = next(row for row in self.rows if compiled(row.term).fullmatch(match[0]))
            yield match.start(), match.end(), name_of(row.term, match[0]), row


@cache
def compiled(term: str) -> re.Pattern[str]:
    """The pattern of a term, ready to match."""
    return re.compile(pattern_of(term))


def pattern_of(term: str) -> str:
    """The pattern of what a term such as "Su-#" matches, plural too.

    >>> bool(re.fullmatch(pattern_of("Tu-#"), "Tu-22M3s"))
    True
    >>> bool(re.fullmatch(pattern_of("F-(15|16)"), "F-150"))
    False
    """
    number = NUMBER.search(term)
    if number is None:
        return re.escape(term) + ("" if term.endswith("s") else "s?")
    prefix, tail = term[: number.start()], term[number.end() :]
    digits = r"\d{1,4}" if number[0] == "#" else f"(?:{number[0][1:-1]})"
    return joint_of(prefix) + digits + MARK + re.escape(tail) + "s?"


def joint_of(prefix: str) -> str:
    """The pattern of what stands before the number; a space or nothing may stand for its hyphen before two digits."""
    letters = prefix.removesuffix("-")
    if letters == prefix:
        return re.escape(prefix)
    if letters in ARTICLES:
        return re.escape(letters) + HYPHEN
    mixed = r" |" if letters != letters.upper() else r" (?=\d\d)|"
    return rf"{re.escape(letters)}(?:{HYPHEN}|{mixed}(?=\d\d))"


def name_of(term: str, text: str) -> str:
    """The name that some matched words are: as the row writes it, without a plural's "s".

    >>> name_of("Su-#", "Su 24s"), name_of("AK-#", "AK47"), name_of("Apache", "Apaches")
    ('Su-24', 'AK-47', 'Apache')
    """
    number = NUMBER.search(term)
    if number is None:
        return term
    prefix = term[: number.start()]
    letters = len(prefix.removesuffix("-"))
    return prefix + re.sub(rf"^(?:{HYPHEN}| )", "", text[letters:]).removesuffix("s")
