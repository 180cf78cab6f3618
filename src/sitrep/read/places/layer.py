"""Place names: which spans are places, whether meant as places, and how what happens stands to them.

The model proposes spans, the gazetteer says which are names of places, the words around decide: a place noun
("Tabqa airbase", "the town of Salma"), a preposition of place, a list of places. "Moscow said" is associative.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import PlaceNounRow
from sitrep.model.annotations import Actor, PlaceMention, Timex
from sitrep.model.parses import Parse, Token, span_of
from sitrep.model.spans import Span
from sitrep.read.grammar.phrases import noun_phrase
from sitrep.read.places.evidence import Deeds, Evidence, common_words, noun_beside, persons_of, relation_of
from sitrep.read.places.lists import listed_places
from sitrep.read.places.readings import Name, mention, places_of_writing, tells_where, with_rows
from sitrep.read.places.spans import (
    Accepts,
    Knows,
    candidates,
    ends_division,
    inner_names,
    is_feature,
    is_street,
    names_in,
    text_of,
)
from sitrep.read.stages import Layers

# What stands somewhere and is called by it: "a Basra apartment".
HOMES = frozenset({"home", "house", "apartment", "native"})

# Kinds whose noun belongs to the name though it is written small: "Tabqa airbase", unlike "Idlib province".
OWN_NAMES = frozenset({"military", "transport"})


@dataclass(frozen=True)
class PlaceReader:
    """The stage that reads places; `knows` says whether the gazetteer has a name."""

    knows: Knows
    countries: Countries

    def __call__(self, parse: Parse, layers: Layers, lexicon: Lexicon) -> Iterator[PlaceMention]:
        """Yield every place name with reading, role and relation, and phrases ("the city") that repeat one."""
        names = sorted(self.read_names(parse, layers, lexicon), key=lambda m: m.span)
        found = list(with_rows(parse.document.text, names))
        yield from found
        yield from places_of_writing(parse.document, self.knows)
        towns = [m for m in found if tells_where(m) and not self.countries.by_name(m.name)]
        yield from repeated(parse, towns, lexicon)

    def read_names(self, parse: Parse, layers: Layers, lexicon: Lexicon) -> Iterator[PlaceMention]:
        """Yield every place name."""
        nouns = {row.noun: row for row in lexicon.place_nouns}
        actors = [a for a in layers.of(Actor) if a.type not in (None, "state", "unknown")]
        named = {a.span for a in actors if a.named and a.type != "person"}
        taken = {t.i for timex in layers.of(Timex) for t in parse.tokens_in(timex.span)}
        for place in listed_places(parse, nouns, self.knows):
            if not any(t.i in taken for t in place.tokens):
                taken.update(t.i for t in place.tokens)
                span = span_of(place.tokens)
                kind = place.noun.kind if place.noun else None
                yield PlaceMention(span, parse.document.quote(span), "literal", "event", place.relation, kind)
        deeds = Deeds.of(lexicon)
        people = frozenset(row.noun for row in lexicon.persons) | HOMES
        common = common_words(parse) | people | nouns.keys()
        bodies = frozenset(a.name for a in actors if a.named and a.type == "armed_group")
        evidence = Evidence(parse, nouns, self.knows, deeds, persons_of(parse), people, common, bodies)
        for tokens, larger in self.place_spans(evidence, named):
            if not any(t.i in taken for t in tokens):
                whole, noun = with_noun(parse, larger, nouns)
                name = self.name_of(evidence, span_of(tokens if tokens != larger else whole), larger, noun, actors)
                taken.update(t.i for t in parse.tokens_in(name.span))
                yield mention(parse, name, deeds, people)

    def name_of(
        self,
        evidence: Evidence,
        span: Span,
        tokens: list[Token],
        noun: PlaceNounRow | None,
        actors: Sequence[Actor],
    ) -> Name:
        """A place name with what is known of it beside its words."""
        text = text_of(evidence.parse, tokens)
        inside = any(is_part(evidence.parse, tokens, actor) for actor in actors)
        governed = self.countries.by_word(text) is not None
        return Name(span, tokens, noun, inside, governed, evidence.opens_report(tokens))

    def place_spans(self, evidence: Evidence, bodies: Container[Span]) -> Iterator[tuple[list[Token], list[Token]]]:
        """Yield place names, each with the larger name by whose place in the sentence it is read, mostly itself.

        They are those that the words show, their echoes, and names inside names.
        """
        parse = evidence.parse
        whole = [c for c in candidates(parse) if not self.countries.by_seat(text_of(parse, c))]
        found = {
            n: [name for name in names_in(parse, tokens, self.knows) if evidence.is_place(name)]
            for n, tokens in enumerate(whole)
            if span_of(tokens) not in bodies
        }
        echoed = frozenset(
            text_of(parse, name) for names in found.values() for name in names if self.knows(text_of(parse, name))
        )
        echoed -= evidence.persons

        def accepts(part: list[Token], after: list[Token]) -> bool | None:
            return evidence.inner(part, after, echoed)

        for n, tokens in enumerate(whole):
            if found.get(n):
                yield from (pair for name in found[n] for pair in self.named_in(parse, name, accepts))
            elif text_of(parse, tokens) in echoed:
                yield tokens, tokens
            elif parse.label(tokens[0]) not in ("PERSON", "NORP"):
                yield from ((name, name) for name in inner_names(tokens, accepts))

    def named_in(self, parse: Parse, name: list[Token], accepts: Accepts) -> Iterator[tuple[list[Token], list[Token]]]:
        """Yield the name of a place, or where the gazetteer lacks it, of the place that its name holds."""
        inner: list[list[Token]] = []
        if (
            len(name) > 1
            and not is_street(name)
            and not is_feature(name)
            and not self.knows(text_of(parse, name))
            and not ends_division(name)
        ):
            inner = list(inner_names(name, accepts))
        yield (inner[0] if inner else name), name


def is_part(parse: Parse, tokens: Sequence[Token], actor: Actor) -> bool:
    """Whether a name is a part of an actor's; what is called a person after a preposition may be a place."""
    head = tokens[-1]
    if not actor.span.overlaps(head.span) or (actor.type == "person" and head.dep in ("pobj", "conj")):
        return False
    return any(t.i < tokens[0].i or t.i > head.i for t in parse.tokens_in(actor.span) if t.pos != "DET")


def with_noun(
    parse: Parse, tokens: list[Token], nouns: dict[str, PlaceNounRow]
) -> tuple[list[Token], PlaceNounRow | None]:
    """A name with the place noun that follows it ("Tabqa airbase"), and the noun's row."""
    noun = noun_beside(parse, tokens, nouns)
    head = parse.head(tokens[-1])
    if noun is None or head.i <= tokens[-1].i or head.i - tokens[-1].i > 3 or head.lemma not in nouns:  # noqa: PLR2004 "Aleppo air base"
        return tokens, noun
    # A name found inside a longer one stays what it is: "Basra" in "Basra General Hospital".
    inner = parse.entity(head) is not None and parse.entity(head) is parse.entity(tokens[-1])
    own = (head.text[0].isupper() and not inner) or (noun.kind in OWN_NAMES and head.tag == "NN")
    return (list(parse.tokens[tokens[0].i : head.i + 1]) if own else tokens), noun


def repeated(parse: Parse, towns: Sequence[PlaceMention], lexicon: Lexicon) -> Iterator[PlaceMention]:
    """Yield "the city", "the same district" as mentions of the place of that kind that was named last."""
    nouns, deeds = {row.noun: row for row in lexicon.place_nouns}, Deeds.of(lexicon)
    for noun in parse.tokens:
        row = nouns.get(noun.lemma)
        if row is None or not is_definite(parse, noun) or any(m.span.overlaps(noun.span) for m in towns):
            continue
        if row.kind == "settlement" and row.precision == "near":
            continue  # "the area", "the outskirts": round a town and not it
        relation = relation_of(parse, noun)
        before = [m for m in towns if m.span.end <= noun.span.start and same_kind(m, row)]
        if before and (relation is not None or deeds.strike(parse, noun)):
            latest = max(before, key=lambda m: m.span)
            span = span_of(noun_phrase(parse, noun))
            yield PlaceMention(span, latest.name, "literal", "event", relation or "at", latest.kind)


def is_definite(parse: Parse, noun: Token) -> bool:
    """Whether a place noun points back and names nothing new: "the city", not "the city of Homs"."""
    modifiers = parse.children(noun, "amod", "compound", "poss", "nummod")
    definite = any(d.lower in ("the", "that", "this") for d in parse.children(noun, "det"))
    named = any(p.lower == "of" for p in parse.children(noun, "prep"))
    return definite and not named and all(m.lower == "same" for m in modifiers)


def same_kind(mention: PlaceMention, row: PlaceNounRow) -> bool:
    """Whether a place can be called by a noun: of the noun's kind, or a bare name called a town."""
    return mention.kind == row.kind or (mention.kind is None and row.kind == "settlement")
