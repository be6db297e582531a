"""Connections end with the event loop that they belong to, and who leaves one open is told so.

One that is left is closed by the collector of garbage whenever it comes by, and its warning fails whichever test runs
then: another one, in another file.
"""

from __future__ import annotations

import asyncio
from asyncio.selector_events import BaseSelectorEventLoop
from collections.abc import Iterator
from typing import Any, Final

import pytest


class LeavesConnections(AssertionError):
    """An event loop has ended with connections that nobody has closed."""


_LEFT: Final[list[str]] = []

_close: Final = BaseSelectorEventLoop.close


def _close_with_all(loop: Any) -> None:
    """Close a loop, and before it what is still open there; what is about to close just has its turn."""
    if not loop.is_closed() and (ours := list(loop._transports.values())):
        for transport in ours:
            if not transport.is_closing():
                _LEFT.append(f"{transport.get_extra_info('sockname')} to {transport.get_extra_info('peername')}")
            transport.abort()
        loop.run_until_complete(asyncio.sleep(0))
    _close(loop)


BaseSelectorEventLoop.close = _close_with_all  # type: ignore[method-assign]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """The loop of a test ends with its fixtures."""
    answer = yield
    if left := list(dict.fromkeys(_LEFT)):
        _LEFT.clear()
        raise LeavesConnections(f"Still open as the event loop ended: {'; '.join(left)}. Close what was opened here.")
    return answer
