"""A message in force that does not end: everybody else's go out, and a person is told (R26)."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from domain.playbook.model import Playbook
from starter.embedded import LocalServer
from tests.gateway.gate import SECRET, gateway, moved
from tests.house import House, build, connected, until
from tests.machine_time import machine_now
from tests.pace import times

OTHERS = 31 if times(100) > 100 else 11
POISON = (
    "{% if candidate.first_name == 'Zed' %}"
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    "{% endif %}"
)
APPLIED = datetime(2026, 11, 25, 9, tzinfo=UTC)


@pytest.fixture
async def poisoned(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """An installation whose one message is as an older version took it; its gateway takes an ATS's hooks."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    made = build(await connected(server.address), tmp_path / "home", webhook_secret=SecretStr(SECRET))
    in_force = made.ledger.playbooks.in_force()
    assert in_force is not None
    content = in_force[1]
    content["messages"]["applied/hello.md"]["body"] += POISON
    steps = content["stages"]["applied"]["steps"]
    content["stages"]["applied"]["steps"] = [one for one in steps if one["step"] == "hello"]  # one message for each
    older = Playbook.model_validate(content)
    made.ledger.playbooks.apply(content, older.version, "an older version", APPLIED)
    yield made
    await made.leave()


def doctor(house: House, address: str) -> str:
    env = {"FOLLOWUP_HOME": str(house.settings.home), "FOLLOWUP_PLAYBOOK": str(house.settings.playbook)}
    argv = [sys.executable, "-m", "starter.cli.main", "doctor"]
    done = subprocess.run(
        argv, capture_output=True, text=True, timeout=60, env={**os.environ, **env, "TEMPORAL_ADDRESS": address}
    )
    return done.stdout + done.stderr


@pytest.mark.long
@pytest.mark.timeout(180)
async def test_all_due_mails_but_one_go_out_and_the_one_that_does_not_end_is_a_colleagues_task(
    poisoned: House, server: LocalServer
) -> None:
    house = poisoned
    others = [await house.applies(f"person{n}") for n in range(OTHERS // 2)]
    zed = await house.applies("zed")
    others += [await house.applies(f"person{n}") for n in range(OTHERS // 2, OTHERS)]
    async with gateway(house.settings, house.ledger, clock=machine_now) as ats, house.working():
        hooks = [await ats.post(moved(others[n], "applied", application_id="eng")) for n in range(10)]
        await until(lambda: len(house.outbox()) >= OTHERS, patience=60, what="the others' messages")
        hooks += [await ats.post(moved(others[n], "applied", application_id="eng")) for n in range(10)]
        await until(lambda: house.ledger.tasks(candidate_id=zed), patience=60, what="the task")
        said = await asyncio.to_thread(doctor, house, server.address)
    assert {hook.status_code for hook in hooks} == {200}
    arrived = Counter(entry.to for entry in house.outbox())
    assert set(arrived.values()) == {1} and len(arrived) == OTHERS and "zed@example.com" not in arrived
    assert not any("{%" in entry.text for entry in house.outbox())
    (refused,) = house.rows(zed, "refused")
    assert "messages/applied/hello.md cannot be filled for them: it takes more than 200 ms" in refused["why"]
    line = 9
    assert f"✗ Messages in force: messages/applied/hello.md, line {line}: " in said, said
    assert "{% for … %} is a loop, and messages have none" in said
