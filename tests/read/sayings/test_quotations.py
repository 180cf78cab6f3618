"""Stretches in quotation marks, of every style, closed or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.model.documents import Block, BlockKind, Document
from sitrep.model.spans import Span
from sitrep.read.sayings.quotations import quotations_in, read_quotations, share_quoted


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


def quoted(text: str) -> list[str]:
    """The quotations of a text that is one paragraph."""
    return [s.quote(text) for s in quotations_in(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ('"', '"'),
        ("“", "”"),
        ("„", "“"),
        ("„", "”"),
        ("«", "»"),
        ("»", "«"),
        ("»", "»"),
        ("”", "”"),
        ("‹", "›"),
        ("＂", "＂"),
        ("''", "''"),
        ("``", "''"),
        ("‘‘", "’’"),
        ("’’", "’’"),
        ("‘", "’"),
        ("'", "'"),
        pytest.param(*("‚", "‘"), marks=pytest.mark.xfail(reason="single marks that open low are not known")),
    ],
)
def test_marks_of_every_style_open_and_close(opening: str, closing: str) -> None:
    text = f"{opening}They took both mules,{closing} she said, {opening}and the cart.{closing}"
    assert quoted(text) == [f"{opening}They took both mules,{closing}", f"{opening}and the cart.{closing}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“They took both mules,“ she said.", ["“They took both mules,“"]),
        ("”They took both mules,“ she said.", ["”They took both mules,“"]),
        ("She said: “They took both mules.“ Then she wept.", ["“They took both mules.“"]),
        ("She said: ”They took both mules.” Then she wept.", ["”They took both mules.”"]),
        ('“They took both mules," she said.', ['“They took both mules,"']),
        ("''They took both mules,\" she said.", ["''They took both mules,\""]),
        ("“They took both mules,'' she said.", ["“They took both mules,''"]),
    ],
)
def test_a_mark_of_the_wrong_shape_does_what_its_place_says(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The text read: " Near Lomre the guns fell silent. "', ['" Near Lomre the guns fell silent. "']),
        ('" Near Lomre " and " near Tarq " stood on the map.', ['" Near Lomre "', '" near Tarq "']),
        ("« Nous partons », dit le muletier.", ["« Nous partons »"]),
        ("« Nous partons » , dit le muletier.", ["« Nous partons »"]),
        ("She wrote “ they took both mules ” and no more.", ["“ they took both mules ”"]),
        ('He asked " who fired?" and left.', ['" who fired?"']),
    ],
)
def test_marks_with_a_space_on_both_sides_are_paired_in_turn(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("‘The residents’ homes burned,’ she said.", ["‘The residents’ homes burned,’"]),
        ("'The residents' homes burned,' she said.", ["'The residents' homes burned,'"]),
        ("‘It’s the guards’ doing,’ she said, ‘and theirs.’", ["‘It’s the guards’ doing,’", "‘and theirs.’"]),
        ("'It was the '90s again,' she said.", ["'It was the '90s again,'"]),
        ("‘They’re at the traders’ hall!’ she cried.", ["‘They’re at the traders’ hall!’"]),
        ("Maps call it the ‘dead mile’ and the ‘old ford’.", ["‘dead mile’", "‘old ford’"]),
        ("They are ‘the general’s sons’ to her.", ["‘the general’s sons’"]),
    ],
)
def test_single_marks_close_at_a_stop_and_not_at_an_apostrophe(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The residents’ homes and the traders’ stalls burned.",
        "The guards' huts stood empty in the '90s.",
        "In the ’90s the guards’ huts stood empty.",
        "The post lies at 33° 54' north.",
        'A 6" shell and an 8" shell hit the mill.',
        "It isn't the boatmen's fault.",
        pytest.param(
            "In the '90s the guards' huts stood empty.",
            marks=pytest.mark.xfail(reason="the apostrophe of '90s opens a quotation where a plural's follows"),
        ),
        pytest.param(
            "Get 'em off the traders' boats.",
            marks=pytest.mark.xfail(reason="the apostrophe of 'em opens a quotation where a plural's follows"),
        ),
    ],
)
def test_apostrophes_and_signs_of_measure_quote_nothing(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“They took the mules. “They took the cart,” she said.", ["“They took the mules.", "“They took the cart,”"]),
        ('"They took the mules. "They took the cart," she said.', ['"They took the mules.', '"They took the cart,"']),
        ("„They took the mules. „They took the cart,“ she said.", ["„They took the mules.", "„They took the cart,“"]),
        ('He called it "a raid and "a feast" at once.', ['"a raid and', '"a feast"']),
    ],
)
def test_one_left_open_ends_where_the_next_begins(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said: “They took the mules. Nobody fired.", ["“They took the mules. Nobody fired."]),
        ('She said: "They took the mules. Nobody fired.', ['"They took the mules. Nobody fired.']),
        ("''They took the mules. Nobody fired.", ["''They took the mules. Nobody fired."]),
        ('"Run," she said. "They took the mules', ['"Run,"', '"They took the mules']),
    ],
)
def test_one_left_open_at_the_last_runs_to_the_end_of_the_paragraph(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“They shouted ‘halt’ and fired,” she said.", ["“They shouted ‘halt’ and fired,”"]),
        ("“They shouted 'halt' and fired,” she said.", ["“They shouted 'halt' and fired,”"]),
        ("«They shouted “halt” and fired,» she said.", ["«They shouted “halt” and fired,»"]),
        ("„They shouted ‚halt‘ and fired“, she said.", ["„They shouted ‚halt‘ and fired“"]),
        (
            "“They shouted “halt, “stop” or worse” and fired,” she said.",
            ["“They shouted “halt, “stop” or worse” and fired,”"],
        ),
        ("“They took what they called “a gift.””", ["“They took what they called “a gift.””"]),
        ('"They took what they called "a gift.""', ['"They took what they called "a gift.""']),
        ("“They took what they called ‘a gift’.”", ["“They took what they called ‘a gift’.”"]),
        pytest.param(
            *("‘They shouted “halt” and fired,’ she said.", ["‘They shouted “halt” and fired,’"]),
            marks=pytest.mark.xfail(reason="single marks around double ones are given up"),
        ),
    ],
)
def test_of_nested_marks_the_outermost_count(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Run" they cried" and ran.', ['"Run"']),
        ("Run,” they cried, “the guards.”", ["“the guards.”"]),
        ("“Run,” they cried” and ran.", ["“Run,”"]),
        ('The 6" gun fired. "Run," they cried.', ['"Run,"']),
        ('"', ['"']),
    ],
)
def test_a_mark_too_many_spoils_no_other_quotation(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said:"They took the mules."', ['"They took the mules."']),
        ("(“They took the mules.”)", ["“They took the mules.”"]),
        ("She said—“They took the mules”—and wept.", ["“They took the mules”"]),
        ("She said it was “full of mules”.", ["“full of mules”"]),
        ("“They took the mules”, she said.", ["“They took the mules”"]),
        ("“They took the mules”: so she said.", ["“They took the mules”"]),
    ],
)
def test_marks_may_touch_other_punctuation(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_mark_outside_the_stretch_asked_for_does_not_count() -> None:
    text = "“Run,” she cried. “They took the mules,” she said."
    start = text.index("she cried")
    assert [s.quote(text) for s in quotations_in(text, Span(start, len(text)))] == ["“They took the mules,”"]


def test_the_paragraph_after_one_left_open_is_quoted_only_if_it_says_so() -> None:
    text = "“We hid in the well.\nThe well is dry now."
    cut = text.index("\n")
    blocks = (
        Block(Span(0, cut), BlockKind.PARAGRAPH, "test"),
        Block(Span(cut + 1, len(text)), BlockKind.PARAGRAPH, "test"),
    )
    found = read_quotations(Document("d", "d", "0" * 64, text, blocks))
    assert [s.quote(text) for s in found] == ["“We hid in the well."]


@given(st.text(alphabet="ab .,'\"“”„«»‘’`\n", min_size=1, max_size=60))
def test_quotations_stand_in_order_apart_and_within_the_paragraph(text: str) -> None:
    found = list(quotations_in(text, Span(0, len(text))))
    ends = [0, *(s.end for s in found)]
    assert all(end <= s.start < s.end <= len(text) for end, s in zip(ends, found, strict=False))
