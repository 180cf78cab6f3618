"""Documents and which of their blocks are read."""

from sitrep.model.documents import READABLE, Block, BlockKind, Document
from sitrep.model.spans import Span

TEXT = "Mill hit\nTIMBUKTU —\nA mill burned.\nSubscribe now\nThe mill, Sunday."
KINDS = (BlockKind.TITLE, BlockKind.DATELINE, BlockKind.PARAGRAPH, BlockKind.CHROME, BlockKind.CAPTION)


def document() -> Document:
    blocks, start = [], 0
    for line, kind in zip(TEXT.split("\n"), KINDS, strict=True):
        blocks.append(Block(Span(start, start + len(line)), kind, "test"))
        start += len(line) + 1
    return Document("d-1", "page-1", "0" * 64, TEXT, tuple(blocks))


def test_only_titles_paragraphs_and_captions_are_read_in_the_order_of_the_page() -> None:
    page = document()
    assert [page.quote(b.span) for b in page.readable()] == ["Mill hit", "A mill burned.", "The mill, Sunday."]


def test_furniture_bylines_credits_datelines_and_what_triage_skipped_are_never_read() -> None:
    unread = set(BlockKind) - READABLE
    furniture = {BlockKind.CREDIT, BlockKind.RELATED, BlockKind.CHROME}
    assert unread == {BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.SKIPPED, *furniture}


def test_a_page_of_furniture_has_nothing_to_read() -> None:
    blocks = (Block(Span(0, 4), BlockKind.CHROME, "test"), Block(Span(5, 9), BlockKind.RELATED, "test"))
    assert Document("d-2", "page-2", "0" * 64, "Menu More", blocks).readable() == ()
