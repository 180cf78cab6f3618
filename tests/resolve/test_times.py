"""Intervals and TIMEX3 values of time expressions on dated, undated and backward-looking pages."""

from dataclasses import replace

import pytest

from sitrep.lexicon.loading import parse_table, table_text
from sitrep.lexicon.tables import Lexicon, TimeRow
from sitrep.model.annotations import Timex, TimexType
from sitrep.model.documents import Block, BlockKind, Dating, Document, Granularity
from sitrep.model.resolutions import TimeResolution
from sitrep.model.spans import Span
from sitrep.read.grammar.parser import Parser
from sitrep.read.stages import Layers
from sitrep.read.times.timexes import read_timexes
from sitrep.resolve.times import resolve_times, timex_value

LEXICON = Lexicon(times=parse_table("en/times.tsv", table_text("times"), TimeRow))
# A Tuesday.
TUESDAY = "2015-12-22"


def page(text: str, published: str | None, method: str = "input") -> Document:
    dating = Dating(published, Granularity.DAY, method, 1.0) if published else None
    block = Block(Span(0, len(text)), BlockKind.PARAGRAPH, "test")
    return Document("d", "d", "0", text, (block,), published=dating)


def resolved(text: str, published: str | None, parser: Parser) -> tuple[TimeResolution, ...]:
    document = page(text, published)
    return resolve_times(list(read_timexes(parser.parse(document), Layers(), LEXICON)), document)


def timex(value: str, kind: TimexType = TimexType.DATE, leaning: str | None = None, mod: str | None = None) -> Timex:
    return Timex(Span(0, 4), kind, value, leaning, mod)


def interval_on(value: str, published: str | None = TUESDAY, **said: str) -> tuple[str | None, str | None] | None:
    found = resolve_times([timex(value, leaning=said.get("leaning"), mod=said.get("mod"))], page("Then.", published))
    interval = found[0].interval
    return (interval.start, interval.end) if interval else None


SENTENCES = [
    # Days, published on Tuesday 22 December 2015.
    ("The silo was hit on 20 December 2015.", "2015-12-20", "2015-12-20", "day"),
    ("The silo was hit on December 20.", "2015-12-20", "2015-12-20", "day"),
    ("The silo was hit on 3 January.", "2016-01-03", "2016-01-03", "day"),
    ("The silo was hit on Tuesday.", "2015-12-22", "2015-12-22", "day"),
    ("The silo was hit on Monday.", "2015-12-21", "2015-12-21", "day"),
    ("The silo was hit on Wednesday.", "2015-12-16", "2015-12-16", "day"),
    ("The silo was hit last Tuesday.", "2015-12-15", "2015-12-15", "day"),
    ("The envoys will meet on Wednesday.", "2015-12-23", "2015-12-23", "day"),
    ("The envoys will meet next Tuesday.", "2015-12-29", "2015-12-29", "day"),
    ("The envoys will meet tomorrow.", "2015-12-23", "2015-12-23", "day"),
    ("The truce takes effect on Friday.", "2015-12-25", "2015-12-25", "day"),
    ("The ransom must be paid by Sunday.", "2015-12-27", "2015-12-27", "day"),
    ("The vote has been put off until Saturday.", None, "2015-12-26", "day"),
    ("The talks are set to resume Monday.", "2015-12-28", "2015-12-28", "day"),
    ("The envoys met yesterday.", "2015-12-21", "2015-12-21", "day"),
    ("Nine people were buried today.", "2015-12-22", "2015-12-22", "day"),
    ("The ferry sank two days ago.", "2015-12-20", "2015-12-20", "day"),
    ("The ferry sank three hours ago.", "2015-12-22", "2015-12-22", "day"),
    ("The ferry sank on Christmas Day.", "2015-12-25", "2015-12-25", "day"),
    # Times of day.
    ("Sappers arrived on Monday morning.", "2015-12-21", "2015-12-21", "part_of_day"),
    ("Sappers arrived at 9:30 pm Monday.", "2015-12-21T21:30", "2015-12-21T21:30", "minute"),
    ("Power failed last night.", "2015-12-21", "2015-12-21", "part_of_day"),
    ("Power failed this morning.", "2015-12-22", "2015-12-22", "part_of_day"),
    ("The market burned overnight.", "2015-12-21", "2015-12-22", "part_of_day"),
    ("The market burned at daybreak.", "2015-12-22", "2015-12-22", "part_of_day"),
    ("The signal was lost at 0450 UTC.", "2015-12-22T04:50", "2015-12-22T04:50", "minute"),
    ("The signal was lost at 1640.", "2015-12-22T16:40", "2015-12-22T16:40", "minute"),
    # Weeks and weekends, Monday to Sunday.
    ("The truce broke down last week.", "2015-12-14", "2015-12-20", "week"),
    ("The truce broke down this week.", "2015-12-21", "2015-12-27", "week"),
    ("Talks will resume next week.", "2015-12-28", "2016-01-03", "week"),
    ("The truce broke down two weeks ago.", "2015-12-07", "2015-12-13", "week"),
    ("Snipers fired over the weekend.", "2015-12-19", "2015-12-20", "weekend"),
    ("Snipers fired last weekend.", "2015-12-19", "2015-12-20", "weekend"),
    ("Snipers fired in the first week of October 2015.", "2015-09-28", "2015-10-04", "week"),
    # Months, seasons, quarters.
    ("A mass grave was opened last month.", "2015-11-01", "2015-11-30", "month"),
    ("A mass grave was opened in December 2015.", "2015-12-01", "2015-12-31", "month"),
    ("A mass grave was opened in October.", "2015-10-01", "2015-10-31", "month"),
    ("The court will open in March.", "2016-03-01", "2016-03-31", "month"),
    ("Bread doubled in price in the third quarter.", "2015-07-01", "2015-09-30", "quarter"),
    ("Bread doubled in price in the summer of 2014.", "2014-06-01", "2014-08-31", "season"),
    ("A mass grave was opened in early November.", "2015-11-01", "2015-11-10", "month"),
    # Years and longer.
    ("The mine closed last year.", "2014-01-01", "2014-12-31", "year"),
    ("The mine closed in 2012.", "2012-01-01", "2012-12-31", "year"),
    ("The mine closed three years ago.", "2012-01-01", "2012-12-31", "year"),
    ("The mine closed at the end of 2014.", "2014-09-01", "2014-12-31", "year"),
    ("The mine closed in the 1990s.", "1990-01-01", "1999-12-31", "decade"),
    ("The mine closed in the 19th century.", "1800-01-01", "1899-12-31", "century"),
    # Stretches that end or begin with publication, and open ones.
    ("Six raids hit the valley in the last 24 hours.", "2015-12-21", "2015-12-22", "period"),
    ("Six raids hit the valley in the past three days.", "2015-12-19", "2015-12-22", "period"),
    ("Six raids hit the valley in the past week.", "2015-12-15", "2015-12-22", "period"),
    ("The port stays closed for the next two months.", "2015-12-22", "2016-02-22", "period"),
    ("The airstrip has been shut since September.", "2015-09-01", None, "month"),
    ("Guards were posted there until 2014.", None, "2014-12-31", "year"),
]


@pytest.mark.parametrize(("text", "start", "end", "unit"), SENTENCES, ids=[s[0] for s in SENTENCES])
def test_expression_covers_these_days(text: str, start: str | None, end: str | None, unit: str, parser: Parser) -> None:
    found = resolved(text, TUESDAY, parser)
    assert len(found) == 1
    interval = found[0].interval
    assert interval is not None
    assert (interval.start, interval.end, interval.granularity) == (start, end, unit)


CHAINS = [
    ("On 9 May 2015 a guard died. A day earlier he had fled.", "2015-05-08"),
    ("On 9 May 2015 a guard died. The next day his post burned.", "2015-05-10"),
    ("On 9 May 2015 a guard died. The same day his post burned.", "2015-05-09"),
    ("On 9 May 2015 a guard died. Two weeks later came the flood.", "2015-W21"),
    ("On 9 May 2015 a guard died. The following month came the flood.", "2015-06"),
    ("On 9 May 2015 a guard died. His post had burned two days before.", "2015-05-07"),
    ("On 9 May 2015 a guard died. His post burned a day after.", "2015-05-10"),
    ("On 9 May 2015 a guard died. He was buried on the 11th of that month.", "2015-05-11"),
    ("The wheat failed in 2013. The mill burned in October of that year.", "2013-10"),
    ("On 9 May 2015 a guard died. By the 12th the post was gone.", "2015-05-12"),
    ("On 9 May 2015 a guard died. That night his post burned.", "2015-05-09TNI"),
    ("The wheat failed in 2013. That year thousands left.", "2013"),
    ("The wheat failed in 2013. Two years later nobody farmed.", "2015"),
]


@pytest.mark.parametrize(("text", "value"), CHAINS, ids=[c[0] for c in CHAINS])
def test_sequence_words_count_from_the_date_spoken_of_last(text: str, value: str, parser: Parser) -> None:
    first, second = resolved(text, TUESDAY, parser)
    assert timex_value(second) == value
    assert second.interval is not None
    assert second.interval.anchor == first.timex.span


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("A report of 19 May 2015 tells of the last four days.", "2015-05-16"),
        ("A report of 19 May 2015 tells of the last 24 hours.", "2015-05-18"),
        ("A report of 19 May 2015 tells of the last week.", "2015-05-12"),
    ],
)
def test_stretch_on_an_undated_page_ends_at_the_full_date_spoken_of_last(text: str, start: str, parser: Parser) -> None:
    date, stretch = resolved(text, None, parser)
    assert stretch.interval is not None
    assert (stretch.interval.start, stretch.interval.end) == (start, "2015-05-19")
    assert stretch.interval.anchor == date.timex.span


def test_stretch_on_an_undated_page_without_a_full_date_stays_open(parser: Parser) -> None:
    _, stretch = resolved("A report of May 2015 tells of the last four days.", None, parser)
    assert stretch.interval is None


UNDATED = [
    ("The silo was hit on Tuesday.", "XXXX-WXX-2"),
    ("The silo was hit on 20 December.", "XXXX-12-20"),
    ("The silo was hit in December.", "XXXX-12"),
    ("The silo was hit yesterday.", "XXXX-XX-XX"),
    ("The silo was hit last week.", "XXXX-WXX"),
    ("The silo was hit overnight.", "XXXX-XX-XXTNI"),
]


@pytest.mark.parametrize(("text", "value"), UNDATED, ids=[u[0] for u in UNDATED])
def test_without_publication_date_relative_dates_stay_open_and_say_so(text: str, value: str, parser: Parser) -> None:
    (found,) = resolved(text, None, parser)
    assert found.interval is None
    assert timex_value(found) == value
    assert "no publication date" in found.reason


def test_full_dates_need_no_anchor(parser: Parser) -> None:
    (found,) = resolved("The silo was hit on 20 December 2015.", None, parser)
    assert found.interval is not None
    assert found.interval.anchor == "none"


@pytest.mark.parametrize(("method", "anchor"), [("metadata", "published"), ("dateline", "dateline")])
def test_anchor_names_where_the_publication_date_comes_from(method: str, anchor: str) -> None:
    (found,) = resolve_times([timex("shift:-1:D")], page("Then.", TUESDAY, method))
    assert found.interval is not None
    assert found.interval.anchor == anchor


def test_page_about_the_past_takes_years_from_its_own_dates(parser: Parser) -> None:
    text = (
        "The garrison mutinied in June 1917. On 4 July the fort fell. It was retaken in March 1918. "
        "On 7 April 1918 a treaty was drafted. In May it was signed."
    )
    values = [timex_value(r) for r in resolved(text, TUESDAY, parser)]
    assert values == ["1917-06", "1917-07-04", "1918-03", "1918-04-07", "1918-05"]


def test_year_alone_far_from_the_story_does_not_move_it(parser: Parser) -> None:
    text = (
        "The garrison mutinied in June 1917. It was retaken in March 1918. On 7 April 1918 a treaty was drafted, "
        "as one had been in 1812. In May it was signed."
    )
    assert timex_value(resolved(text, TUESDAY, parser)[-1]) == "1918-05"


def test_news_with_old_dates_still_counts_from_publication(parser: Parser) -> None:
    text = (
        "Built in May 1917, shelled in 1941 and 1982, the fort was hit again on Monday. In November it had been spared."
    )
    assert [timex_value(r) for r in resolved(text, TUESDAY, parser)][-2:] == ["2015-12-21", "2015-11"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Between March and April 2013 the dam burst.", ["2013-03", "2013-04"]),
        ("From December to March 2013 the pass was shut.", ["2012-12", "2013-03"]),
        ("At 5 am on 3 October 2013 the dam burst.", ["2013-10-03T05:00", "2013-10-03"]),
        ("At about 2:05 am on Monday the dam burst.", ["2015-12-21T02:05", "2015-12-21"]),
    ],
)
def test_expression_is_completed_by_the_one_after_it(text: str, values: list[str], parser: Parser) -> None:
    assert [timex_value(r) for r in resolved(text, TUESDAY, parser)] == values


@pytest.mark.parametrize(
    ("value", "kind", "reason"),
    [
        ("P3D", TimexType.DURATION, "a duration without a date"),
        ("P1D", TimexType.SET, "a set without a date"),
        ("PRESENT_REF", TimexType.DATE, "points to now, the past or the future without a date"),
        ("BC0480", TimexType.DATE, "before the common era, which ISO dates do not reach"),
        ("2015-02-30", TimexType.DATE, "the calendar has no such date"),
        ("window:-1:PXD", TimexType.DURATION, "a duration without a number"),
    ],
)
def test_what_covers_no_days_says_why(value: str, kind: TimexType, reason: str) -> None:
    (found,) = resolve_times([timex(value, kind)], page("Then.", TUESDAY))
    assert (found.interval, found.reason) == (None, reason)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("month:12:-1", ("2014-12-01", "2014-12-31")),
        ("month:11:-1", ("2015-11-01", "2015-11-30")),
        ("season:SU:-1", ("2015-06-01", "2015-08-31")),
        ("yy:89", ("1989-01-01", "1989-12-31")),
        ("yy:12", ("2012-01-01", "2012-12-31")),
        ("decade:9", ("1990-01-01", "1999-12-31")),
        ("nth:-1:D:2016-02", ("2016-02-29", "2016-02-29")),
        ("nth:2:M:2016", ("2016-02-01", "2016-02-29")),
        ("shift:-1:Q", ("2015-07-01", "2015-09-30")),
        ("2016-H2", ("2016-07-01", "2016-12-31")),
        ("2015-W53", ("2015-12-28", "2016-01-03")),
        ("2014-W53", None),
    ],
)
def test_notation_is_counted_on_the_calendar(value: str, expected: tuple[str, str] | None) -> None:
    assert interval_on(value) == expected


def test_month_without_tense_is_the_nearest_one() -> None:
    assert interval_on("month:01") == ("2016-01-01", "2016-01-31")
    assert interval_on("month:01", leaning="past") == ("2015-01-01", "2015-01-31")


def test_results_stand_in_the_order_of_the_text() -> None:
    late, early = Timex(Span(9, 12), TimexType.DATE, "2015"), Timex(Span(0, 3), TimexType.DATE, "2014")
    assert [r.timex for r in resolve_times([late, early], page("Once upon a time.", None))] == [early, late]
    assert resolve_times([], page("Nothing.", None)) == ()


STORIES = [
    ("On 3 May 1871 the fort fell. The guns had been cast in 1868. On 9 June the town fell.", "1871-06-09"),
    ("On 3 May 1871 the fort fell. The gates stood until 1890. On 9 June the town fell.", "1871-06-09"),
    (
        "On 3 May 1871 the fort fell. The winter was hard. In 1872 bread was short. On 9 June the town fell.",
        "1872-06-09",
    ),
]


@pytest.mark.parametrize(("text", "value"), STORIES, ids=[s[1] + s[0][30:50] for s in STORIES])
def test_year_alone_moves_a_story_only_forward_and_not_far(text: str, value: str, parser: Parser) -> None:
    assert resolved("The war of 1870 went on. " + text, TUESDAY, parser)[-1].value == value


def test_overnight_between_two_days_lasts_from_the_one_to_the_other(parser: Parser) -> None:
    first, second = resolved("Shells hit the mill overnight Saturday to Sunday.", TUESDAY, parser)
    assert (first.value, second.value) == ("2015-12-19TNI", "2015-12-20")
    assert first.interval is not None
    assert (first.interval.start, first.interval.end) == ("2015-12-19", "2015-12-20")


def test_fall_of_something_is_no_season(parser: Parser) -> None:
    assert resolved("After the fall of the garrison the mill burned.", TUESDAY, parser) == ()


def test_days_count_from_a_dateline_near_publication(parser: Parser) -> None:
    text = "GOMA, December 20 - Shells hit the mill yesterday."
    line = Block(Span(0, 19), BlockKind.DATELINE, "test")
    rest = Block(Span(20, len(text)), BlockKind.PARAGRAPH, "test")
    document = replace(page(text, TUESDAY), blocks=(line, rest))
    dateline, day = resolve_times(list(read_timexes(parser.parse(document), Layers(), LEXICON)), document)
    assert (dateline.value, day.value) == ("2015-12-20", "2015-12-19")
    assert day.interval is not None
    assert day.interval.anchor == "dateline"


def test_days_count_from_the_day_that_the_page_itself_gives(parser: Parser) -> None:
    written = Dating("2015-12-10", Granularity.DAY, "banner", 0.9)
    document = replace(page("Shells hit the mill yesterday.", TUESDAY), written=written)
    (day,) = resolve_times(list(read_timexes(parser.parse(document), Layers(), LEXICON)), document)
    assert day.value == "2015-12-09"
