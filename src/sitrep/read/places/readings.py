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
from sitrep.read.places.frames import MODIFIERS, Frame, Sense, is_site
from sitrep.read.places.spans import Knows, is_feature, is_street, text_of

SPEAKING = ("nsubj", "agent", "poss")
# After these a place is named beside what happens, not as where it does.
BESIDE = frozenset({"of", "to", "as", "like", "than", "along", "unlike", "beyond"})
# Roles of places that a happening can have.
TELLING = frozenset({"event", "origin", "reference"})
# What may stand between two places of a row, or between a town and what holds it.
ROW = re.compile(r",?\s*+(?:(?:and|or)\s*+)?")
HOLDER = re.compile(r",\s*")
# Words of the date in "TUNIS, Dec 21 (Agency) -", which some village bears as a name.
CALENDAR = frozenset({*month_name, *month_abbr, *day_name, *day_abbr, "Sept"})
# The place of writing ends where the agency, the date or the dash begins.
# So many spaces before the mark are one gap; an endless run of them is not looked through again and again.
WRITTEN_AT = re.compile(r"[^(\u2013\u2014\d]+?(?=\s{0,20}(?:\(|--?\s|\u2013|\u2014|\d|$))")


def tells_where(place: PlaceMention) -> bool:
    """Whether a place can be one where something happens, comes from or goes to."""
    return place.reading == "literal" and place.role in TELLING


@dataclass(frozen=True)
class Name:
    """A place name: its span, the larger name it is read by, the place noun, and what is known of it.

    It stands `inside` an actor's name, is `governed` by who speaks for it, or `opens` a report as its dateline.
    """

    span: Span
    tokens: list[Token]
    noun: PlaceNounRow | None
    inside: bool
    governed: bool = False
    opens: bool = False


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
    """A place name as a record: its reading and role by the frame that it stands in.

    Inside the name of an actor a place only says whose that is ("Homs police").
    """
    relation = relation_of(parse, place.tokens[-1])
    sense = Sense.PLACE if place.opens else sense_of(parse, place, relation, deeds, people)
    return PlaceMention(
        place.span,
        parse.document.quote(place.span),
        "associative" if sense is Sense.THOSE else "literal",
        "dateline" if place.opens else role_of(sense, relation),
        relation or "at",
        place.noun.kind if place.noun else None,
    )


def role_of(sense: Sense, relation: str | None) -> str:
    """The role of a name by its sense and the preposition that governs it."""
    if sense is not Sense.WHERE:
        return "background" if sense is Sense.PLACE else "actor"
    return {"from": "origin", "to": "reference", "through": "reference"}.get(relation or "", "event")


def sense_of(parse: Parse, place: Name, relation: str | None, deeds: Deeds, people: Container[str]) -> Sense:
    """How a place name is meant: by what strikes it, by its frame, else by its preposition and place noun."""
    head = place.tokens[-1]
    if deeds.strike(parse, head):
        return Sense.WHERE
    framed = framed_sense(parse, place)
    if framed is not None:
        return framed
    literal = relation is not None or place.noun is not None or head.dep in ("npadvmod", "ROOT")
    if head.dep in SPEAKING and place.noun is None:
        literal = head.dep == "poss" and relation is not None
    if head.dep == "pobj" and parse.head(head).lower in ("of", "to") and place.noun is None:
        literal = False
    if literal and (not place.inside or relation in ("at", "near")):
        return Sense.WHERE
    background = not place.inside and is_background(parse, place.tokens, people)
    return Sense.PLACE if background else Sense.THOSE


def framed_sense(parse: Parse, place: Name) -> Sense | None:
    """What the frame says of a name; None where it says nothing, or its own noun or an actor's name says it already."""
    head = place.tokens[-1]
    modifies = head.dep in MODIFIERS
    if (is_street(place.tokens) or is_feature(place.tokens)) and not modifies:
        return None
    named_so = place.noun is not None and head.lemma.lower() == place.noun.noun and len(place.tokens) > 1
    if place.noun is not None and not (named_so and (modifies or head.dep == "nsubj")):
        return None
    if place.inside and not modifies and head.dep != "npadvmod" and not is_site(head):
        return None
    return Frame(parse, head, text_of(parse, place.tokens), place.governed).sense()


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
