"""Weapons, vehicles and munitions: words that name them and words that only look like it."""

from collections.abc import Callable

import pytest

from sitrep.lexicon import Lexicon
from sitrep.model.documents import Document
from sitrep.model.spans import Span
from sitrep.read.grammar.parsing import SpacyParser
from sitrep.read.stages import Layers
from sitrep.read.things.equipment import read_equipment

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
        ("A wing of Su 34s passed over.", "aircraft", "Su-34", "Su 34s"),
        ("He watched a MiG 29 land.", "aircraft", "MiG-29", "MiG 29"),
        ("A T-72B3M tank blocked the lane.", "vehicle", "T-72B3M", "T-72B3M tank"),
        ("They hid a T72 in the barn.", "vehicle", "T-72", "T72"),
        ("A pair of M1A2 Abrams tanks waited.", "vehicle", "M1A2", "M1A2 Abrams tanks"),
        ("The AH-64 Apache helicopters left at dusk.", "helicopter", "AH-64", "AH-64 Apache helicopters"),
        ("It was a Mirage 2000.", "aircraft", "Mirage 2000", "Mirage 2000"),
        ("Two Sukhoi jets left the strip.", "aircraft", "Sukhoi", "Sukhoi jets"),
        ("The crew set up a 120mm mortar.", "mortar", "120mm mortar", "120mm mortar"),
        ("They saw a 12.7 mm machine gun on the roof.", "small_arms", "12.7mm machine gun", "12.7 mm machine gun"),
        ("One 155-mm howitzer was towed away.", "artillery", "155mm howitzer", "155-mm howitzer"),
    ],
)
def test_a_designation_is_the_name_and_takes_its_noun(
    read: ReadText, text: str, kind: str, name: str | None, words: str
) -> None:
    assert read(text) == [(kind, name, words)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A Patriot battery guards the port.", None),
        ("Rebels destroyed an Abrams near the ford.", "Abrams"),
        ("An RAF Typhoon bombed the bridge.", "Typhoon"),
        ("Patriot missiles were shipped in May.", "Patriot missiles"),
        ("The runner threw the javelin 80 metres.", None),
        ("She won the Javelin in Tokyo.", None),
        ("Stacey Abrams attacked the bill.", None),
        ("Typhoon Ida killed nine villagers.", None),
        ("The Patriot Act was attacked in court.", None),
        ("A tornado killed two farmers.", None),
        ("The Apache server crashed.", None),
    ],
)
def test_a_name_that_others_bear_needs_company(read: ReadText, text: str, words: str | None) -> None:
    assert [found for _, _, found in read(text)] == ([words] if words else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He died in a knife attack.", ["knife"]),
        ("Police seized arms and ammunition.", ["arms", "ammunition"]),
        ("The bullet hit him, and his mine was never found.", ["bullet", "mine"]),
    ],
)
def test_an_event_or_another_weapon_makes_a_common_noun_one(read: ReadText, text: str, words: list[str]) -> None:
    assert [found for _, _, found in read(text)] == words


@pytest.mark.parametrize(
    "text",
    [
        "The phone is mine.",
        "Oliver Stone attacked the press.",
        "An 18-year-old was killed.",
        "The M23 killed two.",
        "Interleukin IL-6 was measured.",
        "He drove an F-150 to MI5.",
        "She won 6-4.",
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
        named = row.sort in ("designation", "named", "maker")
        with_row, without = (
            [e for e in read_equipment(parse, Layers(), words) if e.span == span and e.kind == row.kind]
            for words in (lexicon, lexicon.without("equipment", row.key))
        )
        assert [e.name is not None for e in with_row] == [named], row
        assert not {e.name for e in with_row} & {e.name for e in without}, row
