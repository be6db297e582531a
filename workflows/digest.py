"""The daily mail to colleagues: asks who has something to read, and has one mail written to each. It knows no rule.

A Temporal Schedule starts it (`starter.schedules`), or a person with `followup digest --send`.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from activities.digests import DigestJob, DigestRecipients, DigestRequest, DigestResult, DigestRun, Digests
    from domain.compact import Compact
    from domain.names import DIGEST_WORKFLOW
    from workflows.cancellation import carried_through

AT_ONCE = 4
"""Mails under way at the same time: a mail server that is slow for one must not hold up everybody."""

_MAIL_TIMEOUT = timedelta(hours=1)
"""How long one mail is tried, from the first try to the last."""


class Account(Compact):
    """What the run did: by mark of the reader, and in numbers."""

    outcomes: dict[str, str] = {}
    counts: dict[str, int] = {}
    why: str = ""


@workflow.defn(name=DIGEST_WORKFLOW)
class DailyDigest:
    """One morning's mails."""

    @workflow.run
    async def run(self, order: DigestRequest) -> Account:
        """Mail everybody who has something to read. One mail that fails does not fail the others.

        A cancellation does not end it (R26): some would have had their morning's mail, and others not.
        """
        return await carried_through(self._carry_out(order))

    async def _carry_out(self, order: DigestRequest) -> Account:
        morning: DigestRecipients = await workflow.execute_activity_method(
            Digests.list_digests,
            DigestRun(order=order, now=workflow.now()),
            start_to_close_timeout=timedelta(minutes=1),
            retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=5)),
            summary="who has something to read",
        )
        room = asyncio.Semaphore(AT_ONCE)

        async def mail(reader: str) -> str:
            async with room:
                errand = DigestJob(day=morning.day, reader=reader, again=order.again, now=workflow.now())
                return await self._mail(errand)

        ended = await asyncio.gather(*(mail(reader) for reader in morning.readers))
        return Account(
            outcomes=dict(zip(morning.readers, ended, strict=True)), counts=dict(Counter(ended)), why=morning.why
        )

    async def _mail(self, errand: DigestJob) -> str:
        try:
            posted: DigestResult = await workflow.execute_activity_method(
                Digests.mail_digest,
                errand,
                start_to_close_timeout=timedelta(minutes=3),  # a mail server may take two, and the ledger is written to
                heartbeat_timeout=timedelta(seconds=20),
                schedule_to_close_timeout=_MAIL_TIMEOUT,
                retry_policy=RetryPolicy(initial_interval=timedelta(seconds=5), maximum_interval=timedelta(minutes=15)),
                summary=f"mail of {errand.day}",
            )
        except ActivityError:
            return "not_accepted"
        return posted.outcome
