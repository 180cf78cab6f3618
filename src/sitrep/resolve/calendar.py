"""The calendar of TIMEX3 values: points, counting on from them, and the days that a value covers."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from sitrep.model.documents import Granularity

# Months that TIMEX3's seasons and quarters cover, northern hemisphere: first month and how many.
SEASONS = {"SP": (3, 3), "SU": (6, 3), "FA": (9, 3), "WI": (12, 3)}
YEAR_PARTS = {
    **{f"Q{n}": (3 * n - 2, 3, Granularity.QUARTER) for n in range(1, 5)},
    **{f"H{n}": (6 * n - 5, 6, Granularity.HALF) for n in range(1, 3)},
    **{name: (first, length, Granularity.SEASON) for name, (first, length) in SEASONS.items()},
}
# Days from the first to the last day of a week, and to its Saturday.
WEEK, SATURDAY = 6, 5
DECEMBER = 12

POINT = re.compile(r"(?P<bc>BC)?(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?![\d-])")
WEEKS = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
YEAR_PART = re.compile(r"(\d{4})-([QH]\d|SP|SU|FA|WI)")


@dataclass(frozen=True, slots=True)
class Point:
    """A date as far as it is known. Years before the common era are negative: 480 BC is -480."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> date | None:
        """The day, when all of it is known and the calendar has it."""
        if self.month is None or self.day is None or not MINYEAR <= self.year <= MAXYEAR:
            return None
        return date(self.year, self.month, self.day) if is_day(self.year, self.month, self.day) else None

    @property
    def value(self) -> str:
        """The TIMEX3 value.

        >>> Point(2015, 12).value, Point(-480).value
        ('2015-12', 'BC0480')
        """
        parts = [year_value(self.year)]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day; years outside of it have every day of a leap year."""
    if not 1 <= month <= DECEMBER:
        return False
    return 1 <= day <= monthrange(year if MINYEAR <= year <= MAXYEAR else 2000, month)[1]


def year_value(year: int) -> str:
    """A year as TIMEX3 writes it."""
    return f"{year:04}" if year > 0 else f"BC{-year:04}"


def point_of(value: str) -> Point | None:
    """The point that an absolute value names, without its time of day; None for other values.

    >>> point_of("2015-12-20T15:00")
    Point(year=2015, month=12, day=20)
    >>> point_of("2015-W51").date.isoformat()
    '2015-12-14'
    """
    if WEEKS.match(value) or YEAR_PART.match(value):
        covered = stretch_of(value)
        return Point(covered.start.year, covered.start.month, covered.start.day) if covered else None
    found = POINT.match(value)
    if not found or value[found.end() :][:1] not in {"", "T"}:
        return None
    year = -int(found["year"]) if found["bc"] else int(found["year"])
    month, day = (int(found[part]) if found[part] else None for part in ("month", "day"))
    return Point(year, month, day)


def moved_month(year: int, month: int, by: int) -> Point:
    """The month that many months on."""
    months = year * 12 + month - 1 + by
    return Point(months // 12, months % 12 + 1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` to `end`, both inclusive, and the unit they are known to."""

    start: date
    end: date
    granularity: Granularity


def months_from(year: int, month: int, length: int, granularity: Granularity) -> Stretch | None:
    """A stretch of whole months."""
    after = moved_month(year, month, length)
    if not MINYEAR <= year <= after.year <= MAXYEAR or after.month is None:
        return None
    return Stretch(date(year, month, 1), date(after.year, after.month, 1) - timedelta(days=1), granularity)


def week_stretch(value: str) -> Stretch | None:
    """The days of an ISO week, or of its weekend."""
    found = WEEKS.fullmatch(value)
    if found is None:
        return None
    year, week = int(found[1]), int(found[2])
    if not 1 <= week <= date(year, DECEMBER, 28).isocalendar().week:
        return None
    monday = date.fromisocalendar(year, week, 1)
    if found[3]:
        return Stretch(monday + timedelta(days=SATURDAY), monday + timedelta(days=WEEK), Granularity.WEEKEND)
    return Stretch(monday, monday + timedelta(days=WEEK), Granularity.WEEK)


def years_stretch(value: str) -> Stretch | None:
    """The days of a decade ("199") or a century ("19")."""
    if not value.isdecimal() or len(value) not in {2, 3}:
        return None
    length, unit = (10, Granularity.DECADE) if len(value) == len("199") else (100, Granularity.CENTURY)
    return months_from(max(int(value) * length, MINYEAR), 1, 12 * length, unit)


def point_stretch(value: str) -> Stretch | None:
    """The days of a year, a month or a day."""
    point = point_of(value) if POINT.fullmatch(value) else None
    if point is None or point.year < MINYEAR:
        return None
    if point.month is None:
        return months_from(point.year, 1, 12, Granularity.YEAR)
    if point.day is None:
        known = 1 <= point.month <= DECEMBER
        return months_from(point.year, point.month, 1, Granularity.MONTH) if known else None
    return Stretch(point.date, point.date, Granularity.DAY) if point.date else None


def stretch_of(value: str) -> Stretch | None:
    """The days that an absolute value without time of day covers; None for what covers none.

    >>> covered = stretch_of("2016-02")
    >>> covered.start.isoformat(), covered.end.isoformat(), str(covered.granularity)
    ('2016-02-01', '2016-02-29', 'month')
    """
    part = YEAR_PART.fullmatch(value)
    if part:
        first, length, granularity = YEAR_PARTS[part[2]]
        return months_from(int(part[1]), first, length, granularity)
    return week_stretch(value) or years_stretch(value) or point_stretch(value)


def third_of(stretch: Stretch, mod: str) -> Stretch:
    """The first, middle or last third of a stretch, for START, MID and END; of a single day the day."""
    days = (stretch.end - stretch.start).days + 1
    if days < len(("START", "MID", "END")):
        return stretch
    number = {"START": 0, "MID": 1, "END": 2}[mod]
    start = stretch.start + timedelta(days=days * number // 3)
    end = stretch.start + timedelta(days=days * (number + 1) // 3 - 1)
    return Stretch(start, end, stretch.granularity)


def week_value(day: date) -> str:
    """The ISO week of a day as TIMEX3 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def days_on(day: date, by: int) -> date | None:
    """The day that many days on, or None outside of the calendar."""
    ordinal = day.toordinal() + by
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def counted_value(point: Point, by: int, unit: str) -> str:
    """The value of the unit that lies `by` units on from a point, with X for what is not known.

    >>> counted_value(Point(2015, 12, 20), -2, "D"), counted_value(Point(2015, 12, 20), -1, "W")
    ('2015-12-18', '2015-W50')
    >>> counted_value(Point(1915, 5), 1, "D"), counted_value(Point(-480), 10, "Y")
    ('1915-05-XX', 'BC0470')
    """
    if unit in {"Y", "DE", "CE"}:
        return counted_years(point.year, by, unit)
    if unit in {"D", "W", "WE"}:
        return counted_days(point, by, unit)
    month = point.month
    if month is None or point.year < MINYEAR:
        return f"{year_value(point.year)}-XX" if by == 0 or unit == "M" else "XXXX-XX"
    if unit == "M":
        return moved_month(point.year, month, by).value
    if unit == "Q":
        moved = moved_month(point.year, month, 3 * by)
        return f"{moved.year:04}-Q{((moved.month or 1) + 2) // 3}"
    return counted_season(point.year, month, by, unit)


def counted_years(year: int, by: int, unit: str) -> str:
    """The value of a year, decade or century counted from a year."""
    if unit == "Y":
        return year_value(year + by)
    size, digits = (10, 3) if unit == "DE" else (100, 2)
    prefix, years = ("", year) if year > 0 else ("BC", -year)
    return f"{prefix}{years // size + (by if year > 0 else -by):0{digits}}"


def counted_days(point: Point, by: int, unit: str) -> str:
    """The value of a day, week or weekend counted from a point."""
    start = point.date
    if start is None:
        month = f"{point.month:02}" if point.month else "XX"
        return f"{year_value(point.year)}-{month}-XX" if unit == "D" else f"{year_value(point.year)}-WXX"
    day = days_on(start, by * (1 if unit == "D" else 7))
    if day is None:
        return "XXXX-XX-XX"
    if unit == "D":
        return day.isoformat()
    return week_value(day) + ("-WE" if unit == "WE" else "")


def counted_season(year: int, month: int, by: int, season: str) -> str:
    """The value of the season before (-1), of (0) or after (1) a month."""
    first, _ = SEASONS[season]
    if by < 0 and month <= first:
        year -= 1
    if by > 0 and month >= first:
        year += 1
    return f"{year:04}-{season}"
