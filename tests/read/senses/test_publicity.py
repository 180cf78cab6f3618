"""Peaceful acts of public life, and the same words said of private life and of things."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def told(reading: PageReading) -> set[str]:
    """The types of what is told."""
    return {str(e.type or e.kind) for e in reading.events}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The minister met two rebel leaders.", "CONSULT"),
        ("Kenyan engineers helped the villagers.", "AID"),
        ("Farmers demanded lower tolls.", "REQUEST"),
        ("The detainees were freed.", "RETREAT"),
        ("A weekly paper violated a ban by the governor.", "REJECT"),
    ],
)
def test_what_offices_countries_and_groups_do_is_told(read_text: Read, text: str, kind: str) -> None:
    assert kind in told(read_text(text))


@pytest.mark.parametrize(
    "text",
    [
        "Her neighbour met his sister twice.",
        "Our teachers will help the pupils.",
        "He asked for a lighter.",
        "A scan may help settle the cause.",
        "A boy was released late in the evening.",
        "The tailor pulled out a pistol.",
    ],
)
def test_what_people_do_for_one_another_is_no_event(read_text: Read, text: str) -> None:
    peaceful = {"AID", "AGREE", "CONSULT", "COOPERATE", "REQUEST", "RETREAT", "SUPPORT"}
    assert not told(read_text(text)) & peaceful
