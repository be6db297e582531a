"""The monthly change of keys, by one of the workers; and how far an installation is that was encrypted later."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from clock import Clock, host_now
from domain.names import CANDIDATE_WORKFLOW
from ledger.engine import LedgerUnavailable

if TYPE_CHECKING:
    from temporalio.client import Client

    from ledger.people.left_in_plain import Sign
    from ledger.store import Ledger

log = logging.getLogger("followup.keys")

EVERY: Final = timedelta(minutes=10)
_BREATH: Final = 0.05
"""Seconds between two pages of people whose rows are sealed later."""
_AGAIN: Final = timedelta(minutes=5)
"""When to try again where the keys or the ledger are away."""

_RUNNING: Final = f"WorkflowType = '{CANDIDATE_WORKFLOW}' AND ExecutionStatus = 'Running'"


async def keep_keys(
    ledger: Ledger,
    keep_copies: timedelta,
    *,
    every: timedelta = EVERY,
    host: Clock = host_now,
    signer: Callable[[], Sign | None] = lambda: None,
) -> None:
    """Look, wait, until cancelled. One process of an installation does. Never raises: no clock hangs on it.

    `signer`: what signs with the key of the checkpoints, where that is there.
    """
    with ledger.only_one("keys") as may_i:
        while True:
            pause = every
            try:
                if await asyncio.to_thread(may_i):
                    turned = await asyncio.to_thread(ledger.keys.turn_over, keep_copies)
                    if turned and turned.wrapped_again:
                        log.info("%d keys are wrapped by the key of %s now", turned.wrapped_again, turned.epoch)
                    sign = await asyncio.to_thread(signer)
                    while await asyncio.to_thread(ledger.seal_more, host(), sign):
                        await asyncio.sleep(_BREATH)  # the clocks go first
                    for epoch in turned.destroyed if turned else ():
                        log.info("the key of %s was destroyed: copies of the ledger that old can't be read", epoch)
            except LedgerUnavailable as error:
                log.warning("the keys could not be looked after: %s", error)
                pause = _AGAIN
            except Exception as error:
                log.error("the keys could not be looked after (%s): a defect", type(error).__name__)
            await asyncio.sleep(pause.total_seconds())


@dataclass(frozen=True, slots=True)
class TurnedToKeys:
    """How many clocks run, and how many of them began before the installation was encrypted."""

    since: datetime
    clocks: int
    plain: int
    people: int = 0
    unsealed: int = 0
    """Of the people in the ledger: those some of whose rows are in plain still."""


async def how_far(client: Client, ledger: Ledger) -> TurnedToKeys:
    """As Temporal's visibility shows it. Raises RPCError and LedgerUnavailable."""
    standing = await asyncio.to_thread(ledger.keys.standing)
    since = datetime.fromisoformat(min(epoch["made_at"] for epoch in standing["epochs"]))
    clocks = (await client.count_workflows(_RUNNING)).count
    plain = (await client.count_workflows(f"{_RUNNING} AND StartTime < '{since.isoformat()}'")).count
    progress = await asyncio.to_thread(ledger.sealing)
    return TurnedToKeys(since, clocks, plain, *((progress.people, progress.left) if progress else ()))
