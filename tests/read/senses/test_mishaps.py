"""Harm that nobody meant."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def sorts(reading: PageReading) -> set[str | None]:
    """The types, or else the kinds, of what is told."""
    return {e.type or e.kind for e in reading.events}


@pytest.mark.parametrize(
    "text",
    [
        "A clerk was accidentally shot in Taiz on Monday.",
        "An accidental shooting in Taiz wounded a French clerk on Monday.",
        "A French clerk shot himself in the foot in Taiz on Monday.",
        "Two French millers were killed in a derailment on Monday.",
        "A clerk was shot in Taiz on Monday. The shooting was accidental, a doctor said.",
        "Two French millers were killed when a tram derailed on Monday.",
        "No French guard was injured in Taiz on Monday.",
    ],
)
def test_harm_that_nobody_meant_is_casualties(read_text: Read, text: str) -> None:
    assert sorts(read_text(text)) == {"casualties"}


@pytest.mark.parametrize(
    "text",
    [
        "A clerk was shot in Taiz on Monday.",
        "A French clerk shot himself and two guards in Taiz on Monday.",
        "Rebels shot two clerks in Taiz on Monday. An accidental shooting wounded a cook in Aden.",
    ],
)
def test_harm_that_somebody_meant_is_an_assault(read_text: Read, text: str) -> None:
    assert "ASSAULT" in sorts(read_text(text))
