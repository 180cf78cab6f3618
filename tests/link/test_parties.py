"""Who can be held responsible, from people as a page names them."""

import json
from importlib.resources import files

import pytest
from tests.link.told import Line, actor, claim, event

from sitrep.link.parties import is_somebody
from sitrep.link.stances import accused_parties
from sitrep.link.tellings import telling


@pytest.mark.parametrize(
    "person",
    [
        actor("warplanes", None, "RUR"),
        actor("the Ford Column", named=True),
        actor("raiders", "armed_group"),
        actor("the warplanes"),
        actor("an Elphberg alliance"),
        actor("17th Column", named=True),
    ],
)
def test_a_party_has_a_country_a_name_a_type_or_the_noun_of_one(person: Line) -> None:
    assert is_somebody(person)


@pytest.mark.parametrize("name", ["Thirty-one", "70", "more than 1,200", "each other", "Both sides", "others", "Talks"])
def test_a_number_and_a_word_for_anybody_are_nobody(name: str) -> None:
    assert not is_somebody(actor(name))


@pytest.mark.parametrize("name", ["Thirty-one", "70", "each other"])
def test_a_number_is_nobody_even_where_it_is_taken_for_a_name(name: str) -> None:
    told = event(actors=[actor(name, "person", named=True)])
    assert accused_parties([claim("c-1", told=told)]) == []


def test_a_number_is_told_of_as_nobody_s_deed() -> None:
    told = event(actors=[actor("Thirty-one"), actor("warplanes")])
    assert [person["name"] for person in telling([claim("c-1", told=told)])["actors"]] == ["warplanes"]


def test_the_words_are_in_their_examples() -> None:
    raw = json.loads((files("sitrep.link") / "data" / "parties.json").read_text(encoding="utf-8"))
    for row in (*raw["nobody"], *raw["doers"], raw["counts"]):
        assert any(word in row["example"].casefold() for word in row["words"])
