"""Thanks for a talk go on its day (S8): word on an interview days ahead leaves that day to them.

It counts in the day's cap and in the gap ("When rules meet"), so what went that morning would make the thanks late.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from domain.decisions.context import DecisionContext
from domain.decisions.due_step import DueStep
from domain.playbook.model import Step
from domain.state.model import Application, CandidateState, StepLog
from domain.time.business_hours import local_date, to_utc

NEAR: Final = timedelta(hours=48)
"""An interview within this is worth an evening or a Sunday, and waits for nothing."""

_DAY: Final = timedelta(days=1)
_HELD: Final = "interview_held"


def is_thanks(step: Step) -> bool:
    """Is it a message that belongs to the day of a talk?"""
    return step.after == _HELD and not step.manual and step.delay.rough < _DAY


def room_for_thanks(due: DueStep, at: datetime, state: CandidateState, context: DecisionContext) -> datetime | None:
    """The next morning, where it would go on the day of a talk before its thanks, and can wait; else None."""
    if due.step.hours != "extended" or due.interview_at is None or due.by_at is None:
        return None
    if due.why and due.why[0].rule == "asked":  # a colleague said that it goes now
        return None
    day = local_date(at, context.calendar.tz)
    morning = context.calendar.opening_of(day + _DAY)
    if morning > due.by_at or due.interview_at - morning <= NEAR:
        return None
    return morning if any(_has_thanks(app, day, due.due_at, context) for app in state.applications) else None


def _has_thanks(app: Application, day: date, since: datetime, context: DecisionContext) -> bool:
    """Do thanks for a talk of that day go on it, and had not gone before?"""
    calendar = context.calendar
    thanks = [step for step in context.about(app).playbook.rules(app.stage).steps if is_thanks(step)]
    if not thanks or not app.is_open or not calendar.is_open_day(day):
        return False
    closes_at = to_utc(day, calendar.closes, calendar.tz)
    to_come = [i.ends_at for i in app.interviews if i.held_at is None and i.cancelled_at is None]
    if any(local_date(ends_at, calendar.tz) == day and ends_at < closes_at for ends_at in to_come):
        return True
    held_at = app.entry.anchors.get(_HELD)
    if held_at is None or local_date(held_at, calendar.tz) != day or held_at >= closes_at:
        return False
    logs = [app.entry.steps.get(step.step, StepLog()) for step in thanks]
    return any(log.last_at is None or log.last_at < held_at or log.last_at >= since for log in logs)
