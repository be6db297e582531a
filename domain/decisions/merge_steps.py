"""What somebody does next whose record becomes part of another, or takes another in (R17)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from domain.decisions.context import DecisionContext
from domain.events import Event, Reason, Skipped
from domain.names import FollowUpState
from domain.reducers.merge_handshake import PATIENT_ASKS
from domain.reducers.touches import parse_touch_key
from domain.state.model import CandidateState, Decision


def while_joining(decision: Decision, state: CandidateState) -> Decision:
    """The decision of somebody whose other history is not joined yet: first of all the other clock is asked.

    Nothing is sent meanwhile, for limits and opt-outs of the other one are not known here; after some asking it goes
    on, so that a clock that never answers silences nobody (R1).
    """
    if not state.merging or state.merged_into:
        return decision
    at = min(m.ask_at or m.told_at for m in state.merging)
    patient = any(m.asked < PATIENT_ASKS for m in state.merging)
    if decision.at is not None and decision.at < at and not patient:
        return decision
    mood = FollowUpState.ACTIVE if decision.closed else decision.state
    return decision.replace(at=at, action="join", closed=False, state=mood)


def at_rest(state: CandidateState, context: DecisionContext, settled: Collection[str]) -> tuple[list[Event], Decision]:
    """The facts and the decision of somebody who is followed up under another id: nothing, ever again.

    What had been decided here is put on record as not going; if it is still owed it goes under the other id, where
    the same touch is known by the same key.
    """
    why = Reason(rule="R17", text=f"they are followed up as {state.merged_into}, who is the same person")
    events: list[Event] = []
    touch = state.decision.touch if state.decision else None
    if touch is not None and touch.key not in settled:
        gone = Reason(
            rule="R17", text=f"if it is still due, it goes out to {state.merged_into}, who is the same person"
        )
        events.append(
            Skipped(
                event_id=f"skipped:{touch.key}@{state.position.seq}",
                occurred_at=context.now,
                touch_key=touch.key,
                why=(gone,),
                **parse_touch_key(touch.key).about,
            )
        )
    version = context.version
    return events, Decision(state=FollowUpState.CLOSED, closed=True, why=(why,), playbook=version)


def passing_on(decision: Decision, now: datetime) -> Decision:
    """What is told to somebody who has handed over is said to the one who is followed up instead."""
    return decision.replace(at=now, action="pass_on", closed=False)
