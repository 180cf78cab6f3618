"""By what means a violent deed was done, where the word that tells it leaves that open: "killed", "hit", "attack".

Its mode is that of the deed whose harm it tells, named within its clause or in a clause that it hangs on: "killed in
what may have been air strikes", "fired shots, wounding two". Where no word names such a deed, the weapons and vehicles
of those clauses are its means. Clauses that name deeds of several modes leave it open.

A state's bombing is from the air; of whoever owns no aircraft, or is not named, it is a bomb that went off.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Equipment, Event
from sitrep.model.parses import Parse, Token
from sitrep.read.frames.deeds import HARM
from sitrep.read.frames.triggers import Trigger, rows_by_word
from sitrep.read.grammar.noun_classes import noun_class
from sitrep.read.grammar.phrases import is_verbal

# Words that say that somebody was hurt or hit, and not by what.
OPEN = HARM | {"hit", "strike", "target", "attack", "raid", "massacre", "slay", "slaughter", "assault"}
# Modes that say by what means, less those that are the deed itself: to abduct, to destroy, to execute.
MEANS = frozenset(
    {"aerial", "beat", "crowd-control", "drone", "explosives", "firearms", "heavy-weapons", "primitive"}
    | {"suicide-attack", "torture", "unconventional"}
)
# Above these begins what somebody else says or does.
BOUNDS = frozenset({"ROOT", "ccomp", "parataxis"})
# The deed that has one mode with an air force and another without.
BOMBING = "bombing"
# What stands before that word of whoever does it: "army bombing", "occupation bombing", "deadly bombing".
BESIDE_DOERS = frozenset({None, "act", "force", "group", "person"})
BY_BOMB, BY_AIRCRAFT = "explosives", "aerial"
# Types of single people, and roles of those who have more than firearms.
PEOPLE, ARMED = frozenset({"person", "civilians"}), frozenset({"MIL", "REB", "UAF", "PRM"})
RELATIVE = frozenset({"WDT", "WP"})


@dataclass(frozen=True)
class Means:
    """The modes that words of a page tell by themselves, by token, and the equipment that it names."""

    modes: dict[int, str]
    equipment: tuple[Equipment, ...]

    @classmethod
    def of(cls, parse: Parse, words: Sequence[Trigger], equipment: Sequence[Equipment], lexicon: Lexicon) -> "Means":
        """What the trigger words of a page say of means, and nouns before another: "gunfire incident"."""
        rows = rows_by_word(lexicon)
        before = [(t, r) for t in parse.tokens if t.dep == "compound" for r in rows.get((t.lower, "noun"), ())]
        told = [(t.token, t.row) for t in words] + [(t, r) for t, r in before if not r.needs]
        modes = {t.i: r.mode for t, r in told if r.type == "ASSAULT" and r.mode is not None and r.mode in MEANS}
        return cls(modes, tuple(equipment))

    def within(self, tokens: Sequence[Token]) -> set[str]:
        """The modes that some words tell."""
        return {self.modes[t.i] for t in tokens if t.i in self.modes}

    def used(self, tokens: Sequence[Token]) -> tuple[Equipment, ...]:
        """The equipment that some words name."""
        return tuple(q for q in self.equipment if any(t.span.overlaps(q.span) for t in tokens))


def with_means(parse: Parse, triggers: Sequence[Trigger], events: Sequence[Event], means: Means) -> list[Event]:
    """Some happenings, one a trigger, each with the mode and the equipment that its clauses tell.

    What something was done to did nothing.
    """
    done_to = [r.span for e in events for r in e.recipients]
    used = tuple(q for q in means.equipment if not any(span.overlaps(q.span) for span in done_to))
    means = replace(means, equipment=used)
    return [by_means(parse, t, e, means) for t, e in zip(triggers, events, strict=True)]


def by_means(parse: Parse, trigger: Trigger, event: Event, means: Means) -> Event:
    """A violent happening with the means of the nearest clause that tells any."""
    if event.type == "ASSAULT" and event.mode == BY_BOMB:
        return from_the_air(parse, trigger, event)
    if event.type == "ASSAULT" and event.mode is None and is_fired_by_hand(event, trigger):
        return replace(event, mode="firearms")
    if event.type != "ASSAULT" or event.mode is not None or trigger.token.lemma not in OPEN:
        return event
    for tokens in clauses(parse, trigger):
        modes = means.within(tokens)
        used = event.equipment or means.used(tokens)
        if len(modes) > 1:
            return event
        if modes or used != event.equipment:
            return replace(event, mode=next(iter(modes), None), equipment=used)
    return event


def from_the_air(parse: Parse, trigger: Trigger, event: Event) -> Event:
    """A bombing as an air strike where a state did it, by nothing that is named: no "army car bombing"."""
    told = next((t for t in (trigger.token, *trigger.also) if t.lower == BOMBING), None)
    by_state = any(a.type == "state" or (a.country and a.type is None) for a in event.actors)
    if told is None or event.equipment or not by_state:
        return event
    before = parse.children(told, "compound", "amod")
    by_bomb = any(noun_class(t) not in BESIDE_DOERS for t in before)
    return event if by_bomb else replace(event, mode=BY_AIRCRAFT)


def is_fired_by_hand(event: Event, trigger: Trigger) -> bool:
    """Whether single people or police fire: they have firearms, where forces have guns of any sort."""
    by_hand = all((a.type in PEOPLE and not ARMED & set(a.roles)) or "COP" in a.roles for a in event.actors)
    return trigger.token.lemma == "fire" and bool(event.actors) and by_hand


def clauses(parse: Parse, trigger: Trigger) -> Iterator[list[Token]]:
    """Yield the words of a trigger's clause, and of each clause above that tells of the same doers.

    A verb with a subject of its own tells of others than the verb it is joined to.
    """
    word = trigger.spine[-1]
    yield own_words(parse, word, trigger)
    while is_verbal(trigger.token) and word.dep not in BOUNDS:
        subject = parse.child(word, "nsubj") if is_verbal(word) else None
        if subject is not None and subject.tag not in RELATIVE:
            return
        word = parse.head(word)
        yield own_words(parse, word, trigger)


def own_words(parse: Parse, word: Token, trigger: Trigger) -> list[Token]:
    """The words under a word, less the verbs joined to the trigger: what else was done is no means."""
    joined = {t.i for t in parse.conjuncts(trigger.spine[-1]) if is_verbal(t) and t.i > trigger.token.i}
    return [t for t in parse.subtree(word) if t.i not in joined]
