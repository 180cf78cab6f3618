"""Words that describe violence in detail: each row finds its example, and reports of deaths are not covered."""

import pytest

from sitrep.desk.reading.graphic import GraphicRow, graphic_rows, graphic_spans, is_graphic, table_text
from sitrep.lexicon.loading import read_provenance


def test_the_words_say_where_they_come_from() -> None:
    assert read_provenance("graphic.tsv", table_text())["licence"] == "Apache-2.0"


@pytest.mark.parametrize("row", graphic_rows(), ids=lambda row: row.key)
def test_each_row_finds_the_words_of_its_example(row: GraphicRow) -> None:
    before, words, after = row.example.replace("]", "[").split("[")
    assert [span.quote(before + words + after) for span in graphic_spans(before + words + after)] == [words]
    assert words.lower() in row.words
    assert not is_graphic(f"{before}lamp{after}")


@pytest.mark.parametrize(
    "text",
    [
        "Shells killed nine people and wounded forty in Homs.",
        "The two states severed ties after the raid.",
        "Grapes and therapists were not harmed.",
        "Three soldiers were shot dead near a charred car.",
    ],
)
def test_plain_reports_are_not_covered(text: str) -> None:
    assert not is_graphic(text)


def test_offsets_hold_after_letters_that_grow_when_made_small() -> None:
    text = "İİ\U0001f468\u200d\U0001f469 BODY\u00a0 PARTS"
    assert [span.quote(text) for span in graphic_spans(text)] == ["BODY\u00a0 PARTS"]
