"""Days for time expressions that have an absolute value: the interval, or why there is none."""

import re
from datetime import date

from sitrep.model.annotations import Timex, TimexType
from sitrep.model.documents import Granularity
from sitrep.model.resolutions import Interval
from sitrep.model.spans import Span
from sitrep.read.times.values import TimeValue
from sitrep.resolve.calendar import Point, days_on, is_day, moved_month, stretch_of, third_of
from sitrep.resolve.time_readings import NIGHT, Reading

DURATION = re.compile(r"P(T?)(\d+)(?:\.\d+)?([A-Z]+)")
DAYS = {"D": 1, "W": 7, "WE": 7}
MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}


def interval_of(timex: Timex, value: TimeValue, found: Reading) -> tuple[Interval | None, str]:
    """The interval of an absolute value and the reason for it, or None and why there is none."""
    origin = found.anchor.origin if found.anchor else "none"
    if value.head == "window":
        return window_interval(value, found)
    if timex.type in {TimexType.DURATION, TimexType.SET}:
        return None, f"a {timex.type.lower()} without a date"
    covered = stretch_of(found.value)
    if covered is None:
        return None, unresolved_reason(found.value)
    mods = (timex.mod or "").split()
    edge = next((m for m in mods if m in {"START", "MID", "END"}), None)
    if edge:
        covered = third_of(covered, edge)
    start, end, granularity = covered.start.isoformat(), covered.end.isoformat(), covered.granularity
    if value.clock and granularity is Granularity.DAY:
        start, end, granularity = clock_ends(start, value.clock)
    if value.head == "context" and value.clock == NIGHT:
        end = (days_on(covered.end, 1) or covered.end).isoformat()
    written = timed_value(found.value, value.clock)
    reason = "stated in full" if origin == "none" else f"counted from {origin_name(origin)}"
    open_start, open_end = ("UNTIL" in mods), ("SINCE" in mods)
    return Interval(None if open_start else start, None if open_end else end, granularity, written, origin), reason


def origin_name(origin: str | Span) -> str:
    """An anchor's origin in words."""
    if isinstance(origin, Span):
        return "a date earlier in the text"
    return {"published": "the publication date", "dateline": "the dateline's date"}.get(origin, origin)


def unresolved_reason(value: str) -> str:
    """Why a value covers no days."""
    if value.endswith("_REF"):
        return "points to now, the past or the future without a date"
    if value.startswith("BC"):
        return "before the common era, which ISO dates do not reach"
    if "X" in value:
        return "no publication date or earlier date to count from"
    return "the calendar has no such date"


def timed_value(value: str, clock: str | None) -> str:
    """A day's value with its time of day."""
    return value + clock if clock else value


def clock_ends(day: str, clock: str) -> tuple[str, str, Granularity]:
    """Start, end and granularity of a time of day on a day; a part of day keeps to its day."""
    if clock[1:2].isdecimal():
        moment = f"{day}{clock[: len('T15:00:00')].rstrip('Z')}"
        return moment, moment, Granularity.SECOND if clock.count(":") > 1 else Granularity.MINUTE
    return day, day, Granularity.PART_OF_DAY


def window_interval(value: TimeValue, found: Reading) -> tuple[Interval | None, str]:
    """The stretch that ends, or begins, at publication."""
    day = found.anchor.point.date if found.anchor else None
    if found.anchor is None or day is None:
        return None, "no publication date to count from"
    sign, duration = int(value.args[0]), value.args[1]
    length = DURATION.fullmatch(duration)
    if length is None:
        return None, "a duration without a number"
    # A report of the 19th on its last four days tells of the 16th to the 19th; news of today looks back from now.
    counted = int(length[2]) - (isinstance(found.anchor.origin, Span) and length[1] + length[3] == "D")
    edge = other_end(day, sign * counted, length[1] + length[3])
    if edge is None:
        return None, "the calendar has no such date"
    start, end = sorted((edge, day))
    reason = f"counted from {origin_name(found.anchor.origin)}"
    return Interval(start.isoformat(), end.isoformat(), Granularity.PERIOD, duration, found.anchor.origin), reason


def other_end(day: date, by: int, unit: str) -> date | None:
    """The day that a number of units lies from another; hours make up whole days, begun ones counted.

    >>> other_end(date(2015, 12, 20), -24, "TH"), other_end(date(2016, 3, 31), -1, "M")
    (datetime.date(2015, 12, 19), datetime.date(2016, 2, 29))
    """
    if unit.startswith("T"):
        hours = abs(by) if unit == "TH" else 1
        days = -(-hours // 24)
        return days_on(day, days if by > 0 else -days)
    if unit in DAYS:
        return days_on(day, by * DAYS[unit])
    moved = moved_month(day.year, day.month, by * MONTHS[unit])
    last = next((d for d in range(day.day, 0, -1) if is_day(moved.year, moved.month or 1, d)), 1)
    return Point(moved.year, moved.month, last).date
