"""Text as it is searched: one case, no accents, no marks, words between single spaces, each letter with its origin.

What is folded away: case and width (NFKC), accents and vowel points of Latin, Greek, Cyrillic, Hebrew and Arabic
letters, the tatweel, the forms of alef, ya and ta marbuta, apostrophes within words, commas within numbers. Other
punctuation and white space come to one space. Symbols and emoji stay; what belongs to one emoji is never parted.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat

from sitrep.gazetteer.names import LETTERS, WITHIN
from sitrep.model.spans import Span

_ARABIC = str.maketrans({"ى": "ي", "ی": "ي", "ے": "ي", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "ٱ": "ا"})
_TATWEEL = "\u0640"
_APOSTROPHE = "['`\u00b4\u2018\u2019\u2032\u05f3\u05f4]"
_EMOJI = "[\u231a-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
_PIECE = re.compile(
    rf"""(?P<plain>[A-Za-z0-9]+(?:[ ][A-Za-z0-9]+)*)
    | (?P<run>[^\W\d_\u1100-\u11ff]+)
    | (?P<within>(?<=\w){_APOSTROPHE}(?=\w)(?![sS](?!\w)) | (?<=\d),(?=\d{{3}}) )
    | (?P<gap>{_APOSTROPHE}|[ ])
    | (?P<point>(?<=\d)\.(?=\d))
    | (?P<cluster>[\U0001f1e6-\U0001f1ff]{{2}}
        | {_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d.[\ufe0f\U0001f3fb-\U0001f3ff]*)*
        | [\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?)
    | (?P<one>.)""",
    re.VERBOSE | re.DOTALL,
)
# Marks, and signs that are not seen: they belong to the letter before them.
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
_KEPT = frozenset("LNMS")
_AS = {"point": ".", "within": "", "gap": " "}


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that starts and ends with a space; `starts` and `ends` say where each character comes from."""

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def original(self, start: int, end: int) -> Span | None:
        """Where the folded characters from `start` to `end` stand in the text that was folded; spaces do not count.

        >>> fold_text("Die Straße").original(5, 12)
        Span(start=4, end=10)
        """
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return Span(self.starts[start], self.ends[end - 1]) if start < end else None


@lru_cache(maxsize=1 << 16)
def _folded(piece: str) -> str:
    """One character, or what belongs to one, as it is searched; "" for what goes with its neighbour, " " for a gap."""
    if len(piece) == 1 and (unicodedata.category(piece) in _UNSEEN or piece == _TATWEEL) and _is_dropped(piece):
        return ""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", piece).casefold())
    text = text.translate(LETTERS).translate(WITHIN)
    said = "".join(_letter(c) for c in text if not _is_dropped(c)).translate(_ARABIC)
    return " ".join(unicodedata.normalize("NFC", said).split()) or (" " if text else "")


def _is_dropped(character: str) -> bool:
    return (
        unicodedata.combining(character) != 0
        or unicodedata.category(character) in {"Cf", "Me"}
        or character == _TATWEEL
        or "\ufe00" <= character <= "\ufe0f"
    )


def _letter(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    return character if category[0] in _KEPT else " "


def _pieces(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield what each piece of a text is folded to, and from where to where it stands."""
    for match in _PIECE.finditer(text):
        kind, start, end = match.lastgroup, match.start(), match.end()
        if kind == "plain":
            yield match.group().lower(), start, end
        elif kind == "run":
            yield from _letters(match.group(), start)
        elif kind in _AS:
            yield _AS[kind], start, end
        else:
            yield _folded(match.group()), start, end


def _letters(run: str, start: int) -> Iterator[tuple[str, int, int]]:
    """Yield what letters in a row are folded to: at once where each of them is one letter again."""
    folded = [_folded(letter) for letter in run]
    if all(len(letter) == 1 for letter in folded):
        yield "".join(folded), start, start + len(run)
    else:
        yield from ((letter, start + n, start + n + 1) for n, letter in enumerate(folded))


def fold_text(text: str) -> Folded:
    """A text as it is searched.

    >>> fold_text("Al-Bāb’s  5,000 – الرَّقّة").text
    ' al bab s 5000 الرقه '
    """
    said, size = [" "], 1
    starts, ends = array("L", [0]), array("L", [0])
    last = " "
    for piece, start, end in _pieces(text):
        if piece == "":
            if last != " ":
                ends[-1] = end
        elif piece != " " or last != " ":
            said.append(piece)
            if end - start == len(piece):
                starts.extend(range(start, end))
                ends.extend(range(start + 1, end + 1))
            else:
                starts.extend(repeat(start, len(piece)))
                ends.extend(repeat(end, len(piece)))
            last, size = piece, size + len(piece)
    if last != " ":
        said.append(" ")
        starts.append(len(text))
        ends.append(len(text))
    return Folded("".join(said), starts, ends)


def folded_words(text: str) -> str:
    """A text as it is searched, without the spaces at its ends.

    >>> folded_words("Deir ez-Zor")
    'deir ez zor'
    """
    return fold_text(text).text.strip()
