"""What people write reaches no log and no failure in Temporal, however badly it is shaped (real processes)."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from temporalio.api.common.v1 import Payload
from temporalio.client import Client
from temporalio.common import RawValue

from domain.names import TASK_QUEUE
from keystore import key_place
from ledger.store import Ledger
from settings import Settings
from starter.embedded import LocalServer, end
from tests.e2e.typed import typed_now
from tests.forked import begin_command
from tests.gateway.gate import GatewayProcess, Sender
from tests.house import connected, until
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time

WORDS = "Wilhelmina-Planted"
"""Somebody's words. They go in at every door, in every shape that is refused, and must be in no log."""


class Processes:
    """A worker and a gateway as `followup up` runs them, with their logs."""

    def __init__(self, home: Path, temporal: str) -> None:
        self.settings = Settings(home=home)
        self.ledger = Ledger(self.settings.ledger_address, self.settings.keys, key_place(self.settings, machine_now))
        self.gateway = GatewayProcess(self.settings, temporal)
        self.gateway.env["FOLLOWUP_LEDGER_URL"] = self.settings.ledger_address
        self.sender = Sender(f"http://127.0.0.1:{self.gateway.port}")
        self.log = home / "worker.log"
        self.worker: subprocess.Popen[bytes] | None = None

    async def start(self) -> None:
        self.worker = begin_command("worker", log=self.log, env=self.gateway.env)
        await until(lambda: "worker runs" in self.log.read_text(), what="the worker")
        self.gateway.start()
        await until(lambda: "gateway runs" in self.gateway.log.read_text(), what="the gateway")

    def said(self) -> str:
        return "".join(path.read_text(errors="replace") for path in self.settings.home.glob("*.log"))

    def type(self, *words: str) -> str:
        return typed_now({**os.environ, **self.gateway.env}, words).stderr

    def stop(self) -> None:
        for process in (self.worker, self.gateway.process):
            if process is not None:
                end(process, patience=20)
        self.ledger.close()


@pytest.fixture
async def here(server: LocalServer, tmp_path: Path) -> AsyncIterator[Processes]:
    home = tmp_path / "home"
    home.mkdir()
    made = Processes(home, server.address)
    made.ledger.migrate()
    yield made
    await made.sender.client.aclose()
    made.stop()


def shapes() -> list[Any]:
    """Facts with the words in every place and of every wrong type."""
    fact = {"stage": WORDS}
    return [
        WORDS.encode(),
        f'{{"candidate_id": "{WORDS}", '.encode(),
        [WORDS],
        {WORDS: WORDS},
        {"candidate_id": WORDS, "signal": WORDS, "fact": WORDS},
        {"candidate_id": f"ats:{WORDS}", "signal": "stage_changed", "fact": fact},
        {"candidate_id": f"{WORDS}@example.com", "signal": "hired", "fact": {}},
        {"candidate_id": "ats:1", "signal": "application_received", "fact": {"candidate": WORDS, "job_id": [WORDS]}},
        {"candidate_id": "ats:1", "signal": "application_received", "fact": {"job_id": "e", "applied_at": WORDS}},
        {"candidate_id": "ats:1", "signal": "reply_received", "fact": {"text": [WORDS], "channel": WORDS}},
        {"candidate_id": "ats:1", "signal": "offer_extended", "fact": {"expires_on": WORDS, WORDS: 1}},
    ]


@pytest.mark.long
async def test_words_of_people_reach_no_log(here: Processes, server: LocalServer) -> None:
    await here.start()
    client: Client = await connected(server.address)
    person = {"first_name": WORDS, "last_name": WORDS, "email": f"{WORDS}@example.com", "timezone": WORDS}
    good = {"application_id": "a", "job_id": WORDS, "job_title": WORDS, "candidate": person}
    envelope = {"candidate_id": "ats:1", "signal": "application_received", "fact": good}
    assert (await here.sender.post(envelope)).status_code == 200
    for number, body in enumerate(shapes()):
        await here.sender.post(body, ident=f"shape-{number}")
        await here.sender.post(body, ident=f"{WORDS} {number}")
        await here.sender.post(body, webhook_signature=f"v1,{WORDS}")  # not signed
    base = here.sender.url
    async with httpx.AsyncClient(timeout=30, verify=False) as web:
        for path in (f"/c/{WORDS}", f"/c/{WORDS}/stop", f"/{WORDS}", f"/hooks/ats?token={WORDS}", f"/hooks/{WORDS}"):
            await web.get(f"{base}{path}", headers={"referer": WORDS, "user-agent": WORDS})
            await web.post(f"{base}{path}", data={"words": WORDS})
    raw = RawValue(Payload(metadata={"encoding": b"json/plain"}, data=f'"{WORDS}'.encode()))
    ident = "candidate-ats-1"
    await until(lambda: here.ledger.status("ats:1"), what="her clock")
    for bad in (WORDS, {"text": [WORDS], "event_id": "x", "occurred_at": WORDS}, raw):
        handle = client.get_workflow_handle(ident)
        await handle.signal("reply_received", bad)
        for update in ("note", "promise", "set_preferences"):
            with pytest.raises(Exception):  # noqa: B017, PT011 - whatever it says, it is not logged
                await handle.execute_update(update, bad, rpc_timeout=None)
    for number, start in enumerate(({"candidate_id": [WORDS]}, WORDS, {"state": {"candidate": WORDS}})):
        for kind in ("CandidateFollowUp", "CandidateIntake"):
            await client.start_workflow(kind, start, id=f"bad-{kind}-{number}", task_queue=TASK_QUEUE)
    said = here.type("note", "ats:1", WORDS, "--job", f"{WORDS}-other") + here.type("status", f"ats:{WORDS} x")
    assert said.count("\n") == 2
    # Each of the bad starts is tried by now, and each kind of failure is in the log by its name.
    await until(
        lambda: len(re.findall("ValidationError|RuntimeError|TypeError", here.said())) >= 3, what="the failures"
    )
    await here.sender.post({"candidate_id": "ats:1", "signal": "stage_changed", "fact": {"stage": "screening"}})
    await until(lambda: here.ledger.inbox.depth().waiting == 0, what="the end of the inbox")
    here.stop()
    lines = [line for line in here.said().splitlines() if WORDS in line]
    assert lines == []
    for number in range(3):
        for kind in ("CandidateFollowUp", "CandidateIntake"):
            history = await client.get_workflow_handle(f"bad-{kind}-{number}").fetch_history()
            failures = [e.workflow_task_failed_event_attributes.failure for e in history.events]
            failures += [e.workflow_execution_failed_event_attributes.failure for e in history.events]
            assert not [f for f in failures if WORDS in str(f)]
        assert history.events[-1].HasField("workflow_execution_failed_event_attributes")  # an intake says no at once
        await client.get_workflow_handle(f"bad-CandidateFollowUp-{number}").terminate()
    await client.get_workflow_handle(ident).terminate()
