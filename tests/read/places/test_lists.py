"""Rows of places and places that open a report, by the order of the words and whatever the parse makes of them."""

from collections.abc import Callable

import pytest
from tests.read.parses import build

from sitrep.lexicon import Lexicon
from sitrep.model.documents import Document
from sitrep.model.parses import span_of
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.places.lists import listed_places

KNOWN = frozenset({"Homs", "Hama", "Idlib", "Deir ez-Zor", "Al-Bab", "Tabqa", "Latakia", "Northern", "Tal Rifat"})
Read = Callable[[str], list[tuple[str, str, str | None]]]


@pytest.fixture(scope="module")
def read(parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]) -> Read:
    nouns = {row.noun: row for row in lexicon.place_nouns}

    def places(text: str) -> list[tuple[str, str, str | None]]:
        found = listed_places(parser.parse(make_page(text)), nouns, KNOWN.__contains__)
        return [(span_of(p.tokens).quote(text), p.relation, p.noun.kind if p.noun else None) for p in found]

    return places


def test_row_before_its_place_noun_takes_relation_and_kind_of_it(read: Read) -> None:
    found = read("Crews flew 20 sorties in the Homs, Hama and Deir ez-Zor provinces.")
    assert found == [("Homs", "at", "admin"), ("Hama", "at", "admin"), ("Deir ez-Zor", "at", "admin")]


def test_row_after_its_place_noun_is_read_alike(read: Read) -> None:
    found = read("Crews flew 20 sorties in the provinces of Homs and Al-Bab.")
    assert found == [("Homs", "at", "admin"), ("Al-Bab", "at", "admin")]


def test_three_names_are_places_without_a_place_noun(read: Read) -> None:
    assert [name for name, _, _ in read("Roads were cut in Homs, Hama and Idlib.")] == ["Homs", "Hama", "Idlib"]


@pytest.mark.parametrize(
    "text",
    [
        "Roads were cut in Homs and Hama.",
        "Roads were cut in Homs, Narnia and Idlib.",
        "Roads were cut in the provinces near Homs.",
        "Trade in silk, Homs and Hama were his themes.",
    ],
)
def test_fewer_or_unknown_names_are_left_to_the_parse(read: Read, text: str) -> None:
    assert read(text) == []


OPENER = """
    Near near NNP compound 2
    Tabqa Tabqa NNP nsubj 5
    , , , punct 5
    jets jet NNS nsubj 5
    came come VBD ROOT 0
    In in NNP compound 7
    Homs Homs NNP dobj 5
"""


def test_preposition_that_opens_a_sentence_is_no_part_of_the_name() -> None:
    found = list(listed_places(build(OPENER), {}, KNOWN.__contains__))
    assert [(place.tokens[0].text, place.relation) for place in found] == [("Tabqa", "near")]


ADJECTIVE = """
    in in IN prep 4
    the the DT det 4
    {name} {name} JJ amod 4
    province province NN pobj 1
"""


@pytest.mark.parametrize(("name", "read"), [("Homs", ["Homs"]), ("Northern", [])])
def test_name_before_province_that_was_taken_for_an_adjective_is_a_place(
    lexicon: Lexicon, name: str, read: list[str]
) -> None:
    nouns = {row.noun: row for row in lexicon.place_nouns}
    found = listed_places(build(ADJECTIVE.format(name=name)), nouns, KNOWN.__contains__)
    assert [place.tokens[0].text for place in found] == read


def test_preposition_at_the_end_of_a_text_opens_no_row() -> None:
    parse = build("They they PRP nsubj 2\nlive live VBP ROOT 0\nin in IN prep 2")
    assert list(listed_places(parse, {}, KNOWN.__contains__)) == []
