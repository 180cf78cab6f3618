import pytest

from sitrep.ingest.pdf_pages import PdfLine, PdfPages
from sitrep.ingest.pdf_paragraphs import lay_out, paragraphs


def line(
    text: str,
    bottom: float,
    *,
    page: int = 1,
    left: float = 72,
    right: float = 500,
    height: float = 12,
    parted: bool = False,
) -> PdfLine:
    return PdfLine(page, left, right, bottom, bottom + height, parted, text)


def test_a_broken_word_is_whole_where_it_goes_on_in_lower_case_and_keeps_its_hyphen_elsewhere() -> None:
    lines = [line("The gov", 700, parted=True), line("ernor of Deir", 686, parted=True), line("Hafir", 672)]
    assert paragraphs(lines) == ["The governor of Deir-Hafir"]


@pytest.mark.parametrize(
    ("after", "parted"),
    [
        (line("goes on here.", 672), False),
        (line("begins after a gap.", 664), True),
        (line("begins further right.", 672, left=90), True),
        (line("• a point of a list", 672), True),
        (line("In larger letters", 672, height=20), True),
        (line("goes on in the next column", 700, left=320), False),
        (line("Begins in the next column", 700, left=320), True),
        (line("goes on over the page", 700, page=2), False),
    ],
)
def test_what_parts_paragraphs(after: PdfLine, parted: bool) -> None:  # noqa: FBT001 - an expected value
    lines = [line("Gunmen robbed the ferry and", 700), line("took the crew", 686), after]
    assert len(paragraphs(lines)) == (2 if parted else 1)


def test_a_sentence_that_ends_far_from_the_edge_ends_its_paragraph() -> None:
    lines = [line("Gunmen robbed the ferry, and the crew", 700), line("was taken.", 686, right=130), line("Later", 672)]
    assert paragraphs(lines) == ["Gunmen robbed the ferry, and the crew was taken.", "Later"]


def test_heads_feet_and_page_numbers_are_set_aside_and_nothing_is_lost() -> None:
    bodies = {1: ["Gunmen robbed", "the ferry", "near Hama"], 2: ["on Monday.", "The army", "denied it."]}
    lines = tuple(
        line(text, bottom, page=page)
        for page, body in bodies.items()
        for text, bottom in zip(
            [f"Situation report 4, page {page}", *body, f"- {page} -"], (800, 700, 686, 672, 40), strict=True
        )
    )
    layout = lay_out(PdfPages(lines, "", ""))
    assert layout.text == (
        "Gunmen robbed the ferry near Hama on Monday. The army denied it.\n\n"
        "Situation report 4, page 1\n- 1 -\nSituation report 4, page 2\n- 2 -"
    )
    assert [layout.text[span.start : span.end] for span in layout.furniture] == layout.text.split("\n")[2:]
    assert layout.body == layout.text.index("\n\n")
