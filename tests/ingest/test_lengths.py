from sitrep.ingest.lengths import LONGEST, refuse_length
from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.spans import Span


def document_of(length: int, kind: BlockKind) -> Document:
    return Document("d", "page.txt", "0", "x" * length, (Block(Span(0, length), kind, "test"),))


def test_a_text_of_a_million_characters_is_refused_with_its_length_and_what_to_do() -> None:
    refusal = refuse_length(document_of(1_000_000, BlockKind.PARAGRAPH))
    assert refusal is not None
    assert (refusal.path, "1,000,000" in refusal.reason, "split" in refusal.remedy) == ("page.txt", True, True)


def test_an_article_of_the_longest_length_is_read() -> None:
    assert refuse_length(document_of(LONGEST, BlockKind.PARAGRAPH)) is None


def test_furniture_does_not_count() -> None:
    assert refuse_length(document_of(LONGEST + 1, BlockKind.CHROME)) is None
