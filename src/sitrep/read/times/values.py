"""The notation of time values before they are anchored, and its one parser.

A value is either an absolute TIMEX3 value, as it is (``2015-12-20``, ``2015-W51``, ``P3D``,
``PAST_REF``, ``XXXX-WXX-4``), or one that waits for an anchor:

=========================  ==============================================================
``weekday:2``              a Tuesday; the leaning of its verb says which
``weekday:2:-1``           "last Tuesday" (``:0`` this, ``:1`` next)
``month:12`` ``month:12:-1``   a December; "last December"
``day:12-20``              20 December of a year that is not said
``dom:20``                 "the 20th" of a month that is not said
``season:SU`` ``quarter:3``   a summer, third quarter, with ``:-1`` as above
``yy:89`` ``decade:8``     "'89" and "the '80s" of a century that is not said
``shift:-2:D``             two days before publication; ``shift:-1:W`` last week, ``shift:0:M`` this month
``anaphor:-1:D``           "a day earlier": counted from the date the text spoke of last
``window:-1:P3D``          "the past three days": ending now; ``window:1:P3D`` the next three
``nth:1:W:INNER``          "the first week of INNER"
``context@TNI``            "that night": a time of the date the text spoke of last
=========================  ==============================================================

Units are TIMEX3's: Y M W D Q DE CE, WE for weekends and, for clock time, TH TM TS; after ``anaphor`` also a
season. A date may be followed by a time of day, ``weekday:2@TMO`` or ``day:12-20@T15:00``.
"""

from dataclasses import dataclass

from sitrep.model.values import quick

HEADS = frozenset(
    {
        "weekday", "month", "day", "dom", "season", "quarter", "yy", "decade",
        "shift", "anaphor", "window", "nth", "context",
    }
)  # fmt: skip


@quick
@dataclass(frozen=True, slots=True)
class TimeValue:
    """A value taken apart: its head (`absolute` for a plain TIMEX3 value), arguments, time of day.

    `clock` is a TIMEX3 time with its T (`T15:00`, `TMO`), or None.
    """

    head: str
    args: tuple[str, ...]
    clock: str | None = None

    @property
    def offset(self) -> int | None:
        """The second argument as a number: which one, counted from the anchor's; None when not said."""
        return int(self.args[1]) if len(self.args) > 1 else None


def parse_value(text: str) -> TimeValue:
    """A value of the notation, taken apart.

    >>> parse_value("shift:-2:D")
    TimeValue(head='shift', args=('-2', 'D'), clock=None)
    >>> parse_value("weekday:2@TMO").clock
    'TMO'
    >>> parse_value("2015-12-20T15:00").head
    'absolute'
    """
    inner, at, clock = text.partition("@")
    head, _, rest = inner.partition(":")
    if head not in HEADS:
        return TimeValue("absolute", (inner,), clock if at else None)
    args = rest.split(":", 2) if head == "nth" else rest.split(":")
    return TimeValue(head, tuple(a for a in args if a), clock if at else None)
