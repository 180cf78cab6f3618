"""A text laid out for a browser: every character once, whatever overlaps."""

from html.parser import HTMLParser

import pytest

from sitrep.model.fields import Record
from sitrep.serve.laying import exact, laid_out, unshowable

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
TEXT = f"{FAMILY} one two three\r\n\r\nfour\u00a0 five\n\n  six <b> & \u0301"


def claim(number: int, *spans: tuple[int, int], state: str = "machine-made") -> Record:
    return {"number": number, "state": state, "spans": [{"start": start, "end": end} for start, end in spans]}


def view(*claims: Record, text: str = TEXT) -> Record:
    blocks = [
        {"start": 0, "end": 19, "kind": "paragraph"},
        {"start": 23, "end": 33, "kind": "credit", "label": "Credit"},
    ]
    return {"text": text, "blocks": [*map(dict, blocks)], "claims": [*map(dict, claims)]}


class Reader(HTMLParser):
    """What a parser of HTML makes of some text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def read_back(html: str) -> str:
    parser = Reader()
    parser.feed(html)
    parser.close()
    return parser.text


@pytest.mark.parametrize(
    "claims",
    [
        (),
        (claim(1, (2, 9)),),
        (claim(1, (0, 19)), claim(2, (2, 9)), claim(3, (5, 12)), claim(4, (0, 19))),
        (claim(1, (2, 9), (25, 30)), claim(2, (8, len(TEXT)))),
        (claim(1, (2, 9), (4, 12)),),
    ],
)
def test_every_character_stands_once(claims: tuple[Record, ...]) -> None:
    laid = laid_out(view(*claims), (3, 26))
    assert read_back("".join(segment.html for block in laid for segment in block.segments)) == TEXT


def test_a_segment_names_all_claims_that_hold_there() -> None:
    segments = laid_out(view(claim(1, (0, 12)), claim(2, (6, 19), state="accepted")))[0].segments
    assert [(segment.claims, segment.begins) for segment in segments] == [
        ((1,), "1"),
        ((1, 2), "2 accepted"),
        ((2,), ""),
    ]
    assert segments[1].states == "machine-made accepted"


def test_text_that_no_block_holds_is_shown_and_named() -> None:
    kinds = [(block.kind, block.label) for block in laid_out(view())]
    assert kinds == [("paragraph", ""), ("gap", ""), ("credit", "Credit"), ("unmarked", "Unmarked text")]


def test_furniture_of_one_kind_in_a_row_is_one_block() -> None:
    kinds = [("chrome", True), ("chrome", True), ("credit", True), ("paragraph", False), ("paragraph", False)]
    text = "\n\n".join("abcde" for _ in kinds)
    blocks: list[Record] = [
        {"start": 7 * n, "end": 7 * n + 5, "kind": kind, "furniture": furniture, "graphic": False}
        for n, (kind, furniture) in enumerate(kinds)
    ]
    laid = laid_out({"text": text, "blocks": [*map(dict, blocks)], "claims": []})
    assert [block.kind for block in laid if block.kind != "gap"] == ["chrome", "credit", "paragraph", "paragraph"]
    assert "".join(segment.html for block in laid for segment in block.segments) == text


def test_an_empty_page_has_nothing_to_lay_out() -> None:
    assert laid_out({"text": "", "blocks": [], "claims": []}) == []


def test_what_html_cannot_hold_is_one_sign_each_and_counted() -> None:
    text = "a\0b\ud83dc"
    assert exact(text) == "a\u2400b\ufffdc"
    assert unshowable(text) == 2
