"""How unsure a claim is: each sign is found where its example has it and nowhere else, and the reasons can be read."""

import json
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.review.conftest import line, put

from sitrep.model.identity import JSON
from sitrep.model.readings import Reading
from sitrep.review.uncertainty import load_weights, uncertainty
from sitrep.views.claims import claim_lines

RAW = json.loads((files("sitrep.review") / "data" / "uncertainty.json").read_text(encoding="utf-8"))
SIGNS: dict[str, dict[str, JSON]] = RAW["signs"]
EXAMPLES: dict[str, dict[str, JSON]] = {code: sign["example"] for code, sign in SIGNS.items()}  # type: ignore[misc]


def test_a_plain_claim_gives_no_cause_for_doubt() -> None:
    assert (uncertainty(line()).score, uncertainty(line()).reasons) == (0, ())


@pytest.mark.parametrize("code", EXAMPLES)
def test_each_sign_is_brought_about_by_its_example_alone(code: str) -> None:
    found = uncertainty(put(line(), EXAMPLES[code]))
    assert [reason.code for reason in found.reasons] == [code]
    assert found.score == SIGNS[code]["weight"]
    assert "{" not in found.reasons[0].text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("place-rivals", "the place has 1 rival"),
        ("place-score", "the place is only 62 % sure"),
        ("denies", "the speaker denies"),
        ("nested-sources", "one source is told by another (the mayor, a medic)"),
        ("hedged", "it is hedged (“may”)"),
        ("time-unresolved", "the time “ten minutes” is not settled: a duration without a date"),
    ],
)
def test_reasons_are_sentences_with_what_they_are_about(code: str, text: str) -> None:
    assert uncertainty(put(line(), EXAMPLES[code])).texts == (text,)


@given(st.lists(st.sampled_from(sorted(EXAMPLES)), unique=True, max_size=8))
def test_more_signs_never_make_a_claim_surer_and_the_weightiest_comes_first(codes: list[str]) -> None:
    parts = {path: value for code in codes for path, value in EXAMPLES[code].items()}
    found = uncertainty(put(line(), parts))
    weights = [reason.weight for reason in found.reasons]
    assert weights == sorted(weights, reverse=True)
    assert max(weights, default=0) <= found.score < 1


def test_what_is_said_to_be_unknown_is_not_missing() -> None:
    codes = [r.code for r in uncertainty(line(event__actors=[], event__responsibility="unknown")).reasons]
    assert codes == ["responsibility-unknown"]


def test_a_plan_may_lie_ahead_and_background_behind() -> None:
    ahead: JSON = {"start": "2020-06-01", "end": "2020-06-01", "granularity": "day", "rule": "own clause"}
    behind: JSON = {"start": "2010-06-01", "end": "2010-06-01", "granularity": "day", "rule": "own clause"}
    planned = uncertainty(line(event__time=ahead, event__status="planned"))
    background = uncertainty(line(event__time=behind, event__historical=True))
    assert ([r.code for r in planned.reasons], background.reasons) == (["not-occurred"], ())


def test_needs_name_types_and_parts_that_there_are() -> None:
    settings = load_weights().settings
    assert {f"no-{part}" for parts in settings.needs.values() for part in parts} <= SIGNS.keys()
    assert all(0 < float(str(sign["weight"])) < 1 for sign in SIGNS.values())


def test_statements_without_an_event_are_scored_by_their_words_alone() -> None:
    assert [reason.code for reason in uncertainty(line(event=None, kind="mixed")).reasons] == ["mixed"]


def test_claims_of_real_pages_are_scored_alike_each_time_and_most_of_them_differ(raid_readings: list[Reading]) -> None:
    lines = [claim for reading in raid_readings for claim in claim_lines(reading) if claim["event"]]
    scores = [uncertainty(claim).score for claim in lines]
    assert scores == [uncertainty(json.loads(json.dumps(claim))).score for claim in lines]
    assert len(set(scores)) > len(scores) / 4
