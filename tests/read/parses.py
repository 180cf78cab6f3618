"""Parses built by hand, so that what only looks at tokens is tested without the language model."""

from collections.abc import Mapping

from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.parses import Entity, Parse, Sentence, Token
from sitrep.model.spans import Span

# Universal tags by the first letters of a Penn tag, the longest first.
POS = {
    "NNP": "PROPN", "NN": "NOUN", "VB": "VERB", "MD": "AUX", "JJ": "ADJ", "RB": "ADV", "PRP$": "DET", "PRP": "PRON",
    "DT": "DET", "IN": "ADP", "CD": "NUM", "CC": "CCONJ", "TO": "PART", "RP": "ADP", "POS": "PART", "WP": "PRON",
    "WDT": "PRON", "WRB": "ADV", ".": "PUNCT", ",": "PUNCT", ":": "PUNCT",
}  # fmt: skip


def build(*sentences: str, names: Mapping[str, str] | None = None) -> Parse:
    """A parse of sentences given as rows of `text lemma tag dep head`, words parted by single spaces.

    `head` counts the words of the sentence from 1, 0 for its root. `names` are the labels of one-word names.
    """
    tokens: list[Token] = []
    bounds: list[Sentence] = []
    start = 0
    for sentence in sentences:
        first = len(tokens)
        for row in sentence.strip().splitlines():
            text, lemma, tag, dep, head = row.split()
            i = len(tokens)
            governor = first + int(head) - 1 if head != "0" else i
            tokens.append(Token(i, Span(start, start + len(text)), text, lemma, tag, universal(tag), dep, governor))
            start += len(text) + 1
        bounds.append(Sentence(first, len(tokens), 0))
    entities = [Entity(t.i, t.i + 1, label) for t in tokens if (label := (names or {}).get(t.text))]
    return Parse(page_of(" ".join(t.text for t in tokens)), tuple(tokens), tuple(bounds), tuple(entities))


def page_of(text: str) -> Document:
    """A document of one paragraph."""
    return Document("d-test", "test", "0" * 64, text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH, "test"),))


def universal(tag: str) -> str:
    """The Universal tag of a Penn tag."""
    return next(pos for start, pos in sorted(POS.items(), key=lambda p: -len(p[0])) if tag.startswith(start))


def word(parse: Parse, text: str) -> Token:
    """The first token that reads so."""
    return next(t for t in parse.tokens if t.text == text)


def span_of(text: str, part: str) -> Span:
    """Where a part of a text first stands."""
    start = text.index(part)
    return Span(start, start + len(part))
