"""The days that a report is about, and which incidents are of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from sitrep.model.errors import UsageError
from sitrep.model.fields import Record, text_at
from sitrep.report.words import settings

TO_DO = "give days as YYYY-MM-DD, such as --from 2015-12-18 --to 2015-12-24"


class Standing(StrEnum):
    """How an incident stands to a window."""

    WITHIN = "within"
    LONGER = "longer"
    UNDATED = "undated"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Window:
    """The days from one to another, both included."""

    first: date
    last: date

    def of(self, line: Record) -> Standing:
        """How an incident stands to the window, by its own time.

        It is within where its first day is, and its last day too or at most some days later; longer where it is only
        known to a time that reaches over the window.

        >>> Window(date(2015, 12, 1), date(2015, 12, 7)).of({"time": {"start": "2015-12-01", "end": "2015-12-31"}})
        <Standing.LONGER: 'longer'>
        """
        start, end = day_at(line, "start"), day_at(line, "end")
        if start is None and end is None:
            return Standing.UNDATED
        first, last = start or date.min, end or date.max
        if first > self.last or last < self.first:
            return Standing.OUTSIDE
        is_short = start is not None and end is not None and last - first < timedelta(days=settings().longest_days)
        starts_here = self.first <= first <= self.last
        return Standing.WITHIN if starts_here and (is_short or last <= self.last) else Standing.LONGER


def day_at(line: Record, end: str) -> date | None:
    """One end of an incident's time as a day; None where it is open or no day."""
    text = (text_at(line, "time", end) or "")[: len("2015-12-20")]
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def given_day(text: str, option: str) -> date:
    """A day that somebody gave for an option. Raises UsageError for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError as why:
        raise UsageError(f"{option} {text}: is no day; {TO_DO}") from why


def window_of(first: str, last: str) -> Window:
    """The window between two days as somebody gave them. Raises UsageError for no days, and for days reversed."""
    window = Window(given_day(first, "--from"), given_day(last, "--to"))
    if window.first > window.last:
        raise UsageError(f"--from {first} is after --to {last}: give the earlier day to --from")
    return window
