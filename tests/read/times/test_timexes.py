"""Time expressions of real sentences: spans, types, values before anchoring, and every row of the word table."""

import re

import pytest

from sitrep.lexicon.loading import parse_table, table_text
from sitrep.lexicon.tables import Lexicon, TimeRow
from sitrep.model.annotations import Timex, TimexType
from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.spans import Span
from sitrep.read.grammar.parser import Parser
from sitrep.read.stages import Layers
from sitrep.read.times.timexes import read_timexes

ROWS = parse_table("en/times.tsv", table_text("times"), TimeRow)
LEXICON = Lexicon(times=ROWS)


def read(text: str, parser: Parser, lexicon: Lexicon = LEXICON) -> list[Timex]:
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH, "test")
    return list(read_timexes(parser.parse(Document("d", "d", "0", text, (block,))), Layers(), lexicon))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_each_word_of_time_is_read_where_its_example_marks_it(row: TimeRow, parser: Parser) -> None:
    start, end = row.example.index("["), row.example.index("]") - 1
    text = row.example.replace("[", "").replace("]", "")
    marked = Span(start, end)
    with_row = [timex for timex in read(text, parser) if timex.span == marked]
    without_row = [timex for timex in read(text, parser, LEXICON.without("times", row.key)) if timex.span == marked]
    assert len(with_row) == 1
    assert with_row != without_row


SENTENCES = [
    ("Observers arrived on 20 December 2015.", "20 December 2015", "DATE", "2015-12-20"),
    ("Observers arrived on December 20, 2015, by road.", "December 20, 2015", "DATE", "2015-12-20"),
    ("The memo of 2015-12-20 names no unit.", "2015-12-20", "DATE", "2015-12-20"),
    ("Stamped 20/12/2015, the form lists two trucks.", "20/12/2015", "DATE", "2015-12-20"),
    ("Stamped 3/4/2015, the form lists two trucks.", "3/4/2015", "DATE", "2015"),
    ("Prices rose in December 2015.", "December 2015", "DATE", "2015-12"),
    ("A clinic burned on the 5th of May.", "the 5th of May", "DATE", "day:05-05"),
    ("The quarry was hit on Tuesday, 22 December 2015.", "Tuesday, 22 December 2015", "DATE", "2015-12-22"),
    ("The quarry was hit on Tuesday.", "Tuesday", "DATE", "weekday:2"),
    ("The quarry was hit last Tuesday.", "last Tuesday", "DATE", "weekday:2:-1"),
    ("The quarry was hit on Tuesday morning.", "Tuesday morning", "TIME", "weekday:2@TMO"),
    ("Gunmen came at 10:30 p.m. Wednesday.", "10:30 p.m. Wednesday", "TIME", "weekday:3@T22:30"),
    ("The envoy returned last week.", "last week", "DATE", "shift:-1:W"),
    ("Forty raids were flown in the last 24 hours.", "the last 24 hours", "DURATION", "window:-1:PT24H"),
    ("Nobody has slept for three days.", "three days", "DURATION", "P3D"),
    ("A five-hour firefight followed.", "five-hour", "DURATION", "PT5H"),
    ("The bakery closed two days ago.", "two days ago", "DATE", "shift:-2:D"),
    ("The bakery had closed a day earlier.", "a day earlier", "DATE", "anaphor:-1:D"),
    ("Trade stopped in the 1990s.", "the 1990s", "DATE", "199"),
    ("Trade stopped in the late 1990s.", "the late 1990s", "DATE", "199"),
    ("Trade stopped in the 19th century.", "the 19th century", "DATE", "18"),
    ("Flights ceased in the first week of October.", "the first week of October", "DATE", "nth:1:W:month:10"),
    ("The suburb was shelled overnight.", "overnight", "TIME", "context@TNI"),
    ("It rains every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
    ("Protests are held on Fridays.", "Fridays", "SET", "XXXX-WXX-5"),
    ("Twenty-five years passed.", "Twenty-five years", "DURATION", "P25Y"),
    ("A few days passed.", "A few days", "DURATION", "PXD"),
    ("They walked for two and a half hours.", "two and a half hours", "DURATION", "PT2.5H"),
    ("They walked for half an hour.", "half an hour", "DURATION", "PT30M"),
    ("The road reopened a fortnight ago.", "a fortnight ago", "DATE", "shift:-2:W"),
    ("Two fortnights passed.", "Two fortnights", "DURATION", "P4W"),
    ("A shrine was built in 300 BC nearby.", "300 BC", "DATE", "BC0300"),
    ("Clashes lasted until 2014.", "2014", "DATE", "2014"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_expression_has_span_type_and_value(text: str, words: str, kind: str, value: str, parser: Parser) -> None:
    assert [(t.span.quote(text), t.type, t.value) for t in read(text, parser)] == [(words, TimexType(kind), value)]


@pytest.mark.parametrize(
    "text",
    [
        "The army may attack the town.",
        "They march towards the river.",
        "About 2000 fighters left the town.",
        "A second convoy reached the camp.",
        "Three-quarters of the houses are gone.",
        "Veterans of the Long March spoke.",
        "The ransom was $1995.",
        "A 6-year-old girl lost her mother.",
        "The driver, in his 30s, fled.",
    ],
)
def test_words_that_only_look_like_time_are_not_read(text: str, parser: Parser) -> None:
    assert read(text, parser) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("They fought on 10-15 March 2015.", ["2015-03-10", "2015-03-15"]),
        ("They fought on March 10-15.", ["day:03-10", "day:03-15"]),
        ("They fought on March 10th-15th.", ["day:03-10", "day:03-15"]),
        ("They fought on March 10th-15th 2015.", ["2015-03-10", "2015-03-15"]),
        ("They fought on March 10-15, 2015.", ["2015-03-10", "2015-03-15"]),
        ("They fought on March 10 and 15, 2015.", ["2015-03-10", "2015-03-15"]),
        ("The front held in 1915-17.", ["1915", "1917"]),
        ("The revolt of 499-493 BC failed.", ["BC0499", "BC0493"]),
    ],
)
def test_both_halves_of_a_range_are_dates(text: str, values: list[str], parser: Parser) -> None:
    assert [timex.value for timex in read(text, parser)] == values


@pytest.mark.parametrize(
    ("text", "leaning"),
    [
        ("Jets bombed the depot on Tuesday.", "past"),
        ("The delegates will meet on Tuesday.", "future"),
        ("The delegates plan to meet on Tuesday.", "future"),
        ("The road has been shut since Tuesday.", "past"),
        ("Tuesday's raid is under review.", None),
    ],
)
def test_governing_verb_gives_the_leaning(text: str, leaning: str | None, parser: Parser) -> None:
    assert [timex.leaning for timex in read(text, parser)] == [leaning]


@pytest.mark.parametrize(
    ("text", "mod"),
    [
        ("Shut since September.", "SINCE"),
        ("Shut until September.", "UNTIL"),
        ("Shut since early September.", "SINCE START"),
        ("Burned in late 2014.", "END"),
        ("Held for more than three days.", "MORE_THAN"),
    ],
)
def test_modifier_holds_edge_degree_and_open_end(text: str, mod: str, parser: Parser) -> None:
    assert [timex.mod for timex in read(text, parser)] == [mod]


def test_examples_are_all_different_sentences() -> None:
    shapes = {re.sub(r"\[.*?\]", "", row.example) for row in ROWS}
    assert len(shapes) == len(ROWS)


@pytest.mark.parametrize(
    "text",
    [
        "A man was shot in the 1900 block of Mill Road.",
        "A man was shot near 2015 Mill Road, police said.",
        "Shots were fired at 1945 Olm Avenue.",
    ],
)
def test_the_number_of_a_house_is_no_year(text: str, parser: Parser) -> None:
    assert read(text, parser) == []


def test_a_year_before_a_street_is_one(parser: Parser) -> None:
    assert [t.value for t in read("In 2015 Mill Road was closed.", parser)] == ["2015"]
