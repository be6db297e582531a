"""`followup sandbox`, by hand: followup sends through it, its events come back, and a typed answer is a reply."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.names import Channel
from settings import Settings
from starter.cli.run.sandbox import zone_by_day
from starter.embedded import LocalServer, free_port
from tests.e2e.typed import typed_now
from tests.gateway.gate import GatewayProcess
from tests.house import House, build, connected, until
from tests.providers.hook_desk import get, press, token_of

SANDBOX = [sys.executable, "-m", "starter.cli.main", "sandbox", "--port", "0", "--json"]


class Sandbox:
    """The command in a process of its own."""

    def __init__(self, home: Path, gateway: str) -> None:
        env = os.environ | {"FOLLOWUP_HOME": str(home)}
        self.process = subprocess.Popen(
            [*SANDBOX, "--gateway", gateway], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
        )
        assert self.process.stdout
        self.said: dict[str, Any] = json.loads(self.process.stdout.readline())
        self.url = str(self.said["url"])

    def end(self) -> tuple[int, list[dict[str, Any]], str]:
        """Ctrl-C; the exit code, the lines since the first, and what was said on stderr."""
        self.process.send_signal(signal.SIGINT)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, [json.loads(line) for line in out.splitlines()], err


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def sandbox(tmp_path: Path, port: int) -> Iterator[Sandbox]:
    made = Sandbox(tmp_path / ".followup", f"http://127.0.0.1:{port}")
    yield made
    if made.process.poll() is None:
        made.process.kill()
        made.process.communicate()


class Gateway(GatewayProcess):
    """The gateway with the settings that the sandbox printed."""

    def __init__(self, settings: Settings, temporal: str, port: int, told: dict[str, str]) -> None:
        super().__init__(settings, temporal)
        self.port = port
        self.env |= {**told, "FOLLOWUP_HOME": str(settings.home)}


async def test_what_is_sent_is_shown_and_events_and_a_typed_answer_come_back(
    server: LocalServer, sandbox: Sandbox, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = sandbox.said["settings"]
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    house: House = build(await connected(server.address), tmp_path / ".followup" / "sandbox")
    assert house.senders[Channel.EMAIL].name == "sendgrid"
    gateway = Gateway(house.settings, server.address, port, told)
    gateway.start()
    try:
        async with house.working(settings=house.settings):
            ann = await house.applies("ann")
            await until(lambda: house.rows(ann, "sent"), what="the email")
            touch = house.rows(ann, "sent")[0]["touch_key"]
            await until(
                lambda: [one for one in house.ledger.deliveries(candidate_id=ann) if one["delivered_at"]],
                what="the event that it is delivered",
            )
            page = (await asyncio.to_thread(get, f"{sandbox.url}/"))[2]
            assert touch in page
            found = re.search(r'<details class="card mail-card" id="([^"]+)"', page)
            assert found
            answered = await asyncio.to_thread(
                press, sandbox.url, "/deed", token_of(page), deed="reply", ident=found[1], words="Tuesday works."
            )
            assert 'they answer: <span class="good">the gateway has taken it' in answered[2]
            await until(lambda: house.rows(ann, "reply_received"), what="the reply")
            (reply,) = house.rows(ann, "reply_received")
            assert (reply["text"], reply["application_id"], reply.get("author", "")) == ("Tuesday works.", "eng", "")
            await until(lambda: house.ledger.tasks(candidate_id=ann), what="the task to answer")
    finally:
        gateway.kill()
        await house.leave()
    code, lines, err = sandbox.end()
    assert (code, err) == (0, "")
    assert lines[0]["touch"] == touch
    assert {(one["accepted"], one["told"], one["fault"]) for one in lines} == {(True, 202, "")}
    assert "ann@example.com" not in json.dumps(lines)


def test_a_port_that_is_taken_and_faults_that_are_none_are_said_in_a_sentence(tmp_path: Path, sandbox: Sandbox) -> None:
    taken = sandbox.url.rpartition(":")[2]
    for more, code, says in (
        (["--port", taken], 1, f"Port {taken} cannot be used (Address already in use); choose another with --port."),
        (["--faults", "7:explode"], 2, "There is no fault 'explode'; there are accept-then-hang, "),
        (["--gateway", "nowhere"], 2, "'nowhere' isn't a gateway's address, such as http://127.0.0.1:8080."),
    ):
        env = os.environ | {"FOLLOWUP_HOME": str(tmp_path / "other")}
        done = typed_now(env, ("sandbox", *more))
        assert (done.returncode, done.stderr[: len(says)]) == (code, says)


@pytest.mark.parametrize("hour", range(24))
def test_whoever_tries_it_at_any_hour_is_given_a_zone_where_a_message_goes_out_at_once(hour: int) -> None:
    for day in (datetime(2026, 1, 15, hour, 30, tzinfo=UTC), datetime(2026, 7, 15, hour, 30, tzinfo=UTC)):
        assert 8 <= day.astimezone(ZoneInfo(zone_by_day(day))).hour < 19


def test_the_command_starts_without_the_temporal_sdk() -> None:
    code = "import sys, sandbox.running, starter.cli.run.sandbox; "
    code += "print([m for m in sys.modules if m[:10] == 'temporalio'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
