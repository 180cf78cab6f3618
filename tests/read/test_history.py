"""When a happening is history: ages of life, wars long over, what is remembered, years without a page's own date."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    "text",
    [
        "At nineteen he was captured by soldiers in Libya.",
        "As a boy he was wounded by soldiers in Libya.",
        "Soldiers looted the abbey in the Thirty Years' War.",
        "Soldiers shelled the town in 1897.",
    ],
)
def test_what_is_long_over_is_history(read_text: Read, text: str) -> None:
    reading = read_text(text)
    assert reading.events
    assert all(e.historical for e in reading.events)


def test_a_time_of_day_is_no_age(read_text: Read) -> None:
    reading = read_text("At nine he was wounded by soldiers in Libya.")
    assert reading.events
    assert not any(e.historical for e in reading.events)
