"""Doubts that are none any more, because it is known how their attempt ended (docs/delivery.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.delivery.attempts import RESOLUTIONS
from domain.events import (
    ColleagueAsked,
    DeliveryReported,
    DeliveryUnknown,
    Event,
    NotAcceptedYet,
    RefusedForGood,
    Sent,
)


def settled_by(event: Event) -> tuple[str, int] | None:
    """The attempt of which the fact says for sure how it ended; None where it says no such thing, or not of which."""
    match event:
        case DeliveryReported(outcome=outcome, attempt=int(number)) if outcome in RESOLUTIONS:
            return event.touch_key, number
        case Sent() | ColleagueAsked() | NotAcceptedYet() | RefusedForGood():
            return event.touch_key, event.attempt
    return None


def without_settled_doubts(events: Sequence[Event], is_settled: Callable[[str, int], bool]) -> list[Event]:
    """The facts without doubts about an attempt whose end is known: by `is_settled`, or by a fact before.

    A worker may give up waiting, and a provider may not be able to tell, after word of the message itself has come in.
    """
    kept: list[Event] = []
    ended: set[tuple[str, int]] = set()
    for event in events:
        if isinstance(event, DeliveryUnknown):
            about = event.touch_key, event.attempt
            if about in ended or is_settled(*about):
                continue
        elif (end := settled_by(event)) is not None:
            ended.add(end)
        kept.append(event)
    return kept
