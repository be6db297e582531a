"""Erasing a person (R23), step by step, over whatever ends a process meanwhile. It knows the erasure's id alone."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import Any

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from activities.erasing import HELD, LOOK, STEPS, Erasing, StepDone, StepOrder
    from domain.names import ERASURE_WORKFLOW
    from workflows.cancellation import carried_through


@workflow.defn(name=ERASURE_WORKFLOW)
class CandidateErasure:
    """Each step is recorded, and names the next one."""

    def __init__(self) -> None:
        self._look_now = False

    @workflow.signal(name=LOOK)
    def look(self) -> None:
        """Somebody has seen to what was in the way."""
        self._look_now = True

    @workflow.run
    async def run(self, erasure: str) -> dict[str, Any]:
        """{erasure, state}: done, or refused because of a legal hold. A cancellation does not leave half of it."""
        return await carried_through(self._carry_out(erasure))

    async def _carry_out(self, erasure: str) -> dict[str, Any]:
        step = STEPS[0]
        while step:
            try:
                done = await self._step(erasure, step)
            except ActivityError as error:
                if isinstance(error.cause, ApplicationError) and error.cause.type == HELD:
                    return {"erasure": erasure, "state": "refused"}
                raise
            if done.wait_seconds:
                with suppress(TimeoutError):
                    await workflow.wait_condition(
                        lambda: self._look_now,
                        timeout=timedelta(seconds=done.wait_seconds),
                        timeout_summary=f"then {done.next} once more",
                    )
                self._look_now = False
            step = done.next
            if workflow.info().is_continue_as_new_suggested() and step:
                workflow.continue_as_new(erasure)
        return {"erasure": erasure, "state": "done"}

    async def _step(self, erasure: str, step: str) -> StepDone:
        return await workflow.execute_activity_method(
            Erasing.step,
            StepOrder(erasure=erasure, step=step),
            start_to_close_timeout=timedelta(hours=1),
            heartbeat_timeout=timedelta(seconds=30),
            retry_policy=RetryPolicy(maximum_interval=timedelta(minutes=1)),
            summary=step,
        )
