"""`mailbox check`: can the mailbox that answers come to be read; and its reading beside a worker."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

import typer

from clock import Clock, host_now
from settings import BadSetting, Settings, read_settings
from starter.cli.errors import Failed, Wrong
from starter.cli.options import AsJson
from starter.cli.output.formatting import print_json
from starter.cli.people import open_ledger
from starter.wording.candidates import plain
from starter.wording.instants import now, shown

if TYPE_CHECKING:
    from integrations.mailbox.building import Mailbox
    from ledger.inbox.mailboxes import Cursor
    from ledger.store import Ledger
    from metrics import WorkerMetrics
    from worker import Beside

mailbox = typer.Typer(help="The mailbox that candidates' replies come to.", no_args_is_help=True)


@mailbox.callback()
def _group() -> None:
    """So that `check` stays a command of its own."""


@mailbox.command()
def check(as_json: AsJson = False) -> None:
    """Check that it can be read: folder, last message, how many are waiting, and whether plus addresses arrive."""
    from integrations.mailbox.client import Connection
    from integrations.mailbox.trouble import MailboxTrouble

    settings = read_settings()
    found = mailbox_of(settings)
    if found is None:
        raise Wrong("No mailbox is set up: set FOLLOWUP_IMAP_URL, such as imaps://talent@imap.acme.com/INBOX.")
    cursor, to_be_told = _known(settings, found)
    said: dict[str, Any] = {
        "reached": False,
        "host": found.address.host,
        "folder": found.address.folder,
        "last_read": _last_read(cursor),
        "waiting": None,
        "to_be_told": to_be_told,
        "plus_addressing": "unknown",
        "idle": None,
        "read_only": None,
        "full": None,
        "says": "",
    }
    try:
        with Connection(found.address, found.credentials) as connection:
            said |= _seen(connection, cursor, settings.reply_address)
    except MailboxTrouble as trouble:
        said["says"] = str(trouble)
    if as_json:
        print_json(said)
    if not said["reached"]:
        raise typer.Exit(1) if as_json else Failed(said["says"])
    if not as_json:
        _print(said, settings.reply_address)


def mailbox_of(settings: Settings, clock: Clock = now) -> Mailbox | None:
    """The mailbox that is set, or none. Raises BadSetting."""
    if settings.imap_url is None:
        return None
    from integrations.mailbox.building import build_mailbox

    try:
        return build_mailbox(settings, clock)
    except ValueError as error:
        raise BadSetting(str(error)) from None


def reading(settings: Settings, clock: Clock = host_now) -> Beside | None:
    """Reads the mailbox for as long as a worker runs; none where no mailbox is set. Raises BadSetting.

    Mails are made rows of the inbox by the gateway's own code, which tells them later; so this is put together here,
    where both rooms may be seen.
    """
    found = mailbox_of(settings, clock)
    if found is None:
        return None

    def beside(ledger: Ledger, metrics: WorkerMetrics) -> AbstractAsyncContextManager[None]:
        from gateway.webhooks.raw_mail import RawMails
        from integrations.mailbox.poller import Poller, reading

        mails = RawMails(ledger, settings.keys, found.authority)
        return reading(Poller(found, ledger, mails.arrivals, metrics.mailbox, clock=clock))

    return beside


def _known(settings: Settings, found: Mailbox) -> tuple[Cursor | None, int | None]:
    """What the ledger knows of it, and how much waits in the inbox; a mailbox may be checked before there is one."""
    from ledger.engine import LedgerUnavailable

    try:
        with open_ledger(settings) as ledger:
            return ledger.mailboxes.cursor(found.address.mark), ledger.inbox.depth().waiting
    except LedgerUnavailable:
        return None, None


def _last_read(cursor: Cursor | None) -> dict[str, Any] | None:
    if cursor is None:
        return None
    stored_at = cursor.last_stored_at
    return {
        "uid": cursor.last_uid,
        "at": cursor.read_at.isoformat(),
        "last_message_at": stored_at.isoformat() if stored_at else None,
        "messages": cursor.stored,
    }


def _seen(connection: Any, cursor: Cursor | None, reply_address: str | None) -> dict[str, Any]:
    """What a look at the open mailbox shows. Raises MailboxTrouble."""
    from integrations.mailbox.poller import FIRST_LOOK

    same = cursor is not None and cursor.uid_validity == connection.uid_validity
    if cursor is not None and same:
        waiting = len(connection.uids_after(cursor.last_uid))
    else:
        waiting = len(connection.uids_since((now() - FIRST_LOOK).date()))
    local = (reply_address or "").partition("@")[0]
    fills = connection.fills()
    return {
        "reached": True,
        "folder": connection.folder,
        "waiting": waiting,
        "plus_addressing": "works" if local and connection.has_mail_to(f"{local}+") else "unknown",
        "idle": connection.tells_at_once,
        "read_only": connection.read_only,
        "full": None if fills is None else round(fills, 3),
        "says": ""
        if cursor is None or same
        else "It was rebuilt: the next check reads it again, and nothing is passed on twice.",
    }


def _print(said: dict[str, Any], reply_address: str | None) -> None:
    last = said["last_read"]
    print(f"Reached         {said['host']}, folder {plain(said['folder'])}")
    if last is None:
        print("Last read       not yet; a running worker reads it")
    else:
        message = f"; the last message came in {shown(last['last_message_at'])}" if last["last_message_at"] else ""
        print(f"Last read       {shown(last['at'])}, up to number {last['uid']}{message}")
    inbox = "" if said["to_be_told"] is None else f", {said['to_be_told']} in the inbox to be passed on"
    print(f"Waiting         {said['waiting']} to be read{inbox}")
    print(f"Plus-addresses  {_plus(said['plus_addressing'], reply_address)}")
    print(f"New messages    {'at once (IDLE)' if said['idle'] else 'checked every half minute'}")
    if said["read_only"]:
        print("Read-only       replies are read, but can't be marked as read")
    if said["full"] is not None:
        print(f"Full            {said['full']:.0%}")
    if said["says"]:
        print(said["says"])


def _plus(known: str, reply_address: str | None) -> str:
    if known == "works":
        return "arrive here"
    if not reply_address:
        return "unknown: set FOLLOWUP_REPLY_ADDRESS to the address of this mailbox"
    local, _, domain = reply_address.partition("@")
    return f"unknown: send an email to {local}+test@{domain}, and check again"
