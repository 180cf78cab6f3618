"""Which sentences can tell a happening at all: those with a word that the lexicon knows for one, in any of its forms.

A row that asks for company ("shoot *down*") asks for it here too, anywhere in the sentence. Whether the word is meant,
and what it is in the sentence, only a parse can say; what no row could fit needs none.
"""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from sitrep.lexicon import Lexicon
from sitrep.read.frames.triggers import speech_acts
from sitrep.read.happenings.harmed import HARM


@dataclass(frozen=True, slots=True)
class Candidates:
    """The words that may tell a happening, each with the companies of its rows, and those of counts and silences.

    `known` are the words of the lexicon's rows of happenings, cues, modality, counts, weapons and persons: what a
    sentence is weighed by.
    """

    companies: Mapping[str, tuple[frozenset[str], ...]]
    known: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Candidates":
        """The words of a lexicon."""
        companies: dict[str, list[frozenset[str]]] = {}
        for row in (*lexicon.events, *speech_acts(lexicon)):
            word, *particles = row.lemma.split()
            companies.setdefault(word, []).append(frozenset(row.needs or particles))
        counted = [row.word for row in lexicon.measures if row.measure in HARM]
        for phrase in (*counted, *(row.lemma for row in lexicon.silences)):
            word, *company = phrase.split()
            companies.setdefault(word, []).append(frozenset(company[-1:]))
        phrases = [
            *(row.lemma for row in lexicon.cues),
            *(row.lemma for row in lexicon.modality),
            *(row.word for row in lexicon.measures),
            *(row.noun for row in lexicon.persons),
            *(row.term for row in lexicon.equipment),
        ]
        words = {word.lower() for phrase in phrases for word in phrase.split()}
        return cls({word: tuple(rows) for word, rows in companies.items()}, frozenset(words | companies.keys()))

    def among(self, words: Sequence[str], lemmas: AbstractSet[str]) -> frozenset[str]:
        """Those of a sentence's words and lemmas that a row fits, as far as words can say.

        Words in a row are looked up as a hyphen would join them: "sit-in".
        """
        joined = {pair for pair in map("-".join, pairwise(words)) if pair in self.companies}
        present = (self.companies.keys() & lemmas) | joined
        return frozenset(w for w in present if any(not needs or needs & lemmas for needs in self.companies[w]))

    def useful(self) -> frozenset[str]:
        """All lemmas that make a difference: those of rows, of their companies, and those that are weighed."""
        company = (word for rows in self.companies.values() for needs in rows for word in needs)
        return frozenset({*self.companies, *self.known, *company})
