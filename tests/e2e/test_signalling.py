"""What docs/signalling.md says of telling us something from another workflow, on the real server."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import pytest
from temporalio.api.common.v1 import Payload, WorkflowExecution
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest
from temporalio.client import WorkflowFailureError
from temporalio.common import RawValue
from temporalio.exceptions import ActivityError, ApplicationError

from domain.names import INTAKE_WORKFLOW, TASK_QUEUE, intake_workflow_id
from tests.house import House, until


def application(ident: str, **more: Any) -> dict[str, Any]:
    """An envelope that brings somebody in."""
    said = {"application_id": "a-1", "job_id": "eng", "job_title": "Engineer"}
    candidate = {"first_name": "Ida", "email": f"{ident.replace(':', '.')}@example.com"}
    return {"candidate_id": ident, "signal": "application_received", "fact": said | {"candidate": candidate} | more}


async def take_in(house: House, envelope: Any, event_id: str) -> dict[str, Any]:
    """The answer of an intake that another workflow or program started."""
    answer: dict[str, Any] = await house.client.execute_workflow(
        INTAKE_WORKFLOW, envelope, id=intake_workflow_id(event_id), task_queue=TASK_QUEUE, result_type=dict
    )
    return answer


NONSENSE: list[tuple[Any, str]] = [
    ({"candidate_id": "myats:1"}, "The envelope lacks signal and fact; `followup schema` prints what it has"),
    ("Ida", "An intake takes one JSON object, an envelope; `followup schema` prints what it has"),
    (None, "The envelope is encoded as 'binary/null'"),
    ({"candidate_id": 1, "signal": "withdrawn", "fact": {}}, "The envelope's candidate_id is wrong"),
    ({"candidate_id": "myats:1", "signal": "withdrawn", "fact": "x"}, "The envelope's fact is wrong"),
    ({"candidate_id": "myats:1", "signal": "withdrawn", "fact": {}, "urgent": 1}, "has no field 'urgent'"),
    ({"candidate_id": "ida@example.com", "signal": "withdrawn", "fact": {}}, "must not hold an e-mail address"),
    ({"candidate_id": "myats:1", "signal": "withdrew", "fact": {}}, "did you mean 'withdrawn'"),
    ({"candidate_id": "myats:1", "signal": "stage_changed", "fact": {"stage": "x"}}, "There is no stage 'x'"),
    (
        RawValue(Payload(metadata={"encoding": b"binary/encrypted"}, data=b"\x00\x01")),
        "The envelope is encoded as 'binary/encrypted'; it has to be json/plain, without a codec",
    ),
]


async def test_an_intake_that_makes_no_sense_fails_at_once_with_a_sentence(house: House) -> None:
    async with house.working():
        for envelope, sentence in NONSENSE:
            refusal = await refused(house, envelope)
            assert sentence in refusal.message
            assert refusal.type == "Refused"
            assert refusal.non_retryable
        assert "An intake takes one JSON object" in (await refused(house)).message


async def refused(house: House, *envelopes: Any) -> ApplicationError:
    """The error at the root of an intake's failure, which comes at once."""
    with pytest.raises(WorkflowFailureError) as failed:
        async with asyncio.timeout(5):
            await house.client.execute_workflow(
                INTAKE_WORKFLOW, args=envelopes, id=intake_workflow_id(str(uuid4())), task_queue=TASK_QUEUE
            )
    cause: BaseException | None = failed.value.cause
    if isinstance(cause, ActivityError):
        cause = cause.cause
    assert isinstance(cause, ApplicationError)
    return cause


async def test_an_intake_without_an_event_id_takes_its_workflow_s_and_counts_once(house: House) -> None:
    """However often its activity runs: here since the run is taken back to its beginning, as after a worker's death."""
    ida = f"myats:{house.tag}"
    async with house.working():
        await take_in(house, application(ida), f"{house.tag}-1")
        await take_in(house, {"candidate_id": ida, "signal": "contacted", "fact": {"note": "a call"}}, f"{house.tag}-2")
        await again(house, f"{house.tag}-2")
        await until(lambda: house.rows(ida, "contacted"), what="the contact")
        await house.update(ida, "resume")
    assert [row["event_id"] for row in house.rows(ida, "contacted")] == [f"{house.tag}-2"]


async def again(house: House, event_id: str) -> None:
    """Let an intake that has ended run again from its first task."""
    handle = house.client.get_workflow_handle(intake_workflow_id(event_id))
    described = await handle.describe()
    await house.client.workflow_service.reset_workflow_execution(
        ResetWorkflowExecutionRequest(
            namespace=house.client.namespace,
            workflow_execution=WorkflowExecution(workflow_id=handle.id, run_id=described.run_id),
            workflow_task_finish_event_id=4,
            request_id=str(uuid4()),
        )
    )
    await house.client.get_workflow_handle(handle.id).result()
