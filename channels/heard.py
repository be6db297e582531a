"""A way out that remembers how its last sends ended, so that a provider which takes nothing is noticed."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from channels.reasons import scrubbed
from channels.sender import Accepted, Found, Outcome, OutgoingMessage, Refused, Sender, time_limit


@dataclass(frozen=True, slots=True)
class SendRecord:
    """What was heard of a way out since the last look."""

    refused: int
    """Sends in a row that were not taken, up to now."""
    since: datetime | None
    """When the first of them was tried, by the workflow's time."""
    reason: str
    """Of the last one; without addresses and numbers."""
    accepted: bool
    """Was anything taken since the last look?"""


class HeardSender:
    """Sends as `inner` does, and counts. Thread-safe as it is."""

    def __init__(self, inner: Sender) -> None:
        self._inner = inner
        self.name, self.max_in_flight, self.time_limit = inner.name, inner.max_in_flight, time_limit(inner)
        self._lock = threading.Lock()
        self._refused, self._reason, self._accepted = 0, "", False
        self._since: datetime | None = None

    def send(self, message: OutgoingMessage) -> Outcome:
        """As the way out itself."""
        outcome = self._inner.send(message)
        self._note(outcome, message.sent_at)
        return outcome

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        """As the way out itself."""
        return self._inner.find(touch_key, to=to, since=since, text=text, others=others)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def heard(self) -> SendRecord:
        """What was heard up to now; what was taken is told once."""
        with self._lock:
            found = SendRecord(self._refused, self._since, self._reason, self._accepted)
            self._accepted = False
            return found

    def _note(self, outcome: Outcome, at: datetime) -> None:
        with self._lock:
            if isinstance(outcome, Accepted):
                self._refused, self._reason, self._since, self._accepted = 0, "", None, True
            elif not isinstance(outcome, Refused) or not (
                outcome.address_bad or outcome.opted_out or outcome.undecided
            ):
                # What one address is refused for says nothing about the others.
                self._refused += 1
                self._since = self._since or at
                self._reason = scrubbed(outcome.reason)
