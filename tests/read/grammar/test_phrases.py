"""Where noun phrases and clauses begin and end."""

import pytest
from tests.read.parses import build, word

from sitrep.model.parses import Parse
from sitrep.read.grammar.phrases import clause_head, clause_span, is_nominal, phrase_span, subject_of

MINISTRY = """
    Peru peru NNP poss 3
    's 's POS case 1
    Ministry ministry NNP nsubj 8
    of of IN prep 3
    Mines mine NNP pobj 4
    in in IN prep 3
    Lima lima NNP pobj 6
    sent send VBD ROOT 0
    three three CD nummod 11
    armoured armoured JJ amod 11
    trucks truck NNS dobj 8
    of of IN prep 11
    water water NN pobj 12
"""
CROSSING = """
    But but CC cc 4
    the the DT det 3
    scouts scout NNS nsubj 4
    crossed cross VBD ROOT 0
    , , , punct 4
    burned burn VBD conj 4
    a a DT det 8
    hut hut NN dobj 6
    and and CC cc 6
    tried try VBD conj 6
    to to TO aux 12
    flee flee VB xcomp 10
    . . . punct 4
"""


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Ministry", "Peru 's Ministry of Mines"),
        ("trucks", "three armoured trucks"),
        ("Lima", "Lima"),
        ("water", "water"),
    ],
)
def test_a_phrase_is_its_modifiers_its_head_and_the_rest_of_a_proper_name(head: str, expected: str) -> None:
    parse = build(MINISTRY)
    assert phrase_span(parse, word(parse, head)).quote(parse.document.text) == expected


@pytest.mark.parametrize(("verb", "expected"), [("crossed", "the scouts crossed"), ("burned", "burned a hut")])
def test_a_clause_ends_before_the_next_one_joined_to_it_and_loses_what_only_links(verb: str, expected: str) -> None:
    parse = build(CROSSING)
    found = clause_span(parse, word(parse, verb)).quote(parse.document.text)
    assert found.rstrip(" ,") == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        (CROSSING, "crossed", "scouts"),
        (CROSSING, "tried", "scouts"),
        (CROSSING, "flee", "scouts"),
        ("Jets jet NNS dep 2\nstruck strike VBD ROOT 0", "struck", "Jets"),
        ("Now now RB advmod 2\nfled flee VBD ROOT 0", "fled", None),
    ],
)
def test_a_verb_shares_the_subject_of_the_clause_it_is_joined_to(sentence: str, verb: str, subject: str | None) -> None:
    parse = build(sentence)
    found = subject_of(parse, word(parse, verb))
    assert (found.text if found else None) == subject


@pytest.mark.parametrize(("inside", "verb"), [("hut", "burned"), ("scouts", "crossed"), ("to", "flee")])
def test_a_word_belongs_to_the_smallest_clause_around_it(inside: str, verb: str) -> None:
    parse: Parse = build(CROSSING)
    assert clause_head(parse, word(parse, inside)).text == verb


def test_relative_pronouns_and_verbs_head_no_noun_phrase() -> None:
    parse = build("Men man NNS nsubj 3\nwho who WP nsubj 3\nran run VBD relcl 1\nthey they PRP dobj 3")
    assert [is_nominal(t) for t in parse.tokens] == [True, False, False, True]
