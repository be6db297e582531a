"""A port that was free a moment ago isn't given to somebody's outgoing connection meanwhile."""

from __future__ import annotations

import itertools
import socket

import pytest

from starter.embedded import PORTS, free_port


def test_a_free_port_can_be_listened_on_and_is_given_once() -> None:
    given = [free_port() for _ in range(50)]
    assert len(set(given)) == 50
    with socket.socket() as server:
        server.bind(("127.0.0.1", given[0]))
        server.listen()


def test_one_that_somebody_listens_on_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", free_port()))
        server.listen()
        taken = server.getsockname()[1]
        monkeypatch.setattr("starter.embedded._ports", itertools.count(taken - PORTS.start))
        assert free_port() > taken


def test_no_system_gives_one_of_them_to_an_outgoing_connection_by_default() -> None:
    """Linux begins at 32768 (Documentation/networking/ip-sysctl), macOS and Windows at 49152 (RFC 6335)."""
    assert PORTS.stop <= 32_768
