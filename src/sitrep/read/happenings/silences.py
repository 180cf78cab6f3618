"""Silences: what a page says that a party left out of its reports, did not publish, or gave no place for.

A silence is told by a denied word of reporting ("made no mention of", "did not report any", "published no record of"),
and it is a happening of its own kind: whoever kept silent is its actor, what was left out gives its place. The deed
that was left out is not told by such words, neither that it took place nor that it did not. "No casualties were
reported" is no silence: it says that there were none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import SilenceRow
from sitrep.model.annotations import Actor, Event, PlaceMention, PlaceRole, Timex
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span, hull
from sitrep.read.actors.people import People
from sitrep.read.grammar.modality import is_negated, is_none
from sitrep.read.grammar.phrases import clause_head, clause_span, is_verbal, noun_of, subject_of
from sitrep.read.stages import Layers

KIND = "other"
PREFIX = "silences:"
# Verbs that deny what they govern.
FAILING = frozenset({"fail", "decline", "refuse", "omit", "neglect"})
# Adjectives of what is open to everybody.
PUBLIC = frozenset({"published", "public", "publicly", "official", "available", "known"})
# Types of those who publish reports of a war.
PARTIES = ("state", "armed_group", "igo", "media")
# Prepositions that lead to a place.
WHERE = frozenset({"in", "for", "at", "near", "around", "over", "across", "on", "from"})
OBJECTS = ("dobj", "nsubjpass", "attr")
# Prepositions that lead from a mention to what is mentioned, and from a record to what it is of.
TO_WHAT = frozenset({"of", "to", "about", "on"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of silence by lemma and part of speech, and the nouns that name happenings and attacks."""

    rows: dict[tuple[str, str], SilenceRow]
    lemmas: frozenset[str]
    deeds: frozenset[str]
    attacks: frozenset[str]

    def at(self, token: Token, *frames: str) -> SilenceRow | None:
        """The row of a token if it stands in one of some frames."""
        kind = "adjective" if token.pos == "ADJ" else "verb" if is_verbal(token) else "noun"
        row = self.rows.get((token.lemma.lower(), kind))
        return row if row is not None and row.frame in frames else None


@cache
def words_of(lexicon: Lexicon) -> Words:
    """The words of a lexicon, indexed."""
    nouns = [row for row in lexicon.events if row.pos == "noun"]
    attacks = frozenset(row.lemma for row in nouns if row.type == "ASSAULT")
    rows = {(r.lemma, r.pos): r for r in lexicon.silences}
    return Words(rows, frozenset(lemma for lemma, _ in rows), frozenset(row.lemma for row in nouns), attacks)


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence: the word that tells it, the head of its clause, and the head of what was left out."""

    row: SilenceRow
    mode: str
    trigger: Token
    top: Token
    left_out: Token


def with_silences(
    parse: Parse, layers: Layers, lexicon: Lexicon, people: People, events: Sequence[Event]
) -> list[Event]:
    """The happenings of a page with its silences, less those that are only what was left out."""
    found = list(find_silences(parse, layers, words_of(lexicon)))
    if not found:
        return list(events)
    hidden = [span for one in found for span in spans_of(parse, one)]
    told = [event for event in events if not any(span.covers(event.trigger) for span in hidden)]
    return sorted([*told, *(make_silence(parse, layers, people, one) for one in found)], key=lambda e: e.trigger)


def spans_of(parse: Parse, found: Silence) -> Iterator[Span]:
    """Yield the words that only say what was left out: "no statement on its raids", "no mention of the raids"."""
    yield hull([parse.subtree_span(found.left_out), found.trigger.span])
    topic = led_to(parse, parse.head(found.trigger))
    if topic is not None and topic.i > found.trigger.i:
        yield parse.subtree_span(topic)


def is_silence(event: Event) -> bool:
    """Whether a happening is a silence."""
    return event.row.startswith(PREFIX)


def find_silences(parse: Parse, layers: Layers, words: Words) -> Iterator[Silence]:
    """Yield the silences of a page in order."""
    places = layers.of(PlaceMention)
    actors = [actor.span for actor in layers.of(Actor) if actor.country or actor.roles]
    for token in (t for t in parse.tokens if t.lemma.lower() in words.lemmas):
        found = of_mention(parse, token, words) or of_record(parse, token, words) or of_telling(parse, token, words)
        found = found or of_detail(parse, token, words) or of_keeping(parse, token, words)
        if found is not None and names_something(parse, found, words, places, actors):
            yield found


def of_mention(parse: Parse, token: Token, words: Words) -> Silence | None:
    """As in "Made no mention of", "no reference was made to"."""
    row = words.at(token, "mention")
    if row is None or not is_denied(parse, token):
        return None
    phrases = [*parse.children(token, "prep"), *parse.children(parse.head(token), "prep")]
    left_out = next(
        (p for phrase in phrases if phrase.lower in TO_WHAT for p in parse.children(phrase, "pobj", "pcomp")), None
    )
    return Silence(row, row.mode, token, clause_head(parse, token), left_out) if left_out is not None else None


def led_to(parse: Parse, token: Token) -> Token | None:
    """What a preposition leads to from a word: "mention of the raid", "silent on the raid"."""
    phrases = [phrase for phrase in parse.children(token, "prep") if phrase.lower in TO_WHAT]
    return next((object_ for phrase in phrases for object_ in parse.children(phrase, "pobj", "pcomp")), None)


def of_keeping(parse: Parse, token: Token, words: Words) -> Silence | None:
    """As in "was silent on the raid", "omitted the raids"."""
    row = words.at(token, "keeping")
    if row is None or is_negated(parse, token) or is_negated(parse, parse.head(token)):
        return None
    left_out = parse.child(token, "dobj", "nsubjpass") if is_verbal(token) else led_to(parse, token)
    top = token if is_verbal(token) else clause_head(parse, token)
    return Silence(row, row.mode, token, top, left_out) if left_out is not None else None


def of_record(parse: Parse, token: Token, words: Words) -> Silence | None:
    """As in "Published no record", "there is no published report", "is not known to have released any information"."""
    row, governor = words.at(token, "record"), parse.head(token)
    if row is None or token.dep not in (*OBJECTS, "ROOT") or not is_denied(parse, token):
        return None
    made_public = governor is not token and words.at(governor, "publishing") is not None
    lies_open = token.dep in ("attr", "ROOT") and any(
        child.lower in PUBLIC for child in parse.children(token, "amod", "acl")
    )
    return Silence(row, row.mode, token, clause_head(parse, token), token) if made_public or lies_open else None


def of_telling(parse: Parse, token: Token, words: Words) -> Silence | None:
    """As in "Did not report any raids", "no raids were reported"."""
    row = words.at(token, "telling", "naming")
    left_out = parse.child(token, "dobj", "nsubjpass", "xcomp") if row is not None else None
    if row is None or left_out is None or not is_denied(parse, left_out):
        return None
    found = Silence(row, row.mode, token, token, left_out)
    if row.frame == "naming":
        return found
    # "No casualties in the shelling" are none, "no count of the raids" is a silence on the raids.
    done = parse.child(left_out, "dobj") if left_out.dep == "xcomp" else left_out
    counted = noun_of(parse, done) if done is not None and done.lemma.lower() not in words.deeds else None
    return found if {t.lemma.lower() for t in (done, counted) if t is not None} & words.attacks else None


def of_detail(parse: Parse, token: Token, words: Words) -> Silence | None:
    """As in "Did not give the precise locations", "without naming the town"."""
    row, governor = words.at(token, "detail"), parse.head(token)
    if row is None or token.dep not in OBJECTS or words.at(governor, "giving") is None or not is_denied(parse, token):
        return None
    return Silence(row, row.mode, token, governor, token)


def is_denied(parse: Parse, noun: Token) -> bool:
    """Whether what a noun is the object of is denied, by its own "no", at its verb, or at the verb above that."""
    verb = parse.head(noun)
    above = parse.head(verb) if verb.dep in ("xcomp", "pcomp") else verb
    if is_none(parse, noun) or is_negated(parse, noun) or is_negated(parse, verb):
        return True
    return above is not verb and (is_negated(parse, above) or above.lemma in FAILING)


def names_something(
    parse: Parse, found: Silence, words: Words, places: Sequence[PlaceMention], actors: Sequence[Span]
) -> bool:
    """Whether what was left out is a deed or a place, and not just anybody or anything."""
    if found.row.frame not in ("mention", "keeping", "naming"):
        return True
    span = parse.subtree_span(found.left_out)
    within = parse.subtree(found.left_out)
    if any(t.lemma.lower() in words.deeds for t in within) or any(span.overlaps(p.span) for p in places):
        return True
    return found.left_out.pos == "PROPN" and not any(span.overlaps(actor) for actor in actors)


def make_silence(parse: Parse, layers: Layers, people: People, found: Silence) -> Event:
    """A silence as a happening."""
    later = [c for c in parse.children(found.top, "advcl", "parataxis") if c.i > max(found.trigger.i, found.left_out.i)]
    clause = hull([clause_span(parse, found.top, without=later), found.trigger.span])
    actors = tuple(who_kept_silent(parse, layers, people, found))
    places = tuple(places_of(parse, layers, found, clause, actors))
    times = [t for t in layers.of(Timex) if clause.covers(t.span) and t.type.value == "DATE"]
    return Event(
        trigger=found.trigger.span,
        clause=clause,
        type=None,
        kind=KIND,
        mode=found.mode,
        status="occurred",
        row=f"{PREFIX}{found.row.key}",
        actors=actors,
        time=times[0] if times else None,
        place=places[0].place if places else None,
        places=places,
    )


def who_kept_silent(parse: Parse, layers: Layers, people: People, found: Silence) -> list[Actor]:
    """Whose silence it is: the subject's of an active verb, the agent's, else the party named in the clause first."""
    verb = found.top
    subject = subject_of(parse, verb) if is_verbal(verb) else None
    is_active = subject is not None and subject.dep != "nsubjpass" and not is_none(parse, subject)
    raised = subject is not None and any(t.dep == "xcomp" for t in parse.children(verb))
    if subject is not None and (is_active or raised) and subject.lower != "there":
        return [actor for actor in people.together(subject) if actor.span != found.trigger.span]
    agents = [p for by in parse.children(verb, "agent") for p in parse.children(by, "pobj")]
    if agents:
        return people.together(agents[0])
    return named_in(parse, layers, people, found)[:1]


def named_in(parse: Parse, layers: Layers, people: People, found: Silence) -> list[Actor]:
    """The parties named in a silence: whose reports or deeds they are ("no Russian raids"), else any in its clause."""
    nouns = {found.trigger.i: found.trigger, found.left_out.i: found.left_out}.values()
    owners = [people.at(t) for noun in nouns for t in parse.children(noun, "amod", "compound", "poss")]
    places = [p.span for p in layers.of(PlaceMention) if p.reading == "literal"]
    clause = clause_span(parse, found.top)
    others = [a for a in layers.of(Actor) if clause.covers(a.span) and (a.country or a.named)]
    known = [a for a in owners if a.country or (a.named and a.type in PARTIES)]
    return known + [a for a in others if not any(a.span.overlaps(place) for place in places)]


def places_of(
    parse: Parse, layers: Layers, found: Silence, clause: Span, actors: Sequence[Actor]
) -> Iterator[PlaceRole]:
    """Yield the places that were left out: those named there, else those of the clause."""
    free = [p for p in layers.of(PlaceMention) if not any(a.span.overlaps(p.span) for a in actors)]
    within = parse.subtree_span(found.left_out)
    named = [p for p in free if within.covers(p.span)]
    yield from (PlaceRole(p, "at") for p in named or [p for p in free if clause.covers(p.span) and is_where(parse, p)])


def is_where(parse: Parse, place: PlaceMention) -> bool:
    """Whether a place says what a silence is about: "reported for Syria", "no raids near Aden"."""
    head = parse.at(place.span)
    return place.reading == "literal" or (head is not None and head.dep == "pobj" and parse.head(head).lower in WHERE)
