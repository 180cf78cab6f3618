"""What a number counts, by the noun and by what is done."""

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
    ("text", "measure", "best"),
    [
        ("Mortar fire killed 16 guards.", "killed", 16),
        ("By nightfall 16 guards had been captured.", "captured", 16),
        ("The raid left 16 dead.", "killed", 16),
        ("16 wounded in market shelling", "injured", 16),
        ("They reported the deaths of 16 porters.", "killed", 16),
        ("16 porters lost their lives.", "killed", 16),
        ("16 people are believed to have been killed.", "killed", 16),
        ("A crew of 16 was killed.", "killed", 16),
        ("16 guards were killed or wounded at the gate.", "casualties", 16),
        ("Rockets killed and injured 16 persons in the valley.", "casualties", 16),
        ("Gunmen stole 16 camels.", "camel", 16),
        ("No casualties were reported.", "casualties", 0),
        ("A nurse was killed at the gate.", "killed", 1),
        ("16 helicopters stood on the field.", "equipment", 16),
    ],
)
def test_the_measure_is_what_is_counted_or_done(read: ReadText, text: str, measure: str, best: float) -> None:
    assert (measure, best) in [(q.measure, q.best) for q in read(text)]


def test_attackers_are_not_the_killed(read: ReadText) -> None:
    assert [(q.measure, q.best) for q in read("Two soldiers killed nine miners.")] == [("troops", 2), ("killed", 9)]


def test_raids_that_leave_people_dead_are_not_dead(read: ReadText) -> None:
    found = read("Three attacks left six drivers dead.")
    assert [(q.best, q.measure) for q in found if q.measure == "killed"] == [(6, "killed")]


def test_what_befell_others_in_a_town_is_not_said_of_the_town(read: ReadText) -> None:
    found = read("The drone struck the centre of Tel Marif, where nine porters were injured.")
    assert [(q.measure, q.best) for q in found] == [("injured", 9)]


def test_a_rising_toll_is_cumulative_and_new_deaths_are_not(read: ReadText) -> None:
    (toll,), (deaths,) = read("The death toll climbed to 58."), read("The raid killed 58 men.")
    assert (toll.measure, toll.best, toll.cumulative) == ("killed", 58, True)
    assert deaths.cumulative is False


@pytest.mark.parametrize(
    ("text", "measure", "best"),
    [
        ("The shooting left one dead and three more injured.", "injured", 3),
        ("The row ended with the death of a cook and injuries to five other people.", "injured", 5),
        ("Also injured in the shooting were three men.", "injured", 3),
        ("The flood claimed the lives of two millers.", "killed", 2),
        ("At the ford a total of nine people were hurt.", "injured", 9),
    ],
)
def test_harm_is_found_wherever_the_sentence_says_it(read: ReadText, text: str, measure: str, best: float) -> None:
    found = [(q.measure, q.best) for q in read(text)]
    assert (measure, best) in found
    assert [m for m, b in found if m == measure and b != best] == []


def test_what_is_denied_of_people_is_not_their_measure(read: ReadText) -> None:
    assert [q.measure for q in read("Two clerks were there but were not hurt.")] == ["clerk"]
    assert [q.measure for q in read("Two clerks were there and were hurt.")] == ["injured"]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("He stood trial for the fatal shooting of two clerks.", "killed"),
        ("He stood trial for the shooting of two clerks.", "casualties"),
        ("Doctors said that all three men are expected to survive.", "injured"),
        ("A farmer was shot along with three others.", "casualties"),
        ("The three men received burns and injuries.", "man"),
        ("The three men received injuries.", "injured"),
    ],
)
def test_epithets_outlooks_and_company_say_what_befell_people(read: ReadText, text: str, measure: str) -> None:
    assert measure in [q.measure for q in read(text) if (q.best or 0) > 1]


def test_those_found_with_the_dead_after_a_comma_are_not_dead(read: ReadText) -> None:
    found = read("One miller was found dead at the weir, along with two other victims.")
    assert ("killed", 2) not in [(q.measure, q.best) for q in found]


def test_no_injuries_are_none(read: ReadText) -> None:
    assert "injured" not in [q.measure for q in read("Two clerks had no injuries.") if q.best == 2]
