"""What a dated report tells has the report's period; what it dates itself keeps its own date."""

from collections.abc import Callable

import pytest

from sitrep.case.reading import Instruments
from sitrep.model.claims import Claim
from sitrep.model.documents import Document
from sitrep.read.grammar.periods import with_periods
from sitrep.read.reader import read_page, stages

Read = Callable[[str], tuple[Claim, ...]]


@pytest.fixture(scope="module")
def read(instruments: Instruments, make_page: Callable[[str], Document]) -> Read:
    planned = stages(instruments.countries, instruments.places.knows)

    def claims(text: str) -> tuple[Claim, ...]:
        parse = instruments.parser.parse(make_page(text))
        page = read_page(parse, instruments.lexicon, instruments.countries, planned)
        return with_periods(parse, page.layers, page.claims)

    return claims


def times(text: str, claims: tuple[Claim, ...]) -> list[str | None]:
    """The words of the time of each attack told, in order."""
    events = (claim.event for claim in claims if claim.event is not None)
    return [e.time.span.quote(text) if e.time else None for e in events if e.type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In its report for 3 May 2014, the ministry said jets bombed a depot.", ["3 May 2014"]),
        ("For May 3rd-5th 2014, the alliance said that jets bombed a depot.", ["May 3rd"]),
        ("In its summary of 3 May 2014, the ministry said jets bombed a depot on 1 May 2014.", ["1 May 2014"]),
        ("The ministry said jets bombed a depot.", [None]),
        ("The ministry said on 3 May 2014 that jets bombed a depot.", [None]),
    ],
)
def test_attack_told_by_a_dated_report_has_its_date(read: Read, text: str, told: list[str | None]) -> None:
    assert times(text, read(text)) == told


def test_period_of_a_report_is_not_when_it_was_said(read: Read) -> None:
    text = "For 3 May 2014, the ministry said jets bombed a depot."
    assert [claim.said_at for claim in read(text)] == [None]


def test_quotation_tells_of_the_day_that_its_speaker_named_before_it(read: Read) -> None:
    text = 'Sweden said its jets bombed the port on 3 May 2014. "Our crews destroyed two depots," Sweden said.'
    assert set(times(text, read(text))) == {"3 May 2014"}


def test_what_the_speaker_says_outside_a_quotation_does_not_take_the_time_of_another_deed(read: Read) -> None:
    text = "Sweden said jets bombed the port on 3 May 2014. Sweden said gunmen attacked a convoy."
    assert times(text, read(text)) == ["3 May 2014", None]


def test_stretch_up_to_now_is_the_time_of_what_has_no_other(read: Read) -> None:
    text = "Jets have bombed nine villages in the last three days."
    assert times(text, read(text)) == ["the last three days"]


def test_last_day_of_a_dated_report_is_its_date_and_a_longer_stretch_stays(read: Read) -> None:
    day = 'In its report for 3 May 2014, Sweden said: "In the last 24 hours, jets bombed a depot."'
    week = 'In its report for 3 May 2014, Sweden said: "In the last week, jets bombed a depot."'
    ranged = 'In its report for May 3rd-5th 2014, Sweden said: "In the last two days, jets bombed a depot."'
    assert times(day, read(day)) == ["3 May 2014"]
    assert times(week, read(week)) == ["the last week"]
    assert times(ranged, read(ranged)) == ["May 3rd"]


def test_today_in_the_words_of_a_report_is_its_day(read: Read) -> None:
    text = 'In its report for 3 May 2014, Sweden said: "Today jets bombed a depot."'
    assert times(text, read(text)) == ["3 May 2014"]


def test_heading_with_a_date_is_of_the_sentence_after_it(read: Read) -> None:
    text = 'For 3 May 2014. The alliance reported: "Jets bombed a depot."'
    assert times(text, read(text)) == ["3 May 2014"]


def test_period_passes_to_the_outlets_own_words_in_its_sentence_and_no_further(read: Read) -> None:
    text = "Its report for 3 May 2014 shows how jets bombed a mill. Gunmen attacked a convoy."
    assert times(text, read(text)) == ["3 May 2014", None]


def test_what_is_only_planned_takes_no_stretch_that_lies_behind(read: Read) -> None:
    text = "After the last three days the army plans to bomb the depot."
    assert times(text, read(text)) == [None]
