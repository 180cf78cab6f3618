"""The period that a statement reports on, for what it tells without a date of its own.

"In its report for 3-5 May the ministry said: 'Aircraft flew 20 sorties.'" The sorties were flown from the 3rd to
the 5th. So does a quotation that follows "it confirmed strikes on 3 May" tell of that day; and "the last 24 hours"
of a dated report are the report's.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sitrep.model.annotations import Event, Timex, TimexType
from sitrep.model.claims import Claim
from sitrep.model.parses import Parse, Token
from sitrep.read.grammar.phrases import is_verbal
from sitrep.read.stages import Layers

# Nouns of what is published by date, and what may stand between them and their date.
REPORTS = frozenset(
    {"report", "summary", "statement", "update", "record", "bulletin", "briefing", "communique", "release"}
)
FARTHEST = 6
# "For 3 May the ministry reported ...": the day told of, not the day of telling.
ABOUT = frozenset({"for", "covering", "between"})
SKIPPED = frozenset({"both", "the", "period", "of"})
# "Today" in the words of a dated report is the day of the report.
TODAY = "shift:0:D"
MARKS = frozenset('"\u201c\u201d\u201e')
RANGE = re.compile(r"\s?[-–—]\s?|,? (?:to|until|through|and) ")
WINDOW = re.compile(r"window:-1:P(?P<hours>T)?(?P<count>\d++)?(?P<unit>\w+)")
HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Period:
    """A date that a source reports on, and where: by a report's date (`told` is False), or as the time of a deed."""

    timex: Timex
    source: str | None
    sentence: int
    ranged: bool
    told: bool = False


def with_periods(parse: Parse, layers: Layers, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of a page in their order, those of a dated report with its period as the time of their event."""
    timexes = sorted(layers.of(Timex), key=lambda t: t.span)
    reports = list(report_dates(parse, timexes))
    found: list[Claim] = []
    known: list[Period] = []
    for claim in claims:
        own = own_periods(parse, claim, reports, timexes)
        known += own
        found.append(dated(parse, claim, known, timexes))
    return tuple(found)


def report_dates(parse: Parse, timexes: Sequence[Timex]) -> Iterator[Timex]:
    """Yield the dates outside quotation marks that say which days a report is about."""
    for n, timex in enumerate(timexes):
        inside = parse.tokens_in(timex.span)
        ends_range = n > 0 and is_ranged(parse, timexes[n - 1], timexes)
        if timex.type is not TimexType.DATE or not inside or ends_range or is_quoted(parse, inside[0]):
            continue
        before = words_before(parse, inside[0])
        near = next((w for w in before if w not in SKIPPED), "")
        named = REPORTS & set(before[:FARTHEST])
        from_here = near == "from" and is_first(parse, inside[0])
        if near in ABOUT or named or from_here:
            yield timex


def is_first(parse: Parse, token: Token) -> bool:
    """Whether a sentence begins with a date and its preposition."""
    return token.i - parse.sentence(token).first <= 1


def words_before(parse: Parse, token: Token) -> list[str]:
    """The lemmas before a token in its sentence, the nearest first."""
    return [
        t.lower if t.lower in ABOUT else t.lemma.lower()
        for t in reversed(parse.tokens[parse.sentence(token).first : token.i])
    ]


def is_quoted(parse: Parse, token: Token) -> bool:
    """Whether a token stands between quotation marks of its block, by their number before it."""
    document = parse.document
    start = next((b.span.start for b in document.blocks if b.span.covers(token.span)), 0)
    return sum(document.text.count(mark, start, token.span.start) for mark in MARKS) % 2 == 1


def own_periods(parse: Parse, claim: Claim, reports: Sequence[Timex], timexes: Sequence[Timex]) -> list[Period]:
    """The periods that a claim brings: of reports in the sentence of its words or cue, and its event's own date."""
    source, sentences = speaker(claim), sentences_of(parse, claim)
    found = [
        Period(timex, source, number, is_ranged(parse, timex, timexes))
        for timex in reports
        if (number := sentence_at(parse, timex)) in sentences
    ]
    time = claim.event.time if claim.event is not None else None
    if not found and source is not None and time is not None and is_plain_date(parse, time):
        found.append(Period(time, source, sentence_at(parse, time), is_ranged(parse, time, timexes), told=True))
    return found


def is_plain_date(parse: Parse, timex: Timex) -> bool:
    """Whether a time is a date that stands outside quotation marks."""
    return timex.type is TimexType.DATE and not is_quoted(parse, parse.tokens_in(timex.span)[0])


def speaker(claim: Claim) -> str | None:
    """The name of a claim's innermost source; None for the outlet's own voice."""
    return claim.sources[-1].actor.name.casefold() if claim.sources else None


def sentences_of(parse: Parse, claim: Claim) -> set[int]:
    """The numbers of the sentences that a claim's words and its cue stand in."""
    heads = (parse.at(span) for span in (claim.evidence, claim.cue) if span is not None)
    return {parse.sentence_number(head) for head in heads if head is not None}


def sentence_at(parse: Parse, timex: Timex) -> int:
    """The number of the sentence that a time expression belongs to: a heading without a verb to the next one."""
    token = parse.tokens_in(timex.span)[0]
    heading = not any(is_verbal(t) for t in parse.sentence_tokens(parse.sentence(token)))
    return parse.sentence_number(token) + heading


def is_ranged(parse: Parse, timex: Timex, timexes: Sequence[Timex]) -> bool:
    """Whether a date is the first half of a range."""
    after = next((t for t in timexes if t.span.start >= timex.span.end), None)
    text = parse.document.text
    return after is not None and RANGE.fullmatch(text[timex.span.end : after.span.start]) is not None


def dated(parse: Parse, claim: Claim, known: Sequence[Period], timexes: Sequence[Timex]) -> Claim:
    """A claim with the time of its event filled from the periods known so far, and without it as the time of saying."""
    period = next((p for p in reversed(known) if applies(parse, p, claim)), None)
    said = None if period and not period.told and claim.said_at == period.timex else claim.said_at
    event = claim.event
    if event is None or (event.time is not None and not (period and event.time.value == TODAY)):
        return replace(claim, said_at=said)
    window = window_in(claim, event, timexes)
    if period is None:
        chosen = window
    else:
        chosen = window if window is not None and not period.ranged and is_longer(window) else period.timex
    return replace(claim, said_at=said, event=replace(event, time=chosen))


def applies(parse: Parse, period: Period, claim: Claim) -> bool:
    """Whether a period is that of a claim: in the same sentence, or later by the same voice.

    The time of a deed passes only to a quotation, for in a quotation its speaker explains what was told before it.
    """
    if speaker(claim) != period.source:
        return not period.told and speaker(claim) is None and period.sentence in sentences_of(parse, claim)
    head = parse.at(claim.event.trigger if claim.event else claim.evidence)
    return not period.told or (head is not None and is_quoted(parse, head))


def window_in(claim: Claim, event: Event, timexes: Sequence[Timex]) -> Timex | None:
    """A stretch up to now that a claim's words name: "in the course of the last 24 hours"; not for what is planned."""
    if event.status not in ("occurred", "ongoing"):
        return None
    held = (t for t in timexes if claim.evidence.covers(t.span) and WINDOW.match(t.value))
    return next(held, None)


def is_longer(window: Timex) -> bool:
    """Whether a stretch up to now has more than the day it ends on."""
    found = WINDOW.match(window.value)
    if found is None:
        return False
    count = int(found["count"] or 0)
    return count > HOURS_A_DAY if found["hours"] else found["unit"] != "D" or count > 1
