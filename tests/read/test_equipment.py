"""Weapons, vehicles and munitions: words that name them and words that only look like it."""

from collections.abc import Callable

import pytest

from sitrep.lexicon import Lexicon
from sitrep.model.documents import Document
from sitrep.model.spans import Span
from sitrep.read.equipment import read_equipment
from sitrep.read.parsing import SpacyParser
from sitrep.read.stages import Layers

ReadText = Callable[[str], list[tuple[str, str | None, str]]]


@pytest.fixture(scope="module")
def read(parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]) -> ReadText:
    def found(text: str) -> list[tuple[str, str | None, str]]:
        layer = read_equipment(parser.parse(make_page(text)), Layers(), lexicon)
        return [(e.kind, e.name, e.span.quote(text)) for e in layer]

    return found


@pytest.mark.parametrize(
    ("text", "kind", "name", "words"),
    [
        ("Two Mil Mi-24 helicopters circled.", "helicopter", "Mil Mi-24", "Mil Mi-24 helicopters"),
        ("They lost several Su-34s.", "aircraft", "Su-34", "Su-34s"),
        ("A battery of BM-21 Grad rockets opened up.", "artillery", "BM-21", "BM-21 Grad rockets"),
        ("The navy fired Kalibr missiles.", "missile", "Kalibr", "Kalibr missiles"),
        ("Villagers heard a chopper.", "helicopter", None, "chopper"),
    ],
)
def test_a_designation_is_the_name_and_takes_its_noun(
    read: ReadText, text: str, kind: str, name: str | None, words: str
) -> None:
    assert read(text) == [(kind, name, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The phone is mine.",
        "A fish tank stood in the hall.",
        "He set up a shell company.",
        "Workers left the coal mine.",
        "Soldiers killed two men near the gold mine.",
        "The professor rocketed to fame.",
    ],
)
def test_words_that_name_no_weapon_here_are_left_out(read: ReadText, text: str) -> None:
    assert read(text) == []


def test_each_row_reads_its_example_and_nothing_else_does(
    parser: SpacyParser, lexicon: Lexicon, make_page: Callable[[str], Document]
) -> None:
    for row in lexicon.equipment:
        span = Span(row.example.index("["), row.example.index("]") - 1)
        parse = parser.parse(make_page(row.example.replace("[", "").replace("]", "")))
        named = row.sort in ("designation", "maker")
        with_row, without = (
            [e for e in read_equipment(parse, Layers(), words) if e.span == span and e.kind == row.kind]
            for words in (lexicon, lexicon.without("equipment", row.key))
        )
        assert [e.name is not None for e in with_row] == [named], row
        assert without == [], row
