"""Victims told of first without a name and then by it."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def passages(read_text: Read, text: str) -> list[int]:
    return [len(c.passages) for c in read_text(text).claims if c.event and c.event.type == "ASSAULT"]


@pytest.mark.parametrize(
    "text",
    [
        "A tailor was shot in Leeds on Sunday.\n\nOmar Sule, 16, was shot in the 1900 block of Mill Road.",
        "A man was killed in Leeds on Sunday.\n\nOmar Sule had been shot twice.",
    ],
)
def test_a_victim_named_later_is_the_one_told_of_before(read_text: Read, text: str) -> None:
    assert passages(read_text, text) == [1]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("A man and a woman were shot in Leeds.\n\nOmar Sule was shot in the back. Ann Day was shot too.", 3),
        ("A man was shot dead in Leeds.\n\nAnother man was shot at noon.\n\nOmar Sule was shot in a car.", 3),
        ("A tailor was shot in Leeds on Sunday.\n\nOmar Sule was shot in Taiz on Monday.", 2),
    ],
)
def test_where_several_are_told_of_nobody_knows_who_is_meant(read_text: Read, text: str, claims: int) -> None:
    assert passages(read_text, text) == [0] * claims
