"""What this installation hears of what candidates write, and what it does not: lines of `doctor`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from settings import BadSetting, Settings
from starter.cli.output.dates import now, shown

if TYPE_CHECKING:
    from ledger.store import Ledger

QUIET: Final = timedelta(minutes=15)
"""A mailbox that nobody has looked at for so long is not read any more."""

HANDED_OVER: Final = timedelta(days=30)
"""An email that was handed over by hand or by a pipe within that time says that there is such a way in."""

_MAIL: Final = "mail"
_CHECK: Final = "Answers by email"


class Adding(Protocol):
    """Adds a line."""

    def __call__(self, check: str, ok: bool, says: str, do: str = "", *, warns: bool = False) -> object: ...


def say_what_is_heard(add: Adding, settings: Settings, ledger: Ledger | None) -> None:
    """A line on mail, one on bounces where they go elsewhere, and one on texts."""
    if settings.imap_url is not None:
        _mailbox(add, settings, ledger)
    else:
        _without_mailbox(add, settings, ledger)
    if settings.sms == "twilio":
        heard = bool(settings.public_url and settings.twilio_auth_token)
        says = "come to /hooks/twilio/inbound" if heard else "replies to texts aren't received, not even STOP"
        add("Answers by text", True, says, "set FOLLOWUP_PUBLIC_URL (`followup signal-urls`)", warns=not heard)


def _without_mailbox(add: Adding, settings: Settings, ledger: Ledger | None) -> None:
    if settings.sendgrid_inbound_key and settings.inbound_domain:
        add(_CHECK, True, f"come through SendGrid to @{settings.inbound_domain}")
        return
    if settings.email == "outbox":
        add(_CHECK, True, "emails stay on this machine, so none come; record one with `followup reply`")
        return
    last = ledger.mailboxes.last_arrival(_MAIL) if ledger else None
    if last is not None and now() - last < HANDED_OVER:
        add(_CHECK, True, f"are handed over with `followup inbox add`, the last one {shown(last.isoformat())}")
        return
    reported = settings.email == "sendgrid" and settings.sendgrid_event_key is not None
    what = "replies and stops" if reported else "replies, stops and bounces"
    where = f"at {settings.reply_address}" if settings.reply_address else "in the recruiters' or the sender's mailbox"
    says = f"with {settings.email} alone no replies are received: {what} end up {where}"
    add(_CHECK, True, says, "set FOLLOWUP_IMAP_URL and FOLLOWUP_REPLY_ADDRESS (docs/inbound.md)", warns=True)


def _mailbox(add: Adding, settings: Settings, ledger: Ledger | None) -> None:
    from domain.operations.outage import MAILBOX, MAILBOX_NOTE, is_deaf
    from starter.cli.run.mailbox import mailbox_of

    try:
        mailbox = mailbox_of(settings)
    except BadSetting as error:
        add(_CHECK, False, str(error), "no worker starts until it's fixed")
        return
    if mailbox is None or ledger is None:
        return
    said = {one.kind: one for one in ledger.conditions.all() if one.kind in (MAILBOX, MAILBOX_NOTE)}
    cursor = ledger.mailboxes.cursor(mailbox.address.mark)
    if (trouble := said.get(MAILBOX)) and trouble.since and is_deaf(trouble, now()):
        says = f"not heard since {shown(trouble.since.isoformat())}: {trouble.says.rstrip('.')}"
        add(_CHECK, False, says, "run `followup mailbox check`; what's waiting there is read once it works")
    elif cursor is None:
        add(_CHECK, True, f"the mailbox at {mailbox.address.host} has not been read yet", "run a worker", warns=True)
    elif now() - cursor.read_at > QUIET:
        says = f"the mailbox at {mailbox.address.host} was last read {shown(cursor.read_at.isoformat())}"
        add(_CHECK, False, says, "run `followup worker`")
    else:
        note = said.get(MAILBOX_NOTE)
        says = f"are read from the mailbox at {mailbox.address.host}, last {shown(cursor.read_at.isoformat())}"
        more = f"; {note.says}" if note else ""
        add(_CHECK, True, f"{says}{more}", "free up space there, or grant it permission", warns=note is not None)
    if settings.reply_address is None and not settings.inbound_domain:
        says = "answers go to the sender's own address, and bounces don't say which message they are about"
        add("Reply-To", True, says, "set FOLLOWUP_REPLY_ADDRESS to the address of the mailbox", warns=True)
