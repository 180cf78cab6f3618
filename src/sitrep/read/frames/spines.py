"""The words that carry an event noun: its support verb, and the noun that only counts it."""

from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.modality import Modality
from sitrep.read.grammar.phrases import is_nominal, is_passive, is_verbal

# Prepositions that only date something by a deed: "came home after the raid".
WHEN = frozenset({"since", "after", "before", "during", "until", "following"})
# Prepositions of states: "were at odds", "is under siege", "was behind the raid".
STATES = frozenset({"at", "under", "on", "in", "behind"})
# Nouns that count or time the event noun after their "of".
MEASURING = frozenset(
    {
        *("day", "week", "month", "hour", "night", "year", "round", "series", "wave", "number", "string", "spate"),
        *("dozen", "hundred", "campaign", "barrage", "handful", "couple", "total", "act"),
    }
)


def spine_of(parse: Parse, trigger: Token, modality: Modality) -> list[Token]:
    """A trigger and the verb that carries it: "conducted ... sorties", "take off for sorties", "were at odds"."""
    measured = measuring(parse, trigger)
    governor = parse.head(trigger if measured is None else measured)
    if measured is None and trigger.dep in ("conj", "pobj"):
        governor = parse.head(governor)
    if trigger.dep == "pobj" and parse.head(trigger).lower in WHEN:
        return [trigger]
    stating = trigger.dep != "pobj" or parse.head(trigger).lower in STATES
    if trigger.dep == "pobj" and governor.lemma == "responsible" and governor.dep == "acomp":
        return [trigger, parse.head(governor)]
    being = trigger.dep in ("acomp", "attr", "pobj") and governor.lemma == "be" and stating
    if being or (trigger.dep == "oprd" and is_verbal(governor)):
        return [trigger, governor]
    carried = is_nominal(trigger) and trigger.dep in ("dobj", "nsubj", "nsubjpass", "pobj", "conj")
    if carried and is_verbal(governor) and modality.light(parse, governor):
        return [trigger, governor]
    raised = parse.child(governor, "xcomp") if trigger.dep == "nsubjpass" else None
    if raised is not None and is_passive(parse, raised) and modality.light(parse, raised):
        # "The raid is believed to have been carried out by smugglers."
        return [trigger, raised]
    return [trigger]


def measuring(parse: Parse, noun: Token) -> Token | None:
    """The noun that only counts an event noun: the days of "ten days of war games", the wave of "a wave of raids"."""
    of = parse.head(noun)
    if noun.dep != "pobj" or of.lower != "of" or parse.head(of).lemma not in MEASURING:
        return None
    return parse.head(of)
