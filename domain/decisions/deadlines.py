"""What is due without a message: ends of pauses, interviews held, promises, silence (R1, R2); and all that is asked of
colleagues (`domain.decisions.staff_tasks`).

Each duty is an instant and the fact to put on record then. Ids hang on what the fact is about and never on the present
time, so that a decision taken twice records it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from domain.decisions import catch_up, statutory
from domain.decisions.channel_choice import choose_channel
from domain.decisions.colleague_steps import ColleagueStep, colleague_tasks
from domain.decisions.context import DecisionContext
from domain.decisions.due_steps import SILENCE_TOLERANCE, facts_of, longest_silence
from domain.decisions.peace import in_peace, is_asked_about, is_held, why_in_peace
from domain.decisions.put_off import why_silent_on
from domain.decisions.scheduling import ScheduledStep
from domain.decisions.staff_tasks import asked_of_colleagues
from domain.decisions.tasks import Duty, Question, ask, attempt_fields, drop_task, is_about
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
from domain.names import OPEN_STAGES, Channel, Stage
from domain.reducers.applications import known_at
from domain.state.model import Application, CandidateState, Task
from domain.state.task_kinds import NEWS, PROMISE
from domain.time.business_hours import local_date
from domain.time.their_time import long_day, their_second

_SILENT = "Contact them yourself: nothing else will reach them in time"
_NEVER_WRITTEN_TO = "Nobody has written to them yet: contact them yourself, or close the application"
_UNANSWERED = "They haven't answered any of our messages: close the application, or contact them yourself"


def duties(
    state: CandidateState,
    context: DecisionContext,
    placed: Sequence[ScheduledStep],
    asking: Sequence[ColleagueStep] = (),
) -> Iterator[Duty]:
    """Everything that falls due without a message, past and future. `asking`: the open steps to colleagues."""
    yield from _pause_ends(state)
    yield from _interviews_held(state)
    yield from _never_confirmed(state, context)
    yield from asked_of_colleagues(state, context, placed)
    yield from colleague_tasks(asking, state, context)
    for app in state.applications:
        there = context.about(app)
        yield from _promise(app, state, there)
        news = _news(app, state, there, _about(app, placed))
        yield from ask("news", news, state, there, "the note is in, or the update has gone out", only=app)
        yield from _silence(app, state, there, placed)
        yield from statutory.warnings(app, state, there)


def _pause_ends(state: CandidateState) -> Iterator[Duty]:
    if state.paused_since and state.paused_until:
        at = state.paused_until
        yield Duty.of(at, Resumed, event_id=f"resumed:{state.paused_since.isoformat()}")


def _never_confirmed(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """How it ended was to be on record by now: nobody knows whether it went out, and it is asked about as ever."""
    for key, attempt in state.tries.items():
        until = attempt.pending_until
        if until is None:
            continue
        text = f"it was being sent, and by {their_second(until, context.tz)} nothing had confirmed it"
        yield Duty.of(
            until,
            DeliveryUnknown,
            event_id=f"unknown:{key}:{attempt.attempt}:0",
            **attempt_fields(key, attempt),
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
    # What becomes of the application is asked already: the date is theirs to keep in mind who answer that (R7).
    asked = in_peace(state, context) and state.doubt is None and is_asked_about(app, state.stop)
    question = (
        None if asked or app.promise_by is None or not app.is_open else _warning(app.promise_by, app, state, context)
    )
    needless = "another task asks about the application" if asked else "the promise was kept or has a new date"
    if question is not None and state.task(question.in_other_words.ident(PROMISE, state)) is not None:
        needless = "what will happen on the promised day has changed, and another task says so"
    yield from ask(PROMISE, [question], state, context, needless, only=app)


def _warning(day: date, app: Application, state: CandidateState, context: DecisionContext) -> Question:
    """What the recruiter is asked before a promised day: to decide, and else what happens on it."""
    office, steps = context.office, [s for s in context.playbook.rules(app.stage).steps if s.before == "promise"]
    warned_at = office.opening_of(office.add_business_days(day, -context.playbook.promise.warn.business_days))
    at = max(warned_at, app.promise_told_at or warned_at)
    what = "decide, or an update with a new date will go out"
    silent = "" if in_peace(state, context) or is_held(state, context) else why_silent_on(day, state, context.tz)
    if in_peace(state, context):
        what = "decide, and their own page will show it (they don't want messages)"
    elif is_held(state, context):
        what = "decide, and say what they meant: nothing goes out until then"
    elif silent:
        what = f"decide, and tell them yourself: {silent}"
    elif not steps:
        what = "decide, and tell them yourself: nothing will go out automatically that day"
    elif not any(choose_channel(s, state, context.playbook, suppressed=context.suppressed).channel for s in steps):
        what = "decide, and tell them yourself: nothing can be sent to them"
    elif any(tells_news(step, app, state, context.playbook) for step in steps):
        what = NEWS  # word on the day is the third of its kind or a later one, and prints what a colleague says
    again = ", and we've missed a date before" if what == NEWS else ""
    return Question(
        about=f"promise:{app.application_id}:{day.isoformat()}",
        title=f"We promised an answer by {long_day(day)}{again}: {what}",
        why=Reason(rule="R2", text=f"promised an answer by {day.isoformat()}"),
        at=at,
        due_at=max(office.opening_of(day), at),
        app=app,
        quietly=in_peace(state, context),
        put_off=bool(silent),
    )


def _news(
    app: Application, state: CandidateState, context: DecisionContext, theirs: Sequence[ScheduledStep]
) -> Iterator[Question]:
    """The same for updates that keep no promised date: asked a business day before one goes (R2)."""
    for one in theirs if app.is_open else ():
        due, office = one.due, context.office
        step = context.playbook.step(due.stage, due.step.step)
        if one.outcome != "send" or step is None or step.every is None or step.before == "promise":
            continue
        if not tells_news(step, app, state, context.playbook):
            continue
        if app.promise_by is not None and app.promise_by <= local_date(one.at, office.tz):
            continue  # word on the promised day goes before it, and is asked about already
        since = news_from(one.at, context)
        if app.noted_at is not None and app.noted_at >= since:
            continue  # it is there
        at = max(since, due.anchor_at)
        yield Question(
            about=f"news:{due.key}",
            title=f"Another update without news is coming up: {NEWS}",
            why=Reason(rule="R2", text="they have been put off twice, and a reason is worth more than another apology"),
            at=at,
            due_at=max(one.at, at),
            app=app,
        )


def _silence(
    app: Application, state: CandidateState, context: DecisionContext, placed: Sequence[ScheduledStep]
) -> Iterator[Duty]:
    """Never silent (R1): where no contact is coming in time a colleague is asked, and a breach is reported.

    Is word owed to them at all? Did they ask for silence, or may they have? Is it they who owe an answer? And if
    word is owed: does it come before the longest silence is over?
    """
    tasks = [task for task in state.tasks if task.kind == "silence" and is_about(task, app)]
    is_prospect, is_known = app.stage is Stage.PROSPECT, app.known_since <= context.now
    if app.stage not in OPEN_STAGES or app.quiet or app.unplaced:  # of where they stand a colleague is asked
        yield from (drop_task(task, "we don't owe them anything now", context.now) for task in tasks)
    elif is_held(state, context) or in_peace(state, context):  # R7: no silence is counted against what they asked for
        yield from (drop_task(task, "they asked us to stop, or may have", context.now) for task in tasks)
        if is_prospect and is_known and not is_held(state, context):
            yield _quiet(app, context, Reason(rule="R7", text=f"{why_in_peace(state)}, so nothing more is sent"))
    elif is_prospect and not facts_of(app, state, context)["answered"]:
        is_coming = any(one.outcome in _MAY_COME for one in _about(app, placed))
        if is_known and not is_coming:
            yield from _after_the_last(app, state, context, tasks)
    else:
        if _is_asked_for(app, state):
            yield from (drop_task(task, "another task asks to reach them", context.now) for task in tasks)
        yield from _came_in_silent(app, context)
        yield from _word_in_time(app, state, context, placed, is_asked=bool(tasks))


_MAY_COME = ("send", "parked", "paused", "unapproved")


def _about(app: Application, placed: Sequence[ScheduledStep]) -> list[ScheduledStep]:
    return [one for one in placed if one.due.app.application_id == app.application_id]


def _came_in_silent(app: Application, context: DecisionContext) -> Iterator[Duty]:
    """Whoever came in silent for too long is counted until they have had word (R20)."""
    longest = longest_silence(app, context)
    since = catch_up.came_in_silent(app, longest, context)
    if since is not None and app.silent_since is None:
        days = (context.now - since).days
        yield Duty.of(
            context.now,
            CameInSilent,
            event_id=f"silent:{app.application_id}",
            application_id=app.application_id,
            since=since,
            why=(Reason(rule="R20", text=f"they hadn't heard from us for {days} days, and the limit is {longest}"),),
        )


def _word_in_time(
    app: Application,
    state: CandidateState,
    context: DecisionContext,
    placed: Sequence[ScheduledStep],
    *,
    is_asked: bool,
) -> Iterator[Duty]:
    """Does word go before the longest silence is over? Else a colleague is asked, and then it is a breach."""
    longest, base, office = longest_silence(app, context), silent_since(app, state), context.office
    deadline, at_once, reached = context.calendar.add(base, longest), False, False
    if catch_up.is_owed(app):  # S20: what was silent before we knew them ends within two business days
        by, reached = catch_up.word_by(app, context), _is_asked_for(app, state)
        deadline, at_once = max(deadline, by), deadline <= by and not reached
    grace = max(deadline + SILENCE_TOLERANCE, context.now + timedelta(days=3))
    asked_at = they_owe(app, context)
    sends = [one for one in _about(app, placed) if one.outcome == "send"]
    if asked_at is not None and any(one.due.step.kind == "nudge" for one in sends):
        return  # R1 covers what we owe; they are being reminded
    is_late = all(one.at > grace for one in _about(app, placed) if one.outcome == "send")
    if is_late and not is_asked and not _is_asked_for(app, state, PROMISE):
        warn_at = max(base, office.opening_of(office.add_business_days(deadline.date(), -1)))
        last = long_day(deadline.astimezone(context.tz))
        yield Question(
            about=f"silence:{app.application_id}:{base.isoformat()}",
            title=_SILENT if asked_at is None else _UNANSWERED,
            why=Reason(rule="R1", text=f"nothing can go out by {last}, and by then they'll have waited {longest}"),
            at=context.now if at_once else deadline if reached else min(warn_at, deadline),
            due_at=deadline,
            app=app,
        ).opened("silence", state, office)
    if app.breached_at is None and asked_at is None:
        yield Duty.of(
            deadline + SILENCE_TOLERANCE,
            SilenceBreached,
            event_id=f"breach:{app.application_id}:{base.isoformat()}",
            application_id=app.application_id,
            since=base,
            why=(Reason(rule="R1", text=f"no contact within {longest}"),),
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
        yield _quiet(app, context, Reason(rule="S2", text="the last message got no reply, so nothing more is sent"))
    elif not tasks and not _is_asked_for(app, state):
        yield Question(
            about=f"silence:{app.application_id}:{app.entry.number}:never",
            title=_NEVER_WRITTEN_TO,
            why=Reason(rule="R20", text="nothing has ever been sent to them, and nothing is scheduled"),
            at=context.now,
            due_at=context.office.add(context.now, catch_up.WITHIN),
            app=app,
        ).opened("silence", state, context.office)


def _is_asked_for(app: Application, state: CandidateState, *kinds: str) -> bool:
    """Is a colleague asked already to reach them about this application, or by a task of one of the kinds?"""
    kinds = ("reach", "call", *kinds)
    return any(t.kind in kinds and is_about(t, app) for t in state.tasks)


def _quiet(app: Application, context: DecisionContext, why: Reason) -> Duty:
    return Duty.of(
        context.now,
        WentQuiet,
        event_id=f"quiet:{app.application_id}:{app.entry.number}",
        application_id=app.application_id,
        why=(why,),
    )


def they_owe(app: Application, context: DecisionContext) -> datetime | None:
    """Since when an answer of theirs is asked for in this stage, or None where they owe nothing."""
    steps = context.about(app).playbook.rules(app.stage).steps
    asking = {step.after for step in steps if step.kind == "nudge"} | {s.step for s in steps if s.kind == "nudge"}
    asked = [log.sent_at for name, log in app.entry.steps.items() if name in asking and log.sent_at is not None]
    held = any(i.held_at is not None and i.held_at >= app.entry.entered_at for i in app.interviews)
    if not asked or held or (app.last_reply_at is not None and app.last_reply_at >= min(asked)):
        return None
    return max(asked)
