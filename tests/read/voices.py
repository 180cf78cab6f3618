"""Who says what on a page, in words: what the tests of spoken rules compare."""

from collections.abc import Callable

from sitrep.model.annotations import Attribution
from sitrep.read.reader import PageReading

Read = Callable[..., PageReading]

SPEECH = "“They emptied our granary at night,”"


def voices(reading: PageReading, text: str) -> list[tuple[str | None, str]]:
    """Source and content, part by part, of every attribution of a page."""
    return [
        (a.source.span.quote(text) if a.source else None, part.quote(text))
        for a in reading.layers.of(Attribution)
        for part in a.content
    ]


def speakers(reading: PageReading, text: str) -> list[str | None]:
    return [source for source, _ in voices(reading, text)]
