import pytest

from sitrep.gazetteer.names import consonants, fold, romanised, skeleton


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Al-Bāb", "bab"),
        ("Ar Raqqah", "raqqah"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Dar\u2018\u0101", "dara"),
        ("Ma\u02bfarrat an Nu\u02bfm\u0101n", "maarrat an numan"),
        ("El Salvador", "el salvador"),
        ("Łódź", "lodz"),
        ("\u0130ncirlik", "incirlik"),
        ("  St.  John's ", "st johns"),
        ("Харків", "харків"),
        ("---", ""),
        ("\U0001d400leppo", "aleppo"),
        ("\u03d3", "\u03c5"),
    ],
)
def test_fold_leaves_only_the_letters(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Khan Sheikhoun", "Khān Shaykhūn"),
        ("Deir Ezzor", "Dayr az Zawr"),
        ("Suwayda", "As-Sweida"),
        ("Hodeidah", "Al Ḩudaydah"),
        ("Menbij", "Manbij"),
        ("Beit Lahia", "Bayt Lāhiyā"),
        ("Maaret al-Numan", "Ma'arrat an Nu'mān"),
        ("Jisr al-Shoghour", "Jisr ash Shughūr"),
        ("Tal Rifaat", "Tall Rif'at"),
    ],
)
def test_spellings_of_one_name_share_their_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize(("one", "other"), [("Homs", "Hama"), ("Mosul", "Masyaf"), ("Khan", "Kan"), ("Basra", "Bursa")])
def test_unlike_names_have_unlike_skeletons(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_name_in_another_script_has_no_skeleton() -> None:
    assert skeleton("الرقة") == ""


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Краматорск", "Kramatorsk"),
        ("Харків", "Kharkiv"),
        ("Київ", "Kyiv"),
        ("Горлівка", "Horlivka"),
        ("Еленовка", "Yelenovka"),
        ("Счастье", "Schastye"),
        ("Ужгород", "Uzhgorod"),
    ],
)
def test_a_cyrillic_name_has_the_skeleton_of_its_transliteration(cyrillic: str, latin: str) -> None:
    assert skeleton(cyrillic) == skeleton(latin) != ""


def test_what_is_not_cyrillic_alone_is_left_as_it_is() -> None:
    assert romanised("київ x") == "київ x"
    assert romanised("homs") == "homs"


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [("خان شيخون", "Khan Shaykhun"), ("دير الزور", "Deir Ezzor"), ("منبج", "Manbij"), ("سراقب", "Saraqib")],
)
def test_a_name_in_arabic_letters_has_the_consonants_of_its_transliteration(arabic: str, latin: str) -> None:
    assert consonants(arabic) == consonants(latin) != ""


def test_two_consonants_tell_no_name() -> None:
    assert consonants("Raqqa") == consonants("الرقة") == ""
