"""Sorties, strikes and targets are counted apart, by the syntax around the counted noun."""

from collections.abc import Callable, Sequence

import pytest

from sitrep.lexicon import Lexicon
from sitrep.model.annotations import Quantity
from sitrep.model.documents import Document
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.numbers.quantities import read_quantities
from sitrep.read.numbers.targets import with_targets
from sitrep.read.stages import Layers

ReadText = Callable[[str], Sequence[Quantity]]


@pytest.fixture(scope="module")
def read(parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]) -> ReadText:
    return lambda text: list(read_quantities(parser.parse(make_page(text)), Layers(), lexicon))


def measures(found: Sequence[Quantity]) -> dict[float | None, str]:
    return {quantity.best: quantity.measure for quantity in found}


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("The jets struck 14 facilities near the dam.", {14: "targets"}),
        ("Twelve depots were attacked at dawn.", {12: "targets"}),
        ("The pilots flew 30 sorties engaging 41 objects.", {30: "sorties", 41: "targets"}),
        ("Gunships carried out strikes on six bunkers.", {6: "targets"}),
        ("Bombers performed 17 flights.", {17: "sorties"}),
        ("The wing completed 22 combat missions.", {22: "sorties"}),
        ("Five strikes struck three tactical units.", {5: "strikes", 3: "targets"}),
        ("Aircraft engaged 230 rebels' objects in the hills.", {230: "targets"}),
    ],
)
def test_what_is_struck_flown_and_made_are_three_measures(
    read: ReadText, text: str, measured: dict[float, str]
) -> None:
    assert measures(read(text)) == measured


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("The jets destroyed four bridges.", {4: "destroyed"}),
        ("The shelling killed nine drivers.", {9: "killed"}),
        ("The engineers inspected 14 facilities.", {14: "facility"}),
        ("The charity runs 12 missions in the delta.", {12: "mission"}),
        ("The airline cancelled 60 flights.", {60: "flight"}),
    ],
)
def test_a_count_with_its_own_measure_and_a_peaceful_one_stay_what_they_are(
    read: ReadText, text: str, measured: dict[float, str]
) -> None:
    assert measures(read(text)) == measured


def test_a_count_that_the_parse_has_no_word_for_stays_as_it_is(
    parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]
) -> None:
    document = make_page("Nothing flew.")
    lost = Quantity(document.blocks[0].span, "depot", 3, 3, 3, "=")
    assert [q.measure for q in with_targets(parser.parse(document), [lost], lexicon)] == ["depot"]
