"""A mail to a colleague, sent at most once: look up, reserve, send, confirm (docs/architecture.md, "Delivery").

The daily digest and the weekly report go this way. What is in them is theirs to say.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from pydantic import ConfigDict
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.handing_over import Handovers, post
from channels.sender import Accepted, NotAccepted, Outcome, OutgoingMessage, Refused, Sender, Unknown
from domain.compact import Compact
from domain.names import NOBODY, AttemptState, Channel
from ledger.store import CommitInDoubt, Ledger, LedgerUnavailable

log = logging.getLogger(__name__)

_HEARTBEAT = 5.0
"""Seconds between the signs of life of a worker that waits for a mail server."""

_CONFIRM_BUDGET = 5.0
"""Seconds in which the outcome of a mail is tried to be written down."""


class DigestResult(Compact):
    """What became of a mail: `sent`, `already` (today's is out), `nothing` (any more), `refused`, `unknown`, `late`."""

    model_config = ConfigDict(frozen=True)
    outcome: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MailFormat:
    """How a mail's Markdown becomes its two bodies, and its Message-ID; injected, because it is the channels' work."""

    bodies: Callable[[str, str], tuple[str, str]]  # Markdown, subject → plain text, HTML
    message_id: Callable[[str, str], str]  # key, domain → <…@domain>


class ColleagueMail:
    """The way out for such mails. Safe to share between threads."""

    def __init__(self, ledger: Ledger, sender: Sender, count: Callable[[str], None] = lambda _outcome: None) -> None:
        """`count` hears in which state each mail ended."""
        self._ledger, self._sender, self._count = ledger, sender, count

    def post(self, draft: OutgoingMessage, step: str, version: str, now: datetime) -> DigestResult:
        """Send it, unless it has gone out or may have. Its `touch_key` is what makes it the same mail.

        Raises ApplicationError where it was certainly not sent, for Temporal to try again.
        """
        reserved = self._reserve(draft, step, version, now)
        if isinstance(reserved, DigestResult):
            return reserved
        outcome = self._send(reserved)
        self._confirm(reserved, outcome)
        match outcome:
            case Accepted():
                return DigestResult(outcome="sent")
            case Refused(reason=reason):
                return DigestResult(outcome="refused", reason=reason)
            case NotAccepted(reason=reason, retry_after=wait):
                raise ApplicationError(reason, type="NotAccepted", next_retry_delay=wait)
            case Unknown(reason=reason):
                return DigestResult(outcome="unknown", reason=reason)

    def _reserve(
        self, draft: OutgoingMessage, step: str, version: str, now: datetime
    ) -> DigestResult | OutgoingMessage:
        """One transaction. An attempt that is there and was not certainly unsent is the only one."""
        key, attempt = draft.touch_key, 0
        try:
            with self._ledger.book(NOBODY) as book:
                before = book.attempts(key)
                attempt = len(before) + 1
                match before[-1].state if before else None:
                    case AttemptState.ACCEPTED:
                        return DigestResult(outcome="already")
                    case AttemptState.ATTEMPTING:  # a worker died in between: it may have gone out
                        book.settle(key, before[-1].attempt, AttemptState.UNKNOWN)
                        return DigestResult(outcome="unknown", reason="an attempt was begun and never ended")
                    case AttemptState.UNKNOWN | AttemptState.REFUSED as state:
                        return DigestResult(outcome=str(state), reason="an earlier attempt ended so")
                message = replace(draft, attempt=attempt)
                book.reserve(
                    touch_key=key,
                    attempt=attempt,
                    application_id="",
                    step=step,
                    channel=Channel.EMAIL,
                    address=message.to,
                    subject=message.subject,
                    body="",  # it may name many candidates, whose erasure would not find it here
                    message_id=message.message_id,
                    at=now,
                    playbook=version,
                )
        except CommitInDoubt:
            self._ledger.settle_doubt(key, attempt, now)  # certainly not sent
            raise
        return message

    def _send(self, message: OutgoingMessage) -> Outcome:
        """Send once. A mail server may take minutes, and a worker that dies meanwhile is missed sooner than that."""
        handover = Handovers().begin(partial(post, self._sender, message))
        while not handover.has_ended(_HEARTBEAT):
            activity.heartbeat()
        return handover.outcome()

    def _confirm(self, message: OutgoingMessage, outcome: Outcome) -> None:
        """Put the outcome on record. With the ledger away it stays as begun, and is not sent again."""
        state, provider_id = _ended(outcome)
        self._count(str(state))
        until = time.monotonic() + _CONFIRM_BUDGET
        while True:
            try:
                with self._ledger.book(NOBODY) as book:
                    book.settle(message.touch_key, message.attempt, state, provider_id)
                return
            except LedgerUnavailable:
                if time.monotonic() > until:
                    log.warning("the outcome of a mail to a colleague could not be written down")
                    return
                time.sleep(0.2)


def _ended(outcome: Outcome) -> tuple[AttemptState, str]:
    states: dict[type[Any], AttemptState] = {
        Accepted: AttemptState.ACCEPTED,
        Refused: AttemptState.REFUSED,
        NotAccepted: AttemptState.NOT_ACCEPTED,
        Unknown: AttemptState.UNKNOWN,
    }
    return states[type(outcome)], outcome.provider_message_id if isinstance(outcome, Accepted) else ""
