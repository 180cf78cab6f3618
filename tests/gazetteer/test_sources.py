import io
import pickle
from dataclasses import replace

import pytest

from sitrep.gazetteer.countries import load_countries
from sitrep.gazetteer.places import Place
from sitrep.gazetteer.sources import LocalRow, _DataOnly, name_divisions, read_aliases, read_local_places
from sitrep.gazetteer.tables import Table, load_table, parse_rows
from sitrep.model.errors import GazetteerError

HEAD = "# source: a\n# licence: b\n# version: 1\n# date: c\n"


class Trap:
    def __reduce__(self) -> tuple[type[list[str]], tuple[()]]:
        return (list, ())


def test_a_pickle_that_names_a_class_is_refused() -> None:
    with pytest.raises(GazetteerError, match="plain data"):
        _DataOnly(io.BytesIO(pickle.dumps(Trap()))).load()


def test_a_pickle_of_plain_data_is_read() -> None:
    assert _DataOnly(io.BytesIO(pickle.dumps([["a", 1, 2.5]]))).load() == [["a", 1, 2.5]]


def test_countries_keep_our_names_and_those_in_other_scripts() -> None:
    rows = [
        LocalRow(name, "Syrian Arab Republic", "SY", 38.0, 35.0, 163843, "country", 17)
        for name in ("Syria", "Aram", "سوريا", "\U0001f1f8\U0001f1fe")
    ]
    (place,) = read_local_places(rows, load_countries())
    assert place.name == "Syria"
    assert set(place.names) == {"Syria", "Syrian Arab Republic", "سوريا"}


def test_a_division_is_not_a_name_of_its_country() -> None:
    rows = [
        LocalRow("Britain", "United Kingdom", "GB", -2.0, 54.0, 1, "country", 60),
        LocalRow("England", "England", "GB", -1.0, 52.0, 2, "admin1", 50),
    ]
    country, division = read_local_places(rows, load_countries())
    assert "England" not in country.names
    assert (division.name, division.admin1) == ("England", "England")


def town(number: int, lat: float, country: str) -> Place:
    return Place(number, f"T{number}", (), lat, 0.0, country, None, None, "settlement", 10, "cities500")


def test_divisions_are_named_by_our_table_else_by_the_nearest_for_most_towns() -> None:
    table = parse_rows("t", f"{HEAD}country\tcode\tname\tiso\nSYR\t01\tHasakah\tSY-HA\n")
    divisions = [
        Place(8, "North", (), 10.0, 0.0, "FRA", "North", None, "admin1", 0, "x"),
        Place(9, "South", (), 0.0, 0.0, "FRA", "South", None, "admin1", 0, "x"),
    ]
    towns = [town(1, 9.0, "FRA"), town(2, 8.0, "FRA"), town(3, 1.0, "FRA")]
    named = name_divisions(towns, {1: "A", 2: "A", 3: "A"}, divisions, table)
    assert named["FRA", "A"].name == "North"
    assert named["SYR", "01"].iso == "SY-HA"


def test_a_curated_place_without_a_number_for_its_latitude_is_refused() -> None:
    columns = "name\taliases\tlat\tlon\tkind\tcountry\tadmin1\tsource\n"
    with pytest.raises(GazetteerError, match="Somewhere: lat and lon"):
        list(read_aliases(parse_rows("aliases.tsv", f"{HEAD}{columns}Somewhere\t\tnorth\t1\ttown\tSYR\t\tmaps\n")))


def test_a_division_has_its_iso_code_where_one_code_alone_answers_to_its_name() -> None:
    kabul, herat = town(1, 34.5, "AFG"), town(2, 30.3, "AFG")
    divisions = [
        replace(kabul, id=10, name="Wilāyat-e Kābul", kind="admin1"),
        replace(herat, id=11, name="Herāt", kind="admin1"),
    ]
    empty = Table("admin1", {}, ())
    apart = name_divisions([kabul, herat], {1: "13", 2: "11"}, divisions, empty)
    twice = name_divisions([kabul, replace(kabul, id=3)], {1: "13", 3: "99"}, divisions, empty)
    assert {d.iso for d in apart.values()} == {"AF-KAB", "AF-HER"}
    assert {(d.name, d.iso) for d in twice.values()} == {("Wilāyat-e Kābul", None)}


def test_the_iso_codes_of_divisions_are_each_of_one() -> None:
    codes = [row["iso"] for row in load_table("iso_3166_2").rows]
    assert len(codes) == len(set(codes)) > 140
