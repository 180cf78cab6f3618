from dataclasses import replace

import pytest

from sitrep.model.annotations import Actor, Quantity
from sitrep.model.readings import Reading
from sitrep.model.resolutions import ActorResolution, Interval, Resolutions, TimeResolution
from sitrep.model.spans import Span
from sitrep.views.records import actor_record, interval_record, number, place_record, quantity_record, view_of


@pytest.mark.parametrize(("value", "expected"), [(12.0, 12), (0.0, 0), (2.5, 2.5), (None, None), (7, 7)])
def test_unknown_is_null_and_never_zero(value: float | None, expected: float | None) -> None:
    assert number(value) == expected
    assert type(number(value)) is type(expected)


def test_anchor_in_the_text_is_a_span(reading: Reading) -> None:
    (sunday, _) = reading.resolutions.times
    anchored = Interval("2015-12-20", None, "day", "2015-12-20", Span(0, 2))
    resolutions = Resolutions(times=(TimeResolution(sunday.timex, anchored, "2015-12-20", ""),))
    found = interval_record(view_of(replace(reading, resolutions=resolutions)), sunday.timex)
    assert isinstance(found, dict)
    assert found["anchor"] == {"start": 0, "end": 2, "text": "On"}
    assert found["end"] is None


def test_nothing_mentioned_is_null(reading: Reading) -> None:
    view = view_of(reading)
    assert interval_record(view, None) is None
    assert place_record(view, None) is None


def test_part_of_what_is_not_among_the_siblings_is_null(reading: Reading) -> None:
    alone = Quantity(Span(0, 2), "killed", 1, 1, 1, "=", part_of=Span(5, 7))
    assert quantity_record(view_of(reading), alone, [alone])["part_of"] is None


def test_an_actor_shows_what_it_is_taken_to_be_where_its_words_leave_it_open(reading: Reading) -> None:
    known = ActorResolution(Span(0, 2), "GHA", ("ELI",), "a-row", "president until 2001")
    view = view_of(replace(reading, resolutions=Resolutions(actors=(known,))))
    bare, said = Actor(Span(0, 2), "Adu"), Actor(Span(0, 2), "Adu", country="TGO", roles=("GOV",))
    assert [actor_record(view, a)["country"] for a in (bare, said)] == ["GHA", "TGO"]
    assert actor_record(view, bare)["roles"] == ["ELI"]
    assert actor_record(view, replace(bare, span=Span(3, 5)))["roles"] == []
