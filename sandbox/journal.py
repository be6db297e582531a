"""What the provider has done: what it accepted, and what became of each request. This is the truth about sending.

Nothing else knows whether a person would have got a message whose sender was told nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True, kw_only=True)
class _Received:
    headers: dict[str, str]
    at: float  # monotonic seconds
    wall: float = 0.0  # seconds since 1970


@dataclass(frozen=True)
class ReceivedMail(_Received):
    """A mail that was accepted."""

    message_id: str
    body: dict[str, Any]

    @property
    def to(self) -> str:
        return str(self.body["personalizations"][0]["to"][0]["email"])

    @property
    def touch_key(self) -> str:
        return str(self.body.get("custom_args", {}).get("touch_key", ""))


@dataclass(frozen=True)
class ReceivedText(_Received):
    """A text that was accepted."""

    sid: str
    form: dict[str, str]

    @property
    def to(self) -> str:
        return self.form["To"]

    @property
    def reference(self) -> str:
        """The `ref` of the status callback's address."""
        return reference_in(self.form.get("StatusCallback", ""))


@dataclass(frozen=True)
class Handled:
    """One request for a message, and what was done to it."""

    number: int
    vendor: str  # sendgrid | twilio; empty for an address that is neither's
    touch: str  # the mail's touch key, or the text's reference; empty where it names none
    fault: str  # the kind; empty where it was answered as the vendor answers
    told: int  # the status that the sender was answered; 0 where it got no whole answer
    ident: str  # the message id or sid, where it was accepted
    at: float  # monotonic seconds
    wall: float  # seconds since 1970

    @property
    def accepted(self) -> bool:
        return bool(self.ident)


def reference_in(callback: str) -> str:
    """The opaque reference in a status callback's address; empty where there is none."""
    return parse_qs(urlsplit(callback).query).get("ref", [""])[0]
