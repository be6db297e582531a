"""What people get in their first two weeks, counted before they come in: by day, and by what they have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain.events import Sent, TaskOpened
from domain.forecast.preview import EndsLater, play
from domain.names import Channel
from domain.playbook.model import Playbook
from domain.playbook.step_words import step_words
from domain.state.model import CandidateState

SPAN: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Contact:
    """A message, or a task for a colleague, that somebody's first weeks bring."""

    at: datetime
    stage: str
    step: str
    channel: str  # "task" where a colleague is asked
    message: str

    @property
    def words(self) -> str:
        if self.channel == "task":
            return f"{_TASKS.get(self.step, self.step)} (a task)"
        return f"{step_words(self.step)} by {'text' if self.channel == Channel.SMS else self.channel}"

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"at": self.at.isoformat()}


_TASKS: Final = {
    "approve": "approval",
    "colleague": "colleague's answer",
    "lapsed": "expired offer",
    "news": "line of news",
    "law": "legal deadline",
    "offer": "offer terms",
    "promise": "promised answer",
    "reach": "personal contact",
    "silence": "personal contact",
    "startdate": "start date",
    "unplaced": "stage",
    "zone": "time zone",
}
"""What a task of this kind asks for, in a word or two."""


@dataclass(frozen=True, slots=True)
class FirstWeeks:
    """One person's."""

    candidate_id: str
    name: str
    greeting: str
    stages: tuple[str, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """How many are written to on a day, and how many tasks open for colleagues."""

    day: date
    people: int
    messages: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Group:
    """People in the same stages who get the same, in the same order."""

    stages: tuple[str, ...]
    gets: tuple[str, ...]
    people: tuple[FirstWeeks, ...]
    first: date | None
    last: date | None


def first_weeks(state: CandidateState, playbook: Playbook, now: datetime, greeting: str, **more: Any) -> FirstWeeks:
    """Play the live decision forward for two weeks, if nobody does anything."""
    found: list[Contact] = []
    until = now + SPAN
    try:
        for _, events, decision, at in play(state, playbook, now, until, **more):
            for event in events:
                if isinstance(event, Sent) and decision.touch is not None:
                    touch = decision.touch
                    found.append(Contact(at, str(touch.stage), touch.step, str(touch.channel), touch.message))
                elif isinstance(event, TaskOpened):
                    found.append(Contact(at, "", str(event.kind), "task", event.title))
    except EndsLater:
        pass  # what comes later is beyond what anybody reads here
    stages = tuple(dict.fromkeys(str(app.stage) for app in state.applications))
    ahead = tuple(one for one in found if one.at <= until)
    return FirstWeeks(state.candidate.candidate_id, state.candidate.full_name, greeting, stages, ahead)


def by_day(people: Iterable[FirstWeeks], zone: ZoneInfo) -> list[Day]:
    """The days on which anything happens, by the company's calendar."""
    written: dict[date, set[str]] = {}
    messages: Counter[date] = Counter()
    tasks: Counter[date] = Counter()
    for person in people:
        for contact in person.contacts:
            day = contact.at.astimezone(zone).date()
            if contact.channel == "task":
                tasks[day] += 1
            else:
                messages[day] += 1
                written.setdefault(day, set()).add(person.candidate_id)
    days = sorted(written.keys() | tasks.keys())
    return [Day(day, len(written.get(day, ())), messages[day], tasks[day]) for day in days]


def by_what_they_get(people: Sequence[FirstWeeks], zone: ZoneInfo) -> list[Group]:
    """The largest group first."""
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], list[FirstWeeks]] = {}
    for person in people:
        gets = tuple(contact.words for contact in person.contacts)
        groups.setdefault((person.stages, gets), []).append(person)
    made = []
    for (stages, gets), members in groups.items():
        days = [member.contacts[0].at.astimezone(zone).date() for member in members if member.contacts]
        made.append(Group(stages, gets, tuple(members), min(days, default=None), max(days, default=None)))
    return sorted(made, key=lambda group: (-len(group.people), group.stages, group.gets))
