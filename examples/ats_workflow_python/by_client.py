"""An ATS in another namespace, or on another Temporal cluster, that tells followup by a client of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from temporalio import activity, workflow
from temporalio.client import Client, WorkflowFailureError
from temporalio.common import RetryPolicy, WorkflowIDConflictPolicy
from temporalio.exceptions import ActivityError, ApplicationError


@dataclass
class Tell:
    """The activity, with a client for the namespace in which followup runs."""

    followup: Client

    @activity.defn(name="tell_followup")
    async def tell(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """What the intake answers. However often this is tried, it is one intake, and counts once."""
        try:
            taken: dict[str, Any] = await self.followup.execute_workflow(
                "CandidateIntake",
                envelope,
                id=f"intake-{envelope['fact']['event_id']}",
                task_queue="followup",
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                result_type=dict,
            )
        except WorkflowFailureError as error:
            refusal = error.cause.cause if isinstance(error.cause, ActivityError) else error.cause
            if not isinstance(refusal, ApplicationError) or refusal.type != "Refused":
                raise
            raise ApplicationError(refusal.message, type="Refused", non_retryable=True) from None
        return taken


@workflow.defn
class Moved:
    """Tells one move, and waits until followup has it: for as long as that takes."""

    @workflow.run
    async def run(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """What the intake answered."""
        envelope["fact"] |= {"event_id": workflow.info().workflow_id, "occurred_at": workflow.now().isoformat()}
        return await workflow.execute_activity_method(
            Tell.tell,
            envelope,
            start_to_close_timeout=timedelta(minutes=1),
            retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=5)),
        )
