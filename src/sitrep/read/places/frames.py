"""What a place name stands for by the frame it stands in: the place itself, or those who govern, play or live there.

A noun, a verb and a preposition each ask for things of some kind. A hospital stands in a place and a minister speaks
for one; a place can be visited and cannot be urged; roads go between towns and talks between governments.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib.resources import files

from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.noun_classes import class_of_word
from sitrep.read.grammar.phrases import noun_of
from sitrep.read.places.evidence import is_beside
from sitrep.read.places.spans import COMPASS

# Prepositions that say of a building or a body by name that something is in or at its house, and those that lead there.
AT_SITES = frozenset({"in", "at", "inside", "near", "outside", "behind", "around", "on", "along"})
TO_SITES = frozenset({"to", "into", "from"})
# What happens "at a Basra clinic" happens in Basra, whatever a clinic is.
AT_NOUNS = frozenset({"at", "near", "outside", "inside", "during"})
# Whatever these govern lies somewhere, or next in a journey.
SPATIAL = frozenset({"above", "after", "before", "behind", "below", "beneath", "beyond", "opposite", "past"})
AMONG = frozenset({"between", "among"})
TOWARDS = frozenset({"toward", "towards"})
PARTIES = frozenset({"by", "against", "with", "for"})
MODIFIERS = frozenset({"compound", "nmod", "poss"})
COPULAS = frozenset({"be", "become", "remain"})


class Sense(Enum):
    """How a name is meant: `WHERE` something happens or goes, a `PLACE` spoken of, or `THOSE` who are there."""

    WHERE = "where"
    PLACE = "place"
    THOSE = "those"


@cache
def load_frames() -> Mapping[str, frozenset[str]]:
    """The words and classes that ask for a place, by the name of their list."""
    raw = json.loads((files("sitrep.read.places") / "data" / "frames.json").read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in raw.items() if isinstance(words, list)}


def listed(word: Token, name: str) -> bool:
    """Whether a word stands in one of the lists."""
    return bool({word.lemma.lower(), word.lower} & load_frames()[name])


def is_of(word: Token, classes: str) -> bool:
    """Whether the class of a noun, or of the last word of a name, stands in one of the lists."""
    return class_of_word(word.lemma, word.text) in load_frames()[classes]


def is_site(word: Token) -> bool:
    """Whether a noun, or the last word of a name, is of something that stands where it is: "hospital", "Court"."""
    return (is_of(word, "site_classes") or listed(word, "site_nouns")) and not listed(word, "no_sites")


def first_of_row(parse: Parse, head: Token) -> Token:
    """The first of the names in a row, whose place in the sentence they share: "hit by Homs, Hama and Idlib"."""
    while head.dep == "conj" and parse.head(head).pos == "PROPN" and parse.head(head).text[:1].isupper():
        head = parse.head(head)
    return head


@dataclass(frozen=True)
class Frame:
    """A place name in its sentence; `governed` says that somebody speaks for it: it is a country or its capital."""

    parse: Parse
    head: Token
    name: str
    governed: bool

    @property
    def ungoverned(self) -> bool:
        """Whether it is a part of the world that nobody speaks for."""
        return self.name.lower().removeprefix("the ") in load_frames()["ungoverned"]

    def sense(self) -> Sense | None:
        """How the frame says that the name is meant; None where it says nothing."""
        if self.head.dep in MODIFIERS and self.head.head > self.head.i:
            return self.before_noun()
        head = first_of_row(self.parse, self.head)
        governor = self.parse.head(head)
        if head.dep == "dobj":
            return Sense.WHERE if listed(governor, "reached") else None
        readers = {"nsubj": self.as_subject, "npadvmod": self.before_participle, "pobj": self.after_preposition}
        if head.dep in readers:
            return readers[head.dep](governor)
        return Sense.THOSE if head.dep == "agent" else None

    def before_noun(self) -> Sense | None:
        """The sense before a noun: "Basra's hospitals" and "a Basra clinic", unlike "the Basra council"."""
        noun = self.parse.head(self.head)
        while noun.pos == "PROPN" and noun.dep in MODIFIERS and self.parse.head(noun).pos == "PROPN":
            noun = self.parse.head(noun)
        if noun.text[:1].isupper():
            return self.in_name(noun)
        if self.ungoverned:
            return Sense.PLACE
        preposition = self.parse.head(noun).lower if noun.dep == "pobj" else ""
        possessive = self.head.dep == "poss"
        if is_site(noun) or (not possessive and preposition in AT_NOUNS):
            led = preposition in AT_NOUNS | AT_SITES | TO_SITES and noun_of(self.parse, noun) is None
            return Sense.WHERE if led else Sense.PLACE
        if listed(noun, "situations"):
            return Sense.WHERE
        stands = listed(noun, "conditions") or (possessive and is_of(noun, "standing_classes"))
        return Sense.PLACE if stands and not listed(noun, "no_sites") else Sense.THOSE

    @staticmethod
    def before_participle(participle: Token) -> Sense | None:
        """The sense joined to a participle: who is "Basra-based" lives there, who is "Tehran-led" is led by people."""
        if participle.lemma == "base":
            return Sense.PLACE
        return Sense.THOSE if participle.tag == "VBN" else None

    def in_name(self, noun: Token) -> Sense | None:
        """The sense inside a longer name, which says where a building is, and else whose the body is."""
        governor = self.parse.head(noun)
        if not is_site(noun):
            # "Iraq's Basra": the one place holds the other.
            holds = self.head.dep == "poss" and class_of_word(noun.lemma, noun.text) is None
            return None if self.ungoverned or holds else Sense.THOSE
        if noun.dep == "pobj" and governor.lower in AT_SITES | TO_SITES:
            return Sense.WHERE
        if noun.dep == "dobj" and listed(governor, "reached"):
            return Sense.WHERE
        if noun.dep == "nsubj" and listed(governor, "settings"):
            return Sense.WHERE
        return Sense.PLACE if noun.dep == "nsubj" and governor.lemma in COPULAS else Sense.THOSE

    def as_subject(self, verb: Token) -> Sense:
        """The sense as subject: places see and suffer, border on others and are cities; all else is done by people."""
        if self.ungoverned or is_site(self.head):
            return Sense.PLACE
        if listed(verb, "settings"):
            return Sense.WHERE
        what = self.parse.child(verb, "attr") if verb.lemma in COPULAS else None
        if what is None:
            return Sense.THOSE
        among = self.parse.subtree(what) if what.lower == "one" else [what]
        return Sense.PLACE if any(is_site(word) for word in among) else Sense.THOSE

    def after_preposition(self, preposition: Token) -> Sense | None:
        """The sense after a preposition, by what that hangs on: "a road to", unlike "it was explained to"."""
        governor, word = self.parse.head(preposition), preposition.lower
        if word == "between" and self.governed and not is_site(governor):
            return Sense.THOSE
        if is_beside(self.parse, preposition) or (word == "of" and governor.lower in COMPASS):
            return Sense.WHERE
        if word in SPATIAL | AMONG or (word == "with" and is_site(governor)):
            return Sense.PLACE
        return self.of_parties(governor, word)

    def of_parties(self, governor: Token, word: str) -> Sense | None:
        """The sense after a preposition that mostly governs people: "for", "by", "to"."""
        if word == "for" and (self.ungoverned or listed(governor, "gone")):
            return Sense.PLACE if self.ungoverned else Sense.WHERE
        if word in PARTIES or (word in TOWARDS and governor.pos == "NOUN"):
            return Sense.THOSE
        if word != "to" or governor.pos not in ("VERB", "NOUN"):
            return None
        if listed(governor, "told"):
            return Sense.THOSE
        return Sense.WHERE if governor.pos == "VERB" else None
