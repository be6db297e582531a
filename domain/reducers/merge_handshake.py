"""Two ids turn out to be one person (R17): who hands over, who takes over, and what waits for whom.

The one who stays is told `candidate_merged`. Their clock asks the other one to hand over: that one sends nothing more,
leaves an alias behind, and is at rest. Then its history is joined (`domain.reducers.merged_history`).
Who is followed up in the end is for the ledger's aliases to say, which never go in a circle.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from domain.events import (
    CandidateMerged,
    HandedOver,
    MergeAwaited,
    MergeRefused,
    Reason,
    TaskOpened,
)
from domain.names import BadId, candidate_id, task_id
from domain.reducers.touches import parse_touch_key
from domain.state.model import CandidateState, Merging

MERGE_TASK = "merge"
PATIENT_ASKS = 4
"""So often the other clock is asked before messages go on here: until then, limits over both could not be kept."""

_ASK_AGAIN = tuple(timedelta(minutes=n) for n in (1, 5, 15, 30, 60))
TASK_AFTER = timedelta(days=1)
"""A clock that has not handed over by then is for a colleague to look at."""


# ---------------------------------------------------------------- what the facts do


def told(state: CandidateState, event: CandidateMerged) -> CandidateState:
    me = state.candidate.candidate_id
    try:
        into = candidate_id(event.into) if event.into else ""
        other = candidate_id(event.merged_id)
    except BadId:  # nobody can have such an id: a colleague looks at it
        return state.with_refused(event.event_id)
    if into and into != me:
        return state if state.leaving_to or state.merged_into else state.replace(leaving_to=into)
    if other == me or other in state.joined or any(m.merged_id == other for m in state.merging):
        return state
    return state.replace(merging=(*state.merging, Merging(merged_id=other, told_at=event.occurred_at)))


def gone(state: CandidateState, event: HandedOver) -> CandidateState:
    return state.replace(merged_into=event.into, leaving_to="")


def stays(state: CandidateState, _event: MergeRefused) -> CandidateState:
    return state.replace(leaving_to="")


def asked(state: CandidateState, event: MergeAwaited) -> CandidateState:
    merging = (
        m.replace(asked=m.asked + 1, since=m.since or event.occurred_at, ask_at=event.ask_at)
        if m.merged_id == event.merged_id
        else m
        for m in state.merging
    )
    return state.replace(merging=tuple(merging))


# ---------------------------------------------------------------- the one who stays


def awaited(merging: Merging, now: datetime) -> MergeAwaited:
    """The other clock was asked, and has not handed over."""
    wait = _ASK_AGAIN[min(merging.asked, len(_ASK_AGAIN) - 1)]
    text = f"the clock of {merging.merged_id}, who is the same person, has not handed over yet; asking again"
    return MergeAwaited(
        event_id=f"awaited:{merging.merged_id}:{merging.asked}",
        occurred_at=now,
        merged_id=merging.merged_id,
        ask_at=now + wait,
        why=(Reason(rule="R17", text=text),),
    )


def stuck_task(merging: Merging, state: CandidateState, now: datetime) -> TaskOpened | None:
    """After a day of asking a colleague looks."""
    if merging.since is None or now < merging.since + TASK_AFTER:
        return None
    ident = stuck_task_id(merging.merged_id, state)
    if state.task(ident) is not None or state.was_done(ident):
        return None
    return TaskOpened(
        event_id=f"opened:{ident}",
        occurred_at=now,
        task_id=ident,
        kind=MERGE_TASK,
        title=f"{merging.merged_id} is the same person and has not handed over: see its workflow, or ask operations",
        due_at=now + TASK_AFTER,
        why=(Reason(rule="R17", text="they may hear from us twice until both are followed up as one"),),
    )


def stuck_task_id(merged_id: str, state: CandidateState) -> str:
    return task_id(MERGE_TASK, state.candidate.candidate_id, merged_id)


# ---------------------------------------------------------------- the one who hands over


def handed_over(into: str, now: datetime) -> HandedOver:
    text = f"joined into {into}, who is the same person and is followed up from here on"
    return HandedOver(event_id=f"handed-over:{into}", occurred_at=now, into=into, why=(Reason(rule="R17", text=text),))


def refused(into: str, now: datetime, seq: int) -> MergeRefused:
    text = f"{into} is the same person and is followed up here already"
    return MergeRefused(
        event_id=f"merge-refused:{into}@{seq}", occurred_at=now, into=into, why=(Reason(rule="R17", text=text),)
    )


def passed_on(state: CandidateState, event_ids: Collection[str]) -> CandidateState:
    """They know it now, and it need not stand here too."""
    return state.replace(pending=tuple(e for e in state.pending if e.event_id not in event_ids))


# ---------------------------------------------------------------- words


def why_gone(key: str, state: CandidateState) -> Reason | None:
    """Why a touch goes no more that another history has made needless; None where that is not why."""
    if not state.joined:
        return None
    name = parse_touch_key(key)
    app = state.application(name.application_id)
    if app is None or state.keyed_as(app) != key.partition("/")[0]:
        return Reason(rule="R17", text="they had applied for this job under another id, and that application continues")
    log = app.entry.steps.get(name.step)
    if app.entry.number == name.entry and app.stage is name.stage and log and name.occurrence in log.done:
        return Reason(rule="R17", text="it had gone out under another id of the same person")
    return None
