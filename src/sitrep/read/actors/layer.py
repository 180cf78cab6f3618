"""Who is named: noun phrases that act, suffer or speak, with pronouns and short forms resolved."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Actor, Equipment
from sitrep.model.parses import Parse, Token
from sitrep.read.actors.naming import Naming, describe_phrase, find_role, name_phrase
from sitrep.read.actors.references import Mention, refer, stands_for_another
from sitrep.read.grammar.phrases import is_nominal
from sitrep.read.stages import Layers

PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "inside", "outside", "around", "across", "over", "into", "through", "throughout", "within"}
)
# Where "the British" stands for a people.
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "agent", "ROOT"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# From this length on a listed name in capitals is one whatever the tagger takes it for.
ACRONYM = 3
# Labels of what is named and is nobody.
NOBODY = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE", "WORK_OF_ART"})


@dataclass(frozen=True)
class ActorReader:
    """The stage that reads actors."""

    countries: Countries

    def __call__(self, parse: Parse, layers: Layers, lexicon: Lexicon) -> Iterator[Actor]:
        """Yield every phrase that names somebody; pronouns and short forms with what they refer to."""
        naming = Naming.of(lexicon, self.countries, layers.of(Equipment))
        found: list[Mention] = []
        persons: set[str] = set()
        for head in parse.tokens:
            if is_actor_head(parse, head, naming):
                phrase = name_phrase(parse, head, naming)
                actor = describe_phrase(parse, phrase, head, naming)
                if found and found[-1].actor.named and found[-1].actor.span.covers(actor.span):
                    continue
                # "Okoro fled": who bears a name that the page has given in full.
                again = head.pos == "PROPN" and head.dep in SUBJECTS and head.text in persons
                known = stands_for_another(head) or again or is_somebody(parse, head, actor)
                row = find_role(phrase, head, naming.words) if known or actor.country is not None else None
                # "Kenyan leaders": a noun of people that has no sector of its own, with a country.
                if known or row is not None:
                    persons |= set(actor.name.split()) if actor.type == "person" and actor.named else set()
                    found.append(Mention(head, actor, row.sort if row else None, tuple(t.text for t in phrase)))
        yield from refer(parse, found)


def is_actor_head(parse: Parse, head: Token, naming: Naming) -> bool:
    """Whether a token heads a phrase of its own that could name somebody: no modifier, no place, no date."""
    people = head.pos == "ADJ" and naming.countries.by_demonym(head.text) is not None
    listed = head.text.isupper() and len(head.text) >= ACRONYM and (head.lower,) in naming.words.names
    if not (is_nominal(head) or (head.dep in ARGUMENTS and (people or listed))) or head.dep in (
        "compound",
        "nmod",
        "npadvmod",
        "nummod",
    ):
        return False
    governor = parse.head(head)
    return not (head.dep == "pobj" and governor.lower in PLACE_PREPOSITIONS)


def is_somebody(parse: Parse, head: Token, actor: Actor) -> bool:
    """Whether what is known of a phrase makes it somebody: a country, a role, a type, or a name the model saw."""
    label = parse.label(head)
    written = head.pos == "PROPN" or (head.text[:1].isupper() and label is not None)
    if actor.country and (written or head.pos == "ADJ"):
        return True
    if actor.roles or actor.type or (head.pos == "PROPN" and label in ("PERSON", "ORG")):
        return True
    # A name that acts, or that is all there is, is somebody whatever the model takes it for; the first word of a
    # sentence has its capital from there.
    opening = label is None and head.i == parse.sentence(head).first
    return written and label not in NOBODY and (head.dep == "ROOT" or (head.dep in SUBJECTS and not opening))
