"""One message to many candidates: a page at a time, for as long as it takes, whatever dies meanwhile.

Its state is how far it has come. A page that was interrupted is told again, which is harmless
(`domain.operations.broadcasts`).
"""

from __future__ import annotations

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.broadcasting import Broadcasting
    from domain.names import BROADCAST_PROGRESS, BROADCAST_WORKFLOW
    from domain.operations.broadcasts import Broadcast, Progress, advanced, next_page
    from workflows.cancellation import carried_through

PAGES_PER_RUN = 20
"""Then it continues as new, so that the history of a broadcast to everybody stays short."""


@workflow.defn(name=BROADCAST_WORKFLOW)
class CandidateBroadcast:
    """Tells everybody on a list, or everybody whose follow-up goes on, one fact each."""

    @workflow.init
    def __init__(self, broadcast: Broadcast) -> None:
        self._progress = broadcast.progress

    @workflow.run
    async def run(self, broadcast: Broadcast) -> Progress:
        """Answers with how many were told, and who could not be.

        A cancellation does not end it (R26): a position would be filled for some of them only.
        """
        return await carried_through(self._tell(broadcast))

    async def _tell(self, broadcast: Broadcast) -> Progress:
        pages = 0
        while True:
            workflow.set_current_details(f"{broadcast.signal}: {self._progress.words}")
            told = await workflow.execute_activity_method(
                Broadcasting.tell_page,
                next_page(broadcast, self._progress),
                start_to_close_timeout=timedelta(minutes=5),
                heartbeat_timeout=timedelta(seconds=10),
                retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=1)),
                summary=f"{broadcast.signal}, {self._progress.words} so far",
            )
            self._progress = advanced(broadcast, self._progress, told)
            if self._progress.done:
                workflow.set_current_details(f"{broadcast.signal}: {self._progress.words}, done")
                return self._progress
            pages += 1
            if pages == PAGES_PER_RUN:
                workflow.continue_as_new(broadcast.replace(progress=self._progress))

    @workflow.query(name=BROADCAST_PROGRESS)
    def progress(self) -> Progress:
        """How far it has come."""
        return self._progress
