import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sitrep.link.identities import name_groups, with_mains
from sitrep.model.linkings import Linking

CLAIMS = [f"c-{n:02}" for n in range(12)]

Groups = list[list[str]]


@st.composite
def partitions(draw: st.DrawFn) -> Groups:
    """Some claims, in groups."""
    homes = draw(st.lists(st.integers(0, 4), min_size=len(CLAIMS), max_size=len(CLAIMS)))
    found: dict[int, list[str]] = {}
    for claim, home in zip(CLAIMS, homes, strict=True):
        found.setdefault(home, []).append(claim)
    left_out = draw(st.integers(0, 4))
    return [group for home, group in sorted(found.items()) if home != left_out] or [CLAIMS[:1]]


judged_claims = st.frozensets(st.sampled_from(CLAIMS), max_size=4)
histories = st.lists(st.tuples(partitions(), judged_claims), max_size=4)


def linked(history: list[tuple[Groups, frozenset[str]]]) -> Linking | None:
    """What a row of runs leaves."""
    linking = None
    for groups, judged in history:
        linking = name_groups(groups, linking, judged)
    return linking


def with_merge(groups: Groups, first: int, second: int) -> Groups:
    return [*(g for n, g in enumerate(groups) if n not in (first, second)), [*groups[first], *groups[second]]]


@given(histories, partitions(), judged_claims, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    history: list[tuple[Groups, frozenset[str]]], groups: Groups, judged: frozenset[str], chance: random.Random
) -> None:
    earlier = linked(history)
    shuffled = [chance.sample(group, len(group)) for group in chance.sample(groups, len(groups))]
    first, second = name_groups(groups, earlier, judged), name_groups(shuffled, earlier, judged)
    assert first == second
    assert list(first.incidents) == list(second.incidents)
    assert list(first.redirects) == list(second.redirects)


@given(histories, partitions(), judged_claims, st.data())
def test_a_merge_that_is_undone_returns_to_the_start(
    history: list[tuple[Groups, frozenset[str]]], groups: Groups, judged: frozenset[str], data: st.DataObject
) -> None:
    start = name_groups(groups, linked(history), judged)
    if len(groups) < 2:
        return
    first, second = data.draw(st.lists(st.integers(0, len(groups) - 1), min_size=2, max_size=2, unique=True))
    pair = {groups[first][0], groups[second][0]}
    merged = name_groups(with_merge(groups, first, second), start, judged | pair)
    assert len(merged.incidents) == len(start.incidents) - 1
    assert all(merged.incident_of(name) for name in start.incidents)
    assert name_groups(groups, merged, judged) == start


@given(histories, partitions(), judged_claims)
def test_nothing_changes_when_the_same_is_linked_again(
    history: list[tuple[Groups, frozenset[str]]], groups: Groups, judged: frozenset[str]
) -> None:
    start = name_groups(groups, linked(history), judged)
    assert name_groups(groups, start, judged) == start


@given(histories, partitions(), judged_claims)
def test_judged_members_that_stay_together_keep_the_id_or_it_leads_to_them(
    history: list[tuple[Groups, frozenset[str]]], groups: Groups, judged: frozenset[str]
) -> None:
    earlier = linked(history)
    linking = name_groups(groups, earlier, judged)
    homes = {claim: name for name, claims in linking.incidents.items() for claim in claims}
    returned = set(earlier.former) & set(linking.incidents) if earlier else set()
    for name, claims in (earlier.incidents if earlier else {}).items():
        kept = {homes.get(claim) for claim in claims if claim in judged}
        if len(kept) == 1 and None not in kept:
            assert linking.incident_of(name) in kept or kept & returned


@given(histories)
def test_redirects_lead_to_living_incidents_and_never_on(history: list[tuple[Groups, frozenset[str]]]) -> None:
    linking = linked(history) or Linking()
    assert set(linking.redirects.values()) <= set(linking.incidents)
    assert not set(linking.redirects) & set(linking.incidents)
    assert set(linking.former) == set(linking.redirects)


@given(histories)
def test_each_claim_is_in_one_incident(history: list[tuple[Groups, frozenset[str]]]) -> None:
    linking = linked(history) or Linking()
    claims = [claim for members in linking.incidents.values() for claim in members]
    assert len(claims) == len(set(claims))
    assert not history or set(claims) == {claim for group in history[-1][0] for claim in group}


def test_an_incident_that_grows_keeps_its_id() -> None:
    start = name_groups([["c-05", "c-07"]], None, frozenset())
    grown = name_groups([["c-01", "c-05", "c-07"]], start, frozenset())
    assert list(grown.incidents) == list(start.incidents)
    assert not grown.redirects


def test_the_id_follows_the_judged_member_and_not_the_many() -> None:
    start = name_groups([["c-01", "c-02", "c-03"]], None, frozenset())
    (name,) = start.incidents
    split = name_groups([["c-01"], ["c-02", "c-03"]], start, frozenset({"c-01"}))
    assert split.incidents[name] == ("c-01",)


def test_a_judged_claim_that_has_left_takes_no_id_with_it() -> None:
    first = name_groups([["c-1", "c-2", "c-3"]], None, frozenset())
    rejected = name_groups([["c-1", "c-3"]], first, frozenset({"c-2"}))
    assert [*rejected.incidents] == [*first.incidents]
    assert name_groups([["c-1", "c-2", "c-3"]], rejected, frozenset()) == first


def test_the_main_incident_of_a_document_is_named_by_one_of_its_claims() -> None:
    linking = name_groups([["c-01", "c-02"], ["c-03"]], None, frozenset())
    (last,) = (name for name, claims in linking.incidents.items() if "c-03" in claims)
    assert with_mains(linking, {"d-1": "c-03", "d-2": "c-99"}) == replace(linking, mains={"d-1": last})
