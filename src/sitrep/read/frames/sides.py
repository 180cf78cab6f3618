"""The two sides of a happening: who stands at the heads of its arguments, with what their phrases lend."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitrep.lexicon.tables import EventRow
from sitrep.model.annotations import Actor, Timex
from sitrep.model.parses import Parse, Token
from sitrep.read.actors.people import People
from sitrep.read.actors.references import is_one
from sitrep.read.frames.arguments import harms, is_known, party_within
from sitrep.read.grammar.modality import NEGATIVES
from sitrep.read.grammar.noun_classes import noun_class

# Those of them that only place a thing: a hall in Yemen is nobody's.
WHERE = frozenset({"in", "on", "to", "with"})
# Words that begin no name of a party: "Near Aden, four strikes hit ...".
PLACING = frozenset({"near", "outside", "inside", "around"})
# Types of those who tell of a deed and do not do it.
TELLING = frozenset({"monitor", "media", "footage", "document"})


def people_at(
    parse: Parse, people: People, heads: tuple[Token, ...], times: Sequence[Timex], row: EventRow
) -> tuple[Actor, ...]:
    """The actors at some heads and at those joined to them, each once; "on Tuesday" is nobody."""
    found: list[Actor] = []
    for head in heads:
        for token in each_of(people, head):
            actor = people.at(token)
            found += [*lent(parse, people, token, actor, row), *twins(parse, people, token, actor)]
    once = [a for n, a in enumerate(found) if not any(is_one(a, b) and a != b for b in found[:n])]
    somebody = (a for a in dict.fromkeys(once) if not is_nobody(a))
    return tuple(a for a in somebody if not any(t.span.overlaps(a.span) for t in times))


def is_nobody(actor: Actor) -> bool:
    """Whether words name nobody: "nothing", "Near Aden"."""
    name = actor.name.lower()
    return name in NEGATIVES or name.split(" ", maxsplit=1)[0] in PLACING


def each_of(people: People, head: Token) -> Iterator[Token]:
    """Yield a head and those joined to it; of "scores of nurses and cooks" the nurses and the cooks."""
    for joined in people.heads_together(head):
        counted = people.counted(joined)
        yield from [joined] if counted is None else people.heads_together(counted)


def lent(parse: Parse, people: People, head: Token, actor: Actor, row: EventRow) -> list[Actor]:
    """Somebody of no known country, by whose it is or where it is: "rebels in Chad", "positions of the Saudi army".

    A harmed thing keeps its own name; in any other deed its owner stands for it. Soldiers may stand anywhere.
    """
    author = parse.child(head, "poss")
    if actor.type == "document" and author is not None and not harms(row) and is_known(people.at(author)):
        # "welcomed the envoy's statement": who made it is welcomed
        return [people.at(author)]
    if not actor.country and head.span.end in people.naming.crewed:
        owner = owner_of(parse, head, people)
        actor = replace(actor, country=people.at(owner).country) if owner is not None else actor
    if actor.country or "MIL" in actor.roles:
        return [actor]
    if actor.roles:
        country = country_within(parse, head, people)
        return [replace(actor, country=country) if country else actor]
    owner = party_within(parse, head, people)
    # "Viewers on Malian television" are nobody's, but "the Malian side at the talks" is Mali's.
    stands = not harms(row) and noun_class(head) != "person"
    if owner is None or (parse.head(owner).lower in WHERE and not stands):
        return [actor]
    return people.together(owner) if stands else [replace(actor, country=people.at(owner).country)]


def owner_of(parse: Parse, weapon: Token, people: People) -> Token | None:
    """Whose a weapon is said or thought to be: "of the coalition", "belonging to", "believed to be Russian".

    Where it came from is nobody's: "bombers that took off from Russian territory".
    """
    after = [t for t in parse.children(weapon, "prep") if t.lower in ("of", "from", "by")]
    for phrase in (*after, *parse.children(weapon, "acl", "relcl")):
        for token in parse.subtree(phrase):
            to = token.dep == "pobj" and parse.head(token).lower in ("of", "from", "by", "to")
            where = noun_class(token) == "place"
            if (to or token.dep in ("acomp", "attr", "oprd")) and not where and is_known(people.at(token)):
                return token
    return None


def country_within(parse: Parse, head: Token, people: People) -> str | None:
    """The country that a phrase places somebody in, or whose they are: "rebels in Chad", "militias of Chad's army"."""
    for token in parse.subtree(head):
        if token.dep != "pobj" or parse.head(token).lower not in ("in", "from", "of"):
            continue
        actor = people.at(token)
        own = parse.head(token).lower == "of" and parse.head(parse.head(token)) == head
        if actor.country and (own or actor.type == "state"):
            return actor.country
    return None


def twins(parse: Parse, people: People, head: Token, actor: Actor) -> list[Actor]:
    """The second of two peoples that share a noun: the Egyptians of "French and Egyptian warships"."""
    peoples = [t for m in parse.children(head, "amod") for t in parse.conjuncts(m)[1:]]
    known = [(t, people.at(t).country) for t in peoples]
    return [
        replace(actor, span=t.span, country=country) for t, country in known if country and country != actor.country
    ]


def parties(
    row: EventRow, actors: tuple[Actor, ...], recipients: tuple[Actor, ...]
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients; where both sides do the same ("A and B met") the first is put with the others.

    A medium or monitor that tells of harm has not done it: "the monitor reported a blast, killing two".
    """
    if harms(row):
        actors = tuple(actor for actor in actors if actor.type not in TELLING)
    if row.subject == "both" and not recipients and len(actors) > 1:
        return actors[:1], actors[1:]
    return actors, recipients
