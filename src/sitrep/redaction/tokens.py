"""A text in words, each with what stands before it, whatever the letters' width, accents or hidden characters."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.redaction.words import plain

_WORD = re.compile(r"[^\W\d_]+(?:(?:['\u2019\u02bc\u02bf\u02be\u2018`]|-[ \t]*\n[ \t]*)[^\W\d_]+)*")
# Characters that show nothing of their own: formats, controls, surrogates, marks on letters.
_HIDDEN = frozenset({"Cf", "Cc", "Cs", "Mn", "Me"})
_TAIL = 16
_LATIN = ("LATIN", "MODIFIER")
_POSSESSIVE = re.compile(r"['\u2019\u02bc](?:s|S)$")
_ENDS = re.compile(r"[.!?:;\n\u2026\u2022\u00b7*#\u00a9|\u201c\u201d\"]|\s[\-\u2010-\u2015]+\s|^$")
# Marks between the parts of one name: spaces, hyphens, quotation marks round a nickname, points of initials, brackets.
_JOINS = re.compile(r"[\s\-\u2010-\u2015'\u2019\u2018\"\u201c\u201d()_.\u00ab\u00bb/&]*")
# A new paragraph and a dash with spaces about it part names.
_PARTS = re.compile(r"\n\s*\n|\s[\-\u2010-\u2015]+\s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, how lists hold it, the text since the word before, and some after it."""

    start: int
    end: int
    text: str
    plain: str
    gap: str
    tail: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[:1].isupper() or self.text[:1].istitle()

    @property
    def shouted(self) -> bool:
        """Whether it is all capitals, and more than one."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def begins(self) -> bool:
        """Whether it begins a sentence, a line or a quotation."""
        return bool(_ENDS.search(self.gap)) or (not self.gap.strip(" \t") and self.start == 0)

    @property
    def joined(self) -> bool:
        """Whether nothing stands between it and the word before but what may stand within a name."""
        return bool(_JOINS.fullmatch(self.gap)) and not _PARTS.search(self.gap)

    @property
    def hyphened(self) -> bool:
        """Whether a hyphen alone ties it to the word before."""
        return len(self.gap) == 1 and bool(re.fullmatch(r"[\-\u2010-\u2013_]", self.gap))


def normalised(text: str) -> tuple[str, Sequence[int]]:
    """The text in compatibility form without hidden characters, and for each of its characters the place in the text.

    Marks that combine with a letter are one with it, as its accent; those that cannot be are left out.
    """
    if text.isascii() and text.isprintable():
        return text, range(len(text) + 1)
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if unicodedata.category(letter) in _HIDDEN and letter not in "\n\t\r":
            if letters and len(whole := unicodedata.normalize("NFC", letters[-1] + letter)) == 1:
                letters[-1] = whole
            continue
        for one in unicodedata.normalize("NFKC", letter):
            letters.append("\n" if one == "\r" else one)
            places.append(place)
    return "".join(letters), (*places, len(text))


def words_of(text: str) -> list[Word]:
    """The words of a text, in order; a possessive ending is no part of a word."""
    clear, places = normalised(text)
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(clear):
        end = match.end()
        if ending := _POSSESSIVE.search(match.group()):
            end -= len(ending.group())
        word = clear[match.start() : end]
        begin, stop = places[match.start()], places[end - 1] + 1
        while stop < len(text) and unicodedata.category(text[stop]) in _HIDDEN and text[stop] not in "\n\t\r":
            stop += 1
        found.append(Word(begin, stop, word, plain(word), clear[last : match.start()], clear[end : end + _TAIL]))
        last = end
    return found


def is_latin(word: str) -> bool:
    """Whether every letter is Latin."""
    return word.isascii() or all(
        not letter.isalpha() or unicodedata.name(letter, "").startswith(_LATIN) for letter in word
    )
