"""A claim, an incident, a document: each a light view of its line, which is there whole as `record`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sitrep.door.showing import html_facts, shortened
from sitrep.door.spans import Quoted, spans_of
from sitrep.model.fields import Record, record_at, records_at, text_at, texts_at


@dataclass(frozen=True, repr=False)
class Claim:
    """What one page says happened, according to whom, on which words. `record` is the whole line as a plain dict."""

    record: Record

    @property
    def id(self) -> str:
        """Its name: the same claim read again has it again."""
        return text_at(self.record, "id") or ""

    @property
    def quote(self) -> str:
        """The exact words of the page that say it; under another profile than `internal`, as that one shows them."""
        return text_at(self.record, "evidence", "text") or ""

    @cached_property
    def spans(self) -> dict[str, Quoted]:
        """Where each part of it stands in the page's text, by the path of the field: `event.place.span`."""
        return spans_of(dict(self.record))

    @property
    def sources(self) -> tuple[Record, ...]:
        """Who says it, the one that the page itself names first."""
        return tuple(records_at(self.record, "sources"))

    @property
    def event(self) -> Record | None:
        """What is said to have happened; None for a statement that tells of no event."""
        return record_at(self.record, "event") or None

    @property
    def document(self) -> Record:
        """The page: id, address, title, outlet, day of publication."""
        return record_at(self.record, "document")

    @property
    def speakers(self) -> str:
        """The names of its sources in one line; the outlet's where the page itself says it."""
        names = [text_at(source, "name") or "" for source in self.sources] or texts_at(self.record, "speaker")
        return " → ".join(filter(None, names)) or text_at(self.document, "outlet") or "the page itself"

    def __repr__(self) -> str:
        return f"<Claim {self.id}: “{shortened(self.quote, 80)}” – {self.speakers}{_of_page(self.document)}>"

    def _repr_html_(self) -> str:
        place, time = (record_at(self.record, "event", key) for key in ("place", "time"))
        facts = (
            ("said", f"“{self.quote}”"),
            ("by", self.speakers),
            ("event", text_at(self.record, "event", "type")),
            ("when", text_at(time, "timex")),
            ("where", text_at(place, "name")),
            ("stance", f"{text_at(self.record, 'stance') or ''} {text_at(self.record, 'certainty') or ''}".strip()),
            ("page", text_at(self.document, "title")),
            ("outlet", text_at(self.document, "outlet")),
            ("published", text_at(self.document, "published")),
        )
        return html_facts(f"Claim {self.id}", facts)


@dataclass(frozen=True, repr=False)
class Incident:
    """What the claims of a case tell of one happening. `record` is the whole line as a plain dict."""

    record: Record

    @property
    def id(self) -> str:
        """Its name; an earlier name of it may stand in `record["merged"]`."""
        return text_at(self.record, "id") or ""

    @property
    def claims(self) -> tuple[str, ...]:
        """The ids of its claims."""
        return tuple(texts_at(self.record, "claims"))

    @property
    def documents(self) -> tuple[Record, ...]:
        """The pages that tell of it."""
        return tuple(records_at(self.record, "documents"))

    @property
    def quantities(self) -> Record:
        """Its figures by measure, each with all positions, and with what they add up to by which rule."""
        return record_at(self.record, "quantities")

    def _facts(self) -> Sequence[tuple[str, str | None]]:
        return (
            ("event", text_at(self.record, "type")),
            ("when", text_at(self.record, "time", "timex")),
            ("where", text_at(self.record, "place", "name")),
            ("told by", f"{len(self.claims)} claims on {len(self.documents)} pages"),
        )

    def __repr__(self) -> str:
        return f"<Incident {self.id}: {', '.join(value for _, value in self._facts() if value)}>"

    def _repr_html_(self) -> str:
        return html_facts(f"Incident {self.id}", self._facts())


@dataclass(frozen=True, repr=False)
class Document:
    """A page of a case. `record` is what is known of it, with its text and how many claims it makes."""

    record: Record

    @property
    def id(self) -> str:
        """Its name, which follows from its bytes."""
        return text_at(self.record, "id") or ""

    @property
    def text(self) -> str | None:
        """The text that was read and that all offsets are of; None under another profile than `internal`."""
        return text_at(self.record, "text")

    @property
    def title(self) -> str | None:
        """Its title."""
        return text_at(self.record, "title")

    @property
    def outlet(self) -> str | None:
        """Who published it."""
        return text_at(self.record, "outlet")

    @property
    def published(self) -> str | None:
        """When it was published, as an ISO date or date-time."""
        return text_at(self.record, "published")

    def __repr__(self) -> str:
        return f"<Document {self.id}: “{shortened(self.title or '', 80)}”{_of_page(self.record)}>"

    def _repr_html_(self) -> str:
        known = [(key, text_at(self.record, key)) for key in ("title", "outlet", "published", "url", "external_id")]
        return html_facts(f"Document {self.id}", known)


def _of_page(document: Record) -> str:
    """Outlet and day of a page in brackets, what is known of them."""
    known = ", ".join(filter(None, (text_at(document, "outlet"), text_at(document, "published"))))
    return f" ({known})" if known else ""
