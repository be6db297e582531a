"""How an attempt ended, as a fact for the record: one function per outcome (docs/architecture.md, "Delivery")."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from channels.sender import Deferred, NotAccepted, Refused
from domain.delivery.attempts import Finding
from domain.delivery.retries import next_question, next_try
from domain.events import DeliveryPending, DeliveryUnknown, Held, NotAcceptedYet, Reason, RefusedForGood
from domain.reducers.touches import parse_touch_key
from domain.state.model import ColleagueTouch, Decision, Touch
from ledger.delivery.attempts import Attempt


def not_accepted(
    touch: Touch, now: datetime, decision: Decision, outcome: NotAccepted, *, exactly: bool = False
) -> NotAcceptedYet:
    """Certainly not sent. `exactly`: the given wait is the wait, for a reason of our own that passes quickly."""
    wait = next_try(touch.attempt, outcome.retry_after)
    if exactly and outcome.retry_after is not None:
        wait = outcome.retry_after
    return NotAcceptedYet(
        event_id=f"not-accepted:{touch.key}:{touch.attempt}",
        retry_at=now + wait,
        **_tried(touch, now, decision, outcome.reason),
    )


def held(touch: Touch, now: datetime, decision: Decision, hold: Deferred) -> Held:
    """It is not its turn on the channel, and no attempt was made."""
    return Held(
        event_id=f"turn:{touch.key}:{touch.attempt}:{hold.until.isoformat()}",
        until=hold.until,
        **_about(touch, now, decision, hold.reason),
    )


def refused(touch: Touch, now: datetime, decision: Decision, outcome: Refused) -> RefusedForGood:
    """Never to be sent to this address."""
    return RefusedForGood(
        event_id=f"refused:{touch.key}:{touch.attempt}",
        address_bad=outcome.address_bad,
        opted_out=outcome.opted_out,
        undecided=outcome.undecided,
        **_tried(touch, now, decision, outcome.reason),
    )


def pending(touch: Touch, began: datetime, decision: Decision, until: datetime, variant: str = "") -> DeliveryPending:
    """It is being handed over and takes long: the clock looks again how it ends, until then."""
    span = (until - began).total_seconds()
    text = f"the other side is slow; whatever it has not confirmed within {span:.0f} s is in doubt"
    return DeliveryPending(
        event_id=f"pending:{touch.key}:{touch.attempt}",
        until=until,
        variant=variant,
        **_if_it_arrived(touch),
        **_tried(touch, began, decision, text),
    )


def unknown(touch: Touch, now: datetime, decision: Decision, reason: str, variant: str = "") -> DeliveryUnknown:
    """It may have gone out: the provider is asked, then a colleague."""
    return DeliveryUnknown(
        event_id=f"unknown:{touch.key}:{touch.attempt}:0",
        ask_at=now + next_question(0),
        variant=variant,
        **_if_it_arrived(touch),
        **_tried(touch, now, decision, reason),
    )


def broken_off(attempt: Attempt, now: datetime, text: str = str(Finding.CUT_OFF)) -> DeliveryUnknown:
    """As `unknown`, of an attempt of which no more is known than what its reservation says."""
    return DeliveryUnknown(
        event_id=f"unknown:{attempt.touch_key}:{attempt.attempt}:0",
        occurred_at=now,
        touch_key=attempt.touch_key,
        attempt=attempt.attempt,
        channel=attempt.channel,
        ask_at=now + next_question(0),
        why=(Reason(rule="delivery", text=text),),
        **parse_touch_key(attempt.touch_key).about,
    )


def _if_it_arrived(touch: Touch) -> dict[str, Any]:
    """What it says and counts for, then."""
    return {name: getattr(touch, name) for name in ("promise_by", "message", "off_week")}


def _tried(touch: Touch, now: datetime, decision: Decision, text: str) -> dict[str, Any]:
    return {"attempt": touch.attempt} | _about(touch, now, decision, text)


def _about(touch: Touch, now: datetime, decision: Decision, text: str) -> dict[str, Any]:
    why = touch.why if isinstance(touch, ColleagueTouch) else decision.why
    return {
        "occurred_at": now,
        "touch_key": touch.key,
        **{name: getattr(touch, name) for name in ("application_id", "stage", "step", "occurrence", "channel")},
        "why": (*why[:1], Reason(rule="delivery", text=text[:300])),
    }
