"""Which facts close or open a channel for good (R7): one answer for the state and for the ledger's suppressions."""

from __future__ import annotations

from collections.abc import Collection
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


ATS_SAYS = "the ATS says do not contact"
"""The reason of a closing that the person did not ask for: the record never says that they did."""


def change_of(event: Event) -> tuple[ConsentChange, ...]:
    """What this fact does to the person's channels."""
    match event:
        case OptedOut(channel=channel):
            return (ConsentChange("close", channel, "opted out"),)
        case OptedIn(channel=channel):
            return (ConsentChange("open", channel, "opted in"),)
        case ReplyReceived():
            reading = classify.read(event)
            if reading.kind == "stop" and reading.certain:
                return tuple(ConsentChange("close", one, "asked us to stop") for one in scope(reading.closes))
        case CandidateUpdated(can_email=False) | ApplicationReceived(can_email=False):
            return (ConsentChange("close", Channel.EMAIL, ATS_SAYS),)
        case DeliveryReported(outcome="spam_report" | "unsubscribed", channel=channel):
            return (ConsentChange("close", channel, event.outcome.replace("_", " ")),)
        case RefusedForGood(opted_out=True, channel=channel):
            return (ConsentChange("close", channel, "the provider says the person opted out"),)
    return ()


def scope(closes: Collection[Channel]) -> tuple[Channel | None, ...]:
    """What a stop is about, one channel each; None for everything."""
    if not closes or set(SENDING_CHANNELS) <= set(closes):
        return (None,)
    return tuple(closes)
