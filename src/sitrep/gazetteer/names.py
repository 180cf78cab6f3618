"""Keys under which place names are found: one for the letters, one for the sound, one for the consonants.

`fold` removes what spelling conventions add (case, accents, hyphens, the Arabic article in front).
`skeleton` goes further and is the same for the usual transliterations of one Arabic or Cyrillic name, and for the
Cyrillic name itself; it joins unlike names too, so a hit by it counts less. `consonants` is what a name in Arabic
letters, which leave out the short vowels, has in common with its transliterations. How letters sound stands in
data/letters.tsv.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from sitrep.gazetteer.tables import load_table

# Letters that have no decomposition into a base letter and a mark.
LETTERS = str.maketrans(
    {"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ħ": "h"}
)
# Apostrophes and the signs for ayn and hamza stand within a word.
WITHIN = dict.fromkeys([0x27, 0x60, 0xB4, 0x2B9, *range(0x2BB, 0x2C0), 0x2C8, 0x2018, 0x2019, 0x2032, 0x5F3, 0x5F4])
# So many names are remembered as they were folded, the latest ones.
_REMEMBERED = 20_000
_BREAKS = re.compile(r"[\W_]+")
# The article of Arabic, with its letter assimilated. "el" stays: El Salvador is not Salvador.
_ARTICLE = re.compile(r"^(?:al|ad|adh|an|ar|as|ash|at|ath|az) (?=\w)")

_ANY_ARTICLE = frozenset(
    [
        "al",
        "ul",
        "el",
        "il",
        "ad",
        "ed",
        "adh",
        "an",
        "en",
        "ar",
        "er",
        "as",
        "es",
        "ash",
        "esh",
        "at",
        "et",
        "ath",
        "az",
        "ez",
    ]
)
_JOINED_ARTICLE = re.compile(r"^[aeu]([dnrstz])(?=\1)")
_CONSONANTS = (
    ("sch", "$"),
    ("tsch", "$"),
    ("tch", "$"),
    ("ch", "$"),
    ("sh", "$"),
    ("kh", "%"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("dj", "j"),
    ("zh", "j"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("x", "ks"),
    ("tz", "ts"),
)
_VOWELS = re.compile(r"(?<!^)[aeiouyw]+|^[aeiou][aeiouyw]*")
_DOUBLED = re.compile(r"(.)\1+")
_LATIN = re.compile(r"[a-z0-9 ]+")
_SPOKEN, _LAST_H = re.compile(r"[au]"), re.compile(r"h$")
# Stands before the consonants of a name in Arabic letters, where they are kept beside the skeletons.
ARABIC = "="
# Two consonants are those of too many names.
_MIN_CONSONANTS = 3


@lru_cache(maxsize=_REMEMBERED)
def fold(name: str) -> str:
    """The name without case, accents, punctuation and a leading Arabic article.

    >>> fold("Al-Bāb"), fold("Deir ez-Zor"), fold("Dar'ā")
    ('bab', 'deir ez zor', 'dara')
    """
    text = name.casefold()
    if not text.isascii():
        # Some letters of style have a capital only once they are taken apart.
        text = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS).translate(WITHIN)
        text = "".join(c for c in text if not unicodedata.combining(c))
    else:
        text = text.translate(WITHIN)
    return _ARTICLE.sub("", _BREAKS.sub(" ", text).strip())


def _vowel_class(match: re.Match[str]) -> str:
    """Back vowels and w are one class, all others another: u/ou/o/aw, and a/e/i/ei/ay."""
    return "u" if set(match.group()) & set("ouw") else "a"


def _word_skeleton(word: str) -> str:
    """One word's sounds: vowel classes, digraphs as one letter, doubled letters once."""
    word = _JOINED_ARTICLE.sub("", word)
    for spelled, sound in _CONSONANTS:
        word = word.replace(spelled, sound)
    word = _DOUBLED.sub(r"\1", _VOWELS.sub(_vowel_class, word))
    return re.sub(r"(?<=[au])h$", "", word)


@cache
def _letters(script: str) -> Mapping[str, Mapping[str, str]]:
    """The letters of a script with how they sound: anywhere, at the start of a word, and in Ukrainian."""
    return {row["letter"]: row for row in load_table("letters").rows if row["script"] == script}


def _is_of(script: str, text: str) -> bool:
    return all(c in _letters(script) or c in " 0123456789" for c in text) and not text.isascii()


def romanised(name: str) -> str:
    """A folded name in Cyrillic letters as it sounds in Latin ones; others as they are.

    >>> romanised("еленовка"), romanised("київ"), romanised("horlivka")
    ('yelenovka', 'kyiv', 'horlivka')
    """
    text = unicodedata.normalize("NFC", name)
    if text.isascii() or not _is_of("cyrillic", text):
        return name
    letters = _letters("cyrillic")
    ukrainian = any(letters[c]["ukrainian"] == "only" for c in text if c in letters)
    said: list[str] = []
    for before, letter in zip(f" {text}", text, strict=False):
        row = letters.get(letter)
        if row is None:
            said.append(letter)
        elif ukrainian and row["ukrainian"] not in ("", "only"):
            said.append(row["ukrainian"])
        else:
            said.append(row["start"] if before == " " and row["start"] else row["sound"])
    return "".join(said)


def skeleton(name: str) -> str:
    """A key that the transliterations of one name share; empty for names in neither Latin nor Cyrillic letters.

    >>> skeleton("Khan Sheikhoun") == skeleton("Khān Shaykhūn")
    True
    >>> skeleton("Deir Ezzor") == skeleton("Dayr az Zawr") == skeleton("Deir al-Zour")
    True
    >>> skeleton("Краматорск") == skeleton("Kramatorsk")
    True
    """
    folded = romanised(fold(name))
    if not _LATIN.fullmatch(folded):
        return ""
    return "".join(_word_skeleton(word) for word in own_words(folded))


def own_words(folded: str) -> list[str]:
    """The words of a folded name without articles; empty for one that is not in Latin letters."""
    words = folded.split() if _LATIN.fullmatch(folded) else []
    return [word for word in words if word not in _ANY_ARTICLE] or words


def is_arabic(name: str) -> bool:
    """Whether a name is written in Arabic letters."""
    return _is_of("arabic", fold(name))


def consonants(name: str) -> str:
    """The consonants of a name in Arabic or Latin letters, the article left out; empty for too few of them.

    >>> consonants("خان شيخون") == consonants("Khan Sheikhoun") != ""
    True
    """
    folded = fold(name)
    if _is_of("arabic", folded):
        letters = _letters("arabic")
        words = [w.removeprefix("ال") for w in folded.split()]
        text = "".join("".join(letters[c]["sound"] if c in letters else c for c in word) for word in words)
    else:
        text = "".join(_SPOKEN.sub("", _LAST_H.sub("", _word_skeleton(w))) for w in own_words(folded))
    text = _DOUBLED.sub(r"\1", text)
    return text if len(text) >= _MIN_CONSONANTS else ""
