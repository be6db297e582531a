"""The file that a candidate gets of their own data: what they told us, what we sent them, and what we hold about them.

What colleagues noted for themselves, and decisions that have not been told yet, are left out by naming what is in; a
person gives those on request, when they have looked at them.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any, Final

from domain.names import is_for_colleague
from domain.state.model import Application
from domain.views.candidate_page import shown_stage
from gateway.pages.page_request import PageRequest
from ledger.store import Ledger

_JOB: Final = (
    "job_title", "department", "level", "location", "employment_type", "pay_range", "application_source",
)  # fmt: skip
_PERSON: Final = ("first_name", "last_name", "email", "phone", "timezone", "country", "region", "locale", "channel")

TIMELINE: Final[dict[str, tuple[str, ...]]] = {
    "application_received": ("application_id", "job_title", "applied_at", "candidate"),
    "interview_scheduled": ("application_id", "interview_at", "ends_at", "title", "format", "location"),
    "interview_cancelled": ("application_id",),
    "reply_received": ("application_id", "channel", "text", "erasure"),
    "withdrawn": ("application_id", "reason"),
    "contacted": ("application_id", "channel"),
    "candidate_updated": ("candidate",),
    "preferences_set": ("channel", "timezone", "locale"),
    "paused": ("until",),
    "resumed": (),
    "promised": ("application_id", "by"),
    "opted_out": ("channel",),
    "opted_in": ("channel",),
    "survey_answered": ("application_id", "score", "comment"),
    "survey_completed": ("application_id", "answers", "comment"),
    "sent": ("application_id", "channel", "subject"),
}
"""The facts that are in the file, and what of each."""

_ABOUT: Final = (
    "Your information, what you told us and what we sent you, as we have it on record. Notes that our team made for "
    "its own use aren't in this file; if you'd like those, too, ask your contact. Times are in UTC."
)


def my_data(ledger: Ledger, request: PageRequest) -> bytes:
    """The file, as JSON. Raises LedgerUnavailable."""
    state, company = request.state, request.world.playbook.company
    ids = (request.candidate_id, *state.joined)
    content = {
        "about": _ABOUT,
        "made_at": request.world.now.isoformat(timespec="seconds"),
        "held_by": {"name": company.name, "address": company.postal_address},
        "you": _given({name: getattr(state.candidate, name) for name in _PERSON}),
        "consent": _given(
            {
                "to_texts_since": state.candidate.sms_consent_at,
                "messages_stopped": state.stopped,
                "closed_channels": list(state.closed_channels),
                "paused_until": state.paused_until,
            }
        ),
        "applications": [_application(app, request) for app in state.applications],
        "timeline": [
            _fact(row) for row in ledger.timeline(request.candidate_id, whole=True) if row["type"] in TIMELINE
        ],
        "messages": [
            _message(row)
            for ident in ids
            for row in ledger.deliveries(candidate_id=ident)
            if row["body"] and not is_for_colleague(row["touch_key"])
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2, default=_said).encode()


def _application(app: Application, request: PageRequest) -> dict[str, Any]:
    return _given(
        {
            "id": app.application_id,
            **{name: getattr(app, name) for name in _JOB},
            "applied_at": app.applied_at,
            "stage": str(shown_stage(app, request.state, request.world.now)),
            "contact": app.recruiter.name,
        }
    )


def _fact(row: dict[str, Any]) -> dict[str, Any]:
    return {"at": row["at"], "type": row["type"]} | _given({name: row.get(name) for name in TIMELINE[row["type"]]})


def _message(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "at": row["attempted_at"],
        "channel": row["channel"],
        "to": row["address"],
        "subject": row["subject"],
        "text": row["body"],
        "outcome": row["state"],
    }


def _said(value: object) -> str:
    return value.isoformat(timespec="seconds") if isinstance(value, datetime) else str(value)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
