"""A message as the activities hand it over, and a change of any field of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from channels.mime import message_id
from channels.sender import OutgoingMessage

TOUCH = "manual:ann-lee/job-1/interview.1/thank-you/1"

MakeMessage = Callable[..., OutgoingMessage]


@pytest.fixture
def mail() -> MakeMessage:
    def make(**changes: Any) -> OutgoingMessage:
        fields: dict[str, Any] = {
            "touch_key": TOUCH,
            "attempt": 1,
            "to": "ann.lee@mail.example",
            "to_name": "Ann Lee",
            "subject": "Thank you for your time",
            "text": "Hi Ann,\n\nthank you.\n",
            "html": "<p>Hi Ann,</p><p>thank you.</p>",
            "sender_name": "Acme Talent",
            "sender_address": "talent@acme.example",
            "sent_at": datetime(2026, 3, 4, 15, 30, tzinfo=UTC),
        }
        fields.update(changes)
        fields.setdefault("message_id", message_id(fields["touch_key"], "acme.example"))
        return OutgoingMessage(**fields)

    return make


@pytest.fixture
def sms() -> MakeMessage:
    def make(**changes: Any) -> OutgoingMessage:
        fields: dict[str, Any] = {
            "touch_key": TOUCH,
            "attempt": 1,
            "to": "+14155550123",
            "text": "Hi Ann, see you tomorrow at 10:00. Acme",
            "sent_at": datetime(2026, 3, 4, 15, 30, tzinfo=UTC),
        }
        return OutgoingMessage(**{**fields, **changes})

    return make
