"""The feed's readers on a real Temporal server: one for the installation, whatever is stopped or ended."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle
from temporalio.service import RPCError
from temporalio.worker import Replayer

from domain.names import feed_workflow_id
from ledger.audit.export import export
from ledger.audit.keys import CHECKPOINT_KEY, SigningKey
from ledger.audit.log import READER as CHECKPOINT
from ledger.audit.verifier import verify
from starter.embedded import LocalServer, end, spawn
from starter.feeds import ensure_feeds
from tests.e2e.test_playbook_edits import FOLLOWUP, environment
from tests.house import House, build, connected, until
from tests.ledger.conftest import append, noted
from tests.machine_time import machine_now
from worker import checkpoints_of
from workflows.feed import Feed

pytestmark = pytest.mark.machine_time

READER = "test"


class Collector:
    """Remembers what it was given, and fails as often as told."""

    def __init__(self, *, fails: int = 0) -> None:
        self.fails = fails
        self.taken: list[tuple[str, int]] = []
        self.rested = 0

    def take(self, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
        if self.fails:
            self.fails -= 1
            raise OSError("nobody there")
        self.taken += [(row["candidate_id"], row["seq"]) for row in rows]

    def rest(self, now: datetime) -> None:
        self.rested += 1

    def of(self, ident: str) -> list[int]:
        return [seq for whose, seq in self.taken if whose == ident]


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home")
    yield made
    with suppress(RPCError):
        await feed(made).terminate("the test is over")
    await made.leave()


def feed(house: House) -> WorkflowHandle[Any, Any]:
    return house.client.get_workflow_handle(feed_workflow_id(READER))


async def status(house: House) -> WorkflowExecutionStatus | None:
    return (await feed(house).describe()).status


async def test_what_is_put_on_record_is_read_once_by_one_reader_across_workers(house: House) -> None:
    first, second = Collector(fails=1), Collector()
    async with house.working(readers={READER: first}):
        await ensure_feeds(house.client, [READER])
        await ensure_feeds(house.client, [READER])  # another worker that starts
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "sent"), what="the first message")
        await until(lambda: len(first.of(ann)) == len(house.ledger.timeline(ann)), what="the reading")
    async with house.working(readers={READER: second}):
        before = len(first.of(ann))
        await house.update(ann, "note", text="liked the compiler talk")
        await until(lambda: len(house.ledger.timeline(ann)) > before, what="the note")
        await until(lambda: len(first.of(ann) + second.of(ann)) > before, what="the reading")
    assert second.of(ann)
    read = first.of(ann) + second.of(ann)
    assert read == list(range(1, len(read) + 1))
    history = await feed(house).fetch_history()
    await Replayer(workflows=[Feed], data_converter=house.client.data_converter).replay_workflow(history)
    assert "compiler" not in history.to_json()


async def test_r26_a_cancellation_does_not_end_a_reader_and_one_that_was_ended_is_started_again(house: House) -> None:
    reader = Collector()
    async with house.working(readers={READER: reader}):
        await ensure_feeds(house.client, [READER])
        await until(lambda: reader.rested, what="the first look")
        await feed(house).cancel()
        ann = await house.applies("ann")
        await until(lambda: reader.of(ann), what="the reading")
        assert await status(house) is WorkflowExecutionStatus.RUNNING
        await feed(house).terminate("by hand")
        await ensure_feeds(house.client, [READER])
        assert await status(house) is WorkflowExecutionStatus.RUNNING
        bob = await house.applies("bob")
        await until(lambda: reader.of(bob), what="the reading after the end")


@pytest.mark.nightly
async def test_after_kill_9_of_the_worker_the_next_one_reads_on_and_no_fact_is_missed_or_logged_twice(
    house: House,
) -> None:
    """As `followup worker` runs it. By day the machine's parts are tried alone (tests/ledger/test_ledger_feed.py)."""
    log, home = house.ledger.log, house.settings.home

    def start() -> subprocess.Popen[bytes]:
        return spawn([*FOLLOWUP, "worker"], log=home / "worker.log", env=environment(house))

    def facts(first: int) -> int:
        for number in range(first, first + 40):
            append(house.ledger, noted(number))
        return first + 40

    worker, told = start(), facts(1)
    await until(lambda: log.size() > 0, what="the first reading")
    told = facts(told)
    worker.kill()
    worker.wait()
    told = facts(told)
    worker = start()
    try:
        await until(lambda: log.size() == told - 1, patience=60, what="the reading")
    finally:
        end(worker, patience=60)
    key = SigningKey.read(house.settings.keys_folder / CHECKPOINT_KEY)
    made = checkpoints_of(house.ledger, house.settings, house.senders).now(machine_now())
    assert verify(export(log, made, key, about=None, candidate_ids=None).data, key.public).findings == []
    with suppress(RPCError):
        await house.client.get_workflow_handle(feed_workflow_id(CHECKPOINT)).terminate("the test is over")


async def test_r15_the_record_of_a_run_is_checked_from_outside_by_what_the_worker_signed(house: House) -> None:
    checkpoints = checkpoints_of(house.ledger, house.settings, house.senders)
    async with house.working(readers={CHECKPOINT: checkpoints}):
        await ensure_feeds(house.client, [CHECKPOINT])
        ann = await house.applies("ann")
        first = await until(lambda: house.ledger.log.kept(), what="the first checkpoint")
        await until(lambda: house.rows(ann, "sent"), what="the first message")
        told = len(house.ledger.timeline(ann))
        await until(lambda: house.ledger.log.size() >= told, what="the log")
    made = checkpoints.now(machine_now())
    key = SigningKey.read(house.settings.keys_folder / CHECKPOINT_KEY)
    data = export(house.ledger.log, made, key, about=ann, candidate_ids=[ann]).data
    report = verify(data, key.public, checkpoints=[first[0].note.encode()])
    assert report.findings == [] and report.entries >= told
    with suppress(RPCError):
        await house.client.get_workflow_handle(feed_workflow_id(CHECKPOINT)).terminate("the test is over")
