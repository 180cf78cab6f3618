from dataclasses import replace

import pytest
from tests.link.pages_made import DEPOT_TOO, FAIR, bridge, claim, depot, page

from sitrep.link.accounts import Account, accounts_of
from sitrep.link.comparisons import COMPARISONS, LEVELS, UNKNOWN, speaks_for, weigh
from sitrep.link.linking import rarities

DEPOT = accounts_of(depot("a"))[0]
SAME = accounts_of(depot("b", DEPOT_TOO))[0]
OTHER = accounts_of(bridge("c"))[0]
STORY_ACCOUNT = accounts_of(page("d", FAIR))[0]


def level(name: str, one: Account, other: Account) -> str:
    terms, names = rarities([DEPOT, SAME, OTHER, STORY_ACCOUNT])
    compared = COMPARISONS[name](weigh(one, terms, names), weigh(other, terms, names))
    assert compared.reason
    return compared.level


def test_every_comparison_has_its_levels_and_gives_the_same_both_ways() -> None:
    assert set(LEVELS) == set(COMPARISONS)
    accounts = [DEPOT, SAME, OTHER, STORY_ACCOUNT]
    for name, levels in LEVELS.items():
        for one in accounts:
            for other in accounts:
                found = level(name, one, other)
                assert found in {*levels, UNKNOWN}
                assert found == level(name, other, one)


@pytest.mark.parametrize("name", ["time", "place", "persons", "words", "mentions", "ages", "killed"])
def test_two_tellings_of_one_happening_are_more_alike_than_two_happenings(name: str) -> None:
    order = (UNKNOWN, *LEVELS[name])
    assert order.index(level(name, DEPOT, SAME)) > order.index(level(name, DEPOT, OTHER))


def test_what_is_not_said_is_unknown() -> None:
    assert level("time", DEPOT, replace(SAME, days=None)) == UNKNOWN
    assert level("place", DEPOT, replace(SAME, places=())) == UNKNOWN
    assert level("type", DEPOT, STORY_ACCOUNT) == UNKNOWN
    assert level("published", DEPOT, replace(SAME, published=None)) == UNKNOWN


def test_days_that_overlap_are_the_same_and_others_are_as_far_as_their_ends() -> None:
    assert DEPOT.days is not None
    day = DEPOT.days[0]
    assert level("time", DEPOT, replace(SAME, days=(day - 3, day + 3))) == "same day"
    assert level("time", DEPOT, replace(SAME, days=(day + 2, day + 9))) == "2 days"


def test_figure_within_the_bounds_of_another_is_between_same_and_different() -> None:
    one = replace(DEPOT, figures={"killed": (4.0, 9.0)})
    assert level("killed", one, replace(SAME, figures={"killed": (5.0, 5.0)})) == "within bounds"
    assert level("killed", one, replace(SAME, figures={"killed": (4.0, 9.0)})) == "same, several"
    assert level("killed", one, replace(SAME, figures={"killed": (30.0, 30.0)})) == "different"


def test_one_address_is_one_page() -> None:
    one, other = replace(DEPOT, url="https://herald.example/1"), replace(SAME, url="https://herald.example/1")
    assert level("address", one, other) == "same"
    assert level("address", one, replace(other, url="https://herald.example/2")) == "different"


def test_place_known_to_its_province_lies_in_that_province_or_outside() -> None:
    province = replace(SAME.places[0], precision="admin1", admin1="North")
    assert level("place", DEPOT, replace(SAME, places=(province,))) == "in one region"
    assert level("place", DEPOT, replace(SAME, places=(replace(province, admin1="South"),))) == "outside the region"


def test_another_town_on_other_days_is_another_setting_and_either_alone_is_not() -> None:
    def told(town: str, day: str) -> Account:
        return accounts_of(page("p", FAIR, claim("c", at=town, on=day)))[0]

    assert level("setting", told("Velm", "2024-03-04"), told("Karsk", "2024-03-12")) == "other"
    assert level("setting", told("Velm", "2024-03-04"), told("Karsk", "2024-03-05")) == "may be one"
    assert level("setting", told("Velm", "2024-03-04"), told("Velm", "2024-03-12")) == "may be one"
    assert level("setting", STORY_ACCOUNT, told("Velm", "2024-03-04")) == UNKNOWN


def test_place_names_or_words_speak_for_one_happening_and_its_sort_and_day_do_not() -> None:
    terms, names = rarities([DEPOT, SAME, OTHER, STORY_ACCOUNT])
    bare = accounts_of(page("p", "Men were hurt.", claim("c", words="Men were hurt.", on="2024-03-04")))[0]
    one, two, none = (weigh(account, terms, names) for account in (DEPOT, SAME, bare))
    assert speaks_for(one, two)
    assert not speaks_for(one, none)
