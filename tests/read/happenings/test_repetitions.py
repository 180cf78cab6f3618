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
        "A girl of six was wounded in Taiz.\n\nThe girl was wounded by a mine.",
        "Omar Sule was shot in Taiz.\n\nHe is in stable condition.",
        "More than 40 Chadian soldiers were killed in Taiz.\n\nForty-two Chadian troops were killed on Monday.",
        "A man was taken to hospital with a gunshot wound.\n\nThe man died on Monday.",
        "Omar Sule died after being shot in Taiz.\n\nOmar Sule died in hospital.",
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
        "More than 40 Chadian troops were killed in Taiz.\n\nOnly 30 Chadian troops were killed in Taiz.",
        "Two guards were killed in Taiz.\n\nThree guards were killed in Aden.",
        "Man shot in Taiz\n\nAnother man was shot in a car.",
    ],
)
def test_deeds_that_differ_in_day_people_or_count_are_two(read_text: Read, text: str) -> None:
    assert [len(c.passages) for c in event_claims(read_text, text)] == [0, 0]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot Omar Sule in Taiz.\n\nA clerk said shops closed after Omar Sule was shot.",
        "Gunmen shot Omar Sule in Taiz.\n\nA clerk said Omar Sule is in critical condition.",
        "Gunmen wounded two clerks in Taiz.\n\nBoth were taken to hospital with gunshot wounds.",
        "Gunmen raided a clinic in Taiz.\n\nA clerk said the raid was a shock.",
        "Gunmen shot four tailors in Taiz.\n\nA clerk said two of the four victims were in stable condition.",
        "Gunmen shot four tailors in Taiz.\n\nA clerk said the four victims were in stable condition.",
    ],
)
def test_what_only_dates_or_takes_up_a_deed_makes_no_claim(read_text: Read, text: str) -> None:
    claims = [c for c in event_claims(read_text, text) if c.event and c.event.type == "ASSAULT"]
    assert [c.sources for c in claims] == [()]


def test_forces_of_a_state_have_one_voice_by_any_name(read_text: Read) -> None:
    text = "The Chadian army said Omar Sule was killed.\n\nThe Chadian military said Omar Sule was killed on Monday."
    assert [len(c.passages) for c in event_claims(read_text, text)] == [1]
