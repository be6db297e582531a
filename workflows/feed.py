"""A reader of the ledger's feed, for ever: one activity after the other, each for an hour. It knows no reader.

Each worker starts it where it does not run (`starter.feeds`).
"""

from __future__ import annotations

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.feeds import Feeds, FeedStart
    from domain.names import FEED_WORKFLOW
    from workflows.cancellation import carried_through

RUNS = 24
"""Activities after which it continues as new: about a day."""


@workflow.defn(name=FEED_WORKFLOW)
class Feed:
    """One reader's way through the feed."""

    @workflow.run
    async def run(self, start: FeedStart) -> None:
        """Goes on for ever. A cancellation does not end it (R26)."""
        await carried_through(self._keep_reading(start))

    async def _keep_reading(self, start: FeedStart) -> None:
        for _ in range(RUNS):
            await workflow.execute_activity_method(
                Feeds.follow_feed,
                start,
                start_to_close_timeout=timedelta(minutes=70),
                heartbeat_timeout=timedelta(seconds=10),
                retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=1)),
                summary=f"{start.reader} reads what is put on record",
            )
        workflow.continue_as_new(start)
