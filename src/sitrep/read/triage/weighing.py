"""What speaks for and against a sentence that could tell a happening: its words, each with its weight.

Most words that may tell a happening mostly tell none: "a game against", "took the bus". How often each does, beside
which others, stands as weights in data/triage_weights.json, with how they were found. Only words of the lexicon have
weights, and function words beside one that may tell something ("the strike", "strike on"): no names and no topics.
Their sum decides. A word of a happening that has no weight yet counts as `new`.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sitrep.lexicon import Lexicon
from sitrep.model.identity import sha256_hex
from sitrep.read.triage.candidates import Candidates

Lemmas = Callable[[str], AbstractSet[str]]

WORD = re.compile(r"[^\W\d_]+")
FIGURE = re.compile(r"\d")
QUOTED = re.compile(r"[\"“”]")
FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me"})
# What a word that may tell a happening ends in: "bombed", "bombing" and "bombs" are told apart, and from "bomb".
ENDINGS = ("ed", "ing", "s")
# Lengths and counts are weighed in steps, the last of them open.
STEP, STEPS, MANY = 5, 8, 4
# What stands for the beginning and the end of a sentence, and for a neighbour that has no weight of its own.
EDGE, OTHER = "", "*"
# Of so many words the lemmas are remembered, the latest ones: news brings new names without end.
REMEMBERED = 100_000
# A stretch of more words is no sentence: it could not be cut, and what weights of sentences say of it means nothing.
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of words and other signs, what every sentence starts from, and the sum from which one is read.

    `digest` names them: other weights skip other sentences.
    """

    words: Mapping[str, float]
    signs: Mapping[str, float]
    start: float
    threshold: float
    digest: str


@dataclass(frozen=True, slots=True)
class Triage:
    """Which sentences are worth reading: `lemmas` gives what a word may be a form of."""

    candidates: Candidates
    weights: Weights
    lemmas: Lemmas

    def may_tell(self, text: str) -> bool:
        """Whether a sentence may tell a happening, by its words alone."""
        words = words_of(text)
        telling = self.telling(words)
        if not telling or len(words) > LONGEST:
            return bool(telling)
        return self.weigh(text, words, telling) >= self.weights.threshold

    def telling(self, words: Sequence[str]) -> frozenset[str]:
        """The lemmas in a sentence that a row of the lexicon may fit."""
        return self.candidates.among(words, frozenset().union(*map(self.lemmas, words)))

    def weigh(self, text: str, words: Sequence[str], telling: AbstractSet[str]) -> float:
        """The sum of what speaks for a sentence and against it."""
        given, signs = self.weights.words, self.weights.signs
        new = [w for w in set(words) if w not in given and self.lemmas(w) & telling]
        known = sum(given[word] for word in set(words) if word in given)
        beside = {f"{side}:{word}" for side, word in self.beside(words, telling)}
        near = {sign if sign in signs else f"{sign.partition(':')[0]}:{OTHER}" for sign in beside}
        told = {*signs_of(text, words, telling, new), *near}
        return self.weights.start + known + sum(signs.get(sign, 0.0) for sign in told)

    def beside(self, words: Sequence[str], telling: AbstractSet[str]) -> Iterator[tuple[str, str]]:
        """Yield what stands before and after each word that may tell a happening, and what the word ends in."""
        for at, word in enumerate(words):
            if self.lemmas(word) & telling:
                yield "before", words[at - 1] if at else EDGE
                yield "after", words[at + 1] if at + 1 < len(words) else EDGE
                yield "ends", next((ending for ending in ENDINGS if word.endswith(ending)), EDGE)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without figures and marks.

    >>> words_of("Two cease-fires held; 40 did not.")
    ['two', 'cease', 'fires', 'held', 'did', 'not']
    """
    return [found[0].lower() for found in WORD.finditer(text)]


def signs_of(text: str, words: Sequence[str], telling: AbstractSet[str], new: Sequence[str]) -> Iterator[str]:
    """Yield what speaks beside the words: length, how many may tell something, new ones of those, figures, speech."""
    yield f"words:{min(STEPS, len(words) // STEP)}"
    yield f"telling:{min(MANY, len(telling))}"
    if FIGURE.search(text):
        yield "figure"
    if QUOTED.search(text):
        yield "quoted"
    if "?" in text:
        yield "asked"
    if not FIRST_PERSON.isdisjoint(words):
        yield "first person"
    if new:
        yield "new"


def load_triage(lexicon: Lexicon, lemmas: Lemmas) -> Triage:
    """The triage that ships with sitrep, for the words of a lexicon."""
    return triage_with(lexicon, lemmas, load_weights())


def triage_with(lexicon: Lexicon, lemmas: Lemmas, weights: Weights) -> Triage:
    """A triage with some weights; of a word's lemmas only those that make a difference are kept, and remembered."""
    candidates = Candidates.of(lexicon)
    useful = candidates.useful()
    return Triage(candidates, weights, lru_cache(REMEMBERED)(lambda word: lemmas(word) & useful))


@cache
def load_weights() -> Weights:
    """The weights that ship with sitrep."""
    text = (files("sitrep.read.triage") / "data" / "triage_weights.json").read_text(encoding="utf-8")
    raw = json.loads(text)
    content = json.dumps([raw[key] for key in ("words", "signs", "start", "threshold")], sort_keys=True)
    return Weights(raw["words"], raw["signs"], raw["start"], raw["threshold"], sha256_hex(content.encode()))
