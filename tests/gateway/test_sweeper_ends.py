"""A sweeper that is told to end ends, whatever else comes at that very moment; or the gateway never stops."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from connection import TemporalUnreachable
from gateway.app import create_app
from gateway.dispatch.dispatcher import InboxDispatcher
from starter.client import Followup
from tests.clocks import wednesday
from tests.gateway.page_house import install
from tests.house import until


async def nobody() -> Followup:
    raise TemporalUnreachable("Temporal is away.")


@pytest.mark.parametrize("turns", range(6))
async def test_a_sweeper_that_is_woken_as_it_is_told_to_end_ends(tmp_path: Path, turns: int) -> None:
    """`turns` of the event loop between the waking and the end: in each its wait is at another point."""
    _, ledger = install(tmp_path / "home")
    with ThreadPoolExecutor(1) as reading:
        dispatcher = InboxDispatcher(ledger, {}, nobody, reading, timedelta(days=30), clock=wednesday)
        sweeping = asyncio.create_task(dispatcher.run())
        while not (waits := dispatcher._woken._waiters):  # until it has looked, and sleeps
            await asyncio.sleep(0.001)
        assert waits
        dispatcher.wake()
        for _ in range(turns):
            await asyncio.sleep(0)
        sweeping.cancel()
        _, still = await asyncio.wait({sweeping}, timeout=30)
        ended = not still
        while not sweeping.done():  # so that a failure does not stand still as well
            sweeping.cancel()
            await asyncio.wait({sweeping}, timeout=0.1)
    ledger.close()
    assert ended


@pytest.mark.parametrize("turns", range(3))
async def test_a_gateway_to_which_something_comes_as_it_stops_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, turns: int
) -> None:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")
    settings, ledger = install(tmp_path / "home")
    app = create_app(settings, ledger, clock=wednesday)
    served = app.router.lifespan_context(app)
    await served.__aenter__()
    sweeper: InboxDispatcher = app.state.gateway.dispatcher
    await until(lambda: sweeper._woken._waiters, what="its sleep")
    sweeper.wake()
    for _ in range(turns):
        await asyncio.sleep(0)
    ending = asyncio.ensure_future(served.__aexit__(None, None, None))
    ended, _ = await asyncio.wait({ending}, timeout=30)
    while not ending.done():  # the second time the cancellation arrives
        ending.cancel()
        await asyncio.wait({ending}, timeout=0.1)
    ledger.close()
    assert ended
