"""A web server on loopback that says, byte for byte, what a test tells it to say."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Request:
    path: str
    fields: dict[str, str]


Say = Callable[[Request], bytes | Iterable[bytes]]


@dataclass
class Server:
    """`asked` are the requests so far."""

    port: int
    asked: list[Request] = field(default_factory=list)

    def at(self, path: str, host: str = "wire.example", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


def page(content: bytes | str, kind: str = "text/html; charset=utf-8", status: str = "200 OK", **fields: str) -> bytes:
    """A whole answer."""
    body = content.encode() if isinstance(content, str) else content
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{more}\r\n"
    return head.encode() + body


def leading_to(location: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n".encode()


NONE = page("none", status="404 Not Found")


def pages(**answers: bytes) -> Say:
    """A server of some pages by their names, without robots.txt."""
    return lambda request: answers.get(request.path.strip("/"), NONE)


@contextmanager
def serving(say: Say, tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    """A server while the block lasts."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = Server(listening.getsockname()[1])
    ended = threading.Event()
    accepting = threading.Thread(target=_accept, args=(listening, server, say, tls, ended))
    accepting.start()
    try:
        yield server
    finally:
        ended.set()
        socket.create_connection(("127.0.0.1", server.port)).close()
        accepting.join()
        listening.close()


def _accept(
    listening: socket.socket, server: Server, say: Say, tls: ssl.SSLContext | None, ended: threading.Event
) -> None:
    """One connection after another: more are never open at a time."""
    while True:
        connection, _ = listening.accept()
        with connection:
            if ended.is_set():
                return
            try:
                with tls.wrap_socket(connection, server_side=True) if tls else connection as talking:
                    _answer(talking, server, say, ended)
            except OSError:
                pass


def _answer(connection: socket.socket, server: Server, say: Say, ended: threading.Event) -> None:
    connection.settimeout(5)
    got = b""
    while b"\r\n\r\n" not in got:
        more = connection.recv(65_536)
        if not more:
            return
        got += more
    first, *lines = got.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    named = (line.partition(":") for line in lines)
    request = Request(first.split()[1], {name.lower(): value.strip() for name, _, value in named})
    server.asked.append(request)
    answer = say(request)
    for piece in [answer] if isinstance(answer, bytes) else answer:
        if ended.is_set():
            return
        connection.sendall(piece)
