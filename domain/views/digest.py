"""What is in a colleague's mail of the day, and whether there is one: pure, from plain rows and the present instant.

Doubts (R3), replies to answer (R9), promises (R2), silences (R1), legal deadlines (R24), other tasks, what was
escalated to them, and what goes out today.
Each row goes to the recruiter of its application, a task that was escalated to the hiring manager as well, and what
belongs to nobody with an address to the team. Who has nothing to read gets no mail.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.messages.template_parsing import refusals
from domain.people.team import Cover
from domain.playbook.model import Playbook
from domain.state.task_kinds import ANSWER, APPROVE, DOUBT, LAW, PROMISE
from domain.time.business_hours import WEEKDAYS, Calendar, Weekday, local_date, to_utc
from domain.time.zones import zone
from domain.views.workload import (
    About,
    Breach,
    Colleague,
    Coming,
    OpenTask,
    Promise,
    Return,
    Silent,
    Workload,
    cover_of,
    most_urgent_first,
)


@dataclass(slots=True)
class Digest:
    """One person's mail of one day. `team`: it goes to the company's address, since nobody else is on record."""

    to: Colleague
    day: date
    team: bool = False
    doubts: list[OpenTask] = field(default_factory=list)  # what they meant holds everything to them (R3)
    answer: list[OpenTask] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    law: list[OpenTask] = field(default_factory=list)  # legal deadlines within ten business days (R24)
    tasks: list[OpenTask] = field(default_factory=list)  # due today or earlier, and all that waits for a yes
    later: list[OpenTask] = field(default_factory=list)  # due after today: only counted
    escalated: list[OpenTask] = field(default_factory=list)  # another one's task, now theirs to see to
    silent: list[Silent] = field(default_factory=list)  # came in silent, and have had no word yet (R20)
    coming: list[Coming] = field(default_factory=list)
    covered: list[Covered] = field(default_factory=list)  # what is theirs only while somebody is away (R25)
    back: Return | None = None  # they were away until lately
    notices: tuple[str, ...] = ()  # what kept messages from going out; the same for everybody
    harmful: list[str] = field(default_factory=list)
    """For the team: variants in a test that do harm, a sentence each (K10)."""
    refused: list[str] = field(default_factory=list)
    """For the team: what messages in force hold and may not, a sentence each with file and line."""

    @property
    def to_approve(self) -> list[OpenTask]:
        """What waits for a yes."""
        return [task for task in self.tasks if task.kind == APPROVE]

    @property
    def other_tasks(self) -> list[OpenTask]:
        return [task for task in self.tasks if task.kind != APPROVE]

    @property
    def says_something(self) -> bool:
        if self.has_work or self.coming or self.silent or self.refused or self.harmful or self.back:
            return True
        return any(one.pile.says_something for one in self.covered)

    @property
    def has_work(self) -> bool:
        """Is anything theirs to see to?"""
        own = self.doubts or self.answer or self.promises or self.breaches or self.law or self.tasks or self.escalated
        return bool(own) or any(one.pile.has_work for one in self.covered)

    def standing_in(self, cover: Cover) -> Digest:
        """The part of it that is for whoever is away."""
        for one in self.covered:
            if one.cover.absent.key == cover.absent.key:
                return one.pile
        absent = cover.absent
        self.covered.append(Covered(cover, Digest(Colleague(absent.name, absent.email), self.day)))
        return self.covered[-1].pile


@dataclass(frozen=True, slots=True)
class Covered:
    """What a colleague sees to for another one who is away: a digest within theirs, under a heading of its own."""

    cover: Cover
    pile: Digest


# ------------------------------------------------------------------------------------------- when


def digest_days(playbook: Playbook) -> tuple[Weekday, ...]:
    """The weekdays on which there may be a digest; none at all where the playbook asks for none."""
    return playbook.window.days if playbook.digest.days is None else playbook.digest.days


def is_digest_day(playbook: Playbook, day: date) -> bool:
    """Is it one of the digest's weekdays, no holiday of the company's country, and no closed day?"""
    return bool(digest_days(playbook)) and _calendar(playbook).is_open_day(day)


def digest_at(playbook: Playbook, day: date) -> datetime:
    """The instant of that day's digest, by the company's clock, summer and winter."""
    return to_utc(day, playbook.digest.at, zone(playbook.company.timezone))


def today(playbook: Playbook, now: datetime) -> date:
    """The date at the company."""
    return local_date(now, zone(playbook.company.timezone))


def end_of(playbook: Playbook, day: date) -> datetime:
    """The first instant of the next date at the company."""
    return to_utc(day + timedelta(days=1), time(), zone(playbook.company.timezone))


def previous_digest_at(playbook: Playbook, day: date) -> datetime:
    """When the digest before that day's was due: what happened since then is news."""
    if not digest_days(playbook):
        return digest_at(playbook, day - timedelta(days=1))
    return digest_at(playbook, _calendar(playbook).add_business_days(day, -1))


def _calendar(playbook: Playbook) -> Calendar:
    return playbook.office(playbook.window.model_copy(update={"days": digest_days(playbook) or WEEKDAYS}))


# ------------------------------------------------------------------------------------------- what, and for whom


def digests(
    work: Workload, playbook: Playbook, now: datetime, notices: Sequence[str] = (), harmful: Sequence[str] = ()
) -> list[Digest]:
    """The mails of today, by address; the team's last. `notices` stand at the head of each, and go to the team where
    nobody else has anything to read. `harmful`: variants that do harm, for the team.
    """
    day = today(playbook, now)
    desk = _Desk(work, playbook, day, now)
    desk.take_refused(refusals(playbook), [*harmful])
    for task in most_urgent_first(work.tasks):
        desk.take_task(task, end_of(playbook, day))
    last = playbook.office().add_business_days(day, max(1, playbook.promise.warn.business_days))
    for promise in sorted(work.promises, key=lambda p: (p.by, p.about.name)):
        if promise.by <= last:
            desk.for_recruiter(promise.about).promises.append(promise)
    news = previous_digest_at(playbook, day)
    for breach in sorted(work.breaches, key=lambda b: b.at):
        if news <= breach.at <= now:
            desk.for_recruiter(breach.about).breaches.append(breach)
    for waiting in sorted(work.silent, key=lambda s: (s.since, s.about.name)):
        desk.for_recruiter(waiting.about).silent.append(waiting)
    for one in sorted(work.coming, key=lambda c: (c.at, c.about.name)):
        if one.at < end_of(playbook, day):
            desk.for_recruiter(one.about).coming.append(one)
    for back in work.returns:
        if news < back.until <= now and back.who.email and not back.who.is_away(now):
            desk.of(Colleague(back.who.name, back.who.email)).back = back
    return desk.filled(tuple(notices))


_NOBODY: Final = Colleague()


class _Desk:
    """The pile of each colleague."""

    def __init__(self, work: Workload, playbook: Playbook, day: date, now: datetime) -> None:
        self._addresses = work.addresses
        self._team, self._now = work.team, now
        self._day = day
        self._piles: dict[str, Digest] = {}
        self._teams = Digest(Colleague(playbook.sender.name, playbook.sender.email), day, team=True)

    def take_refused(self, refused: list[str], harmful: list[str]) -> None:
        """To the team: whoever looks after the playbook need not be anybody's recruiter."""
        self._teams.refused, self._teams.harmful = refused, harmful

    def take_task(self, task: OpenTask, before: datetime) -> None:
        """To its owner, and to whom it was escalated. A promise's task is told with the promise."""
        pile = self.of(task.owner, task.about.cover)
        if task.kind == DOUBT:
            pile.doubts.append(task)
        elif task.kind == ANSWER:
            pile.answer.append(task)
        elif task.kind == LAW:
            pile.law.append(task)
        elif task.kind != PROMISE:
            # What waits for a yes holds a message back: it is seen at once, not only when it is due.
            (pile.tasks if task.kind == APPROVE or task.due_at < before else pile.later).append(task)
        if task.escalated_at is not None:
            other = self.of(task.about.manager)
            if other is not pile:
                other.escalated.append(task)

    def for_recruiter(self, about: About) -> Digest:
        return self.of(about.recruiter, about.cover)

    def of(self, person: Colleague, own: Colleague = _NOBODY) -> Digest:
        """Their pile: by address, by the address that their name has elsewhere, else the team's. While they are away
        nothing is mailed to them: it is a part of the pile of whoever acts for them.
        """
        email = person.email.strip() or self._addresses.get(person.name.strip().lower(), "")
        cover = cover_of(Colleague(person.name, email), own, self._team, self._now)
        if cover is None:
            return self._pile(person.name, email)
        acts = cover.acts
        return (self._pile(acts.name, acts.email) if acts is not None else self._teams).standing_in(cover)

    def _pile(self, name: str, email: str) -> Digest:
        key = email.lower()
        if not key or key == self._teams.to.email.lower():
            return self._teams
        if key not in self._piles:
            self._piles[key] = Digest(Colleague(name, email), self._day)
        return self._piles[key]

    def filled(self, notices: tuple[str, ...]) -> list[Digest]:
        found = [pile for _, pile in sorted(self._piles.items()) if pile.says_something]
        if self._teams.says_something or (notices and not found):
            found.append(self._teams)
        for pile in found:
            pile.notices = notices
        return found


def for_readers(found: Iterable[Digest], marks: Iterable[str]) -> list[Digest]:
    """Those of certain readers; of all where none is named."""
    wanted = set(marks)
    return [d for d in found if not wanted or d.to.mark in wanted]
