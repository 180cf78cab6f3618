"""What came in: captures, documents, their blocks, and what was refused."""

from dataclasses import dataclass
from enum import StrEnum

from sitrep.model.spans import Span


class BlockKind(StrEnum):
    """What a stretch of a page is; only the readable kinds are read for claims.

    `skipped` is text of an article that triage left unread.
    """

    TITLE = "title"
    DATELINE = "dateline"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    CREDIT = "credit"
    RELATED = "related"
    CHROME = "chrome"
    SKIPPED = "skipped"


READABLE = frozenset({BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.CAPTION})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document's text of one kind.

    `origin` is the place in the page it came from (an XPath for HTML, else None), `reason` why it
    was given its kind.
    """

    span: Span
    kind: BlockKind
    reason: str
    origin: str | None = None


class Granularity(StrEnum):
    """The unit a date or time is known to."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Dating:
    """When a document was published, and how that is known.

    `value` is an ISO date or date-time. `method` is `input`, `metadata`, `banner`, `dateline`,
    `byline` or `url`; `evidence` is the span of the text that says so where the text says so;
    `confidence` is between 0 and 1.
    """

    value: str
    granularity: Granularity
    method: str
    confidence: float
    evidence: Span | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they came in, before anything was made of them.

    `name` is where they came from: a file name, `FILE#LINE` for a line of a JSONL file, `FILE#OFFSET` for a record of
    a web archive. `url`, `captured` (when they were fetched, an ISO date-time) and `charset` are what that archive says
    of them.
    """

    sha256: str
    media_type: str
    name: str
    content: bytes
    url: str | None = None
    captured: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A page as text, with what is known of it. Offsets everywhere are code points of `text`.

    `written` is the day that the page itself gives, where it is another than that of its publication.
    """

    id: str
    external_id: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: Dating | None = None
    written: Dating | None = None
    lang: str = "en"

    def quote(self, span: Span) -> str:
        """The characters of the text in `span`."""
        return self.text[span.start : span.end]

    def readable(self) -> tuple[Block, ...]:
        """The blocks that are read for claims, in order."""
        return tuple(block for block in self.blocks if block.kind in READABLE)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that was not read: where, why, and what to do about it."""

    path: str
    reason: str
    remedy: str
