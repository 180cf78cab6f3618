"""Which names of outlets may be shown, and a mark for each of the others that tells it from the rest.

An outlet is no private person where it reads as an institution, or where the host of its page, which is shown, says the
same. Whoever writes under their own name is one.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from sitrep.gazetteer.index import PlaceNames
from sitrep.model.fields import Record, text_at
from sitrep.redaction.kinds import SINGLE
from sitrep.redaction.known import load_known
from sitrep.redaction.masking import host_of
from sitrep.redaction.pages import NOWHERE, Words
from sitrep.redaction.tokens import words_of
from sitrep.redaction.words import is_common, is_english, is_given, is_name_word, joined, rows_of, rules

_HOST = re.compile(r"(?:https?://)?(?:[^/@\s]*@)?([\w\-.]+)")
_SECOND = frozenset({"ac", "co", "com", "edu", "gov", "net", "org"})
_ARTICLES = frozenset({"the", "a", "an"})
# The least letters of either half of a word that is made of two.
_PART = 4


@cache
def press() -> frozenset[str]:
    """The words that only an outlet has in its name."""
    return frozenset[str]().union(*joined(rows_of("press.tsv")).values())


def outlet_words(outlet: str) -> Words:
    """The plain words of an outlet's name, as it is looked for in texts."""
    return tuple(word.plain for word in words_of(outlet))


def outlets_of(documents: Iterable[Record], places: PlaceNames | None) -> dict[Words, str | None]:
    """Every outlet of a case by its words: None where it may be shown, else its mark, numbered in their order.

    >>> outlets_of([{"outlet": "Cedar Wire"}, {"outlet": "Haddad News"}], None)
    {('cedar', 'wire'): None, ('haddad', 'news'): '[outlet 2 withheld]'}
    """
    found: dict[Words, str | None] = {}
    numbers: dict[Words, int] = {}
    for document in documents:
        words = outlet_words(text_at(document, "outlet") or "")
        if not words:
            continue
        number = numbers.setdefault(words, len(numbers) + 1)
        told = is_press(words, places) or is_host(words, text_at(document, "url") or "", places)
        if told or found.get(words, "") is not None:
            found[words] = None if told else f"[outlet {number} withheld]"
    return found


def less_private(outlets: Mapping[Words, str | None], private: frozenset[str]) -> dict[Words, str | None]:
    """The same, where an outlet that has a word of a name withheld on any page of the case has its mark."""
    return {
        words: mark or (f"[outlet {number} withheld]" if _own(words) & private else None)
        for number, (words, mark) in enumerate(outlets.items(), start=1)
    }


def has_apart(text: str, outlets: Sequence[Words]) -> bool:
    """Whether a text has a word of these outlets, not one of the press, outside of their whole names."""
    plain = [word.plain for word in words_of(text)]
    wanted = frozenset[str]().union(*(_own(words) for words in outlets))
    for words in sorted(outlets, key=len, reverse=True):
        for at in range(len(plain) - len(words) + 1):
            if tuple(plain[at : at + len(words)]) == words:
                plain[at : at + len(words)] = [""] * len(words)
    return not wanted.isdisjoint(plain)


def is_press(words: Words, places: PlaceNames | None) -> bool:
    """Whether a name reads as an institution: a word of the press, and else English words and places, none a name."""
    if len(words) == 1 and _is_compound(words[0]):
        return True
    return _has_press(words) and all(_is_plain(word, places) for word in _own(words))


def is_host(words: Words, url: str, places: PlaceNames | None) -> bool:
    """Whether a name says what the registered part of an address, which is shown, says too, and is no person's.

    It has a word of the press, or several words that are no names.

    >>> is_host(("the", "harbour", "ledger"), "https://www.harbour-ledger.example/news", None)
    True
    """
    own = _own(words)
    if any(is_name_word(word) for word in own) or host_of(url, NOWHERE) is None:
        return False
    if not _has_press(words) and (len(words) == 1 or not all(_is_plain(word, places) for word in own)):
        return False
    squeezed = "".join(word for word in words if word not in _ARTICLES)
    return squeezed in {_registered(url), _registered(url).removeprefix("the")}


def _has_press(words: Words) -> bool:
    """Whether one of the words is of the press."""
    return not press().isdisjoint(words)


def _is_compound(word: str) -> bool:
    """Whether one word is made of a word of the press and an English one: Northwire."""
    cuts = [(word[:at], word[at:]) for at in range(_PART, len(word) - _PART + 1)]
    return not is_name_word(word) and any(
        (one in press() and is_common(two) and not is_given(two))
        or (two in press() and is_common(one) and not is_given(one))
        for one, two in cuts
    )


def _own(words: Words) -> frozenset[str]:
    """The words of a name that are not of the press, nor little ones that could not be a name."""
    return frozenset(word for word in words if word not in press() | _ARTICLES | {"of", "and", "for", "on", "in"})


def _is_plain(word: str, places: PlaceNames | None) -> bool:
    """Whether a word of an outlet's name is nobody's name: English, or a place, a body or a people."""
    if is_name_word(word) or word in rules()["honorific"]:
        return False
    known = load_known()
    listed = (word,) in known.phrases | known.countries | known.places
    return listed or is_english(word) or (places is not None and places.knows(word, SINGLE))


def _registered(url: str) -> str:
    """The letters and figures of the registered part of an address's host: `harbourledger`."""
    match = _HOST.match(url.casefold())
    labels = match.group(1).split(".")[:-1] if match else []
    if len(labels) > 1 and labels[-1] in _SECOND:
        labels = labels[:-1]
    return re.sub(r"[\W_]", "", labels[-1]) if labels else ""
