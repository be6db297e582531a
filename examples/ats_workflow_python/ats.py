"""A small ATS on Temporal that tells followup what happens to an application. See README.md beside this file."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from temporalio import workflow
from temporalio.client import Client
from temporalio.envconfig import ClientConfig
from temporalio.exceptions import ActivityError, ApplicationError, ChildWorkflowError
from temporalio.worker import Worker

SAYS = {"rejected": "rejected", "reopened": "rejection_withdrawn", "withdrawn": "withdrawn", "hired": "hired"}
"""What the ATS's own words for a decision are called in followup; every other word is a stage."""


@dataclass
class Applicant:
    """What the form of the careers page asks for."""

    application: str
    person: str
    first_name: str
    email: str
    job: str
    job_title: str


@workflow.defn
class Application:
    """One application, from the form to the last decision about it."""

    def __init__(self) -> None:
        self._moves: list[str] = []
        self._told = 0

    @workflow.signal
    def move(self, to: str) -> None:
        """A recruiter has moved the card on the ATS's board; `archived` is the end."""
        self._moves.append(to)

    @workflow.run
    async def run(self, applicant: Applicant) -> list[str]:
        """Returns what was told to followup, and by which way."""
        candidate = {"first_name": applicant.first_name, "email": applicant.email}
        fact = self._fact(applicant, job_id=applicant.job, job_title=applicant.job_title, candidate=candidate)
        clock = await self._take_in(applicant, "application_received", fact)
        told = [f"application_received by intake: {clock}"]
        while True:
            await workflow.wait_condition(lambda: bool(self._moves))
            to = self._moves.pop(0)
            if to == "archived":
                return told
            name = SAYS.get(to, "stage_changed")
            fact = self._fact(applicant) if to in SAYS else self._fact(applicant, stage=to)
            told.append(f"{name} by {await self._tell(applicant, clock, name, fact)}")

    def _fact(self, applicant: Applicant, **fields: Any) -> dict[str, Any]:
        """What every fact carries. The id is the same on every retry and replay, so that nothing counts twice."""
        self._told += 1
        return {
            "event_id": f"{workflow.info().workflow_id}-{self._told}",
            "occurred_at": workflow.now().isoformat(),
            "source": "myats",
            "application_id": applicant.application,
            **fields,
        }

    async def _tell(self, applicant: Applicant, clock: str, name: str, fact: dict[str, Any]) -> str:
        """By a signal, the cheapest way; by an intake where their follow-up has ended. Returns which it was."""
        try:
            await workflow.get_external_workflow_handle(clock).signal(name, fact)
        except ApplicationError as error:
            if error.type != "ExternalWorkflowExecutionNotFound":
                raise
            return f"intake: {await self._take_in(applicant, name, fact)}"
        return "signal"

    async def _take_in(self, applicant: Applicant, name: str, fact: dict[str, Any]) -> str:
        """By an intake: right for people who may be new, or closed, or known under another id.

        Returns the workflow id of the clock that took it, or what is wrong with what was told.
        """
        try:
            taken: dict[str, Any] = await workflow.execute_child_workflow(
                "CandidateIntake",
                {"candidate_id": f"myats:{applicant.person}", "signal": name, "fact": fact},
                id=f"intake-{fact['event_id']}",
                task_queue="followup",
                # What has been said is taken in, even if this workflow ends first.
                parent_close_policy=workflow.ParentClosePolicy.ABANDON,
                result_type=dict,
            )
        except ChildWorkflowError as error:
            refusal = error.cause.cause if isinstance(error.cause, ActivityError) else error.cause
            if not isinstance(refusal, ApplicationError) or refusal.type != "Refused":
                raise
            # It makes no sense, and would make none the next time: somebody has to look at the ATS.
            workflow.logger.error("followup refused %s: %s", name, refusal.message)
            return f"refused: {refusal.message}"
        return str(taken["workflow_id"])


async def play(client: Client, applicant: Applicant, moves: Sequence[str]) -> list[str]:
    """Somebody applies, and recruiters move the card: what was told to followup."""
    async with Worker(client, task_queue="ats", workflows=[Application]):
        handle = await client.start_workflow(
            Application.run, applicant, id=f"application-{applicant.application}", task_queue="ats"
        )
        for to in [*moves, "archived"]:
            await handle.signal(Application.move, to)
        return await handle.result()


async def main() -> None:
    """Plays one application, on the Temporal server that `followup up` runs or TEMPORAL_ADDRESS names."""
    application = sys.argv[1] if len(sys.argv) > 1 else "4711"
    client = await Client.connect(**ClientConfig.load_client_connect_config())
    ida = Applicant(application, f"p-{application}", "Ida", "ida@example.com", "eng", "Engineer")
    for line in await play(client, ida, ["screening", "interview", "rejected"]):
        print(line)


if __name__ == "__main__":
    asyncio.run(main())
