"""Places in a row, and the place that opens a report: what the parser breaks up is read by the order of the words.

"In the Homs, Hama and Deir ez-Zor provinces", "in the provinces of Homs and Hama", "Near Tabqa, two strikes hit ...".
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sitrep.lexicon.tables import PlaceNounRow
from sitrep.model.parses import Parse, Token, span_of

Knows = Callable[[str], bool]
PlaceNouns = Mapping[str, PlaceNounRow]

# Prepositions of a row of places; others ("from Homs, Hama and Idlib") are left to the parse.
BEFORE_ROWS = {"in": "at", "across": "at", "throughout": "at", "over": "at", "near": "near", "around": "near"}
# With a capital at the head of a quotation the model takes these for a part of the name.
OPENERS = {"near": "near", "in": "at", "at": "at", "around": "near", "outside": "near"}
OPENING = frozenset({'"', "\u201c", "\u201d", ":", "\u2026", "...", "-", "\u2013"})
# The Arabic article as it is written in names, before the letters that it takes on.
ARTICLES = frozenset(
    {"al", "el", "ul", "ad", "ed", "ar", "er", "ur", "as", "es", "ash", "esh", "at", "et", "an", "en", "ez", "az"}
)
LONGEST_NAME = 6
# So many names in a row are places without a place noun beside them.
ROW = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """The tokens of a place name, how what happens stands to it, and the place noun of its row, if any."""

    tokens: tuple[Token, ...]
    relation: str
    noun: PlaceNounRow | None


def listed_places(parse: Parse, nouns: PlaceNouns, knows: Knows) -> Iterator[Listed]:
    """Yield the places of each row and each opener, in order."""
    for token in parse.tokens:
        yield from row_after(parse, token, nouns, knows)
        relation = OPENERS.get(token.lower)
        if relation and token.text[0].isupper() and token.pos == "PROPN" and opens(parse, token):
            name = name_at(parse, token.i + 1)
            if name and knows(parse.document.quote(span_of(name))):
                yield Listed(name, relation, None)


def opens(parse: Parse, token: Token) -> bool:
    """Whether a token is the first of a sentence or of a quotation."""
    return token.i == parse.sentence(token).first or parse.tokens[token.i - 1].text in OPENING


def row_after(parse: Parse, preposition: Token, nouns: PlaceNouns, knows: Knows) -> Iterator[Listed]:
    """Yield the names of a row that a preposition opens; none where the words after it are no row of places."""
    relation = BEFORE_ROWS.get(preposition.lower)
    if relation is None:
        return
    last = parse.sentence(preposition).last
    at = preposition.i + 1
    at += at < last and parse.tokens[at].lower == "the"
    noun = noun_at(parse, at, last, nouns)
    if noun is not None:
        if at + 1 >= last or parse.tokens[at + 1].lower != "of":
            return
        at += 2
    names, after = names_from(parse, at, last)
    noun = noun or noun_at(parse, after, last, nouns)
    known = [knows(parse.document.quote(span_of(name))) for name in names]
    if all(known) and (len(names) >= ROW or (len(names) > 1 and noun is not None) or is_misread(names, noun)):
        yield from (Listed(name, relation, noun) for name in names)


def is_misread(names: Sequence[tuple[Token, ...]], noun: PlaceNounRow | None) -> bool:
    """Whether the one name before a noun like "province" was taken for an adjective; "the eastern province" is none."""
    adjective = len(names) == 1 and names[0][-1].pos == "ADJ" and not names[0][-1].lower.endswith("ern")
    return adjective and noun is not None and noun.kind == "admin"


def noun_at(parse: Parse, i: int, last: int, nouns: PlaceNouns) -> PlaceNounRow | None:
    """The row of the place noun at a token, or None."""
    return nouns.get(parse.tokens[i].lemma) if i < last else None


def names_from(parse: Parse, first: int, last: int) -> tuple[list[tuple[Token, ...]], int]:
    """The names in a row from a token on, joined by commas and "and", and the index after the last of them."""
    names: list[tuple[Token, ...]] = []
    at = first
    while at < last and (name := name_at(parse, at)):
        names.append(name)
        at = name[-1].i + 1
        joint = at
        while joint < last and parse.tokens[joint].lower in (",", "and"):
            joint += 1
        if joint == at or joint >= last or not name_at(parse, joint):
            break
        at = joint
    return names, at


def name_at(parse: Parse, first: int) -> tuple[Token, ...]:
    """The capitalised words from a token on that make one name, articles and hyphens within; empty for none."""
    tokens = parse.tokens
    if first >= len(tokens):
        return ()
    last = parse.sentence(tokens[first]).last
    end = first
    while end < min(last, first + LONGEST_NAME) and continues_name(parse, first, end, last):
        end += 1
    return tuple(tokens[first:end])


def continues_name(parse: Parse, first: int, i: int, last: int) -> bool:
    """Whether the token at `i` belongs to a name that begins at `first`: a capital, a hyphen, or a joined article."""
    token = parse.tokens[i]
    if token.text[:1].isupper() and token.text.isalpha():
        return True
    joined = i + 1 < last and parse.tokens[i + 1].span.start == token.span.end
    if token.text == "-":
        return i > first and joined and parse.tokens[i - 1].span.end == token.span.start
    return token.lower in ARTICLES and joined and parse.tokens[i + 1].text == "-"
