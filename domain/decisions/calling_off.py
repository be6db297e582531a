"""Interviews that hold no longer, and still stand in the calendar of somebody who was told of them (S6).

Where they do, the stage's own steps say it: the one after `interview_cancelled`, and the closing message, which
takes one interview out. For every other one, in whatever stage and for whatever reason, there is a step that belongs
to no stage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.decisions.announced import was_announced
from domain.decisions.context import DecisionContext
from domain.decisions.due_step import DueStep, key_of_touch
from domain.events import Reason
from domain.names import CALL_OFF_STEP, CLOSED_STAGES, Stage
from domain.playbook.model import Playbook, Rank, Step
from domain.state.model import Application, CandidateState, Interview, StepLog
from domain.time.durations import Duration
from domain.time.their_time import long_day, their_time

_WAIT = Duration.parse("PT15M")
"""So long somebody may take to move it instead (as the default playbook's own step has it)."""

_BY = Duration.parse("1bd")
_EXPIRES = Duration.parse("P3D")
_A_MOMENT = timedelta(hours=2)
_A_DAY = timedelta(days=1)
_CLOSING = (Stage.REJECTED, Stage.WITHDRAWN)


def called_off(state: CandidateState, context: DecisionContext, others: Sequence[DueStep]) -> Iterator[DueStep]:
    """What is still to be called off, beside what `others`, the steps of the stages, say."""
    if state.stop is not None and state.stop.deleted:
        return  # nothing is said of somebody whose record is gone, and nobody is asked about them (R7)
    for app in state.applications:
        there = context.about(app)
        said = {
            due.occurrence for due in others if due.app.application_id == app.application_id and is_said_by(due.step)
        }
        for interview in _off(app, state, there):
            if interview.occurrence not in said and (due_at := _due_at(interview, app, state, there)) is not None:
                yield _due(interview, app, due_at, state, there)


def is_said_by(step: Step) -> bool:
    """Does the step say that an interview is off?"""
    return step.after == "interview_cancelled"


def is_still_ahead(due: DueStep, context: DecisionContext) -> bool:
    """Is it about an interview to which they would come, although it is off?"""
    return is_said_by(due.step) and due.interview_at is not None and due.interview_at > context.now


def taken_out_with(app: Application, state: CandidateState, context: DecisionContext) -> Interview | None:
    """The interview that leaves their calendar with the word that all is over: the next one that they know of."""
    context = context.about(app)
    step = _closing_step(app, context.playbook)
    if step is None or app.closed_silently or state.is_duplicate(app):
        return None
    log = app.entry.steps.get(step.step, StepLog())
    at = log.sent_at or context.now
    known = [i for i in _known(app, state, context) if i.at > at and not is_called_off(i, app, context.playbook)]
    return min(known, key=lambda i: (i.at, i.interview_id), default=None)


def is_over(app: Application, state: CandidateState) -> bool:
    """Does no interview of it take place any more, whatever becomes of the person?"""
    return app.stage in (*CLOSED_STAGES, Stage.NETWORK) or app.closed_silently or state.is_duplicate(app)


def words_for_colleague(due: DueStep, context: DecisionContext) -> str:
    """What a colleague reads where nothing may be sent."""
    day = long_day(due.interview_at.astimezone(context.tz)) if due.interview_at else "an interview"
    return f"Their interview on {day} is canceled, and nothing can be sent to them: it may still be on their calendar"


def _known(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Interview]:
    """The interviews ahead of which they heard, as far as they were not held."""
    for interview in app.interviews:
        if interview.held_at is None and interview.at > context.now and _was_told(interview, app, state, context):
            yield interview


def _off(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Interview]:
    over = is_over(app, state)
    for interview in _known(app, state, context):
        if (over or interview.cancelled_at is not None) and not is_called_off(interview, app, context.playbook):
            yield interview


def _was_told(interview: Interview, app: Application, state: CandidateState, context: DecisionContext) -> bool:
    """Was it told in this stay or an earlier one? Older releases have it in the log of the stay alone."""
    if interview.announced or (app.is_open and _has_details(app, context.playbook)):
        return was_announced(interview, app, state, context)
    before = app.before
    if before is None:
        return False
    details = [s.step for s in context.playbook.rules(before.stage).steps if s.after == "interview_scheduled"]
    logs = [log for step in details if (log := before.steps.get(step)) is not None and log.sent]
    return interview.interview_id in {occurrence.rpartition(".")[0] for log in logs for occurrence in log.done}


def _has_details(app: Application, playbook: Playbook) -> bool:
    return any(s.after == "interview_scheduled" and not s.manual for s in playbook.rules(app.stage).steps)


def is_called_off(interview: Interview, app: Application, playbook: Playbook) -> bool:
    """Has it been said already, or is a colleague asked to? Logs of earlier stays come along for what is about it."""
    steps = {s.step for rules in playbook.stages.values() for s in rules.steps if is_said_by(s)}
    logs = (app.entry.steps.get(step) for step in (*steps, CALL_OFF_STEP))
    return any(log is not None and interview.occurrence in log.done for log in logs)


def _due_at(interview: Interview, app: Application, state: CandidateState, context: DecisionContext) -> datetime | None:
    """When it is to be called off by itself; None where the closing message has done it."""
    calendar = context.calendar
    if interview.cancelled_at is not None:
        off_at = calendar.add(interview.cancelled_at, _WAIT)
    else:
        off_at = calendar.add(app.entry.entered_at, context.playbook.rejection_grace)
    step = _closing_step(app, context.playbook)
    if step is None or app.closed_silently or state.is_duplicate(app):
        return off_at
    log = app.entry.steps.get(step.step, StepLog())
    if log.count == 0:
        goes_at = calendar.next_open(calendar.add(app.entry.entered_at, context.playbook.rejection_grace))
        waits_until = max(goes_at + _A_MOMENT, interview.at - _A_DAY)  # a pause or an approval may hold it
        return waits_until if waits_until < interview.at else off_at  # else too late for their way there
    if log.sent and taken_out_with(app, state, context) == interview:
        return None
    return off_at


def _closing_step(app: Application, playbook: Playbook) -> Step | None:
    """The message that says that all is over, in whose company an interview leaves their calendar."""
    if app.stage not in _CLOSING:
        return None
    return next((s for s in playbook.rules(app.stage).steps if s.after == "entered" and not s.manual), None)


def _due(
    interview: Interview, app: Application, due_at: datetime, state: CandidateState, context: DecisionContext
) -> DueStep:
    message, when = _message(app, context.playbook), their_time(interview.at, context.tz)
    title = f"Tell them their interview on {when} is canceled: the playbook has no message for that"
    words: dict[str, Any] = {"message": message} if message else {"kind": "task", "title": title}
    step = Step(
        step=CALL_OFF_STEP,
        after="interview_cancelled",
        hours="extended",
        rank=Rank.INTERVIEW,
        by=_BY,
        expires=_EXPIRES,
        **words,
    )
    text = f"they know about an interview on {when} that has been canceled, and this takes it off their calendar"
    return DueStep(
        key=key_of_touch(CALL_OFF_STEP, interview.occurrence, app, state),
        app=app,
        step=step,
        occurrence=interview.occurrence,
        due_at=due_at,
        anchor_at=interview.cancelled_at or app.entry.entered_at,
        by_at=context.calendar.add(due_at, _BY),
        expires_at=interview.at,
        rank=Rank.INTERVIEW,
        interview_at=interview.at,
        why=(Reason(rule="S6", text=text),),
    )


def _message(app: Application, playbook: Playbook) -> str | None:
    """Its words; where the playbook has none of its own, in an open stage those of another stage's step."""
    if playbook.has_message(playbook.called_off_message):
        return playbook.called_off_message
    steps = (s for rules in playbook.stages.values() for s in rules.steps if is_said_by(s) and s.message)
    return next((s.message for s in steps), None) if app.is_open else None
