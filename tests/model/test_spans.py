"""Character ranges and their small algebra."""

import pytest

from sitrep.model.errors import SpanError
from sitrep.model.spans import Span, hull, trimmed


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, 0)])
def test_an_empty_reversed_or_negative_range_is_refused_with_its_numbers(start: int, end: int) -> None:
    with pytest.raises(SpanError, match=f"not {start} to {end}"):
        Span(start, end)


def test_offsets_count_code_points_and_not_bytes() -> None:
    assert Span(2, 7).quote("🛩 Idlib") == "Idlib"


@pytest.mark.parametrize(
    ("one", "other", "covers", "overlaps"),
    [
        (Span(2, 8), Span(3, 5), True, True),
        (Span(2, 8), Span(2, 8), True, True),
        (Span(2, 8), Span(6, 9), False, True),
        (Span(2, 8), Span(8, 9), False, False),
        (Span(3, 5), Span(2, 8), False, True),
    ],
)
def test_touching_ranges_neither_cover_nor_overlap(one: Span, other: Span, *, covers: bool, overlaps: bool) -> None:
    assert (one.covers(other), one.overlaps(other)) == (covers, overlaps)


def test_spans_sort_by_where_they_begin() -> None:
    assert sorted([Span(4, 5), Span(1, 9), Span(1, 3)]) == [Span(1, 3), Span(1, 9), Span(4, 5)]


def test_a_shift_keeps_the_length_and_may_not_leave_the_text() -> None:
    assert Span(4, 9).shifted(-4) == Span(0, 5)
    with pytest.raises(SpanError):
        Span(4, 9).shifted(-5)


def test_a_hull_fills_the_gaps_between_its_members() -> None:
    assert hull([Span(7, 9), Span(1, 2), Span(4, 12)]) == Span(1, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("\u00a0the dam \n", "the dam"), ("dam", "dam"), (" \t\u2009\n", None)],
)
def test_white_space_of_every_kind_is_trimmed_and_nothing_is_left_of_only_that(text: str, expected: str | None) -> None:
    found = trimmed(text, 0, len(text))
    assert (found.quote(text) if found else None) == expected
