"""The four named rules, on the tolls of the example pages' raid on Idlib: 36, then 43, 47 and 60."""

from dataclasses import replace

from tests.link.told import Line, at_least, claim, event, source, toll

from sitrep.link.figures import read_figures
from sitrep.link.positions import RULES, Counting, quantities
from sitrep.link.voices import voices

OBSERVATORY = source("the Syrian Observatory for Human Rights", "monitor", "NGO", named=True)
RESCUERS = source("the civil defence")
MINISTRY = source("Russia's defence ministry", "state", "RUS")


def killed(
    name: str, document: str, who: Line | None, quantity: Line, published: str = "2015-12-21", **more: object
) -> Line:
    return claim(name, document, said_by=who, published=published, told=event(quantities=[quantity]), **more)


FIRST = killed("c-36", "d-1", OBSERVATORY, at_least(36), "2015-12-20")
LATER = killed("c-47", "d-2", OBSERVATORY, toll(47))
CIVIL = killed("c-43", "d-3", RESCUERS, toll(43))
AGAIN = killed("c-43b", "d-4", source("a rescue worker", "medical"), toll(43))
LOUD = killed("c-60", "d-5", None, toll(60))
TAKEN_BACK = killed("c-60b", "d-6", source("an earlier version"), toll(60), "2015-12-22")
DENIED = killed("c-60c", "d-7", MINISTRY, toll(60), stance="denies")
RAID = (FIRST, LATER, CIVIL, AGAIN, LOUD, TAKEN_BACK, DENIED)


def counted(*claims: Line, measure: str = "killed", **given: object) -> Line:
    found = quantities(read_figures(claims, voices(claims), {}), replace(Counting(), **given))
    return found[measure]  # type: ignore[return-value]


def bounds(found: Line) -> tuple[float | None, float | None, float | None]:
    aggregate = found["aggregate"]
    return aggregate["low"], aggregate["high"], aggregate["best"]


def test_every_position_stands_with_who_holds_it() -> None:
    found = counted(*RAID)["positions"]
    assert [(p["low"], p["high"]) for p in found] == [(36, None), (43, 43), (47, 47), (60, 60)]
    assert [len(p["sources"]) for p in found] == [1, 2, 1, 1]
    assert found[0]["claims"] == ["c-36"]
    assert found[0]["as_of"] == "2015-12-20"


def test_a_denial_is_kept_and_is_no_position() -> None:
    (denial,) = counted(*RAID)["denials"]
    assert (denial["claim"], denial["stance"], denial["low"]) == ("c-60c", "denies", 60)
    assert all("c-60c" not in position["claims"] for position in counted(*RAID)["positions"])


def test_a_part_is_a_position_of_its_group_and_history_is_none() -> None:
    part = killed("c-3", "d-1", OBSERVATORY, toll(3, group="children", part_of=0))
    past = killed("c-9", "d-2", OBSERVATORY, toll(900))
    past["event"]["historical"] = True
    found = counted(LATER, part, past)["positions"]
    assert [(p["low"], p["group"]) for p in found] == [(47, None), (3, "children")]


def test_range_goes_from_the_least_low_to_the_greatest_high() -> None:
    assert bounds(counted(*RAID, rule="range")) == (43, 60, None)


def test_range_is_open_where_the_greatest_figure_is() -> None:
    assert bounds(counted(CIVIL, killed("c-x", "d-8", None, at_least(50)))) == (43, None, None)
    assert bounds(counted(FIRST)) == (36, None, None)


def test_majority_is_the_figure_that_most_sources_hold() -> None:
    found = counted(*RAID, rule="majority")
    assert bounds(found) == (43, 43, 43)
    assert found["aggregate"]["claims_used"] == ["c-43", "c-43b"]
    assert found["aggregate"]["reason"] == "held by 2 of 4 independent sources, more than hold any other"


def test_one_source_on_two_pages_is_no_majority() -> None:
    repeated = killed("c-47b", "d-9", OBSERVATORY, toll(47))
    assert bounds(counted(LATER, repeated, CIVIL, rule="majority")) == (None, None, None)


def test_hierarchy_takes_the_latest_of_the_foremost() -> None:
    found = counted(*RAID, rule="hierarchy")
    assert bounds(found) == (47, 47, 47)
    assert "groups that record what happens" in found["aggregate"]["reason"]
    assert bounds(counted(*RAID, rule="hierarchy", order=(("medical",),))) == (43, 43, 43)


def test_the_accused_never_decide_alone() -> None:
    own = killed("c-2", "d-1", MINISTRY, toll(2))
    found = counted(own, rule="hierarchy", accused=frozenset({"state:RUS"}))
    assert bounds(found) == (None, None, None)
    assert found["aggregate"]["reason"] == "only the accused party gives a figure"
    assert bounds(counted(own, CIVIL, rule="hierarchy", accused=frozenset({"state:RUS"}))) == (43, 43, 43)


def test_team_is_what_a_person_decided_and_else_nothing() -> None:
    decided = {"killed": {"low": 43, "high": 47, "best": 47, "by": "M. Okafor", "why": "names checked"}}
    assert bounds(counted(*RAID, rule="team")) == (None, None, None)
    found = counted(*RAID, rule="team", team=decided)
    assert bounds(found) == (43, 47, 47)
    assert found["aggregate"]["reason"] == "decided by M. Okafor: names checked"


def test_every_claim_is_used_or_left_out_with_a_reason_under_every_rule() -> None:
    for rule in RULES:
        aggregate = counted(*RAID, rule=rule)["aggregate"]
        left = {item["claim"]: item["reason"] for item in aggregate["claims_left_out"]}
        assert aggregate["rule"] == rule
        assert {*aggregate["claims_used"], *left} == {line["id"] for line in RAID}
        assert not set(aggregate["claims_used"]) & set(left)
        assert left["c-60c"] == "denied"
        assert left["c-60b"] == "taken back by the page that said it"
        assert left["c-36"].startswith("the same source gave a later figure")


def test_unknown_is_null_and_never_nought() -> None:
    assert bounds(counted(DENIED)) == (None, None, None)
    none_hurt = killed("c-0", "d-1", None, toll(0))
    assert bounds(counted(none_hurt)) == (0, 0, 0)


def test_hierarchy_lists_the_figures_of_one_rank_and_day() -> None:
    other = killed("c-50", "d-8", source("the Harbour Centre", "monitor", "NGO", named=True), toll(50))
    found = counted(*RAID, other, rule="hierarchy")
    assert bounds(found) == (47, 50, None)
    assert "they give 47 and 50" in found["aggregate"]["reason"]


def test_a_figure_that_is_only_on_more_pages_is_named_beside_the_majority() -> None:
    told = [killed(f"c-7{n}", f"d-7{n}", OBSERVATORY, toll(70)) for n in range(4)]
    found = counted(CIVIL, AGAIN, *told, rule="majority")
    assert bounds(found) == (43, 43, 43)
    assert found["aggregate"]["reason"].endswith(
        "70 is on more pages (4, copies counted), which have it from 1 independent source"
    )
