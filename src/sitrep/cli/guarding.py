"""No command but `fetch` and `watch` opens a connection: Python itself is asked to say before it connects.

An audit hook cannot be taken out again, so it is put in once, and stands for the whole process.
"""

import sys
from functools import cache
from ipaddress import ip_address

from sitrep.model.errors import OfflineError

# What Python reports before it connects, sends or looks a name up, and which of what it reports holds the address.
CONNECTING = {
    "socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0, "socket.gethostbyaddr": 0,
}  # fmt: skip
HERE = frozenset({None, "", "localhost"})


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
    if event not in CONNECTING:
        return
    place = arguments[CONNECTING[event]]
    looked_up = event.startswith("socket.get")
    if not is_here((place,) if looked_up else place):
        told = place if looked_up else place[0] if isinstance(place, tuple) else place
        raise OfflineError(f"a connection to {told} was stopped: only `sitrep fetch` and `sitrep watch` open any")


@cache
def stay_offline() -> None:
    """See to it that this process opens no connection that leaves the machine, from now on."""
    sys.addaudithook(refuse_connecting)
