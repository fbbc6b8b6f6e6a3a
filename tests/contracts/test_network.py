"""Tests reach nothing but this machine."""

import socket
import urllib.request

import pytest

ELSEWHERE = ("192.0.2.1", 80)  # an address kept for examples, RFC 5737


def test_no_connection_leaves_this_machine() -> None:
    with socket.socket() as probe, pytest.raises(UserWarning, match=r"socket\.connect"):
        probe.connect(ELSEWHERE)


def test_no_host_is_looked_up() -> None:
    with pytest.raises(UserWarning, match="looked up"):
        urllib.request.urlopen("http://example.org/", timeout=1)


def test_servers_of_tests_can_be_reached() -> None:
    with socket.socket() as server, socket.socket() as visitor:
        server.bind(("127.0.0.1", 0))
        server.listen()

        visitor.connect(server.getsockname())

        assert visitor.getpeername()[0] == "127.0.0.1"
