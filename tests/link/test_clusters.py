from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sitrep.link.clusters import Pair, cluster, follow

HALF = 0.5


def groups(count: int, scores: dict[Pair, float], **more: list[Pair]) -> tuple[tuple[int, ...], ...]:
    start = [(index,) for index in range(count)]
    return cluster(start, scores, lambda a, b: scores.get((a, b), 0.0), HALF, **more).groups


def test_pairs_above_the_threshold_are_joined() -> None:
    assert groups(4, {(0, 1): 0.9, (2, 3): 0.4}) == ((0, 1), (2,), (3,))


def test_chain_of_likely_pairs_is_cut_where_the_mean_is_low() -> None:
    assert groups(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.0}) == ((0, 1), (2,))
    assert groups(3, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.3}) == ((0, 1, 2),)


def test_different_keeps_apart_whatever_the_score() -> None:
    assert groups(2, {(0, 1): 0.99}, different=[(0, 1)]) == ((0,), (1,))


def test_different_holds_for_the_groups_that_its_members_are_in() -> None:
    scores = {(0, 1): 0.99, (1, 2): 0.98, (0, 2): 0.98}
    assert groups(3, scores, different=[(0, 2)]) == ((0, 1), (2,))


def test_same_joins_whatever_the_score_and_through_others() -> None:
    assert groups(3, {}, same=[(0, 1), (1, 2)]) == ((0, 1, 2),)


def test_same_against_different_is_a_conflict_and_different_stands() -> None:
    found = cluster([(0,), (1,), (2,)], {}, lambda _a, _b: 0.0, HALF, same=[(0, 1), (1, 2)], different=[(0, 2)])
    assert found.groups == ((0, 1), (2,))
    assert found.conflicts == ((1, 2),)


def test_group_that_may_not_join_another_by_score_stays() -> None:
    found = cluster([(0,), (1,)], {(0, 1): 0.9}, lambda _a, _b: 0.9, HALF, may_join=lambda _a, _b: False)
    assert found.groups == ((0,), (1,))


def test_what_is_the_same_as_one_is_different_from_what_that_is_different_from() -> None:
    said = follow(same=[(1, 0), (1, 2)], different=[(2, 3)])
    assert said.same == ((0, 1), (0, 2), (1, 2))
    assert said.different == ((0, 3), (1, 3), (2, 3))
    assert said.conflicts == ()


PAIRS = st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1])


@given(
    st.dictionaries(PAIRS, st.floats(0, 1)),
    st.lists(PAIRS, max_size=4),
    st.lists(PAIRS, max_size=4),
)
def test_order_of_input_is_irrelevant_and_every_word_of_a_person_holds(
    scores: dict[Pair, float], same: list[Pair], different: list[Pair]
) -> None:
    start = [(index,) for index in range(8)]

    def found(same: list[Pair], different: list[Pair], scores: dict[Pair, float]) -> object:
        return cluster(start, scores, lambda a, b: scores.get((a, b), 0.0), HALF, same=same, different=different)

    first = cluster(start, scores, lambda a, b: scores.get((a, b), 0.0), HALF, same=same, different=different)
    turned = found(same[::-1], different[::-1], dict(reversed(scores.items())))
    assert turned == first
    home = {index: n for n, group in enumerate(first.groups) for index in group}
    assert sorted(home) == list(range(8))
    assert all(home[a] != home[b] for a, b in different)
    assert all(home[a] == home[b] for a, b in same if (a, b) not in first.conflicts)
    assert all(one[0] < other[0] for one, other in pairwise(first.groups))
