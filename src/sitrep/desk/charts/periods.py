"""Time as drawn: entries counted by day, week or month, and each entry's own width in time."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sitrep.desk.charts.entries import Entry
from sitrep.model.identity import JSON

UNITS = ("day", "week", "month")
# A histogram of more bars than this cannot be read; the next wider unit is taken.
_MOST_BARS = 120
_WEEKDAYS, _MONTHS = 7, 12
# An entry that may lie anywhere in more bins than this says nothing of any of them.
_MOST_SPREAD = 400

Period = tuple[date | None, date | None]
ALWAYS: Period = (None, None)


def bin_start(day: date, unit: str) -> date:
    """The first day of the day, week (from Monday) or month that a day is in.

    >>> bin_start(date(2015, 12, 23), "week").isoformat(), bin_start(date(2015, 12, 23), "month").isoformat()
    ('2015-12-21', '2015-12-01')
    """
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if unit == "month" else day


def next_bin(start: date, unit: str) -> date:
    """The first day of the bin after one.

    >>> next_bin(date(2015, 12, 1), "month").isoformat()
    '2016-01-01'
    """
    if unit == "month":
        return date(start.year + start.month // _MONTHS, start.month % _MONTHS + 1, 1)
    return start + timedelta(days=_WEEKDAYS if unit == "week" else 1)


def span_of(entry: Entry) -> tuple[date, date] | None:
    """The first and last day that an entry may have been on; None when an end is open or it has no day."""
    if entry.start is None or entry.end is None:
        return None
    first, last = date.fromisoformat(entry.start), date.fromisoformat(entry.end)
    return (first, last) if first <= last else None


def fitting_unit(entries: Iterable[Entry], period: Period = ALWAYS) -> str:
    """The narrowest unit that shows the entries, or a period of them, in bars that can be told apart."""
    drawn = _drawn([span for entry in entries if (span := span_of(entry))], period)
    if drawn is None:
        return UNITS[0]
    days = (drawn[1] - drawn[0]).days + 1
    return next((u for u, width in zip(UNITS, (1, _WEEKDAYS), strict=False) if days <= _MOST_BARS * width), UNITS[-1])


def _drawn(spans: Sequence[tuple[date, date]], period: Period) -> tuple[date, date] | None:
    """The first and last day of a drawing: those of the period, and where it is open those of the entries."""
    first = period[0] or min((first for first, _ in spans), default=None)
    last = period[1] or max((last for _, last in spans), default=None)
    return (first, last) if first and last and first <= last else None


def bins_of(entries: Sequence[Entry], unit: str, period: Period = ALWAYS) -> list[JSON]:
    """The bins from the first to the last that an entry is in, each with its first and last day and two counts.

    With a period, the bins are those of the whole of it and no others. `exact` counts entries whose time lies within
    the bin. `spread` is the share of those that reach over several bins, as evenly laid over them: a report of "in
    December" adds a thirty-first to each day.
    """
    spans = [span for entry in entries if (span := span_of(entry))]
    drawn = _drawn(spans, period)
    starts = _bin_starts(*drawn, unit) if drawn else []
    exact, spread = dict.fromkeys(starts, 0), dict.fromkeys(starts, 0.0)
    for first, last in spans:
        reached = _bin_starts(first, last, unit)
        if len(reached) == 1 and reached[0] in exact:
            exact[reached[0]] += 1
        elif 1 < len(reached) <= _MOST_SPREAD:
            for start in reached:
                if start in spread:
                    spread[start] += 1 / len(reached)
    return [
        {
            "start": start.isoformat(),
            "end": (next_bin(start, unit) - timedelta(days=1)).isoformat(),
            "exact": exact[start],
            "spread": round(spread[start], 3),
        }
        for start in starts
    ]


def _bin_starts(first: date, last: date, unit: str) -> list[date]:
    starts = [bin_start(first, unit)]
    while (following := next_bin(starts[-1], unit)) <= last:
        starts.append(following)
    return starts
