"""One deed told again by other means: its toll, its means, whom it made known, and shots beside those whom they hit.

"A blast killed two and wounded six", "the man who was shot on Sunday", "shots rang out".
"""

from sitrep.model.annotations import Event
from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import is_definite
from sitrep.read.happenings.agreement import DEEDS, agree, is_one_count, is_one_day, is_one_place, is_same_harm
from sitrep.read.happenings.likeness import is_of_same_sort, is_one_party, shares
from sitrep.read.happenings.settings import DONE
from sitrep.read.happenings.victims import COUNT
from sitrep.read.numbers.quantities import HARM

# Phrases that say by what a deed was done: "killed by a round", "wounded in a blast".
BY = frozenset({"by", "in"})
PASSIVE = ("nsubjpass",)
INVESTIGATE = "investigate"


def is_told_otherwise(parse: Parse, one: Event, other: Event) -> bool:
    """Whether a later telling is of a deed told before, seen from its means, its toll, its victims or its inquiry."""
    if is_same_inquiry(one, other):
        return True
    if not agree(one, other):
        return False
    words = parse.at(one.trigger), parse.at(other.trigger)
    before, word = words
    if before is None or word is None:
        return False
    within = parse.sentence_number(before) == parse.sentence_number(word) and is_part(parse, word, one, other)
    return within or is_known_victim(parse, word, one, other) or is_unaimed(one, other) or is_same_toll(one, other)


def is_part(parse: Parse, word: Token, one: Event, other: Event) -> bool:
    """Whether a word in a deed's own sentence only counts those hurt by it, or says what its means did."""
    return (one.mode == other.mode and is_counted_along(one, other)) or is_of_its_means(parse, word)


def is_counted_along(one: Event, other: Event) -> bool:
    """Whether all whom a telling names are counted by the first already: "two were killed and six wounded"."""
    counted = [q.span for q in one.quantities if q.measure in HARM]
    hurt = [*(a.span for a in other.recipients), *(q.span for q in other.quantities)]
    return bool(hurt) and all(any(span.covers(h) for span in counted) for h in hurt)


def is_of_its_means(parse: Parse, word: Token) -> bool:
    """Whether a relative clause says what the means of a deed did: "killed by a round that hit the house"."""
    noun = parse.head(word)
    if word.dep != "relcl" or noun.pos != "NOUN" or parse.child(word, *PASSIVE) is not None:
        return False
    return noun.dep == "pobj" and parse.head(noun).lower in BY


def is_known_victim(parse: Parse, word: Token, one: Event, other: Event) -> bool:
    """Whether a relative clause says by a deed told before which victim is meant: "the man who was shot on Sunday"."""
    if word.dep != "relcl" or parse.child(word, *PASSIVE) is None or not is_definite(parse, parse.head(word)):
        return False
    return is_same_harm(one, other) or (one.row == other.row and not one.recipients)


def is_unaimed(one: Event, other: Event) -> bool:
    """Whether a telling names nobody hit and counts nobody, after one by the same means that does."""
    hit = bool(one.recipients) and any(q.measure in HARM for q in one.quantities)
    bare = not other.recipients and not any(q.measure in HARM for q in other.quantities)
    if one.type != "ASSAULT" or other.type != "ASSAULT" or not hit or not bare:
        return False
    return one.mode is not None and one.mode == other.mode and is_one_place(one, other)


def is_same_toll(one: Event, other: Event) -> bool:
    """Whether two tellings have the same word and sort of people, and count as many by one means or name one day."""
    if one.row != other.row or one.row == COUNT or not shares(one.recipients, other.recipients, is_of_same_sort):
        return False
    as_many = is_as_many(one, other) and one.mode is not None and one.mode == other.mode
    dated = one.time is not None and other.time is not None and is_one_day(one, other)
    several = dated and is_one_count(one, other) and any(q.best is None or q.best > 1 for q in other.quantities)
    return is_one_place(one, other) and (as_many or several)


def is_as_many(one: Event, other: Event) -> bool:
    """Whether two tellings count as many of several hit, by one measure."""
    figures = [{(q.measure, q.best) for q in e.quantities if q.best is not None and q.best > 1} for e in (one, other)]
    return bool(figures[0] & figures[1])


def is_same_inquiry(one: Event, other: Event) -> bool:
    """Whether two tellings are of one inquiry: by the same party or nobody named, into nothing else by name."""
    if {one.mode, other.mode} != {INVESTIGATE} or one.type in DEEDS or one.negated or other.negated:
        return False
    doers = not one.actors or not other.actors or shares(one.actors, other.actors, is_one_party)
    named = [a for a in other.recipients if a.named]
    going_on = {one.status, other.status} <= set(DONE) and not one.historical and not other.historical
    return doers and not named and going_on
