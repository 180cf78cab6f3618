"""Stretches in quotation marks, of every style, closed or not."""

import pytest

from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.spans import Span
from sitrep.read.quotations import quotations_in, read_quotations, share_quoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Run," she shouted. "They are here."', ['"Run,"', '"They are here."']),
        ("He wrote: «Nous partons» and left.", ["«Nous partons»"]),
        ("„Sie schossen”, sagte er.", ["„Sie schossen”"]),
        ("“Nobody called it a “raid” then,” he said.", ["“Nobody called it a “raid” then,”"]),
        ("The boats' crews said the army's story was false.", []),
        ("“They took the mules and never came back", ["“They took the mules and never came back"]),
        ("Nothing was quoted here” at all.", []),
        ('They spoke of "bandits" and of "guests".', ['"bandits"', '"guests"']),
    ],
)
def test_marks_are_paired_outermost_and_an_open_one_runs_to_the_end(text: str, expected: list[str]) -> None:
    assert [s.quote(text) for s in quotations_in(text, Span(0, len(text)))] == expected


def test_a_quotation_over_two_paragraphs_is_one_stretch_in_each() -> None:
    text = "“We hid in the well.\n“Then they found us.”"
    cut = text.index("\n")
    blocks = (
        Block(Span(0, cut), BlockKind.PARAGRAPH, "test"),
        Block(Span(cut + 1, len(text)), BlockKind.PARAGRAPH, "test"),
    )
    found = read_quotations(Document("d", "d", "0" * 64, text, blocks))
    assert [s.quote(text) for s in found] == ["“We hid in the well.", "“Then they found us.”"]


def test_marks_in_furniture_are_not_read() -> None:
    text = '"Subscribe"'
    block = Block(Span(0, len(text)), BlockKind.CHROME, "test")
    assert list(read_quotations(Document("d", "d", "0" * 64, text, (block,)))) == []


@pytest.mark.parametrize(
    ("span", "expected"), [(Span(0, 10), 0.5), (Span(5, 10), 1.0), (Span(0, 5), 0.0), (Span(5, 25), 0.5)]
)
def test_the_share_in_marks_counts_characters(span: Span, expected: float) -> None:
    assert share_quoted(span, [Span(5, 10), Span(20, 30)]) == expected
