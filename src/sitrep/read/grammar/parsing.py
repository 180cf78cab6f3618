"""The one door to the language model: documents in, plain parses out, many documents at a time."""

import re
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops

from sitrep.model.documents import Document
from sitrep.model.parses import Parse
from sitrep.model.spans import Span
from sitrep.read.grammar.blocks import Block, Pieces, parsed_blocks
from sitrep.read.grammar.mending import mended
from sitrep.read.grammar.models import InstalledModel, maker
from sitrep.read.grammar.word_forms import WordForms, lemmas_of, word_forms
from sitrep.read.grammar.word_vectors import quickened
from sitrep.read.grammar.written_blocks import FORM, BlockStore, read_back, written

# The model takes memory by the length of a text (about 1 GB for 100,000 characters, says its manual).
LONGEST = 50_000
# No sentence has so many characters before its stop; what has is cut.
ENDLESS = 2_000
STOP = re.compile(r"[.!?\u2026][\"'\u2019\u201d)]{0,3}\s|\n")
# How many blocks are remembered, the latest ones: a reprint follows its first print within a day or two of news.
REMEMBERED = 5_000
# "Olm, KANA- " and "OLM (Agency)- " at the head of a paragraph.
HUNG_DATELINE = re.compile(r"\A([A-Z][\w' -]{1,40}(?:, [A-Z]{2,8}| \([A-Z]\w+\)))- (?=[A-Z0-9“\"])")


@dataclass(frozen=True)
class SpacyParser:
    """An installed spaCy pipeline behind the Parser protocol, with what it said of words and blocks before.

    `store` has what it said before this process, where there is one.
    """

    nlp: Language
    name: str
    sha256: str
    forms: WordForms
    blocks: OrderedDict[str, Block] = field(default_factory=OrderedDict)
    store: BlockStore | None = None

    @property
    def maker(self) -> str:
        """All that a parse follows from but its text: model, weights, the packages below it, our own steps."""
        return maker(self.name, self.sha256, FORM)

    def keeping(self, store: BlockStore) -> "SpacyParser":
        """The same parser, which looks for blocks in a store too, and keeps there what it parses."""
        return replace(self, store=store)

    def parse(self, document: Document) -> Parse:
        """The readable blocks of a document, parsed one by one so that no sentence crosses two."""
        return self.parse_all((document,))[0]

    def parse_all(self, documents: Sequence[Document]) -> list[Parse]:
        """The parses of some documents, each as it would be alone; a block that is known is not parsed again."""
        cut = [list(pieces_of(document)) for document in documents]
        texts = dict.fromkeys(text for pieces in cut for _, _, text in pieces)
        parsed = self._parsed(list(texts))
        return [laid(document, pieces, parsed) for document, pieces in zip(documents, cut, strict=True)]

    def _parsed(self, texts: Sequence[str]) -> dict[str, Block]:
        """The parsed blocks by their text, remembered or new."""
        known = {text: self.blocks[text] for text in texts if text in self.blocks}
        known |= self._kept([text for text in texts if text not in known])
        new = parsed_blocks(self.nlp, self.forms, [text for text in texts if text not in known])
        if self.store is not None and new:
            self.store.keep({text: written(block) for text, block in new.items()})
        found = {**known, **new}
        for text in texts:
            self.blocks[text] = found[text]
            self.blocks.move_to_end(text)
        while len(self.blocks) > REMEMBERED:
            self.blocks.popitem(last=False)
        return found

    def _kept(self, texts: Sequence[str]) -> dict[str, Block]:
        """The blocks that the store has of some texts, less damaged ones."""
        kept = self.store.remembered(texts) if self.store is not None and texts else {}
        read = ((text, read_back(text, body)) for text, body in kept.items())
        return {text: block for text, block in read if block is not None}

    def lemmas(self, word: str) -> frozenset[str]:
        """What a word in lower case may be a form of, as verb, noun or adjective; and itself."""
        return lemmas_of(self.nlp, word)


def pieces_of(document: Document) -> Iterator[tuple[int, int, str]]:
    """Yield what of a document goes to the model: the number of the block, where the piece begins, its text."""
    for number, block in enumerate(document.readable()):
        for piece in cut_block(document.text, block.span):
            yield number, piece.start, unwrapped(document.quote(piece))


def laid(document: Document, cut: Sequence[tuple[int, int, str]], parsed: dict[str, Block]) -> Parse:
    """The parse of a document from the parsed pieces of it."""
    pieces = Pieces([], [], [])
    for number, start, text in cut:
        pieces.lay(parsed[text], start, number)
    return Parse(document, mended(pieces.tokens), tuple(pieces.sentences), tuple(pieces.entities))


def unwrapped(text: str) -> str:
    r"""A paragraph of the same length with a blank for each line break, which the model takes for a boundary.

    The bar between two headlines, which it does not take for one, is a full stop, and so is the dash that hangs on the
    agency of a dateline.

    >>> unwrapped("THE BAND WAS\nPLANNING RAIDS")
    'THE BAND WAS PLANNING RAIDS'
    >>> unwrapped("Homs | Nine killed")
    'Homs . Nine killed'
    >>> unwrapped("Olm, KANA- Nine were hurt")
    'Olm, KANA. Nine were hurt'
    """
    text = HUNG_DATELINE.sub(r"\1. ", text.replace(" | ", " . "))
    return text.replace("\n", " ").replace("\r", " ")


def cut_block(text: str, span: Span) -> Iterator[Span]:
    """Yield a block in pieces that the model can hold, cut at white space; nearly always the block itself."""
    start = span.start
    while span.end - start > LONGEST:
        at = max(text.rfind(". ", start, start + LONGEST), text.rfind(" ", start + LONGEST // 2, start + LONGEST))
        end = at + 1 if at > start else start + LONGEST
        yield from cut_sentences(text, Span(start, end))
        start = end
    yield from cut_sentences(text, Span(start, span.end))


def cut_sentences(text: str, span: Span) -> Iterator[Span]:
    """Yield a stretch with its endless sentences cut: readers compare the words of a sentence with one another."""
    start = met = span.start
    for stop in (*(mark.end() for mark in STOP.finditer(text, span.start, span.end)), span.end):
        while stop - met > ENDLESS:
            at = text.rfind(" ", met + ENDLESS // 2, met + ENDLESS)
            end = at + 1 if at >= 0 else met + ENDLESS
            yield Span(start, end)
            start = met = end
        met = stop
    yield Span(start, span.end)


def opened(model: InstalledModel) -> SpacyParser:
    """An installed model, loaded."""
    # The numpy wheel's own matrix product: the same output as blis, and faster.
    set_current_ops(NumpyOps(use_blis=False))
    nlp = quickened(spacy.load(model.package))
    return SpacyParser(nlp, model.name, model.sha256, word_forms(nlp))
