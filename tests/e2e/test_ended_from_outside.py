"""A button in Temporal's web UI ends nobody's follow-up (R26): Request Cancellation pauses it with a task, and a run
that was terminated is started again with all that it had not heard. Counted at the outbox.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from temporalio.api.common.v1 import Payload, WorkflowExecution
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest
from temporalio.client import WorkflowExecutionStatus
from temporalio.common import RawValue
from temporalio.worker import UnsandboxedWorkflowRunner

from activities.digests import DigestRequest
from domain.names import BROADCAST_WORKFLOW, CHECKED, DIGEST_WORKFLOW, INTAKE_WORKFLOW, TASK_QUEUE, Channel
from domain.operations.broadcasts import Broadcast, Target
from domain.operations.watchdog import MANY_AT_ONCE
from starter.embedded import LocalServer
from starter.reviving import EVERY, RESTARTS, Ended, Reviver, ended_runs, latest_run, standing_still
from starter.watching import watch
from tests.house import House, build, connected, fact, until
from tests.machine_time import machine_now
from tests.senders import Provider, hangs_until_let_go
from tests.temporal import temporal_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server of its own: the watch looks at every clock of a namespace, and others' tests end theirs by force."""
    with temporal_server(tmp_path_factory.mktemp("temporal")) as local:
        yield local


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home")
    yield made
    await made.leave()


def sent(house: House, ident: str) -> int:
    return len(house.rows(ident, "sent"))


def tasks(house: House, ident: str, kind: str) -> list[dict[str, Any]]:
    return [task for task in house.ledger.tasks(candidate_id=ident) if task["kind"] == kind]


async def status_of(house: House, ident: str) -> WorkflowExecutionStatus | None:
    return (await house.handle(ident).describe()).status


async def run_id(house: House, ident: str) -> str:
    return (await house.handle(ident).describe()).run_id


async def revived(house: House) -> list[Ended]:
    """One look of the watch, at this installation's people."""
    found = await Reviver(house.client, house.ledger).look(machine_now())
    return [run for run in found if run.candidate_id in house.started]


async def terminated(house: House, ident: str, reason: str) -> None:
    """As the button "Terminate" does, until the list of workflows shows it."""
    run = await run_id(house, ident)
    await house.handle(ident).terminate(reason)
    while run not in {ended.run_id for ended in await ended_runs(house.client, machine_now())}:
        await asyncio.sleep(0.05)


async def deleted(house: House, ident: str) -> None:
    """As `temporal workflow delete` does, until Temporal knows nothing of it."""
    handle = house.handle(ident)
    request = DeleteWorkflowExecutionRequest(
        namespace=house.client.namespace, workflow_execution=WorkflowExecution(workflow_id=handle.id)
    )
    await house.client.workflow_service.delete_workflow_execution(request)
    while await latest_run(house.client, handle.id) is not None:
        await asyncio.sleep(0.05)


def nothing_twice(house: House) -> bool:
    keys = [entry.touch_key for entry in house.outbox()]
    return len(keys) == len(set(keys))


# ---------------------------------------------------------------- Request Cancellation


async def test_a_cancellation_pauses_with_a_task_and_resuming_goes_on(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
        await house.handle(ann).cancel()
        await until(lambda: tasks(house, ann, "cancelled"), what="the task")
        status = house.ledger.status(ann) or {}
        assert (status["state"], status["paused"], status["next"]) == ("paused", True, None)
        assert "canceled" in status["why"] and "Temporal" in status["why"]
        paused = house.rows(ann, "paused")[-1]
        assert (paused["source"], paused["author"]) == ("temporal", "ops")
        before = sent(house, ann)
        await house.update(ann, "resume")
        await until(lambda: sent(house, ann) > before, what="the next message")
        assert tasks(house, ann, "cancelled") == []
    assert await status_of(house, ann) is WorkflowExecutionStatus.RUNNING
    assert nothing_twice(house)


async def test_a_second_cancellation_is_heard_too(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
        for number in (1, 2):
            run = await run_id(house, ann)
            await house.handle(ann).cancel()
            await until(lambda number=number: len(house.rows(ann, "paused")) == number, what=f"pause {number}")
            while await run_id(house, ann) == run:  # it has continued as new, so that another is heard
                await asyncio.sleep(0.05)
            await house.update(ann, "resume")


async def test_a_cancellation_in_the_midst_of_a_delivery_loses_and_repeats_nothing(house: House) -> None:
    provider = Provider(house.settings.home)
    provider.script = [hangs_until_let_go]
    house.senders[Channel.EMAIL] = provider
    async with house.working():
        ann = await house.applies("ann")
        await until(provider.entered.is_set, what="the delivery")
        await house.handle(ann).cancel()
        provider.let_go.set()
        await until(lambda: tasks(house, ann, "cancelled"), what="the task")
        await until(lambda: sent(house, ann) == 1, what="the record of the delivery")
        assert (house.ledger.status(ann) or {})["paused"]
    assert nothing_twice(house)


async def test_a_cancellation_while_no_worker_runs_stops_what_falls_due_meanwhile(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
    before = sent(house, ann)
    await house.handle(ann).cancel()
    async with house.working():
        await until(lambda: tasks(house, ann, "cancelled"), what="the task")
        assert (house.ledger.status(ann) or {})["next"] is None
    assert sent(house, ann) <= before + 1 and nothing_twice(house)


async def test_a_cancellation_survives_a_worker_that_keeps_nobody_in_memory(house: House) -> None:
    """Each task replays the whole run, and each run is evicted: the pause is the same."""
    async with house.working(max_cached_workflows=0, workflow_runner=UnsandboxedWorkflowRunner()):
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
        await house.handle(ann).cancel()
        await until(lambda: tasks(house, ann, "cancelled"), what="the task")
        await house.update(ann, "resume")
        before = sent(house, ann)
        await until(lambda: sent(house, ann) > before, what="the next message")
    assert nothing_twice(house)


async def test_a_cancelled_intake_still_says_what_it_was_given(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
    envelope = {"candidate_id": ann, "signal": "opted_out", "fact": fact()}
    intake = f"intake-{house.tag}"
    handle = await house.client.start_workflow(INTAKE_WORKFLOW, envelope, id=intake, task_queue=TASK_QUEUE)
    await handle.cancel()
    async with house.working():
        await until(lambda: house.rows(ann, "opted_out"), what="the stop")
        await handle.result()


async def test_a_cancelled_broadcast_still_tells_everybody(house: House) -> None:
    async with house.working():
        people = [await house.applies(name) for name in ("ann", "bob", "cat")]
        await until(lambda: all(sent(house, ident) for ident in people), what="the first messages")
    targets = tuple(Target(candidate_id=ident, event_id=f"{house.tag}-{ident}") for ident in people)
    broadcast = Broadcast(matter=house.tag, signal="rejected", fields=fact(), targets=targets, per_second=1)
    ident = f"broadcast-{house.tag}"
    handle = await house.client.start_workflow(BROADCAST_WORKFLOW, broadcast, id=ident, task_queue=TASK_QUEUE)
    await handle.cancel()
    async with house.working():
        await until(lambda: house.rows(people[0], "rejected"), what="the first of them")
        await handle.cancel()  # once more, in its midst
        await handle.result()
        await until(lambda: all(house.rows(one, "rejected") for one in people), what="everybody's rejection")
    assert all(len(house.rows(one, "rejected")) == 1 for one in people)


async def test_a_cancelled_daily_digest_still_writes_to_everybody(house: House) -> None:
    ident = f"digest-{house.tag}"
    order = DigestRequest(asked=True)
    handle = await house.client.start_workflow(DIGEST_WORKFLOW, order, id=ident, task_queue=TASK_QUEUE)
    await handle.cancel()
    async with house.working():
        await handle.result()
    assert (await handle.describe()).status is WorkflowExecutionStatus.COMPLETED


async def test_a_terminated_intake_says_what_it_was_given(house: House) -> None:
    """It may be a stop. One that is ended again and again is left to whoever does so."""
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
    envelope = {"candidate_id": ann, "signal": "opted_out", "fact": fact()}
    intake = f"intake-terminated-{house.tag}"
    await house.client.start_workflow(INTAKE_WORKFLOW, envelope, id=intake, task_queue=TASK_QUEUE)
    reviver = Reviver(house.client, house.ledger)
    for _ in range(RESTARTS):
        await house.client.get_workflow_handle(intake).terminate("what is this?")
        said: list[str] = []
        while intake not in said:  # the list of workflows shows it a moment later
            said = await reviver.say_again(machine_now())
    assert await reviver.say_again(machine_now()) == []
    async with house.working():
        await until(lambda: house.rows(ann, "opted_out"), what="the stop")
        assert len(house.rows(ann, "opted_out")) == 1
        await house.client.get_workflow_handle(intake).result()
    assert await Reviver(house.client, house.ledger).say_again(machine_now()) == []


# ---------------------------------------------------------------- Terminate


async def test_a_terminated_clock_is_started_again_with_a_line_and_a_task(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
        await terminated(house, ann, "a slip of the hand")
        before = sent(house, ann)
        (run,) = await revived(house)
        assert (run.candidate_id, run.ended_as) == (ann, "terminated")
        await until(lambda: tasks(house, ann, "restarted"), what="the task")
        (line,) = house.rows(ann, "clock_restarted")
        assert "was terminated in Temporal at" in str(line["why"])
        await until(lambda: sent(house, ann) > before, what="the next message")
        assert await revived(house) == []
        (task,) = tasks(house, ann, "restarted")
        await house.update(ann, "complete_task", task_id=task["task"])
        assert tasks(house, ann, "restarted") == []
    assert nothing_twice(house)


async def test_doctor_names_whose_clock_was_ended_until_it_runs_again(house: House) -> None:
    async with house.working():
        ann, bob = await house.applies("ann"), await house.applies("bob")
        await until(lambda: sent(house, ann) and sent(house, bob), what="the first messages")
        await terminated(house, ann, "a slip of the hand")
        still = await standing_still(house.client, house.ledger, machine_now())
        assert [(run.candidate_id, run.ended_as) for run in still] == [(ann, "terminated")]
        await revived(house)
        assert await standing_still(house.client, house.ledger, machine_now()) == []


async def test_a_stop_that_a_terminated_clock_had_not_heard_is_heard(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
    before = sent(house, ann)
    await house.tell(ann, "opted_out")
    await terminated(house, ann, "it does not move")
    assert [run.candidate_id for run in await revived(house)] == [ann]
    async with house.working():
        await until(lambda: house.rows(ann, "opted_out"), what="the stop")
        await until(lambda: (house.ledger.status(ann) or {}).get("stopped"), what="its record")
    assert sent(house, ann) == before


async def test_what_was_not_heard_reaches_the_run_that_somebody_started_meanwhile(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
    before = sent(house, ann)
    await house.tell(ann, "opted_out", event_id=f"stop-{house.tag}")
    await terminated(house, ann, "it does not move")
    await house.tell(ann, "candidate_updated", candidate={"locale": "de"})  # starts a run of its own
    await revived(house)
    async with house.working():
        await until(lambda: house.rows(ann, "opted_out"), what="the stop")
    assert len(house.rows(ann, "opted_out")) == 1 and len(house.rows(ann, "clock_restarted")) == 1
    assert sent(house, ann) <= before + 1 and nothing_twice(house)


async def test_a_signal_that_nobody_can_read_keeps_nobody_from_being_started_again(house: House) -> None:
    async with house.working():
        ann, bob = await house.applies("ann"), await house.applies("bob")
        await until(lambda: sent(house, ann) and sent(house, bob), what="the first messages")
    for metadata, data in (({"encoding": b"json/plain"}, b"{not json"), ({"encoding": b"binary/of-theirs"}, b"\x00")):
        await house.handle(ann).signal("reply_received", args=[RawValue(Payload(metadata=metadata, data=data))])
    await terminated(house, ann, "it does not move")
    await terminated(house, bob, "neither does this")
    assert [run.candidate_id for run in await revived(house)] == [ann, bob]
    async with house.working():
        await until(lambda: house.rows(ann, "message_refused"), what="what could not be read")


async def test_what_one_of_our_doors_has_checked_is_handed_on_as_that(house: House) -> None:
    """A newer release's gateway told it, and this release only keeps it: a run of somebody else's is told the same."""
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
    told = json.dumps(fact(event_id=f"new-{house.tag}")).encode()
    metadata = {"encoding": b"json/plain", CHECKED: b"1"}
    await house.handle(ann).signal("referred", args=[RawValue(Payload(metadata=metadata, data=told))])
    await terminated(house, ann, "it does not move")
    await house.tell(ann, "candidate_updated", candidate={"locale": "de"})  # starts a run of its own
    await revived(house)
    async with house.working():
        await until(lambda: house.rows(ann, "referred"), what="what a newer release reads")
    assert not house.rows(ann, "message_refused")


async def test_somebody_whose_clock_was_terminated_before_its_first_decision_is_followed_up(house: House) -> None:
    ann = await house.applies("ann")  # no worker runs
    await terminated(house, ann, "what is this?")
    assert [run.candidate_id for run in await revived(house)] == [ann]
    async with house.working():
        await until(lambda: sent(house, ann), what="the first message")
    assert nothing_twice(house)


async def test_a_deleted_clock_goes_on_from_the_ledger(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
        await deleted(house, ann)
        before = sent(house, ann)
        missing: list[str] = []
        while missing != [ann]:  # the list of workflows shows it a moment later
            watched = await watch(house.client, house.ledger)
            missing = [finding.who for finding in watched.findings if finding.kind == "no_clock"]
        started = await Reviver(house.client, house.ledger).start_deleted(missing, watched.open, watched.at)
        assert started == [ann]
        await until(lambda: tasks(house, ann, "restarted"), what="the task")
        await until(lambda: sent(house, ann) > before, what="the next message")
    assert nothing_twice(house)


async def test_a_deleted_clock_that_has_to_be_started_again_and_again_is_one_line(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
    for number in range(3):  # no worker: what was started has decided nothing yet
        await deleted(house, ann)
        now = machine_now() + number * EVERY
        assert await Reviver(house.client, house.ledger).start_deleted([ann], 20, now) == [ann]
    assert len(house.rows(ann, "clock_restarted")) == 1


async def test_many_clocks_gone_at_once_are_left_to_a_person(house: House) -> None:
    """Temporal has lost its data, or this is another Temporal: `followup recover clocks` is for a person to type."""
    strangers = [f"manual:nobody-{number}" for number in range(MANY_AT_ONCE + 1)]
    assert await Reviver(house.client, house.ledger).start_deleted(strangers, 20, machine_now()) == []


@pytest.mark.parametrize("many", [12, pytest.param(40, marks=pytest.mark.nightly)])
async def test_many_terminated_at_once_all_go_on_and_nobody_hears_twice(house: House, many: int) -> None:
    async with house.working():
        people = [await house.applies(f"p{number}") for number in range(many)]
        await until(lambda: all(sent(house, ident) for ident in people), what="everybody's first message")
        await asyncio.gather(*(terminated(house, ident, "tidying up") for ident in people))
        before = {ident: sent(house, ident) for ident in people}
        assert {run.candidate_id for run in await revived(house)} == set(people)
        await until(lambda: all(sent(house, i) > before[i] for i in people), what="everybody's next message")
        assert all(len(house.rows(ident, "clock_restarted")) == 1 for ident in people)
    assert nothing_twice(house)


async def test_six_watches_at_once_start_one_clock_and_tell_once(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
        await terminated(house, ann, "a slip of the hand")
        await asyncio.gather(*(revived(house) for _ in range(6)))
        await until(lambda: tasks(house, ann, "restarted"), what="the task")
        assert len(house.rows(ann, "clock_restarted")) == len(tasks(house, ann, "restarted")) == 1
        assert await status_of(house, ann) is WorkflowExecutionStatus.RUNNING
    assert nothing_twice(house)


async def test_who_has_come_to_an_end_is_left_in_peace(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann", stage="screening")
        await until(lambda: house.types(ann), what="a decision")
        await house.tell(ann, "opted_out")
        await until(lambda: (house.ledger.status(ann) or {}).get("stopped"), what="the stop")
        bob = await house.applies("bob")
        await until(lambda: sent(house, bob), what="a message")
    with house.ledger._database.writing(ann) as connection:
        from sqlalchemy import update

        from ledger.schema import candidates

        closed = {"state": "closed"}
        connection.execute(update(candidates).where(candidates.c.candidate_id == ann).values(**closed))
    await terminated(house, ann, "they are done")
    await terminated(house, bob, "a slip of the hand")
    assert [run.candidate_id for run in await revived(house)] == [bob]
    assert await status_of(house, ann) is WorkflowExecutionStatus.TERMINATED


async def test_a_clock_that_ends_each_time_is_left_to_a_person_after_some_tries(house: House) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: sent(house, ann), what="the first message")
    for _ in range(RESTARTS):
        await terminated(house, ann, "again")
        assert len(await revived(house)) == 1
    await terminated(house, ann, "again")
    assert await revived(house) == []
    (finding,) = house.ledger.conditions.about(ann)
    assert finding.kind == "no_clock" and "could not be started again" in finding.says
    later = machine_now() + timedelta(days=2)
    found = await Reviver(house.client, house.ledger).look(later)
    assert ann in [run.candidate_id for run in found]
