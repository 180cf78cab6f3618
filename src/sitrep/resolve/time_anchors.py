"""What the time expressions of a page are counted from: its publication, or the date the text spoke of last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sitrep.model.annotations import Timex
from sitrep.model.documents import BlockKind, Document
from sitrep.model.spans import Span
from sitrep.read.times.values import parse_value
from sitrep.resolve.calendar import Point, point_of

# A page is a narrative of the past when most of its dates with a year, and at least this many, lie at
# least this many years from its publication: then "in May" is the May of the year it speaks of.
# A page that counts from its publication ("on Tuesday", "last week") as much as a fourth as often is news.
NARRATIVE_DATES, NARRATIVE_YEARS, NEWS_SHARE = 3, 2, 4
# A year alone that lies at least so far from the dates being told does not move them.
ASIDE_YEARS = 5
# A dateline lies no more than so many days from publication.
DATELINE_DAYS = 31


@dataclass(frozen=True, slots=True)
class Anchor:
    """A point and where it comes from: `published`, `dateline`, or the span of another expression."""

    point: Point
    origin: str | Span


@dataclass(frozen=True, slots=True)
class Anchors:
    """The publication, if known, and the date spoken of last, if any.

    `story` is the date that the telling has come to: the last one, asides left out. `narrative` says whether
    the page is about the past, so that its dates without a year are the story's.
    """

    published: Anchor | None
    context: Anchor | None
    narrative: bool
    story: Anchor | None = None

    @property
    def deictic(self) -> Anchor | None:
        """What "last week" and "on Tuesday" are counted from."""
        return self.published

    @property
    def present(self) -> Anchor | None:
        """What "the last 24 hours" end at: publication; where that is unknown, the full date spoken of last.

        "In its report of 19 January the ministry said that in the last four days ...".
        """
        known = self.story is not None and self.story.point.day is not None
        return self.published or (self.story if known else None)

    @property
    def yearly(self) -> Anchor | None:
        """What dates without a year are counted from."""
        return self.story or self.published if self.narrative else self.published

    @property
    def running(self) -> Anchor | None:
        """What "a day earlier" is counted from."""
        return self.story or self.published

    def moved_to(self, anchor: Anchor) -> "Anchors":
        """The anchors after a date was spoken of.

        A year alone that goes back, or far ahead of the story's dated course, is an aside; in a narrative so is
        what is counted from publication ("today the fort is a museum").
        """
        if self.story is None:
            return replace(self, context=anchor, story=anchor)
        years = anchor.point.year - self.story.point.year
        far = self.story.point.month is not None and years >= ASIDE_YEARS
        aside = anchor.point.month is None and (years < 0 or far)
        return replace(self, context=anchor, story=self.story if aside else anchor)


def published_anchor(document: Document) -> Anchor | None:
    """The day that the page itself gives, else that of its publication, as an anchor; None when neither is known."""
    dating = document.written or document.published
    point = point_of(dating.value) if dating else None
    if dating is None or point is None:
        return None
    return Anchor(point, "dateline" if document.written or dating.method == "dateline" else "published")


def dateline_anchor(timexes: Sequence[Timex], document: Document, published: Anchor | None) -> Anchor | None:
    """The day of a dateline without a year ("GOMA, March 4 -") within weeks of publication, or None."""
    lines = [b.span for b in document.blocks if b.kind is BlockKind.DATELINE]
    inside = (parse_value(t.value) for t in timexes if any(line.covers(t.span) for line in lines))
    day = next((value.args[0] for value in inside if value.head == "day"), None)
    known = published.point.date if published is not None else None
    if day is None or known is None:
        return None
    month, number = (int(part) for part in day.split("-"))
    points = (Point(known.year + years, month, number) for years in (-1, 0, 1))
    near = (p for p in points if p.date is not None and abs((known - p.date).days) <= DATELINE_DAYS)
    return next((Anchor(point, "dateline") for point in near), None)


def stated_points(timexes: Sequence[Timex]) -> list[Anchor]:
    """The dates of a page that are stated with their year, in order."""
    found = []
    for timex in timexes:
        value = parse_value(timex.value)
        point = point_of(value.args[0]) if value.head == "absolute" else None
        if point is not None:
            found.append(Anchor(point, timex.span))
    return found


def deictics(timexes: Sequence[Timex]) -> int:
    """How many expressions are counted from publication."""
    return sum(parse_value(timex.value).head in {"weekday", "shift", "window"} for timex in timexes)


def is_narrative(stated: Sequence[Anchor], published: Anchor | None, deictic: int) -> bool:
    """Whether most stated dates lie years from publication; without one, whether there are enough to follow."""
    if published is None:
        return len(stated) >= NARRATIVE_DATES
    far = [a for a in stated if abs(a.point.year - published.point.year) >= NARRATIVE_YEARS]
    return len(far) >= max(NARRATIVE_DATES, NEWS_SHARE * deictic) and 2 * len(far) > len(stated)


def first_anchors(timexes: Sequence[Timex], document: Document) -> Anchors:
    """The anchors at the head of a page; in a narrative the first stated date stands for those before it."""
    known, stated = published_anchor(document), stated_points(timexes)
    published = dateline_anchor(timexes, document, known) or known
    narrative = is_narrative(stated, published, deictics(timexes))
    first = stated[0] if narrative and stated else None
    return Anchors(published, first, narrative, first)
