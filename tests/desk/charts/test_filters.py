"""Filters stand in an address and come back from it; what is not understood is said."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.desk.charts.entries import CERTAINTIES, REVIEWS, Entry, entry_of
from sitrep.desk.charts.filters import (
    FIELDS,
    Filters,
    known_types,
    parse_filters,
    passes,
    query_of,
    select_entries,
    without_time,
)

STRIKE = replace(
    entry_of({"id": "i-1", "type": "ASSAULT"}, ["possible"]),
    start="2015-12-01",
    end="2015-12-31",
    lat=35.9,
    lon=36.6,
    place="Sarāqib",
    admin1="Idlib",
    country="SYR",
    actors=("Northern Brigade",),
    sources=("Residents", "Orontes Monitor"),
)
words = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Z"]), max_size=20)
days = st.none() | st.dates()


@given(
    st.builds(
        Filters,
        since=days,
        until=days,
        types=st.lists(st.sampled_from(known_types()), unique=True).map(tuple),
        actor=words,
        source=words,
        certainties=st.lists(st.sampled_from(CERTAINTIES), unique=True).map(tuple),
        reviews=st.lists(st.sampled_from(REVIEWS), unique=True).map(tuple),
        place=words,
        undated=st.booleans(),
    )
)
def test_filters_come_back_from_their_address(filters: Filters) -> None:
    assert parse_filters(query_of(filters)).filters == filters


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("from=2015-13-01", "“from” is “2015-13-01”, which is no day"),
        ("type=BATTLE", "“type” is “BATTLE”, which is none of "),
        ("certainty=sure", "none of unverified, possible, probable, certain"),
        ("review=done", "none of unreviewed, partly, reviewed"),
        ("from=2016-01-02&to=2016-01-01", "is after “to”"),
    ],
)
def test_what_is_not_understood_is_said_and_left_out(query: str, said: str) -> None:
    asked = parse_filters(query)
    assert len(asked.problems) == 1
    assert said in asked.problems[0]
    assert not asked.filters.types
    assert not asked.filters.certainties


def test_values_are_known_in_any_case_and_other_keys_are_passed_over() -> None:
    asked = parse_filters("type=assault&part=3&certainty=Certain&from=")
    assert asked.filters == Filters(types=("ASSAULT",), certainties=("certain",))
    assert not asked.problems


@pytest.mark.parametrize(
    ("query", "passed"),
    [
        ("", True),
        ("from=2015-12-31", True),
        ("to=2015-12-01", True),
        ("from=2016-01-01", False),
        ("to=2015-11-30", False),
        ("from=2015-12-10&to=2015-12-11", True),
        ("type=ASSAULT&type=PROTEST", True),
        ("type=PROTEST", False),
        ("actor=northern", True),
        ("actor=southern", False),
        ("source=orontes", True),
        ("place=saraqib", True),
        ("place=idlib", True),
        ("place=syr", True),
        ("place=homs", False),
        ("place=Syria", True),
        ("place=the Syrian Arab Republic", True),
        ("place=syrian", True),
        ("place=SY", True),
        ("place=SY-ID", True),
        ("place=SY-HI", False),
        ("place=Saraqeb", True),
        ("place=Yemen", False),
        ("certainty=possible", True),
        ("certainty=certain", False),
        ("review=unreviewed", True),
        ("review=reviewed", False),
    ],
)
def test_an_entry_passes_when_it_may_be_what_is_asked_for(query: str, passed: bool) -> None:  # noqa: FBT001
    assert passes(STRIKE, parse_filters(query).filters) is passed


def test_an_open_end_stays_open_and_no_day_is_in_no_period() -> None:
    since = replace(STRIKE, end=None)
    undated = replace(STRIKE, start=None, end=None)
    after = Filters(since=date(2020, 1, 1))
    assert passes(since, after)
    assert not passes(undated, after)
    assert passes(undated, without_time(after))


def test_a_country_is_no_part_of_the_name_of_another() -> None:
    nigerian = replace(STRIKE, place="Maiduguri", admin1="Borno", country="NGA")
    assert not passes(nigerian, Filters(place="Niger"))
    assert passes(replace(nigerian, admin1="Niger State"), Filters(place="Niger"))
    assert not passes(replace(STRIKE, place="Damascus", admin1=None), Filters(place="US"))


def test_a_place_passes_under_the_spellings_that_a_gazetteer_has() -> None:
    yemeni = replace(STRIKE, place="Al Ḩudaydah", admin1="Al Hudaydah", country="YEM")
    assert passes(yemeni, Filters(place="ميناء", spellings=frozenset({"hudaydah"})))
    assert not passes(yemeni, Filters(place="ميناء"))


def test_without_a_day_the_days_of_the_pages_count_when_asked() -> None:
    undated = replace(STRIKE, start=None, end=None, published_first="2015-12-02", published_last="2015-12-05")
    period = Filters(since=date(2015, 12, 4), until=date(2015, 12, 9))
    assert not passes(undated, period)
    assert passes(undated, replace(period, undated=True))
    assert not passes(undated, Filters(since=date(2015, 12, 6), undated=True))
    assert not passes(replace(undated, published_first=None, published_last=None), replace(period, undated=True))


def test_entries_keep_their_order() -> None:
    entries: tuple[Entry, ...] = (replace(STRIKE, id="b"), replace(STRIKE, id="a", place="Homs", admin1="Homs"), STRIKE)
    assert [e.id for e in select_entries(entries, Filters(place="idlib"))] == ["b", "i-1"]


def test_every_field_is_documented() -> None:
    filled = Filters(
        date(2015, 1, 1), date(2015, 1, 2), ("AID",), "a", "s", ("certain",), ("partly",), "p", undated=True
    )
    assert [pair.partition("=")[0] for pair in query_of(filled).split("&")] == list(FIELDS)
