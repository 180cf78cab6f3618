"""What comparators and conventions make of a number, without the model."""

import pytest

from sitrep.lexicon import Lexicon
from sitrep.model.parses import Token
from sitrep.model.spans import Span
from sitrep.read.numbers.bounds import ACLED, NEUTRAL, UCDP, NumberPhrase, bound_tables, read_phrases


def phrases(text: str, lexicon: Lexicon, convention: str = NEUTRAL) -> list[NumberPhrase]:
    tokens, start = [], 0
    for i, word in enumerate(text.split()):
        tokens.append(Token(i, Span(start, start + len(word)), word, word.lower(), "X", "X", "dep", i))
        start += len(word) + 1
    return read_phrases(tuple(tokens), bound_tables(lexicon), convention)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9 men", ("=", 9, 9, 9)),
        ("at least 9 men", (">=", 9, 9, None)),
        ("more than 9 men", (">", None, 9, None)),
        ("up to 9 men", ("<=", None, None, 9)),
        ("fewer than 9 men", ("<", None, None, 9)),
        ("around 9 men", ("~", 9, None, None)),
        ("nearly 9 men", ("<~", 9, None, 9)),
        ("just over 9 men", (">~", 9, 9, None)),
        ("9 or so men", ("~", 9, None, None)),
        ("between 7 and 9 men", ("=", None, 7, 9)),
        ("around 7 to 9 men", ("~", None, 7, 9)),
        ("none of them", ("=", 0, 0, 0)),
    ],
)
def test_a_comparator_keeps_the_bounds_it_states(
    lexicon: Lexicon, text: str, expected: tuple[str, float | None, float | None, float | None]
) -> None:
    assert [(p.comparator, p.best, p.low, p.high) for p in phrases(text, lexicon)] == [expected]


@pytest.mark.parametrize(
    ("convention", "expected"),
    [(NEUTRAL, (None, 24, None)), (ACLED, (12, 12, 12)), (UCDP, (24, 24, None))],
)
def test_a_vague_word_is_read_by_the_named_convention(
    lexicon: Lexicon, convention: str, expected: tuple[float | None, float | None, float | None]
) -> None:
    (phrase,) = phrases("dozens of men", lexicon, convention)
    assert (phrase.best, phrase.low, phrase.high) == expected
    assert (phrase.vague, phrase.convention) == ("dozens", convention)


def test_a_word_that_a_convention_is_silent_on_is_read_neutrally(lexicon: Lexicon) -> None:
    (phrase,) = phrases("several men", lexicon, ACLED)
    assert (phrase.best, phrase.low, phrase.convention) == (None, 2, NEUTRAL)


def test_a_vague_word_multiplies_the_scale_after_it(lexicon: Lexicon) -> None:
    (phrase,) = phrases("several hundred men", lexicon)
    assert (phrase.low, phrase.vague) == (200, "several hundred")


def test_no_fewer_than_is_not_nothing(lexicon: Lexicon) -> None:
    assert [p.low for p in phrases("no fewer than 7 men", lexicon)] == [7]


def test_a_comparator_belongs_to_the_number_it_stands_before(lexicon: Lexicon) -> None:
    first, second = phrases("12 at least 3 children", lexicon)
    assert (first.comparator, second.comparator) == ("=", ">=")
