"""Sources to readings, one outcome for each, whatever is wrong with it: the part of the work that touches no case."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sitrep.case.reading import Instruments, read_document
from sitrep.ingest import read_capture, refuse_language, refuse_length
from sitrep.ingest.formats import RECORD
from sitrep.ingest.records import unread_date
from sitrep.model.documents import Capture, Document, Refusal
from sitrep.model.errors import IngestError, SpanError
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading

Reader = Callable[[Document, Instruments, Origin], Reading]


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of a source: a reading, or a refusal, with the document where there is one.

    `unread_date` is a `published` that is no date: the page is kept as undated.
    """

    reading: Reading | None = None
    refusal: Refusal | None = None
    document: Document | None = None
    unread_date: str | None = None


def attempts(
    sources: Iterable[Capture | Refusal], instruments: Instruments, origin: Origin, reader: Reader = read_document
) -> Iterator[Attempt]:
    """Yield what comes of each source, in their order; a source that is a refusal stays one."""
    for source in sources:
        yield attempt(source, instruments, origin, reader)


def attempt(source: Capture | Refusal, instruments: Instruments, origin: Origin, reader: Reader) -> Attempt:
    """What comes of one source."""
    if isinstance(source, Refusal):
        return Attempt(refusal=source)
    try:
        document = read_capture(source, instruments.lexicon.furniture)
    except IngestError as error:
        return Attempt(refusal=Refusal(source.name, error.reason, error.remedy))
    undated = unread_date(source.content) if source.media_type == RECORD else None
    refusal = refuse_language(document) or refuse_length(document)
    if refusal is not None:
        return Attempt(refusal=refusal, document=document, unread_date=undated)
    try:
        return Attempt(reading=reader(document, instruments, origin), unread_date=undated)
    except SpanError as error:
        return Attempt(refusal=misread(document, error), document=document, unread_date=undated)


def misread(document: Document, error: SpanError) -> Refusal:
    """The refusal of a page on which the reader itself went wrong: it is said, and the other pages go on."""
    return Refusal(document.external_id, f"the reader failed on this page: {error}", "report the page; it is not read")


def given_up(source: Capture | Refusal, why: str) -> Refusal:
    """The refusal of a page on which worker processes end or hang."""
    if isinstance(source, Refusal):
        return source
    return Refusal(source.name, f"reading this page was given up: {why}", "report the page; it is not read")
