"""Speech acts: what they speak of, whom they address, and those that only a mood tells."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import Event
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def act(reading: PageReading, kind: str) -> Event:
    [found] = [e for e in reading.events if e.type == kind]
    return found


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("The mission said Norway will send aid to Yemen.", "AGREE", "will"),
        ("Norway is ready to send aid to Yemen.", "AGREE", "ready"),
        ("Chad plans to impose sanctions on Togo.", "THREATEN", "plans"),
        ("Chad said it would close the border.", "THREATEN", "would"),
        ("Chad said it would not release the prisoners.", "REJECT", "would"),
        ("Chad said it would not attack Togo.", "AGREE", "would"),
    ],
)
def test_who_says_what_he_will_do_promises_threatens_or_refuses(
    read_text: Read, text: str, kind: str, word: str
) -> None:
    found = act(read_text(text), kind)
    assert found.trigger.quote(text) == word


def test_what_a_page_itself_says_will_be_is_nobodys_threat(read_text: Read) -> None:
    assert [e.type for e in read_text("Rebels will attack the mill.").events] == ["ASSAULT"]


def test_the_promise_and_the_deed_stand_both_and_one_is_about_the_other(read_text: Read) -> None:
    claims = read_text("The envoy said Norway will send aid to Yemen.").claims
    [promise] = [c for c in claims if c.event and c.event.type == "AGREE"]
    [deed] = [c for c in claims if c.event and c.event.type == "AID"]
    assert promise.about == (deed.id,)
    assert (promise.event and promise.event.status, deed.event and deed.event.status) == ("occurred", "planned")


def test_a_must_said_of_somebody_else_is_a_demand_on_him(read_text: Read) -> None:
    found = act(read_text("Norway said the Sudanese army must leave Darfur."), "REQUEST")
    assert [a.country for a in found.actors] == ["NOR"]
    assert [a.country for a in found.recipients] == ["SDN"]


@pytest.mark.parametrize("text", ["The envoy said he must leave Darfur.", "Soldiers must sleep, the cook said."])
def test_a_must_about_oneself_or_from_nobody_of_weight_is_no_demand(read_text: Read, text: str) -> None:
    assert [e for e in read_text(text).events if e.type == "REQUEST"] == []


@pytest.mark.parametrize(
    ("text", "kind", "addressed"),
    [
        ("Chad demanded the withdrawal of Sudanese troops.", "REQUEST", ["SDN"]),
        ("Chad threatened to impose sanctions on Sudan.", "THREATEN", ["SDN"]),
        ("Chad refused to release Sudanese prisoners.", "REJECT", ["SDN"]),
        ("Chad threatened to deal heavy blows to Sudan.", "THREATEN", ["SDN"]),
    ],
)
def test_an_act_that_names_nobody_is_aimed_at_whom_its_content_names(
    read_text: Read, text: str, kind: str, addressed: list[str]
) -> None:
    assert [r.country for r in act(read_text(text), kind).recipients] == addressed


def test_an_offer_that_is_refused_is_what_the_refusal_is_about(read_text: Read) -> None:
    text = "Chad rejected an offer of talks with Sudan."
    refusal = act(read_text(text), "REJECT")
    assert [span.quote(text) for span in refusal.speaks_of] == ["offer"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Norway said the Sudanese army has to leave Darfur.", "has"),
        ("Norway said the Sudanese army ought to leave Darfur.", "ought"),
        ("Norway said Sudanese troops need to leave Darfur.", "need"),
    ],
)
def test_what_somebody_else_has_to_do_is_demanded_of_him(read_text: Read, text: str, word: str) -> None:
    found = act(read_text(text), "REQUEST")
    assert found.trigger.quote(text) == word
    assert [a.country for a in found.actors] == ["NOR"]
    assert [a.country for a in found.recipients] == ["SDN"]


@pytest.mark.parametrize(
    "text",
    [
        "Norway said the Sudanese army had to leave Darfur.",
        "Norway said the Sudanese army will have to leave Darfur.",
        "Norway said the Sudanese army does not have to leave Darfur.",
        "Norway said it has to leave Darfur.",
        "The Sudanese army has to leave Darfur.",
    ],
)
def test_what_one_had_to_do_or_need_not_or_nobody_says_is_no_demand(read_text: Read, text: str) -> None:
    assert [e for e in read_text(text).events if e.type == "REQUEST"] == []
