"""What ops do to a clock in Temporal's web UI, as facts and tasks (R26): a button there ends nobody's follow-up.

A requested cancellation is a word by ops: it pauses, and a colleague decides. A run that was ended anyway (terminated,
failed for good) is started again by the watch, and a colleague looks at what it missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.decisions.context import DecisionContext
from domain.decisions.tasks import Duty, Question, ask
from domain.events import ClockRestarted, Event, Paused, Reason
from domain.names import TEMPORAL
from domain.reducers.evolve import about
from domain.state.model import CandidateState

OPS = "ops"
"""The author of such a fact: Temporal does not say who pressed the button."""


def cancellation(state: CandidateState, reason: str, now: datetime) -> Event | None:
    """The pause that a requested cancellation stands for; None where there is nothing left to pause."""
    if state.merged_into or (state.decision and state.decision.closed):
        return None
    return Paused(
        event_id=f"cancellation:{now.isoformat()}",
        occurred_at=now,
        source=TEMPORAL,
        author=OPS,
        reason=reason[:300],
    )


def restarted(run_id: str, ended_as: str, ended_at: datetime, now: datetime) -> ClockRestarted:
    """The line that says that a run was ended from outside and that their follow-up goes on."""
    text = f"their follow-up was {ended_as} in Temporal at {ended_at:%Y-%m-%d %H:%M} UTC, and has been started again"
    return ClockRestarted(
        event_id=restart_id(run_id),
        occurred_at=now,
        run_id=run_id,
        ended_as=ended_as,
        why=(Reason(rule="R26", text=text),),
    )


def started_from_ledger(now: datetime) -> ClockRestarted:
    """The line that says that nothing was left of their clock in Temporal, and that it goes on from the ledger."""
    text = "their follow-up was deleted in Temporal, and has been started again from the ledger"
    return ClockRestarted(
        event_id=restart_id(f"deleted@{now.isoformat()}"),
        occurred_at=now,
        run_id="",
        ended_as="deleted",
        why=(Reason(rule="R26", text=text),),
    )


def restart_id(run_id: str) -> str:
    """The event id of the restart after that run: one line, however often it is tried."""
    return f"clock-restarted:{run_id}"


def asked_after_interruptions(state: CandidateState, context: DecisionContext) -> Iterator[Duty]:
    """A colleague decides about a cancelled follow-up, and looks at one that stood still for a while."""
    needless = "the follow-up goes on, or was paused again"
    yield from ask("cancelled", [_cancelled(state)], state, context, needless)
    if state.restarted_at is not None:
        yield Question(
            about=state.restarted_at.isoformat(),
            title="This follow-up was ended in Temporal and has been started again: check what is late",
            why=Reason(rule="R26", text="while no clock was running for them, nothing was sent or received"),
            at=state.restarted_at,
            app=about(state, None),
        ).opened("restarted", state, context.office)


def _cancelled(state: CandidateState) -> Question | None:
    if state.paused_since is None or not state.paused_by_ops:
        return None
    return Question(
        about=state.paused_since.isoformat(),
        title="This follow-up was canceled in Temporal, so it's paused: resume it, or close the application",
        why=Reason(rule="R26", text="a cancellation in Temporal pauses a follow-up, and a person decides"),
        at=state.paused_since,
        app=about(state, None),
    )
