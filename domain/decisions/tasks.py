"""Duties, and the tasks that they give to colleagues: a fact that falls due at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.events import Event, Reason, TaskDropped, TaskOpened
from domain.names import task_id
from domain.state.model import Application, CandidateState, Task
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
        return cls(at, kind, fields)

    @property
    def fact(self) -> Event:
        return self.kind(**self.fields)


def open_task(
    kind: str,
    state: CandidateState,
    app: Application | None,
    *,
    at: datetime,
    due_at: datetime,
    title: str,
    about_what: str,
    why: Reason,
) -> Duty:
    ident = task_id(kind, state.candidate.candidate_id, about_what)
    return Duty.of(
        at,
        TaskOpened,
        event_id=f"opened:{ident}",
        occurred_at=at,
        application_id=app.application_id if app else None,
        task_id=ident,
        kind=kind,
        title=title,
        due_at=due_at,
        assignee=app.recruiter.name if app else "",
        why=(why,),
    )


def drop_task(task: Task, text: str, now: datetime) -> Duty:
    return Duty.of(
        task.opened_at,
        TaskDropped,
        event_id=f"dropped:{task.task_id}",
        occurred_at=now,
        application_id=task.application_id,
        task_id=task.task_id,
        why=(Reason(rule="task", text=text),),
    )
