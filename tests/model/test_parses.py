"""A parse as plain values: who governs whom, what is whose sentence."""

from dataclasses import replace

import pytest
from tests.read.parses import build, span_of, word

from sitrep.model.parses import Entity, Parse
from sitrep.model.parses import span_of as whole_span

SHEPHERDS = """
    Two two CD nummod 2
    shepherds shepherd NNS nsubj 8
    , , , punct 2
    a a DT det 5
    boy boy NN conj 2
    and and CC cc 5
    monks monk NNS conj 5
    fled flee VBD ROOT 0
"""
JET = """
    A a DT det 2
    jet jet NN nsubj 3
    followed follow VBD ROOT 0
    them they PRP dobj 3
"""


@pytest.fixture
def parse() -> Parse:
    return build(SHEPHERDS, JET)


def test_a_root_governs_itself_and_has_no_ancestors(parse: Parse) -> None:
    fled = word(parse, "fled")
    assert parse.head(fled) is fled
    assert list(parse.ancestors(fled)) == []


def test_ancestors_come_nearest_first_up_to_the_root(parse: Parse) -> None:
    assert [t.text for t in parse.ancestors(word(parse, "monks"))] == ["boy", "shepherds", "fled"]


@pytest.mark.parametrize(
    ("of", "deps", "expected"),
    [
        ("shepherds", (), ["Two", ",", "boy"]),
        ("shepherds", ("conj", "nummod"), ["Two", "boy"]),
        ("followed", ("dobj",), ["them"]),
        ("followed", ("prep",), []),
    ],
)
def test_dependents_come_in_order_all_or_those_asked_for(
    parse: Parse, of: str, deps: tuple[str, ...], expected: list[str]
) -> None:
    assert [t.text for t in parse.children(word(parse, of), *deps)] == expected


def test_a_missing_dependent_is_none(parse: Parse) -> None:
    assert parse.child(word(parse, "fled"), "dobj") is None


def test_all_members_of_a_row_are_joined(parse: Parse) -> None:
    assert [t.text for t in parse.conjuncts(word(parse, "shepherds"))] == ["shepherds", "boy", "monks"]


def test_a_subtree_is_in_the_order_of_the_text_and_stays_in_its_sentence(parse: Parse) -> None:
    subject = word(parse, "shepherds")
    assert parse.subtree_span(subject).quote(parse.document.text) == "Two shepherds , a boy and monks"
    assert [t.text for t in parse.subtree(word(parse, "fled"))][-1] == "fled"


def test_a_word_knows_its_sentence(parse: Parse) -> None:
    jet = word(parse, "jet")
    assert parse.sentence_number(jet) == 1
    assert parse.sentence_span(parse.sentence(jet)).quote(parse.document.text) == "A jet followed them"


def test_the_head_of_a_span_is_the_word_governed_from_outside(parse: Parse) -> None:
    text = parse.document.text
    assert parse.at(span_of(text, "a boy and monks")) == word(parse, "boy")
    assert parse.at(span_of(text, "ollow")) is None


def test_a_word_has_its_lower_case_which_is_no_part_of_its_identity(parse: Parse) -> None:
    two = word(parse, "Two")
    assert two.lower == "two"
    assert replace(two, text="TEN").lower == "ten"
    assert "lower" not in repr(two)


def test_an_entity_is_found_at_each_of_its_words_and_nowhere_else(parse: Parse) -> None:
    entity = Entity(3, 5, "PERSON")
    named = replace(parse, entities=(entity,))
    assert [named.entity(t) for t in named.tokens[2:6]] == [None, entity, entity, None]
    assert named.label(word(named, "boy")) == "PERSON"


def test_words_in_order_span_from_the_first_to_the_last(parse: Parse) -> None:
    assert whole_span(parse.tokens[3:5]).quote(parse.document.text) == "a boy"
