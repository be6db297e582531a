"""The fact that a touch went out, as a delivery, a preview or a look ahead puts it on record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.events import Sent, Why
from domain.names import Channel
from domain.state.model import Touch


def sent(touch: Touch, at: datetime, why: Why, *, playbook: str = "", **more: Any) -> Sent:
    """That this touch went out at that instant."""
    return Sent(
        event_id=f"sent:{touch.key}:{touch.attempt}",
        occurred_at=at,
        application_id=touch.application_id,
        touch_key=touch.key,
        stage=touch.stage,
        step=touch.step,
        occurrence=touch.occurrence,
        why=why,
        attempt=touch.attempt,
        channel=Channel(touch.channel),
        message=touch.message,
        rank=touch.rank,
        kind=touch.kind,
        asks=touch.asks,
        due_at=touch.due_at,
        by_at=touch.by_at,
        promise_by=touch.promise_by,
        off_week=touch.off_week,
        answers=touch.answers,
        playbook=playbook,
        **more,
    )
