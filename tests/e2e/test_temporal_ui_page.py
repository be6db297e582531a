"""docs/temporal-ui.md: each of its queries is asked of the server itself, and its lists are those of the code."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio.client import WorkflowFailureError

from domain.events import SIGNAL_EVENTS, UPDATE_EVENTS
from domain.names import (
    BROADCAST_WORKFLOW,
    DIGEST_WORKFLOW,
    INTAKE_WORKFLOW,
    SEARCH_ATTRIBUTES,
    TASK_QUEUE,
    FollowUpState,
    Stage,
)
from starter.embedded import LocalServer
from tests.house import House, build, connected, fact, until
from tests.machine_time import machine_now

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "temporal-ui.md").read_text("utf-8")
VIEWS = dict(re.findall(r"^\| ([A-Z][^|]+?) \| `([^`]+)` \|$", PAGE, re.MULTILINE))


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    """An installation whose playbook has one message for each move."""
    playbook = ROOT / "tests" / "playbooks" / "moves"
    made = build(await connected(server.address), tmp_path / "home", playbook=playbook)
    yield made
    await made.leave()


def test_the_page_lists_every_signal_and_update_and_what_each_search_attribute_holds() -> None:
    told = PAGE[PAGE.index("## What can be told from here") :]
    listed = {
        kind: {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}
        for kind, rows in _tables(told).items()
    }
    assert listed["signals"] == set(SIGNAL_EVENTS)
    assert listed["updates"] == set(UPDATE_EVENTS)
    attributes = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", PAGE, re.MULTILINE)
    assert {name: kind for name, kind, _ in attributes} == SEARCH_ATTRIBUTES
    says = {name: set(re.findall(r"`(\w+)`", holds)) for name, _, holds in attributes}
    assert says["FollowUpState"] == {str(state) for state in FollowUpState}
    assert says["FollowUpStage"] == {str(stage) for stage in Stage}


def _tables(text: str) -> dict[str, list[str]]:
    """The rows of each table, by the heading of its first column."""
    found: dict[str, list[str]] = {}
    for table in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        head, _, *rows = table.strip().splitlines()
        found[head.split("|")[1].strip()] = rows
    return found


async def test_every_view_finds_whom_it_says_and_nobody_else(house: House) -> None:
    async with house.working():
        people = {
            "kims": await house.applies("kims", recruiter={"name": "Kim Park"}),
            "refused": await house.applies("refused"),
            "paused": await house.applies("paused"),
            "talks": await house.applies("talks"),
            "offered": await house.applies("offered"),
            "ended": await house.applies("ended"),
        }
        for ident in people.values():
            await until(lambda ident=ident: house.rows(ident, "sent"), what="the first message")
        await house.tell(people["kims"], "application_received", application_id="7", job_id="ENG-7")
        await house.update(people["paused"], "pause")
        await house.tell(people["talks"], "stage_changed", stage="interview")
        await house.tell(people["offered"], "stage_changed", stage="offer")
        await house.handle(people["refused"]).signal("stage_changed", fact(stage="promoted"))
        await until(lambda: house.rows(people["refused"], "message_refused"), what="the refusal")
        handle = await house.client.start_workflow(
            INTAKE_WORKFLOW, {"candidate_id": "x"}, id=f"intake-refused-{house.tag}", task_queue=TASK_QUEUE
        )
        for kind in (BROADCAST_WORKFLOW, DIGEST_WORKFLOW):
            await house.client.start_workflow(kind, id=f"{kind}-{house.tag}", task_queue="nobody")
        with pytest.raises(WorkflowFailureError):
            await handle.result()
        await until(lambda: (house.ledger.status(people["offered"]) or {}).get("next"), what="the offer's message")
        await until(lambda: len(house.outbox()) == 8, what="all messages")
    # No worker runs: an intake waits, and whoever is terminated is not started again.
    said = {"candidate_id": people["kims"], "signal": "contacted", "fact": fact()}
    waiting = f"intake-waiting-{house.tag}"
    await house.client.start_workflow(INTAKE_WORKFLOW, said, id=waiting, task_queue=TASK_QUEUE)
    await house.handle(people["ended"]).terminate("by hand")
    clocks = {name: house.handle(ident).id for name, ident in people.items()}
    running = {ident for name, ident in clocks.items() if name != "ended"}
    due = {clocks["offered"]}  # in a week; all others have had theirs
    later = (machine_now() + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
    finds: dict[str, set[str]] = {
        "Needs a person": {clocks["refused"]},
        "Followed up": running,
        "Paused": {clocks["paused"]},
        "In interviews": {clocks["talks"]},
        "Offers out": {clocks["offered"]},
        "One job": {clocks["kims"]},
        "One recruiter": {clocks["kims"]},
        "Overdue since": due,
        "No message on the clock": running - due,
        "Ended by hand or by a fault": {clocks["ended"]},
        "Refused from other workflows": {handle.id},
        "Not taken in yet": {waiting},
        "Messages to many": {f"{BROADCAST_WORKFLOW}-{house.tag}"},
        "Daily digests": {f"{DIGEST_WORKFLOW}-{house.tag}"},
    }
    assert finds.keys() == VIEWS.keys()
    for view, query in VIEWS.items():
        await shows(house, query.replace("2026-12-01T09:00:00Z", later), finds[view])


async def shows(house: House, query: str, wanted: set[str]) -> None:
    """The server's list takes notice a moment later, so it is asked until it does. Others' workflows are left out."""
    found: set[str] = set()
    for _ in range(100):
        listed = [one.id async for one in house.client.list_workflows(query)]
        found = {ident for ident in listed if house.tag in ident}
        if found == wanted:
            return
    raise AssertionError(f"{query} finds {found}, and not {wanted}")
