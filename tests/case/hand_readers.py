"""Readers out of two plain functions, for tests that need no model."""

from collections.abc import Callable, Iterable, Iterator

from sitrep.case.adding import Readers
from sitrep.case.attempts import Attempt
from sitrep.model.documents import Capture, Document, Refusal
from sitrep.model.errors import IngestError
from sitrep.model.origins import Origin
from sitrep.model.readings import Reading

Made = Callable[[Capture], Document]
Read = Callable[[Document], Reading]


def one_by_one(made: Made, read: Read, origin: Origin) -> Readers:
    """Readers that take one capture after the other; both functions may raise IngestError."""

    def each(captures: Iterable[Capture]) -> Iterator[tuple[Capture, Attempt]]:
        for capture in captures:
            yield capture, tried(capture, made, read)

    return Readers(each, origin)


def tried(capture: Capture, made: Made, read: Read) -> Attempt:
    """What the two functions make of a capture."""
    document = None
    try:
        document = made(capture)
        return Attempt(reading=read(document))
    except IngestError as error:
        return Attempt(refusal=Refusal(capture.name, error.reason, error.remedy), document=document)
