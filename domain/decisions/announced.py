"""Whether they know of an interview, so that its end is to be told to them, too (S6)."""

from __future__ import annotations

from domain.decisions.context import DecisionContext
from domain.reducers.touches import parse_touch_key
from domain.state.model import Application, CandidateState, Interview


def was_announced(interview: Interview, app: Application, state: CandidateState, context: DecisionContext) -> bool:
    """Did a message of ours tell them of the interview, in any of its revisions, or a colleague who reached them?

    True where nobody is meant to; and where a colleague is asked to: they may have told them by now, and nobody is to
    come to an interview that is off.
    """
    if interview.announced or _is_with_a_colleague(interview, app, state):
        return True
    rules = context.about(app).playbook.rules(app.stage)
    steps = [s for s in rules.steps if s.after == "interview_scheduled" and not s.manual]
    logs = [log for s in steps if (log := app.entry.steps.get(s.step)) and log.sent]
    told = {occurrence.rpartition(".")[0] for log in logs for occurrence in log.done}
    return not steps or interview.interview_id in told


def _is_with_a_colleague(interview: Interview, app: Application, state: CandidateState) -> bool:
    keys = (t.touch_key for t in state.tasks if t.kind == "reach" and t.application_id == app.application_id)
    told = (parse_touch_key(key).occurrence.rpartition(".")[0] for key in keys if key)
    return interview.interview_id in told
