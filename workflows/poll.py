"""Looks at what an outside system holds, for ever: one activity after the other, each for an hour. It knows no system.

Each worker starts it where it does not run (`starter.polls`).
"""

from __future__ import annotations

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.polls import Polls, PollStart
    from domain.names import POLL_WORKFLOW
    from workflows.cancellation import carried_through

RUNS = 24
"""Activities after which it continues as new: about a day."""


@workflow.defn(name=POLL_WORKFLOW)
class Poll:
    """The looks at one system."""

    @workflow.run
    async def run(self, start: PollStart) -> None:
        """Goes on for ever. A cancellation does not end it (R26)."""
        await carried_through(self._keep_looking(start))

    async def _keep_looking(self, start: PollStart) -> None:
        for _ in range(RUNS):
            await workflow.execute_activity_method(
                Polls.follow_system,
                start,
                start_to_close_timeout=timedelta(minutes=70),
                heartbeat_timeout=timedelta(seconds=10),
                retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=1)),
                summary=f"looks at what {start.system} holds",
            )
        workflow.continue_as_new(start)
