"""The examples of an ATS that is itself built on Temporal (examples/): each takes an application through its stages on
the real server, tells a real worker of ours, and what is sent for it is counted in the outbox."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from google.protobuf.duration_pb2 import Duration
from jsonschema import Draft202012Validator, FormatChecker
from temporalio.api.nexus.v1 import EndpointSpec, EndpointTarget
from temporalio.api.operatorservice.v1 import CreateNexusEndpointRequest, DeleteNexusEndpointRequest
from temporalio.api.workflowservice.v1 import RegisterNamespaceRequest
from temporalio.client import Client, WorkflowFailureError
from temporalio.exceptions import ActivityError, ApplicationError, NexusOperationError
from temporalio.service import RPCError
from temporalio.worker import Worker

from channels.outbox import OutboxEntry
from examples.ats_workflow_python import ats, by_client, by_nexus
from starter.cli.run.schema import schemas
from starter.embedded import LocalServer
from tests.house import House, build, connected, until

ROOT = Path(__file__).parents[2]
MOVES = ROOT / "tests" / "playbooks" / "moves"
TYPESCRIPT = ROOT / "examples" / "ats_workflow_typescript"
TOLD = Path(__file__).with_name("ats_told.json")
"""What both examples say in the same story. The one in TypeScript runs by night alone: then it is compared with this,
and `FOLLOWUP_RECORD=1` writes it anew. By day it is seen that it is of the source as it stands."""


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    """An installation whose playbook has one message for each move."""
    made = build(await connected(server.address), tmp_path / "home", playbook=MOVES)
    yield made
    await made.leave()


async def story(house: House, kind: str, applicant: dict[str, Any]) -> list[str]:
    """An application is made, moved, turned down, and reopened after its follow-up has ended; what the ATS says of it.

    After each move its message is waited for, so that all of them are counted.
    """
    person = f"myats:{applicant['person']}"
    plain = await Client.connect(house.client.service_client.config.target_host)  # an ATS has no codec of ours
    handle = await plain.start_workflow(
        kind, applicant, id=f"application-{applicant['application']}", task_queue="ats", result_type=list
    )
    await until(lambda: len(mails(house, person)) == 1, what="the acknowledgement")
    await handle.signal("move", "interview")
    await until(lambda: len(mails(house, person)) == 2, what="the invitation")
    await handle.signal("move", "rejected")
    await until(lambda: (house.ledger.status(person) or {}).get("state") == "closed", what="the end of the follow-up")
    await house.handle(person).result()
    for to in ("reopened", "intervew", "archived"):
        await handle.signal("move", to)
    told: list[str] = await handle.result()
    await until(lambda: house.rows(person, "message_refused"), what="what the misspelt stage comes to")
    return told


def mails(house: House, person: str) -> list[OutboxEntry]:
    return [entry for entry in house.outbox() if entry.touch_key.startswith(f"{person}/")]


def counted(house: House, tag: str, told: list[str]) -> None:
    """All of it was told, by both ways, and each message has gone out once."""
    person, clock = f"myats:p-{tag}", f"candidate-myats-p-{tag}"
    assert told == [
        f"application_received by intake: {clock}",
        "stage_changed by signal",
        "rejected by signal",
        f"rejection_withdrawn by intake: {clock}",
        "stage_changed by signal",
    ]
    sent = [re.sub(r"^.*/(\w+)\.\d+/(.*)/1$", r"\1 \2", entry.touch_key) for entry in mails(house, person)]
    assert sent == ["applied hello", "interview invite", "rejected closure"]
    types = [kind for kind in house.types(person) if kind not in ("sent", "skipped")]
    assert types == [
        "application_received",
        "stage_changed",
        "rejected",
        "rejection_withdrawn",
        "message_refused",
        "task_opened",
    ]


async def said(house: House, tag: str) -> list[dict[str, Any]]:
    """What the ATS's workflow sent to others, by its own history; without what is of one run alone."""
    history = await house.client.get_workflow_handle(f"application-{tag}").fetch_history()
    found = []
    for event in history.events:
        if event.HasField("start_child_workflow_execution_initiated_event_attributes"):
            child = event.start_child_workflow_execution_initiated_event_attributes
            found.append({"start": child.workflow_type.name, "id": child.workflow_id, "with": _json(child.input)})
        if event.HasField("signal_external_workflow_execution_initiated_event_attributes"):
            to = event.signal_external_workflow_execution_initiated_event_attributes
            ident = to.workflow_execution.workflow_id
            found.append({"signal": to.signal_name, "id": ident, "with": _json(to.input)})
    text = re.sub(r'("occurred_at": )"[^"]+"', r'\1"2026-07-15T15:00:00Z"', json.dumps(found))
    whole: list[dict[str, Any]] = json.loads(text.replace(tag, "4711"))
    return whole


def _json(given: Any) -> Any:
    (payload,) = given.payloads
    assert payload.metadata["encoding"] == b"json/plain"
    return json.loads(payload.data)


async def test_an_ats_on_temporal_in_python_tells_by_both_ways_and_each_message_goes_out_once(house: House) -> None:
    ida = {"first_name": "Ida", "email": f"{house.tag}@example.com", "job": "eng", "job_title": "Engineer"}
    plain = await Client.connect(house.client.service_client.config.target_host)
    async with house.working(), Worker(plain, task_queue="ats", workflows=[ats.Application]):
        told = await story(house, "Application", {"application": house.tag, "person": f"p-{house.tag}", **ida})
        counted(house, house.tag, told)
        assert _without_addresses(await said(house, house.tag)) == json.loads(TOLD.read_text("utf-8"))["told"]


async def test_the_program_in_python_prints_what_its_page_says(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "examples" / "ats_workflow_python" / "README.md").read_text("utf-8")
    promised = re.findall(r"ats\.py 4711\n(.*?)\$", page, re.DOTALL)
    monkeypatch.setenv("TEMPORAL_ADDRESS", house.client.service_client.config.target_host)
    monkeypatch.setattr("sys.argv", ["ats.py", house.tag])
    async with house.working():
        await ats.main()
        await until(lambda: house.rows(f"myats:p-{house.tag}", "rejected"), what="the last move")
    assert [capsys.readouterr().out.replace(house.tag, "4711")] == promised


@pytest.mark.nightly
@pytest.mark.timeout(900)
async def test_an_ats_on_temporal_in_typescript_tells_by_both_ways_and_each_message_goes_out_once(house: House) -> None:
    """By day: what it said when this ran last, `test_what_the_example_in_typescript_says_fits_the_schemas`."""
    subprocess.run([ROOT / ".ci" / "typescript"], check=True, timeout=600)
    ida = {"firstName": "Ida", "email": f"{house.tag}@example.com", "job": "eng", "jobTitle": "Engineer"}
    address = house.client.service_client.config.target_host
    async with house.working():
        with in_node("worker.js", address):
            told = await story(house, "application", {"application": house.tag, "person": f"p-{house.tag}", **ida})
            counted(house, house.tag, told)
            whole = _without_addresses(await said(house, house.tag))
            other = uuid4().hex[:8]
            with in_node("play.js", address, other) as play:
                out, _ = await asyncio.to_thread(play.communicate, timeout=60)
            assert out.decode().splitlines() == [
                f"application_received by intake: candidate-myats-p-{other}",
                "stage_changed by signal",
                "stage_changed by signal",
                "rejected by signal",
            ]
    record = {"source": _digest(), "told": whole}
    if os.environ.get("FOLLOWUP_RECORD"):
        TOLD.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    assert record == json.loads(TOLD.read_text("utf-8")), "FOLLOWUP_RECORD=1 writes down what it says now"


def _without_addresses(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return json.loads(json.dumps(told).replace("4711@example.com", "ida@example.com"))  # type: ignore[no-any-return]


def _digest() -> str:
    return sha256((TYPESCRIPT / "src" / "workflows.ts").read_bytes()).hexdigest()


@contextmanager
def in_node(program: str, address: str, *args: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        ["node", f"lib/{program}", *args],
        cwd=TYPESCRIPT,
        env={**os.environ, "TEMPORAL_ADDRESS": address},
        stdout=subprocess.PIPE if args else None,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def test_what_the_example_in_typescript_says_fits_the_schemas() -> None:
    record = json.loads(TOLD.read_text("utf-8"))
    assert record["source"] == _digest(), (
        "src/workflows.ts has changed since it was recorded what it says: "
        'FOLLOWUP_RECORD=1 .venv/bin/python -m pytest -m "" tests/e2e/test_ats_workflows.py'
    )
    shapes = schemas()
    assert len(record["told"]) > 4
    for one in record["told"]:
        if "start" in one:
            assert one["start"] == shapes["intake"]["workflow"]
            assert one["id"] == f"intake-{one['with']['fact']['event_id']}"
            fits(one["with"], shapes["intake"]["input"])
            fits(one["with"]["fact"], shapes["signals"][one["with"]["signal"]])
        elif one["with"].get("stage") != "intervew":
            fits(one["with"], shapes["signals"][one["signal"]])


def test_the_example_s_lock_has_every_package_by_its_digest_and_names_no_place_to_fetch_from() -> None:
    lock = json.loads((TYPESCRIPT / "package-lock.json").read_text("utf-8"))
    packages = {name: one for name, one in lock["packages"].items() if name}
    assert len(packages) > 100
    assert [name for name, one in packages.items() if "resolved" in one or not one.get("integrity")] == []
    assert "omit-lockfile-registry-resolved=true" in (TYPESCRIPT / ".npmrc").read_text("utf-8").splitlines()
    for name in ("node_modules/x", "lib/x.js"):
        asked = subprocess.run(["git", "check-ignore", "-q", name], cwd=TYPESCRIPT, timeout=30, check=False)
        assert asked.returncode in (0, 128), f"{name} would be committed"  # 128: this is no checkout


def fits(given: Any, shape: dict[str, Any]) -> None:
    Draft202012Validator(shape, format_checker=FormatChecker()).validate(given)


# ---------------------------------------------------------------- from another namespace


@asynccontextmanager
async def another_namespace(house: House) -> AsyncIterator[Client]:
    """A client in a namespace of its own on the same server."""
    name, ours = f"ats-{house.tag}", house.client
    await ours.workflow_service.register_namespace(
        RegisterNamespaceRequest(namespace=name, workflow_execution_retention_period=Duration(seconds=86_400))
    )
    there = await Client.connect(ours.service_client.config.target_host, namespace=name)
    for _ in range(100):  # the server takes notice of it a moment later
        try:
            await there.get_workflow_handle("nobody").describe()
        except RPCError as error:
            if "Namespace" not in error.message:
                break
        await asyncio.sleep(0.1)
    yield there


@asynccontextmanager
async def endpoint(house: House) -> AsyncIterator[None]:
    """The Nexus endpoint `followup`, which leads to the door in our namespace: as docs/signalling.md has it made."""
    service = house.client.operator_service
    to = EndpointTarget.Worker(namespace=house.client.namespace, task_queue="followup-door")
    made = await service.create_nexus_endpoint(
        CreateNexusEndpointRequest(spec=EndpointSpec(name="followup", target=EndpointTarget(worker=to)))
    )
    try:
        yield
    finally:
        await service.delete_nexus_endpoint(
            DeleteNexusEndpointRequest(id=made.endpoint.id, version=made.endpoint.version)
        )


async def test_an_ats_in_another_namespace_tells_by_a_client_and_by_nexus_and_hears_what_is_refused(
    house: House,
) -> None:
    ours = await Client.connect(house.client.service_client.config.target_host)
    async with house.working(), another_namespace(house) as there, endpoint(house):
        tell = by_client.Tell(ours).tell
        async with (
            by_nexus.door(ours),
            Worker(there, task_queue="by-client", workflows=[by_client.Moved], activities=[tell]),
            Worker(there, task_queue="by-nexus", workflows=[by_nexus.Moved]),
        ):
            for way, kind in {"by-client": by_client.Moved, "by-nexus": by_nexus.Moved}.items():
                person = f"myats:{way}-{house.tag}"
                candidate = {"first_name": "Ida", "email": f"{way}-{house.tag}@example.com"}
                fact = {"application_id": "a-1", "job_id": "eng", "candidate": candidate}
                envelope = {"candidate_id": person, "signal": "application_received", "fact": fact}
                answer = await there.execute_workflow(kind.run, envelope, id=f"{way}-{house.tag}", task_queue=way)
                assert answer == {"candidate_id": person, "workflow_id": house.handle(person).id}
                await until(lambda person=person: len(mails(house, person)) == 1, what="the acknowledgement")
                nonsense = envelope | {"signal": "applied"}
                with pytest.raises(WorkflowFailureError) as failed:
                    await there.execute_workflow(kind.run, nonsense, id=f"{way}-no-{house.tag}", task_queue=way)
                refusal: BaseException | None = failed.value.cause
                while isinstance(refusal, ActivityError | NexusOperationError):
                    refusal = refusal.cause
                assert isinstance(refusal, ApplicationError)
                assert refusal.type == "Refused"
                assert "There is no signal 'applied'" in refusal.message
    assert all(len(mails(house, f"myats:{way}-{house.tag}")) == 1 for way in ("by-client", "by-nexus"))
