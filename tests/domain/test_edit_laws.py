"""Laws of an edit, for any life and any edit: nobody is messaged because of it, and what was said beforehand holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lives import PLAYBOOK, H
from random_lives import Life, lived, lives
from test_rule_edits import adding, edited, removing, setting, top

from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.playbook.model import Playbook
from domain.playbook.rule_history import FROM_THE_BEGINNING, RuleHistory, may_wait, standing_after
from domain.state.model import CandidateState
from tests.pace import pace

_EDITS: list[Callable[[dict[str, Any]], None]] = [
    setting("prospect", "nudge", delay="P1D"),
    setting("prospect", "outreach", delay="P5D"),
    setting("applied", "update", every="P3D"),
    setting("screening", "thank-you", delay="PT0S", wait_for_note=None),
    setting("interview", "check-in", delay="P1D", when=""),
    setting("interview", "invite", when="", delay="PT0S"),
    setting("interview", "reminder", lead="P6D"),
    setting("offer", "questions", delay="PT1H", by=None),
    setting("rejected", "survey", delay="P1D"),
    setting("rejected", "closure", delay="P3D"),
    removing("interview", "check-in"),
    removing("applied", "update"),
    adding("applied", step="hello", after="application_received", delay="P2D", expires="P90D"),
    adding("interview", step="hello", after="entered", expires="P90D"),
    adding("rejected", step="hello", after="entered", expires="P90D"),
    top(max_silence="P4D"),
    top(rejection_grace="PT0S"),
    top(receipt_after="PT0S"),
    top(limits={"per_day": 9, "per_week": 40, "min_gap": "PT0S"}),
    top(window={"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "open": "06:00", "close": "22:00"}),
]
PACE = pace(30)
PLAYBOOKS = [edited(change) for change in _EDITS]


@PACE
@given(lives(), st.integers(0, 10_000), st.sampled_from(PLAYBOOKS), st.integers(0, 3 * 24 * 60))
def test_r18_within_an_hour_of_an_edit_nobody_is_sent_anything_because_of_it(
    life: Life, which: int, new: Playbook, minutes: int
) -> None:
    moments = lived(life).moments
    moment = moments[which % len(moments)]
    edit_at = moment.now + timedelta(minutes=minutes)
    later = moment.state.decision.at if moment.state.decision else None
    if later is not None and later < edit_at:
        edit_at = later  # somebody who waits: their clock has not run on
    standing = standing_after(FROM_THE_BEGINNING, PLAYBOOK, new, edit_at)
    state = moment.state
    suppressed = moment.world.suppressed

    def asked(state: CandidateState, rules: Playbook, since: RuleHistory) -> Any:
        return decide(state, DecisionContext(rules, state.candidate, edit_at, suppressed, since)).next

    before, after = asked(state, PLAYBOOK, FROM_THE_BEGINNING), asked(state, new, standing)
    touch = after.touch
    if touch is None or after.send_at is None or after.send_at >= edit_at + H:
        return
    same = before.touch is not None and before.touch.key == touch.key
    if same and before.send_at is not None and before.send_at <= after.send_at:
        return  # it would have gone now anyway
    step = new.step(touch.stage, touch.step)
    attempt = state.tries.get(touch.key)
    asked_for = f"{touch.application_id}/{touch.step}" in state.requested
    due_by_itself = touch.due_at >= edit_at or (
        step is not None and (step.hours == "extended" or step.before == "promise")
    )
    answers = step is not None and touch.rank is not None and not may_wait(step, touch.rank)
    assert (attempt and attempt.attempt) or asked_for or due_by_itself or answers, (
        touch.step,
        touch.due_at,
        edit_at,
        after.why,
    )
