"""When a page was published and what it tells was said, and which of two pages is known to have come first."""

from collections.abc import Mapping
from datetime import UTC, datetime

from sitrep.model.fields import Record, text_at

DAY = len("2015-12-20")


def published_of(claim: Record) -> str | None:
    """When the page of a claim was published, as finely as that is known; None where it is not."""
    return text_at(claim, "document", "published")


def said_on(claim: Record) -> str | None:
    """The day when the words of a claim were said, where the page tells of it."""
    found = text_at(claim, "said_at", "start")
    return found[:DAY] if found else None


def is_reported_later(claim: Record) -> bool:
    """Whether a page tells of what was said on a day before its own."""
    end = text_at(claim, "said_at", "end") or text_at(claim, "said_at", "start")
    return end is not None and is_before(end[:DAY], (published_of(claim) or "")[:DAY] or None)


def is_before(one: str | None, other: str | None) -> bool:
    """Whether a moment is known to be before another one.

    Times of day count where both have one, and both or neither say in which zone; else the days do, as written.

    >>> is_before("2015-12-20T08:00:00+00:00", "2015-12-20T10:30:00+02:00"), is_before("2015-12-20", "2015-12-20T10:30")
    (True, False)
    >>> is_before("2015-11", "2015-12-20"), is_before("2015-12", "2015-12-20"), is_before(None, "2015-12-20")
    (True, False, False)
    """
    if one is None or other is None:
        return False
    first, second = clock_of(one), clock_of(other)
    if first is not None and second is not None and (first.tzinfo is None) == (second.tzinfo is None):
        return first < second
    shared = min(len(one), len(other), DAY)
    return one[:shared] < other[:shared]


def clock_of(moment: str) -> datetime | None:
    """A moment that has a time of day; None for a day, a month, a year.

    >>> clock_of("2015-12-20"), clock_of("2015-12-20T08:00")
    (None, datetime.datetime(2015, 12, 20, 8, 0))
    """
    if len(moment) <= DAY:
        return None
    try:
        return datetime.fromisoformat(moment)
    except ValueError:
        return None


def order_key(moment: str | None) -> tuple[str, bool, str]:
    """What moments are put in order by: of one day those with a time first, then a month's end, at last the unknown.

    >>> sorted(["2015-12", "2015-12-20", "2015-12-20T08:00+00:00"], key=order_key)
    ['2015-12-20T08:00+00:00', '2015-12-20', '2015-12']
    """
    if moment is None:
        return "9999-99-99", True, ""
    clock = clock_of(moment)
    if clock is None:
        return moment[:DAY] + "0000-99-99"[len(moment) : DAY], True, ""
    there = clock.astimezone(UTC) if clock.tzinfo is not None else clock
    return there.date().isoformat(), False, there.time().isoformat()


def may_be_first(published: Mapping[str, str | None], after: Mapping[str, str]) -> list[str]:
    """The pages of which none is known to have come before, in order of time; only of those with a day, if any has.

    `published` says when each page was, `after` leads from a page to the one that it is known to have its text from.
    """
    dated = {page: moment for page, moment in published.items() if moment is not None} or published
    kept = [page for page in dated if after.get(page) not in dated]
    found = [page for page in kept if not any(is_before(dated[other], dated[page]) for other in dated)]
    return sorted(found, key=lambda page: (order_key(dated[page]), page))
