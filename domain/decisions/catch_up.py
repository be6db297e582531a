"""Who came in in the middle of a process is told where they stand (S20), and is counted until they have been (R20)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from domain.decisions.context import DecisionContext
from domain.events.envelope import Reason
from domain.names import CAME_IN, CLOSED_STAGES, Stage
from domain.playbook import conditions
from domain.playbook.model import LAST_CONTACT, Rank, Step
from domain.reducers.coming_in import FRESH
from domain.state.model import Application, CandidateState, StepLog
from domain.state.reachability import wants_peace
from domain.time.business_hours import local_date, to_utc
from domain.time.durations import Duration

WITHIN: Final = Duration(business_days=2)
"""Whoever came in in the middle of a process has had word by then, whatever a playbook says (S20)."""

OF_THEIR_OWN: Final = ("application_received", "interview_held", "interview_cancelled")
"""What steps hang on that may lie before we knew them: they keep that day (R20). They are told of one that is ahead."""

BEFORE_US = Reason(
    rule="S20", text="it was due before they were added; the catch-up message tells them where they stand"
)
HAD_WORD = Reason(rule="S20", text="they've heard from us since they were added")


def is_owed(app: Application) -> bool:
    """Have they had no word since they came in in the middle of a process?"""
    return app.catch_up and app.is_open and not app.quiet and not app.had_word


def is_catch_up(step: Step) -> bool:
    return step.after == CAME_IN


def is_coming(app: Application, context: DecisionContext, facts: dict[str, bool]) -> bool:
    """Will the stage's own catch-up say where they stand, or a colleague who was asked to in its place? Then nothing
    that follows the last contact goes first.
    """
    if not is_owed(app):
        return False
    for step in context.about(app).playbook.rules(app.stage).steps:
        if is_catch_up(step) and conditions.holds(step.when, facts):
            settled_at = app.entry.steps.get(step.step, StepLog()).last_at
            if settled_at is None or context.now < context.calendar.add(settled_at, context.playbook.max_silence):
                return True
    return False


def asked_in_its_place(app: Application, context: DecisionContext) -> StepLog | None:
    """The catch-up that asked them for an answer, where it went: what reminds of a first message that went before we
    knew them reminds of that (S2).
    """
    asking = (step for step in context.about(app).playbook.rules(app.stage).steps if is_catch_up(step) and step.asks)
    logs = (app.entry.steps.get(step.step) for step in asking)
    return next((log for log in logs if log is not None and log.sent_at is not None), None)


def waits_for_it(step: Step, app: Application, anchor_at: datetime) -> bool:
    """Does it count from a contact before we knew them, so that it counts from the catch-up instead?"""
    return step.after == LAST_CONTACT and app.came_in_at is not None and anchor_at < app.came_in_at


def belongs_before_us(step: Step, app: Application, anchor_at: datetime, context: DecisionContext) -> bool:
    """Does it hang on something that happened before we knew them, where a catch-up says how things stand (R20)?"""
    if not app.catch_up or app.came_in_at is None or step.after not in OF_THEIR_OWN:
        return False
    told = any(is_catch_up(one) for one in context.about(app).playbook.rules(app.stage).steps)
    return told and anchor_at < app.came_in_at - (FRESH if step.after == "application_received" else timedelta())


def due_at(step: Step, app: Application, context: DecisionContext) -> datetime:
    """In the morning of their next working day, not the minute in which a file comes in: it can still be stopped."""
    assert app.came_in_at is not None
    calendar = context.calendar
    tomorrow = calendar.opening_of(local_date(app.came_in_at, calendar.tz) + timedelta(days=1))
    return max(tomorrow, calendar.add(app.came_in_at, step.delay))


def word_by(app: Application, context: DecisionContext, within: Duration = WITHIN) -> datetime:
    """By when they have had word: the end of that working day of theirs."""
    assert app.came_in_at is not None
    calendar = context.calendar
    if not within.business_days:
        return calendar.add(app.came_in_at, within)
    day = calendar.add_business_days(local_date(app.came_in_at, calendar.tz), within.business_days)
    return to_utc(day, calendar.closes, calendar.tz)


def is_written_nothing(rank: Rank, app: Application, context: DecisionContext) -> bool:
    """Was the application closed before we knew them (R20)? A hire whose start lies ahead gets what belongs to that
    (S13), and no survey on what we did not do.
    """
    if not app.entry.midway or app.stage not in CLOSED_STAGES:
        return False
    start = app.hire.start_date if app.stage is Stage.HIRED and app.hire else None
    ahead = start is not None and app.came_in_at is not None and start >= local_date(app.came_in_at, context.tz)
    return not ahead or rank is Rank.SURVEY


# ---------------------------------------------------------------- silence


def last_word(app: Application) -> datetime:
    """Since when they have heard nothing: their last contact, else the application (R20)."""
    return app.last_contact_at or app.applied_at or app.entry.entered_at


def counts_from_before(app: Application) -> bool:
    """Does their silence reach back to before we knew them? Not once they were somewhere where nothing was owed."""
    return app.came_in_at is not None and app.known_since == app.came_in_at


def came_in_silent(app: Application, longest: Duration, context: DecisionContext) -> datetime | None:
    """Since when they had heard nothing as they came in, where that was longer than `longest` (R20)."""
    since = last_word(app)
    if app.came_in_at is None or not is_owed(app) or not counts_from_before(app):
        return None
    return since if context.calendar.add(since, longest) < app.came_in_at else None


def silent_applications(state: CandidateState) -> tuple[Application, ...]:
    """Those that came in silent for too long, and have had no word since: listed until they have (R20).

    Nobody who asked for peace is among them, and nobody who may have (R7).
    """
    if state.doubt is not None or wants_peace(state):
        return ()
    return tuple(app for app in state.applications if app.silent_since is not None and is_owed(app))
