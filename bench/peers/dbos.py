"""DBOS Transact on PostgreSQL: a durable workflow per person that waits in `recv` for a reply or the next touch."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from dbos import DBOS, DBOSClient, EnqueueOptions

from bench.peers.installation import Installation, ready_mark
from bench.peers.servers import PostgreSQL
from bench.work import Sink, Work

QUEUE, REPLY = "follow-ups", "reply"
_sink: list[Sink] = []  # steps are plain functions: what they send through is the process's


@DBOS.step()
async def send(person: str, number: int) -> None:
    await asyncio.to_thread(_sink[0].send, person, number)


@DBOS.workflow()
async def follow_up(person: str, touches: int, first: float, cadence: float) -> int:
    """How many were sent."""
    for number in range(1, touches + 1):
        if await DBOS.recv_async(REPLY, timeout_seconds=first if number == 1 else cadence) is not None:
            return number - 1
        await send(person, number)
    return touches


class Dbos(Installation):
    name = "dbos"
    is_what = "DBOS Transact on PostgreSQL"
    _server: PostgreSQL

    def __init__(self, work: Work, folder: Path) -> None:
        super().__init__(work, folder, PostgreSQL())

    def open(self) -> None:
        (self.folder / "url").write_text(self._server.url)

    def start(self) -> None:
        super().start()
        self._client = DBOSClient(system_database_url=self._server.url)  # the worker has made the tables

    def close(self) -> None:
        if hasattr(self, "_client"):
            self._client.destroy()

    def enrol_one(self, person: str) -> None:
        options: EnqueueOptions = {"queue_name": QUEUE, "workflow_name": "follow_up", "workflow_id": person}
        self._client.enqueue(options, person, self.work.touches, self.work.first, self.work.cadence)

    def reply(self, person: str) -> None:
        self._client.send(person, "I would be glad to talk.", REPLY)

    def story(self, person: str) -> list[str]:
        steps = self._client.list_workflow_steps(person)
        return [f"{step['function_id']} {step['function_name']} -> {step['output']}" for step in steps]


def run_worker(folder: Path) -> None:
    _sink.append(Sink(folder, Work.read(folder).answer))
    url = (folder / "url").read_text()
    DBOS(config={"name": "bench", "system_database_url": url, "application_version": "1", "log_level": "WARNING"})
    DBOS.launch()  # takes up again what was pending when this executor died
    DBOS.register_queue(QUEUE)
    ready_mark(folder).touch()
    threading.Event().wait()
