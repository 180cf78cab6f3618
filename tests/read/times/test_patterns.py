"""The index over the rules of a level: it saves trying rules, and loses none that matches."""

import pytest

from sitrep.lexicon.loading import parse_table, table_text
from sitrep.lexicon.tables import TimeRow
from sitrep.model.spans import Span
from sitrep.read.times import tokens as kept
from sitrep.read.times.patterns import apply_level, best_match
from sitrep.read.times.rules import LEVELS
from sitrep.read.times.timexes import cascade
from sitrep.read.times.tokens import TimeToken, index_rows, time_tokens

ROWS = parse_table("en/times.tsv", table_text("times"), TimeRow)
TEXTS = [row.example.replace("[", "").replace("]", "") for row in ROWS] + [
    "At 10:30 p.m. on Monday, 3 May 2015, a three-day truce of 1993-94 ended; the 1990s did not.",
    "In the last two and a half weeks of the 19th century, from January 25-29, half an hour was lost every day.",
]


def tokens_of(text: str) -> list[TimeToken]:
    return list(time_tokens(text, Span(0, len(text)), index_rows(ROWS)))


@pytest.mark.parametrize("text", TEXTS)
def test_no_rule_that_matches_is_left_out(text: str) -> None:
    tokens = tokens_of(text)
    for level in LEVELS:
        for i, token in enumerate(tokens):
            encoded = "".join(t.encoded for t in tokens[i:])
            assert best_match(level.rules_for(token), encoded, 0) == best_match(level.rules, encoded, 0)
        tokens = apply_level(level, text, tokens)


def test_a_word_that_no_pattern_names_has_no_rules() -> None:
    unnamed = tokens_of("Lanterns burned Monday")[:2]
    assert [level.rules_for(token) for level in LEVELS for token in unnamed] == [[]] * 12


def test_a_level_without_a_match_gives_the_tokens_as_they_are() -> None:
    text = "A lantern burned on Monday."
    tokens = tokens_of(text)
    assert apply_level(LEVELS[-1], text, tokens) == tokens


def test_words_far_from_a_time_add_nothing_to_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " of the lamps and the quay that burned in a row of sheds by the mill, said a clerk. ".join(TEXTS)
    near = tokens_of(text)
    monkeypatch.setattr(kept, "BESIDE", len(text))
    every = tokens_of(text)
    assert len(near) < len(every)
    read = [[t for t in cascade(text, tokens) if not t.senses.keys() <= kept.MERE] for tokens in (near, every)]
    assert read[0] == read[1]


def test_where_no_word_tells_a_time_there_are_no_tokens() -> None:
    assert tokens_of("A lantern burned on a quay.") == []
