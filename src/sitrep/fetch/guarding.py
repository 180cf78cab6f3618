"""Nothing opens a connection but what fetches: Python itself is asked to say before it connects.

An audit hook cannot be taken out again, so it is put in once, and stands for the whole process.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from ipaddress import ip_address
from threading import local

from sitrep.model.errors import OfflineError

# What Python reports before it connects, sends or looks a name up, and which of what it reports holds the address.
CONNECTING = {
    "socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0, "socket.gethostbyaddr": 0,
}  # fmt: skip
HERE = frozenset({None, "", "localhost"})
# Whether this thread is connecting to where it may; and what, if anything, the whole process may connect for.
LETTING = local()
ALLOWED_FOR: set[str] = set()


def is_here(place: object) -> bool:
    """Whether what a socket is given leads to this machine: a Unix socket, the loopback, no host at all.

    >>> is_here(("127.0.0.1", 80)), is_here("/run/some.socket"), is_here(("wire.example", 80))
    (True, True, False)
    """
    if not isinstance(place, tuple):
        return True
    host = place[0] if place else None
    if isinstance(host, bytes):
        host = host.decode("latin-1")
    if host in HERE:
        return True
    try:
        return ip_address(str(host).partition("%")[0]).is_loopback
    except ValueError:
        return False


def refuse_connecting(event: str, arguments: tuple[object, ...]) -> None:
    """Raise OfflineError for a connection that leaves this machine. Python calls it for everything that it reports."""
    if event not in CONNECTING or ALLOWED_FOR or getattr(LETTING, "through", False):
        return
    place = arguments[CONNECTING[event]]
    looked_up = event.startswith("socket.get")
    if not is_here((place,) if looked_up else place):
        told = place if looked_up else place[0] if isinstance(place, tuple) else place
        raise OfflineError(f"a connection to {told} was stopped: only `sitrep fetch` and `sitrep watch` open any")


@contextmanager
def letting_through() -> Iterator[None]:
    """Let connections of this thread through while the block lasts: whoever opens it has looked at where they lead."""
    LETTING.through = True
    try:
        yield
    finally:
        LETTING.through = False


def allow_for(purpose: str) -> None:
    """Let this process connect from now on, for work that cannot be done otherwise: a cluster's machines are others.

    It cannot be taken back; a command that calls it says so in its documentation.
    """
    ALLOWED_FOR.add(purpose)


@cache
def stay_offline() -> None:
    """See to it that this process opens no connection that leaves the machine, but those that are let through."""
    sys.addaudithook(refuse_connecting)
