"""The activity `tell_page`: one page of a broadcast, at a rate that leaves the clocks room to work."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from temporalio import activity
from temporalio.service import RPCError, RPCStatusCode

from activities.intake import Envelope, Intake
from domain.commands import Untellable
from domain.names import UPDATES, BadId
from domain.operations.broadcasts import Page, PageTold, Target, fact_of
from ledger.store import Ledger

IN_FLIGHT = 10
"""People told at the same time."""

_AWAY = (RPCStatusCode.UNAVAILABLE, RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED)
_ATTEMPTS = 5
"""So often a page is tried before one person whom the server refuses is counted as not told."""


class Broadcasting:
    """Broadcasts over one ledger, by the way in that everybody uses."""

    def __init__(self, ledger: Ledger, intake: Intake) -> None:
        self._ledger = ledger
        self._intake = intake

    @activity.defn(name="tell_page")
    async def tell_page(self, page: Page) -> PageTold:
        """Tell everybody of the page. It can run again: who was told takes a repeat as none. Raises RPCError."""
        targets: Sequence[Target]
        if page.targets is not None:
            targets = page.targets
        else:
            ids = await asyncio.to_thread(self._ledger.waiting.ids, page.after, page.limit)
            targets = [Target(candidate_id=ident) for ident in ids]
        failures: list[str] = []
        slots = asyncio.Semaphore(IN_FLIGHT)

        async def one(target: Target) -> None:
            async with slots:
                if problem := await self._tell(page, target):
                    failures.append(problem)
                activity.heartbeat()

        began = time.monotonic()
        try:
            async with asyncio.TaskGroup() as group:
                for number, target in enumerate(targets):
                    await asyncio.sleep(max(0.0, began + number / page.per_second - time.monotonic()))
                    group.create_task(one(target))
        except ExceptionGroup as errors:  # ops read what failed, not that several did
            raise errors.exceptions[0] from None
        return PageTold(
            told=len(targets) - len(failures),
            failures=tuple(sorted(failures)),
            after=targets[-1].candidate_id if targets else page.after,
            last=len(targets) < page.limit,
        )

    async def _tell(self, page: Page, target: Target) -> str:
        """A sentence where this person cannot be told, however often it is tried; else nothing."""
        signal, fact = fact_of(page, target)
        try:
            if signal in UPDATES:
                await self._intake.update(target.candidate_id, signal, fact)
            else:
                await self._intake.tell(Envelope(candidate_id=target.candidate_id, signal=signal, fact=fact))
        except (BadId, Untellable) as error:
            return f"{target.candidate_id}: {error}"
        except RPCError as error:
            # Where the server is away all wait and try again; whom alone it refuses must not hold up those behind.
            if error.status in _AWAY or activity.info().attempt < _ATTEMPTS:
                raise
            return f"{target.candidate_id}: Temporal refused it ({error.status.name.lower()})"
        return ""
