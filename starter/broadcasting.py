"""Beginning a broadcast, finding one that runs, and watching it: the workflow goes on whether or not anybody looks."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Any

from temporalio.client import (
    WorkflowExecutionStatus,
    WorkflowFailureError,
    WorkflowHandle,
    WorkflowQueryFailedError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError

from connection import unless_gone
from domain.names import BROADCAST_PROGRESS, BROADCAST_WORKFLOW, TASK_QUEUE
from domain.operations.broadcasts import Broadcast, Progress
from starter.client import Followup

STALL_TIMEOUT = 20.0
"""Seconds without any progress after which we stop watching; it goes on by itself when a worker runs."""

_LOOK = 0.3


class BroadcastEnded(RuntimeError):
    """It was ended before everybody was told; the sentence says what to do."""


async def is_running(followup: Followup, ident: str) -> bool:
    """Is this very broadcast under way? Raises RPCError."""
    told = await unless_gone(followup.client.get_workflow_handle(ident).describe())
    return told is not None and told.status is WorkflowExecutionStatus.RUNNING


async def begin(followup: Followup, ident: str, broadcast: Broadcast, summary: str) -> WorkflowHandle[Any, Progress]:
    """Begin it, or find the one that runs already. Raises RPCError."""
    await followup.client.start_workflow(
        BROADCAST_WORKFLOW,
        broadcast,
        id=ident,
        task_queue=TASK_QUEUE,
        id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        static_summary=summary,
    )
    return found(followup, ident)


def found(followup: Followup, ident: str) -> WorkflowHandle[Any, Progress]:
    """The broadcast of this id, whichever run it is in."""
    return followup.client.get_workflow_handle(ident, result_type=Progress)


async def follow(
    handle: WorkflowHandle[Any, Progress], seen: Callable[[Progress], None], *, patience: float = STALL_TIMEOUT
) -> Progress | None:
    """Watch it to its end; None where nothing has moved for so long. Raises BroadcastEnded, RPCError."""
    result = asyncio.create_task(handle.result())
    last, moved_at = None, time.monotonic()
    try:
        while not result.done():
            now = await _progress(handle)
            if now is not None and now != last:
                last, moved_at = now, time.monotonic()
                seen(now)
            if time.monotonic() - moved_at > patience:
                return None
            await asyncio.wait({result}, timeout=_LOOK)
        told = result.result()
        seen(told)
        return told
    except WorkflowFailureError as error:
        raise BroadcastEnded(
            f"{handle.id} was {_ended(error.cause)} in Temporal before it reached everyone; "
            "run the same command again for the rest."
        ) from None
    finally:
        result.cancel()
        with contextlib.suppress(asyncio.CancelledError, Exception):
            await result


def _ended(cause: BaseException | None) -> str:
    return {"TerminatedError": "terminated", "TimeoutError": "timed out"}.get(type(cause).__name__, "ended")


async def _progress(handle: WorkflowHandle[Any, Progress]) -> Progress | None:
    """How far it is; None where no worker answers just now."""
    try:
        async with asyncio.timeout(3):
            progress: Progress = await handle.query(BROADCAST_PROGRESS, result_type=Progress)
            return progress
    except (TimeoutError, WorkflowQueryFailedError, RPCError):
        if is_stopped():
            raise asyncio.CancelledError from None
        return None


def is_stopped() -> bool:
    """Was this stopped with Ctrl-C? The SDK may tell that as an error of the call that it broke off."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
