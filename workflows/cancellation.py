"""What a run does that is to be carried through: Request Cancellation in Temporal's web UI does not end it (R26)."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

_T = TypeVar("_T")


async def carried_through(work: Coroutine[Any, Any, _T]) -> _T:
    """The work's answer, however often the run is asked to end meanwhile: all of what was said, not half.

    Temporal delivers a cancellation to the run's own coroutine alone, so the work is a task of its own.
    """
    task = asyncio.create_task(work)
    while True:
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            if task.cancelled():  # the run is being taken out of the worker's memory
                raise
