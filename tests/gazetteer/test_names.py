import pytest

from sitrep.gazetteer.names import fold, skeleton


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
