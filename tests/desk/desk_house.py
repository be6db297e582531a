"""A desk on the loopback for one test, with colleagues of each role, and browsers that are logged in or not."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import uvicorn

from clock import Clock
from desk.access.identity import Identifying
from desk.app import Given
from desk.coming_in.setting_up import SettingUp
from desk.http.visits import Desk
from desk.locales.translating import LANGUAGES, Languages
from desk.serving import config_of
from domain.people.team import Member, member
from ledger.people.desk_access import Person, of_team
from ledger.store import Ledger
from settings import Settings
from starter.embedded import free_port
from tests.clocks import wednesday
from tests.gateway.gate import plain_client
from tests.house import until
from tests.ledgers import ledger_of

RITA: Final = member("Rita Alvarez", "rita@acme.example", role="recruiter", source="file")
SAM: Final = member("Sam Lee", "sam@acme.example", role="recruiter", source="file")
LEA: Final = member("Lea Brandt", "lea@acme.example", role="lead", source="file")
MAX: Final = member("Max Ode", "max@acme.example", role="hiring_manager", source="file")
OLU: Final = member("Olu Ade", "olu@acme.example", role="ops", source="file")
TEAM: Final = (RITA, SAM, LEA, MAX, OLU)


@dataclass
class Browser:
    """Somebody's browser: what it keeps, and the token that the last page gave it for its forms."""

    url: str
    client: httpx.AsyncClient
    csrf: str = ""

    async def get(self, path: str, **headers: str) -> httpx.Response:
        answer = await self.client.get(self.url + path, headers=_named(headers), follow_redirects=True)
        if found := re.search(r'name="csrf" value="([^"]+)"', answer.text):
            self.csrf = found[1]
        return answer

    async def post(self, path: str, /, **form: str) -> httpx.Response:
        """Press a form's button, without a script: the page that comes next."""
        return await self.client.post(self.url + path, data={"csrf": self.csrf, **form}, follow_redirects=True)

    async def send(self, path: str, form: Mapping[str, str], **headers: str) -> httpx.Response:
        """A request as it is, followed nowhere."""
        return await self.client.post(self.url + path, data=dict(form), headers=_named(headers))


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass
class DeskHouse:
    """What a test talks to."""

    settings: Settings
    ledger: Ledger
    url: str
    clock: Clock = wednesday
    browsers: list[httpx.AsyncClient] = field(default_factory=list)
    mailed: list[tuple[Person, str]] = field(default_factory=list)
    app: Any = None

    def desk(self) -> Desk:
        """What its pages share."""
        found: Desk = self.app.state.desk
        return found

    def stranger(self) -> Browser:
        """A browser that nobody is logged in with."""
        client = plain_client()
        self.browsers.append(client)
        return Browser(self.url, client)

    async def browser(self, who: Member) -> Browser:
        """A browser that a colleague is logged in with, on the first page."""
        found = self.stranger()
        token = self.ledger.desk.printed_link(of_team(who), self.clock())
        answer = await found.get(f"/in/{token}")
        assert answer.status_code == 200, answer.text
        return found


@asynccontextmanager
async def desk_of(
    settings: Settings,
    ledger: Ledger,
    *,
    clock: Clock = wednesday,
    mails: bool = True,
    identifying: Identifying | None = None,
    setting_up: SettingUp | None = None,
    languages: Languages = LANGUAGES,
) -> AsyncIterator[DeskHouse]:
    """A desk in this process for as long as the block runs. Beside a real Temporal server: `clock=machine_now`."""
    port = free_port()
    house = DeskHouse(settings, ledger, f"http://127.0.0.1:{port}", clock)

    async def mailing(person: Person, token: str) -> None:
        house.mailed.append((person, token))

    given = Given(mailing if mails else None, identifying, setting_up, languages)
    config = config_of(settings, ledger, port, given, clock)
    house.app = config.app
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server._serve())  # without signal handlers: the tests have their own
    try:
        await until(lambda: server.started or serving.done(), what="the desk")
        yield house
    finally:
        for client in house.browsers:
            await client.aclose()
        server.should_exit = True
        await serving


def install(home: Path, **more: Any) -> tuple[Settings, Ledger]:
    """An installation with the default playbook and a team of each role."""
    settings = Settings(home=home, **more)
    ledger = ledger_of(settings)
    ledger.team.follow_file(TEAM)
    return settings, ledger
