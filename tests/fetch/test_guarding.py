"""Nothing but what fetches opens a connection; a process of its own shows it, for the guard stays."""

import subprocess
import sys

import pytest

from sitrep.fetch.guarding import refuse_connecting
from sitrep.model.errors import OfflineError

TRY = """
import socket, sys
from sitrep.fetch.guarding import allow_for, letting_through, stay_offline
stay_offline()
def told(do):
    try:
        do()
    except Exception as error:
        return type(error).__name__
    return "done"
listening = socket.create_server(("127.0.0.1", 0))
one, other = socket.socketpair()
print(told(lambda: socket.create_connection(listening.getsockname()).close()))
print(told(lambda: one.sendall(b"x")))
print(told(lambda: socket.create_connection(("93.184.215.14", 80), 0.1)))
print(told(lambda: socket.getaddrinfo("wire.example", 80)))
print(told(lambda: socket.gethostbyname("wire.example")))
print(told(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("93.184.215.14", 53))))
with letting_through():
    print(told(lambda: sys.audit("socket.connect", None, ("93.184.215.14", 80))))
print(told(lambda: socket.socket(socket.AF_INET6).connect(("2606:2800::1", 80))))
allow_for("the machines of a cluster")
print(told(lambda: sys.audit("socket.connect", None, ("192.168.0.1", 6379))))
"""


def test_a_guarded_process_reaches_its_own_machine_and_nothing_else() -> None:
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", TRY], capture_output=True, check=True, encoding="utf-8"
    )
    assert ended.stdout.split() == ["done", "done", *["OfflineError"] * 4, "done", "OfflineError", "done"]


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", (None, ("127.0.0.1", 80))),
        ("socket.connect", (None, ("::1", 80, 0, 0))),
        ("socket.connect", (None, "/run/some.socket")),
        ("socket.getaddrinfo", (None, 80, 0, 0, 0)),
        ("socket.getaddrinfo", (b"localhost", 80, 0, 0, 0)),
        ("socket.bind", (None, ("0.0.0.0", 80))),  # noqa: S104 - not bound
        ("open", ("wire.example", "r", 0)),
    ],
)
def test_what_stays_on_this_machine_is_let_through(event: str, arguments: tuple[object, ...]) -> None:
    refuse_connecting(event, arguments)


@pytest.mark.parametrize(
    ("event", "arguments"),
    [
        ("socket.connect", (None, ("192.168.0.1", 80))),
        ("socket.sendmsg", (None, ("wire.example", 80))),
        ("socket.gethostbyaddr", ("192.168.0.1",)),
    ],
)
def test_what_leaves_it_is_stopped(event: str, arguments: tuple[object, ...]) -> None:
    with pytest.raises(OfflineError, match="only `sitrep fetch` and `sitrep watch`"):
        refuse_connecting(event, arguments)
