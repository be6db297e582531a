"""An ATS in another namespace that tells followup by Nexus, through a door that runs beside followup."""

from __future__ import annotations

import asyncio
from typing import Any

import nexusrpc
from temporalio import nexus, workflow
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.envconfig import ClientConfig
from temporalio.worker import Worker


@nexusrpc.service
class Followup:
    """What both sides know: an envelope goes in, and what the intake answers comes back."""

    tell: nexusrpc.Operation[dict[str, Any], dict[str, Any]]


@nexusrpc.handler.service_handler(service=Followup)
class Door:
    """Runs in followup's namespace, and starts an intake for each call."""

    @nexus.workflow_run_operation
    async def tell(
        self, ctx: nexus.WorkflowRunOperationContext, envelope: dict[str, Any]
    ) -> nexus.WorkflowHandle[dict[str, Any]]:
        """One intake, however often the call is tried."""
        return await ctx.start_workflow(
            "CandidateIntake",
            envelope,
            id=f"intake-{envelope['fact']['event_id']}",
            task_queue="followup",
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            result_type=dict,
        )


def door(client: Client) -> Worker:
    """The worker of the door, for a client of followup's namespace."""
    return Worker(client, task_queue="followup-door", nexus_service_handlers=[Door()])


@workflow.defn
class Moved:
    """Runs in the ATS's namespace: tells one move, and waits until followup has it."""

    @workflow.run
    async def run(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """What the intake answered."""
        envelope["fact"] |= {"event_id": workflow.info().workflow_id, "occurred_at": workflow.now().isoformat()}
        followup = workflow.create_nexus_client(service=Followup, endpoint="followup")
        return await followup.execute_operation(Followup.tell, envelope)


async def main() -> None:
    """Runs the door, on the Temporal server that `followup up` runs or TEMPORAL_ADDRESS names."""
    client = await Client.connect(**ClientConfig.load_client_connect_config())
    await door(client).run()


if __name__ == "__main__":
    asyncio.run(main())
