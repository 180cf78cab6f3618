"""Place names: whether a place is meant, and how what happens stands to it."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import PlaceMention
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A mine exploded in Taiz.", "Taiz", ("literal", "event", "at")),
        ("A mine exploded near Taiz.", "Taiz", ("literal", "event", "near")),
        ("Rockets fired from Gaza hit a barn.", "Gaza", ("literal", "origin", "from")),
        ("Gunners shelled Aleppo.", "Aleppo", ("literal", "event", "at")),
        ("Jets bombed Homs on Monday.", "Homs", ("literal", "event", "at")),
        ("The convoy went from Aleppo to Hama.", "Aleppo", ("literal", "origin", "from")),
        ("Damascus said the road was open.", "Damascus", ("associative", "actor", "at")),
        ("Iraq's army entered the valley.", "Iraq", ("associative", "actor", "at")),
        ("Iraq's war has emptied the valley.", "Iraq", ("literal", "event", "at")),
    ],
)
def test_the_words_around_a_name_say_how_it_is_meant(
    read_text: Read, text: str, name: str, expected: tuple[str, str, str]
) -> None:
    found = [p for p in read_text(text).layers.of(PlaceMention) if p.name == name]
    assert [(p.reading, p.role, p.relation) for p in found] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled Kinsabba on Monday.", [("Kinsabba", "event", "at")]),
        ("Militants seized a mill 20 km west of Tal Afar on Tuesday.", [("Tal Afar", "event", "near")]),
        (
            "Two mines exploded between Gao and Ansongo on Wednesday.",
            [("Gao", "event", "near"), ("Ansongo", "event", "near")],
        ),
        ("A miller was seized 12 km from Mosul on Thursday.", [("Mosul", "event", "near")]),
    ],
)
def test_a_town_that_the_model_takes_for_a_person_is_one_where_places_stand(
    read_text: Read, text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = read_text(text).layers.of(PlaceMention)
    assert [(p.name, p.role, p.relation) for p in found] == expected


def test_the_name_of_a_seat_of_government_holds_no_place(read_text: Read) -> None:
    found = read_text("Gunmen shot at the White House in Washington on Monday.").layers.of(PlaceMention)
    assert [p.name for p in found] == ["Washington"]


def test_one_name_may_speak_and_be_struck_in_one_sentence(read_text: Read) -> None:
    found = read_text("Kabul said nobody had died in Kabul.").layers.of(PlaceMention)
    assert [(p.reading, p.span.start) for p in found] == [("associative", 0), ("literal", 30)]


def test_a_place_noun_belongs_to_the_name_it_follows(read_text: Read) -> None:
    found = read_text("Rockets hit the Balad airbase before dawn.").layers.of(PlaceMention)
    assert [(p.name, p.kind, p.reading) for p in found] == [("Balad airbase", "military", "literal")]


def test_a_row_of_places_shares_the_preposition_of_the_first(read_text: Read) -> None:
    found = read_text("Shells fell near Homs and Hama.").layers.of(PlaceMention)
    assert [(p.name, p.relation) for p in found] == [("Homs", "near"), ("Hama", "near")]


@pytest.mark.parametrize(
    "text", ["Syrian jets turned back.", "A baker named Haifa Nasser wept.", "Nobody came in May."]
)
def test_peoples_persons_and_months_are_no_places(read_text: Read, text: str) -> None:
    assert read_text(text).layers.of(PlaceMention) == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The Mosul Oil Company closed its gates.", ["Mosul"]),
        ("Students of the University of Mosul marched.", ["Mosul"]),
        ("Clerks reopened the Hidalgo County Courthouse.", ["Hidalgo County"]),
        ("A blaze gutted a barn in western Ontario.", ["Ontario"]),
        ("The bridge lies in Kisumu, Kenya, near a mill.", ["Kisumu", "Kenya"]),
        ("A truck overturned in Salina, Kan., before noon.", ["Salina", "Kan."]),
        ("A baker opened a stall on Jasmine Street.", ["Jasmine Street"]),
    ],
)
def test_names_stand_inside_longer_names_and_beside_their_state(read_text: Read, text: str, names: list[str]) -> None:
    assert [p.name for p in read_text(text).layers.of(PlaceMention)] == names


def test_a_place_that_says_whose_people_are_is_associative(read_text: Read) -> None:
    found = read_text("Basra police searched the depot.").layers.of(PlaceMention)
    assert [(p.name, p.reading) for p in found] == [("Basra", "associative")]


def test_a_place_named_beside_what_happens_is_literal_but_no_place_of_it(read_text: Read) -> None:
    found = read_text("Prices rose in dry countries such as Chad and Niger.").layers.of(PlaceMention)
    assert [(p.name, p.reading, p.role) for p in found] == [
        ("Chad", "literal", "background"),
        ("Niger", "literal", "background"),
    ]


def test_a_name_of_a_person_of_the_page_is_no_place_elsewhere_on_it(read_text: Read) -> None:
    text = "Coach Peter Houston spoke first. Then Houston left."
    assert read_text(text).layers.of(PlaceMention) == ()


def test_letters_of_a_body_are_no_town(read_text: Read) -> None:
    assert read_text("Staff of the TTC went home.").layers.of(PlaceMention) == ()


def test_the_area_is_round_a_town_and_not_the_town(read_text: Read) -> None:
    text = "Gunners shelled the Aleppo area. Three mills in the area burned, and two in the city."
    found = [text[p.span.start : p.span.end] for p in read_text(text).layers.of(PlaceMention)]
    assert found[:1] == ["Aleppo"]
    assert "the area" not in found
