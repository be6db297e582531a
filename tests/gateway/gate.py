"""A real gateway on the loopback for one test, in this process or in one of its own, and a sender that signs."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from sqlalchemy import text
from standardwebhooks import Webhook

from clock import Clock
from gateway.http.limits import Limits
from gateway.serving import config_of
from ledger.store import Ledger
from settings import Settings
from starter.embedded import free_port
from tests.clocks import wednesday
from tests.forked import begin_command
from tests.house import House, until
from tests.machine_time import machine_now

SECRET = "whsec_" + base64.b64encode(b"a secret of the tests, 32 bytes!").decode()


def plain_client(timeout: float = 30) -> httpx.AsyncClient:
    """Speaks to the loopback without TLS: to read the authorities' certificates takes longer than most tests."""
    return httpx.AsyncClient(timeout=timeout, verify=False)


@dataclass
class Sender:
    """Some ATS that speaks Standard Webhooks."""

    url: str
    secret: str = SECRET
    clock: Clock = machine_now
    client: httpx.AsyncClient = field(default_factory=plain_client)

    async def post(self, body: Any, *, ident: str = "", at: datetime | None = None, **headers: str) -> httpx.Response:
        """Post a body (as it is, or as JSON), rightly signed unless `headers` say otherwise (_ stands for -)."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        ident, at = ident or secrets.token_hex(8), at or self.clock()
        signed = {
            "content-type": "application/json",
            "webhook-id": ident,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": Webhook(self.secret).sign(ident, at, content.decode("utf-8", "replace")),
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.post(f"{self.url}/hooks/ats", content=content, headers=signed)

    async def insist(self, body: Any, ident: str) -> None:
        """Send it again until it is taken, as vendors do."""
        for _ in range(600):
            with suppress(httpx.TransportError):
                if (await self.post(body, ident=ident)).status_code == 200:
                    return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{ident} was never taken")


@asynccontextmanager
async def gateway(
    settings: Settings, ledger: Ledger, limits: Limits | None = None, clock: Clock = wednesday
) -> AsyncIterator[Sender]:
    """A gateway in this process for as long as the block runs. Beside a real Temporal server: `clock=machine_now`."""
    port = free_port()
    server = uvicorn.Server(config_of(settings, ledger, port, limits, clock))
    serving = asyncio.create_task(server._serve())  # without signal handlers: the tests have their own
    try:
        await until(lambda: server.started or serving.done(), what="the gateway")
        async with plain_client() as client:
            yield Sender(f"http://127.0.0.1:{port}", clock=clock, client=client)
    finally:
        server.should_exit = True
        await serving


class GatewayProcess:
    """A gateway in a process of its own, to be killed."""

    def __init__(self, settings: Settings, temporal: str) -> None:
        self.port = free_port()
        self.log = settings.home / "gateway.log"
        self.env = {
            "FOLLOWUP_HOME": str(settings.home),
            "FOLLOWUP_PLAYBOOK": str(settings.playbook),
            "FOLLOWUP_LEDGER_URL": settings.ledger_url,
            "FOLLOWUP_WEBHOOK_SECRET": SECRET,
            "TEMPORAL_ADDRESS": temporal,
            "PYTHONPATH": str(Path.cwd()),
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = begin_command("gateway", "--port", str(self.port), log=self.log, env=self.env)

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.wait()


def told(house: House, ident: str, kind: str = "stage_changed") -> list[str]:
    """The ids of the facts of a kind on a candidate's timeline, in order."""
    with house.ledger._database.reading() as connection:
        rows = connection.execute(
            text("SELECT event_id FROM timeline WHERE candidate_id = :c AND type = :t ORDER BY seq"),
            {"c": ident, "t": kind},
        )
        return [row.event_id for row in rows]


def rows(ledger: Ledger) -> dict[str, int]:
    """How many rows of the inbox stand how."""
    with ledger._database.reading() as connection:
        found = connection.execute(text("SELECT state, count(*) FROM inbox GROUP BY state")).all()
    return {row[0]: row[1] for row in found}


def moved(ident: str, stage: str = "screening", **fact: Any) -> dict[str, Any]:
    """The envelope of a stage change."""
    return {"candidate_id": ident, "signal": "stage_changed", "fact": {"stage": stage, **fact}}
