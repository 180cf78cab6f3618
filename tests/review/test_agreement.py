"""How far reviewers agree: pair by pair, on the whole and field by field."""

import pytest

from sitrep.review.agreement import agreement
from sitrep.review.decisions import EMPTY, Decision

READ = {"place": '{"event.place":"Old Ford"}', "time": '{"event.time":"Sunday"}'}
FORD, MILL = ({**READ, "place": f'{{"event.place":"{name}"}}'} for name in ("New Ford", "the mill"))
RIGHT = Decision(told=True, fields={"place": True, "time": True}, said=READ)
WRONG = Decision(told=True, fields={"place": False, "time": True}, said=FORD)
OTHERWISE = Decision(told=True, fields={"place": False, "time": True}, said=MILL)
NONE = Decision(told=False, fields={})


def test_a_decision_is_one_of_three_outcomes() -> None:
    assert [decision.outcome for decision in (RIGHT, WRONG, NONE)] == ["accepted", "edited", "rejected"]


def test_two_who_changed_one_field_to_different_values_disagree() -> None:
    (pair,) = agreement({"c-1": {"Ann": WRONG, "Ben": OTHERWISE}, "c-2": {"Ann": WRONG, "Ben": WRONG}})
    assert (pair.whole.n, pair.whole.agreed) == (2, 1)
    place = next(field for field in pair.fields if field.on == "place")
    assert (place.n, place.agreed) == (2, 1)
    assert pair.sentence.startswith("Ann and Ben agree on 1 of 2 claims, 50 %, 9 to 91; ")
    assert pair.shares["place"] == "50 %, 9 to 91"


def test_a_field_that_both_left_empty_is_no_agreement_on_it_and_one_that_one_filled_in_is_a_disagreement() -> None:
    none = Decision(told=True, fields={}, said={"place": EMPTY})
    some = Decision(told=True, fields={"place": False}, missed=frozenset({"place"}), said={"place": FORD["place"]})
    (pair,) = agreement({"c-1": {"Ann": none, "Ben": none}, "c-2": {"Ann": none, "Ben": some}})
    place = next(field for field in pair.fields if field.on == "place")
    assert (pair.whole.n, pair.whole.agreed, place.n, place.agreed) == (2, 1, 1, 0)


def test_two_reviewers_agree_on_so_many_of_the_claims_that_both_decided() -> None:
    ann, ben = [RIGHT, RIGHT, WRONG, NONE, RIGHT], [RIGHT, WRONG, WRONG, NONE]
    made = {f"c-{n}": {"Ann": a} for n, a in enumerate(ann)}
    for n, b in enumerate(ben):
        made[f"c-{n}"]["Ben"] = b
    (pair,) = agreement(made)
    assert (pair.reviewers, pair.whole.n, pair.whole.agreed) == (("Ann", "Ben"), 4, 3)
    # By chance: accepted 2/4 * 1/4, edited 1/4 * 2/4, rejected 1/4 * 1/4, 5/16 in all; (12/16 - 5/16) / (11/16).
    assert pair.whole.kappa.value == pytest.approx(7 / 11)
    fields = {field.on: field for field in pair.fields}
    assert (fields["place"].n, fields["place"].agreed) == (3, 2)
    assert (fields["time"].n, fields["time"].kappa.value) == (3, None)
    assert (fields["actor"].n, fields["actor"].kappa.reason) == (0, "no claim was judged by both")
    assert pair.sentence.startswith("Ann and Ben agree on 3 of 4 claims, 75 %, 30 to 96; kappa 0.64, ")


def test_of_three_reviewers_each_two_are_compared_where_they_share_a_claim() -> None:
    made = {"c-1": {"Ann": RIGHT, "Ben": RIGHT}, "c-2": {"Ben": WRONG, "Cyd": RIGHT}, "c-3": {"Cyd": RIGHT}}
    assert [pair.reviewers for pair in agreement(made)] == [("Ann", "Ben"), ("Ben", "Cyd")]


def test_one_reviewer_agrees_with_nobody() -> None:
    assert agreement({"c-1": {"Ann": RIGHT}}) == ()
    assert agreement({}) == ()


def test_a_kappa_that_does_not_exist_is_null_with_the_reason_and_never_a_number() -> None:
    (pair,) = agreement({"c-1": {"Ann": RIGHT, "Ben": RIGHT}})
    told = pair.as_json()
    assert (told["share"], told["kappa"], told["kappa_low"]) == (1.0, None, None)
    assert told["low"] == pytest.approx(0.2065, abs=1e-4)
    assert "no kappa: both gave one and the same word" in pair.sentence
