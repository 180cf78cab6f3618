"""No test reaches the network, and nothing of sitrep can but what fetches.

Every socket but Unix and loopback ones is blocked for the whole run; import contracts and the guard of the command line
(`tests/cli/test_guarding.py`) see to the rest.
"""

import ast
import socket
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

SOURCE = Path(__file__).parent.parent / "src" / "sitrep"
# What opens connections and is part of a package whose other parts everyone may import.
CONNECTING = ("urllib.request", "http.client", "xmlrpc.client", "multiprocessing.connection")
# Commands that do without a case, as a process of their own runs them.
STARTED = """
import sys
from sitrep.cli.app import app
app(["schema", "claim"], standalone_mode=False)
import socket
try:
    socket.create_connection(("93.184.215.14", 80), 0.1)
except Exception as error:
    print(type(error).__name__)
"""


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


def imported(path: Path) -> Iterator[str]:
    """Yield the names of all modules that a file imports, wherever it does."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_no_room_but_fetch_imports_what_opens_connections() -> None:
    others = [path for path in SOURCE.rglob("*.py") if path.parent.name != "fetch"]
    found = {path.name: set(CONNECTING) & set(imported(path)) for path in others}
    assert {name: names for name, names in found.items() if names} == {}


def test_a_command_that_does_not_fetch_cannot_connect() -> None:
    ended = subprocess.run([sys.executable, "-c", STARTED], capture_output=True, check=True, encoding="utf-8")
    assert ended.stdout.splitlines()[-1] == "OfflineError"
