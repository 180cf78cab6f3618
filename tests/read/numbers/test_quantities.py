"""Counts as whole sentences tell them, through the language model."""

from collections.abc import Callable

import pytest

from sitrep.lexicon import Lexicon
from sitrep.lexicon.tables import ComparatorRow, MeasureRow, VagueRow
from sitrep.model.annotations import Quantity, Timex, TimexType
from sitrep.model.documents import Document
from sitrep.model.spans import Span
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.numbers.bounds import ACLED
from sitrep.read.numbers.quantities import read_by_convention, read_quantities
from sitrep.read.stages import Layers

ReadText = Callable[[str], list[Quantity]]


@pytest.fixture(scope="module")
def read(parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]) -> ReadText:
    return lambda text: list(read_quantities(parser.parse(make_page(text)), Layers(), lexicon))


def test_who_is_counted_comes_with_status_sex_and_age(read: ReadText) -> None:
    (girls,) = read("Militiamen wounded four girls.")
    assert (girls.group, girls.status, girls.sex, girls.age) == ("girls", "civilian", "female", "child")


def test_what_is_not_said_of_those_counted_stays_empty(read: ReadText) -> None:
    (killed,) = read("The blast killed 14.")
    assert (killed.group, killed.status, killed.sex, killed.age, killed.part_of) == (None,) * 5


def test_a_date_inside_a_timex_is_no_count(
    parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]
) -> None:
    text = "Raids killed 40 miners in the past 24 hours."
    time = Timex(Span(text.index("the past"), len(text) - 1), TimexType.DURATION, "PT24H")
    (quantity,) = read_quantities(parser.parse(make_page(text)), Layers({Timex: (time,)}), lexicon)
    assert (quantity.best, quantity.time, quantity.as_of) == (40, time, None)


def test_a_running_total_keeps_the_day_it_stood_at(
    parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]
) -> None:
    text = "The death toll rose to 31 on Friday."
    time = Timex(Span(text.index("Friday"), len(text) - 1), TimexType.DATE, "XXXX-WXX-5")
    (quantity,) = read_quantities(parser.parse(make_page(text)), Layers({Timex: (time,)}), lexicon)
    assert (quantity.as_of, quantity.time) == (time, None)


def test_the_convention_is_named_on_what_it_read(
    parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]
) -> None:
    parse = parser.parse(make_page("Hundreds of miners were killed."))
    (quantity,) = read_by_convention(parse, Layers(), lexicon, ACLED)
    assert (quantity.best, quantity.vague, quantity.convention) == (100, "hundreds", ACLED)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A tailor was shot and killed.", [("killed", 1)]),
        ("Ada Orr died at the clinic.", [("killed", 1)]),
        ("He was fatally shot.", [("killed", 1)]),
        ("A 9-year-old was wounded.", [("injured", 1)]),
        ("The guard shot at the car.", []),
        ("Two porters were shot; both survived.", [("casualties", 2)]),
        ("Three men were shot and taken to hospital, where they died.", [("casualties", 3)]),
        ("Police came upon two youths with gunshot wounds.", [("injured", 2)]),
        ("He left four seriously wounded.", [("injured", 4)]),
        ("Six guests were shot, one fatally.", [("casualties", 6), ("killed", 1)]),
        ("He was tried for a double murder.", [("killed", 2)]),
        ("He faces a charge of attempted murder of five clerks.", [("clerk", 5)]),
        ("The bodies of four men were found.", [("bodies", 4)]),
        ("He called 911 and was shot.", [("casualties", 1)]),
    ],
)
def test_persons_harmed_are_counted_with_what_befell_them(
    read: ReadText, text: str, told: list[tuple[str, float]]
) -> None:
    assert [(q.measure, q.best) for q in read(text)] == told


@pytest.mark.parametrize(
    ("text", "measure", "best"),
    [
        ("One miller was killed and another injured near Tolvik.", "injured", 1),
        ("A shell hit the mill, killing one person and seriously wounding another.", "injured", 1),
        ("His mother and grandmother were killed at the well.", "killed", 2),
        ("They mourn the deaths of a mother, son and little girl.", "killed", 3),
        ("The shelling left a woman and child dead.", "killed", 2),
        ("The colonel's son was killed at the ford.", "killed", 1),
    ],
)
def test_one_more_person_is_counted_without_a_number_or_an_article(
    read: ReadText, text: str, measure: str, best: float
) -> None:
    assert (measure, best) in [(q.measure, q.best) for q in read(text)]


def test_a_husband_and_father_is_one_man(read: ReadText) -> None:
    assert [q.best for q in read("A husband and father was killed at the mill.")] == [1]


def test_another_house_is_nobody(read: ReadText) -> None:
    found = read("Two girls were hurt when a shell struck one house and hit another.")
    assert [(q.measure, q.best) for q in found if q.measure in ("injured", "casualties")] == [("injured", 2)]


def test_a_decade_of_life_is_no_count(read: ReadText) -> None:
    assert [q.best for q in read("Four men in their early 20's were shot.")] == [4]


def test_ages_between_commas_are_no_counts(read: ReadText) -> None:
    assert [q.best for q in read("Two men, 21 and 26, were shot.")] == [2]
    assert [q.best for q in read("Three boys, ages 9, 11 and 14, were hurt.")] == [3]


def shown_by(row: MeasureRow | ComparatorRow | VagueRow, quantity: Quantity) -> bool:
    """Whether a quantity has what a row says."""
    if isinstance(row, ComparatorRow):
        return quantity.comparator == row.comparator
    if isinstance(row, VagueRow):
        return quantity.vague == row.word and quantity.low == row.low
    if row.role == "person":
        said = (quantity.group, quantity.status, quantity.sex, quantity.age)
        return said == (row.group, row.status, row.sex, row.age)
    if row.role == "change":
        return quantity.cumulative
    return quantity.measure == row.measure or row.role in ("collective", "toll")


@pytest.mark.parametrize("table", ["comparators", "vague", "measures"])
def test_each_row_reads_its_example_and_nothing_else_does(
    table: str, parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]
) -> None:
    for row in getattr(lexicon, table):
        span = Span(row.example.index("["), row.example.index("]") - 1)
        parse = parser.parse(make_page(row.example.replace("[", "").replace("]", "")))
        found, without = (
            [q for q in read_quantities(parse, Layers(), words) if q.span == span]
            for words in (lexicon, lexicon.without(table, row.key))
        )
        if table == "measures" and row.role == "unit":
            assert (found, bool(without)) == ([], True), row
        else:
            assert any(shown_by(row, q) for q in found), row
            assert not any(shown_by(row, q) for q in without), row


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Vell Orrin, 22, was also shot and killed at the ford.", ["Vell Orrin"]),
        ("Vell Orrin, a 22-year-old customer at the shop, was also killed.", ["Vell Orrin"]),
        ("Vell Orrin, 21, was charged with theft.", []),
    ],
)
def test_a_name_with_an_age_is_a_person(read: ReadText, text: str, whom: list[str]) -> None:
    assert [text[q.span.start : q.span.end] for q in read(text) if q.measure == "killed"] == whom


@pytest.mark.parametrize(
    "text",
    [
        "An air strike on a crowded market in Taiz killed at least 23 people.",
        "A raid on the mill near Vashti wounded nine men.",
    ],
)
def test_a_place_in_which_something_was_is_nobody_harmed(read: ReadText, text: str) -> None:
    assert [quantity.group for quantity in read(text)] in (["people"], ["men"])
