"""The tables that name people and bodies, and the look-ups in a phrase."""

import pytest
from tests.read.parses import build, word

from sitrep.lexicon import load_lexicon
from sitrep.read.actors.word_tables import (
    find_name,
    find_role,
    is_sponsor,
    lender_before,
    name_around,
    word_tables,
    words_of,
)

TABLES = word_tables(load_lexicon())
PARSE = build(
    """
    Pro pro NN compound 4
    - - , punct 3
    Kremlin kremlin NNP compound 4
    militia militia NN compound 5
    fighters fighter NNS nsubj 6
    met meet VBD ROOT 0
    Doctors doctor NNPS dobj 6
    Without without IN prep 7
    Borders border NNPS pobj 8
    """
)


def test_words_part_as_the_parser_parts_them() -> None:
    assert words_of("boko haram's al-hilal") == ("boko", "haram", "'s", "al", "-", "hilal")


def test_a_role_is_the_noun_at_the_end_and_its_lender_stands_before() -> None:
    phrase, head = PARSE.tokens[:5], word(PARSE, "fighters")
    role, lender = find_role(phrase, head, TABLES), lender_before(phrase, head.i, TABLES)
    assert role is not None
    assert role.key == "fighter"
    assert lender is not None
    assert lender.key == "militia"


def test_a_capitalised_plural_is_looked_up_in_the_singular() -> None:
    parse = build("Parties parties NNPS nsubj 2\nquarrelled quarrel VBD ROOT 0")
    role = find_role(parse.tokens[:1], parse.tokens[0], TABLES)
    assert role is not None
    assert role.key == "party"


@pytest.mark.parametrize(("first", "after", "expected"), [(2, 3, True), (3, 4, False)])
def test_whom_a_phrase_is_for_is_no_part_of_its_name(first: int, after: int, *, expected: bool) -> None:
    assert is_sponsor(PARSE.tokens[:5], first, after) is expected


def test_a_name_is_found_across_phrases_from_each_of_its_words() -> None:
    for text in ("Doctors", "Borders"):
        assert [t.text for t in name_around(PARSE.tokens, word(PARSE, text), TABLES)] == [
            "Doctors",
            "Without",
            "Borders",
        ]
    assert name_around(PARSE.tokens, word(PARSE, "met"), TABLES) == []


def test_a_name_in_mixed_letters_needs_a_capital_and_an_acronym_all() -> None:
    found = []
    for text in ("Frelimo", "RENAMO", "Renamo", "renamo", "HRW", "Hrw"):
        parse = build(f"{text} {text.lower()} NNP nsubj 2\nmet meet VBD ROOT 0")
        name = find_name(parse.tokens[:1], TABLES)
        found.append(name.row.key if name is not None else None)
    assert found == [None, "renamo", "renamo", None, "human-rights-watch", None]
