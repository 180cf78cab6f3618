"""What is done to lines and archives alone: bombs, headers, member names."""

import gzip
import io
import json
import random
import zipfile
import zlib
from hashlib import sha256

from tests.hostile.articles import FORMATS, Article, as_line, as_packed_warc, zipped
from tests.hostile.damages_html import DEEP, LABELS, MILLION
from tests.ingest.archives import Archive


def json_shapes(rng: random.Random, article: Article) -> bytes:
    """Lines that are JSON and no article, or hardly JSON."""
    good = json.loads(as_line(article))
    made = (
        b"[" * DEEP,
        b'{"text":' + b"[" * DEEP + b"]" * DEEP + b"}",
        b'{"a":' * DEEP,
        b'{"text": "a", "text": "b b b b b"}',
        b'{"id": ' + b"9" * 6000 + b', "text": "x"}',
        b'{"id": 1e400, "text": "x"}',
        b'{"id": -0, "text": "x y z w."}',
        b"NaN",
        b"null",
        b'"text"',
        b"[]",
        b"{}",
        b'{"text": NaN}',
        b'{"text": "\\ud800"}',
        b'{"text": "\\u0000"}',
        b'{"url": "\\udfff", "text": "x"}',
        b"{'text': 'x'}",
        b'{"text": "x"} {"text": "y"}',
        b'\xef\xbb\xbf{"text": "x y z w."}',
        b'{"text": "\xff\xfe"}',
        b'{"lang": "\\n", "text": "x"}',
        json.dumps({**good, "url": "javascript:" + "a" * MILLION}).encode(),
        json.dumps({**good, "lang": "x" * MILLION}).encode(),
        json.dumps({**good, "title": "a " * (MILLION // 2)}).encode(),
        json.dumps({**good, "outlet": "é" * 100_000}).encode(),
        json.dumps({**good, "id": "../../../x\n/etc/passwd"}).encode(),
        json.dumps({**good, "id": ["a"]}).encode(),
        json.dumps({**good, "lang": rng.choice(("en-" * 1000, "EN_us", "-", "*", "ar", "xx", "en\u202e"))}).encode(),
        json.dumps({**{f"k{n}": n for n in range(DEEP)}, **good}).encode(),
        json.dumps(good).encode("utf-16"),
    )
    return rng.choice(made) + b"\n" + as_line(article) + rng.choice(made)


def bomb_lines(rng: random.Random, article: Article) -> bytes:
    """A gzip file that unpacks to a thousand times its size."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    piece = rng.choice((b"\0", b"a", b"\n", b'{"text": "x"}', b" ")) * MILLION
    made = [packer.compress(as_line(article)), *(packer.compress(piece) for _ in range(rng.choice((30, 1500))))]
    return b"".join(made) + packer.flush()


def bomb_records(rng: random.Random, article: Article) -> bytes:
    """A web archive whose record, or whose server's packing, unpacks to a thousand times its size."""
    http = [("Content-Type", "text/html"), ("Content-Encoding", rng.choice(("gzip", "deflate", "br", "gzip, gzip")))]
    archive = Archive().add(zlib.compress(b"<p>x" * (25 * MILLION), 9), http=http)
    if rng.random() < 0.5:
        return as_packed_warc(article) + gzip.compress(b"WARC/1.0\r\n" + b"a" * (300 * MILLION), 1, mtime=0)
    return archive.content + as_packed_warc(article)


def hostile_headers(rng: random.Random, article: Article) -> bytes:
    """Headers of records and of servers that are long, doubled, wrong or none."""
    made: tuple[tuple[bytes, bytes], ...] = (
        (b"Content-Length: ", b"Content-Length: -"),
        (b"Content-Length: ", b"Content-Length: 9999999999999999999"),
        (b"Content-Length: ", b"Content-Length: x"),
        (b"WARC-Target-URI: ", b"WARC-Target-URI: " + b"a" * MILLION),
        (b"WARC-Date: ", b"WARC-Date: 99999"),
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 \xc2\xb2\xc2\xb2 OK"),
        (b"HTTP/1.1", b"HTTP/" + b"1" * 5000),
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 " + b"9" * 5000 + b" OK"),
        (b"Content-Type: ", b"X: y\r\n" * DEEP + b"Content-Type: "),
        (b"WARC-Type: response", b"WARC-Type: revisit"),
        (b"WARC-Type: response", b"WARC-Type: \xff\xfe"),
        (b"\r\n\r\n", b"\n"),
        (b"WARC-Type: ", b"WARC-Block-Digest: sha1:AAAA\r\nWARC-Type: "),
        (b"WARC-Type: ", b"WARC-Block-Digest: \xc3\xa9:\xff\r\nWARC-Type: "),
        (b"charset=utf-8", b"charset=" + rng.choice(LABELS).encode()),
        (b"Content-Type: ", b"Transfer-Encoding: chunked\r\nContent-Type: "),
        (b"https://wire.example/raid", b"file:///etc/passwd"),
        (b"https://wire.example/raid", b"http://[::1/../../x\x00\x0a"),
        (b"WARC-Type: ", b"WARC-Segment-Number: 1\r\nWARC-Type: "),
        (b"WARC/1.", b"WARC/9."),
        (b"WARC/1.", b"warc/\xff"),
        (b": ", b":"),
        (b"Content-Type: text/html", b"Content-Encoding: br\r\nContent-Type: text/html"),
        (b"\r\n", b"\n"),
        (b"<html", b"1000\r\n<html"),
    )
    plain = FORMATS[".warc"](article)
    old, new = rng.choice(made)
    return plain.replace(old, new, rng.choice((1, 2, -1)))


def hostile_headers_packed(rng: random.Random, article: Article) -> bytes:
    """The same, packed record by record as far as records can be told, or as one member."""
    records = hostile_headers(rng, article).split(b"\r\n\r\nWARC/")
    parts = [records[0], *(b"WARC/" + record for record in records[1:])]
    if rng.random() < 0.3:
        return gzip.compress(b"\r\n\r\n".join(parts), mtime=0)
    return b"".join(gzip.compress(part + b"\r\n\r\n", mtime=0) for part in parts)


NAMES = (
    "../../x.warc.gz",
    "/etc/x.warc.gz",
    "archive/../../../x.warc.gz",
    "archive//etc/passwd.warc.gz",
    "archive/a\nb.warc.gz",
    "archive/\u202egz.craw.warc.gz",
    "archive/a\\..\\..\\x.warc.gz",
    "archive/C:\\x.warc.gz",
    "archive/" + "x" * 60_000 + ".warc.gz",
    "archive/.warc.gz",
    "archive/\x01\x1b[31m.warc.gz",
    "archive/ .warc",
    "archive/caf\u00e9.warc.gz",
    "archive/a/../b.WARC.GZ",
)


def hostile_names(rng: random.Random, article: Article) -> bytes:
    """A WACZ file whose members have names that lead elsewhere, or are links, or stand there twice."""
    warc = as_packed_warc(article)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name in rng.sample(NAMES, 4):
            packed.writestr(zipfile.ZipInfo(name), warc)
        link = zipfile.ZipInfo("archive/link.warc.gz")
        link.external_attr = 0o120777 << 16
        packed.writestr(link, b"../../../../etc/passwd")
        listed = [
            {
                "path": rng.choice(NAMES),
                "hash": rng.choice(("sha256:x", "none:y", "\ud800", "sha256:" + sha256(warc).hexdigest())),
            }
        ]
        packed.writestr(
            "datapackage.json", rng.choice((json.dumps({"resources": listed}), "[" * DEEP, "{}", '{"resources": 3}'))
        )
        packed.writestr("datapackage-digest.json", rng.choice(('{"hash": "sha256:0"}', "[]", "\xff", '{"hash": 1}')))
    return stream.getvalue()


def bomb_zip(rng: random.Random, article: Article) -> bytes:
    """A WACZ file that unpacks to a thousand times its size, in its archive or in its list."""
    big = b"WARC/1.0\r\n" + b"\0" * (200 * MILLION)
    if rng.random() < 0.5:
        return zipped({"archive/data.warc": big, "archive/good.warc.gz": as_packed_warc(article)})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("datapackage.json", b" " * (200 * MILLION))
        packed.writestr("archive/good.warc.gz", as_packed_warc(article))
    return stream.getvalue()


def zip_fields(rng: random.Random, article: Article) -> bytes:
    """A WACZ file whose zip says other sizes, methods, versions or flags than there are."""
    found = bytearray(FORMATS[".wacz"](article))
    for mark in (b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06"):
        at = found.find(mark)
        while at >= 0 and rng.random() < 0.7:
            found[min(at + 4 + rng.randrange(24), len(found) - 1)] = rng.choice((0, 1, 0x7F, 0xFF))
            at = found.find(mark, at + 1)
    return bytes(found)
