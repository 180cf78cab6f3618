"""Which trigger words tell a particular happening, and which are figures of speech, rules or stories.

Who does it must be able to mean it, what it is done to must be able to suffer it, and the talk must be of conflict and
not of sport, films or prices: one sense per discourse (Yarowsky 1995). A rule that drops a happening only ever asks the
trigger's arguments and its sentence, and what the page says elsewhere where the sentence says nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import EventRow
from sitrep.model.parses import Parse, Token
from sitrep.read.actors.people import People
from sitrep.read.frames.subjects import by_agent, surface_subject
from sitrep.read.frames.triggers import Trigger
from sitrep.read.grammar.noun_classes import noun_class
from sitrep.read.grammar.phrases import is_passive
from sitrep.read.senses.habits import in_story, is_instruction
from sitrep.read.senses.mishaps import is_chance, is_mishap
from sitrep.read.senses.publicity import is_public_act
from sitrep.read.senses.scenes import Scene
from sitrep.read.senses.weighing import is_meant_so
from sitrep.read.senses.words import ENOUGH, sign_of
from sitrep.read.stages import Layers

# What is violent or coercive: only of these is a figure of speech likely (PLOVER types; kinds of the contract).
GRAVE = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION", "THREATEN"})
GRAVE_KINDS = frozenset({"casualties", "control", "damage", "displacement", "recovery"})
# Verbs whose object is hurt, whoever does it: by storms and accidents people are killed and injured.
HURTING = frozenset({"kill", "injure", "hurt", "wound", "claim", "maim", "drown", "crush", "burn", "slay"})
# What a vehicle does by accident.
COLLIDING = frozenset({"hit", "strike", "plough", "plow", "ram", "clip", "graze", "mow"})
WOUNDING = frozenset({"injure", "hurt", "wound"})
# Classes of nouns that name nothing which one side can hold and another take.
INTANGIBLE = frozenset({"abstract", "talk", "work", "game"})
# Words for some people that are no nouns of persons.
PRONOUNS = frozenset(
    {
        "he",
        "him",
        "she",
        "her",
        "they",
        "them",
        "who",
        "whom",
        "himself",
        "herself",
        "themselves",
        "nobody",
        "somebody",
        "someone",
        "anybody",
        "anyone",
        "everybody",
        "everyone",
    }
)
# Doers that kill people in earnest; a process that kills its children does not.
UNMEANT = frozenset({"nature", "accident", "animal", "body"})
# Words for some of what "of" names.
PARTS = frozenset({"some", "many", "most", "both", "all", "each", "any", "half", "several", "part"})
# Before what something came of: "destroyed in the gale", "hurt during a storm".
CAUSAL = frozenset({"in", "by", "during", "after", "amid"})


def literal(
    parse: Parse, triggers: Sequence[Trigger], people: People, layers: Layers, lexicon: Lexicon
) -> list[Trigger]:
    """The triggers that tell a happening in the sense of their row; harm by nature or accident as `casualties`."""
    if not triggers:
        return []
    scene = Scene.of(parse, people, layers, lexicon)
    kept, mishap = [], is_mishap(scene, triggers)
    for trigger in triggers:
        sensed = sense_of(scene, trigger)
        violent = sensed is not None and sensed.row.type == "ASSAULT"
        if sensed is not None and violent and (mishap or is_wound(scene, sensed, triggers)):
            sensed = harmed(sensed)
        kept += [sensed] if sensed is not None else []
    return kept


def is_wound(scene: Scene, trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether people were hurt and nothing on the page says by whom or in what attack."""
    token = trigger.token
    if token.lemma not in WOUNDING or trigger.arguments.actors or not is_passive(scene.parse, token) or scene.armed:
        return False
    number = scene.parse.sentence_number(token)
    beside = (t for t in triggers if scene.parse.sentence_number(t.token) == number)
    return not any(t.row.type == "ASSAULT" and t.token.lemma not in HURTING for t in beside)


def is_grave(row: EventRow) -> bool:
    """Whether a row tells something violent or coercive."""
    return row.type in GRAVE or (row.type is None and row.kind in GRAVE_KINDS)


def sense_of(scene: Scene, trigger: Trigger) -> Trigger | None:
    """A trigger as it is meant: itself, harm that nobody meant, or None for a figure of speech."""
    doers, patients = doers_of(scene, trigger), patients_of(scene, trigger)
    ruling = ruled(scene, trigger, doers, patients)
    if ruling is None:
        ruling = "meant" if is_meant_so(scene, trigger, doers, patients) else "figure"
    if ruling == "harm":
        return harmed(trigger)
    return trigger if ruling == "meant" else None


def ruled(scene: Scene, trigger: Trigger, doers: list[Token], patients: list[Token]) -> str | None:
    """What a rule says a trigger is: `meant`, `harm` that nobody meant, a `figure`; None where evidence must weigh."""
    if is_instruction(scene.parse, trigger.token):
        return "figure"
    if not is_grave(trigger.row):
        return "meant" if is_public_act(scene, trigger, doers, patients) and can_will(scene, doers) else "figure"
    if trigger.row.kind == "control" and is_of_no_thing(trigger.row, patients):
        return "figure"
    if is_chance(scene, trigger, doers):
        return "harm"
    unable = by_doer(scene, trigger, doers, patients)
    if unable is not None:
        return unable
    return "figure" if in_story(scene.talk, trigger.token) else None


def is_of_no_thing(row: EventRow, patients: list[Token]) -> bool:
    """Whether all that is taken cannot be held: of a town and a bridge control changes hands, of a mood it does not."""
    taken = [t for t in patients if t.lemma not in row.needs]
    return bool(taken) and all(noun_class(t) in INTANGIBLE for t in taken)


def can_will(scene: Scene, doers: list[Token]) -> bool:
    """Whether who promises, helps or agrees can mean to: not "the weather cooperated"."""
    return not doers or any(scene.senses.find("doer", t) is None or is_somebody(scene, t) for t in doers)


def harmed(trigger: Trigger) -> Trigger:
    """A trigger as harm that nobody meant: kind `casualties`."""
    return replace(trigger, row=replace(trigger.row, type=None, kind="casualties", mode=None))


def doers_of(scene: Scene, trigger: Trigger) -> list[Token]:
    """The heads of who or what does it, as the words have it."""
    parse, token = scene.parse, trigger.token
    found = list(trigger.arguments.actors)
    if trigger.row.pos == "verb":
        agent = by_agent(parse, token) if is_passive(parse, token) else surface_subject(parse, token)
        found += [agent] if agent is not None else []
        found += [t for p in parse.children(token, "prep") if p.lower == "with" for t in parse.children(p, "pobj")]
        found += causes_of(scene, token) if agent is None else []
    else:
        found += parse.children(token, "compound", "amod", "nmod", "poss")
        found += parse.children(parse.head(token), "nsubj") if token.dep == "attr" else []
    return list(dict.fromkeys(found))


def causes_of(scene: Scene, verb: Token) -> list[Token]:
    """What a happening without a doer came of, where that is weather, an accident or an animal.

    "Two barns were destroyed in the gale", "when a tree fell".
    """
    parse = scene.parse
    near = [t for p in parse.children(verb, "prep") if p.lower in CAUSAL for t in parse.children(p, "pobj")]
    clauses = [c for c in parse.children(verb, "advcl") if parse.child(c, "advmod", "mark") is not None]
    near += [t for c in clauses for t in parse.children(c, "nsubj")]
    rows = [(t, scene.senses.find("doer", t)) for t in near]
    return [t for t, row in rows if row is not None and row.sense in ("nature", "accident", "animal")]


def patients_of(scene: Scene, trigger: Trigger) -> list[Token]:
    """The heads of what it is done to, as the words have it."""
    parse, token = scene.parse, trigger.token
    found = list(trigger.arguments.recipients)
    if trigger.row.pos == "verb":
        found += parse.children(token, "dobj")
        subject = surface_subject(parse, token)
        found += [subject] if is_passive(parse, token) and subject is not None else []
    else:
        prepositions = [p for p in parse.children(token, "prep") if p.lower in ("of", "on", "against")]
        found += [t for p in prepositions for t in parse.children(p, "pobj")]
        under = parse.head(token)
        if under.lower == "under" and parse.head(under).lemma in ("be", "come", "remain"):
            found += parse.children(parse.head(under), "nsubj")
    # Of "two of the paintings" it is the paintings.
    parts = {
        t.i: whole
        for t in found
        for p in parse.children(t, "prep")
        if p.lower == "of" and t.tag in ("CD", "DT", "NN") and t.lower in PARTS | {t.lower if t.tag == "CD" else ""}
        for whole in parse.children(p, "pobj")
    }
    unique = dict.fromkeys(parts.get(t.i, t) for t in found)
    return [t for t in unique if t.i != token.i]


def by_doer(scene: Scene, trigger: Trigger, doers: list[Token], patients: list[Token]) -> str | None:
    """`figure` or `harm` where who does it cannot mean it; None otherwise."""
    rows = [row for t in doers if (row := scene.senses.find("doer", t)) is not None and not is_somebody(scene, t)]
    if scene.is_armed(trigger.token):
        rows = [row for row in rows if row.sense in ("nature", "accident")]
    if trigger.row.pos == "noun":
        told = trigger.token.dep == "attr"
        rows = [row for row in rows if told or row.sense in ("nature", "body", "animal")]
    if not rows or any(is_somebody(scene, t) for t in doers):
        return None
    if trigger.row.type is None and trigger.row.kind != "control":
        people = scene.hurt or any(is_human(scene, t) for t in patients)
        return None if people and rows[0].sense != "market" else "figure"
    if rows[0].sense in ("market", "rule") and trigger.row.type not in ("ASSAULT", None):
        return None
    first, lemma = rows[0], trigger.token.lemma
    human = any(is_human(scene, t) for t in patients)
    if first.strength == "weak":
        # A car may blow up, and a vehicle of somebody's may attack; that one hits something is an accident.
        if not patients or lemma not in HURTING | COLLIDING:
            return None
        return "harm" if human else "figure"
    unmeant = first.sense in UNMEANT or scene.domain(scene.parse.sentence_number(trigger.token)) < ENOUGH
    return "harm" if human and lemma in HURTING and unmeant else "figure"


def is_somebody(scene: Scene, token: Token) -> bool:
    """Whether a phrase names a person, body or force, or a weapon."""
    if any(w.span.overlaps(token.span) for w in scene.weapons):
        return True
    actor = scene.people.at(token)
    opens = token.i == scene.parse.sentence(token).first and scene.senses.find("doer", token) is not None
    # A capital that opens a sentence makes no name of "snow" and "doubt".
    return bool(actor.country or actor.roles or (actor.named and not opens))


def is_human(scene: Scene, token: Token) -> bool:
    """Whether a phrase is of people: a known person, a count of people, "he", a personal name."""
    if any(t.lower in PRONOUNS for p in scene.parse.children(token, "prep") for t in scene.parse.children(p, "pobj")):
        return token.tag in ("CD", "DT")
    if token.lower in PRONOUNS or token.lemma == "life" or scene.parse.label(token) in ("PERSON", "NORP"):
        return True
    if any(q.span.overlaps(token.span) and (q.best or 0) > 1 for q in scene.hurt):
        return True
    if sign_of(scene.senses, token) == "people" or token.lemma.endswith(("man", "men", "woman", "women")):
        return True
    actor = scene.people.at(token)
    return bool(actor.roles or actor.type or actor.country or actor.status)
