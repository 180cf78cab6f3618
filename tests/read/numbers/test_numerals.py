"""Numbers as they are written, on hand-made tokens."""

import re
from collections.abc import Callable

import pytest

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import NumberRow
from sitrep.model.documents import Document
from sitrep.model.parses import Token
from sitrep.model.spans import Span
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.numbers.numerals import may_begin, number_words, read_number, read_numbers
from sitrep.read.numbers.quantities import read_quantities
from sitrep.read.stages import Layers


def tokens_of(text: str) -> tuple[Token, ...]:
    found = re.finditer(r"[\d.,]*\d(?:\u2013[\d.,]*\d)?|\w+|[^\w\s]", text)
    return tuple(
        Token(i, Span(m.start(), m.end()), m.group(), m.group().lower(), "X", "X", "dep", i)
        for i, m in enumerate(found)
    )


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5,251 sorties", 5251, 5251),
        ("twenty-two trucks", 22, 22),
        ("three hundred and six men", 306, 306),
        ("1.2 million people", 1_200_000, 1_200_000),
        ("two and a half thousand", 2500, 2500),
        ("half a million", 500_000, 500_000),
        ("a quarter of a million", 250_000, 250_000),
        ("a dozen", 12, 12),
        ("half a dozen", 6, 6),
        ("two thousand three hundred", 2300, 2300),
        ("four to six hundred", 400, 600),
        ("between two hundred and three hundred", 200, 300),
        ("7\u20139 guards", 7, 9),
        ("15 - 18 guards", 15, 18),
        ("five or six", 5, 6),
        ("10 to 12,000", 10_000, 12_000),
        ("1 to 1.5 million", 1_000_000, 1_500_000),
    ],
)
def test_a_number_has_the_value_its_words_spell(lexicon: Lexicon, text: str, low: float, high: float) -> None:
    numbers = list(read_numbers(tokens_of(text), number_words(lexicon.numbers)))
    assert [(n.low, n.high) for n in numbers] == [(low, high)]


def test_the_figure_that_no_longer_holds_is_left_out(lexicon: Lexicon) -> None:
    numbers = read_numbers(tokens_of("climbed from 20 to 47"), number_words(lexicon.numbers))
    assert [n.low for n in numbers] == [47]


def test_a_falling_pair_is_no_range(lexicon: Lexicon) -> None:
    numbers = read_numbers(tokens_of("3 to 2"), number_words(lexicon.numbers))
    assert [(n.low, n.high) for n in numbers] == [(3, 3), (2, 2)]


def test_words_without_numbers_give_none(lexicon: Lexicon) -> None:
    assert list(read_numbers(tokens_of("the hundred days of a half"), number_words(lexicon.numbers))) == []


def test_where_no_number_may_begin_none_does(lexicon: Lexicon) -> None:
    words = number_words(lexicon.numbers)
    tokens = tokens_of(
        "Half a million, or between 5 and .5 of a hundred: 3\u20134 an hour and twenty-one to two dozen."
    )
    read = [t.text for t in tokens if read_number(tokens, t.i, words) is not None]
    tried = [t.text for t in tokens if may_begin(t, words)]
    assert [text for text in read if text not in tried] == []
    assert [text for text in ("or", "of", ":", "hour", "to", "-") if text in tried] == []


def on_brackets(row: NumberRow, lexicon: Lexicon, parser: SpacyParser, page: Document) -> bool:
    span = Span(row.example.index("["), row.example.index("]") - 1)
    return any(q.span == span for q in read_quantities(parser.parse(page), Layers(), lexicon))


def test_each_number_row_reads_its_example_and_nothing_else_does(
    lexicon: Lexicon, parser: SpacyParser, make_page: Callable[[str], Document]
) -> None:
    for row in lexicon.numbers:
        page = make_page(row.example.replace("[", "").replace("]", ""))
        assert on_brackets(row, lexicon, parser, page), row
        assert not on_brackets(row, lexicon.without("numbers", row.key), parser, page), row
