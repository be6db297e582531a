"""What a test leaves open is said of that test, and of no other (tests/connections.py)."""

from __future__ import annotations

import asyncio
import gc

import pytest

from tests import connections


async def _called(*, hangs_up: bool) -> None:
    loop = asyncio.get_running_loop()
    arrived: asyncio.Future[None] = loop.create_future()

    class Listener(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            if hangs_up:
                transport.close()
            arrived.set_result(None)

    server = await loop.create_server(Listener, "127.0.0.1", 0)
    transport, _ = await loop.create_connection(asyncio.Protocol, *server.sockets[0].getsockname())
    transport.write(b"x" * 10_000_000)  # more than anybody takes
    await arrived
    if hangs_up:
        transport.close()
    server.close()


def _torn_down() -> None:
    """What comes at the end of each test."""
    teardown = connections.pytest_runtest_teardown()
    next(teardown)
    with pytest.raises(StopIteration):
        teardown.send(None)


def test_a_connection_that_is_left_open_is_said_of_the_test_that_left_it_and_hurts_no_other() -> None:
    asyncio.run(_called(hangs_up=False))
    with pytest.raises(connections.LeavesConnections, match=r"to \('127\.0\.0\.1', \d+\)"):
        _torn_down()
    _torn_down()
    gc.collect()  # warns of nothing


def test_a_connection_that_is_about_to_close_is_no_fault() -> None:
    asyncio.run(_called(hangs_up=True))
    _torn_down()
    gc.collect()
