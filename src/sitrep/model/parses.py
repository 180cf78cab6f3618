"""A parsed text as plain values: tokens in sentences with heads, free of any parser's own types."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from sitrep.model.documents import Document
from sitrep.model.spans import Span
from sitrep.model.values import quick


@quick
@dataclass(frozen=True, slots=True)
class Token:
    """A word of the text. `head` is the index of its governor (its own for a root).

    `dep` is a ClearNLP dependency label, `tag` a Penn Treebank tag, `pos` a Universal one. `lower` is the word in
    lower case, made once: readers ask for it dozens of times a word.
    """

    i: int
    span: Span
    text: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    lower: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lower", self.text.lower())


_NONE: frozenset[str] = frozenset()
# The order of tokens in the text.
_position = attrgetter("i")


def span_of(tokens: Sequence[Token]) -> Span:
    """From the first to the last character of some tokens (at least one) in the order of the text."""
    return Span(tokens[0].span.start, tokens[-1].span.end)


@quick
@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` up to and not including `last`, all in one block."""

    first: int
    last: int
    block: int


@quick
@dataclass(frozen=True, slots=True)
class Entity:
    """A name that the model proposes: tokens `first` up to and not including `last`, and its label."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class Parse:
    """The readable blocks of a document, parsed. Token spans are offsets of the document's text."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    _children: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)
    _deps_below: tuple[frozenset[str], ...] = field(init=False, repr=False, compare=False)
    _sentence_of: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _in_sentence: tuple[tuple[Token, ...], ...] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _entity_of: dict[int, Entity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[Token]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                children[token.head].append(token)
        sentence_of = [0] * len(self.tokens)
        for number, sentence in enumerate(self.sentences):
            for i in range(sentence.first, sentence.last):
                sentence_of[i] = number
        object.__setattr__(self, "_children", tuple(tuple(c) for c in children))
        below = tuple(frozenset([t.dep for t in c]) if c else _NONE for c in children)
        object.__setattr__(self, "_deps_below", below)
        object.__setattr__(self, "_sentence_of", tuple(sentence_of))
        object.__setattr__(self, "_in_sentence", tuple(self.tokens[s.first : s.last] for s in self.sentences))
        object.__setattr__(self, "_starts", tuple(t.span.start for t in self.tokens))
        object.__setattr__(self, "_entity_of", {i: e for e in self.entities for i in range(e.first, e.last)})

    def head(self, token: Token) -> Token:
        """The governor of a token; a root's is itself."""
        return self.tokens[token.head]

    def children(self, token: Token, *deps: str) -> Sequence[Token]:
        """The dependents of a token in order, all or those with one of `deps`."""
        if not deps:
            return self._children[token.i]
        if self._deps_below[token.i].isdisjoint(deps):
            return ()
        return [t for t in self._children[token.i] if t.dep in deps]

    def child(self, token: Token, *deps: str) -> Token | None:
        """The first dependent with one of `deps`, or None."""
        if deps and self._deps_below[token.i].isdisjoint(deps):
            return None
        return next((t for t in self._children[token.i] if not deps or t.dep in deps), None)

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The governors of a token, nearest first, up to the root."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """A token and all that it governs, in order."""
        found = [token]
        for governor in found:
            found.extend(self._children[governor.i])
        return sorted(found, key=_position)

    def subtree_span(self, token: Token) -> Span:
        """From the first to the last character of a token's subtree."""
        return span_of(self.subtree(token))

    def conjuncts(self, token: Token) -> list[Token]:
        """A token and those joined to it ("militants and rebels"), in order."""
        found = [token]
        for child in self.children(token, "conj"):
            found.extend(self.conjuncts(child))
        return found

    def sentence(self, token: Token) -> Sentence:
        """The sentence of a token."""
        return self.sentences[self._sentence_of[token.i]]

    def sentence_number(self, token: Token) -> int:
        """The position of a token's sentence among all sentences."""
        return self._sentence_of[token.i]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def around(self, token: Token) -> tuple[Token, ...]:
        """The tokens of a token's sentence."""
        return self._in_sentence[self._sentence_of[token.i]]

    def sentence_span(self, sentence: Sentence) -> Span:
        """The characters of a sentence."""
        return Span(self.tokens[sentence.first].span.start, self.tokens[sentence.last - 1].span.end)

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that lie wholly in `span`."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [t for t in self.tokens[first:last] if t.span.end <= span.end]

    def entity(self, token: Token) -> Entity | None:
        """The entity that a token stands in, or None."""
        return self._entity_of.get(token.i)

    def label(self, token: Token) -> str | None:
        """The label of the entity that a token stands in, or None."""
        entity = self._entity_of.get(token.i)
        return entity.label if entity is not None else None

    def at(self, span: Span) -> Token | None:
        """The syntactic head of the tokens in `span`: the one whose governor lies outside, or None."""
        inside = self.tokens_in(span)
        if not inside:
            return None
        first, last = inside[0].i, inside[-1].i
        return next((t for t in inside if t.head == t.i or not first <= t.head <= last), None)
