"""Who has heard nothing for longer than they should (R1), from the last contact on, or from when they applied."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.decisions.context import DecisionContext
from domain.decisions.deadlines import they_owe
from domain.decisions.due_steps import longest_silence
from domain.decisions.peace import in_peace, is_held
from domain.names import OPEN_STAGES, Stage
from domain.playbook.model import Playbook
from domain.state.model import Application, CandidateState


def silent_since(state: CandidateState, context: DecisionContext) -> dict[str, datetime]:
    """By application: since when they have heard nothing, where that is longer than their stage allows.

    What came before we knew them counts, too: whoever comes in silent waits already (R20). Nothing is held against
    what they asked for themselves, nor where only an answer of theirs is owed (R7).
    """
    if is_held(state, context) or in_peace(state, context):
        return {}
    return {
        app.application_id: since
        for app in state.applications
        if _is_owed(app, context)
        and context.calendar.add(since := _last_word(app, state), longest_silence(app, context)) < context.now
    }


def _is_owed(app: Application, context: DecisionContext) -> bool:
    """Is it for us to say something?"""
    waits_for_them = they_owe(app, context) is not None or (app.stage is Stage.PROSPECT and not app.has_replied)
    return app.is_open and not app.quiet and not waits_for_them


def _last_word(app: Application, state: CandidateState) -> datetime:
    last = app.last_contact_at or app.applied_at or app.entry.entered_at
    return max(last, state.silence_from) if state.silence_from is not None else last


def may_be_silent_after(playbook: Playbook) -> timedelta:
    """Within this of a word nobody waits too long: half the shortest silence, as business days have no fixed length."""
    some = [
        one.max_silence for stage in OPEN_STAGES if stage in playbook.stages for one in playbook.stages[stage].by_job
    ]
    return min(length.rough for length in (*some, *(playbook.longest_silence(stage) for stage in OPEN_STAGES))) / 2
