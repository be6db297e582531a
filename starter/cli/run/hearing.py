"""What this installation hears of what candidates write, and what it does not: lines of `doctor`."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from settings import BadSetting
from starter.wording.instants import now, shown

if TYPE_CHECKING:
    from ledger.store import Ledger
    from starter.cli.run.doctor import Visit

QUIET: Final = timedelta(minutes=15)
"""A mailbox that nobody has looked at for so long is not read any more."""

HANDED_OVER: Final = timedelta(days=30)
"""An email that was handed over by hand or by a pipe within that time says that there is such a way in."""

_MAIL: Final = "mail"
_CHECK: Final = "Replies by email"


def say_what_is_heard(visit: Visit, ledger: Ledger | None) -> None:
    """A line on mail, one on bounces where they go elsewhere, and one on texts."""
    settings = visit.settings
    if settings.imap_url is not None:
        _mailbox(visit, ledger)
    else:
        _without_mailbox(visit, ledger)
    if settings.sms == "twilio":
        heard = bool(settings.public_url and settings.twilio_auth_token)
        says = "received at /hooks/twilio/inbound" if heard else "replies to texts aren't received, not even STOP"
        visit.add("Replies by text", True, says, "set FOLLOWUP_PUBLIC_URL (`followup signal-urls`)", warns=not heard)


def _without_mailbox(visit: Visit, ledger: Ledger | None) -> None:
    settings = visit.settings
    if settings.sendgrid_inbound_key and settings.inbound_domain:
        visit.add(_CHECK, True, f"received through SendGrid at @{settings.inbound_domain}")
        return
    if settings.email == "outbox":
        visit.add(_CHECK, True, "emails stay on this computer, so there are none; record one with `followup reply`")
        return
    last = ledger.mailboxes.last_arrival(_MAIL) if ledger else None
    if last is not None and now() - last < HANDED_OVER:
        visit.add(_CHECK, True, f"handed over with `followup inbox add`, the last one {shown(last.isoformat())}")
        return
    reported = settings.email == "sendgrid" and settings.sendgrid_event_key is not None
    what = "replies and stops" if reported else "replies, stops and bounces"
    where = f"at {settings.reply_address}" if settings.reply_address else "in the recruiters' or the sender's mailbox"
    says = f"with {settings.email} alone no replies are received: {what} end up {where}"
    visit.add(_CHECK, True, says, "set FOLLOWUP_IMAP_URL and FOLLOWUP_REPLY_ADDRESS (docs/inbound.md)", warns=True)


def _mailbox(visit: Visit, ledger: Ledger | None) -> None:
    from domain.operations.outage import MAILBOX, MAILBOX_NOTE, is_deaf
    from starter.cli.run.mailbox import mailbox_of

    try:
        mailbox = mailbox_of(visit.settings)
    except BadSetting as error:
        visit.add(_CHECK, False, str(error), "no worker starts until it's fixed")
        return
    if mailbox is None or ledger is None:
        return
    said = {one.kind: one for one in ledger.conditions.all() if one.kind in (MAILBOX, MAILBOX_NOTE)}
    cursor = ledger.mailboxes.cursor(mailbox.address.mark)
    if (trouble := said.get(MAILBOX)) and trouble.since and is_deaf(trouble, now()):
        says = f"not received since {shown(trouble.since.isoformat())}: {trouble.says.rstrip('.')}"
        visit.add(_CHECK, False, says, "run `followup mailbox check`; what's waiting there is read once it works")
    elif cursor is None:
        visit.add(
            _CHECK, True, f"the mailbox at {mailbox.address.host} hasn't been read yet", "run a worker", warns=True
        )
    elif now() - cursor.read_at > QUIET:
        says = f"the mailbox at {mailbox.address.host} was last read {shown(cursor.read_at.isoformat())}"
        visit.add(_CHECK, False, says, "run `followup worker`")
    else:
        note = said.get(MAILBOX_NOTE)
        says = f"read from the mailbox at {mailbox.address.host}, last {shown(cursor.read_at.isoformat())}"
        more = f"; {note.says}" if note else ""
        visit.add(_CHECK, True, f"{says}{more}", "free up space there, or grant it permission", warns=note is not None)
    if not visit.settings.answers_at:
        says = "answers go to the sender's own address, and bounces don't say which message they are about"
        visit.add("Reply-To", True, says, "set FOLLOWUP_REPLY_ADDRESS to the address of the mailbox", warns=True)
