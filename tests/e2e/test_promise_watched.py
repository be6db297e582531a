"""`followup doctor --promise`: each kind of finding made for real, and none where all is well."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, update
from temporalio import workflow
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from domain.names import CANDIDATE_WORKFLOW, TASK_QUEUE, Channel
from domain.operations.watchdog import Finding, tally
from domain.state.model import CandidateState, Decision, Start
from domain.views.status import status_view
from ledger.inbox.rows import Arrival
from ledger.schema import attempts, candidates
from metrics import WorkerMetrics
from starter.embedded import LocalServer
from starter.watching import Watched, keep_watching, watch
from tests.house import House, build, connected, until
from tests.machine_time import machine_now

DEFAULT = Path(__file__).parents[2] / "playbooks" / "default"


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    """Real cadences, in days: everybody waits for something."""
    made = build(await connected(server.address), tmp_path / "home", playbook=DEFAULT)
    yield made
    await made.leave()


async def settled(house: House, *names: str) -> list[str]:
    """People whose next contact is days away, or tomorrow morning."""
    idents = [await house.applies(name, candidate={"timezone": "UTC"}, stage="screening") for name in names]
    for ident in idents:
        await until(lambda ident=ident: (house.ledger.status(ident) or {}).get("next"), what=f"a decision for {ident}")
    return idents


async def found(house: House, *idents: str, **more: Any) -> list[Finding]:
    seen = await watch(house.client, house.ledger, **more)
    return [finding for finding in seen.findings if finding.who in idents]


async def seen_as(house: House, ident: str, kind: str) -> None:
    """Wait until the watch has this finding about somebody."""
    for _ in range(100):
        if [finding.kind for finding in await found(house, ident)] == [kind]:
            return
        await asyncio.sleep(0.1)
    raise AssertionError(f"the watch did not find {kind} about {ident}")


def row_of(house: House, ident: str, **values: Any) -> None:
    with house.ledger._database.writing(ident) as connection:
        connection.execute(update(candidates).where(candidates.c.candidate_id == ident).values(**values))


async def test_all_is_well_and_then_each_kind_of_finding_is_made_for_real(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house.working():
        names = ("ann", "bob", "cy", "dan", "eve", "fay")
        ann, bob, cy, dan, eve, fay = everybody = await settled(house, *names)
        well = await watch(house.client, house.ledger)
        assert well.kept
        assert (well.open, well.with_next, well.calls) == (6, 6, 2)  # one page of clocks, one of those that fail
        with monkeypatch.context() as smaller:
            smaller.setattr("starter.watching.PAGE", 2)
            paged = await watch(house.client, house.ledger)
        assert (paged.kept, paged.calls <= 5) == (True, True)
    # Behind the product's back, and with no worker at all:
    await house.handle(ann).terminate("by hand")
    with house.ledger._database.writing(bob) as connection:
        connection.execute(delete(candidates).where(candidates.c.candidate_id == bob))
    row_of(house, cy, next_at="2031-01-01T10:00:00.000000+00:00")
    with house.ledger.book(dan) as book:
        at = machine_now() - timedelta(hours=3)
        about = {
            "touch_key": f"{dan}/eng/screening.1/update/1",
            "attempt": 1,
            "application_id": "eng",
            "step": "update",
        }
        words = {"address": "", "subject": "", "body": "", "message_id": "", "playbook": ""}
        book.reserve(**about, **words, channel=Channel.EMAIL, at=at)  # type: ignore[arg-type]
    waited = Arrival("test", "1", "reply_received", eve, "{}", machine_now() - timedelta(minutes=40))
    house.ledger.inbox.put([waited])
    row_of(house, fay, next_at=(machine_now() - timedelta(minutes=20)).isoformat(timespec="microseconds"))
    await seen_as(house, ann, "no_clock")  # Temporal lists a run for a moment after its end
    findings = {finding.who: finding for finding in await found(house, *everybody)}
    assert {who: finding.kind for who, finding in findings.items()} == {
        ann: "no_clock",
        bob: "no_record",
        cy: "disagree",
        dan: "in_doubt",
        eve: "unheard",
        fay: "overdue",
    }
    assert findings[ann].do == f"followup recover clocks {ann}"
    assert findings[bob].do == f"followup recover ledger {bob}"
    (later,) = await found(house, fay, tolerance=timedelta(minutes=30))
    assert later.kind == "disagree"
    with house.ledger._database.writing("-") as connection:
        connection.execute(delete(attempts))


async def test_somebody_open_with_nothing_on_the_clock_is_found(house: House) -> None:
    async with house.working():
        (ann,) = await settled(house, "ann")
    # No decision of ours leaves anybody so: their clock is replaced by one that waits for nothing.
    await house.handle(ann).terminate("by hand")
    state = CandidateState.model_validate(house.ledger.snapshot(ann))
    forgotten = state.model_copy(update={"decision": Decision(), "shown": {}})
    with house.ledger.book(ann) as book:
        book.project(forgotten, status_view(forgotten))
    start = Start(candidate_id=ann, state=forgotten)
    await house.client.start_workflow(CANDIDATE_WORKFLOW, start, id=house.handle(ann).id, task_queue=TASK_QUEUE)
    (finding,) = await found(house, ann)
    assert finding.kind == "nothing_next"


async def test_a_clock_whose_workflow_task_keeps_failing_is_found(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house.working():
        (ann,) = await settled(house, "ann")
    monkeypatch.setattr("domain.operations.watchdog.MANY_FAILURES", 1)
    await house.tell(ann, "replan")
    broken = Worker(
        house.client, task_queue=TASK_QUEUE, workflows=[Broken], workflow_runner=UnsandboxedWorkflowRunner()
    )
    row_of(house, ann, next_at=(machine_now() - timedelta(minutes=20)).isoformat(timespec="microseconds"))
    async with broken:
        for _ in range(100):
            (finding,) = await found(house, ann)
            if finding.kind == "stuck":
                break
            await asyncio.sleep(0.3)
    assert finding.kind == "stuck"


@workflow.defn(name=CANDIDATE_WORKFLOW)
class Broken:
    """A clock with a defect: what a bad release would be."""

    @workflow.run
    async def run(self, start: Start) -> str:
        raise RuntimeError("a defect")


async def test_one_of_two_workers_looks_and_shows_what_it_found(house: House) -> None:
    async with house.working():
        (ann,) = await settled(house, "ann")
    await house.handle(ann).terminate("by hand")
    metrics, told, idle = WorkerMetrics(), asyncio.Event(), asyncio.Event()

    def tell(seen: Watched | None) -> None:
        assert seen is not None
        metrics.promise.tell(tally(seen.findings), seen.open, seen.at)
        told.set()

    second = WorkerMetrics()
    other_ledger = type(house.ledger)(house.settings.ledger_address, house.settings.keys)
    first = asyncio.create_task(keep_watching(house.client, house.ledger, tell))
    await asyncio.wait_for(told.wait(), 60)
    other = asyncio.create_task(keep_watching(house.client, other_ledger, lambda seen: seen or idle.set()))
    await asyncio.wait_for(idle.wait(), 60)
    for task in (first, other):
        task.cancel()
    await asyncio.gather(first, other, return_exceptions=True)
    other_ledger.close()
    assert metrics.registry.get_sample_value("followup_promise_broken", {"kind": "no_clock"}) == 1
    assert metrics.registry.get_sample_value("followup_promise_broken", {"kind": "overdue"}) == 0
    assert metrics.registry.get_sample_value("followup_promise_candidates") == 1
    assert second.registry.get_sample_value("followup_promise_candidates") is None


async def test_r26_whoever_has_no_clock_and_gets_none_is_named_until_they_have_one(house: House) -> None:
    async with house.working():
        ann, _ = await settled(house, "ann", "bob")
    await house.handle(ann).terminate("by hand")

    async def starts_nobody(missing: Sequence[str], followed_up: int, now: datetime) -> Sequence[str]:
        return []

    async def starts_all(missing: Sequence[str], followed_up: int, now: datetime) -> Sequence[str]:
        return missing

    for revive, named in ((starts_nobody, True), (starts_all, False)):
        look = keep_watching(house.client, house.ledger, lambda seen: None, every=timedelta(seconds=0.2), revive=revive)
        watching = asyncio.create_task(look)
        await until(lambda named=named: bool(house.ledger.conditions.about(ann)) is named, what="the finding")
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
