"""Absolute TIMEX3 values for time expressions on a page, each with what it was counted from.

Relative expressions are counted from the publication date; those like "a day earlier" from the date that the
text spoke of last; in a page about the past (see `sitrep.resolve.time_anchors`) dates without a year as well.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sitrep.model.annotations import Timex
from sitrep.read.times.values import TimeValue, parse_value
from sitrep.resolve.calendar import (
    SEASONS,
    YEAR_PARTS,
    Point,
    Stretch,
    counted_season,
    counted_value,
    days_on,
    is_day,
    moved_month,
    stretch_of,
    week_value,
    year_value,
)
from sitrep.resolve.time_anchors import Anchor, Anchors

DAYS_A_WEEK, FRIDAY, QUARTER = 7, 5, 3
HOURS_A_DAY = 24
NIGHT = "TNI"
# In a story a month that lies more than so many before the one told last is of the year after: December, January.
NEW_YEAR = 8
UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The absolute value of an expression and what it was counted from; None for nothing."""

    value: str
    anchor: Anchor | None


Rule = Callable[[TimeValue, Timex, Anchors], Reading]


def absolute(value: TimeValue, _timex: Timex, _anchors: Anchors) -> Reading:
    """A value that needs no anchor."""
    return Reading(value.args[0], None)


def whole(number: str) -> int | None:
    """A count as a whole number, or None for one that is not said ("a few")."""
    return None if "X" in number else int(float(number))


def vague_reference(by: str) -> str:
    """The value of "a few years ago" and "years later": somewhere in the past or the future."""
    return "PAST_REF" if by.startswith("-") else "FUTURE_REF"


def counted(value: TimeValue, anchor: Anchor | None) -> Reading:
    """The day, week, month ... that lies so many units from an anchor."""
    by, unit = value.args
    number = whole(by)
    if number is None:
        return Reading(vague_reference(by), None)
    if anchor is None:
        return Reading(UNKNOWN.get(unit, "XXXX"), None)
    if unit.startswith("T"):
        # The day is all that can be said: a date of publication has no hour.
        number, unit = (int(number / HOURS_A_DAY) if unit == "TH" else 0), "D"
    return Reading(counted_value(anchor.point, number, unit), anchor)


def shifted(value: TimeValue, timex: Timex, anchors: Anchors) -> Reading:
    """What is counted from publication: "two days ago"; "the weekend" on a working day is the last one."""
    day = anchors.deictic.point.date if anchors.deictic else None
    if value.args == ("0", "WE") and timex.leaning != "future" and day and day.isoweekday() <= FRIDAY:
        value = replace(value, args=("-1", "WE"))
    return counted(value, anchors.deictic)


def anaphoric(value: TimeValue, _timex: Timex, anchors: Anchors) -> Reading:
    """What is counted from the date spoken of last: "a day earlier", "that year"."""
    by_year = value.args[1] in {"Y", "DE", "CE"}
    return counted(value, anchors.context or anchors.published if by_year else anchors.running)


def contextual(value: TimeValue, timex: Timex, anchors: Anchors) -> Reading:
    """A time of day alone: on the day spoken of last, in news else on that of publication."""
    anchor = anchors.running
    if anchor and anchor.point.day is None and not anchors.narrative:
        anchor = anchors.published
    if anchor is None or anchor.point.day is None:
        return Reading("XXXX-XX-XX", None)
    if value.clock == NIGHT and timex.leaning != "future":
        # "Overnight" is the night that ends on the day: the one before it began the evening before.
        return Reading(counted_value(anchor.point, -1, "D"), anchor)
    return Reading(anchor.point.value, anchor)


def weekday_on(day: date, weekday: int, offset: int | None, leaning: str | None) -> date | None:
    """The day of that name meant on `day`: the last one up to it, or the next from it on where the verb looks forward.

    A day of the week under a present tense lies ahead: "the truce ends on Friday".
    """
    back = (day.isoweekday() - weekday) % DAYS_A_WEEK
    if offset == 0:
        return days_on(day, weekday - day.isoweekday())
    if offset is not None and offset < 0:
        return days_on(day, -(back or DAYS_A_WEEK))
    ahead = (DAYS_A_WEEK - back) % DAYS_A_WEEK
    if offset is not None:
        return days_on(day, ahead or DAYS_A_WEEK)
    return days_on(day, ahead if leaning in {"future", "present"} else -back)


def weekday(value: TimeValue, timex: Timex, anchors: Anchors) -> Reading:
    """A day of the week."""
    anchor = anchors.deictic
    day = anchor.point.date if anchor else None
    found = weekday_on(day, int(value.args[0]), value.offset, timex.leaning) if day else None
    if found is None:
        return Reading(f"XXXX-WXX-{value.args[0]}", None)
    return Reading(found.isoformat(), anchor)


def year_for(month: int, day: int | None, value: TimeValue, timex: Timex, anchor: Anchor) -> int:
    """The year of a month or day without one, seen from an anchor.

    "Last" and "next" say it. A month goes by the verb, its last occurrence or its next one; a day, which
    is also named ahead of time in the past tense ("was extended to 20 November"), by what lies near.
    """
    now = anchor.point.month or month
    year = anchor.point.year
    if value.offset is not None:
        passed = month < now if value.offset < 0 else month > now
        return year if passed or value.offset == 0 else year + (1 if value.offset > 0 else -1)
    if day is None and timex.leaning == "past":
        return year if month <= now else year - 1
    if day is None and timex.leaning == "future":
        return year if month >= now else year + 1
    return year + nearest_year(month - now, timex.leaning)


def nearest_year(months: int, leaning: str | None) -> int:
    """By how many years to move a month so many on from now: news looks back, but for a quarter of a year.

    >>> nearest_year(1, None), nearest_year(6, "past"), nearest_year(-11, None), nearest_year(5, "future")
    (0, -1, 1, 0)
    """
    ahead = 12 - QUARTER if leaning == "future" else QUARTER
    if months > ahead:
        return -1
    return 1 if months + 12 <= ahead else 0


def dated_year(month: int, day: int | None, value: TimeValue, timex: Timex, anchors: Anchors) -> int | None:
    """The year a month or day is of, or None without an anchor."""
    anchor = anchors.yearly
    if anchor is None:
        return None
    if anchors.narrative and value.offset is None:
        return anchor.point.year + (month - (anchor.point.month or month) < -NEW_YEAR)
    return year_for(month, day, value, timex, anchor)


def month(value: TimeValue, timex: Timex, anchors: Anchors) -> Reading:
    """A month without a year."""
    number = int(value.args[0])
    year = dated_year(number, None, value, timex, anchors)
    if year is None:
        return Reading(f"XXXX-{number:02}", None)
    return Reading(Point(year, number).value, anchors.yearly)


def day_of_year(value: TimeValue, timex: Timex, anchors: Anchors) -> Reading:
    """A day and month without a year."""
    number, day = (int(part) for part in value.args[0].split("-"))
    year = dated_year(number, day, replace(value, args=value.args[:1]), timex, anchors)
    if year is None or not is_day(year, number, day):
        return Reading(f"XXXX-{value.args[0]}", None)
    return Reading(Point(year, number, day).value, anchors.yearly)


def day_of_month(value: TimeValue, _timex: Timex, anchors: Anchors) -> Reading:
    """A day without a month: of the month spoken of last."""
    anchor, day = anchors.running, int(value.args[0])
    if anchor is None or anchor.point.month is None or not is_day(anchor.point.year, anchor.point.month, day):
        return Reading(f"XXXX-XX-{day:02}", None)
    return Reading(Point(anchor.point.year, anchor.point.month, day).value, anchor)


def part_of_year(value: TimeValue, timex: Timex, anchors: Anchors) -> Reading:
    """A season or quarter without a year; a quarter is the last one begun, whatever the verb."""
    timex = replace(timex, leaning="past") if value.head != "season" else timex
    name = {"quarter": "Q", "season": ""}[value.head] + value.args[0]
    anchor = anchors.yearly
    if anchor is None or name not in YEAR_PARTS:
        return Reading(f"XXXX-{name}", None)
    if name in SEASONS and value.offset and anchor.point.month:
        return Reading(counted_season(anchor.point.year, anchor.point.month, value.offset, name), anchor)
    year = dated_year(YEAR_PARTS[name][0], None, value, timex, anchors)
    return Reading(f"{year_value(year or anchor.point.year)}-{name}", anchor)


def short_year(value: TimeValue, _timex: Timex, anchors: Anchors) -> Reading:
    """A year or decade without its century ("'89"): of the one spoken of, not after publication."""
    anchor = anchors.yearly
    if anchor is None:
        return Reading("XX" + value.args[0], None)
    century = anchor.point.year // 100
    year = int(value.args[0]) * (10 if value.head == "decade" else 1)
    if not anchors.narrative and century * 100 + year > anchor.point.year:
        century -= 1
    return Reading(f"{century:02}{value.args[0]}", anchor)


def window(value: TimeValue, _timex: Timex, anchors: Anchors) -> Reading:
    """A duration that ends, or begins, at publication: "the past three days"."""
    return Reading(value.args[1], anchors.present)


def nth_of(value: TimeValue, timex: Timex, anchors: Anchors) -> Reading:
    """A unit within another expression: "the first week of October"."""
    number, unit, inner = value.args
    outer = reading(parse_value(inner), timex, anchors)
    covered = stretch_of(outer.value)
    if covered is None:
        return Reading(UNKNOWN.get(unit, "XXXX"), None)
    return Reading(nth_value(covered, int(number), unit), outer.anchor)


def nth_value(covered: Stretch, number: int, unit: str) -> str:
    """The value of the n-th (or, for -1, the last) unit of a stretch.

    >>> nth_value(stretch_of("2015-10"), 1, "W"), nth_value(stretch_of("2015"), -1, "M")
    ('2015-W40', '2015-12')
    """
    from_end = number < 0
    start = Point(covered.start.year, covered.start.month, covered.start.day)
    if from_end:
        end = Point(covered.end.year, covered.end.month, covered.end.day)
        return counted_value(end, 0, unit)
    if unit == "M":
        return moved_month(start.year, start.month or 1, number - 1).value
    if unit == "W":
        return week_value(days_on(covered.start, DAYS_A_WEEK * (number - 1)) or covered.start)
    return counted_value(start, number - 1, unit)


RULES: Mapping[str, Rule] = {
    "absolute": absolute,
    "weekday": weekday,
    "month": month,
    "day": day_of_year,
    "dom": day_of_month,
    "season": part_of_year,
    "quarter": part_of_year,
    "yy": short_year,
    "decade": short_year,
    "shift": shifted,
    "anaphor": anaphoric,
    "window": window,
    "nth": nth_of,
    "context": contextual,
}


def reading(value: TimeValue, timex: Timex, anchors: Anchors) -> Reading:
    """The absolute value that an expression has on a page."""
    return RULES[value.head](value, timex, anchors)
