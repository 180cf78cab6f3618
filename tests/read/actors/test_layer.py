"""Which phrases of a sentence are somebody."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import Actor
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Residents said soldiers burned the orchard.", ["Residents", "soldiers"]),
        ("A doctor in Zawiya treated two policemen.", ["A doctor", "two policemen"]),
        ("Hezbollah fired rockets at Haifa.", ["Hezbollah"]),
        ("Snow fell on the empty road.", []),
        ("Bandits and smugglers shared the spoils.", ["Bandits", "smugglers"]),
        ("Rebels and smugglers shared the spoils.", ["Rebels", "smugglers"]),
        ("The British blamed Doctors Without Borders.", ["The British", "Doctors Without Borders"]),
    ],
)
def test_people_groups_and_states_are_actors_and_things_and_places_are_not(
    read_text: Read, text: str, expected: list[str]
) -> None:
    assert [a.span.quote(text) for a in read_text(text).layers.of(Actor)] == expected


def test_where_something_happens_is_no_actor_and_who_governs_from_there_is(read_text: Read) -> None:
    text = "Tehran said nobody had died in Tehran."
    assert [a.span.start for a in read_text(text).layers.of(Actor) if a.country == "IRN"] == [0]


def test_a_title_before_a_name_is_no_second_actor(read_text: Read) -> None:
    text = "President Idriss Kaba met elders."
    assert [a.span.quote(text) for a in read_text(text).layers.of(Actor)] == ["President Idriss Kaba", "elders"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("State television showed the captives.", "media"),
        ("A security source named the village.", "anonymous"),
        ("Footage showed the captives.", "footage"),
        ("Eyewitnesses counted the boats.", "witness"),
        ("The Syrian Observatory for Human Rights counted the boats.", "monitor"),
    ],
)
def test_unnamed_and_collective_sources_have_a_type(read_text: Read, text: str, kind: str) -> None:
    assert read_text(text).layers.of(Actor)[0].type == kind
