from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection

import pytest

from sitrep.gazetteer.places import Place
from sitrep.gazetteer.tables import load_table
from sitrep.gazetteer.writing import (
    division_keys,
    open_tables,
    place_keys,
    places_of_kinds,
    places_of_names,
    skeleton_keys,
    sort_keys,
    thin_keys,
    write_places,
)


def place(number: int, name: str, kind: str = "settlement", people: int = 0, source: str = "one") -> Place:
    return Place(number, name, (name,), 35.0, 36.0, "SYR", None, None, kind, people, source)


@pytest.fixture
def tables(tmp_path: Path) -> Iterator[Connection]:
    connection = open_tables(str(tmp_path / "g.sqlite"), str(tmp_path / "keys.tmp"))
    yield connection
    connection.close()


def test_a_place_that_comes_twice_is_as_the_later_says_with_the_names_of_both(tables: Connection) -> None:
    write_places(tables, [place(7, "Qarnabul", people=50), place(8, "Zubayr")])
    write_places(tables, [place(7, "Qarnabal", people=40, source="two")])
    sort_keys(tables)
    (found,) = places_of_names(tables, ["Qarnabul"])
    assert (found.name, found.population, found.source) == ("Qarnabal", 50, "one+two")
    assert places_of_names(tables, ["qarnabal"]) == (found,)


def test_keys_lie_in_the_index_once_and_in_order(tables: Connection) -> None:
    write_places(tables, [place(8, "Zubayr"), place(7, "Qarnabul"), place(7, "Qarnabul")])
    sort_keys(tables)
    assert tables.execute("select key, place from name").fetchall() == [("qarnabul", 7), ("zubayr", 8)]


def test_a_key_of_very_many_places_keeps_the_most_populous_of_each_country(tables: Connection) -> None:
    crowd = [place(number, "Sant Alonsu", people=number) for number in range(1, 301)]
    write_places(tables, [*crowd, replace(place(900, "Sant Alonsu"), country="COL")])
    sort_keys(tables)
    thin_keys(tables)
    assert {p.id for p in places_of_names(tables, ["Sant Alonsu"])} == {*range(201, 301), 900}
    assert tables.execute("select count(*), min(place) from skeleton").fetchone() == (200, 101)


def test_places_are_found_by_their_kind(tables: Connection) -> None:
    write_places(tables, [place(8, "Zubayr", "airport"), place(7, "Qarnabul")])
    assert [p.id for p in places_of_kinds(tables, {"airport", "airbase"})] == [8]


def test_divisions_are_found_without_the_word_for_their_kind() -> None:
    words = load_table("place_words")
    division = place(3, "Idlib Governorate", "admin1")
    assert {"idlib", "idlib governorate"} <= place_keys(division, words)
    assert "idlib" not in place_keys(place(4, "Idlib Governorate"), words)
    assert division_keys("Muhafazat Idlib", words) == {"muhafazat idlib", "idlib"}


def test_short_names_have_no_skeleton_key() -> None:
    assert skeleton_keys({"bab", "東京"}) == set()


def test_names_in_other_scripts_have_the_keys_of_their_sounds() -> None:
    assert skeleton_keys({"харків"}) == skeleton_keys({"kharkiv"})
    assert skeleton_keys({"منبج"}) == {"=mnbj"}
    assert len(skeleton_keys({"khan shaykhun"})) == 1
