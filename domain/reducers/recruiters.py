"""Who looks after an application: as the ATS or the file says, or as a colleague has assigned it since (R25).

A colleague's word stands against what an ATS goes on repeating: it sends its recruiter along with every event, whether
or not anybody has touched that field. What is *changed* there later is somebody's decision too, and a later one.
"""

from __future__ import annotations

from typing import Any

from domain.events import ApplicationReceived, Assigned
from domain.events.envelope import Person
from domain.people.search_words import same_name
from domain.state.model import Application, CandidateState, Task

NOBODY = Person()


def assigned(state: CandidateState, app: Application, event: Assigned) -> CandidateState:
    """The state after a colleague's word; what the recruiter was asked is now asked of whom they named."""
    before, tasks = app.recruiter, state.tasks
    if event.cover != NOBODY:
        app = app.replace(cover=event.cover)
    if event.recruiter != NOBODY:
        told = app.recruiter_told if app.recruiter_told is not None else before
        app = app.replace(recruiter=event.recruiter, recruiter_told=told, assigned_at=event.occurred_at)
        tasks = tuple(_given(task, app, before, event.recruiter) for task in tasks)
    return state.replace(tasks=tasks).with_application(app)


def as_told(app: Application, event: ApplicationReceived) -> dict[str, Any]:
    """What becomes of the recruiter when the application is told again."""
    told = event.recruiter
    if told == NOBODY:
        return {}
    if app.recruiter_told is None or app.assigned_at is None:
        return {"recruiter": told}
    said_before = event.occurred_at < app.assigned_at
    if said_before or (is_same(told, app.recruiter_told) and not is_same(told, app.recruiter)):
        return {"recruiter": app.recruiter, "recruiter_told": told}
    return {"recruiter": told, "recruiter_told": None, "assigned_at": None}


def of_both(on: Application, other: Application) -> dict[str, Any]:
    """Of two applications that become one: a colleague's later word, else the recruiter of the one that goes on."""
    first = on if on.recruiter != NOBODY else other
    if other.assigned_at is not None and (on.assigned_at is None or on.assigned_at < other.assigned_at):
        first = other
    elif on.assigned_at is not None:
        first = on
    names = ("recruiter", "recruiter_told", "assigned_at")
    return {name: getattr(first, name) for name in names} | {"cover": on.cover if on.cover != NOBODY else other.cover}


def is_same(one: Person, other: Person) -> bool:
    """Is it one colleague? By the address where both have one, else by the name."""
    if one.email.strip() and other.email.strip():
        return one.email.strip().lower() == other.email.strip().lower()
    return same_name(one.name, other.name)


def _given(task: Task, app: Application, before: Person, now: Person) -> Task:
    theirs = task.application_id == app.application_id and task.assignee in ("", before.name)
    return task.replace(assignee=now.name or now.email) if theirs else task
