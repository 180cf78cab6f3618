from importlib.resources import files

import pytest

from sitrep.ingest.openings import split_opening
from sitrep.model.documents import Block, BlockKind
from sitrep.model.spans import Span

TOLD = "Gunmen robbed the ferry on Monday, the harbour master said."


def split(text: str) -> list[tuple[str, str]]:
    blocks = split_opening(text, (Block(Span(0, len(text)), BlockKind.PARAGRAPH, "test"),))
    return [(block.kind.value, block.span.quote(text)) for block in blocks]


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("Posted on May 4 2017", "chrome"),
        ("Last updated at May 042017", "chrome"),
        ("Date of publication 4 May 2017", "chrome"),
        ("4 May 2017", "dateline"),
        ("Thu 04 May 2017 at 0914", "dateline"),
    ],
)
def test_date_that_opens_the_text_is_a_block_of_its_own(opening: str, kind: str) -> None:
    assert split(f"{opening} {TOLD}") == [(kind, opening), ("paragraph", TOLD)]


def test_headline_before_the_date_is_the_title() -> None:
    text = f"Ferry robbed near Port Olm Harbour Wire Thursday 4 May 2017 {TOLD}"
    assert split(text) == [
        ("title", "Ferry robbed near Port Olm Harbour Wire"),
        ("dateline", "Thursday 4 May 2017"),
        ("paragraph", TOLD),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"On 4 May 2017 {TOLD}",
        "The ferry robbed on Thursday 4 May 2017 Olm lies idle.",
        "4 May 2017 was the day of the robbery.",
        f"The ferry lies idle. Thursday 4 May 2017 {TOLD}",
    ],
)
def test_date_within_a_sentence_stays_there(text: str) -> None:
    assert split(text) == [("paragraph", text)]


def example_rows() -> list[list[str]]:
    """The rows of the words that stand before an opening date."""
    text = (files("sitrep.ingest") / "data" / "openings.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")][1:]


@pytest.mark.parametrize(("role", "words", "example"), example_rows(), ids=[row[1] for row in example_rows()])
def test_each_word_before_an_opening_date_labels_it_or_leads_it_in(role: str, words: str, example: str) -> None:
    text = example.replace("[", "").replace("]", "")
    kinds = [kind for kind, _ in split(text)]
    assert kinds == (["paragraph"] if role == "lead" else ["chrome", "paragraph"])
    assert example.startswith(f"[{words[0].upper()}{words[1:]}]")
    bare = text.removeprefix(example[1 : example.index("]")]).lstrip(": ").removeprefix("on ").removeprefix("at ")
    assert [kind for kind, _ in split(bare)] == ["dateline", "paragraph"]
