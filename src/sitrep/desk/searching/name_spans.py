"""Names in a text, by their capital letters: what is kept under a key for its sound."""

import re
from collections.abc import Iterator

from sitrep.desk.searching.folding import folded_words
from sitrep.desk.searching.sounds import key_of, sounds

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['\u2018\u2019\u02bb-\u02bf\u2032`-](?=[^\W\d_])|[\u0300-\u036f])*")
_ARTICLE = re.compile(r"^(?:al|el|ul|il|a[dnrstz]|e[dnrstz]|adh|ath|ash|esh)$", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"^(?:al|el|ul|il|a[dnrstz]|e[dnrstz]|adh|ath|ash|esh)-(?=\w)", re.IGNORECASE)
# The endings of Russian and Ukrainian cases; what stands before one is kept as well.
_CASE_ENDING = re.compile("(?<=[\u0400-\u04ff]{4})(?:ом|ем|ой|ами|ах|ам|[аеиіоуюяыь])$")
_POSSESSIVE = re.compile(r"['\u2019]s$")


def _is_name(word: str) -> bool:
    """Whether a word starts with a capital letter, an article in front or not."""
    return _ARTICLE_BEFORE.sub("", word)[:1].isupper()


def name_words(text: str) -> Iterator[str]:
    """Yield each capitalised word of a text, and each two that follow each other, with an article between or not.

    >>> list(name_words("They shelled Tell Abyad and Deir al-Zor."))
    ['They', 'Tell', 'Tell Abyad', 'Abyad', 'Deir', 'Deir al-Zor', 'al-Zor']
    """
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    for at, (start, end) in enumerate(words):
        if not _is_name(text[start:end]):
            continue
        yield _POSSESSIVE.sub("", text[start:end])
        following = at + 1
        if following < len(words) and _ARTICLE.match(text[slice(*words[following])]):
            following += 1
        if following < len(words) and _is_second(text, end, *words[following]):
            yield _POSSESSIVE.sub("", text[start : words[following][1]])


def _is_second(text: str, end: int, start: int, stop: int) -> bool:
    """Whether the word from `start` to `stop` goes on a name that ends at `end`."""
    between = text[end:start]
    return not set(between) & set('.,;:!?()[]"\n') and start - end < len(" adh-  ") and _is_name(text[start:stop])


def keyed_names(text: str) -> frozenset[tuple[str, str]]:
    """The names of a text, folded, each with the key of its sound; Cyrillic ones also without a case's ending.

    >>> sorted(name for _, name in keyed_names("из Хмеймима"))
    ['хмеимим', 'хмеимима']
    """
    names = set(name_words(text))
    names |= {_CASE_ENDING.sub("", name) for name in names}
    found = {name: key_of(sounds(name)) for name in names}
    return frozenset((key, folded_words(name)) for name, key in found.items() if key)
