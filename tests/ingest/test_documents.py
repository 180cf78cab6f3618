import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.ingest import open_sources, read_capture, refuse_language
from sitrep.ingest.formats import HTML, RECORD, TEXT
from sitrep.ingest.line_rules import blocks_of
from sitrep.lexicon import load_lexicon
from sitrep.model.documents import BlockKind, Capture, Document
from sitrep.model.errors import IngestError
from sitrep.model.identity import JSON, content_id, sha256_hex

FURNITURE = load_lexicon().furniture
PAGE = """<html><head><title>Bridge lost to the flood | Valley Post</title>
<meta property="og:site_name" content="Valley Post"><link rel="canonical" href="https://valley.example/bridge">
<meta property="article:published_time" content="2017-05-03T08:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/w">Weather</a></nav>
<article><h1>Bridge lost to the flood</h1><p class="byline">Ana Petrov</p><time datetime="2017-05-03">3 May 2017</time>
<p>The river rose in the night and took the lower bridge with it, the mayor said on Wednesday.</p>
<figure><img src="b.jpg"><figcaption>The bank at dawn. (Photo: Valley Post)</figcaption></figure>
<p>Engineers said that a <b>ferry</b> would run until the spring, and that nobody had been hurt.</p>
<p>Story continues below</p>
<p>It is the third bridge that the valley has lost since the dam was opened in the autumn of 2009.</p></article>
<footer>All rights reserved</footer></body></html>"""


def read(content: bytes, media_type: str = TEXT) -> Document:
    return read_capture(Capture(sha256_hex(content), media_type, "page", content), FURNITURE)


def read_line(**fields: JSON) -> Document:
    return read(json.dumps(fields).encode(), RECORD)


def test_page_is_read_with_title_byline_date_caption_credit_and_origins() -> None:
    document = read(PAGE.encode(), HTML)
    assert [(b.kind.value, document.quote(b.span)[:20]) for b in document.blocks] == [
        ("title", "Bridge lost to the f"),
        ("byline", "Ana Petrov"),
        ("dateline", "3 May 2017"),
        ("paragraph", "The river rose in th"),
        ("caption", "The bank at dawn."),
        ("credit", "(Photo: Valley Post)"),
        ("paragraph", "Engineers said that "),
        ("chrome", "Story continues belo"),
        ("paragraph", "It is the third brid"),
    ]
    assert document.blocks[3].origin == "/html/body/article/p[2]"
    assert document.blocks[5].origin == "/html/body/article/figure/figcaption"


def test_page_metadata_is_kept_with_evidence() -> None:
    document = read(PAGE.encode(), HTML)
    assert (document.url, document.outlet) == ("https://valley.example/bridge", "Valley Post")
    assert document.title == "Bridge lost to the flood"
    assert document.published is not None
    assert (document.published.value, document.published.method) == ("2017-05-03", "metadata")
    assert document.published.evidence is not None
    assert document.quote(document.published.evidence) == "3 May 2017"


def test_document_is_named_by_its_bytes() -> None:
    document = read(b"A ferry will run until the spring.")
    assert document.id == content_id("d", sha256_hex(b"A ferry will run until the spring."))
    assert document.external_id == "page"


def test_record_gives_what_it_knows() -> None:
    document = read_line(id="r-1", title="Ferry", lang="en-GB", published="2017-05-03", text="A ferry ran.\n", url="u")
    assert (document.external_id, document.title, document.lang, document.url) == ("r-1", "Ferry", "en", "u")
    assert document.published is not None
    assert (document.published.method, document.published.confidence) == ("input", 1.0)


def test_unknown_date_is_none() -> None:
    assert read(b"A ferry will run until the spring.").published is None


def test_page_in_a_declared_encoding() -> None:
    page = '<meta charset="windows-1251"><p>Мост рухнул ночью, сообщил в среду мэр города, никто не пострадал.</p>'
    assert "Мост рухнул" in read(page.encode("windows-1251"), HTML).text


def test_text_in_another_language_is_archived_under_its_language() -> None:
    text = "La rivière est montée pendant la nuit et a emporté le pont, a déclaré le maire de la commune. " * 4
    assert read(text.encode()).lang == "fr"


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", HTML),
        (b"<html><body><script>var a = 1;</script></body></html>", HTML),
        (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", HTML),
        (b"Advertisement\nShare this story\n", TEXT),
        (b"---\n", TEXT),
        (b'{"text": "Advertisement"}', RECORD),
        (b"<div>" * 20000 + b"deep", HTML),
    ],
)
def test_what_holds_no_article_is_refused(content: bytes, media_type: str) -> None:
    with pytest.raises(IngestError):
        read(content, media_type)


def test_a_million_characters_are_read() -> None:
    text = "The river rose in the night and took the lower bridge with it, the mayor said.\n" * 13000
    assert len(read(text.encode()).blocks) == 13000


WORDS = ["A ferry ran.", "😀👩\u200d👩\u200d👧 came", "e\u0301te\u0301", "قال رئيس البلدية", "3 May 2017"]
FURNITURE_WORDS = ["Advertisement", "(Photo: Valley Wire)", "Share | Print", "LAGOS (Wire) - The boat left."]
PIECES = st.sampled_from([*WORDS, *FURNITURE_WORDS, "\r\n", "\n", "\n\n", "\u00a0", " ", "\u2028", "- ", "# ", "\t"])


@given(st.lists(PIECES, max_size=25).map("".join))
def test_text_is_the_input_and_blocks_are_ordered_pieces_of_it(text: str) -> None:
    try:
        document = read_line(text=text)
    except IngestError:
        return
    assert document.text == text
    ends = [0, *(block.span.end for block in document.blocks)]
    assert all(end <= block.span.start for end, block in zip(ends, document.blocks, strict=False))
    assert ends[-1] <= len(text)
    assert all(document.quote(b.span) == document.quote(b.span).strip() for b in document.blocks)


@given(
    st.lists(
        st.sampled_from(
            ["A ferry ran on the lake at noon, he said.", "😀 e\u0301", "قال", "\u00a0x", "&amp;", "<br>", "a b"]
        ),
        min_size=1,
    )
)
def test_blocks_of_a_page_reread_from_its_text(parts: list[str]) -> None:
    page = "<html><body><article>" + "".join(f"<p>{part}</p>" for part in parts) + "</article></body></html>"
    try:
        document = read(page.encode(), HTML)
    except IngestError:
        return
    assert all(document.quote(b.span).strip() and b.origin for b in document.blocks)
    assert any(b.kind is not BlockKind.TITLE for b in document.blocks)


AWKWARD = [
    "👨‍👩‍👧‍👦",
    "🏳️‍🌈",
    "e\u0301",
    "a\u0308\u0323",
    " قال المرصد ",
    "\r\n",
    "\r",
    "\u2028",
    "\u00a0",
    "\u202f",
    "\u200b",
]
MARKS = ["# ", "## ", "- ", "* ", "> ", "1. ", "---\n", "*", "_", "(", "[", " · ", " | ", ": ", ", "]


@given(st.lists(st.sampled_from([*WORDS, *FURNITURE_WORDS, *AWKWARD, *MARKS, "\n", "\n\n"]), max_size=30).map("".join))
def test_all_of_a_text_that_is_no_white_space_lies_in_exactly_one_block(text: str) -> None:
    blocks = blocks_of(text, FURNITURE)
    covered = [n for block in blocks for n in range(block.span.start, block.span.end)]
    assert len(set(covered)) == len(covered)
    assert [c for n, c in enumerate(text) if not c.isspace() and n not in set(covered)] == []


def test_records_in_are_documents_and_refusals(tmp_path: Path) -> None:
    good = [{"text": "A ferry ran until the spring."}, {"html": PAGE}, {"text": "Мост рухнул ночью, сказал мэр."}]
    lines = [json.dumps(line).encode() for line in good]
    bad = [b"{", b'{"text": 5}', b'["a"]', b'{"text": "a\0b"}', b'{"text": "Advertisement"}', b"\xff\xfe\xff", b"{}"]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join([*lines[:1], *bad, b"", *lines[1:]]))
    documents, refusals = [], []
    for found in open_sources([str(tmp_path / "a.jsonl")]):
        assert isinstance(found, Capture)
        try:
            documents.append(read_capture(found, FURNITURE))
        except IngestError as refused:
            refusals.append((found.name, refused.reason, refused.remedy))
    assert [d.external_id for d in documents] == ["a.jsonl#1", "a.jsonl#10", "a.jsonl#11"]
    assert [name for name, _, _ in refusals] == [f"a.jsonl#{n}" for n in range(2, 9)]
    assert all(reason and remedy for _, reason, remedy in refusals)
    assert [d.external_id for d in documents if refuse_language(d)] == ["a.jsonl#11"]
