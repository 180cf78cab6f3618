import pytest

from sitrep.gazetteer.countries import load_countries, read_countries
from sitrep.gazetteer.tables import parse_rows
from sitrep.model.errors import GazetteerError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Syria", "SYR"),
        ("SYRIA", "SYR"),
        ("the US", "USA"),
        ("U.S.", "USA"),
        ("us", None),
        ("Us", None),
        ("UAE", "ARE"),
        ("the Netherlands", "NLD"),
        ("turkey", None),
        ("IRAN", "IRN"),
        ("C\u00f4te d'Ivoire", "CIV"),
        ("Latakia", None),
        ("", None),
    ],
)
def test_countries_are_found_by_name_when_written_as_a_name(text: str, code: str | None) -> None:
    assert load_countries().by_name(text) == code


@pytest.mark.parametrize(("text", "code"), [("Russians", "RUS"), ("Yemeni", "YEM"), ("polish", None), ("Syria", None)])
def test_peoples_give_their_country(text: str, code: str | None) -> None:
    assert load_countries().by_demonym(text) == code


@pytest.mark.parametrize(("text", "code"), [("the Kremlin", "RUS"), ("White House", "USA"), ("white house", None)])
def test_seats_of_government_give_their_country(text: str, code: str | None) -> None:
    assert load_countries().by_seat(text) == code


@pytest.mark.parametrize(("text", "code"), [("Kiev", "UKR"), ("Kyiv", "UKR"), ("Aleppo", None)])
def test_capitals_give_their_country(text: str, code: str | None) -> None:
    assert load_countries().by_capital(text) == code


@pytest.mark.parametrize(
    ("text", "code"), [("Syria", "SYR"), ("Yemeni", "YEM"), ("Kyiv", "UKR"), ("the Kremlin", "RUS"), ("polish", None)]
)
def test_a_word_of_any_sort_gives_its_country(text: str, code: str | None) -> None:
    assert load_countries().by_word(text) == code


def test_a_word_of_two_sorts_is_first_of_all_a_name() -> None:
    head = "# source: a\n# licence: b\n# version: 1\n# date: c\n"
    columns = "iso3\tiso2\tname\tother_names\tdemonyms\tcapitals\tseats\n"
    rows = "AAA\tAA\tNorthmark\t\tHaven\tPort\tHill\nBBB\tBB\tHaven\t\tPort\tHill\t\n"
    countries = read_countries(parse_rows("c", head + columns + rows))
    assert [countries.by_word(word) for word in ("Haven", "Port", "Hill")] == ["BBB", "BBB", "AAA"]


def test_a_code_gives_its_name_and_an_unknown_code_is_refused() -> None:
    assert load_countries().name_of("SYR") == "Syria"
    with pytest.raises(GazetteerError, match="'XYZ'"):
        load_countries().name_of("XYZ")


def test_a_word_for_two_countries_is_refused() -> None:
    head = "# source: a\n# licence: b\n# version: 1\n# date: c\n"
    columns = "iso3\tiso2\tname\tother_names\tdemonyms\tcapitals\tseats\n"
    with pytest.raises(GazetteerError, match="stands for AAA and BBB"):
        read_countries(parse_rows("c", f"{head}{columns}AAA\tAA\tA\t\tFolk\nBBB\tBB\tB\t\tFolk\n"))
