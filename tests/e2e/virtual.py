"""Lives on the real server with time skipped: each begins on a Monday morning of March, where no holiday is near.

A skip costs a second for every timer that fires, so the stories of a module are lived side by side, and each test then
tells what became of its own:

    @lived
    async def test_something_is_promised(life: Life) -> None: ...
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from temporalio.testing import TimeSkipper

from channels.outbox import OutboxEntry
from channels.sender import NotAccepted, Outcome, OutgoingMessage
from domain.names import Channel
from tests.histories.record import DEFAULT, skip
from tests.house import House, build, connected, fact, until
from tests.machine_time import machine_now
from tests.senders import Provider

NEW_YORK = "America/New_York"
SHORTLY = timedelta(minutes=10)
"""A message that goes "at once" is there by then; a second of real time is lost at each skipped timer."""

Row = dict[str, Any]


@dataclass
class Life:
    """One person, their clock, and what a test says to it. All instants are the clock's own."""

    house: House
    name: str
    down: set[str]  # those whom the provider does not take messages for
    zone: str = NEW_YORK
    ident: str = ""
    application: str = "eng"

    async def begins(self, *, zone: str = NEW_YORK, at: time = time(10), days: int = 0) -> None:
        """Their clock runs from now on, and it is that hour of a Monday in March where they live (`days` later)."""
        self.zone = zone
        self.ident = f"manual:{self.name}-{self.house.tag}"
        self.house.started.append(self.ident)
        await self.house.tell(self.ident, "replan")
        await until(lambda: self.house.types(self.ident), what="the first decision")
        start = datetime.combine(_a_monday_in_march() + timedelta(days=days), at, ZoneInfo(zone))
        await skip(self.house, self.ident, start - machine_now())

    async def applies(self, application: str = "eng", **more: Any) -> datetime:
        """They apply; the instant at which they do."""
        person = {"first_name": self.name.title(), "email": f"{self.name}@example.com", "timezone": self.zone}
        person |= more.pop("candidate", {})
        title = {"eng": "Engineer", "ops": "Operator"}[application]
        job = {"application_id": application, "job_id": application, "job_title": title}
        return await self.tell("application_received", **job, candidate=person, **more)

    async def tell(self, signal: str, **fields: Any) -> datetime:
        """Say a fact now; returns when it is on record, with its instant."""
        now = await self.now()
        told = fact(occurred_at=now.isoformat()) | fields
        if signal != "reply_received":
            told.setdefault("application_id", self.application)
        before = len(self.timeline())
        await self.house.followup.tell(self.ident, signal, told)
        await until(lambda: len(self.timeline()) > before, what=f"the record of {signal}")
        await self.settled()
        return now

    async def update(self, name: str, **fields: Any) -> Row:
        now = await self.now()
        return await self.house.followup.update(self.ident, name, fact(occurred_at=now.isoformat()) | fields)

    async def now(self) -> datetime:
        skipped = await TimeSkipper(self.house.client).get_time_skipping_info(self.house.handle(self.ident))
        return machine_now() if skipped is None else skipped.current_time.ToDatetime(UTC)

    async def passes(self, duration: timedelta) -> None:
        """Their time passes, and all that falls due in it is done."""
        await skip(self.house, self.ident, duration)
        await self.settled()

    async def comes(self, instant: datetime) -> None:
        await self.passes(instant - await self.now())

    async def settled(self) -> None:
        """Nothing is under way: the clock sleeps, and the ledger stands where it does."""
        for _ in range(600):
            status = await self.house.followup.query(self.ident)
            plan = await self.house.followup.query(self.ident, "plan")
            asleep = plan.get("closed") or not plan.get("at") or datetime.fromisoformat(plan["at"]) > await self.now()
            stands = (self.house.ledger.status(self.ident) or {}).get("position") == status["position"]
            if asleep and stands:
                return
            await asyncio.sleep(0.05)
        raise AssertionError(f"{self.name} does not come to rest")

    # ------------------------------------------------------------ what became of it

    def timeline(self) -> list[Row]:
        return self.house.ledger.timeline(self.ident)

    def rows(self, kind: str, step: str | None = None) -> list[Row]:
        return [row for row in self.house.rows(self.ident, kind) if step in (None, row.get("step"))]

    def sent(self, step: str | None = None) -> list[Row]:
        return self.rows("sent", step)

    def steps(self) -> list[str]:
        return [row["step"] for row in self.sent()]

    def tasks(self, kind: str) -> list[Row]:
        return [task for task in self.house.ledger.tasks(candidate_id=self.ident) if task["kind"] == kind]

    def status(self) -> Row:
        status = self.house.ledger.status(self.ident)
        assert status is not None
        return status

    def mail(self, row: Row) -> OutboxEntry:
        """What they found in their mailbox for a `sent` of the timeline."""
        found = [entry for entry in self.house.outbox() if entry.touch_key == row["touch_key"]]
        assert len(found) == 1
        return found[0]

    def local(self, row: Row) -> datetime:
        """When it was, on their own clock on the wall."""
        return at(row).astimezone(ZoneInfo(self.zone))


Story = Callable[[Life], Coroutine[Any, Any, None]]
Outcomes = dict[str, BaseException | None]


def at(row: Row) -> datetime:
    return datetime.fromisoformat(row["at"])


def lived(story: Story) -> Callable[[Town], None]:
    """The story as a test, which passes or fails as the story went when all of its module were lived."""

    @functools.wraps(story)
    def test(town: Town) -> None:
        if error := town.ends[story.__name__]:
            raise error

    del test.__wrapped__  # pytest would look for a fixture `life`
    test.__annotations__ = {}
    test.story = story  # type: ignore[attr-defined]
    return test


@dataclass
class Town:
    """All lives of a module, on one installation."""

    house: House
    lives: list[Life]
    ends: Outcomes


async def live(stories: list[Story], address: str, home: Path) -> Town:
    """Every story at the same time, and how each went."""
    house = build(await connected(address), home, playbook=DEFAULT)
    down: set[str] = set()

    def behave(message: OutgoingMessage, provider: Provider) -> Outcome:
        if message.touch_key.partition("/")[0] in down:
            return NotAccepted("the provider is down", timedelta(hours=6))
        return provider.accept(message)

    house.senders[Channel.EMAIL] = Provider(home, always=behave, max_in_flight=50)
    lives = [Life(house, f"person{i}", down) for i in range(len(stories))]
    async with house.working():
        ways = [story(life) for story, life in zip(stories, lives, strict=True)]
        ends = await asyncio.gather(*ways, return_exceptions=True)
        await house.leave()
    return Town(house, lives, {story.__name__: end for story, end in zip(stories, ends, strict=True)})


def stories_of(request: pytest.FixtureRequest) -> list[Story]:
    """Those of the module that were asked for; one process lives them all: the module is an `xdist_group`."""
    tests = [getattr(item, "function", None) for item in request.session.items if item.path == request.path]
    return [story for test in tests if (story := getattr(test, "story", None))]


def _a_monday_in_march() -> date:
    """The next first Monday of March that lies ahead: no holiday comes until the end of May."""
    today = machine_now().date() + timedelta(days=2)
    for year in (today.year, today.year + 1):
        first = today.replace(year=year, month=3, day=1)
        monday = first + timedelta(days=-first.weekday() % 7)
        if monday >= today:
            return monday
    raise AssertionError("there is always a next March")
