import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.pages_made import BRIDGE, DEPOT_TOO, FAIR, FAIR_TOO, bridge, claim, depot, page

from sitrep.link.accounts import Page
from sitrep.link.linking import Groups, link_pages

PAGES = (
    depot("a"),
    depot("b", DEPOT_TOO),
    bridge("c"),
    page("d", FAIR, title="Cheese fair of Sorrin draws record crowds"),
    page("e", FAIR_TOO, title="Record crowds at Sorrin cheese fair"),
    page("f", "Zinc prices fell for a third week as smelters reopened."),
)


def documents(groups: Groups) -> set[frozenset[str]]:
    return {frozenset(groups.accounts[i].document for i in group) for group in groups.groups}


def drawn(groups: Groups) -> str:
    scores = [[*pair, score] for pair, score in sorted(groups.scores.items())]
    return json.dumps([groups.groups, groups.claims(), dict(groups.mains), scores])


def linked(*pages: Page, same: Sequence[tuple[str, str]] = (), different: Sequence[tuple[str, str]] = ()) -> Groups:
    return link_pages(pages, same, different)


def test_pages_of_one_incident_and_pages_of_one_story_are_grouped() -> None:
    groups = linked(*PAGES)
    assert documents(groups) == {frozenset("ab"), frozenset("c"), frozenset("de"), frozenset("f")}
    assert groups.mains["a"] == groups.mains["b"] != groups.mains["c"]


def test_group_of_stories_holds_no_claims() -> None:
    groups = linked(*PAGES)
    assert sorted(claims for claims in groups.claims() if claims) == [("a-1", "b-1"), ("c-1",)]


@settings(max_examples=10, deadline=None)
@given(st.permutations(PAGES))
def test_order_of_pages_is_irrelevant_to_the_byte(pages: list[Page]) -> None:
    assert drawn(linked(*pages)) == drawn(linked(*PAGES))


def test_two_runs_are_identical_to_the_byte_whatever_the_seed_of_hashes() -> None:
    root = Path(__file__).parents[2]
    script = "from tests.link.test_linking import PAGES, drawn, linked; print(drawn(linked(*PAGES)))"
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    runs = [
        subprocess.check_output([sys.executable, "-c", script], env={**environment, "PYTHONHASHSEED": seed}, cwd=root)
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_person_who_says_different_parts_what_the_scores_join() -> None:
    groups = linked(*PAGES, different=[("a-1", "b-1")])
    assert {frozenset("a"), frozenset("b")} <= documents(groups)


def test_person_who_says_same_joins_what_the_scores_part() -> None:
    groups = linked(*PAGES, same=[("a-1", "c-1")])
    assert frozenset("abc") in documents(groups)


def test_same_against_different_is_reported_and_does_not_crash() -> None:
    groups = linked(*PAGES, same=[("a-1", "b-1"), ("b-1", "c-1")], different=[("c-1", "a-1")])
    (conflict,) = groups.conflicts
    assert (conflict.one, conflict.other) == ("b-1", "c-1")
    assert documents(groups) >= {frozenset("ab"), frozenset("c")}


def test_word_on_a_claim_that_is_in_no_account_is_reported() -> None:
    groups = linked(*PAGES, same=[("a-1", "nowhere")])
    assert [conflict.one for conflict in groups.conflicts] == ["a-1"]


def test_what_a_page_tells_besides_joins_the_page_of_that_incident() -> None:
    aside = claim("g-2", 900, words="Last week Ada Orrin, 34, was killed at the grain depot in Velm.",
                  at="Velm", on="2024-03-04", killed=1, hurt="Ada Orrin")  # fmt: skip
    told = page("g", BRIDGE, claim("g-1", 0, at="Karsk", on="2024-03-12", killed=3), aside, published="2024-03-13")
    groups = linked(*PAGES, told)
    assert ("a-1", "b-1", "g-2") in [tuple(sorted(claims)) for claims in groups.claims()]
    assert groups.mains["g"] != groups.mains["a"]


def test_different_said_of_an_aside_keeps_apart_the_main_incident_that_is_the_same() -> None:
    told = page("g", BRIDGE, claim("g-1", 0, at="Karsk", on="2024-03-12", killed=3), claim("g-2", 900, at="Velm"))
    groups = linked(*PAGES, told, same=[("a-1", "g-2")], different=[("g-2", "b-1")])
    assert groups.conflicts == ()
    assert groups.mains["a"] != groups.mains["b"]
    assert ("a-1", "g-2") in [tuple(sorted(claims)) for claims in groups.claims()]


def test_two_happenings_of_one_page_stay_two_unless_a_person_joins_them() -> None:
    told = page(
        "g", BRIDGE, claim("g-1", 0, at="Karsk", on="2024-03-12"), claim("g-2", 900, at="Velm", on="2024-03-12")
    )
    assert len(linked(told).groups) == 2
    assert len(linked(told, same=[("g-1", "g-2")]).groups) == 1


def test_link_is_explained_from_prior_to_decision() -> None:
    groups = linked(*PAGES)
    drawn = groups.explain("a-1", "b-1")
    assert drawn is not None
    assert drawn.is_match
    assert round(drawn.probability, 9) == round(groups.scores[0, 1], 9)
    assert groups.explain("a-1", "nowhere") is None


def test_no_pages_are_no_groups() -> None:
    assert linked().groups == ()


def aside(name: str, words: str, **more: object) -> Page:
    """A page of the bridge that tells of something else far down."""
    return page(name, f"{BRIDGE} {words}", *bridge(name).claims, claim(f"{name}-2", 3000, words, **more))


def test_what_pages_tell_besides_on_one_day_is_not_joined_for_its_day_alone() -> None:
    pages = [aside("a", "Ten were killed.", on="2024-03-01"), aside("b", "A mill burned.", on="2024-03-01")]
    assert {"a-2", "b-2"} not in [set(group) for group in link_pages(pages).claims()]


def test_what_is_told_of_a_long_time_is_of_no_happening() -> None:
    season = {"time": {"start": "2023-09-01", "end": None}, "trigger": {"text": "sorties"}}
    counted = page("s", DEPOT_TOO, claim("s-1", 0, DEPOT_TOO, **season))
    groups = link_pages([depot("a"), counted])
    assert groups.mains["a"] != groups.mains["s"]
    assert {account.family for account in groups.accounts} == {"violence", "period"}
