"""When something happened, as a first and last day and the number of days between."""

from dataclasses import dataclass
from datetime import date

from sitrep.model.fields import Record, text_at

WEEK = 7
MONTH = 31
_DAY = len("2015-12-20")


@dataclass(frozen=True, slots=True)
class Days:
    """The first and last day of an interval; None where it is open or nobody says."""

    start: date | None
    end: date | None

    @property
    def length(self) -> int | None:
        """How many days it has; None where it is open."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start).days + 1


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:_DAY])
    except ValueError:
        return None


def days_of(time: Record) -> Days:
    """The days of an Interval as a line has it.

    >>> days_of({"start": "2015-12-19", "end": "2015-12-20T06:00"}).length
    2
    """
    return Days(_day(text_at(time, "start")), _day(text_at(time, "end")))


def acled_precision(days: Days) -> int | None:
    """ACLED's time_precision: 1 a day, 2 within a week, 3 coarser; None without a date.

    >>> acled_precision(days_of({"start": "2015-12-20", "end": "2015-12-20"}))
    1
    """
    if days.start is None and days.end is None:
        return None
    if days.length is None or days.length > WEEK:
        return 3
    return 1 if days.length == 1 else 2


def ucdp_precision(days: Days) -> int | None:
    """UCDP's date_prec: 1 a day, 2 two to six days, 3 a week, 4 to a month, 5 longer or open; None without a date.

    >>> ucdp_precision(days_of({"start": "2015-12-01", "end": "2015-12-31"}))
    4
    """
    if days.start is None and days.end is None:
        return None
    if days.length is None:
        return 5
    limits = ((1, 1), (WEEK - 1, 2), (WEEK, 3), (MONTH, 4))
    return next((code for limit, code in limits if days.length <= limit), 5)
