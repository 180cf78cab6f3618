import time
from pathlib import Path

import pytest
from lxml import html

from sitrep.ingest import open_sources, read_capture
from sitrep.ingest.decoding import declared_encoding, decode
from sitrep.ingest.formats import HTML
from sitrep.ingest.html_pages import read_html
from sitrep.ingest.page_blocks import Places, parse_page
from sitrep.lexicon import load_lexicon
from sitrep.model.documents import BlockKind, Capture
from sitrep.model.errors import IngestError

PAGES = Path(__file__).parent.parent.parent / "examples" / "pages"
FURNITURE = load_lexicon().furniture
FIRST = "The mill burned for two nights, and the miller's house went with it, neighbours said."
SECOND = "A constable from the lower town counted eleven carts on the road before the fog came down."
THIRD = "Nobody has said who lit the fire, and the council will not sit again until the harvest is in."


def passages(body: str, head: str = "<title>Mill burns as the valley sleeps</title>") -> list[tuple[str, str]]:
    page = read_html(f"<html><head>{head}</head><body>{body}</body></html>")
    return [(p.kind.value, p.text) for p in page.passages]


def example_captures() -> list[Capture]:
    found = [c for c in open_sources([str(PAGES)]) if isinstance(c, Capture)]
    return [c for c in found if c.media_type == HTML]


@pytest.mark.parametrize("capture", example_captures(), ids=lambda c: c.name)
def test_every_block_of_an_example_stands_at_an_element_of_its_page(capture: Capture) -> None:
    tree = html.document_fromstring(decode(capture.content, declared_encoding(capture.content)))
    document = read_capture(capture, FURNITURE)
    assert document.blocks
    for block in document.blocks:
        assert block.origin is not None
        element, *others = tree.xpath(block.origin)
        assert not others
        held = "".join(element.text_content().split())
        assert "".join(document.quote(block.span).split()) in held


@pytest.mark.parametrize("capture", example_captures(), ids=lambda c: c.name)
def test_every_example_has_a_title_and_a_date(capture: Capture) -> None:
    document = read_capture(capture, FURNITURE)
    assert document.title == next(document.quote(b.span) for b in document.blocks if b.kind is BlockKind.TITLE)
    assert document.published is not None
    assert document.published.value.startswith("2015-12-")


@pytest.mark.parametrize("between", ["<br>", "<br><br>", "<BR/>\n<BR/>"])
def test_paragraphs_parted_by_line_breaks_alone_are_paragraphs(between: str) -> None:
    found = passages(f"<h1>Mill burns as the valley sleeps</h1>{FIRST}{between}{SECOND}{between}{THIRD}")
    assert found == [
        ("title", "Mill burns as the valley sleeps"),
        ("paragraph", FIRST),
        ("paragraph", SECOND),
        ("paragraph", THIRD),
    ]


def test_a_list_and_its_items_are_read() -> None:
    items = "<ul><li>Eleven carts were lost on the road.</li><li>Two horses were found alive.</li></ul>"
    found = passages(f"<article><p>{FIRST}</p>{items}<p>{SECOND}</p><p>{THIRD}</p></article>")
    assert ("paragraph", "Eleven carts were lost on the road.") in found
    assert ("paragraph", "Two horses were found alive.") in found


@pytest.mark.parametrize("name", ["credit", "photo-credit", "imageCredit", "media__copyright", "source"])
def test_a_credit_marked_in_a_caption_is_a_passage_of_its_own(name: str) -> None:
    figure = f'<figure><img src="m.jpg"><figcaption>The mill. <span class="{name}">B. Ode</span></figcaption></figure>'
    found = passages(f"<article><p>{FIRST}</p>{figure}<p>{SECOND}</p><p>{THIRD}</p></article>")
    assert found[2:4] == [("caption", "The mill."), ("credit", "B. Ode")]


def test_a_class_that_means_credit_elsewhere_changes_no_paragraph() -> None:
    found = passages(f'<article><p>{FIRST}</p><p class="source">{SECOND}</p><p>{THIRD}</p></article>')
    assert ("paragraph", SECOND) in found


def test_a_page_without_any_date_gives_none_whatever_days_its_text_names() -> None:
    page = f"<h1>Mill burns as the valley sleeps</h1><p>{FIRST} It had stood since 3 March 1914.</p><p>{SECOND}</p>"
    document = read_capture(Capture("0", HTML, "mill.html", f"<body>{page}<p>{THIRD}</p></body>".encode()), FURNITURE)
    assert document.published is None


@pytest.mark.parametrize(
    "markup", ["", "<html></html>", "<!-- nothing -->", "<script>var a;</script>", "<nav><a href='/'>Home</a></nav>"]
)
def test_a_page_without_an_article_is_refused(markup: str) -> None:
    with pytest.raises(IngestError) as caught:
        read_html(markup)
    assert caught.value.remedy


@pytest.mark.parametrize(
    "markup",
    [
        "<body>" + f"<p>{FIRST}</p>" * 10_000 + "</body>",
        "<body><p>" + FIRST * 10_000 + "</p></body>",
        "<body>" + f"{FIRST}<br>" * 10_000 + "</body>",
        "<body>" + "<div>" * 20_000 + f"<p>{FIRST}</p></body>",
        f"<body><p>{FIRST}</p><p>{SECOND}</p><table>" + "<tr><td>Mill</td><td>3</td></tr>" * 20_000 + "</table></body>",
    ],
    ids=["paragraphs", "one paragraph", "line breaks", "deep", "table"],
)
def test_a_page_of_a_million_characters_is_done_with_in_bounded_time(markup: str) -> None:
    began = time.perf_counter()
    try:
        read_html(markup)
    except IngestError as refused:
        assert refused.remedy  # noqa: PT017 - a refusal is as good as a page here: what counts is the time
    assert time.perf_counter() - began < 60


def test_each_place_is_what_the_parser_calls_it_and_twenty_thousand_take_no_time() -> None:
    tree = parse_page("<html><body><p>a<p>b<o:p>c</o:p><div><p>d</div>" + "<p>x y</p>" * 20_000 + "</body></html>")
    places, path_of = Places(), tree.getroottree().getpath
    assert all(places.xpath(e) == path_of(e) for e in (*list(tree.iter())[:200], *tree.iter("div", "o:p")))
    began = time.process_time()
    assert len({places.xpath(element) for element in tree.iter("p")}) == 20_003
    assert time.process_time() - began < 3
