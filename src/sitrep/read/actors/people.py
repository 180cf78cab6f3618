"""Looking up who stands at a token: the actor that was read there, or the phrase as its own words describe it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from sitrep.model.annotations import Actor
from sitrep.model.parses import Parse, Token, span_of
from sitrep.read.actors.naming import Naming, describe, name_phrase
from sitrep.read.grammar.noun_classes import noun_class
from sitrep.read.grammar.phrases import is_nominal, noun_of

# Kinds of noun that name somebody else than whose they are: "their allies", "its guests".
OTHERS = frozenset({"person", "kin"})
# Words that only say how many of whom stands after their "of".
COUNTING = frozenset({"number", "total", "some", "many", "most", "several", "few", "all", "both", "none", "rest"})
OWNED_BY_BODIES = frozenset({"its", "their"})


@dataclass(frozen=True)
class People:
    """The actors of a page by the end of their phrase, which is where its head stands.

    Answers are kept, by the index of the head: the readers of a page ask for the same few over and over.
    """

    parse: Parse
    naming: Naming
    by_end: dict[int, Actor]
    answers: dict[int, Actor] = field(default_factory=dict, repr=False, compare=False)
    read: dict[int, Actor | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, parse: Parse, naming: Naming, actors: Iterable[Actor]) -> "People":
        """Index the actors that were read."""
        longest_last = sorted(actors, key=lambda a: a.span.end - a.span.start)
        return cls(parse, naming, {actor.span.end: actor for actor in longest_last})

    def known(self, head: Token) -> Actor | None:
        """The actor read at a head, or None."""
        if head.i not in self.read:
            self.read[head.i] = self._read_at(head) if is_nominal(head) else None
        return self.read[head.i]

    def _read_at(self, head: Token) -> Actor | None:
        return self.by_end.get(span_of(name_phrase(self.parse, head, self.naming)).end)

    def at(self, head: Token) -> Actor:
        """Who stands at a head: the actor read there, its owner ("Russia's role"), or the bare phrase.

        Of "hundreds of students" it is the students.
        """
        if head.i not in self.answers:
            self.answers[head.i] = self._standing_at(head)
        return self.answers[head.i]

    def _standing_at(self, head: Token) -> Actor:
        counted = self.counted(head)
        if counted is not None:
            return self.at(counted)
        owner_head = self.parse.child(head, "poss")
        owner = self.known(owner_head) if owner_head is not None else None
        actor = self.known(head)
        if actor is not None:
            return actor if actor.country or owner is None else replace(actor, country=owner.country)
        bare = describe(self.parse, head, self.naming)
        # "Russia's role", "its aircraft", but "his brother" is somebody else.
        lends = owner is not None and (owner.named or (owner_head is not None and owner_head.lower in OWNED_BY_BODIES))
        if owner is not None and lends and not bare.roles and noun_class(head) not in OTHERS:
            return owner
        # "the country's helicopters" are the country's, whichever noun stands for it.
        return replace(bare, country=owner.country) if owner is not None and owner.type == "state" else bare

    def counted(self, head: Token) -> Token | None:
        """The noun after "of" where a head only counts it ("hundreds of students", "some of them"), or None."""
        counts = head.lower in self.naming.counts or head.lower in COUNTING or head.pos == "NUM"
        noun = noun_of(self.parse, head) if counts else None
        return noun if noun is not None and is_nominal(noun) and noun.pos != "PRON" else None

    def together(self, head: Token) -> list[Actor]:
        """The actors of a phrase and of those joined to it ("militants and rebels")."""
        return [self.at(t) for t in self.heads_together(head)]

    def heads_together(self, head: Token) -> list[Token]:
        """The heads of a phrase and of those joined to it."""
        joined = [t for t in self.parse.conjuncts(head) if t is head or is_nominal(t) or t.dep == "amod"]
        listed = next((t for t in self.parse.children(head, "appos") if self.is_listed(head, t)), None)
        return joined if listed is None else [*joined, *self.heads_together(listed)]

    def is_listed(self, head: Token, beside: Token) -> bool:
        """Whether what looks like an apposition is the next of a list: "his wife, his son and a guest"."""
        if self.parse.child(beside, "conj", "appos") is None:
            return False
        owners = [self.parse.child(t, "poss") for t in (head, beside)]
        owned = all(o is not None and o.tag == "PRP$" for o in owners)
        return owned or all(self.parse.child(t, "nummod") is not None for t in (head, beside))
