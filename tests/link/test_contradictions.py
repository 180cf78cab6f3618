"""How claims of one incident differ, from claims built by hand."""

from tests.link.told import Line, actor, at_least, claim, day, event, place, source, toll

from sitrep.link.contradictions import Difference, between, contradictions, differences
from sitrep.link.figures import read_figures
from sitrep.link.voices import voices

CENTRE = source("the Centre", "monitor", named=True)
RESCUERS = source("the civil defence")


def found(*claims: Line) -> list[Difference]:
    spoken = voices(claims)
    return differences(claims, read_figures(claims, spoken, {}), spoken)


def shape(*claims: Line) -> list[tuple[str, str, str, str]]:
    spoken = voices(claims)
    return [(f.kind, f.field, f.relation, between(f, spoken)) for f in found(*claims)]


def figure(
    name: str, document: str, who: Line | None, quantity: Line, published: str = "2015-12-21", **more: object
) -> Line:
    return claim(name, document, said_by=who, published=published, told=event(quantities=[quantity], **more))


def test_two_sources_with_unlike_figures_on_one_day_contradict() -> None:
    one, other = figure("c-1", "d-1", CENTRE, toll(47)), figure("c-2", "d-2", RESCUERS, toll(43))
    assert shape(one, other) == [("other figure", "killed", "contradicts", "cross_speaker")]


def test_a_rising_toll_is_no_dispute() -> None:
    old = figure("c-1", "d-1", CENTRE, at_least(36), "2015-12-20")
    new = figure("c-2", "d-2", CENTRE, toll(47), "2015-12-21")
    assert shape(old, new) == [("other figure", "killed", "updates", "same_speaker")]
    (update,) = found(old, new)
    assert update.claims == ("c-2", "c-1")


def test_a_higher_toll_that_another_gives_later_is_an_update_and_a_lower_one_a_dispute() -> None:
    first = figure("c-1", "d-1", CENTRE, toll(36), "2015-12-20")
    assert shape(first, figure("c-2", "d-2", RESCUERS, toll(43)))[0][2] == "updates"
    assert shape(first, figure("c-2", "d-2", RESCUERS, toll(30)))[0][2] == "contradicts"


def test_a_number_refines_the_bound_that_it_keeps() -> None:
    bound, number = figure("c-1", "d-1", CENTRE, at_least(30)), figure("c-2", "d-2", RESCUERS, toll(36))
    assert shape(bound, number) == [("other figure", "killed", "refines", "cross_speaker")]
    assert found(bound, number)[0].claims == ("c-2", "c-1")


def test_a_page_that_takes_a_figure_back_retracts_it() -> None:
    old = figure("c-1", "d-1", source("An earlier version"), toll(60))
    new = figure("c-2", "d-1", None, toll(43))
    assert ("retracts", "killed", "retracts", "same_speaker") in shape(old, new)


def test_a_denial_contradicts_those_that_lay_the_deed_to_its_speaker_or_to_nobody() -> None:
    ours = actor("its aircraft", "state", "RUR")
    denial = claim("c-1", said_by=source("Strelsau", "state", "RUR"), stance="denies", told=event(actors=[ours]))
    open_ = claim("c-2", "d-2", told=event())
    accusing = claim("c-3", "d-3", said_by=CENTRE, told=event(actors=[ours]))
    other = claim("c-4", "d-4", told=event(actors=[actor("Hentzau", "state", "HEN")]))
    against = {f.claims for f in found(denial, open_, accusing, other) if f.kind == "denies"}
    assert against == {("c-1", "c-2"), ("c-1", "c-3")}


def test_a_denied_figure_is_a_correction() -> None:
    told = figure("c-1", "d-1", CENTRE, toll(60))
    wrong = claim(
        "c-2", "d-2", said_by=RESCUERS, stance="denies", denied_part="figure", told=event(quantities=[toll(60)])
    )
    other = figure("c-3", "d-3", None, toll(43))
    assert [f.claims for f in found(told, wrong, other) if f.kind == "corrects"] == [("c-2", "c-1")]


def test_a_rival_account_is_another_cause() -> None:
    denial = claim("c-1", said_by=CENTRE, stance="denies", alternative="c-2", text="no aircraft bombed it")
    rival = claim("c-2", start=90, said_by=CENTRE, text="the building had been mined")
    (difference,) = found(denial, rival)
    assert (difference.kind, difference.values[1]) == ("other cause", "the building had been mined")


def test_actors_contradict_where_both_are_named_and_refine_where_one_is_vague() -> None:
    rur, hen = actor("Ruritania", "state", "RUR"), actor("Hentzau", "state", "HEN")
    vague = actor("unidentified jets")
    one, two, three = (claim(f"c-{n}", f"d-{n}", told=event(actors=[who])) for n, who in enumerate((rur, hen, vague)))
    assert [f.relation for f in found(one, two)] == ["contradicts"]
    assert [(f.relation, f.claims) for f in found(three, one)] == [("refines", ("c-0", "c-2"))]


def test_a_province_is_refined_by_its_town_and_contradicted_by_a_far_one() -> None:
    town, near = place("Town", 36.0, 37.0), place("Province", 36.1, 37.1, "admin1", 80)
    far = place("Elsewhere", 33.5, 36.3)
    one, two, three = (claim(f"c-{n}", f"d-{n}", told=event(place=where)) for n, where in enumerate((town, near, far)))
    assert [(f.relation, f.claims) for f in found(one, two)] == [("refines", ("c-0", "c-1"))]
    assert [(f.kind, f.relation) for f in found(one, three)] == [("other place", "contradicts")]


def test_days_contradict_and_a_day_refines_its_week() -> None:
    sunday, monday, week = day("2015-12-20"), day("2015-12-21"), day("2015-12-14", "2015-12-20")
    one, two, three = (
        claim(f"c-{n}", f"d-{n}", told=event(time=when)) for n, when in enumerate((sunday, monday, week))
    )
    assert [f.relation for f in found(one, two)] == ["contradicts"]
    assert [f.relation for f in found(one, three)] == ["refines"]


def test_civilians_and_fighters_are_another_status_and_two_groups_another_target() -> None:
    shop = claim("c-1", told=event(recipients=[actor("shoppers", "civilians", status="civilian")]))
    fighters = claim("c-2", "d-2", told=event(recipients=[actor("fighters", "armed_group", status="combatant")]))
    assert [f.kind for f in found(shop, fighters)] == ["other status of those harmed"]
    reds = claim("c-3", "d-3", told=event(recipients=[actor("the Red Banner", "armed_group", named=True)]))
    blues = claim("c-4", "d-4", told=event(recipients=[actor("the Blue Banner", "armed_group", named=True)]))
    assert [f.kind for f in found(reds, blues)] == ["other target"]


def test_bombs_from_the_air_are_no_mortar_and_a_bomb_may_be_either() -> None:
    def armed(name: str, kind: str) -> Line:
        return claim(name, f"d-{name}", told=event(equipment=[{"kind": kind, "name": None}]))

    assert [f.relation for f in found(armed("c-1", "aerial_bomb"), armed("c-2", "mortar"))] == ["contradicts"]
    assert [f.relation for f in found(armed("c-1", "aerial_bomb"), armed("c-2", "bomb"))] == ["refines"]
    assert found(armed("c-1", "aerial_bomb"), armed("c-2", "aircraft")) == []


def test_differences_of_one_kind_stand_together_with_all_their_positions() -> None:
    raid = (
        figure("c-1", "d-1", CENTRE, toll(47)),
        figure("c-2", "d-2", RESCUERS, toll(43)),
        figure("c-3", "d-3", None, toll(60)),
    )
    (line,) = contradictions(found(*raid), voices(raid))
    assert isinstance(line, dict)
    assert line["positions"] == [
        {"value": 43, "claims": ["c-2"]},
        {"value": 47, "claims": ["c-1"]},
        {"value": 60, "claims": ["c-3"]},
    ]


def test_who_says_nothing_of_a_field_takes_no_side_in_it() -> None:
    assert found(claim("c-1", told=event()), claim("c-2", "d-2", told=event(place=place("Town", 36.0, 37.0)))) == []


def test_pairs_of_many_claims_grow_with_the_claims_and_every_claim_takes_its_position() -> None:
    many = [figure(f"c-{n}", f"d-{n}", (CENTRE, RESCUERS)[n % 2], toll((47, 43)[n % 2])) for n in range(60)]
    towns = [place("Town", 36.0, 37.0), place("Elsewhere", 33.5, 36.3)]
    placed = [claim(f"p-{n}", f"d-{n}", said_by=CENTRE, told=event(place=towns[n % 2])) for n in range(60)]
    assert len(found(*many)) < 2 * len(many)
    assert len(found(*placed)) < 2 * len(placed)
    (line,) = contradictions(found(*many), voices(many))
    assert isinstance(line, dict)
    assert [len(held["claims"]) for held in line["positions"]] == [30, 30]
