"""The country that a phrase names, and those that only stand in it."""

from collections.abc import Callable

import pytest

from sitrep.gazetteer.countries import load_countries
from sitrep.model.documents import Document
from sitrep.read.actors.nationality import country_behind, country_word, find_country
from sitrep.read.grammar.parsing import SpacyParser

COUNTRIES = load_countries()
Make = Callable[..., Document]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ghanaian bakers", "GHA"),
        ("Ghana-backed bakers", None),
        ("pro-Ghana bakers", None),
        ("the Ghana-led mission", "GHA"),
        ("the Indian Ocean pirates", None),
        ("New Mexico bakers", None),
        ("bakers", None),
    ],
)
def test_a_country_counts_unless_it_only_backs_or_is_part_of_another_name(
    parser: SpacyParser, make_page: Make, text: str, country: str | None
) -> None:
    parse = parser.parse(make_page(f"We met {text}."))
    assert find_country(parse, parse.tokens[2:-1], COUNTRIES) == country


def test_a_given_name_is_no_country(parser: SpacyParser, make_page: Make) -> None:
    parse = parser.parse(make_page("On Monday Jordan Peters resigned as mayor."))
    assert find_country(parse, parse.tokens[2:4], COUNTRIES) is None


def test_the_word_that_names_the_country_is_given_with_it(parser: SpacyParser, make_page: Make) -> None:
    parse = parser.parse(make_page("Ghana's bakers met."))
    assert country_word(parse, parse.tokens[:3], COUNTRIES) == ("GHA", 0)


@pytest.mark.parametrize(
    ("text", "inside", "country"),
    [
        ("The army of Chad fled.", False, "TCD"),
        ("Nurses in Chad fled.", True, "TCD"),
        ("Nurses in Chad fled.", False, None),
        ("The envoy to Chad fled.", True, None),
    ],
)
def test_what_a_phrase_is_of_or_in_follows_it(
    parser: SpacyParser, make_page: Make, text: str, *, inside: bool, country: str | None
) -> None:
    parse = parser.parse(make_page(text))
    head = next(t for t in parse.tokens if t.dep in ("nsubj", "nsubjpass"))
    assert country_behind(parse, head, COUNTRIES, inside=inside) == country
