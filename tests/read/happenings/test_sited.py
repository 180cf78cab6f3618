"""Counts of people harmed, given to the deed that harmed them."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Three bakers are dead after a shooting at a mall in Houston on Sunday.", [("killed", 3)]),
        ("Two bakers were in critical condition after they were stabbed in Leeds on Sunday.", [("injured", 2)]),
        ("Gunshots rang out in Leeds, leaving two bakers dead.", [("killed", 2)]),
    ],
)
def test_a_count_belongs_to_the_deed_that_did_the_harm(
    read_text: Read, text: str, figures: list[tuple[str, int]]
) -> None:
    [event] = read_text(text).events
    assert (event.type, [(q.measure, q.best) for q in event.quantities]) == ("ASSAULT", figures)


@pytest.mark.parametrize("text", ["Chad says nine cooks wounded in Taiz.", "Aides rushed dozens of injured to Taiz."])
def test_a_count_and_the_word_of_harm_that_describes_it_are_one(read_text: Read, text: str) -> None:
    assert [[q.measure for q in e.quantities] for e in read_text(text).events] == [["injured"]]


def test_a_place_in_the_background_is_not_where_those_counted_were_harmed(read_text: Read) -> None:
    [event] = read_text("Nine cooks are dead off the coast of Chad.").events
    assert event.places == ()
