"""Which numbers count something, and on which words."""

from collections.abc import Callable

import pytest

from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Quantity
from sitrep.model.documents import Document
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.numbers.quantities import read_quantities
from sitrep.read.stages import Layers

ReadText = Callable[[str], list[Quantity]]


@pytest.fixture(scope="module")
def read(parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]) -> ReadText:
    return lambda text: list(read_quantities(parser.parse(make_page(text)), Layers(), lexicon))


@pytest.mark.parametrize(
    "text",
    [
        "A 12-year-old boy walked home.",
        "Ahmed, 12, walked home.",
        "The driver, aged 44, walked home.",
        "Resolution 2254 was adopted.",
        "The ransom was $300.",
        "The village lies 35 km to the north.",
        "He left in 2014.",
        "They hold 60% of it.",
        "The pilots took off at 5 pm.",
    ],
)
def test_numbers_that_count_nothing_are_left_out(read: ReadText, text: str) -> None:
    assert read(text) == []


def test_the_span_holds_bound_number_and_noun(read: ReadText) -> None:
    text = "Shells killed at least 12 old men there."
    (quantity,) = read(text)
    assert quantity.span.quote(text) == "at least 12 old men"


@pytest.mark.parametrize(
    "text",
    ["Orlo Vent, 24 was shot in the arm.", "Another guest, also 22, was shot.", "Two males, 30 and 42 were injured."],
)
def test_ages_told_beside_a_name_or_a_noun_count_nobody(read: ReadText, text: str) -> None:
    assert [q.best for q in read(text) if (q.best or 0) > 2] == []


def test_number_after_a_place_is_no_age_where_the_verb_is_plural(read: ReadText) -> None:
    assert [q.best for q in read("In Halvar, 24 were shot.")] == [24]
