"""The sample: drawn by the claims' ids alone, and counted only as far as nearly all of it is decided."""

import json
from importlib.resources import files
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sitrep.review.sampling import draw_order, load_settings, population, reviewed_sample

ids = st.sets(st.text("0123456789abcdef", min_size=4, max_size=8).map(lambda name: f"c-{name}"), max_size=60)
# As drawn when sampling was first used: whoever changes it breaks every sample that people have begun.
PINNED = ["c-2", "c-4", "c-3", "c-5", "c-0", "c-1"]
SEED = load_settings().seed


@given(ids, st.randoms())
def test_the_order_depends_on_the_ids_and_on_nothing_else(drawn: set[str], chance: Random) -> None:
    shuffled = sorted(drawn)
    chance.shuffle(shuffled)
    assert draw_order(shuffled, SEED) == draw_order(sorted(drawn), SEED)


@given(ids, ids)
def test_other_claims_do_not_change_the_order_of_these(some: set[str], others: set[str]) -> None:
    together = draw_order([*some, *others], SEED)
    assert [claim for claim in together if claim in some] == draw_order(some, SEED)


def test_the_order_stays_what_it_was_when_samples_were_drawn_by_it() -> None:
    assert draw_order([f"c-{number}" for number in range(6)], "sitrep sample 1") == PINNED
    assert SEED == "sitrep sample 1"


def test_another_seed_is_another_order() -> None:
    names = [f"c-{number}" for number in range(40)]
    assert draw_order(names, "one") != draw_order(names, "other")


def test_a_draw_favours_no_part_of_a_case() -> None:
    # Every tenth of 2,000 claims is of a kind; of the first 500 about a tenth are, give or take 4 standard errors.
    names = [f"c-{number:04d}" for number in range(2000)]
    first = draw_order(names, SEED)[:500]
    assert abs(sum(name.endswith("0") for name in first) - 50) < 4 * (500 * 0.1 * 0.9) ** 0.5


def test_only_claims_that_tell_of_an_event_are_drawn_from() -> None:
    lines = [{"id": "c-1", "event": {"type": "AID"}, "document": {"id": "d-1"}}, {"id": "c-2", "event": None}]
    assert population(lines) == {"c-1": "d-1"}


DRAWN = [f"c-{number}" for number in range(100)]


def test_a_sample_ends_where_too_much_of_it_is_open() -> None:
    assert reviewed_sample(DRAWN, DRAWN[:7], 0.95).claims == tuple(DRAWN[:7])
    one_skipped = reviewed_sample(DRAWN, [*DRAWN[:2], *DRAWN[3:10]], 0.95)
    assert (one_skipped.claims, one_skipped.beside) == (("c-0", "c-1"), 7)


def test_one_in_twenty_may_be_left_open_and_is_counted() -> None:
    found = reviewed_sample(DRAWN, [*DRAWN[:2], *DRAWN[3:20]], 0.95)
    assert (found.claims, found.open, found.beside) == (tuple(DRAWN[:20]), ("c-2",), 0)
    assert len(found.decided) == 19


def test_the_example_of_the_settings_holds() -> None:
    raw = json.loads((files("sitrep.review") / "data" / "sample.json").read_text(encoding="utf-8"))
    example = raw["_about"]["example"]
    length, skipped = example["of"], example["of"] - example["decided"]
    found = reviewed_sample(DRAWN, [*DRAWN[: 5 - skipped], *DRAWN[5:length]], load_settings().decided)
    assert (len(found.claims) == length) == example["counts"]


def test_what_nobody_has_come_to_yet_is_not_left_open() -> None:
    assert reviewed_sample(DRAWN, DRAWN[:60], 0.95).open == ()


def test_claims_picked_from_elsewhere_are_counted_as_such_and_not_in_the_sample() -> None:
    found = reviewed_sample(DRAWN, DRAWN[50:60], 0.95)
    assert (found.claims, found.decided, found.beside, found.population) == ((), (), 10, 100)


@given(st.lists(st.booleans(), max_size=200), st.sampled_from([0.5, 0.8, 0.95, 1.0]))
def test_a_sample_is_the_longest_beginning_that_is_decided_enough(done: list[bool], least: float) -> None:
    names = [f"c-{number}" for number in range(len(done))]
    decided = [name for name, is_done in zip(names, done, strict=True) if is_done]
    found = reviewed_sample(names, decided, least)
    fit = [k for k in range(1, len(done) + 1) if sum(done[:k]) / k >= least and done[k - 1]]
    assert list(found.claims) == names[: max(fit, default=0)]
    assert len(found.decided) + found.beside == len(decided)
