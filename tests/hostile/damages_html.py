"""What is done to HTML alone."""

import json
import random

from tests.hostile.articles import Article, as_html, encoded

DEEP, MILLION = 100_000, 1_000_000
LABELS = (
    "utf-8",
    "x-nothing",
    "idna",
    "punycode",
    "undefined",
    "unicode_escape",
    "raw_unicode_escape",
    "utf-7",
    "rot13",
    "base64",
    "zlib",
    "utf-16",
    "utf-32",
    "latin-1",
    "windows-1252",
    "koi8-r",
    "shift_jis",
    "mbcs",
    "oem",
    "hex",
    "charmap",
    "utf_8_sig",
    "uu",
    "quopri",
    "bz2",
    "cp65001",
    "a" * 40,
    "utf-8-variant",
    "iso-2022-kr",
    "hz",
)


def nested_html(rng: random.Random, article: Article) -> bytes:
    """Elements a hundred thousand deep."""
    tag = rng.choice(("div", "p", "b", "span", "table", "ul><li", "blockquote", "font", "a", "svg", "select", "i><b"))
    inner = f"<{tag}>" * DEEP + "".join(f"<p>{text}</p>" for text in article.paragraphs)
    return as_html(article, rng.choice((inner, inner + f"</{tag.split('>')[0]}>" * DEEP)))


def attributes(rng: random.Random, article: Article) -> bytes:
    """An element with endless attributes, or an endless one."""
    made = (
        "".join(f" a{n}=v{n}" for n in range(DEEP)),
        " class='" + "credit " * DEEP + "'",
        ' a="' + "x" * MILLION + '"',
        " a" * DEEP,
        " a='" + "&amp;" * DEEP + "'",
        " class=" + "date" * DEEP,
        " =" * DEEP,
        ' "' * DEEP,
    )
    told = "".join(f"<p{rng.choice(made) if n == 0 else ''}>{text}</p>" for n, text in enumerate(article.paragraphs))
    return as_html(article, told)


def many_elements(rng: random.Random, article: Article) -> bytes:
    """Very many elements beside one another, text between them or none."""
    one = rng.choice(
        (
            "<br>",
            "<p>x",
            "<time datetime=x>",
            "<figcaption>x",
            "<i></i>",
            "<td>",
            "&#1;",
            "&#xD800;",
            "&#0;",
            "<!-- -->",
            "<script>",
            "<li>x y z",
            "<a href=x>y</a>",
            "<meta name=a content=b>",
            "<h1>x y z w</h1>",
            "<p>Twelve men died there.</p>",
        )
    )
    return as_html(article, one * rng.choice((1000, 20_000)) + "".join(f"<p>{text}</p>" for text in article.paragraphs))


def entities(rng: random.Random, article: Article) -> bytes:
    """A document type with entities that grow, that read a file, that fetch."""
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    file = '<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/x">'
    types = f'<!DOCTYPE html [<!ENTITY e0 "boom">{grown}{file}<!ENTITY % p SYSTEM "file:///etc/hosts">%p;]>'
    told = "".join(f"<p>{text} &e11; &f; &h; &e{rng.randrange(12)};</p>" for text in article.paragraphs)
    return encoded(f'<?xml version="1.0"?>{types}<html><body><article>{told}</article></body></html>')


def declared(rng: random.Random, article: Article) -> bytes:
    """A page that declares an encoding that it is not in, or one that no browser knows."""
    page = as_html(article).replace(b'charset="utf-8"', b'charset="%s"' % rng.choice(LABELS).encode())
    return page.replace(
        b"</h1>", b"</h1>" + rng.choice((b"\xe9\xff", b"\\ud800\xe9", b"+2AA-\xff", b"\x80\x81\xfe", b"\xe4\xf6"))
    )


def linked_data(rng: random.Random, article: Article) -> bytes:
    """Data for machines that are deep, long, of other types, of doubled keys."""
    made = (
        "[" * DEEP,
        "[" * 900 + "]" * 900,
        '{"@type":"NewsArticle","headline":' + "[" * 900 + "]" * 900 + "}",
        '{"@type":["NewsArticle",1,null],"headline":{"a":1},"publisher":[1],"datePublished":9e999}',
        json.dumps({"@type": "NewsArticle", "headline": "x" * MILLION, "datePublished": "1" * 5000}),
        "[" + ",".join(["{}"] * DEEP) + "]",
        '{"@type":"NewsArticle","headline":"\\ud800\\u0000","datePublished":"\\ud800"}',
        '{"a":' + "9" * 5000 + "}",
        '{"headline":"a","headline":"b","@type":"Report","@type":"Article"}',
        "NaN",
        "\ud800",
    )
    script = f'<script type="application/ld+json">{rng.choice(made)}</script>'
    return as_html(article).replace(b"</head>", encoded(script) + b"</head>")
