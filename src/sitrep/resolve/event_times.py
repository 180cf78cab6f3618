"""The time of each event, chosen among the page's time expressions, with the rule that chose it.

The reader hangs an expression on a happening by grammar; here it is weighed by what it means: a day beats "recently",
the one date that the words of a claim name is the event's, and what goes on since a date has no end.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from sitrep.gazetteer.tables import load_table
from sitrep.model.annotations import Event, TimexType
from sitrep.model.claims import Claim
from sitrep.model.documents import Document
from sitrep.model.resolutions import EventTime, TimeResolution
from sitrep.model.spans import Span
from sitrep.resolve.calendar import stretch_of

# The names of the rules.
OWN, SHARED, ONLY, NONE = "own clause", "shared by the passage", "only date of the claim", "none told"
DATA = "sitrep.resolve"


@cache
def _words(role: str) -> str:
    """A pattern for the words of a role in data/beginnings.tsv."""
    return "|".join(re.escape(row["words"]) for row in load_table("beginnings", DATA).rows if row["role"] == role)


@cache
def begun() -> re.Pattern[str]:
    """What stands before the date of a beginning: "thousands have fled since the war began in" 2011."""
    return re.compile(rf"\b(?:{_words('since')})\b[^.;\n]*\b(?:{_words('begun')})\b[^.;\n]*$")


@cache
def moment() -> re.Pattern[str]:
    """What follows a date on which something else happened: "since 7 July", "when troops advanced"."""
    return re.compile(rf",? (?:{_words('moment')})\b")


def resolve_event_times(
    claims: Sequence[Claim], times: Sequence[TimeResolution], document: Document
) -> tuple[EventTime, ...]:
    """The times of the page's events, one for each trigger, in the order of the claims."""
    known = {found.timex.span: found for found in times}
    chosen: dict[Span, EventTime] = {}
    for claim in claims:
        if claim.event is not None:
            chosen.setdefault(claim.event.trigger, event_time(claim, claim.event, known, document))
    return tuple(chosen.values())


def event_time(claim: Claim, event: Event, known: Mapping[Span, TimeResolution], document: Document) -> EventTime:
    """The time of one event: the reader's where that names days, else the only date of the claim's words."""
    told = known.get(event.time.span) if event.time is not None else None
    if told is not None and told.interval is not None:
        rule = OWN if event.clause.covers(told.timex.span) else SHARED
        return opened(EventTime(event.trigger, told.timex, told.interval, rule), claim, document)
    dated = list(dated_in(claim, known))
    if len(dated) == 1:
        return opened(EventTime(event.trigger, dated[0].timex, dated[0].interval, ONLY), claim, document)
    return EventTime(event.trigger, event.time, None, told.reason if told is not None else NONE)


def dated_in(claim: Claim, known: Mapping[Span, TimeResolution]) -> Iterator[TimeResolution]:
    """Yield the dates and times within a claim's words that name days, the time of saying left out."""
    said = claim.said_at.span if claim.said_at is not None else None
    for span, found in known.items():
        dates = found.timex.type in {TimexType.DATE, TimexType.TIME} and found.interval is not None
        if dates and span != said and claim.evidence.covers(span):
            yield found


def opened(found: EventTime, claim: Claim, document: Document) -> EventTime:
    """A time without its end, where the claim tells what has been since something began then.

    What happened on the day itself ("since 7 July, when troops advanced") ends with the day.
    """
    if found.timex is None or found.interval is None or not claim.evidence.covers(found.timex.span):
        return found
    covered = stretch_of(found.interval.timex.partition("T")[0]) if found.interval.end is None else None
    later = found.trigger.start > found.timex.span.end
    if covered is not None and later and moment().match(document.text, found.timex.span.end):
        return replace(found, interval=replace(found.interval, end=covered.end.isoformat()))
    before = document.text[claim.evidence.start : found.timex.span.start]
    opening = begun().search(before)
    inside = opening is not None and claim.evidence.start + opening.start() <= found.trigger.start
    if opening is None or inside:
        return found
    return replace(found, interval=replace(found.interval, end=None), rule=f"{found.rule}, since then")
