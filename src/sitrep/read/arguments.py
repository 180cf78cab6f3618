"""Who does and who suffers: the arguments of a trigger, found through the clause's syntax."""

from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.lexicon.tables import EventRow
from sitrep.model.annotations import Actor, Timex
from sitrep.model.parses import Parse, Token
from sitrep.read.modality import NEGATIVES, Modality
from sitrep.read.people import People
from sitrep.read.phrases import is_nominal, is_verbal, subject_of

# PLOVER sectors of those who fight.
PARTIES = frozenset({"GOV", "MIL", "REB", "UAF", "PRM", "COP"})
# "accused X of doing", "blamed X for doing", "kept X from doing": X does it, not the subject.
OBJECT_CONTROL = frozenset({"of", "for", "from"})


@dataclass(frozen=True)
class Arguments:
    """The heads of the phrases that fill a trigger's two roles."""

    actors: tuple[Token, ...] = ()
    recipients: tuple[Token, ...] = ()

    def filled(self, role: str | None, head: Token | None) -> "Arguments":
        """These arguments with one more, unless its role is none of the two."""
        if head is None:
            return self
        if role in ("actor", "both") and head not in self.actors:
            return Arguments((*self.actors, head), self.recipients)
        if role == "recipient" and head not in self.recipients:
            return Arguments(self.actors, (*self.recipients, head))
        return self


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether a verb form is passive: with an auxiliary, or a past participle after its noun."""
    if parse.child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if verb.tag != "VBN" or parse.child(verb, "aux") is not None:
        return False
    return verb.dep == "acl" or (verb.dep in ("oprd", "amod", "advcl") and parse.child(verb, "dobj") is None)


def surface_subject(parse: Parse, verb: Token) -> Token | None:
    """Who the words make the subject: its own, a relative clause's noun, an infinitive's controller."""
    own = parse.child(verb, "nsubj", "nsubjpass")
    if own is not None and own.tag not in ("WDT", "WP"):
        return own
    if verb.dep in ("relcl", "acl"):
        return _of_modifier(parse, verb)
    if verb.dep in ("oprd", "acomp", "attr"):
        return parse.child(parse.head(verb), "dobj") or subject_of(parse, parse.head(verb))
    if verb.dep == "amod":
        return parse.head(verb)
    if verb.dep == "conj" and is_verbal(parse.head(verb)):
        return surface_subject(parse, parse.head(verb))
    return controller(parse, verb) or subject_of(parse, verb)


def _of_modifier(parse: Parse, verb: Token) -> Token | None:
    """The subject of a clause that modifies a noun: the noun, or, of "a plan to strike", whose plan it is."""
    noun = parse.head(verb)
    infinitive = any(a.lower == "to" for a in parse.children(verb, "aux"))
    return noun_doer(parse, noun) if infinitive and parse.child(verb, "nsubj", "nsubjpass") is None else noun


def controller(parse: Parse, verb: Token) -> Token | None:
    """The understood subject of a verb without one: the governor's object or its doer, or None."""
    if verb.dep not in ("xcomp", "advcl", "pcomp"):
        return None
    governor = next((a for a in parse.ancestors(verb) if is_verbal(a)), None)
    if governor is None:
        return None
    by_object = verb.dep == "xcomp" or (verb.dep == "pcomp" and parse.head(verb).lower in OBJECT_CONTROL)
    controlling = parse.child(governor, "dobj", "nsubjpass") if by_object else None
    return controlling or doer(parse, governor)


def doer(parse: Parse, verb: Token) -> Token | None:
    """Who does what a verb says, active or passive; in a passive without agent the surface subject stands in."""
    if is_passive(parse, verb):
        agent = by_agent(parse, verb)
        if agent is not None:
            return agent
    return surface_subject(parse, verb)


def by_agent(parse: Parse, verb: Token) -> Token | None:
    """The noun after "by" of a passive."""
    for child in parse.children(verb, "agent", "prep"):
        if child.lower == "by":
            return parse.child(child, "pobj")
    return None


def noun_doer(parse: Parse, noun: Token) -> Token | None:
    """Who does what an event noun names: its possessor, "by" phrase, or the doer of the verb that carries it."""
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner
    agent = by_agent(parse, noun)
    if agent is not None:
        return agent
    verb = next((a for a in parse.ancestors(noun) if is_verbal(a)), None)
    return doer(parse, verb) if verb is not None else None


def verb_arguments(parse: Parse, verb: Token, row: EventRow) -> Arguments:
    """The two roles of a verbal or adjectival trigger by its row."""
    found = Arguments()
    subject = surface_subject(parse, verb)
    if is_passive(parse, verb):
        found = found.filled(row.object or "recipient", subject)
        found = found.filled(row.subject, by_agent(parse, verb))
    else:
        found = found.filled(row.subject, subject)
        for target in parse.children(verb, "dobj", "dative"):
            through = parse.child(target, "pobj")
            found = found.filled(row.object, through or target)
    return with_prepositions(parse, verb, row, found)


def noun_arguments(parse: Parse, noun: Token, spine: list[Token], row: EventRow, people: People) -> Arguments:
    """The two roles of an event noun: by its possessor, people adjective, "by", prepositions, or support verb."""
    found = with_prepositions(parse, noun, row, Arguments())
    found = found.filled(
        "actor" if row.subject == "actor" else row.subject, parse.child(noun, "poss") or by_agent(parse, noun)
    )
    if not found.actors and row.subject == "actor":
        for modifier in parse.children(noun, "amod", "compound", "nmod"):
            found = found.filled("actor" if is_party(people.at(modifier)) else None, modifier)
    if not found.actors:
        # "a strike carried out by the coalition"
        done = (by_agent(parse, v) for v in parse.children(noun, "acl") if v.tag == "VBN")
        found = found.filled(row.subject, next((agent for agent in done if agent is not None), None))
    if not found.actors and len(spine) > 1:
        carrier = doer(parse, spine[-1])
        found = found.filled(row.subject, carrier if carrier is not noun else None)
    for verb in spine[1:]:
        found = with_prepositions(parse, verb, row, found)
    return found


def is_party(actor: Actor) -> bool:
    """Whether a modifier names who does it: "Turkish strike", "rebel shelling", unlike "night raid"."""
    return actor.country is not None or bool(PARTIES & set(actor.roles))


def with_prepositions(parse: Parse, token: Token, row: EventRow, found: Arguments) -> Arguments:
    """The arguments that stand after prepositions named in the row."""
    roles = dict(p.split("=", 1) for p in row.prepositions)
    for child in parse.children(token, "prep", "agent", "dative"):
        target, role = parse.child(child, "pobj"), roles.get(child.lower)
        if role:
            found = found.filled(role, target)
    return found


def spine_of(parse: Parse, trigger: Token, modality: Modality) -> list[Token]:
    """A trigger and the verb that carries it: "conducted ... sorties", "take off for sorties", "were at odds"."""
    governor = parse.head(trigger)
    if trigger.dep in ("conj", "pobj"):
        governor = parse.head(governor)
    if trigger.dep in ("acomp", "attr", "pobj") and governor.lemma == "be":
        return [trigger, governor]
    if trigger.dep == "oprd" and is_verbal(governor):
        return [trigger, governor]
    carried = is_nominal(trigger) and trigger.dep in ("dobj", "nsubj", "nsubjpass", "pobj", "conj")
    if carried and is_verbal(governor) and modality.light(parse, governor):
        return [trigger, governor]
    return [trigger]


def people_at(people: People, heads: tuple[Token, ...], times: Sequence[Timex]) -> tuple[Actor, ...]:
    """The actors at some heads and at those joined to them, each once; "on Tuesday" is nobody."""
    found = [actor for head in heads for actor in people.together(head)]
    somebody = (a for a in dict.fromkeys(found) if a.name.lower() not in NEGATIVES)
    return tuple(a for a in somebody if not any(t.span.overlaps(a.span) for t in times))


def parties(
    row: EventRow, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients; where both sides do the same ("A and B met") the first is put with the others."""
    if row.subject == "both" and not recipients and len(actors) > 1:
        return actors[:1], actors[1:]
    return actors, recipients
