"""Words that only mention a happening."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    "text",
    [
        "Clerks slept. Such attacks spread fear.",
        "Attacks of this sort spread fear among farmers.",
        "Rebels often shell the farms.",
        "The clerks buried those the rebels had attacked.",
        "The coalition fighting the rebels in Chad met.",
        "A clerk faces charges of murder and assault.",
    ],
)
def test_what_goes_on_at_any_time_or_says_who_is_meant_is_not_told(read_text: Read, text: str) -> None:
    assert not [e for e in read_text(text).events if e.type == "ASSAULT"]


def test_whose_backing_says_which_militia_is_not_told(read_text: Read) -> None:
    assert not [e for e in read_text("Rebels backed by Chad entered Taiz.").events if e.type == "SUPPORT"]


@pytest.mark.parametrize(
    "text",
    [
        "Nine such attacks killed three clerks in Taiz.",
        "Air strikes kill nine clerks in Taiz",
        "The clerk was charged with the murder of Omar Sule.",
        "The rebels shelled the land that they had captured on Monday.",
    ],
)
def test_what_is_counted_or_stands_in_a_headline_is_told(read_text: Read, text: str) -> None:
    assert [e for e in read_text(text).events if e.type == "ASSAULT"]
