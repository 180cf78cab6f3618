import zipfile
from pathlib import Path

import pytest
from tests.gazetteer.dumping import ROWS, row, zipped

from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.dumps import CLASSES, Dump, Selection, read_dump, select_rows, survey_dump
from sitrep.gazetteer.places import Place
from sitrep.gazetteer.tables import load_table
from sitrep.model.errors import GazetteerError, UsageError


def quiet(_what: str, _done: int, _total: int) -> None:
    """Report nothing."""


def survey(path: Path, selection: Selection | None = None) -> Dump:
    return survey_dump(path, selection or Selection(), load_countries(), quiet)


def places(dump: Dump) -> dict[int, Place]:
    return {place.id: place for place, _ in read_dump(dump, load_countries(), {}, quiet)}


def test_a_row_is_a_place_under_its_geonames_id_with_all_its_names(tmp_path: Path) -> None:
    town = places(survey(zipped(tmp_path / "allCountries.zip")))[1]
    assert (town.name, town.kind, town.country, town.population) == ("Qarnabal", "settlement", "SYR", 4000)
    assert town.names == ("Kafr Qarnabal", "Karnabel", "Qarnabal")
    assert (town.lat, town.lon) == (35.6, 36.5)


def test_features_that_nobody_fights_over_are_left_out(tmp_path: Path) -> None:
    found = places(survey(zipped(tmp_path / "allCountries.zip")))
    assert set(found) == {1, 2, 4, 5, 6, 7}
    assert found[2].kind == "airport"


def test_a_country_has_our_names_and_those_in_other_scripts(tmp_path: Path) -> None:
    country = places(survey(zipped(tmp_path / "allCountries.zip")))[6]
    assert country.name == "Syria"
    assert "سوريا" in country.names
    assert "Aram" not in country.names


def test_only_rows_of_the_wanted_countries_and_classes_are_taken(tmp_path: Path) -> None:
    dump = survey(zipped(tmp_path / "allCountries.zip"), select_rows("SYR", "p,s", load_countries()))
    assert set(places(dump)) == {1, 2}
    assert dump.rows == 2
    assert dump.told()["selection"] == "countries: SY; classes: P, S"


def test_a_dump_says_which_file_it_is_and_from_when(tmp_path: Path) -> None:
    dump = survey(zipped(tmp_path / "allCountries.zip"))
    assert (dump.dated, dump.packed, dump.rows) == ("2026-03-04", "2026-03-05", 6)
    assert dump.divisions == {("SYR", "12"): "Muhafazat Idlib"}
    assert len(dump.told()["sha256"]) == 64


def test_the_plain_text_and_the_file_of_one_country_are_read_too(tmp_path: Path) -> None:
    text = tmp_path / "allCountries.txt"
    text.write_text("".join(f"{line}\n" for line in ROWS), encoding="utf-8")
    assert survey(text).packed is None
    assert places(survey(text)) == places(survey(zipped(tmp_path / "SY.zip", member="SY.txt")))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"1\tQarnabal\tSY\n", r"allCountries.txt:2: columns: 3, a GeoNames dump has 19"),
        (b"\xff\xfe\n", r"allCountries.txt:2: not UTF-8"),
        (row(8, "Qarn", (35.0, 36.0)).replace("35.0", "north").encode() + b"\n", r"allCountries.txt:2: id, point"),
        (row(8, "Qarn", (35.0, 36.0)).replace("8", "Q8", 1).encode() + b"\n", r"allCountries.txt:2: id, point"),
    ],
)
def test_a_line_that_is_no_row_is_named(tmp_path: Path, line: bytes, message: str) -> None:
    path = tmp_path / "allCountries.txt"
    path.write_bytes(f"{ROWS[0]}\n".encode() + line)
    with pytest.raises(GazetteerError, match=message):
        places(survey(path))


def test_a_missing_file_is_said_with_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"none\.zip: no such file; take allCountries\.zip from"):
        survey(tmp_path / "none.zip")


def test_a_damaged_file_is_said(tmp_path: Path) -> None:
    path = zipped(tmp_path / "allCountries.zip", *(row(n, f"Qarn{n}", (35.0, 36.0)) for n in range(2000)))
    whole = path.read_bytes()
    path.write_bytes(whole[:200] + b"\0" * 400 + whole[600:])
    with pytest.raises(GazetteerError, match=r"allCountries\.zip: cannot be read"):
        survey(path)
    path.write_bytes(whole[:1000])
    with pytest.raises(GazetteerError, match="cannot be read"):
        survey(path)


def test_a_zip_file_with_other_texts_is_said(tmp_path: Path) -> None:
    path = tmp_path / "pages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("one.txt", "")
        archive.writestr("two.txt", "")
    with pytest.raises(GazetteerError, match="holds 2 texts, not one"):
        survey(path)


def test_a_dump_without_a_wanted_row_is_an_error(tmp_path: Path) -> None:
    path = zipped(tmp_path / "allCountries.zip")
    with pytest.raises(GazetteerError, match=r"no row is wanted \(countries: YE; classes: all\); nothing was written"):
        survey(path, select_rows("YE", None, load_countries()))


@pytest.mark.parametrize(
    ("countries", "classes", "message"),
    [
        ("SY,XQ", None, "'XQ' is no country's code"),
        ("", None, "is no country's code"),
        (None, "P,Z", "'Z' is no feature class"),
        (None, ",", "is no feature class"),
    ],
)
def test_an_unknown_country_or_class_is_refused(countries: str | None, classes: str | None, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        select_rows(countries, classes, load_countries())


def test_every_feature_code_has_a_class_of_geonames_and_stands_once() -> None:
    codes = [(r["class"], r["code"]) for r in load_table("feature_codes").rows]
    assert {feature for feature, _ in codes} <= CLASSES
    assert len(codes) == len(set(codes))


def test_every_kind_of_a_feature_can_be_resolved() -> None:
    known = {r["kind"] for r in load_table("place_kinds", "sitrep.resolve").rows}
    assert {r["kind"] for r in load_table("feature_codes").rows} <= known
