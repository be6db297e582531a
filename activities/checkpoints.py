"""The feed's reader that keeps the audit log: it adds each fact, and every ten minutes signs and mails a checkpoint.

`now` is for an erasure too, which wants a checkpoint at once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from activities.colleague_mail import MailFormat
from activities.handing_over import Handovers, post
from channels.sender import Accepted, Attachment, Outcome, OutgoingMessage, Sender, time_limit
from domain.names import Channel, checkpoint_key
from domain.playbook.model import NewerPlaybook, Playbook
from ledger.audit.keys import BadKey, SigningKey, checkpoint_key_of
from ledger.audit.log import Kept
from ledger.store import Ledger

log = logging.getLogger(__name__)

EVERY: Final = timedelta(minutes=10)
"""How often a checkpoint is made while facts come in."""

AGAIN: Final = timedelta(minutes=1)
"""When a mail is tried again that was not accepted."""

_WAIT: Final = 6.0
"""Seconds for which a mail server is waited for: facts that come in meanwhile want to be read."""


class Checkpoints:
    """One ledger's log and checkpoints. Safe to share between threads."""

    def __init__(
        self, ledger: Ledger, keys: Path, senders: Mapping[Channel, Sender], form: MailFormat | None = None
    ) -> None:
        """`keys`: the folder of the key that signs; `form`: how a mail looks, without which none is sent."""
        self._ledger, self._keys = ledger, keys
        self._sender, self._form = senders.get(Channel.EMAIL), form
        self._not_before: datetime | None = None  # a mail is tried again
        self._problem = ""

    # ------------------------------------------------------------ as a reader of the feed

    def take(self, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
        """Add them to the log."""
        self._ledger.log.take(rows)

    def rest(self, now: datetime) -> None:
        """Make a checkpoint where one is due, and mail what was not mailed yet."""
        last = next(iter(self._ledger.log.kept()), None)
        has_grown = self._ledger.log.size() > (last.size if last else 0)
        try:
            if has_grown and (last is None or now - last.made_at >= EVERY):
                last = self._made(now)
            if last is not None and last.mailed_at is None and (self._not_before is None or now >= self._not_before):
                self._mail(last, now)
            self._problem = ""
        except BadKey as error:
            if self._problem != str(error):
                log.warning("no checkpoint of the record can be signed: %s", error)
            self._problem = str(error)

    # ------------------------------------------------------------ at once

    def now(self, now: datetime) -> Kept:
        """A checkpoint over all that is on record by now, mailed where it is to go.

        Raises BadKey, LedgerUnavailable.
        """
        self._ledger.log.catch_up(now)
        made = self._made(now)
        if made.mailed_at is None:
            self._mail(made, now)
        return made

    def signer(self) -> Callable[[bytes], str] | None:
        """What signs with the same key; None where that is missing, which a checkpoint tells. Raises
        LedgerUnavailable.
        """
        rules = self._rules()
        try:
            return self._key(rules).sign if rules is not None else None
        except BadKey:
            return None

    def _key(self, rules: Playbook | None) -> SigningKey:
        domain = rules.sender.email.rpartition("@")[2] if rules else ""
        return checkpoint_key_of(self._keys, domain, is_first=not self._ledger.log.kept())

    def _made(self, now: datetime) -> Kept:
        rules = self._rules()
        key = self._key(rules)
        return self._ledger.log.checkpoint(key.name, key.note, now, rules.audit.operators if rules else ())

    def _mail(self, made: Kept, now: datetime) -> None:
        rules = self._rules()
        if rules is None or rules.audit.checkpoints_to is None or self._sender is None or self._form is None:
            return
        message = self._message(made, rules, rules.audit.checkpoints_to, now)
        self._not_before = now + max(AGAIN, time_limit(self._sender))
        handover = Handovers().begin(partial(post, self._sender, message))
        outcome = handover.within(_WAIT, lambda: partial(self._ended, made, now))
        if outcome is not None:  # else the mail server takes its time, and nobody waits for it
            self._ended(made, now, outcome)

    def _ended(self, made: Kept, now: datetime, outcome: Outcome) -> None:
        """The same mail may come twice, where nobody knows how it ended; that does no harm."""
        if isinstance(outcome, Accepted):
            self._ledger.log.mailed(made.size, now)
        else:
            log.warning("a checkpoint of the record was not mailed: %s", outcome.reason)

    def _message(self, made: Kept, rules: Playbook, to: str, now: datetime) -> OutgoingMessage:
        assert self._form is not None
        entries = f"{made.size:,} {'entry' if made.size == 1 else 'entries'}"
        key, title = checkpoint_key(made.size), f"Checkpoint of {rules.company.name}'s record: {entries}"
        text, html = self._form.bodies(_WORDS.format(entries, rules.company.name, made.note), title)
        return OutgoingMessage(
            touch_key=key,
            attempt=1,
            to=to,
            subject=title,
            text=text,
            html=html,
            sender_name=rules.sender.name,
            sender_address=rules.sender.email,
            message_id=self._form.message_id(key, rules.sender.email.rpartition("@")[2]),
            sent_at=now,
            attachments=(Attachment(f"checkpoint-{made.size}.txt", "application/octet-stream", made.note.encode()),),
            automatic=True,
        )

    def _rules(self) -> Playbook | None:
        in_force = self._ledger.playbooks.in_force()
        try:
            return Playbook.kept(in_force[1], in_force[0]) if in_force else None
        except (NewerPlaybook, ValueError):  # another worker can read it
            return None


_WORDS: Final = """\
Please keep this email. The attached file fixes what is on record of {1}'s contacts with candidates: {0}. It names
nobody.

With it and an export from followup, you can check later that nothing was rewritten or removed since: see "Audit" in
followup's documentation.

```
{2}```
"""
