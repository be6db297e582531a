"""An ATS that answers and tells, beside an office that listens (`ats_office`): what the tests of both ways share.

Who adds a system adds one `System` here, and every test that takes `system` holds for it, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from integrations.arrivals import Request, WebhookSource
from integrations.ashby.client import client as ashby
from integrations.ashby.events import Ashby
from integrations.ashby.listing import AshbyListing
from integrations.ashby.notes import AshbyNotes
from integrations.ats.notes import NotesReader, NoteWriter
from integrations.ats.reconcile import Listing, Outcome, Reconciliation
from integrations.greenhouse.client import client
from integrations.greenhouse.events import Greenhouse
from integrations.greenhouse.listing import GreenhouseListing
from integrations.greenhouse.notes import GreenhouseNotes
from integrations.lever.client import AT_THE_DOOR, paced
from integrations.lever.events import Lever
from integrations.lever.listing import LeverListing
from integrations.lever.lists import lists
from integrations.lever.notes import LeverNotes
from sandbox.ats.ashby import AshbyFake
from sandbox.ats.greenhouse import GreenhouseFake
from sandbox.ats.lever import LeverFake
from sandbox.ats.server import AtsServer, Hook
from tests.integrations.ats.ats_office import Office

START = datetime(2026, 11, 4, 15, 0, tzinfo=UTC)


class Time:
    """The instant that all of them go by."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self.slept = 0.0

    def __call__(self) -> datetime:
        return self.now

    def pause(self, seconds: float) -> bool:
        """As if so long had passed."""
        self.slept += seconds
        self.now += timedelta(seconds=seconds)
        return False


@dataclass
class Api:
    """What of ours talks to an ATS."""

    listing: Callable[[], Listing]
    writer: NoteWriter


@dataclass(frozen=True)
class System:
    """One ATS of those that the tests hold for."""

    name: str
    fake: Callable[[Time], Any]
    door: Callable[[Any, str, Time], WebhookSource]
    api: Callable[[Any, str, Time], Api]
    stages: tuple[str, ...]  # names of five stages, from the application to the offer
    secrets: Callable[[Any], tuple[str, ...]]  # what must stand in no log, address, error or note


def _greenhouse_api(fake: GreenhouseFake, url: str, time: Time) -> Api:
    api = client(fake.client_id, fake.client_secret, url=url, token_url=f"{url}/token", pause=time.pause, clock=time)
    return Api(lambda: GreenhouseListing(api, time), GreenhouseNotes(api))


GREENHOUSE = System(
    "greenhouse",
    lambda time: GreenhouseFake(clock=time),
    lambda fake, _url, _time: Greenhouse([fake.secret]),
    _greenhouse_api,
    ("Application Review", "Phone Screen", "Phone Interview", "Onsite", "Offer"),
    lambda fake: (fake.client_secret, fake.secret, *fake.tokens),
)


def _lever_api(fake: LeverFake, url: str, time: Time) -> Api:
    api = lists(fake.key, f"{url}/v1", pause=time.pause, clock=time)
    return Api(lambda: LeverListing(api, time), LeverNotes(api))


LEVER = System(
    "lever",
    lambda time: LeverFake(surname_first=True, clock=time),
    lambda fake, url, time: Lever([fake.secret], paced(fake.key, f"{url}/v1", AT_THE_DOOR, time.pause, time)),
    _lever_api,
    ("New applicant", "Phone screen", "Phone interview", "On-site interview", "Offer"),
    lambda fake: (fake.key, fake.secret),
)


def _ashby_api(fake: AshbyFake, url: str, time: Time) -> Api:
    api = ashby(fake.key, url=url, pause=time.pause, clock=time)
    return Api(lambda: AshbyListing(api, time), AshbyNotes(api, mail_from="talent@acme.example"))


ASHBY = System(
    "ashby",
    lambda time: AshbyFake(surname_first=True, clock=time),
    lambda fake, _url, _time: Ashby([fake.secret]),
    _ashby_api,
    ("Application Review", "Phone Screen", "Technical Screen", "Onsite", "Offer"),
    lambda fake: (fake.key, fake.secret),
)

SYSTEMS = (GREENHOUSE, LEVER, ASHBY)


class Both:
    """An office and its ATS, and the way between them."""

    def __init__(self, folder: Path, system: System, fake: Any, server: AtsServer, time: Time) -> None:
        self.system, self.fake, self.server, self.time = system, fake, server, time
        self.door = system.door(fake, server.url, time)
        self.office = Office(folder, [self.door], time.now)
        self.api = system.api(fake, server.url, time)

    @property
    def ledger(self) -> Any:
        return self.office.ledger

    def deliver(self, hook: Hook, at: datetime | None = None) -> None:
        """A web hook comes in, and is kept."""
        at = at or self.time.now
        self.office.arrives(self.system.name, Request(hook.headers, hook.body, "https://x.example/hooks", at))

    def deliver_all(self) -> None:
        """All that the ATS would have sent by now, in order."""
        hooks, self.fake.hooks = self.fake.hooks, []
        for hook in hooks:
            self.deliver(hook)

    async def settles(self) -> None:
        """Everything that came in is told and decided."""
        self.office.now = max(self.office.now, self.time.now)
        await self.office.settles()
        self.time.now = max(self.office.now, self.time.now)

    def look(self, *, dry: bool = False, since: datetime | None = None) -> Outcome:
        """Compare everybody with what the ATS holds."""
        return Reconciliation(self.ledger, self.api.listing(), self.door, self.time, dry=dry).everybody(since)

    def reader(self, **more: Any) -> NotesReader:
        """What writes notes, as a worker starts it."""
        reader = NotesReader(self.ledger, self.api.writer, desk_url="https://desk.acme.example", country="US", **more)
        self.ledger.notes.begin(reader.name, self.time.now)
        return reader

    def write_notes(self, reader: NotesReader, rounds: int = 1) -> None:
        """Follow the feed to its end, and write what is due; each further round is ten minutes later."""
        for _ in range(rounds):
            while rows := self.ledger.feed.read(reader.name):
                reader.take(rows, self.time.now)
                self.ledger.feed.advance(reader.name, rows[-1]["number"], self.time.now)
            reader.rest(self.time.now)
            self.time.now += timedelta(minutes=10)


@contextmanager
def both(folder: Path, system: System = GREENHOUSE) -> Iterator[Both]:
    """An office and an ATS, for as long as the block runs."""
    time = Time()
    fake = system.fake(time)
    with AtsServer(fake) as server:
        found = Both(folder, system, fake, server, time)
        try:
            yield found
        finally:
            found.office.close()
