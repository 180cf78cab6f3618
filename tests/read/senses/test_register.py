"""How a sentence is told: as a dispatch, or with the marks of talk, tale and argument."""

from collections.abc import Callable

import pytest

from sitrep.model.parses import Parse, Token
from sitrep.read.senses.register import clauses_of, marks_of, strength_of

ParseText = Callable[[str], Parse]


def word(parse: Parse, text: str) -> Token:
    """The first token so written."""
    return next(t for t in parse.tokens if t.text == text)


def test_a_bare_dispatch_bears_no_mark(parse_text: ParseText) -> None:
    parse = parse_text("Gunmen attacked a bakery in Orlan on Monday.")
    assert list(marks_of(parse, word(parse, "attacked"))) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The critic attacked her latest novel.", "own"),
        ("The critic attacked what she calls a fraud.", "present"),
        ("The critic would have attacked the play.", "modal"),
        ("The critic attacked the play harder than the cast did.", "compared"),
        ("The critic attacked the play gleefully.", "manner"),
        ("The critic attacked the long dreary play.", "described"),
        ("The critic attacked the play but stayed.", "turned"),
        ("The critic attacked everything.", "general"),
        ("The critic attacked the play; the cast wept.", "broken"),
        ("The critic attacked the play, didn't he?", "contracted"),
    ],
)
def test_a_mark_sets_a_sentence_apart_from_a_dispatch(parse_text: ParseText, text: str, mark: str) -> None:
    parse = parse_text(text)
    assert mark in set(marks_of(parse, word(parse, "attacked")))


def test_a_time_turns_no_argument(parse_text: ParseText) -> None:
    parse = parse_text("Gunmen attacked a bakery before dawn.")
    assert list(marks_of(parse, word(parse, "attacked"))) == []


@pytest.mark.parametrize(
    ("text", "strength"),
    [
        ("The critic attacked the play.", []),
        ("The critic attacked the play gleefully.", ["once"]),
        ("The critic attacked her play gleefully; nobody would have harmed a long dreary one.", ["once", "twice"]),
    ],
)
def test_two_marks_count_and_no_more(parse_text: ParseText, text: str, strength: list[str]) -> None:
    parse = parse_text(text)
    assert list(strength_of(parse, word(parse, "attacked"))) == strength


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The captain attacked the ball.", []),
        ("The captain attacked the ball and won a corner.", ["joined"]),
        ("The captain attacked a ball that fell short.", ["relative"]),
    ],
)
def test_a_tale_joins_its_verbs_and_describes(parse_text: ParseText, text: str, kinds: list[str]) -> None:
    parse = parse_text(text)
    assert list(clauses_of(parse, word(parse, "attacked"))) == kinds
