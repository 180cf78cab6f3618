"""Which of a page's time expressions is an event's time, and by which rule."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from sitrep.case.reading import Instruments, read_document
from sitrep.gazetteer.tables import load_table
from sitrep.model.documents import Document
from sitrep.model.resolutions import EventTime
from sitrep.model.spans import Span
from sitrep.resolve.event_times import begun, event_time

MakePage = Callable[[str], Document]


@pytest.fixture
def read(instruments: Instruments, make_page: MakePage) -> Callable[[str, str], EventTime]:
    """The time of the event that a word of a text tells."""

    def time_of(word: str, text: str) -> EventTime:
        reading = read_document(make_page(text), instruments, instruments.origin())
        return next(t for t in reading.resolutions.event_times if t.trigger.quote(text) == word)

    return time_of


@pytest.mark.parametrize(
    ("text", "word", "days", "rule"),
    [
        ("Gunmen attacked the mill on 3 May 2015.", "attacked", ("2015-05-03", "2015-05-03"), "own clause"),
        (
            "More than 300 people have been killed since the war began in March 2011.",
            "killed",
            ("2011-03-01", None),
            "own clause, since then",
        ),
        (
            "The mill has been closed since 7 July 2015, when gunmen killed a guard.",
            "killed",
            ("2015-07-07", "2015-07-07"),
            "own clause",
        ),
        (
            "Gunmen have besieged the mill since 7 July 2015, when troops withdrew.",
            "besieged",
            ("2015-07-07", None),
            "own clause",
        ),
        ("Gunmen attacked the mill.", "attacked", None, "none told"),
    ],
)
def test_event_has_its_time_and_the_rule_that_chose_it(
    text: str, word: str, days: object, rule: str, read: Callable[[str, str], EventTime]
) -> None:
    found = read(word, text)
    assert (found.interval and (found.interval.start, found.interval.end), found.rule) == (days, rule)


BEGINNINGS = [row for row in load_table("beginnings", "sitrep.resolve").rows if row["role"] != "moment"]


@pytest.mark.parametrize("row", BEGINNINGS, ids=lambda row: row["words"])
def test_each_word_of_a_beginning_opens_what_goes_on_since(row: dict[str, str]) -> None:
    with_word = row["example"].replace("[", "").replace("]", "").split("March")[0]
    without = re.sub(r"\[.*?\]", "ended", row["example"]).split("March")[0]
    assert begun().search(with_word)
    assert not begun().search(without)


def test_the_only_date_of_the_claim_s_own_words_is_the_event_s_where_its_clause_has_none(
    instruments: Instruments, make_page: MakePage
) -> None:
    page = make_page("Gunmen attacked the mill (3 May 2015) and left. It burned again on 9 May 2015.")
    reading = read_document(page, instruments, instruments.origin())
    claim = next(c for c in reading.claims if c.event and c.event.trigger.quote(page.text) == "attacked")
    assert claim.event is not None
    undated = replace(claim.event, time=None)
    known = {found.timex.span: found for found in reading.resolutions.times}
    whole = replace(claim, evidence=Span(0, len(page.text)))
    found, both = event_time(claim, undated, known, page), event_time(whole, undated, known, page)
    assert (found.rule, found.interval and found.interval.start) == ("only date of the claim", "2015-05-03")
    assert (both.rule, both.interval) == ("none told", None)
