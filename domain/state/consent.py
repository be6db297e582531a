"""Which facts close or open a channel for good (R7): one answer for the state and for the ledger's suppressions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

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
from domain.events.envelope import field_of
from domain.names import OPEN_STAGES, SENDING_CHANNELS, Channel, Stage, is_for_colleague
from domain.replies import recorded_reply


@dataclass(frozen=True, slots=True)
class ConsentChange:
    """`channel` None means all channels. `close` is for good, until the person opens it again."""

    action: Literal["close", "open"]
    channel: Channel | None
    reason: str


class Closings(frozenset[Channel]):
    """The channels that are closed for somebody's addresses, whoever closed them (R7)."""

    by_ats: frozenset[Channel] = frozenset()
    """Of these only an ATS says so: nobody with such an address has refused anything."""

    @classmethod
    def of(cls, closed: Collection[Channel], by_ats: Collection[Channel] = ()) -> Closings:
        found = cls(closed)
        found.by_ats = frozenset(by_ats)
        return found

    def and_also(self, other: Closings) -> Closings:
        """Of two sets of addresses of one person."""
        return Closings.of(self | other, (self.by_ats | other.by_ats) - refused(self) - refused(other))


def refused(closed: frozenset[Channel]) -> frozenset[Channel]:
    """What somebody with the address refused: all of it, unless it is known that only an ATS says so."""
    return closed - closed.by_ats if isinstance(closed, Closings) else closed


NO_CLOSINGS: Final = Closings()

ATS_SAYS = "the ATS says do not contact"
"""The reason of a closing that the person did not ask for: the record never says that they did."""

ATS_DELETED = "deleted in the ATS"
"""The same, of somebody of whom the ATS has no record any more."""

BY_ATS = (ATS_SAYS, ATS_DELETED)


def change_of(event: Event) -> tuple[ConsentChange, ...]:
    """What this fact does to the person's channels."""
    key = field_of(event, "touch_key")
    if isinstance(key, str) and is_for_colleague(key):
        return ()  # a colleague's address is none of theirs
    match event:
        case OptedOut(channel=channel):
            return (ConsentChange("close", channel, ATS_DELETED if _is_deletion(event) else "opted out"),)
        case OptedIn(channel=channel):
            return (ConsentChange("open", channel, "opted in"),)
        case ReplyReceived():
            reading = recorded_reply.read(event)
            if reading.kind == "stop" and reading.certain:
                return tuple(ConsentChange("close", one, "asked us to stop") for one in scope(reading.closes))
        case CandidateUpdated(can_email=False) | ApplicationReceived(can_email=False):
            return (ConsentChange("close", Channel.EMAIL, ATS_SAYS),)
        case DeliveryReported(outcome="spam_report" | "unsubscribed", channel=channel):
            return (ConsentChange("close", channel, event.outcome.replace("_", " ")),)
        case RefusedForGood(opted_out=True, channel=channel):
            return (ConsentChange("close", channel, "the provider says the person opted out"),)
    return ()


def applied_anew(event: Event) -> datetime | None:
    """When somebody applied, in a record that an ATS has of them: that opens what only a deletion before it closed."""
    if not isinstance(event, ApplicationReceived) or not event.known_as or event.applied_at is None:
        return None
    return event.applied_at if event.stage in _BEGUN_BY_THEM else None


_BEGUN_BY_THEM: Final = frozenset(OPEN_STAGES) - {Stage.PROSPECT}

REOPENED = ConsentChange("open", None, "they applied again")


def _is_deletion(event: OptedOut) -> bool:
    """Older releases told a deletion by its reason alone."""
    return event.deleted or event.event_id.startswith(f"{event.source}:deleted:")


def scope(closes: Collection[Channel]) -> tuple[Channel | None, ...]:
    """What a stop is about, one channel each; None for everything."""
    if not closes or set(SENDING_CHANNELS) <= set(closes):
        return (None,)
    return tuple(closes)
