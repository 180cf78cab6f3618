"""When a host may be asked again: pure bookkeeping, the clock is the caller's."""

from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a host is asked: `pause` seconds between visits, and not before `free_at` on the caller's clock."""

    pause: float
    free_at: float = 0.0


def wait_for(pace: Pace, now: float) -> float:
    """How many seconds are left until the host may be asked.

    >>> wait_for(Pace(2.0, free_at=10.0), 9.5)
    0.5
    """
    return max(0.0, pace.free_at - now)


def after_visit(pace: Pace, now: float) -> Pace:
    """The pace when a visit has ended."""
    return replace(pace, free_at=max(pace.free_at, now + pace.pause))


def after_request_to_wait(pace: Pace, now: float, seconds: float) -> Pace:
    """The pace when the host has asked for some time."""
    return replace(pace, free_at=max(pace.free_at, now + seconds))


def slowed(pace: Pace, pause: float) -> Pace:
    """The pace with a pause that is at least so long."""
    return replace(pace, pause=max(pace.pause, pause))


def seconds_asked(retry_after: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for, given as seconds or a date; None where it says nothing.

    >>> seconds_asked("120", datetime(2020, 1, 1))
    120.0
    """
    said = (retry_after or "").strip()
    if said.isascii() and said.isdecimal():
        return float(said[:9])
    try:
        return max(0.0, (parsedate_to_datetime(said) - now).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None
