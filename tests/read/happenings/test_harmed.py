"""People counted as harmed where no verb of harm counts them."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Four bakers are dead.", "bakers"),
        ("A baker, Omar Sule, is in critical condition.", "A baker"),
        ("One of the bakers is in critical condition.", "the bakers"),
    ],
)
def test_whom_a_count_is_of_was_harmed(read_text: Read, text: str, whom: str) -> None:
    assert [[a.name for a in e.recipients] for e in read_text(text).events] == [[whom]]


def test_a_count_of_nobody_harms_nobody(read_text: Read) -> None:
    text = "No one was hurt when two mortar rounds landed near the mill."
    assert not [a.name for e in read_text(text).events for a in e.recipients if a.name.lower() == "no one"]


def test_that_nobody_was_harmed_is_told_beside_what_could_have_harmed(read_text: Read) -> None:
    assert not read_text("The lift at the Mill Hotel stood still for an hour. No one was hurt.").events
    told = read_text("Two mortar rounds hit the mill on Sunday. No one was hurt.").events
    assert [e.kind for e in told if e.type is None] == ["casualties"]


def test_a_count_has_the_day_and_place_of_its_clause(read_text: Read) -> None:
    text = "Four bakers were found dead in Mosul on Sunday."
    [event] = [e for e in read_text(text).events if e.quantities]
    assert (event.time and event.time.span.quote(text), event.place and event.place.name) == ("Sunday", "Mosul")


def test_houses_beside_the_wounded_are_not_counted_as_hurt(read_text: Read) -> None:
    events = read_text("They found a boy lying between two houses with a gunshot wound.").events
    assert not [q for e in events for q in e.quantities if q.measure == "injured" and q.best == 2]


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("Earlier figures of more than 60 dead were wrong.", True),
        ("The toll of 60 dead is false.", True),
        ("The toll of 60 dead is not wrong.", False),
        ("The 60 dead were bakers.", False),
    ],
)
def test_a_count_that_is_called_false_is_denied(read_text: Read, text: str, *, is_denied: bool) -> None:
    assert [event.negated for event in read_text(text).events] == [is_denied]
