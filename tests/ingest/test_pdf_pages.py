import zlib

import pytest
from tests.ingest.papers import lines_from, pdf, stream

from sitrep.ingest.documents import read_capture
from sitrep.ingest.formats import PDF
from sitrep.ingest.pdf_pages import read_pages
from sitrep.lexicon import load_lexicon
from sitrep.model.documents import BlockKind, Capture
from sitrep.model.errors import IngestError
from sitrep.model.identity import sha256_hex

HEADLINE = "Floods cut the road to Homs for a third day"
FIRST = lines_from(
    730, "Two shells fell on the market of Homs on Mon-", "day, and residents said that twelve per-",
    "sons were killed in the blast near the bridge.",
) + lines_from(666, "Shops stayed shut, the ministry said, and in the old town")  # fmt: skip
SECOND = lines_from(760, "nine men had been arrested on the bridge.") + lines_from(
    746, "It was not clear who had fired.", left=90
)
WHOLE = (
    "Two shells fell on the market of Homs on Monday, and residents said that twelve persons were killed "
    "in the blast near the bridge."
)
INFO = {"Title": "Microsoft Word - sitrep 4.docx", "CreationDate": "D:20151222100000+02'00'"}


def framed(number: int, lines: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    return [(72, 800, "Orontes Relief Desk"), *lines, (280, 40, f"Page {number}")]


def test_a_pdf_is_one_document_of_whole_paragraphs_with_heads_and_feet_below() -> None:
    content = pdf([framed(1, [(72, 760, HEADLINE), *FIRST]), framed(2, SECOND)], INFO)
    capture = Capture(sha256_hex(content), PDF, "a.pdf", content)
    document = read_capture(capture, load_lexicon().furniture)
    assert [(b.kind, document.quote(b.span)) for b in document.blocks] == [
        (BlockKind.TITLE, HEADLINE),
        (
            BlockKind.PARAGRAPH,
            WHOLE,
        ),
        (
            BlockKind.PARAGRAPH,
            "Shops stayed shut, the ministry said, and in the old town nine men had been arrested on the bridge.",
        ),
        (BlockKind.PARAGRAPH, "It was not clear who had fired."),
        (BlockKind.CHROME, "Orontes Relief Desk"),
        (BlockKind.CHROME, "Page 1"),
        (BlockKind.CHROME, "Orontes Relief Desk"),
        (BlockKind.CHROME, "Page 2"),
    ]
    assert document.title == HEADLINE
    assert document.published is not None
    assert (document.published.value, document.published.method) == ("2015-12-22", "metadata")


def bomb() -> bytes:
    """A page that unpacks to far more than the child may hold."""
    packer = zlib.compressobj()
    head = packer.compress(b"q " * 500_000) + packer.flush(zlib.Z_FULL_FLUSH)
    more = packer.compress(b"q " * 500_000) + packer.flush(zlib.Z_FULL_FLUSH)
    packed = head + more * 500
    big = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(packed), packed)
    return pdf([[]]).replace(stream("").encode(), big)


ENCRYPTED = "/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + "a" * 32 + ") /U (" + "b" * 32 + ") /P -4 >> /ID [(a)(a)] "


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4\n", "damaged: no PDF"),
        (b"words", "damaged: no PDF"),
        (pdf([FIRST])[:300], "damaged: no PDF"),
        (pdf([FIRST], extra=ENCRYPTED), "encrypted"),
        (pdf([[], []]), "no text in the PDF: it is scanned"),
        (
            pdf([FIRST]).replace(b"/Count 1", b"/Count 2001").replace(b"[4 0 R]", b"[" + b"4 0 R " * 2001 + b"]"),
            "pages",
        ),
        (bomb(), "made to do harm"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: str) -> None:
    with pytest.raises(IngestError, match=reason):
        read_pages(content)
