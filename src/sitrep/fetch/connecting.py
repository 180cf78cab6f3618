"""Connections: a name is resolved once, its addresses are looked at, and one of these very addresses is connected to.

Nothing is resolved again between the look and the connection, so a name that changes meanwhile leads nowhere else.
"""

import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic

import httpcore

from sitrep.fetch.addresses import PORTS, Address
from sitrep.fetch.guarding import letting_through
from sitrep.fetch.manners import Limits
from sitrep.fetch.networks import Reach, purpose_of, reach_of
from sitrep.model.errors import IngestError, UnreachableError

Resolve = Callable[[str, int], tuple[str, ...]]
# Beside the standard ports those that web servers commonly use in their place; others belong to other services.
OPEN_PORTS = frozenset({*PORTS.values(), 8080, 8443})
# So many of a host's addresses are tried.
TRIED = 3


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The network addresses of a host, in the system's order. Raises UnreachableError where it has none."""
    try:
        with letting_through():
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(
            f"the name {host} cannot be found ({error})", "check its spelling and the connection"
        ) from None
    return tuple(dict.fromkeys(str(row[4][0]) for row in found))


def addresses_to_ask(address: Address, private: frozenset[str], find: Resolve) -> tuple[str, ...]:
    """The network addresses that may be connected to for an address of the web: all of its host's, or none.

    `private` are hosts of one's own network that the user named: for these alone loopback and private addresses and
    any port will do. Raises IngestError where the port or any address may not be asked, UnreachableError where there
    is none.
    """
    own = address.host in private
    if address.port not in OPEN_PORTS and not own:
        raise IngestError(
            f"port {address.port} is none that pages are at",
            f"give an address without it; for a server of your own network: --allow-private {address.host}",
        )
    found = find(address.host, address.port)
    if not found:
        raise UnreachableError(f"the name {address.host} has no address", "check its spelling and the connection")
    for one in found:
        reach = reach_of(one)
        if reach is Reach.NEVER or (reach is Reach.OWN and not own):
            raise IngestError(
                f"{address.host} is at {one} ({_purpose(one)}), which is no address of the open web",
                f"leave it out; for a server of your own network: --allow-private {address.host}"
                if reach is Reach.OWN
                else "leave it out",
            )
    return found[:TRIED]


def _purpose(one: str) -> str:
    try:
        return purpose_of(one)
    except ValueError:
        return "no address"


@dataclass
class Allowance:
    """How long and how much a server may still send: until `ends` on the monotonic clock, `left` bytes of `what`."""

    ends: float
    left: int
    limits: Limits
    what: str = "headers"

    def seconds(self, most: float | None) -> float:
        """How long to wait at most, for something that may take `most` seconds. Raises UnreachableError at the end."""
        left = self.ends - monotonic()
        if left <= 0:
            raise UnreachableError(
                f"the server took more than {self.limits.page_seconds:.0f} seconds for one answer", "try again later"
            )
        return left if most is None else min(left, most)

    def take(self, size: int) -> None:
        """Count bytes that came. Raises IngestError when there are too many."""
        self.left -= size
        if self.left < 0:
            raise IngestError(f"the server sends more {self.what} than a page may have", "leave it out")


class BoundedStream(httpcore.NetworkStream):
    """A connection whose every read and write stays within an allowance."""

    def __init__(self, stream: httpcore.NetworkStream, allowance: Allowance) -> None:
        self.stream, self.allowance = stream, allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """At most `max_bytes`. Raises as the allowance does."""
        # Never more than is left, for what follows the headers has an allowance of its own; where nothing is left, one
        # byte shows that there is more.
        size = min(max_bytes, max(1, self.allowance.left))
        got = self.stream.read(size, self.allowance.seconds(timeout))
        self.allowance.take(len(got))
        return got

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send some bytes."""
        self.stream.write(buffer, self.allowance.seconds(timeout))

    def close(self) -> None:
        """End the connection."""
        self.stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The connection under TLS, for the certificate of that name."""
        secured = self.stream.start_tls(ssl_context, server_hostname, self.allowance.seconds(timeout))
        return BoundedStream(secured, self.allowance)

    def get_extra_info(self, info: str) -> object:
        """What the connection below says of itself."""
        return self.stream.get_extra_info(info)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to given network addresses, whatever the host is called."""

    def __init__(self, addresses: tuple[str, ...], allowance: Allowance) -> None:
        self.addresses, self.allowance = addresses, allowance
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 - looked up before, and not again
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to the first of the addresses that answers."""
        for number, address in enumerate(self.addresses, 1):
            try:
                seconds = self.allowance.seconds(timeout)
                with letting_through():
                    found = self.plain.connect_tcp(address, port, seconds, local_address, socket_options)
                return BoundedStream(found, self.allowance)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(self.addresses):
                    raise
        raise httpcore.ConnectError("no address")
