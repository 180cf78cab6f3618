"""Who is told of as harmed more than once: first without a name and then by it, first as hurt and then as dead.

"A teenager was shot", "Omar Sule, 16, was shot"; "he was taken to hospital", "where he died".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sitrep.model.annotations import Actor, Event, Quantity
from sitrep.model.claims import Claim
from sitrep.model.spans import Span
from sitrep.read.actors.references import is_one
from sitrep.read.happenings.settings import DONE
from sitrep.read.numbers.quantities import HARM

# The row of a count of people harmed that no verb of harm tells: "he is in hospital".
COUNT = "events:count"
# Rows of words that tell a death and not what it was of.
DEATHS = frozenset({"events:die.verb", "events:pronounce.verb", "events:succumb.verb"})
# Whoever was shot may have been killed or wounded.
EITHER = "casualties"
# Words that tell of one more victim beside those told of.
FURTHER = frozenset({"another", "second", "third"})
MORE = frozenset({"other", "others", "two", "three", "both", "several"})


@dataclass(frozen=True)
class Victims:
    """Whom the page names as its only victim, by the mentions that leave the name out."""

    names: Mapping[Span, Actor]

    @classmethod
    def of(cls, events: Iterable[Event]) -> "Victims":
        """Find the unnamed mentions of a page's one victim killed, wounded or hit."""
        harmed = [pair for event in events for pair in singles(event)]
        names: dict[Span, Actor] = described_again(harmed)
        for measure in sorted(HARM):
            people = [(a, q) for a, q in harmed if can_be(q.measure, measure)]
            # A pronoun's name serves where the words that harm give none.
            named = [(a, q) for a, q in people if a.named] or [(a, q) for a, q in people if is_name(a)]
            unnamed = [(a, q) for a, q in people if (a, q) not in named]
            if named and is_one_person(named) and is_one_sex(q for _, q in (*named, *unnamed)):
                names |= {a.span: named[0][0] for a, q in unnamed if q.measure == measure}
        return cls({} if any(is_more(a, q) for a, q in harmed) else names)

    def known(self, claim: Claim) -> Claim:
        """A claim with its victim by name, where the page gives it."""
        event = claim.event
        if event is None or not self.names or not any(a.span in self.names for a in event.recipients):
            return claim
        recipients = tuple(self.names.get(a.span, a) for a in event.recipients)
        return replace(claim, event=replace(event, recipients=recipients))


def singles(event: Event) -> Iterator[tuple[Actor, Quantity]]:
    """Yield who is told as harmed in a happening that is no history, with the count of them."""
    counts = [q for q in event.quantities if q.measure in HARM and q.part_of is None and q.best != 0]
    recalled = event.historical and (event.time is not None or bool(event.places))
    if event.status in DONE and not event.negated and not recalled and len(event.recipients) == 1:
        yield from ((event.recipients[0], q) for q in counts)


def is_name(actor: Actor) -> bool:
    """Whether a mention is a name or stands for one, and does not end in a noun that a name describes."""
    return (actor.named or actor.refers_to is not None) and not actor.name.split()[-1].islower()


def described_again(harmed: Sequence[tuple[Actor, Quantity]]) -> dict[Span, Actor]:
    """Whoever is told of by a definite phrase, where nobody has a name and one is told of first: "the tailor"."""
    if not harmed or any(is_name(a) for a, _ in harmed) or not is_one_sex(q for _, q in harmed):
        return {}
    (first, _), *later = harmed
    definite = [a for a, _ in later if a.name.casefold().startswith("the ")]
    return {a.span: first for a in definite} if len(definite) == len(later) else {}


def can_be(measure: str, other: str) -> bool:
    """Whether who is counted by one measure may be who is counted by another."""
    return measure == other or EITHER in (measure, other)


def is_one_person(named: list[tuple[Actor, Quantity]]) -> bool:
    """Whether all names are of one person: the same mention, or one name within the other."""
    first = max((a for a, _ in named), key=lambda a: len(a.name))
    words = set(first.name.casefold().split())
    return all(is_one(a, first) or set(a.name.casefold().split()) <= words for a, _ in named)


def is_one_sex(counts: Iterable[Quantity]) -> bool:
    """Whether no two counts are of people of different sex."""
    return len({q.sex for q in counts if q.sex}) < len(("male", "female"))


def is_more(actor: Actor, quantity: Quantity) -> bool:
    """Whether more than one victim is told of: by a figure, or as "another"."""
    words = set(actor.name.casefold().split())
    return bool(words & MORE) or is_further(actor) or quantity.best is None or quantity.best > 1


def is_further(actor: Actor) -> bool:
    """Whether one person is told of beside another: "another man", "the second clerk"."""
    return bool(set(actor.name.casefold().split()) & FURTHER)


def is_death(event: Event) -> bool:
    """Whether a happening tells that somebody died, and not of what."""
    return event.kind == "casualties" and event.row in DEATHS and all(q.measure == "killed" for q in event.quantities)


def is_until_death(one: Event | None, other: Event | None) -> bool:
    """Whether who is first only counted as hurt then died of it: "he was taken to hospital, where he died"."""
    if one is None or other is None or one.row != COUNT or not is_death(other):
        return False
    return {q.measure for q in one.quantities} == {"injured"}
