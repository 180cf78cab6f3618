"""Who stands on either side of a happening, with what their phrases lend."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Farmers were hurt by heavy, random firing by the militiamen of the Kenyan army.", "KEN"),
        ("Rebels in Chad shot a guide.", "TCD"),
    ],
)
def test_whose_they_are_and_where_they_are_lends_a_country(read_text: Read, text: str, country: str) -> None:
    doers = [a.country for e in read_text(text).events for a in e.actors]
    assert doers == [country]


def test_a_force_is_of_the_country_that_leads_it_and_so_is_its_next_mention(read_text: Read) -> None:
    text = "Pilots of the Delta forces led by Kenya flew over Bagaza. Later the Delta forces arrested six men."
    [event] = read_text(text).events
    assert [a.country for a in event.actors] == ["KEN"]


def test_a_noun_of_people_with_a_country_can_be_referred_to(read_text: Read) -> None:
    [event] = [e for e in read_text("Kenyan leaders said they would attack Uganda.").events if e.type == "ASSAULT"]
    assert [a.country for a in event.actors] == ["KEN"]


def test_villagers_who_do_harm_have_done_it_though_they_often_tell_of_it(read_text: Read) -> None:
    [event] = read_text("The villagers attacked two tax collectors in Bagaza.").events
    assert [a.name for a in event.actors] == ["The villagers"]


def test_the_next_of_a_list_is_no_apposition(read_text: Read) -> None:
    [event] = [e for e in read_text("The miller shot his wife, his son and a guest.").events if e.type == "ASSAULT"]
    assert [r.name for r in event.recipients] == ["his wife", "his son", "a guest"]


def test_one_who_stands_twice_among_the_doers_counts_once(read_text: Read) -> None:
    [event] = read_text("Kenyan gunmen and their drones attacked a depot in Bagaza on Monday.").events
    assert len([a for a in event.actors if a.country == "KEN"]) == 1
