"""A block of text as the model parsed it, by itself: offsets and numbers count from its own beginning.

What is the same wherever the block stands is kept apart from where it stands, so that a block which comes again, on
another page that reprints it, is not parsed again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from sitrep.model.parses import Entity, Sentence, Token
from sitrep.model.spans import Span
from sitrep.read.grammar.stepping import annotate
from sitrep.read.grammar.word_forms import ASKED, Form, WordForms


@dataclass(frozen=True, slots=True)
class Block:
    """A parsed block, less white space: `starts`, `forms` and `heads` a word, and the first and last word of each part.

    Sentences and entities are from a word up to and not including another.
    """

    starts: tuple[int, ...]
    forms: tuple[Form, ...]
    heads: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    entities: tuple[tuple[int, int, str], ...]


def parsed_blocks(nlp: Language, forms: WordForms, texts: Sequence[str]) -> dict[str, Block]:
    """The blocks of some texts as the model parses them, all at once."""
    docs = [nlp.make_doc(text) for text in texts]
    annotate(nlp, docs, ASKED)
    return {text: block_of(doc, forms) for text, doc in zip(texts, docs, strict=True)}


def block_of(doc: Doc, forms: WordForms) -> Block:
    """What the model found in a block."""
    said = forms.of(doc)
    # An unsigned column: a head before its word wraps around, and the sum wraps back.
    rows = doc.to_array(["IS_SPACE", "HEAD", "LENGTH", "SPACY"])
    blank = rows[:, 0].astype(bool)
    space: list[bool] = blank.tolist()
    governors: list[int] = (rows[:, 1] + np.arange(len(doc), dtype=np.uint64)).tolist()
    ends = np.cumsum(rows[:, 2] + rows[:, 3])
    starts: list[int] = (ends - rows[:, 2] - rows[:, 3]).tolist()
    count = len(doc) - int(blank.sum())
    # The number of each word among words alone; of what is white space, that of the next word.
    new: list[int] = [*(np.cumsum(~blank) - ~blank).tolist(), count]
    words = [i for i, is_space in enumerate(space) if not is_space]

    def head_of(i: int) -> int:
        head = governors[i]
        while space[head] and governors[head] != head:
            head = governors[head]
        return new[i] if space[head] else new[head]

    return Block(
        starts=tuple(starts[i] for i in words),
        forms=tuple(said[i] for i in words),
        heads=tuple(head_of(i) for i in words),
        sentences=tuple((new[s.start], new[s.end]) for s in doc.sents if not all(space[s.start : s.end])),
        entities=tuple((new[e.start], new[e.end], e.label_) for e in doc.ents if not all(space[e.start : e.end])),
    )


@dataclass(frozen=True)
class Pieces:
    """The parts of a document's parse while its blocks are laid one after the other."""

    tokens: list[Token]
    sentences: list[Sentence]
    entities: list[Entity]

    def lay(self, block: Block, offset: int, number: int) -> None:
        """Append a block, the `number`th of its document, which begins at a character of the document's text."""
        first = len(self.tokens)
        for i, (start, form, head) in enumerate(zip(block.starts, block.forms, block.heads, strict=True), first):
            span = Span(offset + start, offset + start + len(form.text))
            self.tokens.append(Token(i, span, form.text, form.lemma, form.tag, form.pos, form.dep, first + head))
        self.sentences.extend(Sentence(first + start, first + end, number) for start, end in block.sentences)
        self.entities.extend(Entity(first + start, first + end, label) for start, end, label in block.entities)
