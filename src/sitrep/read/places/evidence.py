"""What speaks for a span being a place name: its label, the words around it, and the rest of the page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.gazetteer.abbreviations import is_postal, shortened
from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import PlaceNounRow
from sitrep.model.parses import Parse, Token, span_of
from sitrep.read.grammar.phrases import is_nominal
from sitrep.read.grammar.streets import STREETS
from sitrep.read.places.spans import (
    ACRONYM,
    CALLED,
    COMPASS,
    ENDLESS,
    FRAGMENTS,
    PLACE_LABELS,
    RENOWN,
    SIDES,
    Knows,
    ends_division,
    is_feature,
    is_street,
    text_of,
)

RELATIONS = {
    "in": "at", "at": "at", "on": "at", "inside": "at", "within": "at", "across": "at", "throughout": "at", "of": "at",
    "over": "at", "near": "near", "outside": "near", "around": "near", "off": "near", "by": "near", "close": "near",
    "from": "from", "to": "to", "into": "to", "toward": "to", "towards": "to", "through": "through", "via": "through",
}  # fmt: skip
# What is left or reached is no place where something happens, as what is visited or crossed is.
MOVES = {"leave": "from", "flee": "from", "quit": "from", "exit": "from", "reach": "to", "approach": "to"}
# Places in a row share the preposition of the first: "in Latakia, Syria", "in Syria's Raqqa", "in Homs and Hama".
CARRIED = ("appos", "conj", "poss")
# Signs after the place of writing: "TRIPOLI (Agency) -", "TRIPOLI --".
AFTER_DATELINE = frozenset({"(", "-", "--", "\u2014", "\u2013", ":", ","})
# With a common noun after it, a known place of so many people is meant: "a Basra apartment".
MODIFYING = 5_000
# With an institution after it, a known place of so many: "Jisr Police Department".
SEATED = 1_000
# Prepositions before places that the readings of places do not tell apart.
TOWARDS = frozenset({"from", "to", "into", "toward", "towards", "through", "via", "between", "along", "past", "beyond"})


@dataclass(frozen=True)
class Deeds:
    """The words of happenings that have a place as object: "bombed Idlib", "strikes on Douma"."""

    verbs: frozenset[str]
    nouns: frozenset[str]

    @classmethod
    @cache
    def of(cls, lexicon: Lexicon) -> "Deeds":
        """Attacks, damage and change of control, by lemma."""
        rows = [r for r in lexicon.events if r.type == "ASSAULT" or r.kind in ("control", "damage")]
        verbs = frozenset(r.lemma for r in rows if r.pos == "verb" and r.object == "recipient")
        return cls(verbs, frozenset(r.lemma for r in rows if r.pos == "noun"))

    def strike(self, parse: Parse, head: Token) -> bool:
        """Whether a noun is what such a happening is directed at."""
        governor = parse.head(head)
        if head.dep in ("dobj", "nsubjpass"):
            return governor.lemma in self.verbs
        return (
            head.dep == "pobj"
            and governor.lower in ("on", "of", "against")
            and parse.head(governor).lemma in self.nouns
        )


def relation_of(parse: Parse, head: Token) -> str | None:
    """How what happens stands to a place, by the preposition that governs its phrase; None without one."""
    token = head
    while token.dep in CARRIED and is_nominal(parse.head(token)) and parse.head(token).pos == "PROPN":
        token = parse.head(token)
    governor = parse.head(token)
    if token.dep == "dobj":
        return MOVES.get(governor.lemma)
    if is_road(parse, token) or (token.dep == "pobj" and is_beside(parse, governor)):
        return "near"
    if token.dep == "pobj" and governor.lower == "from" and is_measured(parse, governor):
        return "near"
    return RELATIONS.get(governor.lower) if token.dep == "pobj" else None


def is_measured(parse: Parse, preposition: Token) -> bool:
    """Whether a distance stands before a preposition: "12 km from Homs" is near it, not from it."""
    return preposition.i > 0 and parse.label(parse.tokens[preposition.i - 1]) == "QUANTITY"


def is_road(parse: Parse, token: Token) -> bool:
    """Whether a name is one of those that a road goes between or through: "on the Homs-Hama highway"."""
    road = parse.head(token)
    on = parse.head(road).lower if road.dep == "pobj" else ""
    return token.dep in ("compound", "nmod") and road.text in STREETS and on in ("on", "along", "near")


def is_beside(parse: Parse, preposition: Token) -> bool:
    """Whether what a preposition governs is beside the spot meant: "west of Homs", unlike "the west of Homs"."""
    word = parse.head(preposition)
    if preposition.lower == "between":
        return word.pos == "VERB"
    return preposition.lower == "of" and word.lower in COMPASS and not parse.children(word, "det")


def noun_beside(parse: Parse, tokens: Sequence[Token], nouns: Mapping[str, PlaceNounRow]) -> PlaceNounRow | None:
    """The place noun of "Idlib province" or "the town of Salma", or None."""
    head = parse.head(tokens[-1])
    if tokens[-1].dep in ("compound", "nmod") and head.lemma in nouns and head.i > tokens[-1].i:
        return nouns[head.lemma]
    if tokens[-1].lemma in nouns and len(tokens) > 1:
        return nouns[tokens[-1].lemma]
    if tokens[-1].dep == "pobj" and head.lower == "of" and parse.head(head).lemma in nouns:
        return nouns[parse.head(head).lemma]
    return None


def persons_of(parse: Parse) -> frozenset[str]:
    """The first and last names of the page's persons, from names of two words or more."""
    found: set[str] = set()
    for entity in parse.entities:
        tokens = parse.tokens[entity.first : entity.last]
        if entity.label == "PERSON" and len(tokens) > 1:
            found.update(t.text for t in tokens if t.pos == "PROPN" and t.text[:1].isupper())
    return frozenset(found)


def common_words(parse: Parse) -> frozenset[str]:
    """The words of the page that stand somewhere in small letters."""
    return frozenset(t.text for t in parse.tokens if t.text.islower())


@dataclass(frozen=True)
class Evidence:
    """A page with what tells its place names."""

    parse: Parse
    nouns: Mapping[str, PlaceNounRow]
    knows: Knows
    deeds: Deeds
    persons: frozenset[str]
    people: frozenset[str]
    common: frozenset[str]
    bodies: frozenset[str]

    def known(self, tokens: Sequence[Token]) -> bool:
        """Whether the gazetteer has a name that is no acronym and no common word of the page ("Centre")."""
        text = text_of(self.parse, tokens)
        if text.isupper() and len(text) <= ACRONYM:
            return self.knows(text, ENDLESS)
        return self.knows(text) and not (len(tokens) == 1 and tokens[0].lower in self.common | SIDES | FRAGMENTS)

    def is_place(self, tokens: list[Token]) -> bool:
        """Whether a span is a place name: the words around it say so, or the gazetteer and its position do."""
        text = text_of(self.parse, tokens)
        if not self.is_name(tokens) or text in self.bodies:
            return False
        if is_postal(text):
            return self.follows_name(tokens)
        if is_street(tokens) or is_feature(tokens) or self.opens_report(tokens):
            return True
        known, relation = self.known(tokens), relation_of(self.parse, tokens[-1])
        if known and self.in_pair(tokens):
            return True
        if text in self.persons and relation not in ("at", "near", "from"):
            return False
        return self.stands_as_place(tokens, relation, known)

    def is_name(self, tokens: Sequence[Token]) -> bool:
        """Whether a span begins with a capital and does not end in an adjective."""
        head = tokens[-1]
        return tokens[0].text[:1].isupper() and head.tag != "JJ" and (head.dep != "amod" or head.tag == "NNP")

    def inner(self, part: list[Token], after: list[Token], echoed: frozenset[str]) -> bool | None:
        """Whether the beginning of a longer name is a place.

        It is a division, a place of renown, one named elsewhere on the page, or one with an institution after it
        ("Basra Police"). A known name that is none of these is not searched for a shorter one ("New" in "New Basra").
        """
        text = text_of(self.parse, part)
        if not part[0].text[:1].isupper() or part[-1].pos not in ("PROPN", "NOUN") or text in self.bodies:
            return None
        if len(part) > 1 and part[-1].lower in CALLED and not ends_division(part):
            return None
        if ends_division(part) or text in echoed:
            return True
        if not self.known(part):
            return None
        if self.knows(text, RENOWN):
            return True
        seated = bool(after) and after[0].lower in self.people | self.nouns.keys() and self.knows(text, SEATED)
        return seated or (False if len(part) > 1 else None)

    def may_name(self, tokens: Sequence[Token]) -> bool:
        """Whether a span that the gazetteer lacks can be a name all the same: a word, and no acronym."""
        text = text_of(self.parse, tokens)
        return not text.isupper() and tokens[-1].lower not in self.common and not text.endswith(".")

    def stands_as_place(self, tokens: list[Token], relation: str | None, known: bool) -> bool:  # noqa: FBT001 what the gazetteer says
        """Whether a name stands where places stand; one that the model takes for a place needs the least."""
        if noun_beside(self.parse, tokens, self.nouns) is not None:
            return True
        if self.parse.label(tokens[-1]) in PLACE_LABELS:
            return known or (relation is not None and self.may_name(tokens))
        return known and (self.is_whither(tokens, relation) or self.modifies(tokens) or self.is_home(tokens))

    def is_whither(self, tokens: list[Token], relation: str | None) -> bool:
        """Whether a known name is where something happens or goes, is beside a place, or is a country or division."""
        head, text = tokens[-1], text_of(self.parse, tokens)
        governor = self.parse.head(head)
        if self.deeds.strike(self.parse, head) or self.knows(text, ENDLESS):
            return True
        beside = is_beside(self.parse, governor) and head.dep == "pobj"
        if relation in ("at", "near") and (beside or governor.lower not in ("of", "by", "on")):
            return True
        if governor.lower in TOWARDS and head.dep == "pobj" and self.knows(text, 1):
            return True
        return head.dep == "conj" and self.parse.label(governor) in PLACE_LABELS

    def modifies(self, tokens: list[Token]) -> bool:
        """Whether a name says where people are from or where something stands: "a Basra man", "Basra's mayor"."""
        head = tokens[-1]
        noun = self.parse.head(head)
        if head.dep not in ("compound", "nmod", "poss") or noun.tag not in ("NN", "NNS") or noun.i < head.i:
            return False
        large = self.knows(text_of(self.parse, tokens), MODIFYING)
        if self.parse.label(head) == "PERSON":
            return large and noun.lemma in self.people
        return large or noun.lemma in self.people

    def is_home(self, tokens: list[Token]) -> bool:
        """Whether a name tells where a person or an office is from: "Ali Hassan, 36, of Basra", "mayor of Basra"."""
        of = self.parse.head(tokens[-1])
        if tokens[-1].dep != "pobj" or of.lower != "of" or of.i == 0:
            return False
        before = self.parse.tokens[of.i - 1]
        if before.lower in SIDES:
            return True
        person = self.parse.label(before) == "PERSON" or before.lemma in self.people
        aged = before.text == "," and self.parse.tokens[of.i - 2].pos == "NUM"
        return person or aged

    def opens_report(self, tokens: list[Token]) -> bool:
        """Whether a known name in capitals is the place of writing: "TRIPOLI (Agency) -", "TRIPOLI, Libya --"."""
        text = text_of(self.parse, tokens)
        if not (text.isupper() and len(text) > 3 and self.knows(text)):  # noqa: PLR2004 acronyms are shorter
            return False
        after = self.parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 2]
        first = self.parse.sentence(tokens[0]).first == tokens[0].i
        return first and bool(after) and after[0].text in AFTER_DATELINE

    def in_pair(self, tokens: list[Token]) -> bool:
        """Whether a name stands with the division or country that holds it: "Basra, Iraq", "Dover, Del."."""
        return self.precedes_division(tokens) or self.follows_name(tokens)

    def precedes_division(self, tokens: list[Token]) -> bool:
        """Whether a comma and a country or division follow."""
        i = tokens[-1].i
        if i + 2 >= len(self.parse.tokens) or self.parse.tokens[i + 1].text != ",":
            return False
        return any(self.is_division(self.parse.tokens[i + 2 : i + 2 + n]) for n in (1, 2, 3))

    def follows_name(self, tokens: list[Token]) -> bool:
        """Whether this is a country or division that a known name and a comma come before."""
        i = tokens[0].i
        if i < 2 or self.parse.tokens[i - 1].text != "," or not self.is_division(tokens):  # noqa: PLR2004 name, comma
            return False
        return any(
            self.parse.tokens[i - 1 - n].text[:1].isupper()
            and self.knows(text_of(self.parse, self.parse.tokens[i - 1 - n : i - 1]))
            for n in (1, 2, 3)
            if i - 1 - n >= 0
        )

    def is_division(self, tokens: Sequence[Token]) -> bool:
        """Whether some tokens are the name or the short form of a country or a first-order division."""
        if not tokens or not tokens[0].text[:1].isupper() or tokens[-1].text in (",", "."):
            return False
        text = self.parse.document.quote(span_of(tokens))
        return shortened(text) is not None or self.knows(text, ENDLESS)
