"""Signs of life of an activity that takes long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from temporalio import activity

_EVERY: Final = 2.5
"""Seconds between two signs of life."""


@asynccontextmanager
async def beating() -> AsyncIterator[None]:
    """Signs of life while the block runs, also while a thread of it takes long."""

    async def beat() -> None:
        while True:
            activity.heartbeat()
            await asyncio.sleep(_EVERY)

    task = asyncio.create_task(beat())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
