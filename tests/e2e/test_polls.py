"""The look at an outside system on a real Temporal server: one for the installation, whatever is stopped or ended."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle
from temporalio.service import RPCError
from temporalio.worker import Replayer

from domain.names import poll_workflow_id
from starter.embedded import LocalServer
from starter.polls import ensure_polls
from tests.house import House, build, connected, until
from workflows.poll import Poll

pytestmark = pytest.mark.machine_time

SYSTEM = "test"


class Looker:
    """Counts."""

    def __init__(self) -> None:
        self.turns = 0

    def turn(self) -> float:
        self.turns += 1
        return 0.05


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home")
    yield made
    with suppress(RPCError):
        await poll(made).terminate("the test is over")
    await made.leave()


def poll(house: House) -> WorkflowHandle[Any, Any]:
    return house.client.get_workflow_handle(poll_workflow_id(SYSTEM))


async def test_r26_one_look_goes_on_across_workers_a_cancellation_and_an_end_by_hand(house: House) -> None:
    first, second = Looker(), Looker()
    async with house.working(polls={SYSTEM: first}):
        await ensure_polls(house.client, [SYSTEM])
        await ensure_polls(house.client, [SYSTEM])  # another worker that starts
        await until(lambda: first.turns > 1, what="the first looks")
        await poll(house).cancel()
        seen = first.turns
        await until(lambda: first.turns > seen + 1, what="looks after the cancellation")
        assert (await poll(house).describe()).status is WorkflowExecutionStatus.RUNNING
    async with house.working(polls={SYSTEM: second}):
        await until(lambda: second.turns, what="the next worker's look")
        history = await poll(house).fetch_history()
        await Replayer(workflows=[Poll], data_converter=house.client.data_converter).replay_workflow(history)
        await poll(house).terminate("by hand")
        await ensure_polls(house.client, [SYSTEM])
        assert (await poll(house).describe()).status is WorkflowExecutionStatus.RUNNING
