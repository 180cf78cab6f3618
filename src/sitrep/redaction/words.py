"""The word lists of redaction: English words, names that are words, and the words by which names stand."""

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from sitrep.gazetteer.names import fold
from sitrep.lexicon import load_lexicon
from sitrep.lexicon.loading import read_provenance
from sitrep.link.words import load_common
from sitrep.read.grammar.noun_classes import load_classes

_REMEMBERED = 50_000
# Endings of English inflection, with what they stand for; tried on the word's base.
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ier", "y"),
    ("iest", "y"),
    ("ily", "y"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("er", ""),
    ("er", "e"),
    ("ers", ""),
    ("ers", "e"),
    ("est", ""),
    ("est", "e"),
    ("ly", ""),
    ("ness", ""),
    ("less", ""),
    ("ful", ""),
)
# Endings before which a last letter is doubled.
_DOUBLING = frozenset({"ed", "ing", "er", "ers", "est"})
_BEGINNINGS = ("un", "re", "non", "anti", "pre", "mis", "over", "under", "co", "counter", "inter", "multi", "ultra")
_LEAST = 2


def rows_of(name: str) -> list[list[str]]:
    """The cells of each row of a data file of this room, without its header. Raises LexiconError without provenance."""
    text = (files("sitrep.redaction") / "data" / name).read_text(encoding="utf-8")
    read_provenance(name, text)
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")][1:]


def joined(rows: list[list[str]]) -> Mapping[str, frozenset[str]]:
    """The words under each key of a data file; a key may stand on several rows."""
    found: dict[str, set[str]] = {}
    for key, words, *_ in rows:
        found.setdefault(key, set()).update(words.split("|"))
    return {key: frozenset(words) for key, words in found.items()}


@cache
def rules() -> Mapping[str, frozenset[str]]:
    """The words of each rule."""
    return joined(rows_of("rules.tsv"))


@cache
def names() -> Mapping[str, frozenset[str]]:
    """Given names, and family names that are words."""
    return joined(rows_of("names.tsv"))


@cache
def _often() -> frozenset[str]:
    """Common English words, as far as they stand in the lists as they are."""
    lists = joined(rows_of("english.tsv"))
    often = frozenset[str]().union(*(words for key, words in lists.items() if key.startswith("often")))
    own = frozenset[str]().union(
        *(rules()[rule] for rule in ("function", "institution", "irregular", "rank", "people"))
    )
    return often | own | frozenset(load_common()) | _of_lexicon()


def _of_lexicon() -> frozenset[str]:
    """The words by which the reader knows events, people, measures and places."""
    lexicon = load_lexicon()
    found = {row.lemma for row in lexicon.events} | {row.noun for row in lexicon.persons}
    found |= {row.word for row in lexicon.measures} | {row.noun for row in lexicon.place_nouns}
    found |= {row.lemma for row in lexicon.cues}
    return frozenset(word for phrase in found for word in phrase.casefold().replace("-", " ").split())


@cache
def _english() -> frozenset[str]:
    """All English words of the lists, with the nouns of the noun classes."""
    lists = joined(rows_of("english.tsv"))
    return _often().union(*lists.values()) | frozenset(load_classes())


def _bases(word: str) -> list[str]:
    """What a word may be an inflected form of, itself first."""
    found = [word]
    for ending, base in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _LEAST:
            found.append(stem + base)
            if ending in _DOUBLING and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return found


@lru_cache(maxsize=_REMEMBERED)
def is_common(word: str) -> bool:
    """Whether a folded word is a common English one, or a form of one.

    >>> is_common("hospitals"), is_common("shelling"), is_common("haddad")
    (True, True, False)
    """
    return any(base in _often() for base in _bases(word))


@lru_cache(maxsize=_REMEMBERED)
def is_english(word: str) -> bool:
    """Whether a folded word is English at all, or a form or compound of such a word."""
    if any(base in _english() for base in _bases(word)):
        return True
    return any(
        any(base in _often() for base in _bases(word.removeprefix(start)))
        for start in _BEGINNINGS
        if word.startswith(start) and len(word) > len(start) + _LEAST
    )


@cache
def _adjectives() -> frozenset[str]:
    return joined(rows_of("english.tsv"))["often.adj"]


def is_adjective(word: str) -> bool:
    """Whether a folded word is a common English adjective."""
    return word in _adjectives()


def is_adverb(word: str) -> bool:
    """Whether a folded word is an English adverb: by the list, or by its ending."""
    return word in _adverbs() or (word.endswith("ly") and is_english(word))


@cache
def _adverbs() -> frozenset[str]:
    lists = joined(rows_of("english.tsv"))
    return lists["often.adv"] | lists["seldom.adv"]


_ABSTRACT = ("tion", "sion", "ment", "ness", "ance", "ence", "ship", "ism", "ility", "ology", "tions", "ments")


def is_abstract(word: str) -> bool:
    """Whether a folded word is an English noun by an ending that no name has: retraction, bombardment.

    >>> is_abstract("retraction"), is_abstract("clement")
    (True, False)
    """
    ended = word.endswith(_ABSTRACT) and len(word) > _LONG
    return ended and is_english(word) and not is_name_word(word)


# Shorter words with such endings are names too: Clement, Clarence.
_LONG = 8


@cache
def person_nouns() -> frozenset[str]:
    """Folded nouns that say who somebody is, one word each: teacher, widow, rebel."""
    own = (rules()[rule] for rule in ("rank", "kin", "bearer", "honorific"))
    nouns = frozenset(row.noun for row in load_lexicon().persons if " " not in row.noun)
    return frozenset[str]().union(nouns, *own)


def is_person_noun(word: str) -> bool:
    """Whether a folded word says who somebody is, in the singular or the plural."""
    return any(base in person_nouns() for base in _bases(word))


def is_given(word: str) -> bool:
    """Whether a folded word is on the list of given names."""
    return word in names()["given"]


def is_name_word(word: str) -> bool:
    """Whether a folded word is a name that is a word too: Grace, Baker."""
    return word in names()["given"] or word in names()["family"]


@lru_cache(maxsize=_REMEMBERED)
def plain(word: str) -> str:
    """A word as lists hold it: without case, accents, width and apostrophes.

    >>> plain("Ｈａｄｄａｄ"), plain("O’Brien")
    ('haddad', 'obrien')
    """
    lowered = unicodedata.normalize("NFKC", word).casefold()
    return fold(f"x {lowered}").removeprefix("x ").replace(" ", "") if lowered.strip() else ""


def phrase(name: str) -> tuple[str, ...]:
    """The plain words of a name, parted at spaces, hyphens and points."""
    parts = unicodedata.normalize("NFKC", name).replace("-", " ").replace(".", " ").replace("/", " ").split()
    return tuple(word for part in parts if (word := plain(part)))
