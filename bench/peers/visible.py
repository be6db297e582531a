"""The floor, seen by ops: after each touch one search attribute says when the next one is, as the product's does.

The upsert is part of the product's contract (seven events and three Actions a touch), and on Temporal's dev server it
is the dearest part of a touch. So no program that keeps the contract can be faster than this peer.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from temporalio import workflow
from temporalio.common import SearchAttributeKey

from bench.peers.floor import Sending
from bench.peers.temporal import LIMIT, Clock, OnTemporal, Plan, work_on
from bench.work import Sink, Work

_NEXT = SearchAttributeKey.for_datetime("NextFollowUpAt")


@workflow.defn(name="visible")
class VisibleClock(Clock):
    """One person."""

    @workflow.run
    async def run(self, plan: Plan) -> int:
        self._cadence = timedelta(seconds=plan.cadence)
        return await self.follow_up(plan)

    @workflow.signal
    def reply(self) -> None:
        self.replied = True

    async def touch(self, person: str, number: int) -> None:
        await workflow.execute_local_activity_method(Sending.send, args=[person, number], start_to_close_timeout=LIMIT)
        workflow.upsert_search_attributes([_NEXT.value_set(workflow.now() + self._cadence)])


class Visible(OnTemporal):
    name = "visible"
    is_what = "the floor with one search attribute upsert per touch"


def run_worker(folder: Path) -> None:
    work_on(folder, VisibleClock, Sending(Sink(folder, Work.read(folder).answer)).send)
