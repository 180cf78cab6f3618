"""Whether a place is meant as a place, or as who governs or plays there, and how what happens stands to it.

"Moscow said" is associative, "in Moscow" literal. Literal too, but no place where something happens, is what lies
in the background: "the economy of Bolivia", "states such as Utah", and the place of writing.
"""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Container, Iterator
from dataclasses import dataclass, replace

from sitrep.lexicon.tables import PlaceNounRow
from sitrep.model.annotations import PlaceMention
from sitrep.model.documents import BlockKind, Document
from sitrep.model.parses import Parse, Token
from sitrep.model.spans import Span
from sitrep.read.places.evidence import Deeds, relation_of
from sitrep.read.places.spans import Knows, is_feature, is_street

SPEAKING = ("nsubj", "agent", "poss")
# What happens in the place that possesses it: "Syria's war", unlike "Russia's strikes".
SITUATIONS = frozenset({"war", "conflict", "crisis", "uprising", "north", "south", "east", "west", "capital", "border"})
# After these a place is named beside what happens, not as where it does.
BESIDE = frozenset({"of", "to", "as", "like", "than", "along", "unlike", "beyond"})
# Roles of places that a happening can have.
TELLING = frozenset({"event", "origin", "reference"})
# What may stand between two places of a row, or between a town and what holds it.
ROW = re.compile(r",?\s*(?:and|or)?\s*")
HOLDER = re.compile(r",\s*")
# Words of the date in "TUNIS, Dec 21 (Agency) -", which some village bears as a name.
CALENDAR = frozenset({*month_name, *month_abbr, *day_name, *day_abbr, "Sept"})
# The place of writing ends where the agency, the date or the dash begins.
WRITTEN_AT = re.compile(r"[^(\u2013\u2014\d]+?(?=\s*(?:\(|--?\s|\u2013|\u2014|\d|$))")


def tells_where(place: PlaceMention) -> bool:
    """Whether a place can be one where something happens, comes from or goes to."""
    return place.reading == "literal" and place.role in TELLING


@dataclass(frozen=True)
class Name:
    """A place name: its span, the larger name it is read by, the place noun, and whether it is within an actor's."""

    span: Span
    tokens: list[Token]
    noun: PlaceNounRow | None
    inside: bool


def is_background(parse: Parse, tokens: list[Token], people: Container[str]) -> bool:
    """Whether a place is meant as a place though nothing is said to happen there: "the coast of Chile", "like Rome"."""
    head = tokens[-1]
    if is_street(tokens) or is_feature(tokens):
        return True
    governor = parse.head(head)
    if head.dep == "appos":
        return True
    if head.dep != "pobj" or governor.lower not in BESIDE:
        return False
    return governor.lower != "of" or parse.head(governor).lemma not in people


def mention(parse: Parse, place: Name, deeds: Deeds, people: Container[str]) -> PlaceMention:
    """A place name as a record: literal where a preposition of place or a place noun makes it one.

    Inside the name of an actor a place only says whose that is ("Homs police").
    """
    tokens, noun = place.tokens, place.noun
    head = tokens[-1]
    relation = relation_of(parse, head)
    literal = relation is not None or noun is not None or head.dep in ("npadvmod", "ROOT")
    if head.dep in SPEAKING and noun is None:
        literal = head.dep == "poss" and (relation is not None or parse.head(head).lemma in SITUATIONS)
    if head.dep == "pobj" and parse.head(head).lower in ("of", "by", "to", "with", "against") and noun is None:
        literal = relation == "to" and parse.head(parse.head(head)).pos == "VERB"
    if deeds.strike(parse, head):
        literal = True
    if place.inside and relation not in ("at", "near"):
        literal = False
    role = "event" if literal else "actor"
    if literal and relation in ("from", "to", "through"):
        role = "origin" if relation == "from" else "reference"
    if not literal and not place.inside and is_background(parse, tokens, people):
        literal, role = True, "background"
    return PlaceMention(
        place.span,
        parse.document.quote(place.span),
        "literal" if literal else "associative",
        role,
        relation or "at",
        noun.kind if noun else None,
    )


def with_rows(text: str, places: list[PlaceMention]) -> Iterator[PlaceMention]:
    """Yield the places, those that continue a row or hold the one before read as that one: "Utah, Idaho and Ohio"."""
    before: PlaceMention | None = None
    for place in places:
        read = place
        if before is not None and place.reading == "associative" and before.reading == "literal":
            gap = text[before.span.end : place.span.start]
            if HOLDER.fullmatch(gap) or (ROW.fullmatch(gap) and gap.strip()):
                role = before.role if before.role != "event" else "background"
                read = replace(place, reading="literal", role=role)
        yield read
        before = read


def places_of_writing(document: Document, knows: Knows) -> Iterator[PlaceMention]:
    """Yield the places of the page's datelines: "TUNIS, Tunisia (Agency) -"."""
    for block in document.blocks:
        written = WRITTEN_AT.match(document.quote(block.span)) if block.kind is BlockKind.DATELINE else None
        for part in re.finditer(r"[^,/\n]+", written[0] if written else ""):
            name = part[0].strip()
            if name and name.rstrip(".").title() not in CALENDAR and knows(name):
                start = block.span.start + part.start() + part[0].index(name)
                yield PlaceMention(Span(start, start + len(name)), name, "literal", "dateline", "at", None)
