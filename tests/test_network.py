"""No test reaches the network: every socket but Unix and loopback ones is blocked for the whole run."""

import socket
import warnings

import pytest
from pytest_socket import SocketConnectBlockedError


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
