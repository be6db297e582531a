"""Whom we ask how we did, and whom not (S16): nobody twice in half a year, nobody who still waits for us elsewhere, and
nobody who asked us to stop, in whatever way that leaves open.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from domain.decisions.context import DecisionContext
from domain.decisions.due_step import DueStep
from domain.events import Reason
from domain.names import Stage, digest
from domain.playbook.model import Rank
from domain.state.model import Application, CandidateState
from domain.time.instants import latest
from domain.time.their_time import long_day

AGAIN_AFTER: Final = timedelta(days=180)
"""So long after they were asked they may be asked again, about whatever application."""


def why_not_asked(due: DueStep, at: datetime, state: CandidateState, context: DecisionContext) -> Reason | None:
    """Why this survey isn't sent at that instant; None where it may be, and for every other message."""
    if due.rank is not Rank.SURVEY or due.step.manual:
        return None
    if _has_stopped(state):
        return Reason(rule="R7", text="they asked us to stop writing, so they aren't asked how we did")
    if (elsewhere := _active_elsewhere(due.app, state)) is not None:
        job = elsewhere.job_title or elsewhere.job_id
        text = f"they're still in the running for {job}, so they aren't asked how we did yet"
        return Reason(rule="S16", text=text)
    last = _last_asked(due, state, context)
    if last is not None and at < last + AGAIN_AFTER:
        day = long_day(last.astimezone(context.tz).date())
        text = f"they were asked how we did on {day}, and nobody is asked twice in {AGAIN_AFTER.days} days"
        return Reason(rule="S16", text=text)
    return None


def _has_stopped(state: CandidateState) -> bool:
    """Did they themselves close a way to reach them, and not just say which way they prefer (R7)?"""
    closed, stop = state.stopped or bool(state.closed_channels), state.stop
    return closed and not (stop is not None and (stop.by_ats or (stop.scoped and not state.stopped)))


def _active_elsewhere(app: Application, state: CandidateState) -> Application | None:
    """Another application of theirs about which something is still to be decided. A prospect who hasn't answered is
    none: they asked for nothing.
    """
    for one in state.applications:
        waits = one.is_open and not one.quiet and not one.closed_silently
        if waits and one is not app and (one.stage is not Stage.PROSPECT or one.has_replied):
            return one
    return None


def _last_asked(due: DueStep, state: CandidateState, context: DecisionContext) -> datetime | None:
    """When a survey last reached them, under whatever id and about whatever application (R17)."""
    own = digest(due.key, size=8)
    asked = [contact.at for contact in state.surveys_asked if contact.touch != own]
    for app in state.applications:  # as it was kept before surveys were
        for stay in (app.entry, app.before):
            steps = context.about(app).playbook.rules(stay.stage).steps if stay is not None and stay.steps else ()
            logs = (stay.steps.get(step.step) for step in steps if step.rank is Rank.SURVEY) if stay else ()
            asked += [log.sent_at for log in logs if log is not None and log.sent_at is not None]
    return latest(*asked) if asked else None
