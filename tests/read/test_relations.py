"""What is denied, whom blame is laid on, and which claims of a page speak of each other."""

from dataclasses import replace

import pytest
from tests.read.parses import span_of

from sitrep.model.annotations import Actor, Event, Hedge, Source
from sitrep.model.claims import Claim
from sitrep.model.spans import Span
from sitrep.read.relations import denied_part, related, responsibility

TEXT = "The navy denied sinking the dhow and said a mine had sunk it."
NAVY = Actor(span_of(TEXT, "The navy"), "The navy", type="state")
DENIED, SINKING, SAID, SUNK = (span_of(TEXT, word) for word in ("denied", "sinking", "said", "sunk"))


def happening(trigger: Span, kind: str = "ASSAULT", actors: tuple[Actor, ...] = (NAVY,)) -> Event:
    return Event(trigger, Span(0, len(TEXT)), kind, None, None, "occurred", "events:test", actors=actors)


def claim(name: str, evidence: str, cue: Span | None, stance: str, event: Event | None) -> Claim:
    sources = (Source(NAVY, cue, stance, "certain"),) if cue else ()
    return Claim(
        id=name, document="d-test", evidence=span_of(TEXT, evidence), passages=(), kind="indirect", sources=sources,
        cue=cue, hedges=(), outlet_distance=None, stance=stance, denied_part=None, alternative=None,
        certainty="certain", said_at=None, event=event,
    )  # fmt: skip


ACT = claim("c-act", "The navy denied sinking the dhow", None, "asserts", happening(DENIED, "REJECT"))
DEED = claim("c-deed", "sinking the dhow", DENIED, "denies", happening(SINKING))
INSTEAD = claim("c-instead", "a mine had sunk it", SAID, "asserts", happening(SUNK, actors=()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("any role in the raid", "responsibility"),
        ("that it was behind the ambush", "responsibility"),
        ("the toll of 40 given by doctors", "figure"),
        ("sinking the dhow", "act"),
    ],
)
def test_the_words_denied_say_which_part_is_denied(text: str, expected: str) -> None:
    assert denied_part(text, replace(DEED, evidence=Span(0, len(text)))) == expected


def test_a_statement_denied_without_a_happening_has_no_part() -> None:
    assert denied_part(TEXT, replace(DEED, event=None)) is None


@pytest.mark.parametrize("stance", ["asserts", "declines", "questions"])
def test_only_a_denial_denies_a_part(stance: str) -> None:
    assert denied_part(TEXT, replace(DEED, stance=stance)) is None


def test_the_act_of_denying_is_about_what_is_denied_and_the_deed_about_nothing() -> None:
    found = {c.id: c.about for c in related([ACT, DEED, INSTEAD])}
    assert found == {"c-act": ("c-deed",), "c-deed": (), "c-instead": ()}


def test_what_a_denier_puts_instead_in_the_same_breath_is_the_alternative() -> None:
    assert {c.id: c.alternative for c in related([ACT, DEED, INSTEAD])}["c-deed"] == "c-instead"


def test_what_another_speaker_says_is_a_rival_and_no_alternative() -> None:
    other = replace(INSTEAD, sources=(Source(Actor(SAID, "an oil firm"), SAID, "asserts", "certain"),))
    assert related([DEED, other])[0].alternative is None


def test_what_stands_far_from_the_denial_is_no_alternative() -> None:
    far = replace(INSTEAD, evidence=INSTEAD.evidence.shifted(200))
    assert related([DEED, far])[0].alternative is None


GUNMEN = Actor(Span(0, 3), "unknown men", type="unknown")
SUSPECTED = Hedge(Span(0, 3), "possibility", "actor", "probable", "hedges:test")
MONITOR = (Source(Actor(Span(0, 3), "the monitor"), SAID, "asserts", "certain"),)
CONFESSION = (Source(NAVY, SAID, "asserts", "certain", connection="perpetrator"),)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (replace(DEED, stance="asserts", sources=MONITOR), "stated"),
        (replace(DEED, stance="asserts", sources=MONITOR, outlet_distance="distancing"), "accused"),
        (replace(DEED, stance="asserts", sources=MONITOR, hedges=(SUSPECTED,)), "suspected"),
        (replace(DEED, stance="asserts"), "self_claimed"),
        (replace(DEED, stance="denies"), "accused"),
        (replace(DEED, stance="asserts", sources=CONFESSION), "self_claimed"),
        (replace(DEED, event=happening(SINKING, actors=(GUNMEN,))), "unknown"),
        (replace(DEED, event=happening(SINKING, actors=())), None),
        (replace(DEED, event=happening(SINKING, "CONSULT")), None),
        (replace(DEED, event=None), None),
    ],
)
def test_how_blame_is_laid(told: Claim, expected: str | None) -> None:
    assert responsibility(told) == expected


def test_who_denies_a_deed_does_not_claim_it() -> None:
    assert responsibility(replace(DEED, sources=CONFESSION)) != "self_claimed"
