"""What kind of thing a noun is of."""

import pytest

from sitrep.model.parses import Token
from sitrep.model.spans import Span
from sitrep.read.grammar.noun_classes import is_lifeless, noun_class


def token(word: str, pos: str = "NOUN") -> Token:
    return Token(0, Span(0, len(word)), word, word, "NN", pos, "dobj", 0)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("bridge", "structure"),
        ("goalkeeper", "player"),
        ("gunman", "fighter"),
        ("grief", "abstract"),
        ("wasp", "living"),
    ],
)
def test_a_noun_is_of_its_first_sense(word: str, kind: str) -> None:
    assert noun_class(token(word)) == kind


def test_a_name_and_an_unknown_word_have_no_class() -> None:
    assert noun_class(token("bridge", "PROPN")) is None
    assert noun_class(token("zzyx")) is None


def test_a_battle_does_nothing_itself_and_a_gunman_does() -> None:
    assert [is_lifeless(token(word)) for word in ("battle", "bullet", "gunman", "ministry")] == [
        True,
        True,
        False,
        False,
    ]
