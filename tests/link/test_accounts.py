from tests.link.pages_made import BRIDGE, FAIR, claim, depot, page

from sitrep.link.accounts import STORY, accounts_of, party_keys


def test_page_has_one_account_a_happening_and_one_of_them_is_main() -> None:
    told = page(
        "p", BRIDGE, claim("a", 0, at="Karsk", on="2024-03-05", killed=2), claim("b", 900, at="Velm", on="2024-02-01")
    )
    accounts = accounts_of(told)
    assert [account.claims for account in accounts] == [("a",), ("b",)]
    assert [account.is_main for account in accounts] == [True, False]


def test_account_holds_days_places_figures_and_names_of_its_happening() -> None:
    (account,) = accounts_of(depot("p"))
    assert account.family == "violence"
    assert account.days is not None
    assert account.days[0] == account.days[1]
    assert [point.name for point in account.places] == ["Velm"]
    assert account.figures == {"killed": (1.0, 1.0)}
    assert account.names == {"ada orrin"}
    assert account.ages == {34}


def test_main_account_has_the_words_of_the_page_and_another_those_of_its_claims() -> None:
    told = page(
        "p",
        BRIDGE,
        claim("a", 0, at="Karsk", on="2024-03-05", killed=2),
        claim("b", 900, words="A mill burned.", at="Velm", on="2024-02-01"),
    )
    main, other = accounts_of(told)
    assert "ferrymen" in main.words
    assert set(other.words) == {"mill", "burned"}


def test_toll_of_another_happening_is_that_of_its_own_claims() -> None:
    told = page(
        "p", BRIDGE, claim("a", 0, at="Karsk", on="2024-03-05", killed=2), claim("b", 900, at="Velm", on="2024-02-01")
    )
    main, other = accounts_of(told)
    assert main.figures == {"killed": (2.0, 2.0)}
    assert other.figures == {}


def test_page_without_a_codable_event_is_a_story_by_its_words() -> None:
    (account,) = accounts_of(page("p", FAIR))
    assert account.family == STORY
    assert account.is_main
    assert account.claims == ()
    assert account.words["cheese"] == 1


def test_claims_that_a_person_told_apart_are_two_happenings() -> None:
    told = page("p", BRIDGE, claim("a", 0, at="Karsk"), claim("b", 30, at="Karsk"))
    assert len(accounts_of(told)) == 1
    assert [account.claims for account in accounts_of(told, {("b", "a")})] == [("a",), ("b",)]


def test_side_is_keyed_by_country_and_name_and_a_word_for_anybody_by_nothing() -> None:
    brigade = {"name": "the Hill Brigade", "named": True, "country": None, "type": "armed_group"}
    assert party_keys([brigade, {"name": "gunmen", "named": False}]) == {"the hill brigade"}
