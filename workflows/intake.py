"""The way in for other workflows: they cannot signal-with-start, an activity can (DESIGN, "Contract: Temporal")."""

from __future__ import annotations

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RetryPolicy

with workflow.unsafe.imports_passed_through():
    from activities.intake import Envelope, Intake, TakenIn
    from domain.names import INTAKE_WORKFLOW
    from workflows.cancellation import carried_through


@workflow.defn(name=INTAKE_WORKFLOW)
class CandidateIntake:
    """Takes in one fact about a person who may be new, closed, or known under another id."""

    @workflow.run
    async def run(self, envelope: Envelope) -> TakenIn:
        """Answers with whom it was about. Fails only for what makes no sense; else it tries until it is told.

        A cancellation does not end it (R26): what was said may be a stop.
        """
        return await carried_through(self._tell(envelope))

    async def _tell(self, envelope: Envelope) -> TakenIn:
        return await workflow.execute_activity_method(
            Intake.take_in,
            envelope,
            start_to_close_timeout=timedelta(seconds=20),
            retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=1)),
            summary=envelope.signal,
        )
