"""The words that may be a place name: names the model proposes, capitalised runs, and names inside longer names."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from sitrep.model.parses import Entity, Parse, Token, span_of
from sitrep.read.grammar.streets import STREETS
from sitrep.read.places.lists import ARTICLES

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
# Labels under which the small model often hides a place name.
OTHER_LABELS = frozenset({"PERSON", "ORG", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
# "City of Homs", "Province of Ontario": the name is what follows "of".
CALLED = frozenset({"city", "town", "village", "province", "state", "county", "borough", "governorate", "municipality"})
# Where one place lies from another.
COMPASS = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "north-east", "north-west",
     "south-east", "south-west"}
)  # fmt: skip
# A side of a place, unless the gazetteer has the whole ("South Sudan").
SIDES = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northeast",
     "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern", "southwestern", "far",
     "mid", "upper", "lower", "downtown", "rural", "greater", "historic"}
)  # fmt: skip
# Words that begin many names and are none alone, though some place is called so.
FRAGMENTS = frozenset({"new", "old", "great", "saint", "st", "st.", "san", "santa", "fort", "port", "mount", "lake"})
# Words after which a place may end a body's name: "University of Basra", "Bank of Cyprus".
WITHIN = frozenset({"of", "in", "at", "for"})
# The last words of names for divisions: "Harrow County Jail" stands in Harrow County.
DIVISIONS = frozenset({"county", "province", "township", "parish", "governorate", "oblast"})
# A place inside a longer name has at least so many people, or "Mercy Hospital" would stand in a village of Mercy.
RENOWN = 20_000
# Of two names joined by a hyphen each is known and has so many people: "the Amman-Zarqa road".
JOINED = 5_000
LONGEST_INNER = 4
# So many capitalised words beside a name may belong to it.
BESIDE = 2
# Up to this length a word in capitals is an acronym: a name only of countries, divisions and the project's own places.
ACRONYM = 4
# The last words of names of waters and heights, and those that stand before the name.
FEATURES = frozenset(
    {"river", "lake", "bay", "sea", "gulf", "mountains", "hills", "valley", "islands", "creek", "ocean", "desert",
     "peninsula", "strait", "canal", "harbor", "harbour"}
)  # fmt: skip
FEATURES_BEFORE = frozenset({"lake", "mount", "cape", "gulf"})
NUMBERED = frozenset({"highway", "route", "interstate", "motorway"})
ENDLESS = 10**12


class Knows(Protocol):
    """Whether the gazetteer has a name; with `people`, as a country, a division, or a place of so many."""

    def __call__(self, name: str, people: int = 0, /) -> bool:
        """Whether it has."""


# Whether the beginning of a longer name, with the word after it, is a place: yes, no, or ask about a shorter one.
Accepts = Callable[[list[Token], list[Token]], bool | None]


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
        free = token.pos == "PROPN" and token.i not in covered and token.text[:1].isupper()
        if free and _joins(parse, run, token):
            run.append(token)
            continue
        if run:
            yield run
        run = [token] if free else []
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
    while tokens and tokens[-1].tag in ("POS", "``", "''", ",", ".", ":", "-LRB-"):
        tokens.pop()
    return tokens


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


def text_of(parse: Parse, tokens: Sequence[Token]) -> str:
    """The words of some tokens as they stand in the text, line breaks as spaces."""
    return " ".join(parse.document.quote(span_of(tokens)).split())


def is_street(tokens: Sequence[Token]) -> bool:
    """Whether some tokens name a street ("Palmyra Street") or a numbered road ("Highway 5")."""
    first, last = tokens[0], tokens[-1]
    if len(tokens) < 2 or not first.text[:1].isupper():  # noqa: PLR2004 a name and its noun
        return False
    numbered = first.lower in NUMBERED and last.text[:1].isdigit()
    return numbered or (last.lower in STREETS and last.text[0].isupper() and first.text.isalpha())


def is_feature(tokens: Sequence[Token]) -> bool:
    """Whether some tokens name a water or a height: "Khabur River", "Lake Assad"."""
    if len(tokens) < 2 or not all(t.text[:1].isupper() for t in (tokens[0], tokens[-1])):  # noqa: PLR2004 a name and its noun
        return False
    return tokens[-1].lower in FEATURES or tokens[0].lower in FEATURES_BEFORE


def joined(parse: Parse, tokens: list[Token]) -> list[Token]:
    """A name with the names before it that the parse joins to it though the model leaves them out: "Maarat Misrin"."""
    first = tokens[0].i
    while first > parse.sentence(tokens[0]).first:
        before = parse.tokens[first - 1]
        part = before.pos == "PROPN" and before.text[:1].isupper() and parse.entity(before) is None
        if not part or before.dep != "compound" or before.head != tokens[-1].i:
            break
        first -= 1
    return list(parse.tokens[first : tokens[-1].i + 1])


def widened(parse: Parse, tokens: list[Token], knows: Knows) -> list[Token]:
    """A name with the capitalised words beside it, where the gazetteer has the whole or it is a street."""
    first, last = tokens[0].i, tokens[-1].i
    sentence = parse.sentence(tokens[0])
    best = tokens
    for left in range(BESIDE + 1):
        for right in range(BESIDE + 1):
            if first - left < sentence.first or last + right >= sentence.last or not left + right:
                continue
            wide = list(parse.tokens[first - left : last + right + 1])
            added = wide[:left] + wide[len(wide) - right :]
            if not all(t.text[:1].isupper() and t.pos in ("PROPN", "ADJ", "NOUN") for t in added):
                continue
            if len(wide) > len(best) and (
                knows(text_of(parse, wide), 1) or (not left and right == 1 and (is_street(wide) or is_feature(wide)))
            ):
                best = wide
    return best


def names_in(parse: Parse, tokens: list[Token], knows: Knows) -> Iterator[list[Token]]:
    """Yield the names that a span stands for: itself, bare of its side and kind, or those that a hyphen joins."""
    tokens = widened(parse, tokens if knows(text_of(parse, tokens)) else joined(parse, tokens), knows)
    if knows(text_of(parse, tokens)):
        yield bare(parse, tokens, knows)
        return
    parts = split_at_joints(tokens)
    known = [is_street(part) or knows(text_of(parse, part), JOINED) for part in parts]
    if len(parts) > 1 and any(known):
        yield from (part for part, so in zip(parts, known, strict=True) if so)
    else:
        yield bare(parse, tokens, knows)


def split_at_joints(tokens: Sequence[Token]) -> list[list[Token]]:
    """The stretches between hyphens and strokes: "Amman-Zarqa", "Berlin-based", "D-Nevada"."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in ("-", "/", "\u2013"):
            parts.append([])
        else:
            parts[-1].append(token)
    return [part for part in parts if part]


def bare(parse: Parse, tokens: list[Token], knows: Knows) -> list[Token]:
    """A name without "City of", and without its side where only the rest is known ("western Ontario")."""
    while len(tokens) > 2 and tokens[0].lower in CALLED and tokens[1].lower == "of":  # noqa: PLR2004 "City of X"
        tokens = tokens[2:]
    while len(tokens) > 1 and tokens[0].lower in SIDES and not knows(text_of(parse, tokens)):
        rest = tokens[2:] if tokens[1].text == "-" else tokens[1:]
        if not rest or not knows(text_of(parse, rest), JOINED):
            break
        tokens = rest
    return tokens


def inner_names(tokens: list[Token], accepts: Accepts) -> Iterator[list[Token]]:
    """Yield the places inside a longer name: "Basra Oil Company", "Harrow County Jail", "University of Mosul"."""
    first = _longest(tokens, accepts, len(tokens) - 1)
    if first:
        yield first
    rest = tokens[len(first) :]
    for n, token in enumerate(rest[:-1]):
        if token.lower in WITHIN:
            after = _longest(rest[n + 1 :], accepts, LONGEST_INNER)
            if after:
                yield after


def ends_division(tokens: Sequence[Token]) -> bool:
    """Whether a name says that it is a division's: "Harrow County"."""
    if len(tokens) < 2 or any(t.lower in WITHIN for t in tokens):  # noqa: PLR2004 a name and its noun
        return False
    return tokens[-1].lower in DIVISIONS and tokens[-1].text[0].isupper()


def _longest(tokens: list[Token], accepts: Accepts, most: int) -> list[Token]:
    """The longest beginning of some tokens that is accepted as a place; nothing where one is refused for good."""
    for n in range(min(len(tokens), most, LONGEST_INNER), 0, -1):
        verdict = accepts(tokens[:n], tokens[n : n + 1])
        if verdict is not None:
            return tokens[:n] if verdict else []
    return []
