"""A rehearsal: the sample candidates through 90 days in seconds, on a real Temporal server with time skipped.

Everything is real but the time: server, worker, rules, ledger, outbox. Each candidate's clock is moved on by the
server, and the story of examples/story.yaml is told to them on the way.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

import yaml
from temporalio.service import RPCError
from temporalio.testing import TimeSkipper

from domain.names import candidate_id, workflow_id
from ledger.store import Ledger
from starter.client import Followup
from starter.importing import Enrolment, read_people
from starter.installed import EXAMPLES

_STRIDE_DAYS: Final = 7
_DATES: Final = ("expires_on", "start_date", "by")
_INSTANTS: Final = ("at", "until")
_OWN_KEYS: Final = ("day", "who", "tell", "update", "done", "job")

Row = dict[str, Any]


@dataclass
class Rehearsal:
    """The sample candidates and their story, moved through time on one installation."""

    followup: Followup
    ledger: Ledger
    tell: Callable[[str, Row], None]  # a candidate's id and a line of their timeline, in the order of time
    days: int = 90
    people: dict[str, str] = field(default_factory=dict)  # id → name
    _told: dict[str, int] = field(default_factory=dict)
    _waiting: list[tuple[datetime, str, Row]] = field(default_factory=list)

    async def play(self) -> None:
        """Enrol everybody, then let the days pass."""
        self._skipper = TimeSkipper(self.followup.client)
        self._start = self.followup.clock()
        people = read_people((EXAMPLES / "candidates.csv").read_bytes(), now=self._start).good
        for person in people:  # one after the other: two lines may be one person
            await self._enrol(person)
        await self._until_all_decided()
        self._report(self._start)
        story = yaml.safe_load((EXAMPLES / "story.yaml").read_text())
        day = 0.0
        while day < self.days:
            until = min(day + _STRIDE_DAYS, float(self.days))
            await asyncio.gather(*(self._live(ident, story, day, until) for ident in self.people))
            self._report(self._at(until))
            day = until
        self._report()

    async def _enrol(self, person: Enrolment) -> None:
        told = {"event_id": f"enroll:{person.candidate_id}:{person.job_id}", "source": "rehearsal"}
        fact = person.fact | told | {"occurred_at": self._start.isoformat()}
        found = await self.followup.tell(person.candidate_id, "application_received", fact)
        self.people.setdefault(found.candidate_id, person.name)

    async def _until_all_decided(self) -> None:
        for _ in range(400):
            if all(self.ledger.status(ident) for ident in self.people):
                return
            await asyncio.sleep(0.02)

    async def _live(self, ident: str, story: Iterable[dict[str, Any]], begin: float, until: float) -> None:
        """One person's days, and what is told to them on the way. Every clock moves on its own."""
        for line in story:
            if candidate_id(str(line["who"])) == ident and begin < line["day"] <= until:
                await self._forward(ident, self._at(line["day"]))
                await self._say(line)
        await self._forward(ident, self._at(until))

    async def _forward(self, ident: str, target: datetime) -> None:
        """Move one clock on. A follow-up that has ended has no clock to move."""
        handle = self.followup.client.get_workflow_handle(workflow_id(ident))
        with suppress(RPCError):
            now = await self._skipper.get_current_time(handle)
            if target - now > timedelta(seconds=1):
                await self._skipper.fast_forward(handle, target - now)

    def _at(self, day: float) -> datetime:
        return self._start + timedelta(days=day)

    async def _say(self, line: dict[str, Any]) -> None:
        """One line of the story, as the ATS or a colleague would say it at that time."""
        ident = candidate_id(str(line["who"]))
        fields: dict[str, Any] = {k: v for k, v in line.items() if k not in _OWN_KEYS}
        fields |= {k: self._at(v).date().isoformat() for k, v in fields.items() if k in _DATES}
        fields |= {k: self._at(v).isoformat() for k, v in fields.items() if k in _INSTANTS}
        fields |= {"event_id": str(uuid4()), "occurred_at": self._at(line["day"]).isoformat(), "source": "rehearsal"}
        if "job" in line:
            fields["application_id"] = line["job"]
        if "tell" in line:
            before = len(self.ledger.timeline(ident))
            await self.followup.tell(ident, line["tell"], fields)
            for _ in range(200):
                if len(self.ledger.timeline(ident)) > before:
                    break
                await asyncio.sleep(0.02)
            return
        if "done" in line:
            tasks = [t["task"] for t in self.ledger.tasks(candidate_id=ident) if t["kind"] == line["done"]]
            for task in tasks:
                await self.followup.update(ident, "complete_task", fields | {"task_id": task, "result": "answered"})
            return
        await self.followup.update(ident, line["update"], fields)

    def _report(self, until: datetime | None = None) -> None:
        """Tell what is new on the timelines up to that instant, in the order of time: one clock may be ahead of others,
        and what it tells waits for them.
        """
        news: list[tuple[datetime, str, Row]] = []
        for ident in self.people:
            rows = self.ledger.timeline(ident)
            news += [(datetime.fromisoformat(row["at"]), ident, row) for row in rows[self._told.get(ident, 0) :]]
            self._told[ident] = len(rows)
        self._waiting = sorted([*self._waiting, *news], key=lambda item: item[0])
        while self._waiting and (until is None or self._waiting[0][0] < until):
            _, ident, row = self._waiting.pop(0)
            self.tell(ident, row)
