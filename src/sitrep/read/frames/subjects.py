"""Who does what a verb says: its subject through passives, relative clauses, control and joined verbs."""

from collections.abc import Iterator
from itertools import takewhile

from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import is_infinitive, is_nominal, is_passive, is_verbal, subject_of

# "accused X of doing", "blamed X for doing", "kept X from doing": X does it, not the subject.
OBJECT_CONTROL = frozenset({"of", "for", "from"})
# Verbs whose object is a tool of their subject: "used mortars to shell the mill".
TOOL_USE = frozenset({"use", "employ", "utilise", "utilize"})
# Verbs that lay a deed to somebody: "a raid attributed to smugglers".
LAYING = frozenset({"attribute", "ascribe"})


def surface_subject(parse: Parse, verb: Token) -> Token | None:
    """Who the words make the subject: its own, a relative clause's noun, an infinitive's controller."""
    own = parse.child(verb, "nsubj", "nsubjpass")
    modifies = verb.dep in ("relcl", "acl", "amod")
    if own is not None and not (modifies and own.tag in ("WDT", "WP")):
        return own if own.tag not in ("WDT", "WP") else meant_by(parse, own)
    if modifies:
        return _of_modifier(parse, verb)
    if verb.dep in ("oprd", "acomp", "attr"):
        return parse.child(parse.head(verb), "dobj") or subject_of(parse, parse.head(verb))
    if verb.dep == "conj" and is_verbal(parse.head(verb)):
        return surface_subject(parse, parse.head(verb))
    # "Charges for firing a gun range widely": a phrase is not the subject of what it holds.
    held = any(t.dep in ("nsubj", "nsubjpass") for t in within(parse, verb))
    return None if held else controller(parse, verb) or subject_of(parse, verb)


def meant_by(parse: Parse, pronoun: Token) -> Token | None:
    """Whom "who" or "which" stands for where its verb is no relative clause's own.

    "The raid which he says killed two", "it was his uncle who shot him".
    """
    above = list(parse.ancestors(pronoun))
    clause = next((a for a in above if a.dep == "relcl"), None)
    noun = parse.head(clause) if clause is not None else None
    if noun is not None and is_nominal(noun):
        return noun
    cleft = next((a for a in above if a.lemma == "be" and a.i < pronoun.i), None)
    named = parse.child(cleft, "attr") if cleft is not None else None
    return named if named is not None and named.i < pronoun.i and is_nominal(named) else None


def within(parse: Parse, verb: Token) -> Iterator[Token]:
    """Yield the words above a verb without a subject, up to the next verb: the phrase that it stands in."""
    return takewhile(lambda t: not is_verbal(t), parse.ancestors(verb))


def _of_modifier(parse: Parse, verb: Token) -> Token | None:
    """The subject of a clause that modifies a noun: the noun, or, of "a plan to strike", whose plan it is."""
    noun = parse.head(verb)
    return (
        noun_doer(parse, noun)
        if is_infinitive(parse, verb) and parse.child(verb, "nsubj", "nsubjpass") is None
        else noun
    )


def controller(parse: Parse, verb: Token) -> Token | None:
    """The understood subject of a verb without one: the governor's object or its doer, or None."""
    if verb.dep not in ("xcomp", "advcl", "pcomp"):
        return None
    governor = next((a for a in parse.ancestors(verb) if is_verbal(a)), None)
    if governor is None:
        return None
    by_object = (verb.dep == "xcomp" and governor.lemma not in TOOL_USE) or (
        verb.dep == "pcomp" and parse.head(verb).lower in OBJECT_CONTROL
    )
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


def laid_to(parse: Parse, verb: Token) -> Token | None:
    """Whom a verb lays a deed to: "attributed to the garrison"."""
    phrases = parse.children(verb, "prep", "dative") if verb.lemma in LAYING else []
    return next((parse.child(p, "pobj") for p in phrases if p.lower == "to"), None)


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
