"""A raw mail as a row of the inbox: one from the mailbox, or one that is handed over by a mail server.

The row is the same as SendGrid's hook writes, so that the same code tells it. Only its key differs: it hangs on the
mail's own headers alone, so that a mailbox that was rebuilt, or read again years later by another release, tells
nothing twice. Each row names the other's key too, so that a mail that comes by both ways is one.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from domain.replies.mail.authentication_results import Authority
from domain.replies.mail.raw_mail import RAW, key_of, mail_received, split
from gateway.providers.sendgrid_inbound import SOURCE, Mails, kept_unread, posted_key
from gateway.webhooks.unparsed import without_attachments
from integrations.arrivals import Entry
from ledger.inbox.rows import Arrival
from ledger.store import Ledger, LedgerUnavailable

log = logging.getLogger("followup.mailbox")


_LARGE: Final = 1_000_000


class RawMails:
    """Makes rows of raw mails. Safe to share between threads."""

    def __init__(self, ledger: Ledger, keys: Sequence[str], authority: Authority) -> None:
        """`authority`: whose word on a sender is believed."""
        self._mails = Mails(ledger, keys)
        self._authority = authority

    def arrivals(self, raw: bytes, at: datetime) -> list[Arrival]:
        """The mail's own row first, then one for each of the others whom a doubt in it holds. Raises
        LedgerUnavailable alone: then whose it is cannot be looked up, and it is to be handed over again.

        A mail that cannot be read has a row that holds what came, for a person to look at.
        """
        raw = _without_envelope(raw)
        key = key_of(*split(raw))
        entries: list[Entry] = []
        try:
            # What is attached is not kept anyway, and a mail of 20 MB takes 370 MB of memory to read.
            mail = mail_received(without_attachments(raw, RAW)[0] if len(raw) > _LARGE else raw, self._authority)
            also = posted_key(mail) if mail else ""
            entries = self._mails.entries_of(mail, key, at, also) if mail else [kept_unread(raw, RAW, at)]
        except LedgerUnavailable:
            raise
        except Exception as error:  # what nobody thought of: it is kept, to be read after a fix
            log.error("reading an email failed with %s", type(error).__name__)
            entries = [kept_unread(raw, RAW, at)]
        entries[0] = replace(entries[0], key=key)
        return [
            Arrival(SOURCE, one.key, one.kind, one.about, one.body, at, wishes=one.wishes, also=one.also)
            for one in entries
        ]


def _without_envelope(raw: bytes) -> bytes:
    """A pipe may put a line `From somebody@… Mon Nov 23 …` before the mail, as old mailboxes have it."""
    return raw.partition(b"\n")[2] if raw.startswith(b"From ") else raw
