"""Error rates: counted on the sample alone, with intervals, in sentences that say what they were counted on."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from sitrep.review.decisions import EMPTY, Decision
from sitrep.review.fields import load_fields
from sitrep.review.rates import FieldRate, Rates, rates, rates_line
from sitrep.review.sampling import draw_order, load_settings

# Two hundred claims in the order of the draw, each of a page of its own.
CLAIMS = draw_order((f"c-{number}" for number in range(200)), load_settings().seed)
PAGES = {claim: f"d-{claim}" for claim in CLAIMS}
RIGHT = Decision(told=True, fields={"recipient": True, "place": True})
WRONG = Decision(told=True, fields={"recipient": False, "place": True})
MISSED = Decision(told=True, fields={"recipient": False}, missed=frozenset({"recipient"}))
CLEARED = Decision(told=True, fields={"recipient": False}, said={"recipient": EMPTY})
NONE = Decision(told=False, fields={})


def rate(name: str, found: Rates) -> FieldRate:
    return next(rate for rate in found.fields if rate.field.name == name)


def decided(*given: Decision) -> Mapping[str, Decision]:
    """Decisions on the first claims of the draw."""
    return dict(zip(CLAIMS, given, strict=False))


def test_a_rate_says_itself_as_people_print_it() -> None:
    found = rates(decided(*[RIGHT] * 109, *[WRONG] * 11), PAGES)
    sentence = rate("recipient", found).sentence(found.sample)
    # Wilson's interval of 109 in 120 is 0.8434 to 0.9485.
    assert sentence == "on this corpus, recipient is right in 91 %, 84 to 95 (120 reviewed)"


def test_nothing_reviewed_is_said_to_be_not_yet_known() -> None:
    found = rates({}, PAGES)
    assert not found.are_known
    assert rates_line(found) == (
        "how often fields are right is not yet known: no claim of the random sample is reviewed"
    )
    assert [rate.sentence(found.sample) for rate in found.fields][2] == (
        "on this corpus, how often actor is right is not yet known: no claim of the random sample is reviewed"
    )
    assert [field["share"] for field in found.as_json()["fields"]] == [None] * len(load_fields())  # type: ignore[index, union-attr, call-overload]


def test_a_field_that_no_reviewed_claim_has_is_not_known_though_others_are() -> None:
    found = rates(decided(RIGHT), PAGES)
    assert (
        rate("time", found).sentence(found.sample).endswith("not yet known: no decision on it in the reviewed sample")
    )
    assert "when" not in rates_line(found)


def test_claims_that_somebody_picked_count_for_nothing() -> None:
    picked = dict.fromkeys(CLAIMS[100:120], WRONG)
    assert not rates(picked, PAGES).are_known
    both = rates({**decided(*[RIGHT] * 10), **picked}, PAGES)
    assert (rate("recipient", both).n, rate("recipient", both).right, both.sample.beside) == (10, 10, 20)
    assert rates_line(both).endswith(
        "10 of 200 event claims drawn at random, from 10 pages; 20 more reviewed out of turn, not counted"
    )


def test_a_rejected_claim_counts_against_told_and_against_no_field() -> None:
    found = rates(decided(RIGHT, NONE, RIGHT), PAGES)
    assert (rate("told", found).n, rate("told", found).right) == (3, 2)
    assert (rate("place", found).n, rate("place", found).right) == (2, 2)


def test_missed_fields_are_counted_apart_from_right_and_wrong() -> None:
    made = rates(decided(RIGHT, MISSED, WRONG, CLEARED), PAGES)
    found = rate("recipient", made)
    # One that should be empty is wrong, and is not among those that should be there.
    assert (found.n, found.right, found.missed, found.there) == (3, 1, 1, 3)
    sentence = found.sentence(made.sample)
    assert sentence == "on this corpus, recipient is right in 33 %, 6 to 80 (3 reviewed); missed in 1 more"


def test_a_field_that_was_only_ever_missed_has_no_share() -> None:
    made = rates(decided(MISSED), PAGES)
    found = rate("recipient", made)
    assert (found.n, found.share, found.missed, found.there) == (0, None, 1, 1)
    assert found.sentence(made.sample).endswith("no decision on it in the reviewed sample; missed in 1")


def test_the_pages_of_the_sample_are_counted_and_one_that_gives_much_of_it_is_warned_of() -> None:
    apart = rates(decided(*[RIGHT] * 40), PAGES)
    assert (len(apart.pages), apart.clustered) == (40, "")
    assert "40 of 200 event claims drawn at random, from 40 pages" in rates_line(apart)
    long = {**PAGES, **dict.fromkeys(CLAIMS[:5], "d-long")}
    together = rates(decided(*[RIGHT] * 40), long)
    assert (together.as_json()["pages"], together.as_json()["largest_page"]) == (36, 5)
    assert together.clustered == (
        "one page gives 5 of them: claims of one page resemble each other; true intervals are wider"
    )
    assert together.clustered in rates_line(together)
    # A tenth is no warning, nor is a single claim however small the sample.
    assert rates(decided(*[RIGHT] * 50), long).clustered == ""
    assert rates(decided(RIGHT), PAGES).clustered == ""


def test_what_no_claim_was_made_of_is_said_to_be_unmeasured() -> None:
    assert "missed altogether" in str(rates({}, PAGES).as_json()["not_measured"])


def test_claims_left_open_are_counted_and_printed() -> None:
    made = {claim: RIGHT for number, claim in enumerate(CLAIMS[:40]) if number != 20}
    found = rates(made, PAGES)
    assert found.as_json()["open"] == [CLAIMS[20]]
    assert "40 of 200 event claims drawn at random, from 40 pages, 1 of them left open" in rates_line(found)


def test_printed_intervals_are_rounded_outwards() -> None:
    # Wilson's interval of 1 in 3 is 0.0615 to 0.7923.
    found = rate("recipient", rates(decided(RIGHT, WRONG, WRONG), PAGES))
    assert found.figures == "33 %, 6 to 80"


@given(st.lists(st.sampled_from([RIGHT, WRONG, MISSED, NONE]), min_size=1, max_size=60))
def test_each_rate_lies_in_its_interval_and_nothing_is_counted_twice(made: list[Decision]) -> None:
    found = rates(decided(*made), PAGES)
    for each in found.fields:
        assert 0 <= each.right <= each.n <= len(made)
        assert each.missed <= each.there
        assert each.n + each.missed <= len(made)
        assert each.share is None or each.interval.low <= each.share <= each.interval.high
    assert "\n" not in rates_line(found)
