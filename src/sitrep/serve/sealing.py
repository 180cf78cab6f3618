"""A captured page made harmless to look at: no script, no request, no connection, no way out."""

import re

from sitrep.ingest.decoding import declared_encoding, decode

# What a page that is drawn may do: nothing.
SEALED = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": SEALED,
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
}
# A policy stops requests. Browsers open connections before they ask it, for frames, hints and links; so these elements
# are drawn as others that lead nowhere: those that hold something as elements that no browser knows, those that hold
# nothing as places where a line may break. Addresses of pictures, films, styles and forms get a name that means
# nothing, so that not even pictures within the page itself are shown.
HOLDING = ("a", "applet", "fencedframe", "frameset", "iframe", "object", "portal")
EMPTY = ("area", "base", "embed", "frame", "link", "meta")
_TAG = re.compile(rf"<(/?)({'|'.join(HOLDING + EMPTY)})(?=[\s/>])", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""([\s"'/:])(action|background|dynsrc|formaction|href|lowsrc|ping|poster|src|srcset)(?=\s*=)""", re.IGNORECASE
)
_OF_STYLE = re.compile(r"(?<![\w-])url(?=\()|(?<=@)import(?![\w-])", re.IGNORECASE)
DRAWN = frozenset({"text/html", "application/xhtml+xml"})
AS_TEXT = ("text/", "application/json", "application/x-ndjson", "application/jsonl", "application/xml")
SAVED = "application/octet-stream"


def is_drawn(media_type: str) -> bool:
    """Whether bytes of a media type are a page that a browser draws; others are shown as text, or saved."""
    return plain_type(media_type) in DRAWN


def plain_type(media_type: str) -> str:
    """A media type without its parameters, in small letters."""
    return media_type.partition(";")[0].strip().lower()


def sealed_page(content: bytes, charset: str | None) -> str:
    """A captured page as HTML that opens nothing; all its words stay. Raises IngestError for bytes that are no text.

    >>> sealed_page(b'<link href="//x.example/"><p>See <A href="//x.example/">this</A>', None)
    '<wbr data-was="link" data-was-href="//x.example/"><p>See <x-a data-was-href="//x.example/">this</x-a>'
    """
    text = decode(content, charset or declared_encoding(content))
    named = _ADDRESS.sub(r"\1data-was-\2", _TAG.sub(_harmless, text))
    return _OF_STYLE.sub(lambda found: f"was-{found[0]}", named)


def _harmless(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    return f'<{tag[1]}wbr data-was="{name}"' if name in EMPTY else f"<{tag[1]}x-{name}"


def shown_type(media_type: str, charset: str | None) -> str:
    """The content type that exact bytes are sent under: as plain text where they are text, else to be saved.

    >>> shown_type("text/html; x=1", None), shown_type("image/svg+xml", None), shown_type("text/plain", "windows-1256")
    ('text/plain; charset=utf-8', 'application/octet-stream', 'text/plain; charset=windows-1256')
    """
    known = charset is not None and re.fullmatch(r"[A-Za-z0-9_-]{1,40}", charset) is not None
    if plain_type(media_type).startswith(AS_TEXT) or is_drawn(media_type):
        return f"text/plain; charset={charset if known else 'utf-8'}"
    return SAVED
