"""What an attack from the air is counted in: sorties flown, strikes made, targets hit.

A count keeps the measure that its own words give it ("ten killed", "four destroyed"); what is left as a plain
noun is a target where an attack is directed at it ("engaged 40 depots", "strikes on six bunkers"), and a sortie
where it is a mission that aircraft fly. Sorties are not targets, and neither are strikes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Quantity
from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import is_nominal, noun_phrase

# A mission or flight is a sortie where these words stand beside it ...
FLOWN = frozenset({"mission", "flight", "run"})
IN_COMBAT = frozenset({"combat", "bombing", "strike", "attack", "air", "assault"})
# ... or where somebody performs it: nobody "performs" a flight to London.
PERFORMED = frozenset({"perform", "effectuate", "conduct", "execute", "accomplish"})
# What attacks are counted in.
STRIKES = frozenset({"strike", "airstrike", "air-strike"})
# Measures that say nothing of how a thing was dealt with.
OPEN = frozenset({"equipment", "targets"})
AIMED = frozenset({"on", "at", "against"})
# Modes of attack that hit things; one abducts or tortures nobody's depot.
HITTING = frozenset({None, "aerial", "drone", "heavy-weapons", "targeted", "destroy", "explosives"})
POSSESSIVES = frozenset({"'", "\u2019", "'s", "\u2019s"})


@dataclass(frozen=True)
class Blows:
    """The words of attacks by lemma, and the nouns that name people."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    people: frozenset[str]
    measures: frozenset[str]


@cache
def blows(lexicon: Lexicon) -> Blows:
    """The attacks of the event table that are directed at something, and the people of the tables."""
    rows = [row for row in lexicon.events if row.type == "ASSAULT" and row.mode in HITTING]
    verbs = frozenset(row.lemma for row in rows if row.pos == "verb" and row.object == "recipient")
    nouns = frozenset(row.lemma for row in rows if row.pos == "noun")
    people = {row.noun for row in lexicon.persons if row.sort == "person"} | {
        row.word for row in lexicon.measures if row.role == "person"
    }
    return Blows(verbs, nouns, frozenset(people), frozenset(row.measure for row in lexicon.measures))


def with_targets(parse: Parse, quantities: Iterable[Quantity], lexicon: Lexicon) -> Iterator[Quantity]:
    """Yield some quantities, those of sorties, strikes and targets measured as such."""
    words = blows(lexicon)
    for quantity in quantities:
        head = parse.at(quantity.span)
        measure = measure_of(parse, head, quantity, words) if head is not None else None
        yield quantity if measure is None else replace(quantity, measure=measure)


def measure_of(parse: Parse, head: Token, quantity: Quantity, words: Blows) -> str | None:
    """`sorties`, `strikes` or `targets` for a count, or None where it stays what it is."""
    if quantity.measure in words.measures - OPEN and not is_owner(parse, head):
        return None
    if head.lemma in STRIKES:
        return "strikes"
    if head.lemma in FLOWN and is_flown(parse, head):
        return "sorties"
    person = head.lemma in words.people and not is_owner(parse, head)
    return "targets" if is_struck(parse, head, words) and not person and head.lemma not in words.nouns else None


def is_owner(parse: Parse, head: Token) -> bool:
    """Whether those counted own what is meant: "1,200 rebels' positions" counts positions."""
    if head.i + 2 >= parse.sentence(head).last:
        return False
    mark, after = parse.tokens[head.i + 1 : head.i + 3]
    return mark.text in POSSESSIVES and mark.span.start == head.span.end and (is_nominal(after) or after.pos == "ADJ")


def is_flown(parse: Parse, head: Token) -> bool:
    """Whether a mission or flight is one of combat aircraft."""
    beside = {t.lemma for t in noun_phrase(parse, head)} | {t.lower for t in noun_phrase(parse, head)}
    return bool(beside & IN_COMBAT) or parse.head(head).lemma in PERFORMED


def is_struck(parse: Parse, head: Token, words: Blows) -> bool:
    """Whether an attack is directed at what a noun names: as its object, its subject in the passive, or by "on"."""
    for token in row_of(parse, head):
        governor = parse.head(token)
        if token.dep in ("dobj", "nsubjpass") and governor.lemma in words.verbs:
            return True
        if token.dep == "pobj" and governor.lower in AIMED and is_blow(parse, governor, words):
            return True
    return False


def is_blow(parse: Parse, preposition: Token, words: Blows) -> bool:
    """Whether a preposition hangs on an attack, or on the verb that carries one: "made strikes on"."""
    above = parse.head(preposition)
    return above.lemma in words.verbs | words.nouns or any(
        c.lemma in words.nouns for c in parse.children(above, "dobj")
    )


def row_of(parse: Parse, head: Token) -> Iterator[Token]:
    """Yield a noun, those it is joined to in a row, and the noun that it is misread to be an apposition of."""
    yield head
    while head.dep in ("conj", "appos") and parse.head(head).i != head.i:
        head = parse.head(head)
        yield head
    owned = parse.head(head)
    if head.dep == "poss" and is_nominal(owned):
        yield owned
