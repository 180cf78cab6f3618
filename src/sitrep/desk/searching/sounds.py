"""Whether two Latin or Cyrillic spellings are of one name, by how the names of Arabic and Slavic news are romanised.

A spelling is read into sounds (data/sounds.tsv). Names whose consonants fall into the same classes are compared sound
by sound; what writers take for each other costs little (data/alike.tsv), anything else too much. How much two spellings
may differ grows with their consonants (data/limits.tsv). A name in Arabic letters has no short vowels: those are free.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from sitrep.desk.searching.folding import folded_words
from sitrep.gazetteer.names import is_arabic, own_words, romanised
from sitrep.gazetteer.tables import load_table

ROOM = "sitrep.desk.searching"
_NO_SOUND = "-"
_DOUBLED = re.compile(r"([^aeiou])\1+")
_JOINED_ARTICLE = re.compile(r"^[aeu]([dnrstz])(?=\1)")
# "Servant of": the article after it is written with it or apart, assimilated or not.
_SERVANT = re.compile(r"^abd ?[aeu](?:l|([dnrstz])(?= ?\1))? ?(?=\w{3})")
OTHER_NAME = 1000
_FEWEST_SOUNDS = 3
# A sound that is left out costs at least so much, but for the two letters of Y.
_LEAST_OF_A_SOUND = 5
_SIGNS = {"%": "x", "$": "S"}
_ARABIC_ARTICLE = "ال"
# Written vowels, and the ha that may be one; alef, waw and ya stand for themselves.
_OWN_SIGN = frozenset("اويه")


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two runs of sounds that writers take for each other, where in a name, and what that costs in hundredths."""

    one: str
    other: str
    where: str
    cost: int


@cache
def _spellings() -> tuple[Mapping[str, str], Mapping[str, str], int]:
    """The sounds of letters anywhere, those at the end of a name, and how many letters the longest has."""
    rows = [(row["letters"], row["sounds"]) for row in load_table("sounds", ROOM).rows]
    within = {letters: sounds for letters, sounds in rows if not letters.endswith("$")}
    last = {letters[:-1]: sounds for letters, sounds in rows if letters.endswith("$")}
    return within, last, max(len(letters) for letters, _ in rows)


@cache
def _classes() -> Mapping[str, str]:
    """The class of each sound, "" for sounds that come and go."""
    rows = load_table("sounds", ROOM).rows
    return {row["sounds"]: row["class"].replace(_NO_SOUND, "") for row in rows if len(row["sounds"]) == 1}


def read_likenesses(rows: tuple[Mapping[str, str], ...]) -> Mapping[tuple[str, str], tuple[Likeness, ...]]:
    """The rows of alike.tsv, both ways round, by the last sound of each side."""
    found: dict[tuple[str, str], list[Likeness]] = {}
    for row in rows:
        one, other = (row[side].replace(_NO_SOUND, "") for side in ("one", "other"))
        for a, b in {(one, other), (other, one)}:
            found.setdefault((a[-1:], b[-1:]), []).append(Likeness(a, b, row["where"], int(row["cost"])))
    return {ends: tuple(likenesses) for ends, likenesses in found.items()}


@cache
def _likenesses() -> Mapping[tuple[str, str], tuple[Likeness, ...]]:
    return read_likenesses(load_table("alike", ROOM).rows)


@cache
def _limits() -> Mapping[int, int]:
    """How much two spellings with so many consonants may differ, in hundredths."""
    return {int(row["consonants"]): int(row["cost"]) for row in load_table("limits", ROOM).rows}


def _letters(name: str) -> str:
    """The letters of a name in Latin ones, its articles left out, its words joined."""
    folded = romanised(folded_words(name))
    folded = _SERVANT.sub("abd", folded)
    words = (_JOINED_ARTICLE.sub("", word) for word in own_words(folded))
    return _DOUBLED.sub(r"\1", "".join(words))


@cache
def _arabic() -> Mapping[str, str]:
    """The sound of each Arabic letter; those that may be vowels are their own."""
    rows = [row for row in load_table("letters").rows if row["script"] == "arabic"]
    return {row["letter"]: _SIGNS.get(row["sound"], row["sound"]) for row in rows} | {s: s for s in _OWN_SIGN}


def _arabic_sounds(folded: str) -> str:
    words = [word.removeprefix(_ARABIC_ARTICLE) if len(word) > len("الاا") else word for word in folded.split()]
    return "".join(_arabic().get(letter, "") for letter in "".join(words))


@lru_cache(maxsize=1 << 16)
def sounds(name: str) -> str:
    """A Latin, Cyrillic or Arabic name as its sounds; "" for other scripts and for names with digits.

    >>> sounds("Khan Sheikhoun"), sounds("Хан-Шейхун")
    ('xanSYxun', 'xanSYxun')
    """
    if is_arabic(folded := folded_words(name)) and folded:
        return _arabic_sounds(folded)
    letters = _letters(name)
    if not (letters.isascii() and letters.isalpha()):
        return ""
    within, last, longest = _spellings()
    said, at = [], 0
    while at < len(letters):
        for size in range(min(longest, len(letters) - at), 0, -1):
            piece = letters[at : at + size]
            sound = last.get(piece) if at + size == len(letters) and at else None
            if sound := sound or within.get(piece):
                break
        said.append(sound or "")
        at += size
    return "".join(sound for sound, _ in groupby("".join(said)))


def key_of(said: str) -> str:
    """The classes of the consonants of sounds, in order: what spellings of one name share; "" for too short a name.

    >>> key_of(sounds("Qusayr")) == key_of(sounds("Kuseir"))
    True
    """
    classes = _classes()
    found = "".join(kind for kind, _ in groupby(classes.get(sound, "") for sound in said if classes.get(sound)))
    return found if len(said) >= _FEWEST_SOUNDS else ""


def _consonants(said: str) -> int:
    """How many consonants there are, v among them, which comes and goes with w and so has no class."""
    return sum(1 for sound in said if _classes().get(sound) or sound == "v")


def difference(one: str, other: str, *, of_arabic: bool = False) -> int:
    """How much two names in sounds differ, in hundredths: the cheapest way to take one for the other."""
    likenesses = _likenesses()
    width = len(other) + 1
    costs = [[OTHER_NAME] * width for _ in range(len(one) + 1)]
    costs[0][0] = 0
    for i in range(len(one) + 1):
        for j in range(width):
            if i and j and one[i - 1] == other[j - 1]:
                costs[i][j] = costs[i - 1][j - 1]
            for ends in {(one[i - 1 : i], other[j - 1 : j]), (one[i - 1 : i], ""), ("", other[j - 1 : j])}:
                for row in likenesses.get(ends, ()):
                    if (of_arabic or row.where != "arabic") and _fits(row, one, other, i, j):
                        cost = costs[i - len(row.one)][j - len(row.other)] + row.cost
                        costs[i][j] = min(costs[i][j], cost)
    return costs[-1][-1]


def _fits(row: Likeness, one: str, other: str, i: int, j: int) -> bool:
    """Whether a likeness fits the sounds that end at `i` and `j`."""
    if row.where == "end" and (i < len(one) or j < len(other)):
        return False
    return one.endswith(row.one, 0, i) and other.endswith(row.other, 0, j)


@lru_cache(maxsize=1 << 16)
def are_alike(one: str, other: str, most: int | None = None) -> bool:
    """Whether two spellings may be of one name; `most` is by how much they may differ, else that goes by their length.

    >>> are_alike("Qusayr", "Al-Kuseir"), are_alike("Homs", "Hamas"), are_alike("Kharkiv", "Kherson")
    (True, False, False)
    """
    first, second = sounds(one), sounds(other)
    if not key_of(first) or key_of(first) != key_of(second):
        return False
    fewest = min(_consonants(first), _consonants(second), max(_limits()))
    limit = _limits().get(fewest, 0) if most is None else most
    arabic = is_arabic(one) != is_arabic(other)
    if not arabic and abs(len(first) - len(second)) * _LEAST_OF_A_SOUND > limit:
        return False
    return difference(first, second, of_arabic=arabic) <= limit
