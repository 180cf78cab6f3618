"""Who is named: noun phrases that act, suffer or speak, with pronouns and short forms resolved."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Actor, Equipment
from sitrep.model.parses import Parse, Token
from sitrep.read.naming import Naming, describe_phrase, find_role
from sitrep.read.phrases import is_nominal, noun_phrase
from sitrep.read.references import Mention, refer, stands_for_another
from sitrep.read.stages import Layers

PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "inside", "outside", "around", "across", "over", "into", "through", "throughout", "within"}
)


@dataclass(frozen=True)
class ActorReader:
    """The stage that reads actors."""

    countries: Countries

    def __call__(self, parse: Parse, layers: Layers, lexicon: Lexicon) -> Iterator[Actor]:
        """Yield every phrase that names somebody; pronouns and short forms with what they refer to."""
        naming = Naming.of(lexicon, self.countries, layers.of(Equipment))
        found: list[Mention] = []
        for head in parse.tokens:
            if is_actor_head(parse, head):
                phrase = noun_phrase(parse, head)
                actor = describe_phrase(parse, phrase, head, naming)
                if found and found[-1].actor.named and found[-1].actor.span.covers(actor.span):
                    continue
                if stands_for_another(head) or is_somebody(parse, head, actor):
                    row = find_role(phrase, head, naming.words)
                    found.append(Mention(head, actor, row.sort if row else None, tuple(t.text for t in phrase)))
        yield from refer(parse, found)


def is_actor_head(parse: Parse, head: Token) -> bool:
    """Whether a token heads a phrase of its own that could name somebody: no modifier, no place, no date."""
    if not is_nominal(head) or head.dep in ("compound", "nmod", "npadvmod", "nummod"):
        return False
    governor = parse.head(head)
    return not (head.dep == "pobj" and governor.lower in PLACE_PREPOSITIONS)


def is_somebody(parse: Parse, head: Token, actor: Actor) -> bool:
    """Whether what is known of a phrase makes it somebody: a country, a role, a type, or a name the model saw."""
    if actor.country and head.pos == "PROPN":
        return True
    return bool(actor.roles or actor.type) or (head.pos == "PROPN" and parse.label(head) in ("PERSON", "ORG"))
