"""When a page was published: from what the input says, its metadata, its own lines, its address; with evidence.

Unknown is None: today's date is never a guess. Confidences are ours: how often such evidence is the date of
publication and no other, judged and not measured.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from sitrep.model.documents import Block, BlockKind, Dating, Granularity
from sitrep.model.spans import Span

# The kind of a date that came with the page.
INPUT = "input"
# What each kind of evidence is worth.
CONFIDENCE = {
    INPUT: 1.0,
    "metadata": 0.95,
    "time element": 0.85,
    "banner": 0.9,
    "updated": 0.6,
    "byline": 0.8,
    "dateline": 0.85,
    "url": 0.8,
    "guessed": 0.5,
}
MONTH = r"[A-Z][a-z]{2,8}\.?"
FULL_DATE = re.compile(
    rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)? {MONTH},? \d{{4}})"
    rf"|(?P<mdy>{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? ?\d{{4}})|(?P<figures>\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}})"
)
IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)\d{2})(?P<sep>[/-])(?P<month>\d{1,2})(?:(?P=sep)(?P<day>\d{1,2}))?(?=[/.-]|$)"
)
# A year that ran into its day: "May 042017".
RUN_IN = re.compile(r"(?<=[a-z.] \d)(?=\d{4}$)|(?<=[a-z.] \d\d)(?=\d{4}$)")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)")
SPELLINGS = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
# The first characters of a text in which a full date is its dateline: "Sat 5 May 2018 Floods ...".
OPENING = 30
MONTH_LENGTH, YEAR_LENGTH, MONTHS = len("2015-12"), len("2015"), 12
# Printed dates lie in this span; a page on the web was not published in 1815.
EARLIEST = 1900
# An update so many days after publication does not say from when the words are.
LATE_UPDATE = 31


@dataclass(frozen=True, slots=True)
class Written:
    """A date as it is written: its ISO value, how fine it is, and where it stands."""

    value: str
    granularity: Granularity
    span: Span


def read_date(text: str) -> tuple[str, Granularity] | None:
    """The ISO value of a date on its own, and how fine it is; None when it is no date.

    >>> read_date("Tue, 22 Dec 2015 10:00:00 +0000")
    ('2015-12-22T10:00:00+00:00', <Granularity.SECOND: 'second'>)
    """
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return _partial_date(text) or _spelled_date(text) or _mail_date(text)
    if moment.year < EARLIEST:
        return None
    if len(text) <= len("2015-W52-2"):
        return moment.date().isoformat(), Granularity.DAY
    return moment.isoformat(), Granularity.SECOND


def _partial_date(text: str) -> tuple[str, Granularity] | None:
    """A year, or a year and month."""
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?", text)
    if found is None or int(found[1]) < EARLIEST or not 1 <= int(found[2] or 1) <= MONTHS:
        return None
    return text, Granularity.MONTH if found[2] else Granularity.YEAR


def _spelled_date(text: str) -> tuple[str, Granularity] | None:
    """A date in words or figures, perhaps after a weekday."""
    found = FULL_DATE.fullmatch(re.sub(r"^[A-Z][a-z]{2,8},? (?=[A-Z\d])", "", text)) or FULL_DATE.fullmatch(text)
    day = _day(found) if found else None
    return (day.isoformat(), Granularity.DAY) if day else None


def _mail_date(text: str) -> tuple[str, Granularity] | None:
    """A date as mail headers and feeds write it (RFC 5322)."""
    try:
        return parsedate_to_datetime(text).isoformat(), Granularity.SECOND
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _day(found: re.Match[str]) -> date | None:
    """The day that a full date names; None for a day there is not, or one that reads as two."""
    if found["figures"]:
        return _day_in_figures(found["figures"])
    plain = ORDINAL.sub("", RUN_IN.sub(" ", found[0])).replace(",", "").replace(".", "").replace("Sept ", "Sep ")
    for spelling in ("%Y-%m-%d", *SPELLINGS):
        try:
            day = datetime.strptime(plain, spelling).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
        return day if day.year >= EARLIEST else None
    return None


def _day_in_figures(text: str) -> date | None:
    """The day of "22/12/2015"; None where day and month could be either."""
    first, second, year = (int(part) for part in re.split(r"[/.]", text))
    if "." in text or first > MONTHS or first == second:
        day, month = first, second
    elif second > MONTHS:
        day, month = second, first
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def dates_in(text: str, span: Span) -> Iterator[Written]:
    """Yield the full dates written within a span of a text."""
    for found in FULL_DATE.finditer(text, span.start, span.end):
        day = _day(found)
        if day is not None:
            yield Written(day.isoformat(), Granularity.DAY, Span(*found.span()))


def input_dating(published: str | None) -> Dating | None:
    """The date that the input gives."""
    found = read_date(published) if published else None
    return Dating(*found, INPUT, CONFIDENCE[INPUT]) if found else None


def metadata_dating(dates: Sequence[str], times: Sequence[str], guessed: str | None) -> Dating | None:
    """The day that a page's head gives, else that of a time element above its text, else htmldate's.

    Clock times are left out: templates print the server's, in any zone.
    """
    for worth, values in (("metadata", dates), ("time element", times), ("guessed", (guessed,) if guessed else ())):
        found = next((d for value in values if (d := read_date(value)) is not None), None)
        if found is not None:
            day, granularity = found[0].partition("T")[0], found[1]
            whole = Granularity.DAY if granularity is Granularity.SECOND else granularity
            return Dating(day, whole, "metadata", CONFIDENCE[worth])
    return None


def text_dating(text: str, blocks: Sequence[Block]) -> Dating | None:
    """The date of a banner ("Published: ..."), a dateline, a byline or the text's first words, in this order."""
    for method, worth, spans in _stated(blocks):
        for span in spans:
            written = next(dates_in(text, span), None)
            if written is not None:
                return Dating(written.value, written.granularity, method, CONFIDENCE[worth], written.span)
    return None


def written_dating(known: Dating | None, text: str, blocks: Sequence[Block]) -> Dating | None:
    """The day that a page itself gives where it is another than the one known: its words count from that day.

    An update counts only near the day known, or before it: a page was not updated before it was published.
    """
    stated = text_dating(text, blocks)
    if known is None or stated is None or stated.value == known.value[: len(stated.value)]:
        return None
    if stated.confidence == CONFIDENCE["updated"] and known.granularity in (Granularity.DAY, Granularity.SECOND):
        days = date.fromisoformat(stated.value) - date.fromisoformat(known.value[: len(stated.value)])
        return None if days.days > LATE_UPDATE else stated
    return stated


def _stated(blocks: Sequence[Block]) -> Iterator[tuple[str, str, list[Span]]]:
    """Yield where a page may state its date: the method, what it is worth, and the spans to look in."""
    banners = [b for b in blocks if b.reason.startswith("furniture:") and b.kind is BlockKind.CHROME]
    yield (
        "banner",
        "banner",
        [b.span for b in banners if b.reason in ("furniture:published", "furniture:archive-banner")],
    )
    yield "dateline", "dateline", [b.span for b in blocks if b.kind is BlockKind.DATELINE]
    yield "byline", "byline", [b.span for b in blocks if b.kind is BlockKind.BYLINE]
    first = next((b.span for b in blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.TITLE)), None)
    yield "dateline", "dateline", [Span(first.start, min(first.end, first.start + OPENING))] if first else []
    yield "banner", "updated", [b.span for b in banners if b.reason == "furniture:updated"]


def address_dating(url: str | None) -> Dating | None:
    """The date in an address, a day or a month: "/2015/12/22/"."""
    found = IN_ADDRESS.search(url or "")
    if found is None:
        return None
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"] or 1))
    except ValueError:
        return None
    if found["day"]:
        return Dating(day.isoformat(), Granularity.DAY, "url", CONFIDENCE["url"])
    return Dating(day.isoformat()[:MONTH_LENGTH], Granularity.MONTH, "url", CONFIDENCE["url"])


def with_evidence(dating: Dating | None, text: str, blocks: Sequence[Block]) -> Dating | None:
    """The dating, with the words of the text that say the same day, where there are such."""
    if dating is None or dating.evidence is not None:
        return dating
    stated = (span for _, _, spans in _stated(blocks) for span in spans)
    same = (w.span for span in stated for w in dates_in(text, span) if w.value == dating.value[: len(w.value)])
    return replace(dating, evidence=next(same, None))
