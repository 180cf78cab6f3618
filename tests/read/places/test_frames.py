"""What a place name stands for by the frame around it."""

from collections.abc import Callable

import pytest

from sitrep.model.annotations import PlaceMention
from sitrep.read.places.frames import load_frames
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]


def reading_of(read_text: Read, text: str, name: str) -> tuple[str, str, str]:
    found = [p for p in read_text(text).layers.of(PlaceMention) if p.name == name]
    assert len(found) == 1, found
    return found[0].reading, found[0].role, found[0].relation


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("The glaziers were treated at a Mosul clinic.", "Mosul", ("literal", "event", "at")),
        ("A Mosul councillor resigned.", "Mosul", ("associative", "actor", "at")),
        ("Engineers inspected Mosul's sewers.", "Mosul", ("literal", "background", "at")),
        ("Iraq's decision surprised the weavers.", "Iraq", ("associative", "actor", "at")),
        ("The glazier works at Basra University.", "Basra", ("literal", "event", "at")),
        ("Iraq's economy has shrunk.", "Iraq", ("literal", "background", "at")),
    ],
)
def test_the_noun_after_a_place_says_whether_it_stands_there_or_speaks_for_it(
    read_text: Read, text: str, name: str, expected: tuple[str, str, str]
) -> None:
    assert reading_of(read_text, text, name) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("The envoy visited Jordan on Sunday.", "Jordan", ("literal", "event", "at")),
        ("The envoy left Jordan on Sunday.", "Jordan", ("literal", "origin", "from")),
        ("The convoy reached Jordan on Sunday.", "Jordan", ("literal", "reference", "to")),
        ("The envoy urged Jordan to wait.", "Jordan", ("associative", "actor", "at")),
        ("Jordan saw heavy fighting on Sunday.", "Jordan", ("literal", "event", "at")),
        ("Jordan urged the weavers to wait.", "Jordan", ("associative", "actor", "at")),
    ],
)
def test_a_verb_asks_for_a_place_or_for_people(
    read_text: Read, text: str, name: str, expected: tuple[str, str, str]
) -> None:
    assert reading_of(read_text, text, name) == expected


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("A lorry burned 20 km west of Kirkuk.", "Kirkuk", ("literal", "event", "near")),
        ("A lorry burned in the west of Kirkuk.", "Kirkuk", ("literal", "event", "at")),
        ("A mine exploded between Kirkuk and Erbil.", "Kirkuk", ("literal", "event", "near")),
        ("Talks between Iraq and Jordan went on.", "Iraq", ("associative", "actor", "at")),
        ("The border with Jordan was shut.", "Jordan", ("literal", "background", "at")),
        ("A dispute with Jordan goes on.", "Jordan", ("associative", "actor", "at")),
    ],
)
def test_a_preposition_and_what_it_hangs_on_say_how_a_place_is_meant(
    read_text: Read, text: str, name: str, expected: tuple[str, str, str]
) -> None:
    assert reading_of(read_text, text, name) == expected


def test_whoever_is_based_in_a_place_lives_there_and_nothing_happens_there(read_text: Read) -> None:
    assert reading_of(read_text, "The Amman-based charity fed the weavers.", "Amman")[:2] == ("literal", "background")


def test_the_lists_name_their_source_and_hold_words_in_small_letters() -> None:
    frames = load_frames()
    assert {"settings", "reached", "conditions", "site_nouns"} <= frames.keys()
    assert all(word == word.lower() for words in frames.values() for word in words)
