import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.desk.searching.folding import fold_text, folded_words

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Die Straße", "die strasse"),
        ("Al-Bāb’s", "al bab s"),
        ("Sana'a", "sanaa"),
        ("5,000 shells, 3.5 km", "5000 shells 3.5 km"),
        ("ﬁre", "fire"),
        ("الرَّقّة", "الرقه"),
        ("حلـــب", "حلب"),
        ("أإآٱ", "اااا"),
        ("ӕ Ёлка Київ", "ӕ елка киів"),
        ("\u0130stanbul", "istanbul"),
        ("١٢٣", "123"),
        ("ＡＢＣ", "abc"),
        ("\u1109\u1165\u110b\u116e\u11af", "서울"),
        ("a\ud800b", "a b"),
        ("--- “” *", ""),
    ],
)
def test_what_spelling_adds_is_folded_away(text: str, folded: str) -> None:
    assert folded_words(text) == folded


@pytest.mark.parametrize(
    ("text", "folded", "original"),
    [
        ("Die Straße brennt", "strasse", "Straße"),
        ("um ﬁve", "five", "ﬁve"),
        (f"{FAMILY} fled Homs", "homs", "Homs"),
        (f"{FAMILY} fled", "\U0001f469", FAMILY),
        ("قصف الرَّقّة ليلا", "الرقه", "الرَّقّة"),
        ("e\u0301tat", "etat", "e\u0301tat"),
        ("in Sana'a today", "sanaa", "Sana'a"),
        ("Deir\n  ez-Zor", "deir ez zor", "Deir\n  ez-Zor"),
    ],
)
def test_what_is_found_is_marked_in_the_text_as_it_is(text: str, folded: str, original: str) -> None:
    found = fold_text(text)
    at = found.text.index(folded)
    span = found.original(at, at + len(folded))
    assert span is not None
    assert span.quote(text) == original


@given(st.text(st.characters(codec=None)))
def test_every_folded_character_comes_from_somewhere(text: str) -> None:
    found = fold_text(text)
    assert len(found.text) == len(found.starts) == len(found.ends)
    assert found.text.startswith(" ")
    assert found.text.endswith(" ")
    assert "  " not in found.text
    for start, end in zip(found.starts[1:-1], found.ends[1:-1], strict=True):
        assert 0 <= start < end <= len(text)
    assert list(found.starts) == sorted(found.starts)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    once = folded_words(text)
    assert folded_words(once) == once
