"""Which facts close or open a channel for good (R7): one answer for the state and for the ledger's suppressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from domain.events import (
    ApplicationReceived,
    CandidateUpdated,
    DeliveryReported,
    Event,
    OptedIn,
    OptedOut,
    RefusedForGood,
    ReplyReceived,
)
from domain.names import SENDING_CHANNELS, Channel
from domain.replies import classify


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """`channel` None means all channels. `close` is for good, until the person opens it again."""

    action: Literal["close", "open"]
    channel: Channel | None
    reason: str


def change_of(event: Event) -> ConsentChange | None:
    """What this fact does to the person's channels, or None."""
    match event:
        case OptedOut(channel=channel):
            return ConsentChange("close", channel if channel in SENDING_CHANNELS else None, "opted out")
        case OptedIn(channel=channel):
            return ConsentChange("open", channel, "opted in")
        case ReplyReceived():
            reading = classify.read(event)
            if reading.kind == "stop" and reading.certain:
                channel = reading.closes[0] if len(reading.closes) == 1 else None
                return ConsentChange("close", channel, "asked us to stop")
        case CandidateUpdated(can_email=False) | ApplicationReceived(can_email=False):
            return ConsentChange("close", Channel.EMAIL, "the ATS says do not contact")
        case DeliveryReported(outcome="spam_report" | "unsubscribed", channel=channel):
            return ConsentChange("close", channel, event.outcome.replace("_", " "))
        case RefusedForGood(opted_out=True, channel=channel):
            return ConsentChange("close", channel, "the provider says the person opted out")
    return None
