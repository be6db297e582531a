"""Who follows the ledger's feed, each in one workflow for the whole installation: started by whichever worker comes
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

from activities.feeds import FeedStart
from connection import RPC_TIMEOUT
from domain.names import FEED_WORKFLOW, TASK_QUEUE, feed_workflow_id

log = logging.getLogger(__name__)

EVERY: Final = timedelta(minutes=1)


async def ensure_feeds(client: Client, readers: Iterable[str]) -> None:
    """Start each reader's workflow where none runs. Raises RPCError."""
    for reader in readers:
        await client.start_workflow(
            FEED_WORKFLOW,
            FeedStart(reader=reader),
            id=feed_workflow_id(reader),
            task_queue=TASK_QUEUE,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            static_summary=f"{reader} reads what is put on record",
            rpc_timeout=RPC_TIMEOUT,
        )


async def keep_feeding(client: Client, readers: Iterable[str], *, every: timedelta = EVERY) -> None:
    """Look, start, wait, until cancelled. Never raises: no clock depends on it."""
    names = tuple(readers)
    while True:
        try:
            await ensure_feeds(client, names)
        except RPCError as error:
            log.warning("the readers of the feed could not be started (%s)", error.status.name)
        except Exception as error:
            log.warning("the readers of the feed could not be started (%s), which is a defect", type(error).__name__)
        await asyncio.sleep(every.total_seconds())
