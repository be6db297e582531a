"""What is due without a message: ends of pauses, interviews held, promises, silence (R1, R2); and all that is asked of
colleagues (`domain.decisions.staff_tasks`).

Each duty is an instant and the fact to put on record then. Ids hang on what the fact is about and never on the present
time, so that a decision taken twice records it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from domain.decisions import catch_up
from domain.decisions.channel_choice import choose_channel
from domain.decisions.context import DecisionContext
from domain.decisions.due_steps import SILENCE_TOLERANCE, facts_of, longest_silence
from domain.decisions.peace import in_peace, is_asked_about, is_held, why_in_peace
from domain.decisions.scheduling import ScheduledStep
from domain.decisions.staff_tasks import asked_in, asked_of_colleagues, was_done_in
from domain.decisions.tasks import Duty, drop_task, open_task
from domain.decisions.wordings import news_from, tells_news
from domain.delivery.retries import next_question
from domain.events import (
    CameInSilent,
    DeliveryUnknown,
    InterviewHeld,
    Reason,
    Resumed,
    SilenceBreached,
    WentQuiet,
)
from domain.names import OPEN_STAGES, Channel, Stage, task_id
from domain.reducers.applications import known_at
from domain.state.model import Application, CandidateState, Task
from domain.state.task_kinds import NEWS
from domain.time.business_hours import local_date
from domain.time.their_time import long_day, their_second

_SILENT = "Contact them yourself: nothing else will reach them in time"
_NEVER_WRITTEN_TO = "Nobody has written to them yet: contact them yourself, or close the application"
_UNANSWERED = "They haven't answered any of our messages: close the application, or contact them yourself"


def duties(state: CandidateState, context: DecisionContext, placed: Sequence[ScheduledStep]) -> Iterator[Duty]:
    """Everything that falls due without a message, past and future."""
    yield from _pause_ends(state)
    yield from _interviews_held(state)
    yield from _never_confirmed(state, context)
    yield from asked_of_colleagues(state, context, placed)
    for app in state.applications:
        yield from _promise(app, state, context)
        yield from _news(app, state, context, placed)
        yield from _silence(app, state, context, placed)


def _pause_ends(state: CandidateState) -> Iterator[Duty]:
    if state.paused_since and state.paused_until:
        at = state.paused_until
        yield Duty.of(at, Resumed, event_id=f"resumed:{state.paused_since.isoformat()}", occurred_at=at)


def _never_confirmed(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """How it ended was to be on record by now: nobody knows whether it went out, and it is asked about as ever."""
    for key, attempt in state.tries.items():
        until = attempt.pending_until
        if until is None:
            continue
        text = f"it was being handed over, and by {their_second(until, context.tz)} there was no word of how that ended"
        yield Duty.of(
            until,
            DeliveryUnknown,
            event_id=f"unknown:{key}:{attempt.attempt}:0",
            occurred_at=until,
            application_id=attempt.application_id,
            touch_key=key,
            stage=attempt.stage,
            step=attempt.step,
            occurrence=attempt.occurrence,
            attempt=attempt.attempt,
            channel=attempt.channel or Channel.EMAIL,
            ask_at=max(until, context.now) + next_question(0),
            promise_by=attempt.promise_by,
            message=attempt.message,
            off_week=attempt.off_week,
            why=(Reason(rule="delivery", text=text),),
        )


def _interviews_held(state: CandidateState) -> Iterator[Duty]:
    """Where nobody says that it was held, it is taken to have been held at its scheduled end (docs/architecture.md)."""
    for app in state.applications:
        for interview in app.interviews:
            if interview.held_at is None and interview.cancelled_at is None and not app.is_closed:
                yield Duty.of(
                    interview.ends_at,
                    InterviewHeld,
                    event_id=f"held:{app.application_id}:{interview.occurrence}:{interview.at.isoformat()}",
                    occurred_at=max(interview.ends_at, known_at(app, interview.told_at)),
                    application_id=app.application_id,
                    interview_id=interview.interview_id,
                    ended_at=interview.ends_at,
                )


def _promise(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """The recruiter is warned one business day before a promised date (R2)."""
    wanted, peace, goes = None, in_peace(state, context), False
    # What becomes of the application is asked already: the date is theirs to keep in mind who answer that (R7).
    asked = peace and state.doubt is None and is_asked_about(app, state.stop)
    if app.promise_by is not None and app.is_open and not asked:
        plain = f"promise:{app.application_id}:{app.promise_by.isoformat()}"
        what = asked_in(plain, peace)
        wanted = task_id("promise", state.candidate.candidate_id, what)
        warn_day = context.office.add_business_days(app.promise_by, -context.playbook.promise.warn.business_days)
        at = context.office.opening_of(warn_day)
        if app.promise_told_at is not None:
            at = max(at, app.promise_told_at)
        due_at = max(context.office.opening_of(app.promise_by), at)
        otherwise = "decide, or an update with a new date will go out"
        if peace:
            otherwise = "decide, and their own page will show it (they want no messages)"
        elif is_held(state, context):
            otherwise = "decide, and say what they meant: nothing goes out until then"
        elif not _has_word(app, context):
            otherwise = "decide, and tell them yourself: nothing will go out automatically that day"
        elif not (goes := _word_goes(app, state, context)):
            otherwise = "decide, and tell them yourself: nothing can be sent to them"
        title = f"Promised an answer by {long_day(app.promise_by)}: {otherwise}"
        if state.task(wanted) is None and not was_done_in("promise", state, what, plain):
            if goes and _asks_for_news(app, state, context):
                title = f"Promised an answer by {long_day(app.promise_by)}, and not for the first time: {NEWS}"
            why = Reason(rule="R2", text=f"promised an answer by {app.promise_by.isoformat()}")
            yield open_task("promise", state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)
    for task in state.tasks:
        if task.kind == "promise" and task.application_id == app.application_id and task.task_id != wanted:
            needless = "the promise was kept or has a new date"
            yield drop_task(task, "another task asks about the application" if asked else needless, context.now)


def _word_goes(app: Application, state: CandidateState, context: DecisionContext) -> bool:
    """Is there a way on which word on the promised day can go to them?"""
    steps = [step for step in context.playbook.rules(app.stage).steps if step.before == "promise"]
    ways = (choose_channel(step, state, context.playbook, suppressed=context.suppressed).channel for step in steps)
    return any(way is not None for way in ways)


def _has_word(app: Application, context: DecisionContext) -> bool:
    """Does the playbook have word for a promised day in this stage?"""
    return any(step.before == "promise" for step in context.playbook.rules(app.stage).steps)


def _asks_for_news(app: Application, state: CandidateState, context: DecisionContext) -> bool:
    """Is word on the promised day the third of its kind or a later one, and does it print what a colleague says?"""
    steps = context.playbook.rules(app.stage).steps
    return any(step.before == "promise" and tells_news(step, app, state, context.playbook) for step in steps)


def _news(
    app: Application, state: CandidateState, context: DecisionContext, placed: Sequence[ScheduledStep]
) -> Iterator[Duty]:
    """The same for updates that keep no promised date: asked a business day before one goes (R2)."""
    wanted: set[str] = set()
    for one in placed:
        due, office = one.due, context.office
        step = context.playbook.step(due.stage, due.step.step)
        if due.app.application_id != app.application_id or one.outcome != "send" or step is None or not app.is_open:
            continue
        if step.every is None or step.before == "promise" or not tells_news(step, app, state, context.playbook):
            continue
        if app.promise_by is not None and app.promise_by <= local_date(one.at, office.tz):
            continue  # word on the promised day goes before it, and is asked about already
        what = f"news:{due.key}"
        ident = task_id("news", state.candidate.candidate_id, what)
        wanted.add(ident)
        if app.noted_at is not None and app.noted_at >= news_from(one.at, context):
            wanted.discard(ident)  # it is there
        elif state.task(ident) is None and not state.was_done(ident):
            at = max(news_from(one.at, context), due.anchor_at)
            title = f"Another update without news is coming up: {NEWS}"
            text = "they have been put off twice, and a reason is worth more than another apology"
            why = Reason(rule="R2", text=text)
            due_at = max(one.at, at)
            yield open_task("news", state, app, at=at, due_at=due_at, title=title, about_what=what, why=why)
    for task in state.tasks:
        if task.kind == "news" and task.application_id == app.application_id and task.task_id not in wanted:
            yield drop_task(task, "the note is there, or the update has gone", context.now)


def _silence(
    app: Application, state: CandidateState, context: DecisionContext, placed: Sequence[ScheduledStep]
) -> Iterator[Duty]:
    """Never silent (R1): where no contact is coming in time a colleague is asked, and a breach is reported."""
    tasks = [t for t in state.tasks if t.kind == "silence" and t.application_id == app.application_id]
    if app.stage not in OPEN_STAGES or app.quiet or app.unplaced:  # of where they stand a colleague is asked
        for task in tasks:
            yield drop_task(task, "they are not owed anything now", context.now)
        return
    if is_held(state, context) or in_peace(state, context):  # R7: no silence is counted against what they asked for
        for task in tasks:
            yield drop_task(task, "they asked us to stop, or may have", context.now)
        if app.stage is Stage.PROSPECT and not is_held(state, context) and app.known_since <= context.now:
            left = Reason(rule="R7", text=f"{why_in_peace(state)}, so nothing more is sent")
            yield _quiet(app, context, left)
        return
    # Of this application alone: word about another says nothing of where they stand here.
    sends = [p for p in placed if p.outcome == "send" and p.due.app.application_id == app.application_id]
    coming = [p.at for p in sends]
    parked = any(p.outcome == "parked" and p.due.app.application_id == app.application_id for p in placed)
    if app.stage is Stage.PROSPECT and not facts_of(app, state, context)["answered"]:
        waiting = any(
            p.outcome in ("paused", "unapproved") and p.due.app.application_id == app.application_id for p in placed
        )
        if not coming and not parked and not waiting and app.known_since <= context.now:
            yield from _after_the_last(app, state, context, tasks)
        return
    if _is_asked_for(app, state):
        for task in tasks:
            yield drop_task(task, "another task asks to reach them", context.now)
    longest = longest_silence(app, context)
    base = silent_since(app, state)
    since = catch_up.came_in_silent(app, longest, context)
    if since is not None and app.silent_since is None:
        days = (context.now - since).days
        yield Duty.of(
            context.now,
            CameInSilent,
            event_id=f"silent:{app.application_id}",
            occurred_at=context.now,
            application_id=app.application_id,
            since=since,
            why=(Reason(rule="R20", text=f"they had heard nothing for {days} days, and the limit is {longest}"),),
        )
    deadline, at_once = context.calendar.add(base, longest), False
    asked = False
    if catch_up.is_owed(app):  # S20: what was silent before we knew them ends within two business days
        by, asked = catch_up.word_by(app, context), _is_asked_for(app, state)
        deadline, at_once = max(deadline, by), deadline <= by and not asked
    grace = max(deadline + SILENCE_TOLERANCE, context.now + timedelta(days=3))
    late = not coming or min(coming) > grace
    asked_at = they_owe(app, context)
    if asked_at is not None and any(p.due.step.kind == "nudge" for p in sends):
        return  # R1 covers what we owe; they are being reminded
    if late and not tasks and not _is_asked_for(app, state, "promise"):
        warn_at = max(base, context.office.opening_of(context.office.add_business_days(deadline.date(), -1)))
        text = (
            f"nothing can go out before {long_day(deadline.astimezone(context.tz))}, the longest silence of {longest}"
        )
        yield open_task(
            "silence",
            state,
            app,
            at=context.now if at_once else deadline if asked else min(warn_at, deadline),
            due_at=deadline,
            title=_SILENT if asked_at is None else _UNANSWERED,
            about_what=f"silence:{app.application_id}:{base.isoformat()}",
            why=Reason(rule="R1", text=text),
        )
    if app.breached_at is None and asked_at is None:
        deadline += SILENCE_TOLERANCE
        why = (Reason(rule="R1", text=f"no contact within {longest}"),)
        yield Duty.of(
            deadline,
            SilenceBreached,
            event_id=f"breach:{app.application_id}:{base.isoformat()}",
            occurred_at=deadline,
            application_id=app.application_id,
            since=base,
            why=why,
        )


def silent_since(app: Application, state: CandidateState) -> datetime:
    """Since when they have had no word that was owed: what a hold or a stop kept from them is not counted (R7)."""
    base = max(app.last_contact_at or app.entry.entered_at, app.known_since)
    if catch_up.counts_from_before(app):
        base = catch_up.last_word(app)
    return max(base, state.silence_from) if state.silence_from is not None else base


def _after_the_last(
    app: Application, state: CandidateState, context: DecisionContext, tasks: Sequence[Task]
) -> Iterator[Duty]:
    """A prospect to whom nothing more goes is left in peace (S2). Nobody to whom we never wrote went quiet (R20)."""
    if app.last_contact_at is not None or any(log.sent for log in app.entry.steps.values()):
        yield _quiet(app, context, Reason(rule="S2", text="the last message got no answer, so nothing more is sent"))
    elif not tasks and not _is_asked_for(app, state):
        yield open_task(
            "silence",
            state,
            app,
            at=context.now,
            due_at=context.office.add(context.now, catch_up.WITHIN),
            title=_NEVER_WRITTEN_TO,
            about_what=f"silence:{app.application_id}:{app.entry.number}:never",
            why=Reason(rule="R20", text="nothing was ever sent to them, and nothing is scheduled"),
        )


def _is_asked_for(app: Application, state: CandidateState, *kinds: str) -> bool:
    """Is a colleague asked already to reach them about this application, or by a task of one of the kinds?"""
    kinds = ("reach", "call", *kinds)
    return any(t.kind in kinds and t.application_id == app.application_id for t in state.tasks)


def _quiet(app: Application, context: DecisionContext, why: Reason) -> Duty:
    return Duty.of(
        context.now,
        WentQuiet,
        event_id=f"quiet:{app.application_id}:{app.entry.number}",
        occurred_at=context.now,
        application_id=app.application_id,
        why=(why,),
    )


def they_owe(app: Application, context: DecisionContext) -> datetime | None:
    """Since when an answer of theirs is asked for in this stage, or None where they owe nothing."""
    steps = context.playbook.rules(app.stage).steps
    asking = {step.after for step in steps if step.kind == "nudge"} | {s.step for s in steps if s.kind == "nudge"}
    asked = [log.sent_at for name, log in app.entry.steps.items() if name in asking and log.sent_at is not None]
    held = any(i.held_at is not None and i.held_at >= app.entry.entered_at for i in app.interviews)
    if not asked or held or (app.last_reply_at is not None and app.last_reply_at >= min(asked)):
        return None
    return max(asked)
