"""What is due without a message: tasks, reminders, warnings, reports (R1, R2, R6, R8, R9).

Each duty is an instant and the fact to put on record then. Ids hang on what the fact is about and never on the present
time, so that a decision taken twice records it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.agenda import SILENCE_TOLERANCE, facts_of, longest_silence
from domain.durations import Duration
from domain.events import (
    Event,
    InterviewHeld,
    Reason,
    Resumed,
    SilenceBreached,
    TaskDropped,
    TaskEscalated,
    TaskOpened,
    TaskReminded,
    WentQuiet,
)
from domain.evolve import about
from domain.names import OPEN_STAGES, Stage, digest
from domain.placing import Placed
from domain.state import Application, CandidateState, Task
from domain.touches import parse_touch_key
from domain.world import World

ONE_BUSINESS_DAY = Duration(business_days=1)
ASK_TIMES = 3
"""How often a provider is asked about an unknown delivery before it becomes a colleague's task."""


_SILENT = "Contact them yourself: they would fall silent"
_SILENT_STOPPED = "They asked for no messages: bring the decision yourself, in a way that they agree to"


@dataclass(frozen=True, slots=True)
class Duty:
    """A fact that falls due at an instant."""

    at: datetime
    fact: Event


def task_id(kind: str, *about_what: str) -> str:
    """A short id that a person can type, the same on every retry."""
    return f"{kind}-{digest(*about_what, size=8)}"


def duties(state: CandidateState, world: World, placed: Sequence[Placed]) -> Iterator[Duty]:
    """Everything that falls due without a message, past and future."""
    yield from _pause_ends(state)
    yield from _interviews_held(state)
    yield from _answer(state, world)
    yield from _tasks(state, world)
    for app in state.applications:
        yield from _promise(app, state, world)
        yield from _silence(app, state, world, placed)
        yield from _start_date(app, state, world)
    yield from _unknown(state, world)
    yield from _refused(state, world)


def _pause_ends(state: CandidateState) -> Iterator[Duty]:
    if state.paused_since and state.paused_until:
        at = state.paused_until
        yield Duty(at, Resumed(event_id=f"resumed:{state.paused_since.isoformat()}", occurred_at=at))


def _interviews_held(state: CandidateState) -> Iterator[Duty]:
    """Where nobody says that it was held, it is taken to have been held at its scheduled end (DESIGN)."""
    for app in state.applications:
        for interview in app.interviews:
            if interview.held_at is None and interview.cancelled_at is None and not app.is_closed:
                yield Duty(
                    interview.ends_at,
                    InterviewHeld(
                        event_id=f"held:{app.application_id}:{interview.occurrence}:{interview.at.isoformat()}",
                        occurred_at=interview.ends_at,
                        application_id=app.application_id,
                        interview_id=interview.interview_id,
                        ended_at=interview.ends_at,
                    ),
                )


def _open(
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
    return Duty(
        at,
        TaskOpened(
            event_id=f"opened:{ident}",
            occurred_at=at,
            application_id=app.application_id if app else None,
            task_id=ident,
            kind=kind,
            title=title,
            due_at=due_at,
            assignee=app.recruiter.name if app else "",
            why=(why,),
        ),
    )


def _drop(task: Task, text: str, now: datetime) -> Duty:
    return Duty(
        task.opened_at,
        TaskDropped(
            event_id=f"dropped:{task.task_id}",
            occurred_at=now,
            application_id=task.application_id,
            task_id=task.task_id,
            why=(Reason(rule="task", text=text),),
        ),
    )


def _answer(state: CandidateState, world: World) -> Iterator[Duty]:
    """After a real reply a colleague has a day (R9)."""
    wanted = None
    if state.owed is not None:
        app = about(state, state.owed.application_id)
        title = "Answer their reply"
        if state.owed.withdraws:
            title = "They would like to withdraw: talk to them, then `followup withdraw` or answer"
        due_at = world.office.add(state.owed.since, world.playbook.answer_within)
        why = Reason(rule="R9", text=f"they wrote, and get an answer within {world.playbook.answer_within}")
        duty = _open(
            "answer",
            state,
            app,
            at=state.owed.since,
            due_at=due_at,
            title=title,
            about_what=state.owed.event_id,
            why=why,
        )
        wanted = task_id("answer", state.candidate.candidate_id, state.owed.event_id)
        if state.task(wanted) is None:
            yield duty
    for task in state.tasks:
        if task.kind == "answer" and task.task_id != wanted:
            yield _drop(task, "they have been answered", world.now)


def _tasks(state: CandidateState, world: World) -> Iterator[Duty]:
    """A reminder when a task is due, then word to the hiring manager a business day later (R6, R9)."""
    for task in state.tasks:
        if _stage_is_over(task, state):
            yield _drop(task, "the stage it was about is over", world.now)
        elif _has_newer(task, state):
            yield _drop(task, "a newer task asks for the same", world.now)
        elif not task.reminded:
            why = (Reason(rule="R9", text="it is due and not done"),)
            fact = TaskReminded(
                event_id=f"reminded:{task.task_id}",
                occurred_at=task.due_at,
                application_id=task.application_id,
                task_id=task.task_id,
                why=why,
            )
            yield Duty(task.due_at, fact)
        elif not task.escalated:
            app = about(state, task.application_id)
            at = world.office.add(task.due_at, ONE_BUSINESS_DAY)
            why = (Reason(rule="R9", text="it is still not done a business day after it was due"),)
            yield Duty(
                at,
                TaskEscalated(
                    event_id=f"escalated:{task.task_id}",
                    occurred_at=at,
                    application_id=task.application_id,
                    task_id=task.task_id,
                    to=app.hiring_manager.name if app else "",
                    why=why,
                ),
            )


def _has_newer(task: Task, state: CandidateState) -> bool:
    """Is a later message of the same step waiting for a colleague too? One such task says it all."""
    if task.kind not in ("reach", "unknown") or task.touch_key is None:
        return False
    what = (task.kind, *parse_touch_key(task.touch_key)[:4])
    same = [t for t in state.tasks if t.touch_key and (t.kind, *parse_touch_key(t.touch_key)[:4]) == what]
    return same[-1].task_id != task.task_id


def _stage_is_over(task: Task, state: CandidateState) -> bool:
    """Was the task about a step of a stage that they have left?"""
    if task.touch_key is None or task.kind == "unknown":
        return False
    name = parse_touch_key(task.touch_key)
    app = state.application(name.application_id)
    return app is None or app.entry.number != name.entry


def _promise(app: Application, state: CandidateState, world: World) -> Iterator[Duty]:
    """The recruiter is warned one business day before a promised date (R2)."""
    wanted = None
    if app.promise_by is not None and app.is_open:
        what = f"promise:{app.application_id}:{app.promise_by.isoformat()}"
        wanted = task_id("promise", state.candidate.candidate_id, what)
        warn_day = world.office.add_business_days(app.promise_by, -world.playbook.promise.warn.business_days)
        at = world.office.opening_of(warn_day)
        if app.promise_told_at is not None:
            at = max(at, app.promise_told_at)
        due_at = max(world.office.opening_of(app.promise_by), at)
        otherwise = "or tell them yourself, in a way that they agree to"
        if not state.stopped:
            otherwise = "or an update with a new date goes out"
        title = f"They were promised word by {app.promise_by:%A %d %B}: decide, {otherwise}"
        if state.task(wanted) is None and not state.was_done(wanted):
            why = Reason(rule="R2", text=f"a date was told: {app.promise_by.isoformat()}")
            yield _open("promise", state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)
    for task in state.tasks:
        if task.kind == "promise" and task.application_id == app.application_id and task.task_id != wanted:
            yield _drop(task, "the promise was kept or has a new date", world.now)


def _silence(app: Application, state: CandidateState, world: World, placed: Sequence[Placed]) -> Iterator[Duty]:
    """Never silent (R1): where no contact is coming in time a colleague is asked, and a breach is reported."""
    tasks = [t for t in state.tasks if t.kind == "silence" and t.application_id == app.application_id]
    if app.stage not in OPEN_STAGES or app.quiet:
        for task in tasks:
            yield _drop(task, "nothing is owed any more", world.now)
        return
    coming = [p.at for p in placed if p.fate == "send" and p.due.app.application_id == app.application_id]
    parked = any(p.fate == "parked" and p.due.app.application_id == app.application_id for p in placed)
    if app.stage is Stage.PROSPECT and not facts_of(app, state, world.now)["answered"]:
        waiting = any(p.fate == "paused" and p.due.app.application_id == app.application_id for p in placed)
        if not coming and not parked and not waiting and app.known_since <= world.now:
            why = (Reason(rule="S2", text="the last message got no answer; they are left in peace"),)
            yield Duty(
                world.now,
                WentQuiet(
                    event_id=f"quiet:{app.application_id}:{app.entry.number}",
                    occurred_at=world.now,
                    application_id=app.application_id,
                    why=why,
                ),
            )
        return
    longest = longest_silence(app, world)
    base = max(app.last_contact_at or app.entry.entered_at, app.known_since)
    deadline = world.calendar.add(base, longest)
    grace = max(deadline + SILENCE_TOLERANCE, world.now + timedelta(days=3))
    late = not coming or min(coming) > grace
    asked_at = _they_owe(app, world)
    if asked_at is not None and any(p.due.step.kind == "nudge" for p in placed if p.fate == "send"):
        return  # R1 covers what we owe; they are being reminded
    if late and not tasks:
        warn_at = max(base, world.office.opening_of(world.office.add_business_days(deadline.date(), -1)))
        text = f"nothing can go out before {deadline.astimezone(world.tz):%A %d %B}, the longest silence of {longest}"
        yield _open(
            "silence",
            state,
            app,
            at=min(warn_at, deadline),
            due_at=deadline,
            title=_SILENT_STOPPED if state.stopped else _SILENT,
            about_what=f"silence:{app.application_id}:{base.isoformat()}",
            why=Reason(rule="R1", text=text),
        )
    if app.breached_at is None and asked_at is None:
        deadline += SILENCE_TOLERANCE
        why = (Reason(rule="R1", text=f"no contact within {longest}"),)
        yield Duty(
            deadline,
            SilenceBreached(
                event_id=f"breach:{app.application_id}:{base.isoformat()}",
                occurred_at=deadline,
                application_id=app.application_id,
                since=base,
                why=why,
            ),
        )


def _they_owe(app: Application, world: World) -> datetime | None:
    """Since when an answer of theirs is asked for in this stage, or None where they owe nothing."""
    steps = world.playbook.rules(app.stage).steps
    asking = {step.after for step in steps if step.kind == "nudge"} | {s.step for s in steps if s.kind == "nudge"}
    asked = [log.sent_at for name, log in app.entry.steps.items() if name in asking and log.sent_at is not None]
    held = any(i.held_at is not None and i.held_at >= app.entry.entered_at for i in app.interviews)
    if not asked or held or (app.last_reply_at is not None and app.last_reply_at >= min(asked)):
        return None
    return max(asked)


def _start_date(app: Application, state: CandidateState, world: World) -> Iterator[Duty]:
    """Without the first day nothing of the onboarding can be on time (S13, S14)."""
    wanted = task_id("startdate", state.candidate.candidate_id, app.application_id, str(app.entry.number))
    missing = app.stage is Stage.HIRED and not (app.hire and app.hire.start_date)
    if missing and state.task(wanted) is None and not state.was_done(wanted):
        at = app.entry.entered_at
        fact = TaskOpened(
            event_id=f"opened:{wanted}",
            occurred_at=at,
            application_id=app.application_id,
            task_id=wanted,
            kind="startdate",
            title="Enter the start date: `followup hire ID --start DATE`",
            due_at=world.office.add(at, ONE_BUSINESS_DAY),
            assignee=app.recruiter.name,
            why=(Reason(rule="S13", text="the start date is not known, so nothing before it can be on time"),),
        )
        yield Duty(at, fact)
    task = state.task(wanted)
    if task is not None and not missing:
        yield _drop(task, "the start date is known", world.now)


def _unknown(state: CandidateState, world: World) -> Iterator[Duty]:
    """An unknown delivery that nobody can tell about becomes a colleague's task, never a blind resend."""
    for task in state.tasks:
        if task.resolved:
            yield _drop(task, "the provider has said what became of it", world.now)
    for key, attempt in state.tries.items():
        if attempt.unknown_since is None or attempt.ask_at is None or attempt.asked <= ASK_TIMES:
            continue
        ident = task_id("unknown", key, str(attempt.attempt))
        app = about(state, attempt.application_id)
        fact = TaskOpened(
            event_id=f"opened:{ident}",
            occurred_at=attempt.ask_at,
            application_id=attempt.application_id,
            task_id=ident,
            kind="unknown",
            title=f"Find out whether the message of step {attempt.step} reached them; if not, write to them yourself",
            due_at=world.office.add(attempt.ask_at, ONE_BUSINESS_DAY),
            assignee=app.recruiter.name if app else "",
            touch_key=key,
            stage=attempt.stage,
            step=attempt.step,
            occurrence=attempt.occurrence,
            why=(Reason(rule="delivery", text="the provider broke off, and cannot say whether it was sent"),),
        )
        yield Duty(attempt.ask_at, fact)


def _refused(state: CandidateState, world: World) -> Iterator[Duty]:
    """Something was said that could not be understood: a colleague looks, for it may have been a stop (R3)."""
    if not state.refused:
        return
    title = "Something told about them was not understood: see `followup timeline`, and tell it again"
    why = Reason(rule="R15", text="a message could not be understood, and nothing is dropped in silence")
    due_at = world.office.add(world.now, ONE_BUSINESS_DAY)
    app = about(state, None)
    what = state.refused[0]
    yield _open("refused", state, app, at=world.now, due_at=due_at, title=title, about_what=what, why=why)
