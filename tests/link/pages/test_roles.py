"""Kind and doers of a main incident, read from all its claims."""

from typing import Any

from sitrep.link.pages.incident import load_weights
from sitrep.link.pages.roles import choose_acled, choose_actors

Line = dict[str, Any]

RULES = load_weights().roles
NEAR = 800
STATE: Line = {"name": "Valdan jets", "country": "XVA", "type": "state", "roles": ["MIL"]}
REBELS: Line = {"name": "gunmen", "country": None, "type": "armed_group", "roles": ["UAF"]}
ALLIES: Line = {"name": "the alliance", "country": None, "type": None, "roles": ["MIL"]}
SHELL: Line = {"name": "a shell", "country": None, "type": None, "roles": []}


def claim(sub_type: str | None = None, start: int = 0, **event: object) -> Line:
    acled = {"event_type": "x", "sub_event_type": sub_type} if sub_type else None
    told: Line = {"type": "ASSAULT", "status": "occurred", "mode": None, "acled": acled, "actors": [], **event}
    return {"id": f"c{start}", "evidence": {"start": start}, "stance": "asserts", "about": [], "event": told}


def kind_of(*claims: Line) -> str | None:
    acled = choose_acled(claims, [1.0] * len(claims), RULES)
    return str(acled["sub_event_type"]) if isinstance(acled, dict) else None


def names_of(group: list[Line], *others: Line) -> list[str]:
    actors = choose_actors(group, [*group, *others], NEAR, RULES)
    return [str(actor["name"]) for actor in actors if isinstance(actor, dict)]


def test_means_that_one_passage_names_are_the_kind_of_what_all_tell() -> None:
    assert kind_of(claim("Attack"), claim("Attack"), claim("Air/drone strike")) == "Air/drone strike"
    assert kind_of(claim("Armed clash"), claim("Attack"), claim("Attack")) == "Armed clash"


def test_blast_under_a_drone_is_an_air_strike() -> None:
    assert kind_of(claim("Remote explosive/landmine/IED"), claim("Air/drone strike")) == "Air/drone strike"


def test_of_two_kinds_as_specific_the_one_that_more_claims_tell_holds_then_the_first() -> None:
    shells, air = claim("Shelling/artillery/missile attack"), claim("Air/drone strike")
    assert kind_of(air, shells, shells) == "Shelling/artillery/missile attack"
    assert kind_of(shells, air) == "Shelling/artillery/missile attack"


def test_heaviest_claims_settle_the_kind_and_later_parts_of_a_page_do_not() -> None:
    shells, air = claim("Shelling/artillery/missile attack"), claim("Air/drone strike")
    later = [air] * 9
    assert kind_of(shells, shells, shells, *later) == "Shelling/artillery/missile attack"
    assert (
        kind_of(claim("Attack"), claim(), shells, claim("Attack"), claim("Attack"))
        == "Shelling/artillery/missile attack"
    )


def test_missile_beside_an_air_strike_was_fired_from_the_air() -> None:
    missile = claim("Shelling/artillery/missile attack", equipment=[{"kind": "missile"}])
    gun = claim("Shelling/artillery/missile attack", equipment=[{"kind": "missile"}, {"kind": "artillery"}])
    air = claim("Air/drone strike")
    assert kind_of(missile, missile, air) == "Air/drone strike"
    assert kind_of(missile, missile) == "Shelling/artillery/missile attack"
    assert kind_of(gun, gun, air) == "Shelling/artillery/missile attack"


def test_sub_type_of_no_tier_and_no_code_at_all() -> None:
    assert kind_of(claim("Arrests")) == "Arrests"
    assert kind_of(claim(), claim("Arrests")) == "Arrests"
    assert kind_of(claim()) is None
    assert kind_of() is None


def test_sides_stand_before_what_only_does_the_harm() -> None:
    assert names_of([claim(actors=[SHELL]), claim(actors=[STATE], start=90)]) == ["Valdan jets", "a shell"]


def test_each_name_stands_once() -> None:
    again = claim(actors=[{**STATE, "name": "valdan jets"}], start=90)
    assert names_of([claim(actors=[STATE]), again]) == ["Valdan jets"]


def test_denied_deed_names_nobody_of_its_own() -> None:
    denied = {**claim(actors=[STATE]), "stance": "denies"}
    assert names_of([denied]) == []


def test_accused_side_is_an_actor_by_the_claim_it_is_about_or_beside_it() -> None:
    deed = claim()
    about = {**claim(type="ACCUSE", recipients=[STATE, SHELL], start=5000), "about": ["c0"]}
    beside = claim(type="ACCUSE", recipients=[REBELS], start=300)
    far = claim(type="ACCUSE", recipients=[ALLIES], start=9000)
    assert names_of([deed], about, beside, far) == ["Valdan jets", "gunmen"]


def test_who_backs_an_actor_is_named_after_it() -> None:
    backing = claim(type="SUPPORT", actors=[ALLIES], recipients=[{"name": "Gunmen"}], start=40)
    elsewhere = claim(type="SUPPORT", actors=[STATE], recipients=[{"name": "farmers"}], start=60)
    assert names_of([claim(actors=[REBELS])], backing, elsewhere) == ["gunmen", "the alliance"]


def test_whom_somebody_doubts_to_have_done_it_stands_last_and_only_where_no_side_is_named() -> None:
    doubted = {**claim(actors=[STATE], start=5000), "stance": "declines"}
    assert names_of([claim(actors=[SHELL]), doubted]) == ["Valdan jets", "a shell"]
    assert names_of([claim(actors=[REBELS]), doubted]) == ["gunmen"]


def test_support_that_names_nobody_is_for_the_deed_whose_words_tell_it() -> None:
    deed = {**claim(actors=[REBELS]), "evidence": {"start": 0, "end": 90}}
    inside = {**claim(type="SUPPORT", actors=[ALLIES]), "evidence": {"start": 20, "end": 60}}
    outside = {**claim(type="SUPPORT", actors=[STATE]), "evidence": {"start": 100, "end": 140}}
    assert names_of([deed], inside, outside) == ["gunmen", "the alliance"]


def test_those_who_cooperate_help_each_other() -> None:
    joint = claim(type="COOPERATE", recipients=[ALLIES, REBELS], start=5000)
    assert names_of([claim(actors=[REBELS])], joint) == ["gunmen", "the alliance"]


def test_side_by_whose_name_an_actor_is_backed_is_named_after_it() -> None:
    backed = {**REBELS, "name": "the Valdan-backed gunmen"}
    elsewhere = claim(actors=[STATE, ALLIES], start=5000)
    assert names_of([claim(actors=[backed])], elsewhere) == ["the Valdan-backed gunmen", "Valdan jets"]
    assert names_of([claim(actors=[REBELS])], elsewhere) == ["gunmen"]


def test_side_that_acts_close_by_stands_in_only_where_no_side_is_named() -> None:
    close = claim(actors=[STATE, SHELL], start=200)
    far = claim(actors=[REBELS], start=4000)
    planned = claim(actors=[ALLIES], start=210, status="planned")
    assert names_of([claim()], close, far, planned) == ["Valdan jets"]
    assert names_of([claim(actors=[REBELS])], close) == ["gunmen"]
