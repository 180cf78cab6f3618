"""Error rates: counted on the sample alone, with intervals, in sentences that say what they were counted on."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from sitrep.review.decisions import Decision
from sitrep.review.fields import load_fields
from sitrep.review.rates import FieldRate, Rates, rates, rates_line
from sitrep.review.sampling import draw_order, load_settings

CLAIMS = draw_order((f"c-{number}" for number in range(200)), load_settings().seed)
RIGHT = Decision(told=True, fields={"recipient": True, "place": True})
WRONG = Decision(told=True, fields={"recipient": False, "place": True})
MISSED = Decision(told=True, fields={"recipient": False}, missed=frozenset({"recipient"}))
NONE = Decision(told=False, fields={})


def rate(name: str, found: Rates) -> FieldRate:
    return next(rate for rate in found.fields if rate.field.name == name)


def decided(*given: Decision) -> Mapping[str, Decision]:
    """Decisions on the first claims of the draw."""
    return dict(zip(CLAIMS, given, strict=False))


def test_a_rate_says_itself_as_people_print_it() -> None:
    found = rates(decided(*[RIGHT] * 109, *[WRONG] * 11), CLAIMS)
    sentence = rate("recipient", found).sentence(found.sample)
    # Wilson's interval of 109 in 120 is 0.8434 to 0.9485.
    assert sentence == "on this corpus, recipient is right in 91 %, 84 to 95 (120 reviewed)"


def test_nothing_reviewed_is_said_to_be_not_yet_known() -> None:
    found = rates({}, CLAIMS)
    assert not found.are_known
    assert rates_line(found) == (
        "how often fields are right is not yet known: no claim of the random sample is reviewed"
    )
    assert [rate.sentence(found.sample) for rate in found.fields][2] == (
        "on this corpus, how often actor is right is not yet known: no claim of the random sample is reviewed"
    )
    assert [field["share"] for field in found.as_json()["fields"]] == [None] * len(load_fields())  # type: ignore[index, union-attr, call-overload]


def test_a_field_that_no_reviewed_claim_has_is_not_known_though_others_are() -> None:
    found = rates(decided(RIGHT), CLAIMS)
    assert (
        rate("time", found).sentence(found.sample).endswith("not yet known: no decision on it in the reviewed sample")
    )
    assert "when" not in rates_line(found)


def test_claims_that_somebody_picked_count_for_nothing() -> None:
    picked = dict.fromkeys(CLAIMS[100:120], WRONG)
    assert not rates(picked, CLAIMS).are_known
    both = rates({**decided(*[RIGHT] * 10), **picked}, CLAIMS)
    assert (rate("recipient", both).n, rate("recipient", both).right, both.sample.beside) == (10, 10, 20)
    assert rates_line(both).endswith(
        "10 of 200 event claims drawn at random; 20 more reviewed out of turn, not counted"
    )


def test_a_rejected_claim_counts_against_told_and_against_no_field() -> None:
    found = rates(decided(RIGHT, NONE, RIGHT), CLAIMS)
    assert (rate("told", found).n, rate("told", found).right) == (3, 2)
    assert (rate("place", found).n, rate("place", found).right) == (2, 2)


def test_missed_fields_are_wrong_and_counted_by_themselves() -> None:
    found = rate("recipient", rates(decided(RIGHT, MISSED, WRONG), CLAIMS))
    assert (found.n, found.right, found.missed) == (3, 1, 1)


def test_claims_left_open_are_counted_and_printed() -> None:
    made = {claim: RIGHT for number, claim in enumerate(CLAIMS[:40]) if number != 20}
    found = rates(made, CLAIMS)
    assert found.as_json()["open"] == [CLAIMS[20]]
    assert "40 of 200 event claims drawn at random, 1 of them left open" in rates_line(found)


def test_printed_intervals_are_rounded_outwards() -> None:
    # Wilson's interval of 1 in 3 is 0.0615 to 0.7923.
    found = rate("recipient", rates(decided(RIGHT, WRONG, WRONG), CLAIMS))
    assert found.figures == "33 %, 6 to 80"


@given(st.lists(st.sampled_from([RIGHT, WRONG, MISSED, NONE]), min_size=1, max_size=60))
def test_each_rate_lies_in_its_interval_and_nothing_is_counted_twice(made: list[Decision]) -> None:
    found = rates(decided(*made), CLAIMS)
    for each in found.fields:
        assert 0 <= each.right <= each.n <= len(made)
        assert each.missed <= each.n - each.right
        assert each.share is None or each.interval.low <= each.share <= each.interval.high
    assert "\n" not in rates_line(found)
