"""A doubtful stop sends nothing from its commit on, also when the worker dies; a person's answer decides (R3, R7)."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from domain.state.model import Candidate
from ledger.inbox.rows import Arrival
from starter.client import Refused
from tests.gateway.gate import gateway, rows
from tests.gateway.test_stop_in_the_inbox import held_back
from tests.house import House, until
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time

WORDS = "Could you take me off this?"


def doubtful(ident: str) -> Arrival:
    """A reply that a door read as perhaps a stop, as `/hooks/ats` keeps it."""
    now = machine_now()
    fact = {"text": WORDS, "read_as": {"kind": "stop", "certain": False}}
    body = json.dumps(
        {
            "id": ident,
            "sent_at": now.isoformat(),
            "said": {"candidate_id": ident, "signal": "reply_received", "fact": fact},
        }
    )
    return Arrival("ats", ident, "reply_received", ident, body, now)


def task_of(house: House, ident: str) -> dict[str, Any]:
    (task,) = (house.ledger.status(ident) or {"tasks": []})["tasks"] or [{}]
    return dict(task)


def doubted(house: House, *people: str) -> bool:
    return all(task_of(house, ident).get("kind") == "doubt" for ident in people)


async def test_r3_a_doubtful_stop_sends_nothing_from_its_commit_on_also_when_the_worker_dies(house: House) -> None:
    async with house.working():
        people = [await house.applies(name) for name in ("ann", "bob", "cid")]
        await until(lambda: all(house.rows(ident, "sent") for ident in people), what="their first messages")
    house.ledger.inbox.put([doubtful(ident) for ident in people])  # and the worker is gone
    before = {ident: len(house.rows(ident, "sent")) for ident in people}

    def sent_since(ident: str) -> int:
        return len(house.rows(ident, "sent")) - before[ident]

    async with house.working():
        await until(lambda: all(held_back(house, ident) for ident in people), what="the holds")
        assert not any(map(sent_since, people)), "the row in the inbox holds, though no clock has heard it"
        async with gateway(house.settings, house.ledger, clock=machine_now):
            await until(lambda: rows(house.ledger) == {"told": 3}, what="the telling")
            await until(lambda: doubted(house, *people), what="a task for each")
    async with house.working():  # a worker that knows of it from the clocks alone
        ann, bob, cid = people
        task = task_of(house, ann)
        assert task["answers"] == ["stop", "go-on", "withdrawn"] and not any(map(sent_since, people))
        (row,) = [t for t in house.ledger.workload().tasks if t.task == task["task"]]
        assert row.words == WORDS and row.reach == {}
        with pytest.raises(Refused, match="--answer stop"):
            await house.update(ann, "approve", task_id=task["task"])

        answers = {ann: "stop", bob: "go-on", cid: "withdrawn"}
        await asyncio.gather(
            *(
                house.update(ident, "approve", task_id=task_of(house, ident)["task"], answer=answer, author="Rita")
                for ident, answer in answers.items()
            )
        )
        await until(lambda: sent_since(bob), what="what was due to Bob")
        status = {ident: house.ledger.status(ident) or {} for ident in people}
        assert status[ann]["stopped"] and task_of(house, ann)["kind"] == "stopped"
        assert {t["kind"] for t in status[bob]["tasks"]} == {"answer"} and not status[bob]["stopped"]
        assert status[cid]["applications"][0]["stage"] == "withdrawn" and not status[cid]["stopped"]
        assert sent_since(ann) == 0 and [r["author"] for r in house.rows(ann, "approved")] == ["Rita"]
        candidate = house.ledger.snapshot(ann) or {}
    assert candidate["stopped"] and house.ledger.find_by_address(email="ann@example.com")[0] == ann
    closed = house.ledger.suppressed(_person(candidate))
    assert {"email", "sms"} <= set(map(str, closed)), "it outlives the workflow"


def _person(snapshot: dict[str, Any]) -> Candidate:
    return Candidate.model_validate({**snapshot["candidate"], "candidate_id": "manual:later"})
