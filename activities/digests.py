"""The activities of the daily mail to colleagues: who has something to read, then one mail, at most once a day.

Regular activities: they are rare, may wait for a mail server, and ops see them in the web UI. Nothing personal goes
through Temporal: a colleague is named by the mark of their address, and each mail is written from the ledger as it
stands when it goes out.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from pydantic import ConfigDict
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.handing_over import Handovers, post
from channels.sender import Accepted, NotAccepted, Outcome, OutgoingMessage, Refused, Sender, Unknown
from domain.compact import Compact
from domain.events import Instant
from domain.names import NOBODY, AttemptState, Channel, digest_key
from domain.playbook.model import Playbook
from domain.views.digest import Digest, digests, end_of, for_readers, is_digest_day, today
from domain.views.digest_text import body, notices, subject
from ledger.store import CommitInDoubt, Ledger, LedgerUnavailable, NoPlaybook

log = logging.getLogger(__name__)

_HEARTBEAT = 5.0
"""Seconds between the signs of life of a worker that waits for a mail server."""

_CONFIRM_BUDGET = 5.0
"""Seconds in which the outcome of a mail is tried to be written down."""


class DigestRequest(Compact):
    """What a run is asked for. The schedule asks for nothing in particular: everybody, on working days."""

    model_config = ConfigDict(frozen=True)
    readers: tuple[str, ...] = ()  # marks of addresses; empty for all
    asked: bool = False  # by a person, so also on a day off
    again: str = ""  # an id of the request: also to those who have had today's


class DigestRun(Compact):
    """An order, and the workflow's time."""

    model_config = ConfigDict(frozen=True)
    order: DigestRequest = DigestRequest()
    now: Instant


class DigestRecipients(Compact):
    """Whom to write to, and for which day."""

    model_config = ConfigDict(frozen=True)
    day: date
    readers: tuple[str, ...] = ()
    why: str = ""  # where nobody is written to: the reason


class DigestJob(Compact):
    """One mail to one colleague."""

    model_config = ConfigDict(frozen=True)
    day: date
    reader: str
    again: str = ""
    now: Instant


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


@dataclass(frozen=True, slots=True)
class _Reserved:
    key: str
    attempt: int
    message: OutgoingMessage


class Digests:
    """The daily mail, over one ledger and one way out for mail. Safe to share between threads."""

    def __init__(
        self,
        ledger: Ledger,
        senders: Mapping[Channel, Sender],
        form: MailFormat,
        count: Callable[[str], None] = lambda _outcome: None,
    ) -> None:
        """`count` hears in which state each mail ended."""
        self._ledger = ledger
        self._count = count
        self._sender = senders.get(Channel.EMAIL)
        self._form = form

    @activity.defn(name="list_digests")
    def list_digests(self, morning: DigestRun) -> DigestRecipients:
        """Who has something to read today. Nobody on a day off, unless a person asks."""
        _, playbook = self._rules()
        day = today(playbook, morning.now)
        if not morning.order.asked and not is_digest_day(playbook, day):
            return DigestRecipients(day=day, why="a day off at the company")
        found = for_readers(self._found(playbook, morning.now), morning.order.readers)
        return DigestRecipients(
            day=day, readers=tuple(d.to.mark for d in found), why="" if found else "there is nothing to tell anyone"
        )

    @activity.defn(name="mail_digest", no_thread_cancel_exception=True)
    def mail_digest(self, errand: DigestJob) -> DigestResult:
        """Write one colleague's mail and send it, at most once: look up, reserve, send, confirm
        (docs/architecture.md, "Delivery").

        Raises ApplicationError where it was certainly not sent, for Temporal to try again.
        """
        version, playbook = self._rules()
        if today(playbook, errand.now) != errand.day:
            return DigestResult(outcome="late", reason="that day is over; today has its own digest")
        found = for_readers(self._found(playbook, errand.now), (errand.reader,))
        if not found:
            return DigestResult(outcome="nothing", reason="everything in it has been done since")
        if self._sender is None:
            raise ApplicationError("No provider is set up for email; set FOLLOWUP_EMAIL.", type="NoWayOut")
        reserved = self._reserve(found[0], playbook, version, errand)
        if isinstance(reserved, DigestResult):
            return reserved
        outcome = self._send(self._sender, reserved.message)
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

    # ------------------------------------------------------------ what to write

    def _rules(self) -> tuple[str, Playbook]:
        in_force = self._ledger.playbooks.in_force()
        if in_force is None:
            raise NoPlaybook
        return in_force[0], Playbook.kept(in_force[1], in_force[0])

    def _found(self, playbook: Playbook, now: datetime) -> list[Digest]:
        work = self._ledger.workload(coming_before=end_of(playbook, today(playbook, now)))
        return digests(work, playbook, now, notices(self._ledger.conditions.all(), playbook, now))

    def _message(self, found: Digest, playbook: Playbook, errand: DigestJob) -> OutgoingMessage:
        key = digest_key(errand.day, errand.reader, errand.again)
        title = subject(found, errand.now, playbook.company.country)
        text, html = self._form.bodies(body(found, playbook, errand.now), title)
        return OutgoingMessage(
            touch_key=key,
            attempt=1,
            to=found.to.email,
            to_name=found.to.name,
            subject=title,
            text=text,
            html=html,
            sender_name=playbook.sender.name,
            sender_address=playbook.sender.email,
            message_id=self._form.message_id(key, playbook.sender.email.rpartition("@")[2]),
            sent_at=errand.now,
            automatic=True,
        )

    # ------------------------------------------------------------ look up and reserve, send, confirm

    def _reserve(self, found: Digest, playbook: Playbook, version: str, errand: DigestJob) -> DigestResult | _Reserved:
        """One transaction. An attempt that is there and was not certainly unsent is the day's only one."""
        key = digest_key(errand.day, errand.reader, errand.again)
        attempt = 0
        draft = self._message(found, playbook, errand)  # before the transaction, in which nobody else writes
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
                    step="digest",
                    channel=Channel.EMAIL,
                    address=message.to,
                    subject=message.subject,
                    body="",  # it names many candidates, whose erasure would not find it here
                    message_id=message.message_id,
                    at=errand.now,
                    playbook=version,
                )
        except CommitInDoubt:
            self._ledger.settle_doubt(key, attempt, errand.now)  # certainly not sent
            raise
        return _Reserved(key, attempt, message)

    def _send(self, sender: Sender, message: OutgoingMessage) -> Outcome:
        """Send once. A mail server may take minutes, and a worker that dies meanwhile is missed sooner than that."""
        handover = Handovers().begin(partial(post, sender, message))
        while not handover.has_ended(_HEARTBEAT):
            activity.heartbeat()
        return handover.outcome()

    def _confirm(self, reserved: _Reserved, outcome: Outcome) -> None:
        """Put the outcome on record. With the ledger away it stays as begun, and is not sent again."""
        state, provider_id = _ended(outcome)
        self._count(str(state))
        until = time.monotonic() + _CONFIRM_BUDGET
        while True:
            try:
                with self._ledger.book(NOBODY) as book:
                    book.settle(reserved.key, reserved.attempt, state, provider_id)
                return
            except LedgerUnavailable:
                if time.monotonic() > until:
                    log.warning("the outcome of a digest could not be written down")
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
