"""What is done to feeds, tables and papers alone."""

import base64
import io
import random
import zlib
from collections.abc import Mapping

from tests.hostile.articles import Article, encoded, paper
from tests.hostile.damages_html import DEEP, MILLION


def nested_xml(rng: random.Random, article: Article) -> bytes:
    """A feed a hundred thousand elements deep."""
    tag = rng.choice(("item", "channel", "x", "entry", "description", "div"))
    told = f"<{tag}>" * DEEP + rng.choice(("", f"</{tag}>" * DEEP))
    return encoded(f"<rss><channel>{told}<item><description>{article.text}</description></item></channel></rss>")


def xml_entities(rng: random.Random, article: Article) -> bytes:
    """A feed with entities that grow, that read a file, that fetch."""
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    file = '<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/x">'
    types = f'<!DOCTYPE rss [<!ENTITY e0 "boom">{grown}{file}<!ENTITY % p SYSTEM "file:///etc/hosts">%p;]>'
    shown = rng.choice(("&e11;", "&f;", "&h;", "&e3;", "&undefined;"))
    item = f"<item><title>{shown}</title><description>{article.paragraphs[0]} {shown}</description></item>"
    return encoded(f'<?xml version="1.0"?>{types}<rss version="2.0"><channel>{item}</channel></rss>')


def table_shapes(rng: random.Random, article: Article) -> bytes:
    """Tables with quotation marks that never close, columns without end, no head, other delimiters, NULs."""
    made = (
        'text\n"' + article.text * 50,
        "text," * DEEP + "\n" + "x," * DEEP,
        article.text,
        "text\n" + "\n" * DEEP,
        "text;url\n" + article.text.replace(",", ";"),
        "text,text,text\na,b,c\n",
        "text\n" + "x" * (21 * MILLION),
        'text\n"a"b"c"\n',
        "\ufefftext\nx y z w.\n",
        "id,text\n1\n2,3,4,5\n",
        "text\r" + "a b c d.\r" * 20,
        "text\n=cmd|' /C calc'!A0\n",
        '"' * DEEP,
        "," * DEEP,
        "text\n" + "\0\n" * 30,
        "TEXT,Url\n" + article.paragraphs[0] + ",x\n",
        "\n\n\n",
        "text\tid\n" + article.paragraphs[0] + "\t1\n",
    )
    return encoded(rng.choice(made))


def paper_shapes(rng: random.Random, article: Article) -> bytes:
    """Papers with circles among their pages, streams packed to do harm, sizes that are none, passwords."""
    drawn = zlib.compress(b"BT (x) Tj ET " * rng.choice((10, 2 * MILLION)), 9)
    count = rng.choice((b"1", b"-1", b"99999999", b"999999999999999999999"))
    kids = rng.choice(
        (b"[3 0 R]", b"[2 0 R]", b"[" + b"3 0 R " * 5000 + b"]", b"[" * 20_000, b"[1 0 R 2 0 R 3 0 R]", b"99 0 R")
    )
    box = rng.choice((b"[0 0 595 842]", b"[0 0 1e30 1e30]", b"[-1 -1 0 0]", b"[]"))
    return paper(
        (
            b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >>",
            b"<< /Type /Pages /Kids %s /Count %s >>" % (kids, count),
            b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            % box,
            b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream"
            % (
                len(drawn),
                rng.choice((b"/FlateDecode", b"[" + b"/FlateDecode " * 100 + b"]", b"/Nothing", b"/LZWDecode")),
                drawn,
            ),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /%s >>" % rng.choice((b"Helvetica", b"A" * 100_000, b"")),
            b"<< /Title (%s) /CreationDate (D:%s) >>"
            % (base64.b16encode(encoded(article.title)), b"9" * rng.choice((14, 5000))),
        )
    )


def parquet_shapes(rng: random.Random, article: Article) -> bytes:
    """Tables of other types than text, of no rows, of columns in columns."""
    import pyarrow as pa  # noqa: PLC0415 (slow to load, and one format's alone)
    import pyarrow.parquet as pq  # noqa: PLC0415 (the same)

    text = article.text.encode("utf-8", "replace").decode()
    made: tuple[Mapping[str, object], ...] = (
        {"text": [1, 2]},
        {"text": [None, text]},
        {"text": [[text]]},
        {"text": [{"a": text}]},
        {"text": pa.array([], pa.string())},
        {"text": [b"\xff\xfe", text.encode()]},
        {"other": [text]},
        {f"c{n}": [1] for n in range(2000)},
        {"text": [text], "published": [1e300]},
        {"text": [text], "id": [2**63 - 1]},
        {"text": pa.array([text] * 3).dictionary_encode()},
        {"text": ["x" * (21 * MILLION)]},
        {"text": ["a\0b c d."]},
        {"html": [text]},
        {"text": [text], "published": pa.array([2**62], pa.timestamp("us"))},
    )
    stream = io.BytesIO()
    pq.write_table(pa.table(dict(rng.choice(made))), stream, compression="zstd")
    return stream.getvalue()
