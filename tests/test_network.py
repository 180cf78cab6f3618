"""No test reaches the network, and nothing of sitrep can but what fetches.

Every socket but Unix and loopback ones is blocked for the whole run; import contracts and the guard of the command line
(`tests/fetch/test_guarding.py`) see to the rest.
"""

import re
import socket
import warnings
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

SOURCE = Path(__file__).parent.parent / "src" / "sitrep"
# What opens connections and is part of a package whose other parts everyone may import.
CONNECTING = re.compile(
    r"^\s*(?:import|from)\s+(?:urllib\.request|urllib\s+import\s.*\brequest|http\b|xmlrpc|ftplib|smtplib)", re.MULTILINE
)


def test_a_connection_to_another_host_is_blocked() -> None:
    with warnings.catch_warnings(), socket.socket() as opened:
        warnings.simplefilter("ignore")
        with pytest.raises(SocketConnectBlockedError):
            opened.connect(("192.0.2.1", 80))


def test_a_pair_of_unix_sockets_still_works() -> None:
    one, other = socket.socketpair(socket.AF_UNIX)
    with one, other:
        one.sendall(b"well")
        assert other.recv(4) == b"well"


def test_no_room_but_fetch_imports_what_opens_connections() -> None:
    others = [path for path in SOURCE.rglob("*.py") if path.parent.name != "fetch"]
    assert [path.name for path in others if CONNECTING.search(path.read_text("utf-8"))] == []
    assert CONNECTING.search("import urllib.request")
