"""Well-formed pages in every format that sitrep reads, made of the project's own example pages."""

import csv
import gzip
import html
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from tests.ingest.archives import Archive

PAGES = Path(__file__).parents[2] / "examples" / "pages"
PARAGRAPH = re.compile(r"<p[^>]*>(.*?)</p>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# What parts strings in a PDF.
UNSAFE = re.compile(r"[()\\]")
# So many paragraphs of a page are enough to go wrong on.
MOST = 6


@dataclass(frozen=True, slots=True)
class Article:
    """What a page says: its words, and what is known of it."""

    title: str
    paragraphs: tuple[str, ...]
    url: str = "https://northwire.example/article/1"
    published: str = "2015-12-22"

    @property
    def text(self) -> str:
        """The title and the paragraphs as plain text."""
        return "\n\n".join((self.title, *self.paragraphs))


@cache
def articles() -> tuple[Article, ...]:
    """The example pages in HTML as articles, in order of their names."""
    pages = (path.read_bytes() for path in sorted(PAGES.glob("*.html")))
    found = (article_of(page.decode("utf-8", "replace")) for page in pages)
    return tuple(article for article in found if article.paragraphs)


def article_of(markup: str) -> Article:
    """The title and the paragraphs of a page of ours."""
    plain = [html.unescape(TAG.sub("", found)).strip() for found in PARAGRAPH.findall(markup)]
    told = tuple(text for text in plain if len(text.split()) > MOST)[:MOST]
    found = TITLE.search(markup)
    return Article(html.unescape(found[1]).strip() if found else "Shells fall on Idlib", told)


def as_html(article: Article, body: str | None = None) -> bytes:
    """A page of HTML; `body` instead of the paragraphs where it is given."""
    told = body if body is not None else "".join(f"<p>{escape(text)}</p>\n" for text in article.paragraphs)
    head = (
        f'<meta charset="utf-8"><title>{escape(article.title)}</title>'
        f'<meta property="article:published_time" content="{article.published}">'
    )
    page = f"<article><h1>{escape(article.title)}</h1>\n{told}</article>"
    return encoded(f"<!DOCTYPE html>\n<html lang=en><head>{head}</head><body>{page}</body></html>\n")


def encoded(text: str) -> bytes:
    """Text as UTF-8, half characters as the bytes that a careless program writes for them."""
    return text.encode("utf-8", "surrogatepass")


def as_text(article: Article) -> bytes:
    """Plain text."""
    return encoded(article.text)


def as_markdown(article: Article) -> bytes:
    """Markdown with a heading, an emphasis and a list."""
    items = "\n".join(f"- {text[:60]}" for text in article.paragraphs)
    return encoded(f"# {article.title}\n\n" + "\n\n".join(article.paragraphs) + f"\n\n> *quoted*\n\n{items}\n")


def as_line(article: Article) -> bytes:
    """One line of JSONL."""
    record = {"id": "p1", "url": article.url, "title": article.title, "published": article.published}
    return json.dumps({**record, "text": article.text}).encode() + b"\n"


def as_lines(article: Article) -> bytes:
    """Three lines of JSONL: text, HTML, and text again."""
    markup = json.dumps({"html": as_html(article).decode("utf-8", "replace"), "lang": "en"}).encode()
    return as_line(article) + markup + b"\n" + as_line(article)


def as_packed_lines(article: Article) -> bytes:
    """The same, packed."""
    return gzip.compress(as_lines(article), mtime=0)


def as_warc(article: Article, *, packed: bool = False) -> bytes:
    """A web archive with three pages, one of them packed by its server."""
    page = as_html(article)
    http = [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip")]
    archive = Archive(packed=packed).add(page).add(gzip.compress(page, mtime=0), http=http)
    archive.add(as_text(article), kind="resource", http=None, content_type="text/plain")
    return archive.content


def as_packed_warc(article: Article) -> bytes:
    """The same, each record packed."""
    return as_warc(article, packed=True)


def as_wacz(article: Article) -> bytes:
    """A WACZ file with one web archive and its list."""
    return zipped({"archive/data.warc.gz": as_packed_warc(article)})


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """A WACZ file with a list of what it holds."""
    resources = [{"path": name, "hash": "sha256:" + sha256(data).hexdigest()} for name, data in entries.items()]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in entries.items():
            packed.writestr(name, data)
        packed.writestr("datapackage.json", json.dumps({"profile": "data-package", "resources": resources}))
    return stream.getvalue()


def as_rss(article: Article) -> bytes:
    """An RSS feed with two whole articles."""
    told = "".join(f"&lt;p&gt;{escape(escape(text))}&lt;/p&gt;" for text in article.paragraphs)
    item = (
        f"<item><title>{escape(article.title)}</title><link>{escape(article.url)}</link><guid>{{}}</guid>"
        f"<pubDate>Tue, 22 Dec 2015 10:00:00 GMT</pubDate><description>{told}</description></item>"
    )
    inner = item.format("one").replace("{", "") + item.format("two").replace("{", "")
    return encoded(f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{inner}</channel></rss>')


def as_atom(article: Article) -> bytes:
    """An Atom feed with one whole article."""
    told = "".join(f"<p>{escape(text)}</p>" for text in article.paragraphs)
    entry = (
        f"<entry><id>urn:1</id><title>{escape(article.title)}</title><link href={quoteattr(article.url)}/>"
        f"<published>2015-12-22T10:00:00Z</published><content type='html'>{escape(told)}</content></entry>"
    )
    return encoded(f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>{entry}</feed>')


def as_sitemap(article: Article) -> bytes:
    """A news sitemap: addresses, no articles."""
    news = f"<n:news><n:title>{escape(article.title)}</n:title></n:news>"
    url = f"<url><loc>{escape(article.url)}</loc><lastmod>2015-12-22</lastmod>{news}</url>"
    names = (
        'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
    )
    return encoded(f'<?xml version="1.0"?><urlset {names}>{url}</urlset>')


def as_csv(article: Article) -> bytes:
    """A table of two articles."""
    stream = io.StringIO()
    rows = csv.writer(stream)
    rows.writerow(("id", "url", "title", "published", "text"))
    for key in ("one", "two"):
        rows.writerow((key, article.url, article.title, article.published, article.text))
    return encoded(stream.getvalue())


def as_parquet(article: Article) -> bytes:
    """The same table as Parquet; half characters cannot stand in one."""
    import pyarrow as pa  # noqa: PLC0415 (slow to load, and one format's alone)
    import pyarrow.parquet as pq  # noqa: PLC0415 (the same)

    text = encoded(article.text).decode("utf-8", "replace")
    columns = {"id": ["one", "two"], "title": [article.title[:200].encode(errors="replace").decode()] * 2}
    stream = io.BytesIO()
    pq.write_table(pa.table({**columns, "published": [article.published] * 2, "text": [text] * 2}), stream)
    return stream.getvalue()


def as_pdf(article: Article) -> bytes:
    """A paper of one page with the words of the article in a standard font."""
    lines = [line[at : at + 80] for line in article.text[:4000].split("\n") if line for at in range(0, len(line), 80)]
    shown = "".join(f"({UNSAFE.sub(' ', line)}) Tj T*\n" for line in lines[:50])
    drawn = f"BT /F1 11 Tf 14 TL 50 800 Td\n{shown}ET".encode("latin-1", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>"
        ),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    return paper(objects)


def paper(objects: tuple[bytes, ...]) -> bytes:
    """The objects of a PDF in a file, with the table of where they stand."""
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + head + table + tail


# The ending of each format's files -> what makes one.
FORMATS: Mapping[str, Callable[[Article], bytes]] = {
    ".html": as_html,
    ".txt": as_text,
    ".md": as_markdown,
    ".jsonl": as_lines,
    ".jsonl.gz": as_packed_lines,
    ".warc": as_warc,
    ".warc.gz": as_packed_warc,
    ".wacz": as_wacz,
    ".rss": as_rss,
    ".atom": as_atom,
    ".xml": as_sitemap,
    ".csv": as_csv,
    ".parquet": as_parquet,
    ".pdf": as_pdf,
}
