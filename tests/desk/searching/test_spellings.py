from sitrep.desk.searching.folding import folded_words
from sitrep.desk.searching.spellings import ACTOR, PLACE, actor_spellings, known_spellings, place_spellings
from sitrep.gazetteer.index import Gazetteer


def _names(spellings: object) -> set[str]:
    return {folded_words(spelling.name) for spelling in spellings}  # type: ignore[attr-defined]


def test_a_place_has_its_spellings_in_every_script(gazetteer: Gazetteer) -> None:
    assert "khmeimim" in _names(place_spellings("Hmeymin", gazetteer))
    assert {"حمص", "хомс", "hims"} <= _names(place_spellings("Homs", gazetteer))
    assert {"حماه", "хама"} <= _names(place_spellings("حماة", gazetteer)) | {"حماه"}


def test_the_likeliest_place_is_meant_and_no_other_place_lends_its_name(gazetteer: Gazetteer) -> None:
    assert not {"euphrates", "furat"} & _names(place_spellings("Deir ez-Zor", gazetteer))
    assert not {"ade", "dn"} & _names(place_spellings("Aden", gazetteer))


def test_an_actor_is_not_taken_for_a_place(gazetteer: Gazetteer) -> None:
    found = known_spellings(gazetteer)("Hamas")
    assert {spelling.kind for spelling in found} == {ACTOR}


def test_a_place_says_that_it_is_one(gazetteer: Gazetteer) -> None:
    assert {spelling.kind for spelling in known_spellings(gazetteer)("Idlib")} == {PLACE}


def test_actors_are_known_by_their_short_names_too() -> None:
    assert "islamic state" in _names(actor_spellings("Daesh"))
    assert "IS" in {spelling.name for spelling in actor_spellings("Daesh")}


def test_without_a_gazetteer_actors_are_still_known() -> None:
    known = known_spellings(None)
    assert known("Daesh")
    assert known("Hmeymin") == ()
