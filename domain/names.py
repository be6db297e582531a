"""Every persisted name and id, in one place: a change here breaks running candidates, so tests pin it."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from enum import StrEnum
from typing import Final
from urllib.parse import quote

TASK_QUEUE: Final = "followup"
CANDIDATE_WORKFLOW: Final = "CandidateFollowUp"
INTAKE_WORKFLOW: Final = "CandidateIntake"
BROADCAST_WORKFLOW: Final = "CandidateBroadcast"
BROADCAST_PROGRESS: Final = "progress"
DIGEST_WORKFLOW: Final = "DailyDigest"
DIGEST_SCHEDULE: Final = "followup-digest"
FEED_WORKFLOW: Final = "Feed"
POLL_WORKFLOW: Final = "Poll"
ERASURE_WORKFLOW: Final = "CandidateErasure"
REPORT_WORKFLOW: Final = "WeeklyReport"
REPORT_SCHEDULE: Final = "followup-report"

CHECKED: Final = "followup-checked"
"""In the metadata of a signal's payload: one of our own doors has read it strictly, so that a worker of an older
release keeps what it does not know instead of refusing it. Other systems do not set it."""

TEMPORAL: Final = "temporal"
"""The `source` of a fact that ops told with a button in Temporal's web UI, or with its command line (R26)."""

SAY_STEP: Final = "say"
"""The step of a touch with a colleague's own words. It stands in touch keys, as a playbook's steps do."""

RECEIPT_STEP: Final = "receipt"
"""The step of the short receipt for a reply (R9), which belongs to no stage's steps."""

CALL_OFF_STEP: Final = "call-off"
"""The step that takes an interview out of their calendar where no step of their stage does, in any stage (S6)."""

BASE_VARIANT: Final = "a"
"""What the record calls a message's base file where there are variants of it (K10)."""
TO_COLLEAGUE: Final = "@"
"""What the step begins with in the key of a mail to a colleague about a candidate. No playbook's step begins so."""

OWN_WORDS: Final = "own words"
"""Stands where such a touch would name the playbook's message."""

NOBODY: Final = "-"
"""Stands in the reservation book where a candidate's id stands else: a mail to a colleague is about no one candidate,
and this can be no candidate's id."""


CAME_IN: Final = "came_in"
"""What a playbook's step comes after that is for those who come in in the middle of a process (S20)."""


class Stage(StrEnum):
    """Where an application stands (docs/domain.md, "Stages")."""

    PROSPECT = "prospect"
    APPLIED = "applied"
    SCREENING = "screening"
    INTERVIEW = "interview"
    OFFER = "offer"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    NETWORK = "network"


OPEN_STAGES: Final = (Stage.PROSPECT, Stage.APPLIED, Stage.SCREENING, Stage.INTERVIEW, Stage.OFFER)
"""Stages in which a decision is still to come."""

CLOSED_STAGES: Final = (Stage.HIRED, Stage.REJECTED, Stage.WITHDRAWN)

DECIDED_STAGES: Final = (Stage.OFFER, Stage.HIRED, Stage.REJECTED, Stage.NETWORK)
"""Stages of somebody about whom we have decided."""


class Channel(StrEnum):
    """A way to reach a person. Phone and LinkedIn are tasks for a recruiter (R6)."""

    EMAIL = "email"
    SMS = "sms"
    PHONE = "phone"
    LINKEDIN = "linkedin"


SENDING_CHANNELS: Final = (Channel.EMAIL, Channel.SMS)
MANUAL_CHANNELS: Final = (Channel.PHONE, Channel.LINKEDIN)


class FollowUpState(StrEnum):
    """The candidate's state as ops and recruiters see it."""

    ACTIVE = "active"
    PAUSED = "paused"
    ATTENTION = "attention"
    CLOSED = "closed"


class AttemptState(StrEnum):
    """States of one delivery attempt in the ledger (docs/architecture.md, "Delivery").

    Reservation and start of the attempt are one commit, so `reserved` is never seen at rest.
    """

    RESERVED = "reserved"
    ATTEMPTING = "attempting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    UNKNOWN = "unknown"


SIGNALS: Final = (
    "application_received",
    "stage_changed",
    "interview_scheduled",
    "interview_held",
    "interview_cancelled",
    "reply_received",
    "rejected",
    "rejection_withdrawn",
    "offer_extended",
    "offer_answered",
    "hired",
    "hire_withdrawn",
    "withdrawn",
    "contacted",
    "candidate_updated",
    "candidate_merged",
    "opted_out",
    "opted_in",
    "survey_answered",
    "survey_completed",
    "delivery_reported",
    "replan",
    "feedback_received",
    "left",
)
FACT_TYPES: Final = (
    *SIGNALS,
    "paused", "resumed", "promised", "noted", "task_completed", "approved", "send_requested", "snoozed",
    "preferences_set", "rated", "say_requested",
    "sent", "held", "skipped", "expired", "not_accepted", "refused", "delivery_unknown", "task_opened",
    "task_reminded", "task_escalated", "task_dropped", "silence_breached", "went_quiet", "attention_cleared",
    "attention_raised", "message_refused", "history_joined", "handed_over", "merge_refused", "merge_awaited",
    "recovered", "told_early", "clock_restarted", "delivery_pending", "came_in_silent", "taken_back", "undone",
    "assigned", "erased", "redacted", "colleague_asked", "put_apart",
)  # fmt: skip
"""Every type of fact that this release knows: for those who read the ledger without loading the facts' models."""

UPDATES: Final = (
    "pause",
    "resume",
    "promise",
    "note",
    "complete_task",
    "approve",
    "send_now",
    "snooze",
    "set_preferences",
    "rate",
    "erase",
    "say",
    "undo",
    "assign",
    "redact",
)
QUERIES: Final = ("status", "plan")

SEARCH_ATTRIBUTES: Final = {
    "FollowUpStage": "Keyword",
    "FollowUpState": "Keyword",
    "FollowUpJob": "KeywordList",
    "FollowUpRecruiter": "Keyword",
    "NextFollowUpAt": "Datetime",
}

_SAFE: Final = " !#$&'()*+,:;=?@[]"  # all but the slash, which parts a touch key, and the percent sign itself
_SOURCE = re.compile(r"[a-z0-9]+")
_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


class BadId(ValueError):
    """An id that cannot be used; the message says why, for the person who typed it."""


def candidate_id(text: str, *, default_source: str = "manual") -> str:
    """The full id `<source>:<id>`; a bare `<id>` belongs to the source `manual`.

    Raises BadId with a sentence when the source or the id has other characters than allowed, an address among them:
    ids stand in plain text in Temporal and in logs.
    """
    source, _, local = text.partition(":") if ":" in text else (default_source, "", text)
    if "@" in text:
        raise BadId("An id must not contain an email address; use the ATS's number, or one such as c1041.")
    if not _SOURCE.fullmatch(source):
        raise BadId(
            f"The source {source!r} of the id may hold only lower-case letters and digits, as in greenhouse:123."
        )
    if not _LOCAL.fullmatch(local):
        raise BadId(
            f"The id {local!r} may hold letters, digits, dots, dashes and underscores (at most 100), as in c1041."
        )
    return f"{source}:{local}"


def workflow_id(full_id: str) -> str:
    """The Temporal workflow id of a candidate: `candidate-<source>-<id>`."""
    source, _, local = candidate_id(full_id).partition(":")
    return f"candidate-{source}-{local}"


def intake_workflow_id(event_id: str) -> str:
    """The Temporal workflow id under which another system says something about a person."""
    return f"intake-{event_id}"


def event_id_of_intake(ident: str) -> str:
    """The event id that an intake's workflow id stands for, where what it says has none of its own."""
    given = ident.removeprefix("intake-")
    return given if len(given) <= 200 else digest(given, size=32)


def broadcast_workflow_id(*matter: str) -> str:
    """The Temporal workflow id of a broadcast: the same for the same matter, so that a command finds its own again."""
    return f"broadcast-{digest(*matter)}"


def feed_workflow_id(reader: str) -> str:
    """The Temporal workflow id under which a reader follows the ledger's feed."""
    return f"feed-{reader}"


def poll_workflow_id(system: str) -> str:
    """The id of the workflow that looks at what an outside system holds."""
    return f"poll-{system}"


def erasure_workflow_id(erasure: str) -> str:
    """The Temporal workflow id of an erasure, which names nobody."""
    return f"erasure-{erasure}"


def touch_key(candidate: str, application: str, stage: str, entry: int, step: str, occurrence: str) -> str:
    """The identity of one touch, the same on every retry, replay and run (docs/architecture.md, "Delivery")."""
    return f"{candidate}/{application}/{stage}.{entry}/{step}/{quote(occurrence, safe=_SAFE)}"


def colleague_key(candidate: str, application: str, stage: str, entry: int, step: str, occurrence: str) -> str:
    """The identity of one mail to a colleague about a candidate, in the form of a touch key."""
    return touch_key(candidate, application, stage, entry, f"{TO_COLLEAGUE}{step}", occurrence)


def is_for_colleague(key: str) -> bool:
    """Is this the key of a mail to a colleague about a candidate? Then it never reaches the candidate, and counts as
    no contact with them.
    """
    parts = key.rsplit("/", 2)
    return len(parts) == 3 and parts[1].startswith(TO_COLLEAGUE)


def digest_key(day: date, reader: str, again: str = "") -> str:
    """The identity of one colleague's mail of a day, in place of a touch key; `reader` is a `reader_mark`.

    `again` is the id of the request to send it once more. What parses touch keys finds that it is none.
    """
    return f"{NOBODY}/digest/{day.isoformat()}/{reader}{f'.{again}' if again else ''}"


def report_key(day: date, reader: str, again: str = "") -> str:
    """The identity of a lead's mail with the report of a day, in place of a touch key; as `digest_key`."""
    return f"{NOBODY}/report/{day.isoformat()}/{reader}{f'.{again}' if again else ''}"


def checkpoint_key(size: int) -> str:
    """The identity of the mail with a checkpoint of the record, in place of a touch key."""
    return f"{NOBODY}/checkpoint/{size}"


def is_digest_key(key: str) -> bool:
    """Is this, where a touch key may stand, the key of a mail to a colleague or of a checkpoint? Then it is about no
    candidate.
    """
    return key.startswith(f"{NOBODY}/")


def reader_mark(address: str) -> str:
    """What stands for a colleague's address in keys and in Temporal, where no address may stand."""
    return digest("reader", address.strip().lower())


def digest(*parts: str, size: int = 16) -> str:
    """A short stable hex digest: for ids that must not repeat their content (seen-set, message ids, offsets)."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:size]


def task_id(kind: str, *about_what: str) -> str:
    """A short id that a person can type, the same on every retry."""
    return f"{kind}-{digest(*about_what, size=8)}"
