"""A page with the sentences marked that are not worth reading, so that the model never sees them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from sitrep.model.documents import READABLE, Block, BlockKind, Document
from sitrep.model.spans import Span, hull
from sitrep.read.triage.cutting import sentences

REASON = "triage: no words that tell a happening"
# What is said of a page that is left unread whole, and what to do: that it has no claims is no finding.
UNREAD = ("triage left the whole page unread", "read it without --triage")


def triaged(document: Document, may_tell: Callable[[str], bool]) -> Document:
    """The document with its readable blocks cut into what may tell a happening, and what is skipped, and says so.

    Sentences in a row that are read stay together, so that they are parsed as they stand. The sentence before one that
    may tell a happening is read with it: it names whom "he" and "the boy" mean, and whose words are told.
    """
    blocks: list[Block] = []
    for block in document.blocks:
        blocks += parts(document.text, block, may_tell) if block.kind in READABLE else [block]
    return replace(document, blocks=tuple(blocks))


def parts(text: str, block: Block, may_tell: Callable[[str], bool]) -> Iterator[Block]:
    """Yield a block in its parts: each of one kind, and all of them together the whole block."""
    spans = list(sentences(text, block.span))
    telling = [may_tell(text[span.start : span.end]) for span in spans]
    is_read = [tells or next_tells for tells, next_tells in zip(telling, [*telling[1:], False], strict=True)]
    for kept, group in groupby(zip(spans, is_read, strict=True), key=lambda pair: pair[1]):
        span = hull(span for span, _ in group)
        yield replace(block, span=span) if kept else replace(block, span=span, kind=BlockKind.SKIPPED, reason=REASON)


def skipped(document: Document) -> tuple[Span, ...]:
    """What triage left unread of a document, in order."""
    return tuple(block.span for block in document.blocks if block.kind is BlockKind.SKIPPED)


def is_skipped_whole(document: Document) -> bool:
    """Whether triage left nothing of a document to read."""
    return bool(skipped(document)) and not document.readable()
