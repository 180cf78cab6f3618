"""The two halves of a range lie in the whole range; what is joined otherwise stays apart."""

import pytest

from sitrep.lexicon.loading import parse_table, table_text
from sitrep.lexicon.tables import Lexicon, TimeRow
from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.resolutions import TimeResolution
from sitrep.model.spans import Span
from sitrep.read.grammar.parser import Parser
from sitrep.read.stages import Layers
from sitrep.read.times.timexes import read_timexes
from sitrep.resolve.times import resolve_times

LEXICON = Lexicon(times=parse_table("en/times.tsv", table_text("times"), TimeRow))


def resolved(text: str, parser: Parser) -> tuple[TimeResolution, ...]:
    document = Document("d", "d", "0", text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH, "test"),))
    return resolve_times(list(read_timexes(parser.parse(document), Layers(), LEXICON)), document)


RANGES = [
    "Raids went on from 3 May 2014 to 5 May 2014.",
    "Raids went on between 3 May 2014 and 5 May 2014.",
    "Raids went on over May 3rd-5th 2014.",
    "Raids went on over May 3-5, 2014.",
    "Raids went on May 3rd – May 5th 2014.",
]


@pytest.mark.parametrize("text", RANGES)
def test_both_halves_of_a_range_have_its_first_and_last_day(text: str, parser: Parser) -> None:
    first, second = resolved(text, parser)
    assert first.interval == second.interval
    assert first.interval is not None
    assert (first.interval.start, first.interval.end) == ("2014-05-03", "2014-05-05")
    assert (first.interval.granularity, first.interval.timex) == ("period", "2014-05-03/2014-05-05")
    assert (first.value, second.value) == ("2014-05-03", "2014-05-05")


APART = [
    "Raids hit on 3 May 2014 and 5 May 2014.",
    "The date was moved from 5 May 2014 to 3 May 2014.",
    "Rule passed from 3 May 2014 to 5 May 2019.",
    "Raids hit on 3 May to a lesser degree; 5 May 2014 was calm.",
]


@pytest.mark.parametrize("text", APART)
def test_days_that_are_listed_turned_round_or_years_apart_are_no_range(text: str, parser: Parser) -> None:
    first, second = resolved(text, parser)
    assert first.interval != second.interval


def test_half_without_a_year_leaves_a_range_open(parser: Parser) -> None:
    first, second = resolved("Raids went on from May 3rd – May 5th.", parser)
    assert (first.interval, second.interval) == (None, None)
