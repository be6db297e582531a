"""What docs/signalling.md says of telling us something from another workflow, on the real server.

Its ways are walked by tests/e2e/test_ats_workflows.py, what is told twice or in the wrong order is here.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
from datetime import timedelta
from pathlib import Path
from textwrap import indent
from typing import Any
from uuid import uuid4

import pytest
from jsonschema import Draft202012Validator
from temporalio import workflow
from temporalio.api.common.v1 import Payload, WorkflowExecution
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest
from temporalio.client import WorkflowFailureError
from temporalio.common import RawValue
from temporalio.exceptions import ActivityError, ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCError
from temporalio.worker import Worker

from activities.intake import TakenIn
from domain.names import INTAKE_WORKFLOW, TASK_QUEUE, intake_workflow_id
from domain.state.model import SEEN_LIMIT
from starter.cli.run.schema import schemas
from starter.embedded import temporal_binary
from starter.reviving import Reviver
from tests.house import ENCRYPTED, House, until
from tests.machine_time import machine_now


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


async def test_an_intake_that_makes_no_sense_fails_at_once_with_a_sentence(house: House) -> None:
    """Every other fault that an envelope can have: tests/activities/test_signal_doors.py."""
    unreadable = RawValue(Payload(metadata={"encoding": b"binary/encrypted"}, data=b"\x00\x01"))
    faults: list[tuple[Any, str]] = [
        ({"candidate_id": "myats:1"}, "The envelope lacks signal and fact; `followup schema` prints what it has"),
        ({"candidate_id": "myats:1", "signal": "withdrew", "fact": {}}, "did you mean 'withdrawn'"),
        (unreadable, "The envelope is encoded as 'binary/encrypted'; it has to be json/plain, without a codec"),
    ]
    async with house.working():
        for envelope, sentence in faults:
            refusal = await refused(house, envelope)
            assert sentence in refusal.message
            assert refusal.type == "Refused"
            assert refusal.non_retryable
        assert "An intake takes one JSON object" in (await refused(house)).message


async def refused(house: House, *envelopes: Any) -> ApplicationError:
    """The error at the root of an intake's failure, which comes at once."""
    with pytest.raises(WorkflowFailureError) as failed:
        async with asyncio.timeout(30):
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


async def test_the_same_fact_by_both_ways_counts_once_and_another_one_under_its_id_is_not_looked_at(
    house: House,
) -> None:
    ida = f"myats:{house.tag}"
    async with house.working():
        await take_in(house, application(ida), f"{house.tag}-1")
        moved = {"event_id": f"{house.tag}-2", "stage": "interview"}
        await house.handle(ida).signal("stage_changed", moved)
        await take_in(house, {"candidate_id": ida, "signal": "stage_changed", "fact": moved}, f"{house.tag}-2")
        await house.handle(ida).signal("stage_changed", moved | {"stage": "offer"})
        for _ in range(2):  # without an id, what is said twice in the same words is one fact
            await house.handle(ida).signal("contacted", {"note": "a call"})
        await house.handle(ida).signal("contacted", {"note": "another call"})
        await until(lambda: len(house.rows(ida, "contacted")) == 2, what="both calls")
        status = await house.update(ida, "resume")
    assert [row["stage"] for row in house.rows(ida, "stage_changed")] == ["interview"]
    assert len(house.rows(ida, "contacted")) == 2
    assert status["stage"] == "interview"


async def test_what_happened_earlier_changes_nothing_when_it_is_told_later(house: House) -> None:
    ida = f"myats:{house.tag}"
    now = machine_now()
    async with house.working():
        told = application(ida, occurred_at=(now - timedelta(minutes=9)).isoformat())
        await take_in(house, told, f"{house.tag}-1")
        for ident, stage, minutes in ((2, "interview", 3), (3, "screening", 6)):
            at = (now - timedelta(minutes=minutes)).isoformat()
            said = {"event_id": f"{house.tag}-{ident}", "stage": stage, "occurred_at": at}
            await house.handle(ida).signal("stage_changed", said)
        await until(lambda: len(house.rows(ida, "stage_changed")) == 2, what="both moves on record")
        ahead = (now + timedelta(hours=5)).isoformat()
        await house.handle(ida).signal("contacted", {"event_id": f"{house.tag}-4", "occurred_at": ahead})
        await until(lambda: house.rows(ida, "contacted"), what="the contact")
        status = await house.update(ida, "resume")
    assert status["stage"] == "interview"
    assert status["last_contact_at"] < (now + timedelta(hours=1)).isoformat()


async def test_a_rejection_that_comes_before_its_application_rejects_it(house: House) -> None:
    ida = f"myats:{house.tag}"
    async with house.working():
        rejected = {"application_id": "a-1", "event_id": f"{house.tag}-2"}
        await take_in(house, {"candidate_id": ida, "signal": "rejected", "fact": rejected}, f"{house.tag}-2")
        await take_in(house, application(ida), f"{house.tag}-1")
        await until(lambda: (house.ledger.status(ida) or {}).get("stage") == "rejected", what="the rejection")
        await house.update(ida, "resume")
    assert all(entry.touch_key.split("/")[2].startswith("rejected") for entry in house.outbox())


async def test_an_intake_waits_for_a_worker_also_when_who_started_it_has_ended(house: House) -> None:
    """Nothing is lost where `parent_close_policy` is ABANDON."""
    ida = f"myats:{house.tag}"
    async with Worker(house.client, task_queue="ats", workflows=[EndsFirst]):
        await house.client.execute_workflow(
            EndsFirst.run, application(ida, event_id=house.tag), id=f"ends-first-{house.tag}", task_queue="ats"
        )
    with pytest.raises(WorkflowAlreadyStartedError):
        await take_in(house, application(ida, event_id=house.tag), house.tag)
    async with house.working():
        await house.client.get_workflow_handle(intake_workflow_id(house.tag)).result()
        await until(lambda: house.rows(ida, "sent"), what="the acknowledgement")


@workflow.defn(sandboxed=False)  # it stands beside tests, which import what a sandbox does not take
class EndsFirst:
    """A workflow of an ATS that does not wait for the answer."""

    @workflow.run
    async def run(self, envelope: dict[str, Any]) -> None:
        await workflow.start_child_workflow(
            INTAKE_WORKFLOW,
            envelope,
            id=intake_workflow_id(envelope["fact"]["event_id"]),
            task_queue=TASK_QUEUE,
            parent_close_policy=workflow.ParentClosePolicy.ABANDON,
        )


async def test_an_intake_that_timed_out_is_started_again_by_a_worker(house: House) -> None:
    ida = f"myats:{house.tag}"
    intake = await house.client.start_workflow(
        INTAKE_WORKFLOW,
        application(ida),
        id=intake_workflow_id(house.tag),
        task_queue=TASK_QUEUE,
        execution_timeout=timedelta(milliseconds=100),
    )
    with pytest.raises(WorkflowFailureError):
        await intake.result()
    again, reviver = house.client.get_workflow_handle(intake.id), Reviver(house.client, house.ledger)
    said: list[str] = []
    while intake.id not in said:  # the server's list takes notice a moment later
        said = await reviver.say_again(machine_now())
    async with house.working():
        await again.result()
        await until(lambda: house.rows(ida, "sent"), what="the acknowledgement")


async def test_whoever_is_known_under_another_id_is_answered_with_the_ids_to_use(house: House) -> None:
    ida, other = f"myats:{house.tag}", f"myats:{house.tag}-2"
    async with house.working():
        first = await take_in(house, application(ida), f"{house.tag}-1")
        assert first == {"candidate_id": ida, "workflow_id": house.handle(ida).id}
        again = application(other, application_id="a-2", candidate={"first_name": "Ida", "email": _address(ida)})
        answer = await take_in(house, again, f"{house.tag}-2")
        assert answer == first | {"known": True, "joined": True, "running": True}
        await house.handle(ida).signal("stage_changed", {"event_id": f"{house.tag}-4", "stage": "interview"})
        status = await house.update(ida, "resume")
        assert {a["id"]: a["stage"] for a in status["applications"]} == {"a-1": "applied", "a-2": "interview"}
        with pytest.raises(RPCError, match="not found"):
            await house.handle(other).signal("withdrawn", {"event_id": f"{house.tag}-3"})


async def test_a_stop_is_heard_with_a_field_too_many_and_what_is_encrypted_or_misspelt_is_on_record(
    house: House,
) -> None:
    ida = f"myats:{house.tag}"
    encrypted = RawValue(Payload(metadata={"encoding": b"binary/encrypted"}, data=b"\x00\x01"))
    async with house.working():
        await take_in(house, application(ida), f"{house.tag}-1")
        await until(lambda: house.rows(ida, "sent"), what="the acknowledgement")
        await house.handle(ida).signal("contacted", {"event_id": f"{house.tag}-2", "mood": "good"})
        await house.handle(ida).signal("contacted", encrypted)
        await until(lambda: len(house.rows(ida, "message_refused")) == 2, what="both refusals")
        status = await house.update(ida, "resume")
        assert status["state"] == "attention"
        assert status["tasks"]
        await house.handle(ida).signal("opted_out", {"event_id": f"{house.tag}-3", "mood": "bad", "reason": "x" * 400})
        await until(lambda: house.rows(ida, "opted_out"), what="the stop")
    errors = [row["error"] for row in house.rows(ida, "message_refused")]
    assert "mood is wrong" in errors[0]
    assert "carries no JSON object (json/plain, without a codec)" in errors[1]


def _address(ident: str) -> str:
    return str(application(ident)["fact"]["candidate"]["email"])


# ---------------------------------------------------------------- the page itself

PAGE = (Path(__file__).parents[2] / "docs" / "signalling.md").read_text("utf-8")


@pytest.mark.skipif(ENCRYPTED, reason="the page shows what an installation in plain prints")
async def test_the_commands_on_the_page_print_what_it_says(house: House) -> None:
    """With a person of this test's own in place of the page's."""
    blocks = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    env = {**os.environ, "TEMPORAL_ADDRESS": house.client.service_client.config.target_host}
    env["PATH"] = f"{Path(temporal_binary()).parent}:{env['PATH']}"
    ran = 0
    async with house.working():
        for command, wanted in re.findall(r"^\$ (.*)\n((?:[^$\n].*\n)*)", "".join(blocks), re.MULTILINE):
            if "myats-17" in command and "signal" not in command:
                await house.update(f"myats:17{house.tag}", "resume")  # what was signalled before has been heard
            typed = command.replace("myats-17", f"myats-17{house.tag}").replace("myats:17", f"myats:17{house.tag}")
            typed = typed.replace("application-4711", f"application-{house.tag}")
            typed = typed.replace("--name followup ", f"--name followup{house.tag} ")
            done = await asyncio.to_thread(
                subprocess.run, ["bash", "-c", typed], env=env, capture_output=True, text=True, timeout=100, check=False
            )
            said = (done.stdout + done.stderr).replace(house.tag, "")
            for line in wanted.splitlines():
                parts = [re.escape(" ".join(part.split())) for part in line.split("…")]
                assert re.search(".*".join(parts), " ".join(said.split())), f"{typed}\n{said}"
            ran += 1
        await until(lambda: house.rows(f"myats:17{house.tag}", "sent"), what="the acknowledgement")
    assert ran == PAGE.count("\n$ ") > 5


@workflow.defn(sandboxed=False)
class AsThePageHasIt:
    """Runs the page's examples in Python, one after the other."""

    @workflow.run
    async def run(self, ident: str, fact: dict[str, Any]) -> list[Any]:
        said = []
        for block in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
            code = block.replace("myats:17", f"myats:{ident}").replace("myats-17", f"myats-{ident}")
            code = code.replace("application-4711", f"application-{ident}")
            body = f"async def example(fact, workflow):\n    taken = None\n{indent(code, '    ')}\n    return taken"
            names: dict[str, Any] = {}
            exec(compile(body, "docs/signalling.md", "exec"), names)
            said.append(await names["example"](fact, workflow))
        return said


async def test_the_examples_in_python_on_the_page_run_as_they_stand_and_those_in_typescript_say_the_same(
    house: House,
) -> None:
    ida = application(f"myats:{house.tag}")
    fact = ida["fact"] | {"event_id": f"application-{house.tag}-1", "application_id": "4711"}
    async with house.working(), Worker(house.client, task_queue="ats", workflows=[AsThePageHasIt]):
        said = await house.client.execute_workflow(
            AsThePageHasIt.run, args=[house.tag, fact], id=f"page-{house.tag}", task_queue="ats"
        )
        assert said == [{"candidate_id": ida["candidate_id"], "workflow_id": f"candidate-myats-{house.tag}"}, None]
        await until(lambda: house.rows(ida["candidate_id"], "stage_changed"), what="the move")
    words = r"(CandidateIntake|ABANDON|event_id|occurred_at|source|application_id|stage|candidate_id|signal|fact)\b"
    python, typescript = (re.findall(rf"```{lang}\n(.*?)```", PAGE, re.DOTALL) for lang in ("python", "ts"))
    assert len(python) == len(typescript) == 2
    for one, other in zip(python, typescript, strict=True):
        assert set(re.findall(words, one)) == set(re.findall(words, other))


def test_the_envelope_and_the_facts_on_the_page_fit_the_schemas_and_its_fields_are_all_that_facts_share() -> None:
    shapes = schemas()
    (envelope,) = (json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL))
    Draft202012Validator(shapes["intake"]["input"]).validate(envelope)
    Draft202012Validator(shapes["signals"][envelope["signal"]]).validate(envelope["fact"])
    shared = set.intersection(*(set(shape["properties"]) for shape in (shapes["signals"] | shapes["updates"]).values()))
    listed = re.findall(r"^\| `(\w+)` \| [^|]* \| [^|]* \|$", PAGE, re.MULTILINE)
    assert set(listed) == shared
    answered = re.findall(r"^\| ((?:`\w+(?:: true)?`,? ?)+)\| ", PAGE, re.MULTILINE)
    assert f"The last {SEEN_LIMIT} ids" in PAGE
    names = {name for row in answered for name in re.findall(r"`(\w+)", row)} - shared
    assert names == set(TakenIn.model_fields)
