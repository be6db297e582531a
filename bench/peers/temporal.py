"""What the floor and the usual shape share: a bare Temporal workflow each, on the product's server and settings."""

from __future__ import annotations

import asyncio
import concurrent.futures
from abc import abstractmethod
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from temporalio import workflow
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from bench.peers.installation import Installation, Loop, ready_mark
from bench.peers.servers import Temporal
from bench.work import Work
from connection import DATA_CONVERTER
from worker import CACHED, THREADS

QUEUE = "bench"
LIMIT = timedelta(seconds=8)
_RPC = timedelta(seconds=10)


class Plan(BaseModel):
    """A workflow's input."""

    person: str
    touches: int
    first: int
    cadence: int


class Clock:
    """Follow-ups until a reply comes: per touch one timer, and whatever `touch` does."""

    def __init__(self) -> None:
        self.replied = False

    async def follow_up(self, plan: Plan) -> int:
        """How many were sent."""
        for number in range(1, plan.touches + 1):
            wait = timedelta(seconds=plan.first if number == 1 else plan.cadence)
            with suppress(TimeoutError):
                await workflow.wait_condition(lambda: self.replied, timeout=wait)
            if self.replied:
                return number - 1
            await self.touch(plan.person, number)
        return plan.touches

    @abstractmethod
    async def touch(self, person: str, number: int) -> None:
        """Send one."""


class OnTemporal(Installation):
    """Server, client and calls; the workflow is named by the peer."""

    _server: Temporal

    def __init__(self, work: Work, folder: Path) -> None:
        super().__init__(work, folder, Temporal(folder))
        self._loop = Loop()

    def open(self) -> None:
        (self.folder / "address").write_text(self._server.address)
        self._client = self._loop.call(Client.connect(self._server.address, data_converter=DATA_CONVERTER))

    def close(self) -> None:
        self._loop.close()

    def enrol_one(self, person: str) -> None:
        work = self.work
        plan = Plan(person=person, touches=work.touches, first=work.first, cadence=work.cadence)
        self._loop.call(self._client.start_workflow(self.name, plan, id=person, task_queue=QUEUE, rpc_timeout=_RPC))

    def reply(self, person: str) -> None:
        self._loop.call(self._client.get_workflow_handle(person).signal("reply", rpc_timeout=_RPC))

    def story(self, person: str) -> list[str]:
        history = self._loop.call(self._client.get_workflow_handle(person).fetch_history())
        return [EventType.Name(event.event_type).removeprefix("EVENT_TYPE_") for event in history.events]


def work_on(folder: Path, workflow_class: type, activity: Callable[..., Any]) -> None:
    """A worker with the product's settings (worker.make_worker), until it is killed."""

    async def run() -> None:
        client = await Client.connect((folder / "address").read_text(), data_converter=DATA_CONVERTER)
        with concurrent.futures.ThreadPoolExecutor(THREADS) as executor:
            worker = Worker(
                client,
                task_queue=QUEUE,
                workflows=[workflow_class],
                activities=[activity],
                activity_executor=executor,
                max_cached_workflows=CACHED,
                max_concurrent_local_activities=THREADS,
                max_concurrent_workflow_tasks=100,
                workflow_runner=UnsandboxedWorkflowRunner(),
            )
            async with worker:
                ready_mark(folder).touch()
                await asyncio.Event().wait()

    asyncio.run(run())
