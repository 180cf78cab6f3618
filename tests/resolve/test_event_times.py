"""Which of a page's time expressions is an event's time, and by which rule."""

from collections.abc import Callable

import pytest

from sitrep.case.reading import Instruments, read_document
from sitrep.model.documents import Document
from sitrep.model.resolutions import EventTime

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
