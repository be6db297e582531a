"""The protocol of a way out, and the four outcomes that a send can have (docs/architecture.md, "Delivery")."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import Protocol

SOCKET_BUDGET = timedelta(seconds=5)
"""All the time that one send may spend on sockets, unless its way out says otherwise (`time_limit`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMessage:
    """One message to one person, ready to go. Bodies are already rendered; `html` only for mail."""

    touch_key: str
    attempt: int
    to: str  # email address, or phone number in E.164
    to_name: str = ""
    subject: str = ""
    text: str
    html: str = ""
    sender_name: str = ""
    sender_address: str = ""  # mail only; texts take the number from the settings
    envelope_from: str = ""  # MAIL FROM, where a relay lets us say it; empty: the sender's address
    plain_sender: str = ""  # for both, at a relay that lets nobody send as they are; empty: the sender's address
    reply_to: str = ""
    reply_to_name: str = ""
    unsubscribe_url: str = ""  # RFC 8058 one-click address; empty where there is none
    unsubscribe_mailto: str = ""
    message_id: str = ""  # with angle brackets, derived from the touch key
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    sent_at: datetime  # the workflow's now: the Date header
    attachments: tuple[Attachment, ...] = ()
    automatic: bool = False  # says so in its header (RFC 3834): mail to colleagues, that no out-of-office answers


@dataclass(frozen=True, slots=True)
class Attachment:
    """A small file that goes along, such as a calendar entry."""

    filename: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider's documented success, and nothing else."""

    provider_message_id: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """Refused for good: the same message to this address will never go. `address_bad` closes the address (R6)."""

    reason: str
    address_bad: bool = True
    opted_out: bool = False  # the provider says the person has opted out (R7)
    undecided: bool = False  # nothing says whether the address exists: three such over a week close it (R8)


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Certainly not sent, and worth another try, not before `retry_after` where the provider says so.

    `slows`: the provider wants less through this channel, so nothing else goes there either until `retry_after`.
    """

    reason: str
    retry_after: timedelta | None = None
    slows: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have been sent: never followed by a blind resend."""

    reason: str


Outcome = Accepted | Refused | NotAccepted | Unknown


@dataclass(frozen=True, slots=True)
class Found:
    """What a look for an earlier send found. `exact` False: absence proves nothing."""

    accepted: bool
    exact: bool
    provider_message_id: str = ""


def time_limit(sender: Sender) -> timedelta:
    """The longest time that one send through it may take: it says so itself where that is more than `SOCKET_BUDGET`."""
    limit: timedelta = getattr(sender, "time_limit", SOCKET_BUDGET)
    return limit


class Sender(Protocol):
    """One way out. Thread-safe; never raises for what a provider does; never logs addresses, bodies or keys.

    One that may take longer than `SOCKET_BUDGET` says how long (`time_limit`), and how many such sends may be under way
    at once (`slow_slots`).
    """

    name: str  # outbox | smtp | sendgrid | twilio
    max_in_flight: int

    def send(self, message: OutgoingMessage) -> Outcome:
        """Send once, with no retry and no redirect, within its time limit."""
        ...

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        """Look whether an attempt for this touch was accepted; exact where the way out can tell for sure.

        `since` is when the attempt in doubt began, `text` its words (empty where they are no longer kept, or where
        another attempt in doubt to this address has the same), `others` the provider's ids of other attempts.
        Raises OSError where the way out cannot be asked now.
        """
        ...


@dataclass(frozen=True, slots=True)
class Deferred:
    """It is not this touch's turn: it is held until an instant of the workflow's clock, for a reason fit to be told."""

    until: datetime
    reason: str


class ChannelLimiter(Protocol):
    """The turns and places of one channel. Thread-safe; nobody waits in it."""

    def enter(self, touch_key: str, *, urgent: bool, now: datetime, tz: tzinfo) -> Deferred | None:
        """None: it may go now and has a place, to be given back by `leave`. Else until when it is held."""
        ...

    def looks_free(self, touch_key: str, *, urgent: bool, now: datetime) -> bool:
        """Would `enter` let it go now, as far as can be said without entering?"""
        ...

    def leave(self) -> None:
        """Give the place back."""
        ...

    def set_aside(self) -> None:
        """Let others have the place of a send that takes long: it has a slot for slow ones from now on."""
        ...

    def leave_slot(self) -> None:
        """Give such a slot back."""
        ...

    def slow_down(self, wait: timedelta, now: datetime) -> None:
        """Let nothing go until `wait` is over, and spread what comes then."""
        ...
