import pytest

from sitrep.ingest.furniture import furniture_blocks
from sitrep.ingest.line_rules import blocks_of
from sitrep.ingest.lines import split_lines
from sitrep.lexicon import load_lexicon
from sitrep.lexicon.tables import FurnitureRow
from sitrep.model.documents import BlockKind

FURNITURE = load_lexicon().furniture
BEFORE = "The river rose in the night and took the lower bridge with it.\n"
AFTER = "\nEngineers said on Tuesday that a ferry would run until the spring."
PAGE = "Bridge lost to the flood as the valley waits\n"


def kinds(text: str) -> list[tuple[str, str]]:
    return [(b.kind.value, b.span.quote(text)) for b in blocks_of(text, FURNITURE)]


@pytest.mark.parametrize("row", FURNITURE, ids=lambda row: row.key)
def test_row_marks_its_example_and_nothing_does_without_it(row: FurnitureRow) -> None:
    line = row.example.replace("[", "").replace("]", "")
    text = PAGE + BEFORE + line + AFTER
    start = len(PAGE + BEFORE) + row.example.index("[")
    end = start + row.example.index("]") - row.example.index("[") - 1
    with_row = {(b.span.start, b.span.end): b.kind for b in blocks_of(text, FURNITURE)}
    without = [other for other in FURNITURE if other.key != row.key]
    without_row = {(b.span.start, b.span.end): b.kind for b in blocks_of(text, without)}
    assert with_row.get((start, end)) == BlockKind(row.kind)
    assert without_row.get((start, end)) != BlockKind(row.kind)


def test_all_text_but_white_space_and_marks_lies_in_blocks() -> None:
    text = PAGE + BEFORE + "Share this story\nA dyke at dusk. (Photo: Valley Wire)" + AFTER
    covered = sum(b.span.end - b.span.start for b in blocks_of(text, FURNITURE))
    assert covered == len(text) - text.count("\n") - 1


def test_caption_line_is_parted_into_keywords_caption_and_credit() -> None:
    text = PAGE + BEFORE + "Mali, Gao, Gao convoy, Sahel: A lorry on the Gao road. (Source: Niger Bend News)" + AFTER
    assert kinds(text)[2:5] == [
        ("related", "Mali, Gao, Gao convoy, Sahel:"),
        ("caption", "A lorry on the Gao road."),
        ("credit", "(Source: Niger Bend News)"),
    ]


def test_dateline_is_parted_from_its_paragraph() -> None:
    text = "BUNIA, Congo, March 4 (Lakeshore Wire) - Two boats sank on the lake, fishermen said."
    assert kinds(text) == [
        ("dateline", "BUNIA, Congo, March 4 (Lakeshore Wire) -"),
        ("paragraph", "Two boats sank on the lake, fishermen said."),
    ]


def test_title_is_the_headline_above_the_text() -> None:
    text = "The Valley Post\nNews Weather Sport Farming Letters\n" + PAGE + BEFORE.strip() + AFTER
    assert [kind for kind, _ in kinds(text)] == ["chrome", "chrome", "title", "paragraph", "paragraph"]


def test_a_standfirst_with_a_full_stop_is_a_paragraph() -> None:
    text = PAGE + "Ferries to run until spring.\n" + BEFORE.strip() + AFTER
    assert [kind for kind, _ in kinds(text)] == ["title", "paragraph", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday the rebels had left the town.",
        "Share prices fell after the blast, traders said.",
        "Comments by the minister were carried live.",
        "Read out in court, the names took an hour.",
        "Published on 3 May 2016, the report names nine officers.",
        "Premium petrol is sold out in Aden.",
        "Follow the river and you reach the camp, a guide said.",
        "He died.",
        "Copyright law is not enforced in the port.",
        "In Homs, Hama, Aleppo and Idlib, the council said, schools are shut.",
        "“Join us or leave,” the fighters told them.",
        "Nobody has claimed the attack",
    ],
)
def test_a_sentence_is_never_furniture(sentence: str) -> None:
    text = PAGE + BEFORE + sentence + AFTER
    assert ("paragraph", sentence) in kinds(text)


def test_repeated_sentence_stays_a_paragraph_twice_and_repeated_scrap_is_chrome() -> None:
    text = PAGE + BEFORE + "Valley gallery\n" + BEFORE + "Valley gallery" + AFTER
    found = kinds(text)
    assert found.count(("paragraph", BEFORE.strip())) == 2
    assert found.count(("chrome", "Valley gallery")) == 2


def test_a_line_that_says_its_captions_twice_is_a_gallery() -> None:
    caption = "Divers searched the old harbour at Orlen on Tuesday. "
    text = PAGE + BEFORE + "Harbour search " + caption * 2 + "See more" + AFTER
    assert [kind for kind, _ in kinds(text)] == ["title", "paragraph", "related", "paragraph"]


def test_teasers_after_a_related_heading_lead_elsewhere() -> None:
    text = PAGE + BEFORE + "Related articles\nWhat the flood left\nSix ways to dry a carpet" + AFTER
    assert [kind for kind, _ in kinds(text)] == ["title", "paragraph", "related", "related", "related", "paragraph"]


def test_lines_broken_at_a_fixed_width_are_one_paragraph() -> None:
    text = (
        "The river rose in the night and took the lower\nBridge of Sighs with it, which nobody had thought\n"
        "possible in a dry year like this.\n\nA ferry will run."
    )
    assert [line.text.count("\n") for line in split_lines(text)] == [2, 0]


def test_one_sentence_a_line_stays_one_paragraph_a_line() -> None:
    text = "The river rose in the night and took the bridge.\nThe ferry will run until the spring, he said now."
    assert len(split_lines(text)) == 2


def test_carriage_returns_and_markdown_marks_stay_outside() -> None:
    text = "# Bridge lost\r\n\r\n- one ferry\r\n> A boat came."
    assert [line.text for line in split_lines(text)] == ["Bridge lost", "one ferry", "A boat came."]


def test_a_line_without_furniture_gives_no_block() -> None:
    assert furniture_blocks(split_lines("A ferry will run until the spring.")[0], FURNITURE) == []


def test_an_appeal_for_calls_is_parted_from_the_news_before_it() -> None:
    text = PAGE + BEFORE + "Two men fled. Anyone who saw them is urged to call St. Anne police at 555-0171." + AFTER
    assert kinds(text)[2:4] == [
        ("paragraph", "Two men fled."),
        ("chrome", "Anyone who saw them is urged to call St. Anne police at 555-0171."),
    ]


def test_headlines_of_other_pages_stand_in_lists_below_the_text_or_after_their_heading() -> None:
    text = (
        PAGE
        + "Related news\n\nTwo ferrymen of the upper valley were found on Sunday near the old mill\n\n"
        + BEFORE.strip()
    )
    text += AFTER + "\n\nMill owner from the lower valley drowns in the harbour of Orlen on May 3"
    text += "\n\nThree divers were hurt by a boat off the coast of Orlen, May 4"
    assert [kind for kind, _ in kinds(text)] == ["title", *["related"] * 2, *["paragraph"] * 2, *["related"] * 2]


def test_one_open_line_below_the_text_may_be_text() -> None:
    text = PAGE + BEFORE.strip() + AFTER + "\n\nThe lower bridge will be built again by the men of the valley"
    assert [kind for kind, _ in kinds(text)][-1] == "paragraph"
