"""Parts of a whole, and sums of a row of people."""

from collections.abc import Callable

import pytest

from sitrep.lexicon import Lexicon
from sitrep.model.documents import Document
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.numbers.quantities import read_quantities
from sitrep.read.stages import Layers

# What is counted, and the figure of the whole that it is a part of.
Tree = list[tuple[str, float | None, str | None]]
ReadText = Callable[[str], Tree]


@pytest.fixture(scope="module")
def read(parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]) -> ReadText:
    def tree(text: str) -> Tree:
        found = read_quantities(parser.parse(make_page(text)), Layers(), lexicon)
        return [(q.measure, q.best, q.part_of.quote(text) if q.part_of else None) for q in found]

    return tree


@pytest.mark.parametrize(
    "text",
    [
        "Gunfire killed 20 miners, including four boys.",
        "Gunfire killed 20 miners, among them four boys.",
        "Gunfire killed 20 miners, four of them boys.",
    ],
)
def test_a_part_points_at_its_whole_and_shares_its_measure(read: ReadText, text: str) -> None:
    assert read(text) == [("killed", 20, None), ("killed", 4, "20 miners")]


def test_every_member_of_an_included_row_is_a_part(read: ReadText) -> None:
    found = read("A mine killed nine farmers, including two women and three boys.")
    assert [part for _, _, part in found] == [None, "nine farmers", "nine farmers"]


def test_another_toll_after_the_parts_is_no_part(read: ReadText) -> None:
    found = read("A mine killed nine farmers, including two women, and wounded six.")
    assert ("injured", 6, None) in found


def test_a_part_is_never_larger_than_its_whole(read: ReadText) -> None:
    assert all(part is None for _, _, part in read("Shells killed two men, including nine women."))


def test_a_row_tied_by_a_possessive_is_summed(read: ReadText) -> None:
    found = read("The fire killed a teacher and her four sons.")
    whole = "a teacher and her four sons"
    assert found == [("killed", 5, None), ("killed", 1, whole), ("killed", 4, whole)]


def test_a_row_without_a_tie_stays_apart(read: ReadText) -> None:
    found = read("The fire killed three soldiers and four clerks.")
    assert found == [("killed", 3, None), ("killed", 4, None)]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("A man and two women were wounded.", 3),
        ("Two children, ages 3 and 5, and their mother were found dead.", 3),
        ("He killed three people and himself.", 4),
        ("A miller and the two porters were killed.", 3),
    ],
)
def test_harmed_people_joined_by_and_are_added_up(read: ReadText, text: str, total: int) -> None:
    whole, *parts = read(text)
    assert whole[1:] == (total, None)
    assert sum(value or 0 for _, value, part in parts if part) == total


def test_row_that_says_the_first_again_is_its_breakdown(read: ReadText) -> None:
    found = read("Five people, two men and three women, were killed.")
    assert [value for _, value, part in found if part is None] == [5]


def test_fighters_and_civilians_are_not_added_up(read: ReadText) -> None:
    assert [part for _, _, part in read("Two soldiers and a woman were killed.")] == [None, None]
