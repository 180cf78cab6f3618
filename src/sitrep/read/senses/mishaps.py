"""Harm that nobody meant: accidents, people who shoot themselves, pages that call their shooting accidental."""

from collections.abc import Sequence
from dataclasses import replace

from sitrep.model.annotations import Event
from sitrep.model.parses import Parse, Token
from sitrep.read.frames.deeds import HARM
from sitrep.read.frames.triggers import Trigger
from sitrep.read.senses.scenes import ARMED, Scene

# Verbs of harm that people do to themselves by mischance or despair, and no party does to another.
SELF = frozenset({"shoot", "kill", "hurt", "injure", "wound", "stab", "hang", "burn", "cut", "poison"})
# Words for what a gun did, and for the harm that it does.
OF_GUNS = frozenset(
    {"shoot", "shot", "shooting", "fire", "hit", "strike", "kill", "injure", "hurt", "wound", "gunshot"}
)
# What vehicles and buildings do by themselves, and the words under which it is told as what harmed somebody.
WRECKS = frozenset({"derail", "capsize", "overturn", "collide", "crash"})
WHEN = frozenset({"when", "after", "as"})
BE = frozenset({"be", "appear", "seem", "look"})


def is_chance(scene: Scene, trigger: Trigger, doers: Sequence[Token]) -> bool:
    """Whether the words say that nobody meant it: "accidentally shot", "a stray bullet"; not of forces at war."""
    forces = any({"MIL", "REB", "UAF"} & set(scene.people.at(d).roles) for d in doers)
    chance = hurts_oneself(scene.parse, trigger) or is_called_chance(scene, trigger.token, doers)
    return not forces and (chance or (not doers and is_of_wreck(scene.parse, trigger.token)))


def is_of_wreck(parse: Parse, verb: Token) -> bool:
    """Whether a clause says that a wreck did the harm, and nobody the wreck: "was killed when a tram derailed"."""
    clauses = [c for v in (verb, *parse.conjuncts(verb)) for c in parse.children(v, "advcl")]
    wrecks = [c for c in clauses if c.lemma in WRECKS and parse.child(c, "nsubj") is not None]
    told = [c for c in wrecks if {m.lower for m in parse.children(c, "mark", "advmod")} & WHEN]
    return any(not parse.children(c, "advcl", "agent") for c in told)


def is_called_chance(scene: Scene, token: Token, doers: Sequence[Token] = ()) -> bool:
    """Whether a deed is called accidental: by its adverb, its adjective or its doer's, or by what it is said to be."""
    parse = scene.parse
    words = [*parse.children(token, "advmod", "amod"), *(m for d in doers for m in parse.children(d, "amod"))]
    words += [t for p in parse.children(token, "prep", "agent") if p.lower == "by" for t in parse.children(p, "pobj")]
    verb = parse.head(token)
    if token.dep == "nsubj" and verb.lemma in BE:
        words += parse.children(verb, "acomp", "attr", "oprd")
    return any(scene.senses.find("unmeant", t) is not None for t in words)


def hurts_oneself(parse: Parse, trigger: Trigger) -> bool:
    """Whether somebody only hurts himself: "the guard shot himself in the foot", and nobody else beside."""
    if trigger.token.lemma not in SELF:
        return False
    objects = parse.children(trigger.token, "dobj")
    return any(t.lower.endswith(("self", "selves")) and parse.child(t, "conj") is None for t in objects)


def is_mishap(scene: Scene, triggers: Sequence[Trigger]) -> bool:
    """Whether a page calls its shooting accidental and tells of no other violence: no force, and no other means."""
    violent = [t for t in triggers if t.row.type == "ASSAULT" and not hurts_oneself(scene.parse, t)]
    if any(t.token.lemma not in OF_GUNS for t in violent):
        return False
    if any(ARMED - {"COP"} & set(scene.people.at(a).roles) for t in violent for a in t.arguments.actors):
        return False
    called = [t for t in scene.parse.tokens if t.lemma.lower() in OF_GUNS and is_called_chance(scene, t)]
    return bool(called)


def unhurt(events: Sequence[Event], triggers: Sequence[Trigger]) -> list[Event]:
    """Some happenings, one a trigger; that nobody was hurt denies casualties, and no attack: "no guard was injured"."""
    return [
        replace(e, type=None, kind="casualties", mode=None)
        if e.type == "ASSAULT" and e.negated and not e.actors and t.token.lemma in HARM
        else e
        for e, t in zip(events, triggers, strict=True)
    ]
