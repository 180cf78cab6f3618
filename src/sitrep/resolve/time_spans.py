"""Ranges of days told by two expressions ("from 3 May to 5 May", "May 3rd-5th"): each half means the whole range."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sitrep.model.annotations import TimexType
from sitrep.model.documents import Document, Granularity
from sitrep.model.resolutions import Interval, TimeResolution
from sitrep.resolve.time_readings import NIGHT

# What joins the halves: a dash, "to", "until"; "and" only after "between".
JOINS = re.compile(r"\s?[-–—]\s?|,? (?:to|until|till|through) (?:the )?")
AND = re.compile(r",? and (?:the )?")
BETWEEN = re.compile(r"\b[Bb]etween (?:the )?$")
# Nobody tells a range of days or months longer than this without its years.
LONGEST_DAYS = 366


def with_ranges(resolutions: Sequence[TimeResolution], document: Document) -> tuple[TimeResolution, ...]:
    """The resolutions, with the interval of a range's two halves that of the range; their values stay their own.

    A happening that hangs on "May 3rd" of "May 3rd-5th" lies in the three days, and no reader could say in which.
    """
    found = list(resolutions)
    for n in range(len(found) - 1):
        whole = range_of(found[n], found[n + 1], document)
        if whole is not None:
            found[n], found[n + 1] = (replace(half, interval=whole) for half in (found[n], found[n + 1]))
    return tuple(found)


def range_of(first: TimeResolution, second: TimeResolution, document: Document) -> Interval | None:
    """The interval from the start of one expression to the end of the next, if they are the halves of a range."""
    one, other = first.interval, second.interval
    # "Overnight Monday to Tuesday", "from Monday night to Wednesday".
    night = first.timex.type is TimexType.TIME and first.value.endswith(NIGHT)
    if second.timex.type is not TimexType.DATE or not (night or first.timex.type is TimexType.DATE):
        return None
    if one is None or other is None:
        return None
    between = document.text[first.timex.span.end : second.timex.span.start]
    before = document.text[max(first.timex.span.start - len("between the "), 0) : first.timex.span.start]
    joined = JOINS.fullmatch(between) or (AND.fullmatch(between) and BETWEEN.search(before))
    if not joined or one.start is None or other.end is None or one.end is None or other.start is None:
        return None
    days = (date.fromisoformat(other.end[:10]) - date.fromisoformat(one.start[:10])).days
    dated = one.anchor == other.anchor == "none" and BETWEEN.search(before)
    if one.end >= other.start or (days > LONGEST_DAYS and not dated):
        return None
    return Interval(one.start, other.end, Granularity.PERIOD, f"{one.timex}/{other.timex}", one.anchor)
