"""One open touch, as the agenda finds it and the rules place it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.decisions.approvals import Approval
from domain.events import Reason
from domain.names import OWN_WORDS, Stage, touch_key
from domain.playbook.model import Rank, Step
from domain.playbook.rule_history import Overtaken
from domain.state.model import Application, CandidateState


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """One open touch: what it is, when it should go, and how late is too late."""

    key: str
    app: Application
    step: Step
    occurrence: str
    due_at: datetime  # when it should go
    anchor_at: datetime  # what it follows, for `by` and for going earlier
    expires_at: datetime
    by_at: datetime | None = None
    rank: Rank
    note_until: datetime | None = None  # R10: may wait for a note until then
    not_before: datetime | None = None  # R3, R8: no deadline makes it go before a grace time or their return
    interview_at: datetime | None = None  # the interview that it tells of, in extended hours
    why: tuple[Reason, ...] = ()
    approval: Approval | None = None  # R13: what a colleague must say yes to first
    before_us: bool = False  # R20: it belongs to a day before we knew them, and a catch-up takes its place
    overtaken: Overtaken | None = None  # R18: it began before an edit of the playbook, and what that means for it

    @property
    def stage(self) -> Stage:
        return self.app.stage

    @property
    def is_own_words(self) -> bool:
        """Is it what a colleague wrote, and not a message of the playbook?"""
        return self.step.message == OWN_WORDS


def key_of_touch(step: str, occurrence: str, app: Application, state: CandidateState) -> str:
    """What names this touch for good, on every retry and replay."""
    return touch_key(state.keyed_as(app), app.application_id, app.stage, app.entry.number, step, occurrence)
