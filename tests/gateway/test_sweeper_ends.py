"""A sweeper that is told to end ends, whatever else comes at that very moment; or the gateway never stops."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from connection import TemporalUnreachable
from gateway.telling import Sweeper
from starter.client import Followup
from tests.clocks import wednesday
from tests.gateway.page_house import install


async def nobody() -> Followup:
    raise TemporalUnreachable("Temporal is away.")


@pytest.mark.parametrize("turns", range(6))
async def test_a_sweeper_that_is_woken_as_it_is_told_to_end_ends(tmp_path: Path, turns: int) -> None:
    """`turns` of the event loop between the waking and the end: in each its wait is at another point."""
    _, ledger = install(tmp_path / "home")
    with ThreadPoolExecutor(1) as reading:
        sweeper = Sweeper(ledger, {}, nobody, reading, timedelta(days=30), clock=wednesday)
        sweeping = asyncio.create_task(sweeper.run())
        while not (waits := sweeper._woken._waiters):  # until it has looked, and sleeps
            await asyncio.sleep(0.001)
        assert waits
        sweeper.wake()
        for _ in range(turns):
            await asyncio.sleep(0)
        sweeping.cancel()
        _, still = await asyncio.wait({sweeping}, timeout=2)
        ended = not still
        while not sweeping.done():  # so that a failure does not stand still as well
            sweeping.cancel()
            await asyncio.wait({sweeping}, timeout=0.1)
    ledger.close()
    assert ended
