"""What kind of word each word of a text is: on a list, a place, common, a name that is a word too, unknown."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from sitrep.redaction.known import Known, load_known
from sitrep.redaction.pages import Page
from sitrep.redaction.tokens import Word, is_latin
from sitrep.redaction.words import is_common, is_english, is_given, is_name_word, rules

# People that a place must have for its bare name, and for its name of several words, to be allowed.
SINGLE, SEVERAL = 50_000, 1_000
_PLACE_WORDS = 4
_SHORT = 2
# Words of time that are articles and numbers otherwise.
_LITTLE = frozenset({"a", "an", "the"})
_DESIGNATION = re.compile(r"[-\u2010\u2011]?\d")
_MODEL = 3


class Kind(StrEnum):
    """A word's kind. `SOFT` and `PLACE`, a place below a division, are allowed unless a name stands beside them."""

    STRONG = "strong"
    SOFT = "soft"
    PLACE = "place"
    FREE = "free"
    COMMON = "common"
    NAME = "name"
    INITIAL = "initial"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


def kinds_of(words: Sequence[Word], page: Page) -> list[Kind]:
    """The kind of each word, in order."""
    known = load_known()
    kinds = [_alone(word) for word in words]
    # How far a name of the page's own or of the gazetteer may reach.
    own = max((_PLACE_WORDS, *(len(name) for name in (*page.finer, *page.located, *page.outlets))))
    at = 0
    while at < len(words):
        kind, length = _phrase(words, at, max(own, known.reach.get(words[at].plain, 1)), page)
        if kind is not None:
            kinds[at : at + length] = [kind] * length
        at += length
    return kinds


def _alone(word: Word) -> Kind:
    """The kind of a word by itself."""
    if not is_latin(word.text) or _is_accented(word):
        return Kind.UNKNOWN if is_latin(word.text) else Kind.FOREIGN
    if len(word.plain) == 1:
        return Kind.INITIAL if word.capital and word.text not in "AIO" else Kind.FREE
    if word.plain in rules()["function"]:
        return Kind.COMMON if word.capital else Kind.FREE
    if len(word.plain) <= _MODEL and _DESIGNATION.match(word.tail) and not is_given(word.plain):
        return Kind.FREE
    if word.capital or not word.text.islower():
        return _capital(word)
    return _lower(word)


def _is_accented(word: Word) -> bool:
    """Whether a word has letters that English writes only in a few words from other languages."""
    letters = not word.text.isascii() and any(letter.isalpha() and not letter.isascii() for letter in word.text)
    return letters and word.text.casefold() not in rules()["accented"]


def _capital(word: Word) -> Kind:
    """The kind of a word in capitals or with one."""
    if is_name_word(word.plain) and word.plain not in rules()["institution"]:
        return Kind.NAME
    return Kind.COMMON if is_common(word.plain) else Kind.UNKNOWN


def _lower(word: Word) -> Kind:
    """The kind of a word in lower case: a given name that is no common word is unknown."""
    if is_given(word.plain) and not is_common(word.plain):
        return Kind.UNKNOWN
    free = len(word.plain) <= _SHORT or is_english(word.plain) or word.gap[-1:].isdigit()
    return Kind.FREE if free else Kind.UNKNOWN


def _runs(words: Sequence[Word], at: int, longest: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """The words from here on that may be one name, longest first, each with its length."""
    end = at + 1
    while end < len(words) and end - at < longest and words[end].joined:
        end += 1
    for stop in range(end, at, -1):
        yield tuple(word.plain for word in words[at:stop]), stop - at


def _phrase(words: Sequence[Word], at: int, longest: int, page: Page) -> tuple[Kind | None, int]:
    """The kind that a list gives the longest phrase that begins here, and its length; else None and 1."""
    known = load_known()
    for run, length in _runs(words, at, longest):
        kind = Kind.STRONG if _is_outlet(run, words[at : at + length], page) else None
        kind = kind or _listed(run, words[at : at + length], known)
        if kind is None and (
            _is_place(run, words[at : at + length], known, page) or _is_told_place(words, at, length, page)
        ):
            kind = Kind.PLACE
        if kind is not None:
            return kind, length
    if words[at].shouted and words[at].text in known.codes:
        return (Kind.SOFT if is_name_word(words[at].plain) else Kind.STRONG), 1
    return (Kind.SOFT if words[at].capital and _is_short(words, at, page) else None), 1


def _is_outlet(run: tuple[str, ...], words: Sequence[Word], page: Page) -> bool:
    """Whether words are the whole name of an outlet that may be shown."""
    return page.outlets.get(run, "") is None and all(word.capital for word in words)


def _listed(run: tuple[str, ...], words: Sequence[Word], known: Known) -> Kind | None:
    """The kind of words that are the name of an office holder, a body, a thing, a people or a country."""
    one, capital = len(run) == 1, any(word.capital for word in words)
    soft = Kind.SOFT if one and is_name_word(run[0]) else Kind.STRONG
    if not one and run in known.holders:
        return Kind.STRONG
    if run in known.phrases and (not one or _may_stand(words[0])) and run[0] not in _LITTLE:
        return soft
    return soft if run in known.countries and (capital or not is_english(run[0])) else None


def _is_told_place(words: Sequence[Word], at: int, length: int, page: Page) -> bool:
    """Whether the words before say that a place of one word is one, "the town of", and some place sounds like it."""
    told = at > 1 and words[at - 1].plain == "of" and words[at - 2].plain in rules()["place_noun"]
    sure = told and words[at - 2].plain not in {"people", "residents", "siege"} and words[at].joined
    return (
        sure
        and length == 1
        and words[at].capital
        and page.places is not None
        and bool(page.places.find(words[at].text))
    )


def _may_stand(word: Word) -> bool:
    """Whether a known name of one word is meant: written as a name, or no English word otherwise."""
    return word.capital or not is_name_word(word.plain)


def _is_place(run: tuple[str, ...], words: Sequence[Word], known: Known, page: Page) -> bool:
    """Whether words are the name of a place by the project's list, the page's reading or the gazetteer."""
    if (not words[-1].capital and is_english(run[-1])) or run[0] in rules()["function"]:
        return False
    if len(run) == 1 and (is_name_word(run[0]) or len(run[0]) <= _SHORT or is_common(run[0])):
        return False
    if run in known.places or run in page.finer or run in page.located:
        return True
    if page.places is None or len(run) > _PLACE_WORDS or (len(run) > 1 and any(is_given(word) for word in run)):
        return False
    return page.places.knows(" ".join(run), SINGLE if len(run) == 1 else SEVERAL)


def _is_short(words: Sequence[Word], at: int, page: Page) -> bool:
    """Whether a family name is an office holder's: one who is on the page in full, or after the title of an office."""
    word, before = words[at], words[at - 1].plain if at and words[at].joined else ""
    if before in rules()["female"]:
        return False
    if word.plain in page.holders:
        return True
    return before in rules()["office"] and any(word.plain in shorts for shorts in load_known().holders.values())
