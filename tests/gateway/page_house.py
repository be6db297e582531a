"""A gateway that serves candidates' pages to one test, with Temporal away: what pages record must not hang on it."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from channels.outbox import OutboxEntry, list_outbox
from ledger.store import Ledger
from settings import Settings
from tests.clocks import WEDNESDAY
from tests.gateway.applicants import ANN
from tests.gateway.gate import gateway, plain_client
from tests.house import until
from tests.ledgers import ledger_of

PUBLIC = "https://follow.acme.example"


@dataclass
class PageHouse:
    """What a test talks to."""

    settings: Settings
    ledger: Ledger
    url: str
    client: httpx.AsyncClient = field(default_factory=plain_client)

    def path(self, ident: str = ANN, at: datetime | None = None) -> str:
        """The path of a plain link."""
        return f"/c/{self.ledger.links.plain(ident, at or WEDNESDAY)}"

    async def get(self, path: str, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.get(self.url + path, headers=named)

    async def post(self, path: str, **form: str) -> httpx.Response:
        return await self.client.post(self.url + path, data=form)

    def mails(self) -> list[OutboxEntry]:
        return list_outbox(self.settings.home)

    async def mailed_link(self, number: int = 1) -> str:
        """The path of the fresh link in the newest mail, once so many mails are out."""
        found = await until(lambda: mails if len(mails := self.mails()) >= number else None, what="the email")
        match = re.search(rf"{PUBLIC}(/c/[\w-]+)", found[-1].text)
        assert match, found[-1].text
        return match[1]


def install(home: Path, **more: Any) -> tuple[Settings, Ledger]:
    """An installation with the default playbook in force."""
    settings = Settings(home=home, **({"public_url": PUBLIC} | more))
    return settings, ledger_of(settings)


@pytest.fixture
async def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PageHouse]:
    async with served(tmp_path, monkeypatch) as house:
        yield house


@asynccontextmanager
async def served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PageHouse]:
    """The pages of an installation, for as long as the block runs."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")
    settings, ledger = install(folder / "home")
    async with gateway(settings, ledger) as gate:
        house = PageHouse(settings, ledger, gate.url)
        async with house.client:
            yield house
    ledger.close()
