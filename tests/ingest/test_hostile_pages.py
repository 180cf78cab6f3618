"""Pages and archives that are made to do harm: nothing is fetched, no file is read or written, no memory is filled."""

import gzip
import random
import time
from contextlib import suppress
from pathlib import Path

import pytest
from tests.case.hand_readers import one_by_one
from tests.hostile.articles import articles
from tests.hostile.damages_archives import hostile_names
from tests.hostile.damages_html import LABELS, entities, linked_data
from tests.ledger.readings import OLD

from sitrep.case.adding import add_sources
from sitrep.case.folders import init_case
from sitrep.ingest import open_sources, read_capture
from sitrep.ingest.decoding import decode
from sitrep.ingest.formats import HTML, RECORD
from sitrep.ingest.furniture import match_row
from sitrep.ingest.page_blocks import spared
from sitrep.lexicon import Lexicon, load_lexicon
from sitrep.model.documents import Capture, Document, Refusal
from sitrep.model.errors import IngestError
from sitrep.model.identity import sha256_hex
from sitrep.model.readings import Reading

ARTICLE = next(article for article in articles() if article.text.isascii())


def capture(content: bytes, media_type: str = HTML) -> Capture:
    return Capture(sha256_hex(content), media_type, "page", content)


def unread(_document: Document) -> Reading:
    raise IngestError("kept unread", "ask for more")


@pytest.mark.parametrize("seed", range(4))
def test_entities_neither_grow_nor_read_files(seed: int, lexicon: Lexicon) -> None:
    content = entities(random.Random(seed), ARTICLE)  # noqa: S311 (the same each time)
    document = read_capture(capture(content), lexicon.furniture)
    assert len(document.text) < len(content)
    assert "boom" * 10 not in document.text
    passwords, hosts = (Path(name).read_text(encoding="utf-8") for name in ("/etc/passwd", "/etc/hosts"))
    lines = [line for line in (passwords + hosts).splitlines() if line.strip()]
    assert not [line for line in lines if line in document.text]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("content", [b"caf\xe9 \\ud800 \\x00 noir", b"+2AA- \xff\xe9 noir", b"a\x80b noir"])
def test_whatever_encoding_a_page_names_gives_text_or_a_refusal(label: str, content: bytes) -> None:
    with suppress(IngestError):
        assert decode(content, label).encode("utf-8")


@pytest.mark.parametrize("label", ["unicode_escape", "raw_unicode_escape", "utf-7", "undefined", "punycode", "idna"])
def test_what_only_python_calls_an_encoding_is_unknown(label: str) -> None:
    with pytest.raises(IngestError, match="unknown text encoding"):
        decode(b"caf\xe9 \\ud800", label)


def test_data_for_machines_of_any_shape_stand_beside_the_article(lexicon: Lexicon) -> None:
    for seed in range(12):
        content = linked_data(random.Random(seed), ARTICLE)  # noqa: S311 (the same each time)
        assert ARTICLE.paragraphs[0] in read_capture(capture(content), lexicon.furniture).text


@pytest.mark.parametrize("shape", [" a{}=v", ' a{}=">"', "/a{}", 'a{}="v"', " =a{}", ' "a{}', "\na{} = '>'"])
@pytest.mark.parametrize("tag", ["p", "script"])
def test_a_tag_of_very_many_attributes_is_parsed_without_them(shape: str, tag: str, lexicon: Lexicon) -> None:
    # The parser compares each attribute with all before it: this took most of a minute.
    told = "".join(shape.format(n) for n in range(60_000))
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in ARTICLE.paragraphs)
    content = f"<html><body><{tag} {told}></{tag}><article>{paragraphs}</article></body></html>"
    began = time.process_time()
    document = read_capture(capture(content.encode()), lexicon.furniture)
    assert ARTICLE.paragraphs[0] in document.text
    assert time.process_time() - began < 3


def test_a_script_is_no_tag_of_many_attributes() -> None:
    script = (
        "<script>for (i = 0; i <n; i++) { "
        + "a = b ; " * 20_000
        + "}</script><!-- <p"
        + " x" * 600
        + " --><p>It fell.</p>"
    )
    assert spared(script) == script


@pytest.mark.parametrize(
    "line",
    [
        b"[" * 100_000,
        b'{"text":' * 50_000,
        b'{"text": "x", "id": ' + b"9" * 6000 + b"}",
        b'{"text": "\\ud800"}',
        b"\xff\xfe",
    ],
)
def test_a_line_that_is_hardly_json_is_refused(line: bytes, lexicon: Lexicon) -> None:
    with pytest.raises(IngestError):
        read_capture(capture(line, RECORD), lexicon.furniture)


def test_packed_lines_that_unpack_to_very_much_more_are_refused_on_the_way(tmp_path: Path) -> None:
    bomb = gzip.compress(b'{"text": "Shells fell on the mill."}\n') + gzip.compress(b"\0" * 150_000_000, 6)
    (tmp_path / "bomb.jsonl.gz").write_bytes(bomb)
    found = list(open_sources([str(tmp_path / "bomb.jsonl.gz")]))
    assert isinstance(found[0], Capture)
    refusals = [one.reason for one in found if isinstance(one, Refusal)]
    assert any("unpacks to more than" in reason for reason in refusals)


@pytest.mark.parametrize("seed", range(5))
def test_names_of_members_never_become_paths(seed: int, tmp_path: Path, lexicon: Lexicon) -> None:
    inside = tmp_path / "a" / "b" / "c"
    inside.mkdir(parents=True)
    (inside / "evil.wacz").write_bytes(hostile_names(random.Random(seed), ARTICLE))  # noqa: S311 (the same)
    line = (
        b'{"id": "../../../x\\n/etc/y", "url": "file:///../../z", "text": "Two shells fell on the market on Monday."}\n'
    )
    (inside / "evil.jsonl").write_bytes(line)
    before = {path for path in tmp_path.rglob("*") if "case" not in path.parts}
    readers = one_by_one(lambda page: read_capture(page, lexicon.furniture), unread, OLD)
    with init_case(inside / "case") as case:
        report = add_sources(
            case, open_sources([str(inside / "evil.wacz"), str(inside / "evil.jsonl")]), readers, print
        )
        kept = [path for path in case.archive.rglob("*") if path.is_file()]
    assert report.captured
    assert {path for path in tmp_path.rglob("*") if "case" not in path.parts} == before
    assert all(path.parent.parent == inside / "case" / "archive" for path in kept)
    assert all(path.name == sha256_hex(path.read_bytes()) and path.parent.name == path.name[:2] for path in kept)


def test_a_byline_of_one_endless_word_takes_no_longer_than_its_length() -> None:
    rows = load_lexicon().furniture
    began = time.process_time()
    assert match_row("Written By: " + "A" * 900 + "!", rows) is None
    assert match_row("By " + "Ann" * 300 + "!", rows) is None
    assert time.process_time() - began < 1.0
