"""The counts of docs/performance.md that do not depend on the machine, pinned (docs/architecture.md, "Numbers").

A touch that costs one event, Action, statement or commit more is a thing to think over, and so is one that costs less:
change the number here together with the page.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bench import counts
from starter.embedded import LocalServer
from tests.channels.mail_server import Inbox, running
from tests.house import House, build, connected


@pytest.fixture(params=["outbox", "smtp"])
async def touch(server: LocalServer, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[dict[str, Any]]:
    """By each way of sending there is: a mail server that is quick costs no more than a file."""
    with running(Inbox()) as relay:
        way = {"email": request.param, "smtp_url": SecretStr(f"smtp://127.0.0.1:{relay.port}")}
        house: House = build(await connected(server.address), tmp_path / "home", **way)
        yield await counts.steady(house)
        await house.leave()


def test_a_steady_touch_costs_7_events_3_actions_8_statements_and_2_commits(touch: dict[str, Any]) -> None:
    assert touch["names"] == [
        "TIMER_FIRED",
        "WORKFLOW_TASK_SCHEDULED",
        "WORKFLOW_TASK_STARTED",
        "WORKFLOW_TASK_COMPLETED",
        "MARKER_RECORDED",
        "UPSERT_WORKFLOW_SEARCH_ATTRIBUTES",
        "TIMER_STARTED",
    ]
    reserving, confirming = touch["said"]
    assert sorted(reserving) == [
        "BEGIN IMMEDIATE",
        "INSERT INTO attempts",
        "SELECT (SELECT max(playbooks.number)",  # position, playbook, inbox: all that nearly every use needs
        "SELECT attempts.touch_key, attempts.attempt,",
        "SELECT suppressions.address_hmac, suppressions.channel,",
    ]
    assert sorted(confirming) == [
        "BEGIN IMMEDIATE",
        "INSERT INTO candidates",
        "INSERT INTO timeline",
        "SELECT (SELECT max(playbooks.number)",
        "UPDATE attempts SET",
    ]
    assert (touch["events"], touch["actions"], touch["statements"], touch["commits"]) == (7, 3, 8, 2)
    assert touch["bytes"] <= 2500  # addresses of worker and server stand in it, so it is not the same everywhere


def test_after_100_touches_a_clock_hands_on_3541_bytes_of_state() -> None:
    found = counts.state_after()
    assert found["touches"] == 100
    assert found["bytes"] <= found["largest"] <= counts.LIMITS["state"]
    assert found["bytes"] == 3541


@pytest.mark.long
@pytest.mark.parametrize(
    ("life", "days", "messages", "commits", "events", "actions"),
    [
        pytest.param(
            "hired", 71, 12, 39, 172, 74, id="hired, with three tasks that a colleague does", marks=pytest.mark.nightly
        ),
        pytest.param("rejected", 31, 4, 12, 54, 23, id="rejected after an update, with a survey"),
    ],
)
async def test_a_whole_life_by_the_default_playbook_costs_so_many_messages_commits_events_and_actions(
    life: str,
    days: int,
    messages: int,
    commits: int,
    events: int,
    actions: int,
    server: LocalServer,
    tmp_path: Path,
) -> None:
    found = await counts.lived_on(server.address, tmp_path / life, life)
    assert (found["days"], found["messages"], found["commits"]) == (days, messages, commits)
    # A word that comes in while a decision is under way shares its workflow task: that is chance, of a few events.
    assert found["events"] == pytest.approx(events, abs=6)
    assert found["actions"] == pytest.approx(actions, abs=3)
