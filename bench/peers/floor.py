"""The floor: a bare Temporal workflow, per touch one timer and one local activity that only sends."""

from __future__ import annotations

from pathlib import Path

from temporalio import activity, workflow

from bench.peers.temporal import LIMIT, Clock, OnTemporal, Plan, work_on
from bench.work import Sink, Work


class Sending:
    """The one activity."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    @activity.defn
    def send(self, person: str, number: int) -> None:
        self._sink.send(person, number)


@workflow.defn(name="floor")
class FloorClock(Clock):
    """One person."""

    @workflow.run
    async def run(self, plan: Plan) -> int:
        return await self.follow_up(plan)

    @workflow.signal
    def reply(self) -> None:
        self.replied = True

    async def touch(self, person: str, number: int) -> None:
        await workflow.execute_local_activity_method(Sending.send, args=[person, number], start_to_close_timeout=LIMIT)


class Floor(OnTemporal):
    name = "floor"
    is_what = "bare Temporal, a local activity per touch"


def run_worker(folder: Path) -> None:
    work_on(folder, FloorClock, Sending(Sink(folder, Work.read(folder).answer)).send)
