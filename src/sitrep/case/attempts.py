"""Sources to readings, one outcome for each, whatever is wrong with it: the part of the work that touches no case."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sitrep.case.reading import Instruments, read_parse, worth_reading
from sitrep.ingest import read_capture, refuse_language, refuse_length
from sitrep.ingest.dating import INPUT
from sitrep.ingest.formats import RECORD
from sitrep.ingest.records import unread_date
from sitrep.model.documents import Capture, Document, Refusal
from sitrep.model.errors import IngestError, SpanError
from sitrep.model.origins import Origin
from sitrep.model.parses import Parse
from sitrep.model.readings import Reading
from sitrep.read.grammar.parser import Parser

Reader = Callable[[Parse, Instruments, Origin], Reading]

# So many letters go to the model at once. More save it little and cost memory: some 5 kB a word while it works.
LETTERS_AT_ONCE = 100_000


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
    sources: Iterable[Capture | Refusal], instruments: Instruments, origin: Origin, reader: Reader = read_parse
) -> Iterator[Attempt]:
    """Yield what comes of each source, in their order; a source that is a refusal stays one.

    The model takes the texts of many sources at once: what comes of each is the same as if it were alone.
    """
    waiting: list[Attempt] = []
    letters = 0
    for source in sources:
        begun = begin(source, instruments)
        waiting.append(begun)
        letters += len(begun.document.text) if begun.document is not None else 0
        if letters >= LETTERS_AT_ONCE:
            yield from ended(waiting, instruments, origin, reader)
            waiting, letters = [], 0
    yield from ended(waiting, instruments, origin, reader)


def begin(source: Capture | Refusal, instruments: Instruments) -> Attempt:
    """What comes of one source before it is read: a refusal, or a document that is to be read."""
    if isinstance(source, Refusal):
        return Attempt(refusal=source)
    try:
        document = read_capture(source, instruments.lexicon.furniture)
    except IngestError as error:
        return Attempt(refusal=Refusal(source.name, error.reason, error.remedy))
    # A record whose own date was read has no other that was not: it is not parsed again.
    dated = document.published is not None and document.published.method == INPUT
    undated = unread_date(source.content) if source.media_type == RECORD and not dated else None
    refusal = refuse_language(document) or refuse_length(document)
    document = document if refusal is not None else worth_reading(document, instruments)
    return Attempt(refusal=refusal, document=document, unread_date=undated)


def ended(begun: Sequence[Attempt], instruments: Instruments, origin: Origin, reader: Reader) -> Iterator[Attempt]:
    """Yield attempts with their documents read, those that are refused as they are."""
    documents = [attempt.document for attempt in begun if attempt.document is not None and attempt.refusal is None]
    parses = iter(parsed(documents, instruments.parser))
    for attempt in begun:
        if attempt.document is None or attempt.refusal is not None:
            yield attempt
            continue
        parse = next(parses)
        try:
            if isinstance(parse, SpanError):
                raise parse
            yield replace(attempt, reading=reader(parse, instruments, origin), document=None)
        except SpanError as error:
            yield replace(attempt, refusal=misread(attempt.document, error))


def parsed(documents: Sequence[Document], parser: Parser) -> Sequence[Parse | SpanError]:
    """The parse of each document, all at once; one by one where the parser goes wrong on one of them."""
    try:
        return parser.parse_all(documents)
    except SpanError as error:
        if len(documents) == 1:
            return [error]
        return [found for document in documents for found in parsed([document], parser)]


def misread(document: Document, error: SpanError) -> Refusal:
    """The refusal of a page on which the reader itself went wrong: it is said, and the other pages go on."""
    return Refusal(document.external_id, f"the reader failed on this page: {error}", "report the page; it is not read")


def given_up(source: Capture | Refusal, why: str) -> Refusal:
    """The refusal of a page on which worker processes end or hang."""
    if isinstance(source, Refusal):
        return source
    return Refusal(source.name, f"reading this page was given up: {why}", "report the page; it is not read")
