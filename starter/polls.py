"""Who looks at outside systems, each in one workflow for the whole installation: started by whichever worker comes
first, and again where somebody ended it in Temporal (R26).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError

from activities.polls import PollStart
from connection import RPC_TIMEOUT
from domain.names import POLL_WORKFLOW, TASK_QUEUE, poll_workflow_id

log = logging.getLogger(__name__)

EVERY: Final = timedelta(minutes=1)


async def ensure_polls(client: Client, systems: Iterable[str]) -> None:
    """Start each system's workflow where none runs. Raises RPCError."""
    for system in systems:
        await client.start_workflow(
            POLL_WORKFLOW,
            PollStart(system=system),
            id=poll_workflow_id(system),
            task_queue=TASK_QUEUE,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            static_summary=f"looks at what {system} holds",
            rpc_timeout=RPC_TIMEOUT,
        )


async def keep_polling(client: Client, systems: Iterable[str], *, every: timedelta = EVERY) -> None:
    """Look, start, wait, until cancelled. Never raises: no clock depends on it."""
    names = tuple(systems)
    while True:
        try:
            await ensure_polls(client, names)
        except RPCError as error:
            log.warning("the looks at outside systems could not be started (%s)", error.status.name)
        except Exception as error:
            log.warning(
                "the looks at outside systems could not be started (%s), which is a defect", type(error).__name__
            )
        await asyncio.sleep(every.total_seconds())
