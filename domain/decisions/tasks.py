"""Duties, and the tasks that they give to colleagues: a fact that falls due at an instant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from domain.decisions.context import DecisionContext
from domain.events import Event, Reason, TaskDropped, TaskEscalated, TaskOpened, TaskReminded
from domain.names import task_id
from domain.state.model import Application, CandidateState, DeliveryAttemptState, Task
from domain.time.business_hours import Calendar
from domain.time.durations import Duration

ONE_BUSINESS_DAY = Duration(business_days=1)


@dataclass(frozen=True, slots=True)
class Duty:
    """A fact that falls due at an instant. It is made when it is due: most duties of a decision lie far ahead."""

    at: datetime
    kind: type[Event]
    fields: dict[str, Any]

    @classmethod
    def of(cls, at: datetime, kind: type[Event], /, **fields: Any) -> Duty:
        fields.setdefault("occurred_at", at)
        return cls(at, kind, fields)

    @property
    def fact(self) -> Event:
        return self.kind(**self.fields)


_QUIETLY = ":quietly"
_PUT_OFF = ":put-off"


@dataclass(frozen=True, slots=True)
class Question:
    """What a colleague is asked once: its task's id hangs on what it is about, so that every decision finds it."""

    about: str
    title: str
    why: Reason
    at: datetime
    due_at: datetime | None = None  # else a business day later
    app: Application | None = None
    again: bool = False  # also where it was done before
    quietly: bool | None = None
    """Once they are left in peace it is another task: the one from before would still say to talk to them (R7). None
    where it makes no difference."""
    put_off: bool = False
    """Once nothing will go out that day it is another task, too: the one from before would say that something does."""

    def ident(self, kind: str, state: CandidateState) -> str:
        """The id of its task."""
        about = f"{self.about}{_QUIETLY if self.quietly else ''}{_PUT_OFF if self.put_off else ''}"
        return task_id(kind, state.candidate.candidate_id, about)

    @property
    def in_other_words(self) -> Question:
        """The same, as it is asked where the day has its message, or where it has none."""
        return replace(self, put_off=not self.put_off)

    def is_settled(self, kind: str, state: CandidateState) -> bool:
        """Is it asked already, or did a colleague do it, in whatever words it was asked?"""
        if state.task(self.ident(kind, state)) is not None:
            return True
        ways = [self] if self.quietly is None else [replace(self, quietly=way) for way in (False, True)]
        ways += [way.in_other_words for way in ways]
        return not self.again and any(state.was_done(one.ident(kind, state)) for one in ways)

    def opened(self, kind: str, state: CandidateState, office: Calendar) -> Duty:
        """The task."""
        due_at = self.due_at or office.add(self.at, ONE_BUSINESS_DAY)
        return open_task(self.ident(kind, state), kind, self.title, self.at, due_at, self.app, self.why)


def ask(
    kind: str,
    questions: Iterable[Question | None],
    state: CandidateState,
    context: DecisionContext,
    needless: str,
    *,
    only: Application | None = None,
) -> list[Duty]:
    """The tasks that ask these questions, and the end of all others of that kind; `only` of those about this one."""
    asked = [one for one in questions if one is not None]
    theirs = [task for task in state.tasks if task.kind == kind and (only is None or is_about(task, only))]
    if not asked and not theirs:
        return []  # as it is nearly always
    wanted = {one.ident(kind, state) for one in asked}
    opened = [one.opened(kind, state, context.office) for one in asked if not one.is_settled(kind, state)]
    return opened + [drop_task(task, needless, context.now) for task in theirs if task.task_id not in wanted]


def is_about(task: Task, app: Application) -> bool:
    return task.application_id == app.application_id


def open_task(
    ident: str,
    kind: str,
    title: str,
    at: datetime,
    due_at: datetime,
    app: Application | None,
    *why: Reason,
    **touch: Any,
) -> Duty:
    """The task, for the recruiter of the application; `touch`: what it is about, if that is a message."""
    about = {
        "application_id": app.application_id if app else None,
        "task_id": ident,
        "kind": kind,
        "title": title,
        "due_at": due_at,
        "assignee": app.recruiter.name if app else "",
        "why": why,
    }
    return Duty.of(at, TaskOpened, event_id=f"opened:{ident}", **{**about, **touch})


def attempt_fields(key: str, attempt: DeliveryAttemptState) -> dict[str, Any]:
    """Which touch a fact is about, from the attempt that was made of it."""
    names = ("application_id", "stage", "step", "occurrence")
    return {"touch_key": key, **{name: getattr(attempt, name) for name in names}}


def of_task(kind: type[Event], task: Task, at: datetime, rule: str, text: str, **more: Any) -> Duty:
    """Something that becomes of a task that is open: `reminded:answer-1a2b` and the like."""
    about = {"application_id": task.application_id, "task_id": task.task_id, "why": (Reason(rule=rule, text=text),)}
    return Duty.of(at, kind, event_id=f"{_BECAME[kind]}:{task.task_id}", **about, **more)


_BECAME: Final[dict[type[Event], str]] = {
    TaskReminded: "reminded",
    TaskEscalated: "escalated",
    TaskDropped: "dropped",
}


def drop_task(task: Task, text: str, now: datetime) -> Duty:
    return of_task(TaskDropped, task, task.opened_at, "task", text, occurred_at=now)
