"""Intervals of shares and kappas: against figures that others published, and what must hold of any."""

from math import comb, isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitrep.review.intervals import Interval, cohen_kappa, wilson

counts = st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
words = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=60)


# R. G. Newcombe, Two-sided confidence intervals for the single proportion: comparison of seven methods, Statistics in
# Medicine 17, 1998, table I, method 3 (score, without correction for continuity).
@pytest.mark.parametrize(
    ("right", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_shares_have_the_intervals_that_newcombe_published(right: int, n: int, low: float, high: float) -> None:
    found = wilson(right, n)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_of_nothing_nothing_is_known() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)


@given(counts)
def test_an_interval_lies_within_0_and_1_and_holds_its_share(drawn: tuple[int, int]) -> None:
    right, n = drawn
    found = wilson(right, n)
    assert 0 <= found.low <= right / n <= found.high <= 1
    assert found.low < found.high


@given(counts, st.integers(2, 50))
def test_the_same_share_of_more_is_known_more_closely(drawn: tuple[int, int], times: int) -> None:
    right, n = drawn
    few, many = wilson(right, n), wilson(right * times, n * times)
    assert many.high - many.low < few.high - few.low


@given(counts)
def test_right_and_wrong_mirror_each_other(drawn: tuple[int, int]) -> None:
    right, n = drawn
    one, other = wilson(right, n), wilson(n - right, n)
    assert isclose(one.low, 1 - other.high, abs_tol=1e-12)
    assert isclose(one.high, 1 - other.low, abs_tol=1e-12)


@given(counts)
def test_more_confidence_is_wider(drawn: tuple[int, int]) -> None:
    sure, surer = wilson(*drawn, 0.9), wilson(*drawn, 0.99)
    assert surer.low <= sure.low
    assert sure.high <= surer.high


@pytest.mark.parametrize("n", [10, 40, 120])
def test_over_all_true_shares_an_interval_holds_the_true_one_as_often_as_it_promises(n: int) -> None:
    # Exact: the chance of each count times whether its interval holds the share, over 199 shares from 0.005 to 0.995.
    held = []
    for share in (number / 200 for number in range(1, 200)):
        chances = [comb(n, right) * share**right * (1 - share) ** (n - right) for right in range(n + 1)]
        bounds = [wilson(right, n) for right in range(n + 1)]
        held.append(sum(c for c, b in zip(chances, bounds, strict=True) if b.low <= share <= b.high))
    assert sum(held) / len(held) == pytest.approx(0.95, abs=0.01)


def spread(table: dict[tuple[str, str], int]) -> tuple[list[str], list[str]]:
    """A table of counts as the words of two people."""
    pairs = [pair for pair, count in table.items() for _ in range(count)]
    return [one for one, _ in pairs], [other for _, other in pairs]


def test_kappa_and_its_interval_are_those_that_fleiss_published() -> None:
    # J. L. Fleiss, Statistical Methods for Rates and Proportions, 2nd edition, 1981, section 13.1: 100 patients,
    # two raters; kappa 0.68 with standard error 0.087.
    table = {
        ("psychotic", "psychotic"): 75, ("psychotic", "neurotic"): 1, ("psychotic", "organic"): 4,
        ("neurotic", "psychotic"): 5, ("neurotic", "neurotic"): 4, ("neurotic", "organic"): 1,
        ("organic", "organic"): 10,
    }  # fmt: skip
    found = cohen_kappa(*spread(table))
    assert found.value == pytest.approx(0.676, abs=5e-4)
    assert found.interval is not None
    error = (found.interval.high - found.interval.low) / (2 * 1.959964)
    assert error == pytest.approx(0.0877, abs=1e-3)


def test_kappa_of_two_words_as_counted_by_hand() -> None:
    # Agreed 35 of 50; by chance (25 * 30 + 25 * 20) / 2500 = 0.5; (0.7 - 0.5) / (1 - 0.5) = 0.4.
    table = {("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}
    assert cohen_kappa(*spread(table)).value == pytest.approx(0.4)


def test_where_kappa_does_not_exist_it_is_none_with_the_reason() -> None:
    nothing, one_word = cohen_kappa([], []), cohen_kappa(["yes"] * 9, ["yes"] * 9)
    assert (nothing.value, nothing.interval, nothing.reason) == (None, None, "no claim was judged by both")
    assert (one_word.value, one_word.interval) == (None, None)
    assert "one and the same word" in (one_word.reason or "")


def test_full_agreement_has_a_kappa_of_1_and_no_interval_of_no_width() -> None:
    found = cohen_kappa(["yes", "no", "yes"], ["yes", "no", "yes"])
    assert (found.value, found.interval) == (1.0, None)
    assert "too little" in (found.reason or "")


@given(words)
def test_a_kappa_lies_in_its_interval_and_both_in_minus_1_to_1(pairs: list[tuple[str, str]]) -> None:
    found = cohen_kappa([one for one, _ in pairs], [other for _, other in pairs])
    assume(found.value is not None)
    assert found.value is not None
    assert -1 <= found.value <= 1
    assert (found.interval is None) == (found.reason is not None)
    if found.interval is not None:
        assert -1 <= found.interval.low <= found.value <= found.interval.high <= 1


@given(words)
def test_kappa_is_the_same_whoever_is_named_first(pairs: list[tuple[str, str]]) -> None:
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    assert cohen_kappa(one, other).value == pytest.approx(cohen_kappa(other, one).value)
