"""One deed told again from its toll, its means, its victims or its headline."""

from collections.abc import Callable

import pytest

from sitrep.model.claims import Claim
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def deeds(read_text: Read, text: str) -> list[Claim]:
    return [
        c for c in read_text(text).claims if c.event and (c.event.type == "ASSAULT" or c.event.kind == "casualties")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A tailor was shot dead in Leeds on Sunday.\n\nPolice named the man who was shot dead on Sunday.",
        "Six people were shot outside a shop in Leeds.\n\nFour masked men opened fire from a car.",
        "Two clerks were killed by a mortar round that hit the old clinic.",
        "A tailor was shot in Leeds on Sunday.\n\nThe tailor was struck twice in the chest.",
    ],
)
def test_a_deed_told_from_another_side_is_a_further_passage(read_text: Read, text: str) -> None:
    assert [len(c.passages) for c in deeds(read_text, text)] == [1]


@pytest.mark.parametrize(
    "text",
    [
        "A tailor was shot in Leeds on Sunday.\n\nA clerk was shot in a car.",
        "Two clerks were killed by a mortar round in Taiz.\n\nThree guards were killed by a mortar round in Aden.",
    ],
)
def test_two_deeds_stay_two(read_text: Read, text: str) -> None:
    assert [len(c.passages) for c in deeds(read_text, text)] == [0, 0]


def test_a_headline_is_the_words_of_whom_the_lead_names(read_text: Read) -> None:
    text = "Six clerks killed in Taiz\n\nThe mayor said six clerks were killed on Monday."
    [claim] = deeds(read_text, text)
    assert [s.actor.name for s in claim.sources] == ["The mayor"]
    assert claim.event is not None
    assert claim.event.place is not None


def test_who_prepares_a_raid_utters_no_threat(read_text: Read) -> None:
    events = [c.event for c in read_text("Chadian jets prepared to bomb the rebels.").claims if c.event is not None]
    assert [(e.type, e.status) for e in events] == [("ASSAULT", "prepared")]
