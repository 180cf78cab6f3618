"""The toll of a main incident, from claims built by hand."""

from typing import Any

import pytest

from sitrep.link.pages.persons import distinct, person_of, reached
from sitrep.link.pages.tolls import choose_tolls, is_of_others, picks_out

Line = dict[str, Any]


def counted(measure: str, value: float | None, text: str, start: int = 0, **more: object) -> Line:
    span = {"start": start, "end": start + len(text), "text": text}
    bounds = {"best": value, "low": value, "high": value}
    return {"measure": measure, **bounds, "part_of": None, "span": span, "sex": None, "age": None, **more}


def claim(*quantities: Line, name: str = "", stance: str = "asserts", **event: object) -> Line:
    told: Line = {"status": "occurred", "time": None, "quantities": list(quantities), **event}
    start = min((q["span"]["start"] for q in quantities), default=0)
    return {"id": name or f"c{start}", "stance": stance, "evidence": {"start": start}, "event": told}


def tolls(*claims: Line) -> tuple[float | None, float | None]:
    found = choose_tolls(claims, claims)
    killed, injured = found["killed"], found["injured"]
    return (
        killed["best"] if isinstance(killed, dict) else None,  # type: ignore[return-value]
        injured["best"] if isinstance(injured, dict) else None,
    )


def test_page_without_figures_has_no_toll() -> None:
    assert choose_tolls([claim()], [claim()]) == {"killed": None, "injured": None}


def test_first_figure_holds_and_a_later_breakdown_does_not() -> None:
    page = [claim(counted("injured", 4, "four men")), claim(counted("injured", 2, "two men", 500))]
    assert tolls(*page, claim(counted("injured", 2, "two others", 900))) == (None, 4)


def test_number_holds_over_a_vague_word_before_it() -> None:
    vague = counted("killed", None, "dozens of miners", low=24, vague="dozens")
    assert tolls(claim(vague), claim(counted("killed", 31, "31 miners", 300))) == (31, None)


def test_nobody_hurt_in_one_place_is_no_toll_where_others_were() -> None:
    assert tolls(claim(counted("injured", 0, "nobody")), claim(counted("injured", 3, "three clerks", 80))) == (None, 3)
    assert tolls(claim(counted("killed", 0, "no one"))) == (0, None)


def test_stated_figure_holds_over_persons_told_one_by_one() -> None:
    assert tolls(claim(counted("killed", 1, "a baker")), claim(counted("killed", 3, "three people", 300))) == (3, None)


def test_persons_are_told_apart_by_name_and_by_sex_and_age() -> None:
    names = [person_of(counted("killed", 1, text)) for text in ("Ada Orr", "he", "the victim", "Tom Vane Jr.", "Vane")]
    woman = person_of(counted("killed", 1, "a woman", sex="female", age="adult"))
    boy = person_of(counted("killed", 1, "the boy", sex="male", age="child"))
    assert distinct(names) == 2
    assert distinct([woman, boy, woman]) == 2
    assert distinct([]) == 0


def test_single_persons_killed_are_counted_where_no_figure_is_stated() -> None:
    page = [claim(counted("killed", 1, "Ada Orr")), claim(counted("killed", 1, "Orr", 200))]
    assert tolls(*page) == (1, None)


def test_those_hit_less_the_killed_are_the_injured() -> None:
    hit, dead = claim(counted("casualties", 5, "five people")), claim(counted("killed", 2, "two", 100))
    assert tolls(hit, dead) == (2, 3)


def test_others_who_were_hit_do_not_include_the_killed() -> None:
    dead, hit = claim(counted("killed", 1, "a girl")), claim(counted("casualties", 3, "three other people", 300))
    assert tolls(dead, hit) == (1, 3)


def test_others_hurt_beside_the_dead_hold_over_all_who_were_hit() -> None:
    title = claim(counted("casualties", 9, "nine"))
    account = claim(counted("killed", 2, "two millers", 90), counted("injured", 5, "five others", 130))
    assert tolls(title, account) == (2, 5)


def test_others_are_added_to_those_hurt_right_before_them() -> None:
    near = claim(counted("injured", 2, "two people"), counted("injured", 4, "four others", 60))
    far = claim(counted("injured", 2, "two people"), counted("injured", 4, "four others", 600))
    assert tolls(near) == (None, 6)
    assert tolls(far) == (None, 2)


def test_family_and_two_more_are_a_whole() -> None:
    assert not is_of_others(counted("casualties", 7, "a boy and six other people"))
    assert is_of_others(counted("casualties", 6, "six other people"))


def test_killer_who_kills_himself_is_added_to_his_victims() -> None:
    assert tolls(claim(counted("killed", 3, "three clerks")), claim(counted("killed", 1, "himself", 60))) == (4, None)
    assert tolls(claim(counted("killed", 1, "his wife")), claim(counted("killed", 1, "himself", 40))) == (2, None)


def test_bodies_are_the_dead_where_they_are_more_than_are_said_to_have_died() -> None:
    bodies = claim(counted("bodies", 4, "four bodies"))
    assert tolls(bodies) == (4, None)
    assert tolls(bodies, claim(counted("killed", 3, "three men", 90))) == (4, None)
    assert tolls(bodies, claim(counted("killed", 5, "five men", 90))) == (5, None)
    assert tolls(bodies, claim(counted("killed", 3, "three", 90, cumulative=True))) == (3, None)


def test_person_who_was_shot_and_later_died_is_not_injured() -> None:
    shot, died = claim(counted("casualties", 1, "a tailor")), claim(counted("killed", 1, "he", 200))
    assert tolls(shot, died) == (1, None)


def test_person_who_was_hurt_beside_one_who_died_is_injured() -> None:
    dead, hurt = claim(counted("killed", 1, "a tailor")), claim(counted("injured", 1, "a nurse", 30))
    assert tolls(dead, hurt) == (1, 1)


def test_claims_of_the_same_time_count_and_those_of_another_do_not() -> None:
    day, other = {"start": "2015-12-20", "end": "2015-12-20"}, {"start": "2015-11-01", "end": "2015-11-01"}
    main = claim(counted("injured", 2, "two men"), time=day)
    old = claim(counted("killed", 9, "nine men", 500), time=other)
    new = claim(counted("killed", 3, "three men", 800), time=day)
    planned = claim(counted("killed", 5, "five men", 700), status="planned")
    assert choose_tolls([main], [main, old, planned])["killed"] is None
    killed = choose_tolls([main], [main, old, planned, new])["killed"]
    assert isinstance(killed, dict)
    assert killed["best"] == 3


def test_denied_figures_are_no_toll() -> None:
    assert tolls(claim(counted("killed", 6, "six men"), stance="denies")) == (None, None)


def test_running_total_of_a_period_is_no_toll_of_an_incident() -> None:
    year = counted("killed", 93, "93 people", cumulative=True, time={"start": "2015-01-01", "end": "2015-12-31"})
    assert tolls(claim(year), claim(counted("killed", 2, "two men", 300))) == (2, None)


def test_persons_hurt_are_told_from_those_who_died_by_sex_and_age() -> None:
    died = claim(counted("killed", 1, "the father", sex="male", age="adult"))
    hurt = claim(counted("injured", 1, "the mother", 90, sex="female", age="adult"))
    assert tolls(died, hurt) == (1, 1)
    assert tolls(died, claim(counted("injured", 1, "the man", 90, sex="male", age="adult"))) == (1, None)


@pytest.mark.parametrize("text", ["both", "the two", "two of the victims", "at least two of them"])
def test_figure_that_points_back_is_no_toll_beside_one_that_does_not(text: str) -> None:
    page = [claim(counted("injured", 2, text)), claim(counted("injured", 5, "five people", 300))]
    assert tolls(*page) == (None, 5)
    assert tolls(page[0]) == (None, 2)


def test_one_is_a_part_of_a_figure_that_follows() -> None:
    page = [claim(counted("injured", 1, "at least one person")), claim(counted("injured", 9, "nine people", 300))]
    assert tolls(*page) == (None, 9)
    assert not picks_out(counted("injured", 2, "one other and her son"))
    assert not picks_out(counted("injured", 4, "four of his guests"))


def test_running_total_of_casualties_is_not_the_hurt_of_an_incident() -> None:
    quake = claim(counted("casualties", 3000, "3,000", 900, cumulative=True))
    assert tolls(claim(counted("injured", 4, "four herders")), quake) == (None, 4)


def test_first_persons_hit_are_the_dead_that_a_figure_states() -> None:
    dead = claim(counted("killed", 2, "two clerks"))
    hit = [claim(counted("casualties", 1, "a man", 100)), claim(counted("casualties", 1, "his wife", 200))]
    assert tolls(dead, *hit) == (2, None)
    assert tolls(dead, *hit, claim(counted("casualties", 1, "a porter", 300))) == (2, 1)


def test_person_hit_who_is_named_by_the_noun_of_one_who_died_is_that_one() -> None:
    died = claim(counted("killed", 1, "his young daughter"))
    assert tolls(died, claim(counted("casualties", 1, "his daughter", 90))) == (1, None)
    assert tolls(died, claim(counted("casualties", 1, "another daughter", 90))) == (1, 1)


def test_two_full_names_with_one_surname_are_two_and_a_part_of_a_name_is_the_same() -> None:
    kin = [person_of(counted("killed", 1, text)) for text in ("Ada Orr", "Tom Orr", "Orr")]
    same = [person_of(counted("killed", 1, text)) for text in ("Ada", "Ada Lis Orr", "Ada Orr")]
    assert (distinct(kin), distinct(same)) == (2, 1)


def test_a_father_and_a_daughter_are_two_whatever_their_age() -> None:
    pair = [counted("killed", 1, "her father", sex="male"), counted("killed", 1, "her daughter", 90, sex="female")]
    assert tolls(claim(*pair)) == (2, None)


def test_the_dead_told_in_the_lead_hold_over_a_figure_far_below() -> None:
    lead, far = claim(counted("killed", 1, "a tailor")), claim(counted("killed", 168, "168 people", 4000))
    assert tolls(lead, far) == (1, None)
    assert tolls(claim(counted("injured", 2, "two men")), far) == (168, 2)


def test_killer_who_shot_himself_is_among_the_dead_where_others_died() -> None:
    shot = claim(counted("casualties", 1, "himself", 60))
    assert tolls(claim(counted("killed", 2, "two clerks")), shot) == (3, None)
    assert tolls(claim(counted("injured", 2, "two clerks")), shot) == (None, 2)


def test_a_numbered_victim_says_how_many_there_are() -> None:
    assert reached([person_of(counted("killed", 1, text)) for text in ("a third guest", "the fifth raid")]) == 3
    third = claim(counted("killed", 2, "two men"), counted("killed", 1, "A third man", 200))
    fifth = claim(counted("casualties", 4, "four people"), counted("casualties", 1, "a fifth person", 200))
    assert tolls(third) == (3, None)
    assert tolls(fifth) == (None, 5)


@pytest.mark.parametrize("text", ["the driver's cousin", "uncle", "another", "a porter"])
def test_kin_of_somebody_and_those_joined_to_others_are_new_on_the_page(text: str) -> None:
    assert person_of(counted("killed", 1, text)).is_new
    assert not person_of(counted("killed", 1, "the porter")).is_new


def test_the_largest_figure_of_those_hit_holds_in_the_lead() -> None:
    page = [claim(counted("casualties", 3, "three men")), claim(counted("casualties", 7, "seven people", 300))]
    assert tolls(*page) == (None, 7)
    assert tolls(page[0], claim(counted("casualties", 90, "90 people", 4000))) == (None, 3)


def test_others_told_after_the_dead_are_others_than_they() -> None:
    hurt, again = counted("injured", 2, "2"), counted("injured", 2, "two others", 70)
    assert tolls(claim(hurt), claim(counted("killed", 2, "Two bakers", 40), again)) == (2, 2)


def test_history_that_tells_the_same_dead_is_of_the_incident() -> None:
    march = {"start": "2019-03-02", "end": "2019-03-02"}
    june = {"start": "2019-06-09", "end": "2019-06-09"}
    arrest = claim(counted("killed", 1, "Orr"), name="a", time=june)
    deed = claim(counted("killed", 1, "Ada Orr", 300), counted("injured", 3, "three others", 320), name="b", time=march)
    other = claim(counted("killed", 1, "Tom Vane", 300), counted("injured", 3, "three men", 320), name="b", time=march)
    assert [choose_tolls([arrest], [arrest, told])["injured"] is None for told in (deed, other)] == [False, True]


def test_persons_of_different_ages_are_different_people() -> None:
    told = [person_of(counted("injured", 1, text)) for text in ("A 59-year-old man", "a 53-year-old man", "the man")]
    assert distinct(told) == 2
