"""Place names: whether a place is meant, and how what happens stands to it."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import PlaceMention
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A mine exploded in Taiz.", "Taiz", ("literal", "event", "at")),
        ("A mine exploded near Taiz.", "Taiz", ("literal", "event", "near")),
        ("Rockets fired from Gaza hit a barn.", "Gaza", ("literal", "origin", "from")),
        ("Gunners shelled Aleppo.", "Aleppo", ("literal", "event", "at")),
        pytest.param(
            *("Jets bombed Homs on Monday.", "Homs", ("literal", "event", "at")),
            marks=pytest.mark.xfail(reason="a known place that the model takes for a person is none"),
        ),
        pytest.param(
            *("The convoy went from Aleppo to Hama.", "Aleppo", ("literal", "origin", "from")),
            marks=pytest.mark.xfail(reason="after 'from' a name that the model takes for a people is no place"),
        ),
        ("Damascus said the road was open.", "Damascus", ("associative", "actor", "at")),
        ("Iraq's army entered the valley.", "Iraq", ("associative", "actor", "at")),
        ("Iraq's war has emptied the valley.", "Iraq", ("literal", "event", "at")),
    ],
)
def test_the_words_around_a_name_say_how_it_is_meant(
    read_text: Read, text: str, name: str, expected: tuple[str, str, str]
) -> None:
    found = [p for p in read_text(text).layers.of(PlaceMention) if p.name == name]
    assert [(p.reading, p.role, p.relation) for p in found] == [expected]


def test_one_name_may_speak_and_be_struck_in_one_sentence(read_text: Read) -> None:
    found = read_text("Kabul said nobody had died in Kabul.").layers.of(PlaceMention)
    assert [(p.reading, p.span.start) for p in found] == [("associative", 0), ("literal", 30)]


def test_a_place_noun_belongs_to_the_name_it_follows(read_text: Read) -> None:
    found = read_text("Rockets hit the Balad airbase before dawn.").layers.of(PlaceMention)
    assert [(p.name, p.kind, p.reading) for p in found] == [("Balad airbase", "military", "literal")]


def test_a_row_of_places_shares_the_preposition_of_the_first(read_text: Read) -> None:
    found = read_text("Shells fell near Homs and Hama.").layers.of(PlaceMention)
    assert [(p.name, p.relation) for p in found] == [("Homs", "near"), ("Hama", "near")]


@pytest.mark.parametrize(
    "text", ["Syrian jets turned back.", "A baker named Haifa Nasser wept.", "Nobody came in May."]
)
def test_peoples_persons_and_months_are_no_places(read_text: Read, text: str) -> None:
    assert read_text(text).layers.of(PlaceMention) == ()
