"""The way in for other workflows: they cannot signal-with-start, an activity can (docs/architecture.md, "Names in
Temporal").
"""

from __future__ import annotations

from datetime import timedelta

from temporalio import workflow
from temporalio.common import RawValue, RetryPolicy
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.intake import NOTHING, REFUSED, Envelope, Intake, TakenIn, read_envelope
    from domain.commands import Untellable
    from domain.names import INTAKE_WORKFLOW, event_id_of_intake
    from workflows.cancellation import carried_through


@workflow.defn(name=INTAKE_WORKFLOW)
class CandidateIntake:
    """Takes in one fact about a person who may be new, closed, or known under another id."""

    @workflow.run
    async def run(self, said: RawValue = NOTHING) -> TakenIn:
        """Answers with whom it was about. Fails only for what makes no sense; else it tries until it is told.

        The input is read here and not by the SDK: what that cannot read is tried for ever, and whoever waits for the
        answer would never hear why. A cancellation does not end it (R26): what was said may be a stop.
        """
        try:
            envelope = read_envelope(said)
        except Untellable as error:
            raise ApplicationError(str(error), type=REFUSED, non_retryable=True) from None
        return await carried_through(self._tell(self._dated(envelope)))

    def _dated(self, envelope: Envelope) -> Envelope:
        """What is left out is the same however often it is told: a worker may die before it can say that it was."""
        info = workflow.info()
        usual = {"event_id": event_id_of_intake(info.workflow_id), "occurred_at": info.start_time.isoformat()}
        return envelope.replace(fact=usual | envelope.fact)

    async def _tell(self, envelope: Envelope) -> TakenIn:
        return await workflow.execute_activity_method(
            Intake.take_in,
            envelope,
            start_to_close_timeout=timedelta(seconds=20),
            retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=1)),
            summary=envelope.signal,
        )
