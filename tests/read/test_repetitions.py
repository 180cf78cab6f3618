"""One deed told twice on a page."""

from collections.abc import Callable

import pytest

from sitrep.model.claims import Claim
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def event_claims(read_text: Read, text: str) -> list[Claim]:
    return [c for c in read_text(text).claims if c.event is not None]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed Omar Sule in Taiz.\n\nOmar Sule was killed on Monday.",
        "Gunmen attacked a clinic in Taiz.\n\nMonday's attack stunned the town.",
        "Six clerks wounded in Taiz\n\nSix clerks were wounded on Monday.",
        "Gunmen raided the old clinic.\n\nThe men fled at noon.\n\nThe raid on the old clinic came at dawn.",
    ],
)
def test_a_deed_told_again_is_a_further_passage(read_text: Read, text: str) -> None:
    claims = [c for c in event_claims(read_text, text) if c.event and c.event.type in ("ASSAULT", None)]
    assert [len(c.passages) for c in claims if c.event and c.event.kind != "displacement"] == [1]


def test_the_one_claim_has_what_each_telling_says(read_text: Read) -> None:
    text = "Rebels killed Omar Sule in Taiz.\n\nOmar Sule was killed on Monday."
    [claim] = event_claims(read_text, text)
    assert claim.event is not None
    assert claim.event.place is not None
    assert claim.event.time is not None


@pytest.mark.parametrize(
    "text",
    [
        "Rebels killed a clerk on Monday.\n\nRebels killed a clerk on Tuesday.",
        "Omar Sule was wounded in Taiz.\n\nNine guards were wounded in Aden.",
        "Two guards were killed in Taiz.\n\nThree guards were killed in Aden.",
    ],
)
def test_deeds_that_differ_in_day_people_or_count_are_two(read_text: Read, text: str) -> None:
    assert [len(c.passages) for c in event_claims(read_text, text)] == [0, 0]
