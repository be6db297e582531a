"""What the vendors tell of their own accord: SendGrid's events and Twilio's statuses, signed, some late, twice, or in
another order.

SendGrid posts in batches, again and again until they are taken; Twilio posts each status once, so that one that comes
while the gateway is away is lost. Both from one thread, which ends with the server.
"""

from __future__ import annotations

import heapq
import json
import random
import threading
import time
from collections import Counter, deque
from dataclasses import dataclass
from typing import Any, Final

from sandbox.journal import ReceivedMail, ReceivedText
from sandbox.posting import Gateway

EVENTS_PATH: Final = "/hooks/sendgrid/events"

_MAIL_EVENTS: Final = ("processed", "delivered")
_TEXT_STATUSES: Final = ("queued", "sent", "delivered")
_BATCH: Final = 100
_AGAIN_AFTER: Final = 1.5  # seconds
_MOST_WAITING: Final = 100_000
_MOST_KEPT: Final = 10_000


@dataclass(frozen=True)
class Posted:
    """One event or status that was posted."""

    vendor: str  # sendgrid | twilio
    what: str  # delivered, bounce, …
    ident: str  # of the message that it is about
    how: str  # "" as it should be; late | twice | out of order
    status: int  # of the answer; 0 where there was none
    wall: float  # seconds since 1970


@dataclass(frozen=True, order=True)
class _Due:
    at: float
    number: int  # two at the same instant keep their order
    vendor: str
    what: str
    ident: str
    how: str
    fields: Any
    url: str = ""


class Webhooks:
    """Tells the gateway what became of each message. Thread-safe."""

    def __init__(
        self,
        gateway: Gateway,
        *,
        seed: int = 0,
        delay: tuple[float, float] = (0.05, 0.3),
        late: float = 0,
        late_by: tuple[float, float] = (3, 15),
        twice: float = 0,
        disorder: float = 0,
    ) -> None:
        """`delay` and `late_by` in seconds, from and to; `late`, `twice`, `disorder` are shares of all, from 0 to 1.

        Twilio's statuses go to the StatusCallback of each text; a text without one has none.
        """
        self.gateway = gateway
        self._delay, self._late, self._late_by, self._twice, self._disorder = delay, late, late_by, twice, disorder
        self._dice = random.Random(f"webhooks of {seed}")  # noqa: S311  # it is to come again
        self._due: list[_Due] = []
        self._number = 0
        self._wake = threading.Condition()
        self._closing = False
        self._posting = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.posted: deque[Posted] = deque(maxlen=_MOST_KEPT)
        self.counts: Counter[str] = Counter()

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """End the thread; what is still due is not posted."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        if self._thread.is_alive():
            self._thread.join(10)

    def about_mail(self, mail: ReceivedMail) -> None:
        """A mail was accepted: it is going to be processed and delivered."""
        with self._wake:
            for what, at, how in self._plan(_MAIL_EVENTS):
                self._add(at, "sendgrid", what, mail.message_id, how, self.event(mail, what))
            self._wake.notify_all()

    def about_text(self, text: ReceivedText) -> None:
        """A text was accepted: it is going to be queued, sent and delivered."""
        url = text.form.get("StatusCallback", "")
        if not url:
            return
        with self._wake:
            for what, at, how in self._plan(_TEXT_STATUSES):
                self._add(at, "twilio", what, text.sid, how, status_fields(text, what), url)
            self._wake.notify_all()

    def event(self, mail: ReceivedMail, what: str, **more: Any) -> dict[str, Any]:
        """An event about a mail as SendGrid words it: the custom arguments beside its own fields."""
        self._number += 1
        return {
            **mail.body.get("custom_args", {}),
            "email": mail.to,
            "timestamp": int(self.gateway.clock().timestamp()),
            "event": what,
            "sg_event_id": f"{mail.message_id}-{what}-{self._number}",
            "sg_message_id": f"{mail.message_id}.recvd-5d5b4-1",
            "smtp-id": str(mail.body.get("headers", {}).get("Message-ID", f"<{mail.message_id}@sandbox.example>")),
        } | more

    def tell_of_mail(self, mail: ReceivedMail, what: str, **more: Any) -> Posted:
        """Post an event now, once, and wait for the answer."""
        with self._wake:
            event = self.event(mail, what, **more)
        status = self.gateway.by_sendgrid(EVENTS_PATH, json.dumps([event]).encode())
        return self.note("sendgrid", what, mail.message_id, "", status)

    def tell_of_text(self, text: ReceivedText, what: str, **more: str) -> Posted:
        """The same for a status."""
        url = text.form.get("StatusCallback", "")
        status = self.gateway.by_twilio(url, status_fields(text, what) | more) if url else 0
        return self.note("twilio", what, text.sid, "", status)

    def settled(self, seconds: float = 30) -> bool:
        """Wait until nothing is due any more; False where that takes longer."""
        with self._wake:
            return self._wake.wait_for(lambda: not self._due and not self._posting, seconds)

    def _plan(self, names: tuple[str, ...]) -> list[tuple[str, float, str]]:
        """What is told when, and what is odd about it."""
        dice = self._dice
        at, told = time.monotonic(), []
        for name in names:
            at += dice.uniform(*self._delay)
            late = dice.random() < self._late
            told.append((name, at + (dice.uniform(*self._late_by) if late else 0), "late" if late else ""))
        if dice.random() < self._disorder:
            times = sorted((when for _, when, _ in told), reverse=True)
            told = [(name, when, "out of order") for (name, _, _), when in zip(told, times, strict=True)]
        again = [
            (name, when + dice.uniform(*self._delay), "twice") for name, when, _ in told if dice.random() < self._twice
        ]
        return told + again

    def _add(self, at: float, vendor: str, what: str, ident: str, how: str, fields: Any, url: str = "") -> None:
        if len(self._due) >= _MOST_WAITING:
            self.counts["given up: too many are waiting"] += 1
            return
        self._number += 1
        heapq.heappush(self._due, _Due(at, self._number, vendor, what, ident, how, fields, url))

    def _run(self) -> None:
        while (batch := self._next()) is not None:
            mails = [one for one in batch if one.vendor == "sendgrid"]
            if mails:
                body = json.dumps([one.fields for one in mails]).encode()
                status = self.gateway.by_sendgrid(EVENTS_PATH, body)
                for one in mails:
                    self.note(one.vendor, one.what, one.ident, one.how, status)
                if not 200 <= status < 300:
                    self._once_more(mails)
            for one in batch:
                if one.vendor == "twilio":
                    status = self.gateway.by_twilio(one.url, one.fields)
                    self.note(one.vendor, one.what, one.ident, one.how, status)
            with self._wake:
                self._posting = 0
                self._wake.notify_all()

    def _next(self) -> list[_Due] | None:
        """What is due, as soon as something is; None at the end."""
        with self._wake:
            while not self._closing:
                now = time.monotonic()
                batch: list[_Due] = []
                while self._due and self._due[0].at <= now and len(batch) < _BATCH:
                    batch.append(heapq.heappop(self._due))
                if batch:
                    self._posting = len(batch)
                    return batch
                self._wake.wait(self._due[0].at - now if self._due else None)
            return None

    def _once_more(self, events: list[_Due]) -> None:
        at = time.monotonic() + _AGAIN_AFTER
        with self._wake:
            for one in events:
                self._add(at, one.vendor, one.what, one.ident, one.how, one.fields)

    def note(self, vendor: str, what: str, ident: str, how: str, status: int) -> Posted:
        """Keep what was posted about a message, and how it was answered."""
        posted = Posted(vendor, what, ident, how, status, self.gateway.clock().timestamp())
        with self._wake:
            self.posted.append(posted)
            taken = "" if 200 <= status < 300 else f" answered {status}" if status else " not taken"
            self.counts[f"{vendor}{taken}"] += 1
        return posted


def status_fields(text: ReceivedText, what: str) -> dict[str, str]:
    """A status of a text as Twilio posts it."""
    return {
        "MessageSid": text.sid,
        "SmsSid": text.sid,
        "MessageStatus": what,
        "SmsStatus": what,
        "To": text.to,
        "From": text.form.get("From", ""),
        "AccountSid": "ACsandbox",
        "ApiVersion": "2010-04-01",
    }
