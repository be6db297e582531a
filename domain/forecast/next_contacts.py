"""What somebody gets next under some rules, if nobody does anything: the live decision, looked at from before (R18)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.decisions.due_steps import find_due_steps
from domain.events.envelope import Reason, Why
from domain.forecast.preview import upcoming
from domain.messages.files import ByVersion
from domain.names import Channel, Stage
from domain.playbook.model import Playbook, StageRules
from domain.playbook.rule_history import Rules
from domain.state.consent import NO_CLOSINGS
from domain.state.model import CandidateState, Touch

HORIZON: Final = timedelta(days=400)
"""How far is looked ahead for the next contact; the longest wait of a playbook is a year."""


@dataclass(frozen=True, slots=True)
class NextContact:
    """What somebody gets next."""

    at: datetime
    stage: str
    step: str
    channel: Channel
    key: str
    approval: bool = False  # it waits for a colleague's yes, as the playbook says; `at` is the earliest
    application_id: str = ""

    @property
    def place(self) -> str:
        return f"{self.stage}/{self.step}"

    def as_json(self) -> dict[str, Any]:
        row = {"at": self.at.isoformat(), "stage": self.stage, "step": self.step, "channel": str(self.channel)}
        return {**row, "waits_for_approval": True} if self.approval else row


def next_contact(
    state: CandidateState, rules: Rules, now: datetime, suppressed: frozenset[Channel] = NO_CLOSINGS
) -> tuple[NextContact | None, Why]:
    """What this person gets next under these rules, if nobody does anything, and why.

    What the playbook has a colleague approve first is named with the time at which it goes if they do so at once.
    """
    playbook = rules.playbook
    if not any(step.approve for stage in playbook.stages.values() for step in stage.steps):
        return _decided(state, rules, now, suppressed)
    unasked = Rules(_without_approvals(ByVersion(playbook.version, playbook)), rules.standing)
    found, why = _decided(state, unasked, now, suppressed)
    app = state.application(found.application_id) if found else None
    context = DecisionContext(playbook, state.candidate, now, suppressed, rules.standing)
    step = context.about(app).playbook.step(Stage(found.stage), found.step) if found else None
    as_it_is = _decided(state, rules, now, suppressed)
    if found is None or step is None or not step.approve or step.manual:
        return as_it_is
    if as_it_is[0] is not None and as_it_is[0].key == found.key:
        return as_it_is  # it has its yes
    if _is_declined(found.key, state, context):
        return as_it_is
    reason = Reason(rule="playbook", text="it waits for a colleague's approval, as the playbook asks")
    return replace(found, approval=True), (*why, reason)


def _is_declined(key: str, state: CandidateState, context: DecisionContext) -> bool:
    """Has a colleague decided that this one does not go?"""
    asked = next((due.approval for due in find_due_steps(state, context) if due.key == key), None)
    answer = state.approvals.get(asked.task_id) if asked else None
    return answer is not None and not answer.yes


@lru_cache(maxsize=8)
def _without_approvals(key: ByVersion) -> Playbook:
    """The same rules with nothing that the playbook has approved first."""
    stages = {
        stage: rules.model_copy(update={"steps": tuple(s.model_copy(update={"approve": False}) for s in rules.steps)})
        for stage, rules in key.playbook.stages.items()
    }
    return Playbook.model_validate({**key.playbook.model_dump(mode="json"), "stages": _plain(stages)})


def _plain(stages: dict[Stage, StageRules]) -> dict[str, Any]:
    return {str(stage): rules.model_dump(mode="json") for stage, rules in stages.items()}


def _decided(
    state: CandidateState, rules: Rules, now: datetime, suppressed: frozenset[Channel] = NO_CLOSINGS
) -> tuple[NextContact | None, Why]:
    """The next contact that the decision knows of, or that comes once something else is done."""
    decision = decide(state, DecisionContext(rules.playbook, state.candidate, now, suppressed, rules.standing)).next
    touch, why = decision.touch, decision.why
    if decision.at is not None and (touch is None or decision.action != "send"):
        # Something else comes first (a task, the end of an interview), and may bring a nearer contact with it.
        closed, standing = suppressed, rules.standing
        ahead = upcoming(state, rules.playbook, now, now + HORIZON, count=1, suppressed=closed, standing=standing)
        return (_contact(ahead[0].at, ahead[0].touch), ahead[0].why) if ahead else (None, why)
    if touch is None or decision.send_at is None:
        return None, why
    return _contact(decision.send_at, touch), why


def _contact(at: datetime, touch: Touch) -> NextContact:
    key, about = touch.key, touch.application_id
    return NextContact(at, str(touch.stage), touch.step, touch.channel, key, application_id=about)
