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


def test_a_count_has_the_day_and_place_of_its_clause(read_text: Read) -> None:
    text = "Four bakers were found dead in Mosul on Sunday."
    [event] = [e for e in read_text(text).events if e.quantities]
    assert (event.time and event.time.span.quote(text), event.place and event.place.name) == ("Sunday", "Mosul")


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
