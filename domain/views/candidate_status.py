"""What `status` prints, the query and the updates answer, and the ledger keeps: the command line's contract, typed.

Nothing here needs more than pydantic: the command line reads it at once. What an older worker or ledger leaves out is
at its default, and what a newer one adds is handed on.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, PlainSerializer

Instant = Annotated[AwareDatetime, PlainSerializer(datetime.isoformat)]
"""ISO 8601 with the offset in digits, as it has always been printed."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="allow", frozen=True, hide_input_in_errors=True)

    def as_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")


class AskedStatus(_Part):
    """A colleague who was asked about them, or has said something by themselves (R14)."""

    name: str
    question: str
    asked: int = 0  # how often
    answer: str = ""  # yes, no, unsure; empty until it is in
    answered_at: Instant | None = None


class ApplicationStatus(_Part):
    """One application."""

    id: str
    job: str
    title: str = ""
    stage: str
    recruiter: str = ""
    since: Instant
    last_contact_at: Instant | None = None
    interview_at: Instant | None = None
    offer_expires_on: date | None = None
    start_date: date | None = None
    colleagues: tuple[AskedStatus, ...] = ()


class NextStatus(_Part):
    """The next contact."""

    at: Instant
    step: str
    stage: str
    channel: str
    message: str = ""
    application_id: str = ""
    why: str = ""


class TaskStatus(_Part):
    """An open task."""

    task: str
    kind: str
    title: str
    due_at: Instant
    assignee: str = ""
    application_id: str | None = None
    escalated: bool = False
    answers: tuple[str, ...] = ()


class UndoStatus(_Part):
    """What came of the last thing that a colleague took back (R21)."""

    event_id: str
    about: str = ""
    taken_back: bool = False
    why: str = ""


class PositionStatus(_Part):
    """How far the ledger had come."""

    seq: int = 0
    head: str = ""


class CandidateStatus(_Part):
    """A candidate as the last decision left them."""

    id: str
    name: str
    state: str
    stage: str = ""
    recruiter: str = ""
    tags: tuple[str, ...] = ()
    applications: tuple[ApplicationStatus, ...] = ()
    last_contact_at: Instant | None = None
    last_reply_at: Instant | None = None
    next: NextStatus | None = None
    why: str = ""
    reasons: tuple[dict[str, str], ...] = ()
    wake_at: Instant | None = None
    promise: date | None = None
    silent_since: Instant | None = None
    paused_until: Instant | None = None
    paused: bool = False
    paused_by_ops: bool = False
    stopped: bool = False
    peace: bool = False
    closed_by_ats: str | None = None
    closed: tuple[str, ...] = ()
    doubted_since: Instant | None = None
    attention: str = ""
    joined: tuple[str, ...] = ()
    merged_into: str | None = None
    undo: UndoStatus | None = None
    timezone: str = ""
    playbook: str = ""
    tasks: tuple[TaskStatus, ...] = ()
    position: PositionStatus = PositionStatus()
