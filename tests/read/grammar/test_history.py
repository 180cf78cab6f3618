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


@pytest.mark.parametrize(
    "text",
    [
        "More than 9,000 people have been killed since the war began.",
        "Gunmen have regularly shelled the town.",
        "The raid comes two weeks after gunmen shelled the town.",
    ],
)
def test_what_a_page_sets_its_news_beside_is_history(read_text: Read, text: str) -> None:
    assert any(e.historical for e in read_text(text).events)


@pytest.mark.parametrize(
    "text",
    [
        "Two people have been killed since the truce began.",
        "Soldiers shelled the mill in Lomre and wounded two guards from 1600 GMT.",
    ],
)
def test_the_days_own_news_is_no_history(read_text: Read, text: str) -> None:
    reading = read_text(text)
    assert reading.events
    assert not any(e.historical for e in reading.events)


@pytest.mark.parametrize(
    "text",
    [
        "The garrison of Orlan gave up in 1807 after soldiers had shelled the mill.",
        "When the weavers of 1893 marched on the mill in Orlan, two of them were shot dead by soldiers.",
    ],
)
def test_a_clause_without_a_date_shares_the_year_of_the_one_it_belongs_to(read_text: Read, text: str) -> None:
    events = read_text(text).events
    assert events
    assert all(e.historical for e in events)


def test_what_follows_from_a_deed_of_old_is_news(read_text: Read) -> None:
    events = read_text("Police arrested a miller in Orlan after he had shot two cooks in 1994.").events
    assert [e.historical for e in events if e.type == "COERCE"] == [False]
