"""The activities of the daily mail to colleagues: who has something to read, then one mail, at most once a day.

Regular activities: they are rare, may wait for a mail server, and ops see them in the web UI. Nothing personal goes
through Temporal: a colleague is named by the mark of their address, and each mail is written from the ledger as it
stands when it goes out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from pydantic import ConfigDict
from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.colleague_mail import ColleagueMail, DigestResult, MailFormat
from channels.sender import OutgoingMessage, Sender
from domain.compact import Compact
from domain.events import Instant
from domain.names import Channel, digest_key
from domain.playbook.model import Playbook
from domain.reporting.experiment_words import harm_words
from domain.views.digest import Digest, digests, end_of, for_readers, is_digest_day, today
from domain.views.digest_text import body, notices, subject
from ledger.store import Ledger, NoPlaybook

__all__ = ["DigestJob", "DigestRecipients", "DigestRequest", "DigestResult", "DigestRun", "Digests", "MailFormat"]


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
        return ColleagueMail(self._ledger, self._sender, self._count).post(
            self._message(found[0], playbook, errand), "digest", version, errand.now
        )

    # ------------------------------------------------------------ what to write

    def _rules(self) -> tuple[str, Playbook]:
        in_force = self._ledger.playbooks.in_force()
        if in_force is None:
            raise NoPlaybook
        return in_force[0], Playbook.kept(in_force[1], in_force[0])

    def _found(self, playbook: Playbook, now: datetime) -> list[Digest]:
        work = self._ledger.workload(coming_before=end_of(playbook, today(playbook, now)))
        tests = self._ledger.tested_messages.judged(playbook, now) if playbook.experiments else ()
        why_late = notices(self._ledger.conditions.all(), playbook, now)
        return digests(work, playbook, now, why_late, harm_words(tests))

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
