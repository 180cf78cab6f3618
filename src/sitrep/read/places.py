"""Place names: which spans are places, whether meant as places, and how what happens stands to them.

The model proposes spans, the gazetteer says which are names of places, the words around decide: a place noun
("Tabqa airbase", "the town of Salma"), a preposition of place, a list of places. "Moscow said" is associative.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sitrep.gazetteer.countries import Countries
from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import PlaceNounRow
from sitrep.model.annotations import Actor, PlaceMention, Timex
from sitrep.model.parses import Entity, Parse, Token, span_of
from sitrep.read.phrases import is_nominal, noun_phrase
from sitrep.read.place_lists import ARTICLES, listed_places
from sitrep.read.stages import Layers

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Labels under which the small model often hides a place name.
OTHER_LABELS = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART"})
RELATIONS = {
    "in": "at", "at": "at", "on": "at", "inside": "at", "within": "at", "across": "at", "throughout": "at", "of": "at",
    "over": "at", "near": "near", "outside": "near", "around": "near", "off": "near", "by": "near", "close": "near",
    "from": "from", "to": "to", "into": "to", "toward": "to", "towards": "to", "through": "through", "via": "through",
}  # fmt: skip
SPEAKING = ("nsubj", "agent", "poss")
# What happens in the place that possesses it: "Syria's war", unlike "Russia's strikes".
SITUATIONS = frozenset({"war", "conflict", "crisis", "uprising", "north", "south", "east", "west", "capital", "border"})
# Places in a row share the preposition of the first: "in Latakia, Syria", "in Syria's Raqqa", "in Homs and Hama".
CARRIED = ("appos", "conj", "poss")


@dataclass(frozen=True)
class PlaceReader:
    """The stage that reads places; `knows` says whether the gazetteer has a name."""

    knows: Callable[[str], bool]
    countries: Countries

    def __call__(self, parse: Parse, layers: Layers, lexicon: Lexicon) -> Iterator[PlaceMention]:
        """Yield every place name with reading, role and relation, and phrases ("the city") that repeat one."""
        found = sorted(self.read_names(parse, layers, lexicon), key=lambda m: m.span)
        yield from found
        towns = [m for m in found if m.reading == "literal" and not self.countries.by_name(m.name)]
        yield from repeated(parse, towns, lexicon)

    def read_names(self, parse: Parse, layers: Layers, lexicon: Lexicon) -> Iterator[PlaceMention]:
        """Yield every place name."""
        nouns = {row.noun: row for row in lexicon.place_nouns}
        other = [a.span for a in layers.of(Actor) if a.type not in (None, "state", "unknown")]
        other += [t.span for t in layers.of(Timex)]
        deeds = Deeds.of(lexicon)
        elsewhere = {t.i for span in other for t in parse.tokens_in(span)}
        taken: set[int] = set()
        dated = {t.i for timex in layers.of(Timex) for t in parse.tokens_in(timex.span)}
        for place in listed_places(parse, nouns, self.knows):
            if not any(t.i in taken | dated for t in place.tokens):
                taken.update(t.i for t in place.tokens)
                span = span_of(place.tokens)
                kind = place.noun.kind if place.noun else None
                yield PlaceMention(span, parse.document.quote(span), "literal", "event", place.relation, kind)
        for tokens in candidates(parse):
            head = tokens[-1]
            if head.i in elsewhere or any(t.i in taken for t in tokens):
                continue
            if not is_place(parse, tokens, nouns, self.knows, deeds):
                continue
            tokens, noun = with_noun(parse, tokens, nouns)  # noqa: PLW2901 the phrase with its place noun
            taken.update(t.i for t in tokens)
            yield mention(parse, tokens, noun, deeds)


def candidates(parse: Parse) -> Iterator[list[Token]]:
    """Yield the spans that may be place names: entities, and runs of capitalised nouns outside any."""
    covered: set[int] = set()
    for entity in parse.entities:
        if entity.label in PLACE_LABELS | OTHER_LABELS:
            tokens = whole_name(parse, named_tokens(parse, entity))
            if tokens:
                covered.update(t.i for t in tokens)
                yield tokens
    run: list[Token] = []
    for token in parse.tokens:
        if token.pos == "PROPN" and token.i not in covered and token.text[:1].isupper() and _joins(parse, run, token):
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if token.pos == "PROPN" and token.i not in covered and token.text[:1].isupper() else []
    if run:
        yield run


def _joins(parse: Parse, run: list[Token], token: Token) -> bool:
    """Whether a token continues a run of capitalised words in the same sentence."""
    return not run or (run[-1].i == token.i - 1 and parse.sentence_number(run[-1]) == parse.sentence_number(token))


def named_tokens(parse: Parse, entity: Entity) -> list[Token]:
    """An entity's tokens without a leading article and a trailing possessive mark."""
    tokens = list(parse.tokens[entity.first : entity.last])
    while tokens and tokens[0].pos == "DET":
        tokens.pop(0)
    while tokens and tokens[-1].tag in ("POS", "``", "''", ",", "."):
        tokens.pop()
    return tokens


@dataclass(frozen=True)
class Deeds:
    """The words of happenings that have a place as object: "bombed Idlib", "strikes on Douma"."""

    verbs: frozenset[str]
    nouns: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Deeds":
        """Attacks, damage and change of control, by lemma."""
        rows = [r for r in lexicon.events if r.type == "ASSAULT" or r.kind in ("control", "damage")]
        verbs = frozenset(r.lemma for r in rows if r.pos == "verb" and r.object == "recipient")
        return cls(verbs, frozenset(r.lemma for r in rows if r.pos == "noun"))

    def strike(self, parse: Parse, head: Token) -> bool:
        """Whether a noun is what such a happening is directed at."""
        governor = parse.head(head)
        if head.dep in ("dobj", "nsubjpass"):
            return governor.lemma in self.verbs
        return (
            head.dep == "pobj"
            and governor.lower in ("on", "of", "against")
            and parse.head(governor).lemma in self.nouns
        )


def is_place(
    parse: Parse, tokens: list[Token], nouns: dict[str, PlaceNounRow], knows: Callable[[str], bool], deeds: Deeds
) -> bool:
    """Whether a span is a place name: the words around it say so, or the gazetteer and its position do."""
    head = tokens[-1]
    after = parse.tokens[head.i + 1] if head.i + 1 < len(parse.tokens) else head
    in_compound = after.text == "-" and after.span.start == head.span.end
    if head.tag == "JJ" or (head.dep == "amod" and head.tag != "NNP") or in_compound:
        return False
    text = parse.document.quote(span_of(tokens))
    label = parse.label(head)
    if _noun_beside(parse, tokens, nouns) is not None:
        return True
    if label in PLACE_LABELS:
        return knows(text) or relation_of(parse, head) is not None
    if not knows(text):
        return False
    if deeds.strike(parse, head):
        return True
    return relation_of(parse, head) in ("at", "near") and parse.head(head).lower not in ("of", "by", "on")


def _noun_beside(parse: Parse, tokens: list[Token], nouns: dict[str, PlaceNounRow]) -> PlaceNounRow | None:
    """The place noun of "Idlib province" or "the town of Salma", or None."""
    head = parse.head(tokens[-1])
    if tokens[-1].dep in ("compound", "nmod") and head.lemma in nouns and head.i > tokens[-1].i:
        return nouns[head.lemma]
    if tokens[-1].lemma in nouns and len(tokens) > 1:
        return nouns[tokens[-1].lemma]
    if tokens[-1].dep == "pobj" and head.lower == "of" and parse.head(head).lemma in nouns:
        return nouns[parse.head(head).lemma]
    return None


def with_noun(
    parse: Parse, tokens: list[Token], nouns: dict[str, PlaceNounRow]
) -> tuple[list[Token], PlaceNounRow | None]:
    """A name with the place noun that follows it ("Tabqa airbase"), and the noun's row."""
    noun = _noun_beside(parse, tokens, nouns)
    head = parse.head(tokens[-1])
    if noun is not None and head.i > tokens[-1].i and head.i - tokens[-1].i <= 3 and head.lemma in nouns:  # noqa: PLR2004 "Aleppo air base"
        return list(parse.tokens[tokens[0].i : head.i + 1]), noun
    return tokens, noun


def relation_of(parse: Parse, head: Token) -> str | None:
    """How what happens stands to a place, by the preposition that governs its phrase; None without one."""
    token = head
    while token.dep in CARRIED and is_nominal(parse.head(token)) and parse.head(token).pos == "PROPN":
        token = parse.head(token)
    governor = parse.head(token)
    return RELATIONS.get(governor.lower) if token.dep == "pobj" else None


def mention(parse: Parse, tokens: list[Token], noun: PlaceNounRow | None, deeds: Deeds) -> PlaceMention:
    """A place name as a record: literal where a preposition of place or a place noun makes it one."""
    head, span = tokens[-1], span_of(tokens)
    relation = relation_of(parse, head)
    literal = relation is not None or noun is not None or head.dep in ("npadvmod", "ROOT")
    if head.dep in SPEAKING and noun is None:
        literal = head.dep == "poss" and (relation is not None or parse.head(head).lemma in SITUATIONS)
    if head.dep == "pobj" and parse.head(head).lower in ("of", "by", "to", "with", "against") and noun is None:
        literal = relation == "to" and parse.head(parse.head(head)).pos == "VERB"
    if deeds.strike(parse, head):
        literal = True
    role = "event" if literal else "actor"
    if literal and relation in ("from", "to", "through"):
        role = "origin" if relation == "from" else "reference"
    name = parse.document.quote(span)
    return PlaceMention(
        span, name, "literal" if literal else "associative", role, relation or "at", noun.kind if noun else None
    )


def repeated(parse: Parse, towns: Sequence[PlaceMention], lexicon: Lexicon) -> Iterator[PlaceMention]:
    """Yield "the city", "the same district" as mentions of the place of that kind that was named last."""
    nouns, deeds = {row.noun: row for row in lexicon.place_nouns}, Deeds.of(lexicon)
    for noun in parse.tokens:
        row = nouns.get(noun.lemma)
        if row is None or not is_definite(parse, noun) or any(m.span.overlaps(noun.span) for m in towns):
            continue
        relation = relation_of(parse, noun)
        before = [m for m in towns if m.span.end <= noun.span.start and same_kind(m, row)]
        if before and (relation is not None or deeds.strike(parse, noun)):
            latest = max(before, key=lambda m: m.span)
            span = span_of(noun_phrase(parse, noun))
            yield PlaceMention(span, latest.name, "literal", "event", relation or "at", latest.kind)


def whole_name(parse: Parse, tokens: list[Token]) -> list[Token]:
    """A name with what hyphens join to it, and the word before an article so joined: "Deir ez-Zor", "Abu al-Duhur"."""
    if not tokens:
        return tokens
    first, last = tokens[0].i, tokens[-1].i
    while last + 2 < len(parse.tokens) and _hyphenates(parse, last + 1):
        last += 2
    while first > 1 and _hyphenates(parse, first - 1):
        first -= 2
        before = parse.tokens[first - 1] if first else None
        if parse.tokens[first].lower in ARTICLES and before is not None and before.text[:1].isupper():
            first -= before.pos == "PROPN"
    return list(parse.tokens[first : last + 1])


def _hyphenates(parse: Parse, i: int) -> bool:
    """Whether a token is a hyphen with no space on either side."""
    before, hyphen, after = parse.tokens[i - 1 : i + 2]
    return hyphen.text == "-" and before.span.end == hyphen.span.start and hyphen.span.end == after.span.start


def is_definite(parse: Parse, noun: Token) -> bool:
    """Whether a place noun points back and names nothing new: "the city", not "the city of Homs"."""
    modifiers = parse.children(noun, "amod", "compound", "poss", "nummod")
    definite = any(d.lower in ("the", "that", "this") for d in parse.children(noun, "det"))
    named = any(p.lower == "of" for p in parse.children(noun, "prep"))
    return definite and not named and all(m.lower == "same" for m in modifiers)


def same_kind(mention: PlaceMention, row: PlaceNounRow) -> bool:
    """Whether a place can be called by a noun: of the noun's kind, or a bare name called a town."""
    return mention.kind == row.kind or (mention.kind is None and row.kind == "settlement")
