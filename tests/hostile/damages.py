"""What is done to well-formed input: to the words before they are wrapped, to the bytes after."""

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from tests.hostile.articles import Article

MILLION = 1_000_000
MARKS = "\u0300\u0301\u0323\u0338\u0489"
TURNS = "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u202c\u2069"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e"
CODINGS = (
    "utf-16",
    "utf-16-le",
    "utf-32-be",
    "koi8-r",
    "windows-1256",
    "shift_jis",
    "gb18030",
    "big5",
    "euc-kr",
    "iso-2022-jp",
    "hz",
    "cp037",
    "utf-8-sig",
    "utf-7",
)
Words = Callable[[random.Random, Article], Article]
Bytes = Callable[[random.Random, bytes], bytes]


def _amid(rng: random.Random, article: Article, intruder: str) -> Article:
    """An article with something put into one of its paragraphs."""
    told = list(article.paragraphs)
    at = rng.randrange(len(told))
    place = rng.randrange(len(told[at]) + 1)
    told[at] = told[at][:place] + intruder + told[at][place:]
    return replace(article, paragraphs=tuple(told))


def _sown(rng: random.Random, article: Article, seeds: str) -> Article:
    """An article with characters strewn over all of its words."""
    told = ("".join(c + (rng.choice(seeds) if rng.random() < 0.1 else "") for c in text) for text in article.paragraphs)
    return replace(article, paragraphs=tuple(told))


def long_line(rng: random.Random, article: Article) -> Article:
    """A paragraph of a million characters on one line."""
    sentence = rng.choice(article.paragraphs) + " "
    return _amid(rng, article, sentence * (MILLION // len(sentence)))


def endless_sentence(rng: random.Random, article: Article) -> Article:
    """A sentence without an end, of many thousand words."""
    joint = rng.choice((" and ", ", ", " - ", '" said ', " that ", " (", "; ", " of "))
    words = rng.choice(article.paragraphs).replace(".", "")
    return _amid(rng, article, joint.join([words] * (rng.choice((3000, 30_000)) // len(words) + 2)))


def overlong_word(rng: random.Random, article: Article) -> Article:
    """A word of a million letters, marks or digits."""
    return _amid(
        rng, article, " " + rng.choice(("a", "A", "1", "-", ".", "'", "“", "1,", "x-", "a.", "é", "字")) * MILLION
    )


def huge_number(rng: random.Random, article: Article) -> Article:
    """Numbers that no machine word holds, in figures and in words."""
    made = (
        "9" * 5000,
        "1" + ",000" * 2000,
        "1e999999",
        "-" + "9" * 400,
        "0." + "0" * 5000 + "1",
        "9" * 309 + " million",
        "hundred " * 500,
        "thousand million billion " * 200,
        "1/" + "0" * 300,
        "٩" * 500,
        "²" * 50,
        "½" * 30,
        "99999999999999999999-99999999999999999999",
        "9" * 20 + "th",
        "9999999999 km",
        "4" * 30 + " years ago",
    )
    return _amid(rng, article, f" killing {rng.choice(made)} people on {rng.choice(made)} December {rng.choice(made)} ")


def right_to_left(rng: random.Random, article: Article) -> Article:
    """Overrides and embeddings of the direction of writing, closed and not."""
    return _sown(rng, article, TURNS)


def zero_width(rng: random.Random, article: Article) -> Article:
    """Characters that nobody sees, between all others."""
    return _sown(rng, article, UNSEEN)


def marks_tower(rng: random.Random, article: Article) -> Article:
    """Letters under thousands of combining marks."""
    return _amid(rng, article, "e" + "".join(rng.choice(MARKS) for _ in range(rng.choice((50, 5000, 100_000)))))


def half_characters(rng: random.Random, article: Article) -> Article:
    """Lone surrogates."""
    return _sown(rng, article, "\ud800\udfff\udc80")


def nul_words(rng: random.Random, article: Article) -> Article:
    """NUL and other control characters amid the words."""
    return _sown(rng, article, "\0\x01\x08\x0b\x0c\x1b\x1f\x7f\x85")


def odd_characters(rng: random.Random, article: Article) -> Article:
    """Characters from all over Unicode: unassigned, private, emoji sequences, separators."""
    drawn = "".join(chr(n) for n in (rng.randrange(0x20, 0x110000) for _ in range(400)) if not 0xD800 <= n < 0xE000)
    return _sown(rng, article, drawn + "\u2028\u2029\u0085\U0001f468\u200d\U0001f469\ufe0f\U000e0041")


def nested_quotations(rng: random.Random, article: Article) -> Article:
    """Quotation marks and brackets that open and never close."""
    opener = rng.choice(('"', "“", "‘", "(", "[", "«", "“‘", '"(', "he said “", "<", "&", "&amp;", "{{", "]]>"))
    return _amid(rng, article, (opener + rng.choice(("", "x ", " "))) * rng.choice((100, 3000, 20_000)))


def many_paragraphs(rng: random.Random, article: Article) -> Article:
    """Very many very short paragraphs, or one again and again."""
    short = rng.choice(("", "x", "-", "By A. Writer", "12 May 2015", "Read more", "Photo: A. Writer", "# x", "a.b"))
    return replace(article, paragraphs=(*article.paragraphs, *[short] * rng.choice((1000, 20_000))))


def hostile_dates(rng: random.Random, article: Article) -> Article:
    """Dates that are none, or lie at the ends of time."""
    made = (
        "0000-00-00",
        "9999-12-31T23:59:59+23:59",
        "0001-01-01T00:00:00+14:00",
        "99999-01-01",
        "2015-W99-9",
        "Tue, 22 Dec 2015 10:00:00 +9999999999",
        "Tue, 22 Dec 99999 10:00:00 GMT",
        "1" * 5000,
        "2015-02-30",
        "\u0662\u0660\u0661\u0665",
        "22/22/2222",
        "May 042017",
        "31 Feb 2016",
        "Thu, 01 Jan 1970 00:00:00 -2359",
        "2015-12-22T24:00:00",
        "-1",
        "²²²²",
        "Tue, 22 Dec 2015 10:00:00 -99999999999999999999",
        "1900-01-01T00:00:00-23:59",
        "1 ٢ ٣",
        "",
        " ",
        "T",
        "12/²/2015",
    )
    first, second, third, until = (rng.choice(made) for _ in range(4))
    told = f"Published on {first} and again on {second}, {third} ago, until {until}."
    day = rng.choice(("2015/12/22", "2015/99/99", "0000/00/00", "2015/02/30", "9999/12/31"))
    url = f"https://northwire.example/{day}/x"
    return replace(_amid(rng, article, told), published=rng.choice(made), url=url)


def empty_words(rng: random.Random, article: Article) -> Article:
    """A page that says nothing, in one of the ways of doing so."""
    nothing = rng.choice(("", " ", "\n\n", "\u00a0", "\u200b", "\ufeff", ".", "\u2028", "-", "\u202e", "\x00"))
    return Article(nothing, (nothing,), rng.choice(("", nothing, article.url)), "")


WORDS: Mapping[str, Words] = {
    "million-character line": long_line,
    "endless sentence": endless_sentence,
    "overlong word": overlong_word,
    "huge numbers": huge_number,
    "right-to-left overrides": right_to_left,
    "zero-width characters": zero_width,
    "combining marks": marks_tower,
    "lone surrogates": half_characters,
    "NULs and controls": nul_words,
    "all of Unicode": odd_characters,
    "unclosed quotations": nested_quotations,
    "many paragraphs": many_paragraphs,
    "hostile dates": hostile_dates,
    "nothing said": empty_words,
}


def truncated(rng: random.Random, content: bytes) -> bytes:
    """The beginning."""
    return content[: rng.randrange(len(content))]


def flipped(rng: random.Random, content: bytes) -> bytes:
    """A few bits flipped, or many."""
    found = bytearray(content)
    for _ in range(rng.choice((1, 3, 30, 300))):
        found[rng.randrange(len(found))] ^= 1 << rng.randrange(8)
    return bytes(found)


def nulled(rng: random.Random, content: bytes) -> bytes:
    """NULs put in, or written over a stretch."""
    at, count = rng.randrange(len(content)), rng.choice((1, 10, 1000))
    return content[:at] + b"\0" * count + content[at + rng.choice((0, count)) :]


def shuffled(rng: random.Random, content: bytes) -> bytes:
    """Stretches taken out, doubled, swapped."""
    cuts = sorted(rng.randrange(len(content) + 1) for _ in range(4))
    parts = [content[a:b] for a, b in zip([0, *cuts], [*cuts, len(content)], strict=True)]
    rng.shuffle(parts)
    return b"".join(parts[: rng.choice((3, 4, 5))] + parts[: rng.choice((0, 1))])


def noise(rng: random.Random, content: bytes) -> bytes:
    """Noise, after the first bytes of the format or on its own."""
    return content[: rng.choice((0, 4, 16, 200))] + rng.randbytes(rng.choice((1, 100, 20_000)))


def other_charset(rng: random.Random, content: bytes) -> bytes:
    """Bytes of a text in another encoding than they say; of what is no text, every character as two."""
    text = content.decode("utf-8", "replace")
    return text.encode(rng.choice(CODINGS), "replace")


def appended(rng: random.Random, content: bytes) -> bytes:
    """The same again and again, or something else after the end."""
    other = rng.choice(
        (b"\0" * 512, b"\x1f\x8b\x08", b"WARC/1.0\r\n", b"PK\x03\x04", b"</html>", b"%PDF-1.7\n", b"\n{}\n")
    )
    return rng.choice((content * 3, content + other, other + content, content + other * 500))


BYTES: Mapping[str, Bytes] = {
    "truncation": truncated,
    "bit flips": flipped,
    "NUL bytes": nulled,
    "stretches moved": shuffled,
    "noise": noise,
    "wrong charset": other_charset,
    "something appended": appended,
}
