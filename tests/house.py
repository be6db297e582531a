"""A whole installation for one test: real Temporal server, real worker, a ledger and an outbox of its own."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from temporalio.api.common.v1 import Payload, WorkflowExecution
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest
from temporalio.client import Client, WorkflowHandle
from temporalio.service import RPCError

from channels.outbox import OutboxEntry, list_outbox
from channels.sender import Sender
from connection import DATA_CONVERTER, converter_with
from domain.names import Channel, workflow_id
from keystore import key_place
from ledger.keys.person_keys import PersonKeys
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from settings import Settings
from starter.client import Followup
from tests.ledgers import put
from tests.machine_time import machine_now
from worker import running_worker, senders_of

QUICK = Path(__file__).parent / "playbooks" / "quick"
ENCRYPTED = bool(os.environ.get("FOLLOWUP_ENCRYPTED_TESTS"))
"""Have all installations of tests encrypted, as new ones are: `FOLLOWUP_ENCRYPTED_TESTS=1 pytest tests/e2e`."""


@dataclass
class House:
    """What a test talks to."""

    settings: Settings
    client: Client
    ledger: Ledger
    followup: Followup
    senders: dict[Channel, Sender]
    tag: str = field(default_factory=lambda: uuid4().hex[:8])  # keeps apart what shares a server
    started: list[str] = field(default_factory=list)

    async def applies(self, name: str, **more: Any) -> str:
        """Somebody applies; their full id."""
        candidate = {"first_name": name.title(), "email": f"{name}@example.com"} | more.pop("candidate", {})
        ident = f"manual:{name}-{self.tag}"
        self.started.append(ident)
        await self.tell(
            ident,
            "application_received",
            application_id="eng",
            job_id="eng",
            job_title="Engineer",
            candidate=candidate,
            **more,
        )
        return ident

    async def tell(self, ident: str, signal: str, **fields: Any) -> None:
        await self.followup.tell(ident, signal, fact(**fields))

    async def update(self, ident: str, name: str, **fields: Any) -> dict[str, Any]:
        return await self.followup.update(ident, name, fact(**fields))

    def handle(self, candidate: str) -> WorkflowHandle[Any, Any]:
        return self.client.get_workflow_handle(workflow_id(candidate))

    def outbox(self) -> list[OutboxEntry]:
        return list_outbox(self.settings.home)

    def types(self, candidate: str) -> list[str]:
        return [row["type"] for row in self.ledger.timeline(candidate)]

    async def opened(self, payloads: Sequence[Payload]) -> list[bytes]:
        """What payloads of a history say, also where they're sealed."""
        codec = self.client.data_converter.payload_codec
        return [one.data for one in (await codec.decode(payloads) if codec is not None else payloads)]

    def rows(self, candidate: str, kind: str) -> list[dict[str, Any]]:
        return [row for row in self.ledger.timeline(candidate) if row["type"] == kind]

    async def leave(self) -> None:
        """End every clock of this test, so that the next test's worker does not meet it: the server is the same one.

        Deleted, for a worker starts those again that were merely terminated before their first decision (R26).
        """
        mine = {workflow_id(ident) for ident in self.started}
        mine |= {left.id async for left in self.client.list_workflows('ExecutionStatus = "Running"')}
        for ident in mine:
            with suppress(RPCError):
                await self.client.get_workflow_handle(ident).terminate(reason="the test is over")
            with suppress(RPCError):
                await self.client.workflow_service.delete_workflow_execution(
                    DeleteWorkflowExecutionRequest(
                        namespace=self.client.namespace, workflow_execution=WorkflowExecution(workflow_id=ident)
                    )
                )
        self.ledger.close()

    @asynccontextmanager
    async def working(self, senders: Mapping[Channel, Sender] | None = None, **more: Any) -> AsyncIterator[None]:
        """A worker for as long as the block runs."""
        async with running_worker(self.client, self.ledger, senders or self.senders, **more):
            yield


def fact(**fields: Any) -> dict[str, Any]:
    """The envelope and fields of something that is told now."""
    return {"event_id": str(uuid4()), "occurred_at": machine_now().isoformat(), "source": "test"} | fields


def build(
    client: Client,
    home: Path,
    *,
    playbook: Path = QUICK,
    ledger_url: str = "",
    encrypted: bool = ENCRYPTED,
    **settings: Any,
) -> House:
    """An installation on a home of its own, its playbook in force."""
    made = Settings(home=home, playbook=playbook, ledger_url=ledger_url, **settings)
    if not ledger_url and not (home / "ledger.db").exists():
        put(home / "ledger.db")
    home.mkdir(parents=True, exist_ok=True)
    place = key_place(made, clock=machine_now) if encrypted else None
    ledger = Ledger(made.ledger_address, made.keys, place)
    ledger.migrate()
    if encrypted:
        ledger.keys.begin_ledger()  # a new one was by itself, but on PostgreSQL
        client = with_keys(client, ledger.keys)
    content = read_playbook(playbook)
    ledger.playbooks.apply(content.model_dump(mode="json"), content.version, "test", machine_now())
    return House(made, client, ledger, Followup(client, ledger), senders_of(made))


async def until(holds: Callable[[], Any], *, patience: float = 60, what: str = "it", closely: bool = False) -> Any:
    """Wait for something that must come, as short as it takes; fail with a sentence when it does not.

    `closely`: what comes next has to happen soon after, as a kill in the middle of something.
    """
    end, pause = time.monotonic() + patience, 0.02
    while time.monotonic() < end:
        if value := holds():
            return value
        await asyncio.sleep(pause)
        pause = pause if closely else min(pause * 1.2, 0.15)  # looking costs something, too
    raise AssertionError(f"{what} did not happen within {patience:.0f} s")


async def connected(address: str) -> Client:
    return await Client.connect(address, data_converter=DATA_CONVERTER)


def with_keys(client: Client, keys: PersonKeys) -> Client:
    """The same client as the product connects it."""
    config = client.config()
    config["data_converter"] = converter_with(keys, client.namespace)
    return Client(**config)
