"""People counted as harmed where no verb of harm counts them: "36 dead", "the boy is in critical condition"."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from sitrep.model.annotations import Actor, Event, Quantity
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span
from sitrep.read.actors.people import People
from sitrep.read.actors.references import HE, THEY
from sitrep.read.frames.arguments import HARMING, is_known
from sitrep.read.grammar.modality import Modality, is_negated
from sitrep.read.grammar.noun_classes import noun_class
from sitrep.read.grammar.phrases import clause_head, clause_span, is_nominal, noun_of

# What a count of people tells when no verb does: "36 dead", "43 bodies".
HARM = {
    "killed": "casualties",
    "injured": "casualties",
    "casualties": "casualties",
    "bodies": "recovery",
    "displaced": "displacement",
}
# Kinds of happenings that harm people, or can.
HARMFUL = frozenset({"casualties", "damage", "recovery"})
# Words that say only that somebody was harmed, and name nobody.
NAMELESS = frozenset(
    {"dead", "body", "wounded", "injured", "casualty", "death", "fatality", "injury", "toll", "wound", "life"}
)
# Classes of nouns for what is built.
BUILT = frozenset({"structure", "vehicle"})
PRONOUNS = HE | THEY


def bare_counts(
    parse: Parse, quantities: Sequence[Quantity], told: Sequence[Event], figurative: AbstractSet[int], people: People
) -> Iterator[Event]:
    """Yield a happening of kind `casualties` for the counts of people harmed that no other happening holds.

    The counts of one clause are one happening: "16 children and three adults dead". What a figurative word
    governs ("the joke killed two of us") is none. That nobody was harmed is told where something could have harmed:
    where the page tells of force, damage or harm.
    """
    is_harmful = any(event.type in HARMING or event.kind in HARMFUL for event in told)
    held = {q.span for event in told for q in event.quantities}
    free = [q for q in quantities if q.measure in HARM and q.span not in held and q.part_of is None]
    clauses: dict[tuple[Span, str], list[Quantity]] = {}
    for quantity in free:
        head = parse.at(quantity.span)
        if head is not None and not is_thing(head) and not figurative & {t.i for t in (head, *parse.ancestors(head))}:
            clause = clause_span(parse, clause_head(parse, head))
            clauses.setdefault((clause, HARM[quantity.measure]), []).append(quantity)
    for (clause, kind), counts in clauses.items():
        spans = {q.span for q in counts}
        parts = [q for q in quantities if q.part_of in spans]
        some = all(q.best != 0 for q in counts)
        if not some and not is_harmful:
            continue
        heads = [head for q in counts if some and (head := parse.at(q.span)) is not None]
        yield Event(
            counts[0].span,
            clause,
            None,
            kind,
            None,
            "occurred",
            "events:count",
            recipients=tuple(dict.fromkeys(a for head in heads for a in harmed(parse, head, people))),
            quantities=(*counts, *parts),
        )


def is_thing(head: Token) -> bool:
    """Whether what is counted is built and no people: "between two houses with a wound"."""
    return noun_class(head) in BUILT


def with_denials(parse: Parse, counts: Iterable[Event], modality: Modality) -> list[Event]:
    """Counts, those denied that a predicate calls false: "figures of more than 60 dead were wrong"."""
    return [replace(count, negated=is_called_false(parse, parse.at(count.trigger), modality)) for count in counts]


def is_called_false(parse: Parse, head: Token | None, modality: Modality) -> bool:
    """Whether what a word belongs to is the subject of such a predicate."""
    if head is None:
        return False
    subject = next((t for t in (head, *parse.ancestors(head)) if t.dep in ("nsubj", "nsubjpass")), None)
    copula = parse.head(subject) if subject is not None else None
    if copula is None or copula.lemma != "be":
        return False
    said = [word.lemma for word in parse.children(copula, "acomp", "attr")]
    return any(modality.find("predicate", word) == "negated" for word in said) and not is_negated(parse, copula)


def harmed(parse: Parse, head: Token, people: People) -> Iterator[Actor]:
    """Yield whom a count is of: of "a clerk, Ann Day" the clerk, of "two of the herders" the herders, of "ten" none."""
    actor = people.at(head)
    whom = people.counted(head) or (noun_of(parse, head) if head.tag == "CD" else None) or head
    named = is_nominal(whom) and whom.lemma not in NAMELESS and whom.tag != "CD"
    if is_known(actor) or named:
        yield actor if is_known(actor) else people.at(whom)


def counting(event: Event, counts: Event, *, above: bool) -> Event:
    """A violent happening with the people counted as its harmed; they are whom a pronoun in it means.

    Where the count stands `above` the deed ("nine dead in a raid"), its clause tells it.
    """
    known = {q.span for q in event.quantities}
    kept = tuple(a for a in event.recipients if not counts.recipients or a.name.lower() not in PRONOUNS)
    return replace(
        event,
        trigger=counts.trigger if above else event.trigger,
        clause=counts.clause if above else event.clause,
        recipients=tuple(dict.fromkeys((*kept, *counts.recipients))),
        quantities=(*event.quantities, *(q for q in counts.quantities if q.span not in known)),
    )
