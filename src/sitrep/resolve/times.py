"""Days for time expressions: each Timex becomes an interval with its TIMEX3 value, or says why not.

The rules that count are in `sitrep.resolve.time_readings`, the intervals in `sitrep.resolve.time_intervals`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sitrep.model.annotations import Timex, TimexType
from sitrep.model.documents import Document
from sitrep.model.resolutions import TimeResolution
from sitrep.read.times.values import parse_value
from sitrep.resolve.calendar import Point, point_of
from sitrep.resolve.time_anchors import Anchor, Anchors, first_anchors
from sitrep.resolve.time_intervals import interval_of, timed_value
from sitrep.resolve.time_readings import Reading, reading
from sitrep.resolve.time_spans import with_ranges

# What may stand between the halves of a range or a list of dates: the last one's year is for all.
JOINED = re.compile(r"\W{1,3}|,? (?:and|or|to|until|through) ")
# What may stand between a time of day and its date: a few words of the same sentence.
TIME_BEFORE_DATE = re.compile(r"[^.;\n]{0,20} on ")
UNDATED = frozenset({"day", "month", "season"})


def resolve_timex(timex: Timex, anchors: Anchors) -> tuple[TimeResolution, Reading]:
    """What one expression means between its anchors, with the reading it rests on."""
    value = parse_value(timex.value)
    found = reading(value, timex, anchors)
    interval, reason = interval_of(timex, value, found)
    return TimeResolution(timex, interval, timed_value(found.value, value.clock), reason), found


def moved_on(anchors: Anchors, timex: Timex, found: Reading) -> Anchors:
    """The anchors after an expression: a date with a year is now the one spoken of last."""
    point = point_of(found.value) if timex.type in {TimexType.DATE, TimexType.TIME} else None
    present = anchors.narrative and found.anchor is not None and found.anchor is anchors.published
    still = parse_value(timex.value).head == "context"
    return anchors if point is None or present or still else anchors.moved_to(Anchor(point, timex.span))


def ahead(timex: Timex, following: Timex, document: Document, anchors: Anchors) -> Anchors:
    """The anchors of an expression that the next one completes: "between March and April 1918", "at 5 am on 3 October".

    The year comes from the next one, one less when it names an earlier part of the year ("December to March 1990").
    """
    value, then = parse_value(timex.value), parse_value(following.value)
    between = document.text[timex.span.end : following.span.start]
    point = point_of(reading(then, following, anchors).value)
    if point is None or then.head == "context":
        return anchors
    if value.head == "context" and TIME_BEFORE_DATE.fullmatch(between):
        return replace(anchors, story=Anchor(point, following.span))
    if (
        then.head != "absolute"
        or value.head not in UNDATED
        or value.offset is not None
        or not JOINED.fullmatch(between)
    ):
        return anchors
    month = int(value.args[0][:2]) if value.head != "season" else None
    year = point.year - (month is not None and point.month is not None and month > point.month)
    return replace(anchors, story=Anchor(Point(year), following.span), narrative=True)


def resolve_times(timexes: Sequence[Timex], document: Document) -> tuple[TimeResolution, ...]:
    """The resolutions of a page's time expressions, in the order of the text.

    Without a publication date relative expressions stay unresolved: their value has X for what is not known,
    their interval is None and the reason says so.
    """
    ordered = sorted(timexes, key=lambda timex: (timex.span.start, -timex.span.end))
    anchors = first_anchors(ordered, document)
    resolutions = []
    for i, timex in enumerate(ordered):
        near = ahead(timex, ordered[i + 1], document, anchors) if i + 1 < len(ordered) else anchors
        resolution, found = resolve_timex(timex, near)
        resolutions.append(resolution)
        anchors = moved_on(anchors, timex, found)
    return with_ranges(resolutions, document)


def timex_value(resolution: TimeResolution) -> str:
    """The TIMEX3 value of a resolved expression, as the layers line prints it."""
    return resolution.value
