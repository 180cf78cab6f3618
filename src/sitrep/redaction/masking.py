"""A text with its names, addresses and sensitive places withheld, and how many of each were."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitrep.redaction.kinds import Kind
from sitrep.redaction.known import load_known
from sitrep.redaction.pages import NOWHERE, Page
from sitrep.redaction.positions import names_in
from sitrep.redaction.tokens import Word, normalised, words_of
from sitrep.redaction.words import is_common, is_english, is_given, is_person_noun, names, rules

NAMES, ADDRESSES, PLACES = "names", "addresses", "places"
NAME = "[name withheld]"
ADDRESS = "[address withheld]"
PLACE = "[place withheld]"
# A word that the end of a quotation's surroundings, which are QUOTED characters long, may have cut.
CUT = "\u2026"
QUOTED = 32
# Of fewer letters a part of a name tells nobody.
DISTINCTIVE = 3

_ADDRESSES = re.compile(
    r"(?P<url>\b(?:https?|ftp)://[^\s<>\"\u201d]+|\bwww\.[^\s<>\"\u201d]+)"
    r"|[\w.+\-]{1,64}(?:@|\s?\[at\]\s?|\s?\(at\)\s?)[\w\-]+(?:(?:\.|\s?\[dot\]\s?)[\w\-]+)+"
    r"|(?<!\w)[@#][\w.\-]*\w"
    r"|(?<![\w.\-])(?:\+|00)\d[\d\s().\-]{6,}\d"
    r"|(?<![\w.\-])\(?0\d{1,4}\)?[\s.\-]?\d{2,4}[\s.\-]?\d{2,5}(?:[\s.\-]?\d{1,4})?(?![\w\-])"
    r"|(?<![\w.\-])\d{3}[\s.\-]\d{3}[\s.\-]\d{4}(?!\w)"
    r"|(?<![\w.\-])\d{9,15}(?!\w)"
    r"|\b[\w\-]{1,63}+(?:\.[\w\-]{1,63}+){0,8}\.(?:com|org|net|info|example|onion|ru|sy|ir|uk|ua)\b(?:/[^\s<>\"\u201d]*)?"
)
# A pair of coordinates: in degrees with decimals, or with minutes.
_DEGREES = (
    r"(?:[NSEW]\s?)?-?\d{1,3}(?:\.\d{2,}|\s?\u00b0\s?\d{1,2}(?:['\u2019\u2032]\s?(?:\d{1,2}(?:\.\d+)?[\"\u2033])?)?)"
    r"\s?\u00b0?(?:\s?[NSEW]\b)?"
)
_POINT = re.compile(rf"(?<![\w.\-]){_DEGREES}\s?[,;/ ]\s?{_DEGREES}")
_LAST_WORD = re.compile(r"(?<!\w)\w++$")
_MARKS = re.compile(r"\[[^\[\]]{0,80} withheld\]")
_HOST = re.compile(r"(?P<start>(?:https?|ftp)://|(?=www\.))(?:[^/@\s]*@)?(?P<host>[\w\-]+(?:\.[\w\-]+)+)(?:[:/?#].*)?")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text as it may be shown, and what was withheld from it, counted by kind."""

    text: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Hole:
    """A stretch of a text with what is put in its place."""

    start: int
    end: int
    mark: str
    kind: str


def redact_text(text: str, page: Page = NOWHERE, start: int | None = None) -> Masked:
    """A text as the public may see it, with marks for what is withheld; `start` is where it stands in the page's text.

    Whatever may be a person's name is withheld unless a list has it; see `positions`. Of a web address its host stays.

    >>> redact_text("Ahmad Haddad, 34, fled Syria").text
    '[name withheld], 34, fled Syria'
    """
    return _filled(text, _holes(text, page, start))


def whole_name(masked: str) -> str:
    """The masked name of somebody, all of it withheld where a part is, but for titles, callings, bodies and peoples.

    >>> whole_name("Sanaa [name withheld]"), whole_name("Doctor [name withheld] of Sanaa")
    ('[name withheld]', 'Doctor [name withheld] of Sanaa')
    """
    whole = masked
    for word in reversed(words_of(_blanked(masked, [match.span() for match in _MARKS.finditer(masked)]))):
        if word.capital and not _is_shown_beside(word.plain):
            before, after = whole[: word.start].rstrip(" -"), whole[word.end :].lstrip(" -")
            if after.startswith(NAME):
                whole = whole[: word.start] + after
            elif before.endswith(NAME):
                whole = before + whole[word.end :]
    return whole.replace(f"{NAME} {NAME}", NAME)


def _is_shown_beside(word: str) -> bool:
    """Whether a word with a capital beside a withheld name is no part of it: a title, a calling, a body, a people."""
    usual = rules()["rank"] | rules()["honorific"] | rules()["institution"] | rules()["function"]
    return word in usual or is_person_noun(word) or (word,) in load_known().phrases


def redact_parts(parts: Sequence[str], page: Page = NOWHERE, start: int | None = None) -> list[Masked]:
    """Texts that follow each other without a gap, masked as one; a mark that reaches over a border stands before it.

    `start` is where the first of them stands in the page's text.
    """
    whole = "".join(parts)
    cut = _cut(parts)
    holes = [*cut, *_holes(_blanked(whole, [(hole.start, hole.end) for hole in cut]), page, start)]
    holes.sort(key=lambda hole: hole.start)
    found, at = [], 0
    for part in parts:
        end = at + len(part)
        inside = [
            _Hole(max(h.start, at) - at, min(h.end, end) - at, h.mark if h.start >= at else "", h.kind)
            for h in holes
            if h.start < end and h.end > at
        ]
        found.append(_filled(part, inside))
        at = end
    return found


def _cut(parts: Sequence[str]) -> list[_Hole]:
    """The words at the outer ends that a quotation's length may have cut: what is left of a name is not seen as one."""
    length = sum(len(part) for part in parts)
    first, last = re.match(r"\w+", parts[0]), _LAST_WORD.search(parts[-1])
    found = []
    if first and len(parts[0]) >= QUOTED:
        found.append(_Hole(0, first.end(), CUT, CUT))
    if last and len(parts[-1]) >= QUOTED:
        found.append(_Hole(length - len(last.group()), length, CUT, CUT))
    return found


def _holes(text: str, page: Page, start: int | None) -> list[_Hole]:
    """What is withheld of a text, in order."""
    clear, places = normalised(text)
    found = [_whole(hole, places) for hole in _addresses(clear, page)]
    kept = [match.span() for match in _MARKS.finditer(text)]
    covered = _blanked(text, [(hole.start, hole.end) for hole in found] + kept)
    found += _names(covered, page, start)
    return sorted(found, key=lambda hole: hole.start)


def held_at(text: str, page: Page) -> frozenset[int]:
    """Where the words begin that are withheld from a text as names."""
    words = words_of(text)
    held, _ = names_in(words, page)
    return frozenset(word.start for word, one in zip(words, held, strict=True) if one)


def private_words(text: str, page: Page) -> frozenset[str]:
    """The plain words of the names that are withheld from a text, those of two letters and fewer left out."""
    words = words_of(text)
    held, kinds = names_in(words, page)
    return frozenset(w.plain for w, h, k in zip(words, held, kinds, strict=True) if h and len(w.plain) >= DISTINCTIVE)


def _whole(hole: _Hole, places: Sequence[int]) -> _Hole:
    """A hole in the normalised text as one in the text itself."""
    return _Hole(places[hole.start], places[hole.end - 1] + 1, hole.mark, hole.kind)


def _addresses(clear: str, page: Page) -> Iterator[_Hole]:
    """Web and mail addresses, handles and telephone numbers; coordinates too where places are withheld."""
    points = list(_POINT.finditer(clear)) if page.coarse or page.finer else []
    for match in points:
        yield _Hole(match.start(), match.end(), PLACE, PLACES)
    for match in _ADDRESSES.finditer(clear):
        if any(point.start() < match.end() and match.start() < point.end() for point in points):
            continue
        if _MARKS.match(clear, match.start()):
            continue
        mark = host_of(match.group(), page) if match.group("url") else None
        yield _Hole(match.start(), match.end(), mark or ADDRESS, ADDRESSES)


def host_of(address: str, page: Page) -> str | None:
    """The scheme and host of a web address; None where it is none, or where the host holds a person's name."""
    match = _HOST.fullmatch(address)
    if match is None:
        return None
    host = match.group("host").casefold()
    labels = re.split(r"[.\-_]", host)
    if any(_is_personal(label, page) for label in labels[:-1]):
        return None
    return f"{match.group('start') or ''}{host}"


def _is_personal(label: str, page: Page) -> bool:
    """Whether a part of a host is, or holds, a name that the page withholds, or begins or ends with a given name."""
    if is_given(label) or any(len(word) > DISTINCTIVE and word in label for word in page.private):
        return True
    given = (name for name in names()["given"] if len(name) > DISTINCTIVE and not is_common(name))
    return not is_english(label) and label.startswith(tuple(given))


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with stretches made of signs that are no words and part names."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = ";" * (end - start)
    return "".join(letters)


def _names(text: str, page: Page, start: int | None) -> Iterator[_Hole]:
    """The names in a text, each run of withheld words one, and the places to be withheld."""
    words = words_of(text)
    alone, kinds = names_in(words, page)
    # What the whole page shows to be a name is one in a piece of it too.
    held = [
        one or (start is not None and start + word.start in page.held) for word, one in zip(words, alone, strict=True)
    ]
    marks = _places(words, kinds, page)
    at = 0
    while at < len(words):
        if not held[at] and marks[at] is None:
            at += 1
            continue
        mark = None if held[at] else marks[at]
        end = at + 1
        while end < len(words) and words[end].joined and _same(held, marks, at, end):
            end += 1
        yield _Hole(words[at].start, words[end - 1].end, mark or NAME, PLACES if mark else NAMES)
        at = end


def _same(held: Sequence[bool], marks: Sequence[str | None], start: int, at: int) -> bool:
    """Whether a word is withheld for the same reason as the one that a run began with."""
    return held[at] if held[start] else not held[at] and marks[at] == marks[start]


def _places(words: Sequence[Word], kinds: Sequence[Kind], page: Page) -> list[str | None]:
    """For each word the mark of the place that it names, where that is to be withheld."""
    marks: list[str | None] = [page.coarse if kind is Kind.PLACE else None for kind in kinds]
    for name, mark in page.finer.items():
        for at in range(len(words) - len(name) + 1):
            if tuple(word.plain for word in words[at : at + len(name)]) == name:
                marks[at : at + len(name)] = [mark] * len(name)
    return marks


def _filled(text: str, holes: Sequence[_Hole]) -> Masked:
    """The text with marks in its holes, without hidden characters; and the holes counted."""
    shown, last = [], 0
    for hole in holes:
        shown += [_visible(text[last : hole.start]), hole.mark]
        last = hole.end
    counts = Counter(hole.kind for hole in holes if hole.mark and hole.kind != CUT)
    return Masked("".join((*shown, _visible(text[last:]))), counts)


def _visible(text: str) -> str:
    """Text without the characters that format and do not show, in which something could hide."""
    return text if text.isascii() else "".join(c for c in text if unicodedata.category(c) not in {"Cf", "Cs"})
