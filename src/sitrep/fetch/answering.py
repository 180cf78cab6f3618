"""One question to one server, and its answer: no redirects, no retries, no cookies, no proxy."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from time import monotonic

import httpcore

from sitrep.fetch.addresses import Address
from sitrep.fetch.connecting import Allowance, PinnedBackend
from sitrep.fetch.kinds import WANTED
from sitrep.fetch.manners import Limits
from sitrep.fetch.unpacking import ACCEPTED
from sitrep.model.errors import IngestError, UnreachableError

FAILURES = {
    httpcore.ConnectTimeout: "does not answer",
    httpcore.ReadTimeout: "stopped sending",
    httpcore.WriteTimeout: "does not listen",
    httpcore.ConnectError: "cannot be connected to",
    httpcore.ReadError: "broke the connection off",
    httpcore.WriteError: "broke the connection off",
    httpcore.RemoteProtocolError: "does not speak HTTP as it should",
}


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of an answer: its status and its header fields by their names in lower case."""

    status: int
    fields: Mapping[str, str]

    def field(self, name: str) -> str:
        """A header field, empty where there is none."""
        return self.fields.get(name, "")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, its content unpacked as far as it was taken."""

    head: Head
    content: bytes


# What is wanted of an answer's body, which comes in pieces as the server sends it.
Take = Callable[[Head, Iterator[bytes]], bytes]


@cache
def trusted() -> ssl.SSLContext:
    """Whose certificates are believed: those of the authorities that browsers know, for the very name asked."""
    return httpcore.default_ssl_context()


def ask(
    address: Address,
    places: tuple[str, ...],
    fields: Mapping[str, str],
    take: Take,
    *,
    limits: Limits,
    tls: ssl.SSLContext | None = None,
) -> Answer:
    """What the server of an address answers, asked at one of some network addresses that were looked at before.

    `fields` are header fields to send, `take` gets the body. Raises UnreachableError where the server fails or is too
    slow, IngestError where it sends too much, and what `take` raises.
    """
    allowance = Allowance(monotonic() + limits.page_seconds, limits.head_bytes, limits)
    with _understood(address), _connection(address, places, allowance, tls) as connection:
        request = httpcore.Request(
            b"GET",
            httpcore.URL(
                scheme=address.scheme.encode(),
                host=address.host.encode(),
                port=address.port,
                target=address.target.encode("ascii"),
            ),
            headers=[(name.encode(), value.encode("ascii")) for name, value in _sent(address, fields)],
            extensions={"timeout": _timeouts(limits)},
        )
        response = connection.handle_request(request)
        head = Head(response.status, _fields(response.headers))
        allowance.left, allowance.what = limits.sent_bytes, "bytes"
        return Answer(head, take(head, _body(response, allowance)))


@contextmanager
def _connection(
    address: Address, places: tuple[str, ...], allowance: Allowance, tls: ssl.SSLContext | None
) -> Iterator[httpcore.HTTPConnection]:
    """A connection that is closed at the end, whatever came of it."""
    origin = httpcore.Origin(address.scheme.encode(), address.host.encode(), address.port)
    context = (tls or trusted()) if address.scheme == "https" else None
    connection = httpcore.HTTPConnection(
        origin, ssl_context=context, http1=True, http2=False, network_backend=PinnedBackend(places, allowance)
    )
    try:
        yield connection
    finally:
        connection.close()


def _sent(address: Address, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the header fields of a request."""
    yield "Host", address.origin.partition("://")[2]
    yield "Accept", WANTED
    yield "Accept-Encoding", ACCEPTED
    yield "Connection", "close"
    yield from fields.items()


def _timeouts(limits: Limits) -> dict[str, float]:
    return {
        "connect": limits.connect_seconds, "read": limits.read_seconds, "write": limits.read_seconds,
        "pool": limits.connect_seconds,
    }  # fmt: skip


def _fields(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Header fields by name; of a name that stands twice the first."""
    found: dict[str, str] = {}
    for name, value in headers:
        found.setdefault(name.decode("latin-1").lower(), _text(value).strip())
    return found


def _text(value: bytes) -> str:
    """A field's value: UTF-8, as addresses often are, or what HTTP had before."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _body(response: httpcore.Response, allowance: Allowance) -> Iterator[bytes]:
    """Yield the body as it comes, within the time for a whole answer."""
    for piece in response.iter_stream():
        allowance.seconds(None)
        yield piece


@contextmanager
def _understood(address: Address) -> Iterator[None]:
    """Failures of the connection in words for people."""
    try:
        yield
    except httpcore.ConnectError as error:
        cause = error.__cause__
        if isinstance(cause, ssl.SSLCertVerificationError):
            raise IngestError(
                f"the certificate of {address.host} does not hold ({cause.verify_message})",
                "look at the address in a browser; sitrep reads no page whose server it cannot be sure of",
            ) from error
        raise _failure(address, error) from error
    except tuple(FAILURES) as error:
        raise _failure(address, error) from error


def _failure(address: Address, error: Exception) -> UnreachableError:
    said = next(words for kind, words in FAILURES.items() if isinstance(error, kind))
    told = f" ({error})" if str(error) else ""
    return UnreachableError(f"{address.host} {said}{told}", "try again later")
