"""Record histories anew: `make histories`. Each scenario is one life on the real server; its history is kept as JSON.

Recorded histories must go on replaying after every change (tests/test_replay.py): they stand for candidates who wait.
Record anew only together with a `workflow.patched` that keeps the old ones replayable, and keep the old files.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from temporalio.service import RPCError
from temporalio.testing import TimeSkipper

from channels.sender import NotAccepted, Refused, Unknown
from domain.names import (
    CANDIDATE_WORKFLOW,
    INTAKE_WORKFLOW,
    TASK_QUEUE,
    Channel,
    broadcast_workflow_id,
    intake_workflow_id,
    workflow_id,
)
from domain.operations.broadcasts import PAGE, Broadcast
from domain.state.model import Start
from starter.broadcasting import begin
from starter.client import Refused as RefusedAtOnce
from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening
from tests.house import QUICK, House, build, connected, fact, until
from tests.senders import Provider, accepts_then, answers, hangs_until_let_go

HERE = Path(__file__).parent
DEFAULT = HERE.parents[1] / "playbooks" / "default"
Scenario = Callable[[House, Provider], Awaitable[str]]


async def skip(house: House, ident: str, duration: timedelta) -> None:
    """Let this person's time pass; a follow-up that has ended stays ended."""
    with suppress(RPCError):
        await TimeSkipper(house.client).fast_forward(house.handle(ident), duration)


async def steady_touches(house: House, provider: Provider) -> str:
    ann = await house.applies("ann")
    await until(lambda: len(house.rows(ann, "sent")) == 6, what="six messages")
    return ann


async def reply_pause_note_and_promise(house: House, provider: Provider) -> str:
    ann = await house.applies("ann", candidate={"timezone": "Europe/Berlin", "country": "DE"})
    await skip(house, ann, timedelta(days=4))
    await house.tell(ann, "reply_received", text="Any news?")
    await until(lambda: house.ledger.tasks(candidate_id=ann), what="the task")
    task = house.ledger.tasks(candidate_id=ann)[0]["task"]
    await house.update(ann, "note", text="Asked about the team.", application_id="eng")
    await house.update(ann, "pause")
    await skip(house, ann, timedelta(days=20))
    await house.update(ann, "resume")
    await house.update(ann, "complete_task", task_id=task)
    await skip(house, ann, timedelta(days=30))
    return ann


async def from_prospect_to_hired(house: House, provider: Provider) -> str:
    ann = await house.applies("ann", stage="prospect")
    await skip(house, ann, timedelta(days=9))
    now = await TimeSkipper(house.client).get_current_time(house.handle(ann))
    await house.tell(ann, "reply_received", text="Yes, I would like to talk.", occurred_at=now.isoformat())
    await house.tell(ann, "stage_changed", stage="interview", application_id="eng", occurred_at=now.isoformat())
    at = (now + timedelta(days=3)).isoformat()
    await house.tell(ann, "interview_scheduled", application_id="eng", at=at, occurred_at=now.isoformat())
    await skip(house, ann, timedelta(days=6))
    await house.tell(ann, "offer_extended", application_id="eng", pay="$120,000")
    await skip(house, ann, timedelta(days=3))
    await house.tell(ann, "hired", application_id="eng", start_date=(now + timedelta(days=30)).date().isoformat())
    await skip(house, ann, timedelta(days=20))
    return ann


async def rejected_and_closed(house: House, provider: Provider) -> str:
    ann = await house.applies("ann", stage="screening")
    await house.tell(ann, "rejected", application_id="eng", feedback="Strong on data, less so on people.")
    await skip(house, ann, timedelta(days=30))
    return ann


async def delivery_runs_again_after_a_signal(house: House, provider: Provider) -> str:
    provider.script = [hangs_until_let_go]
    ann = await house.applies("ann")
    await until(provider.entered.is_set, what="the delivery")
    await house.tell(ann, "rejected", application_id="eng")
    provider.let_go.set()
    await until(lambda: house.rows(ann, "sent"), what="the record")
    await skip(house, ann, timedelta(hours=3))
    return ann


async def provider_faults(house: House, provider: Provider) -> str:
    provider.script = [answers(NotAccepted("down")), accepts_then(Unknown("cut")), answers(Refused("550"))]
    ann = await house.applies("ann")
    await until(lambda: house.rows(ann, "not_accepted"), what="the first fault")
    await skip(house, ann, timedelta(hours=1))
    await until(lambda: house.rows(ann, "delivery_reported"), what="the answer about the second")
    await skip(house, ann, timedelta(hours=1))
    return ann


async def refused_messages(house: House, provider: Provider) -> str:
    ann = await house.applies("ann")
    await house.handle(ann).signal("stage_changed", {"event_id": "x", "stage": "promoted"})
    await house.handle(ann).signal("promoted", "what?")
    await until(lambda: len(house.rows(ann, "message_refused")) == 2, what="the refusals")
    return ann


async def opted_out(house: House, provider: Provider) -> str:
    ann = await house.applies("ann")
    await until(lambda: house.rows(ann, "sent"), what="the first message")
    await house.tell(ann, "reply_received", text="Please stop emailing me.")
    await until(lambda: house.rows(ann, "skipped"), what="the stop")
    await skip(house, ann, timedelta(days=20))
    return ann


async def continued_as_new(house: House, provider: Provider) -> str:
    ann = await house.applies("ann")
    await skip(house, ann, timedelta(days=100))
    return ann


async def cancelled_and_resumed(house: House, provider: Provider) -> str:
    ann = await house.applies("ann")
    await until(lambda: house.rows(ann, "sent"), what="the first message")
    await house.handle(ann).cancel()
    await until(lambda: house.ledger.tasks(candidate_id=ann), what="the task")
    await house.update(ann, "resume")
    await skip(house, ann, timedelta(hours=1))
    return ann


async def own_words(house: House, provider: Provider) -> str:
    ann = await house.applies("ann")
    await house.tell(ann, "reply_received", text="Where do we meet?", message_id="<1@mail.example>", subject="Tuesday")
    await until(lambda: house.ledger.tasks(candidate_id=ann), what="the task")
    task = house.ledger.tasks(candidate_id=ann)[0]["task"]
    await house.update(ann, "say", text="In the lobby.", answer=True, task_id=task, application_id="eng")
    await until(lambda: [row for row in house.rows(ann, "sent") if row["step"] == "say"], what="the answer")
    await house.tell(ann, "opted_out")
    await until(lambda: (house.ledger.status(ann) or {"stopped": False})["stopped"], what="the stop")
    with suppress(RefusedAtOnce):
        await house.update(ann, "say", text="One more thing.", subject="Hello")
    return ann


async def merged(house: House, bob: str, ann: str) -> None:
    await house.tell(ann, "candidate_merged", merged_id=bob)
    await until(lambda: bob in (house.ledger.status(ann) or {"joined": []})["joined"], what="the joining")
    await house.handle(bob).result()


async def another_id_joined(house: House, provider: Provider) -> str:
    bob, ann = await house.applies("bob"), await house.applies("ann")
    await until(lambda: house.rows(ann, "sent") and house.rows(bob, "sent"), what="the first messages")
    await merged(house, bob, ann)
    await skip(house, ann, timedelta(hours=1))
    return ann


async def handed_over(house: House, provider: Provider) -> str:
    bob, ann = await house.applies("bob"), await house.applies("ann")
    await until(lambda: house.rows(bob, "sent"), what="the first message")
    await merged(house, bob, ann)
    return bob


async def passed_on(house: House, provider: Provider) -> str:
    bob, ann = await house.applies("bob"), await house.applies("ann")
    await merged(house, bob, ann)
    await house.client.start_workflow(
        CANDIDATE_WORKFLOW,
        Start(candidate_id=bob),
        id=workflow_id(bob),
        task_queue=TASK_QUEUE,
        start_signal="opted_out",
        start_signal_args=[fact()],
    )
    await until(lambda: house.rows(ann, "opted_out"), what="the stop")
    await house.handle(bob).result()
    return bob


async def broadcast_of_two_pages(house: House, provider: Provider) -> str:
    people = [await house.applies(f"p{number:02}", stage="screening") for number in range(PAGE + 2)]
    await until(lambda: all(house.types(person) for person in people), what="everybody's first decision")
    ident = broadcast_workflow_id("replan", house.tag)
    handle = await begin(house.followup, ident, Broadcast(matter=house.tag, signal="replan"), "everybody decides anew")
    await handle.result()
    return ident


async def told_by_another_workflow(house: House, provider: Provider) -> str:
    ann = f"myats:{house.tag}"
    house.started.append(ann)
    told = fact(application_id="eng", job_id="eng", candidate={"first_name": "Ann", "email": "ann@example.com"})
    ident = intake_workflow_id(told["event_id"])
    envelope = {"candidate_id": ann, "signal": "application_received", "fact": told}
    await house.client.execute_workflow(INTAKE_WORKFLOW, envelope, id=ident, task_queue=TASK_QUEUE)
    return ident


SCENARIOS: dict[str, tuple[Path, Scenario]] = {
    "steady_touches": (QUICK, steady_touches),
    "reply_pause_note_and_promise": (DEFAULT, reply_pause_note_and_promise),
    "from_prospect_to_hired": (DEFAULT, from_prospect_to_hired),
    "rejected_and_closed": (DEFAULT, rejected_and_closed),
    "delivery_runs_again_after_a_signal": (QUICK, delivery_runs_again_after_a_signal),
    "provider_faults": (QUICK, provider_faults),
    "refused_messages": (QUICK, refused_messages),
    "opted_out": (DEFAULT, opted_out),
    "continued_as_new": (DEFAULT, continued_as_new),
    "broadcast_of_two_pages": (DEFAULT, broadcast_of_two_pages),
    "cancelled_and_resumed": (QUICK, cancelled_and_resumed),
    "another_id_joined": (QUICK, another_id_joined),
    "handed_over": (QUICK, handed_over),
    "passed_on": (QUICK, passed_on),
    "own_words": (QUICK, own_words),
    "told_by_another_workflow": (QUICK, told_by_another_workflow),
}


async def record(name: str, address: str, home: Path) -> None:
    playbook, scenario = SCENARIOS[name]
    house = build(await connected(address), home, playbook=playbook)
    provider = Provider(home)
    house.senders[Channel.EMAIL] = provider
    async with house.working():
        ident = await scenario(house, provider)
        known = house.handle(ident).id if ":" in ident else ident  # a candidate, or a workflow of another kind
        latest = await house.client.get_workflow_handle(known).describe()
        first = latest.raw_description.workflow_execution_info.first_run_id
        handle = house.client.get_workflow_handle(known, run_id=first)
        history = await handle.fetch_history()
    await house.leave()
    (HERE / f"{name}.json").write_text(history.to_json() + "\n")
    print(f"{name}: {len(history.events)} events")


async def main(names: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        local = LocalServer(port=free_port(), time_skipping=True)
        process = spawn(local.command(), log=Path(folder) / "temporal.log")
        wait_until_listening(local.port, process)
        try:
            for name in names or list(SCENARIOS):
                await record(name, local.address, Path(folder) / name)
        finally:
            end(process, patience=5)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
