"""Trigger words and the company that settles their sense."""

from collections.abc import Callable

import pytest

from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Chad lifted the ban on rallies.", ["CONCEDE"]),
        ("Chad lifted the siege of Taiz.", ["RETREAT"]),
        ("Rebels took the town of Taiz.", ["control"]),
        ("Rebels took nine guards hostage.", ["ASSAULT"]),
        ("Chad expelled the Sudanese ambassador.", ["SANCTION"]),
        ("Chad expelled nine hundred herders.", ["COERCE"]),
        ("Rebels took a photograph.", []),
    ],
)
def test_the_company_of_a_word_settles_its_sense(read_text: Read, text: str, kinds: list[str]) -> None:
    assert [e.type or e.kind for e in read_text(text).events] == kinds


@pytest.mark.parametrize(
    "text",
    [
        "The suspects punched a clerk and fled.",
        "The ballad was released in May.",
        "The theft was captured on video.",
        "A lorry driver lost control of the wheel.",
        "The cyclist wound up in a ditch.",
        "The judge ordered an autopsy.",
    ],
)
def test_company_that_makes_a_word_an_everyday_one_is_no_happening(read_text: Read, text: str) -> None:
    kinds = {event.kind or event.type for event in read_text(text).events}
    assert not kinds & {"displacement", "RETREAT", "control", "REQUEST"}


def test_a_hyphened_word_is_looked_up_as_a_whole(read_text: Read) -> None:
    text = "Students held a sit-in outside the ministry in Taiz."
    assert [e.type for e in read_text(text).events] == ["PROTEST"]


def test_a_state_of_opposition_is_no_deed_done_to_somebody(read_text: Read) -> None:
    [event] = [e for e in read_text("Chad is opposed to French mediation.").events if e.type == "REJECT"]
    assert [a.country for a in event.actors] == ["TCD"]


def test_a_claimed_deed_is_laid_to_who_claims_it(read_text: Read) -> None:
    [claim] = [c for c in read_text("The front claimed responsibility for the raid on Taiz.").claims if c.event]
    assert claim.event is not None
    assert ([a.name for a in claim.event.actors], claim.event.responsibility) == (["The front"], "self_claimed")


def test_a_denied_deed_is_one_that_its_denier_is_accused_of(read_text: Read) -> None:
    claims = read_text("Chad denied responsibility for the raid on Taiz.").claims
    [claim] = [c for c in claims if c.event and c.event.type == "ASSAULT"]
    assert claim.event is not None
    assert (claim.stance, claim.event.responsibility) == ("denies", "accused")


@pytest.mark.parametrize(
    "text", ["Nurses treated those killed.", "The herders buried the victims of the campaign.", "They saw its raids."]
)
def test_a_word_that_only_describes_or_refers_back_tells_nothing(read_text: Read, text: str) -> None:
    assert [e for e in read_text(text).events if e.type == "ASSAULT"] == []


def test_under_attack_is_who_is_attacked(read_text: Read) -> None:
    [event] = read_text("The village came under attack from militants.").events
    assert ([a.name for a in event.actors], [r.name for r in event.recipients]) == (["militants"], ["The village"])
