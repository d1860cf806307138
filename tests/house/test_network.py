"""No test reaches the network, and this is the proof."""

import socket

import pytest
import pytest_socket


def test_another_machine_cannot_be_reached() -> None:
    blocked = pytest_socket.SocketConnectBlockedError
    with pytest.warns(UserWarning, match="192.0.2.1"), pytest.raises(blocked):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_this_machine_can() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()
