"""Whether a peaceful act is one of public life, as PLOVER codes acts between political and social actors.

"Help", "meet", "ask" and "release" are said of everybody. They tell an event where a body, an office, a force, a group
or a country takes part; what people do for one another, and what things do, is none.
"""

from sitrep.model.parses import Token
from sitrep.read.frames.triggers import Trigger
from sitrep.read.grammar.noun_classes import noun_class
from sitrep.read.grammar.phrases import is_nominal, is_verbal
from sitrep.read.senses.scenes import Scene

# Peaceful acts, which everyday words tell; PLOVER's accusations are of individuals too.
EVERYDAY = frozenset({"AID", "AGREE", "CONCEDE", "CONSULT", "COOPERATE", "REJECT", "REQUEST", "RETREAT", "SUPPORT"})
# PLOVER sectors of private life: who has no other takes part for himself.
PRIVATE = frozenset({"CVL", "CRM", "EDU", "MED", "BUS", "JRN", "UNK"})
# Sectors of whole groups that act in public: farmers, refugees, believers, workers.
GROUPS = frozenset({"CVL", "REF", "REL", "LAB"})
# Types of actors that are bodies of public life.
BODIES = frozenset({"state", "igo", "ngo", "armed_group", "party", "monitor"})
PLURAL = frozenset({"NNS", "NNPS"})
# Classes of nouns of those who fight or stand together: gunners, a column, clans.
FORCES = frozenset({"fighter", "force"})


def is_public_act(scene: Scene, trigger: Trigger, doers: list[Token], patients: list[Token]) -> bool:
    """Whether somebody of public life takes part in a peaceful act, or may, on a page of politics."""
    if trigger.row.type not in EVERYDAY:
        return True
    if trigger.row.mode == "withdraw" and is_of_a_weapon(scene, trigger.token):
        return False
    taking_part = [t for t in (*doers, *patients) if t.i != trigger.token.i]
    if any(sign.overlaps(t.span) for t in (trigger.token, *taking_part) for sign in scene.signs):
        # A truce, prisoners and peacekeepers are of public life, whoever else takes part.
        return True
    if any(is_public(scene, t) for t in taking_part) or (not doers and any(is_many(scene, t) for t in patients)):
        return True
    if any(is_private(scene, t) for t in taking_part):
        return False
    return is_political(scene, trigger.token)


def is_public(scene: Scene, token: Token) -> bool:
    """Whether a phrase is of or names a country, a body, an office, a force, or is of a whole group of people."""
    actor = scene.people.at(token)
    inside = [scene.people.at(t) for t in scene.parse.subtree(token) if is_nominal(t)]
    if any(a.country or a.type in BODIES or set(a.roles) - PRIVATE for a in (actor, *inside)):
        return True
    group = bool(GROUPS & set(actor.roles)) and is_many(scene, token)
    return group or noun_class(token) in FORCES or any(p.span.overlaps(token.span) for p in scene.places)


def is_private(scene: Scene, token: Token) -> bool:
    """Whether a phrase is of people known to be of private life: "her neighbour", "our pupils"."""
    actor = scene.people.at(token)
    return bool(actor.roles) or scene.parse.child(token, "poss") is not None


def is_many(scene: Scene, token: Token) -> bool:
    """Whether a phrase is of several people who are nobody's own: "the detainees were freed", not "her pupils"."""
    return token.tag in PLURAL and scene.parse.child(token, "poss") is None


def is_of_a_weapon(scene: Scene, verb: Token) -> bool:
    """Whether what is pulled out is a weapon and no force: "pulled out a pistol"."""
    objects = scene.parse.children(verb, "dobj") if is_verbal(verb) else []
    return any(w.span.overlaps(t.span) for w in scene.weapons for t in objects)


def is_political(scene: Scene, token: Token) -> bool:
    """Whether a sentence names a country or a body of several, other than by its police."""
    sentence = scene.parse.sentence_span(scene.parse.sentence(token))
    return any(span.overlaps(sentence) for span in scene.politics)
