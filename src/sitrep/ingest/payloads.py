"""What one record of a web archive holds: the page as its server sent it, unpacked and checked."""

import base64
import hashlib
import io
import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import brotli
from warcio.bufferedreaders import ChunkedDataException, ChunkedDataReader
from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser, StatusAndHeadersParserException

from sitrep.ingest.formats import HTML, LARGEST, TEXT
from sitrep.ingest.members import DamageError
from sitrep.model.errors import IngestError

PAGES = {HTML: HTML, "application/xhtml+xml": HTML, TEXT: TEXT}
# HTTP headers longer than this are none.
LONGEST_HEAD = 65_536
CHARSET = re.compile(r"""charset\s*+=\s*+(?:["']\s*+)?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
OK = range(200, 300)
ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})
OTHER_CONTENT = "its content is not that of its digest"
AGAIN = "fetch the page again, or take the record from a copy of the archive"


@dataclass(frozen=True, slots=True)
class Payload:
    """A page as its server sent it."""

    media_type: str
    charset: str | None
    content: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The HTTP headers of a block: `size` is where its body begins."""

    fields: StatusAndHeaders
    size: int

    @property
    def content_type(self) -> str:
        """What the server says the body is."""
        return str(self.fields.get_header("Content-Type") or "")

    @property
    def status(self) -> int:
        """The server's answer as a number; 0 where it is none."""
        code = str(self.fields.get_statuscode())
        return int(code) if code.isdecimal() else 0


def page_type(content_type: str | None) -> str | None:
    """The media type of a page, or None for what is no page.

    >>> page_type("text/html; charset=koi8-r"), page_type("image/png")
    ('text/html', None)
    """
    return PAGES.get((content_type or "").split(";")[0].strip().lower())


def read_head(start: bytes) -> Head:
    """The HTTP headers at the start of a block. Raises DamageError where there are none."""
    stream = io.BytesIO(start)
    try:
        fields = StatusAndHeadersParser((), verify=False).parse(stream)
    except (EOFError, StatusAndHeadersParserException, ValueError) as error:
        raise DamageError("has no HTTP headers") from error
    if not str(fields.protocol).startswith("HTTP/"):
        raise DamageError("has no HTTP headers")
    return Head(fields, stream.tell())


def response_payload(block: bytes, head: Head, stated: str | None) -> Payload:
    """The page of a response. Raises DamageError for a damaged one, IngestError for one that holds no page."""
    sent = block[head.size :]
    whole = dechunked(sent) if (head.fields.get_header("Transfer-Encoding") or "").lower() == "chunked" else sent
    content = unpacked(whole, (head.fields.get_header("Content-Encoding") or "").strip().lower())
    check_payload(stated, (sent, whole, content))
    if head.status not in OK:
        raise IngestError(f"the server answered {head.status} and sent no page", "give another capture of the address")
    return checked(Payload(page_type(head.content_type) or HTML, charset_of(head.content_type), content))


def resource_payload(block: bytes, content_type: str, stated: str | None) -> Payload:
    """The page of a resource or conversion. Raises as `response_payload` does."""
    check_payload(stated, (block,))
    return checked(Payload(page_type(content_type) or TEXT, charset_of(content_type), block))


def checked(payload: Payload) -> Payload:
    """A payload that may be a page."""
    if len(payload.content) > LARGEST:
        raise IngestError(f"larger than {LARGEST:,} bytes", "split it")
    if not payload.content.strip():
        raise IngestError("the record is empty", "fetch the page again")
    return payload


def charset_of(content_type: str) -> str | None:
    """The encoding that a content type names, or None.

    >>> charset_of('text/html; charset="Koi8-R"')
    'koi8-r'
    """
    found = CHARSET.search(content_type)
    return found[1].lower() if found else None


def dechunked(sent: bytes) -> bytes:
    """A body that was sent in chunks, in one; one that an archive stores in one already, as it is."""
    if not re.match(rb"[0-9A-Fa-f]{1,8}[ \t]*(;[^\r\n]*)?\r\n", sent):
        return sent
    try:
        return bytes(ChunkedDataReader(io.BytesIO(sent), raise_exceptions=True).read())
    except ChunkedDataException as error:
        raise DamageError("its chunks are not whole") from error


def unpacked(sent: bytes, packing: str) -> bytes:
    """A body as it was before its server packed it; one that an archive stores unpacked, as it is.

    Of what unpacks to more than a page may hold, only so much as shows that it is too much.
    """
    if packing in ("", "identity"):
        return sent
    if packing not in UNPACKERS:
        raise IngestError(f"its server packed it as {packing}, which is not read", "fetch it again as gzip or unpacked")
    try:
        return UNPACKERS[packing](sent)
    except DamageError:
        if looks_unpacked(sent):
            return sent
        raise


def looks_unpacked(sent: bytes) -> bool:
    """Whether a body is markup as it stands."""
    return sent.lstrip()[:1] == b"<"


def _without_deflate(sent: bytes) -> bytes:
    """A deflated body, in the form that the standard has or, as some servers send it, without its frame."""
    try:
        return _without_zlib(sent, "deflate", zlib.MAX_WBITS)
    except DamageError:
        return _without_zlib(sent, "deflate", -zlib.MAX_WBITS)


def _without_gzip(sent: bytes) -> bytes:
    """A body packed as gzip."""
    return _without_zlib(sent, "gzip", 16 + zlib.MAX_WBITS)


def _without_zlib(sent: bytes, packing: str, bits: int) -> bytes:
    unpacker = zlib.decompressobj(bits)
    try:
        content = unpacker.decompress(sent, LARGEST + 1)
    except zlib.error as error:
        raise DamageError(f"its {packing} content cannot be unpacked ({error})") from error
    return _whole(content, packing, ended=unpacker.eof)


def _without_brotli(sent: bytes) -> bytes:
    unpacker = brotli.Decompressor()
    try:
        content = bytes(unpacker.process(sent, output_buffer_limit=LARGEST + 1))
    except brotli.error as error:
        raise DamageError(f"its br content cannot be unpacked ({error})") from error
    return _whole(content, "br", ended=unpacker.is_finished())


def _whole(content: bytes, packing: str, *, ended: bool) -> bytes:
    """Content of which all was unpacked, or too much for a page."""
    if not ended and len(content) <= LARGEST:
        raise DamageError(f"its {packing} content is cut off")
    return content


# How servers name packings -> what undoes them.
UNPACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": _without_brotli,
    "deflate": _without_deflate,
    "gzip": _without_gzip,
    "x-gzip": _without_gzip,
}


def check_payload(stated: str | None, payloads: Iterable[bytes]) -> None:
    """Raise DamageError when none of the forms of a page is that of its digest.

    Some programs make it before and some after chunks and packing are undone: any of these will do.
    """
    if stated is not None and not any(fits(payload, stated) for payload in payloads):
        raise DamageError(OTHER_CONTENT)


def algorithm_of(stated: str) -> str | None:
    """The algorithm of a digest, `ALGORITHM:DIGEST`, as hashlib names it; None for one that it does not know.

    >>> algorithm_of("SHA-256:ab"), algorithm_of("none:ab")
    ('sha256', None)
    """
    name = stated.partition(":")[0].strip().lower().replace("-", "")
    return name if name in ALGORITHMS else None


def spells(digest: bytes, stated: str) -> bool:
    """Whether a digest is the one stated, in base 32, base 16 or base 64."""
    plain = stated.partition(":")[2].strip()
    spellings = (base64.b32encode(digest).decode().rstrip("="), digest.hex().upper())
    return plain.rstrip("=").upper() in spellings or plain == base64.b64encode(digest).decode()


def fits(content: bytes, stated: str) -> bool:
    """Whether some bytes have a digest; one by an unknown algorithm says nothing."""
    algorithm = algorithm_of(stated)
    return algorithm is None or spells(hashlib.new(algorithm, content, usedforsecurity=False).digest(), stated)
