"""A ledger in which Ann is waiting for our mails, and the reading of a mailbox that her answers come to."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.replies.mail.authentication_results import authority_of
from domain.replies.mail.mailbox_address import MailboxAddress
from domain.replies.reply_address import reply_address
from gateway.providers.sendgrid_inbound import Mails
from gateway.webhooks.raw_mail import RawMails
from integrations.arrivals import Entry, Reading
from integrations.mailbox.building import Mailbox
from integrations.mailbox.client import Credentials, MailboxTimeouts, Password
from integrations.mailbox.poller import Pauses, Poller
from ledger.store import Ledger
from tests.clocks import wednesday
from tests.dovecot import PASSWORD
from tests.gateway.mail_corpus import KEY, TOUCH
from tests.gateway.provider_desk import MAIL, Desk

TALENT = reply_address(TOUCH, "acme.example", [KEY])
"""What the mail that Ann answers has as its Reply-To."""

QUICK = Pauses(idle=60, look=0.05, others=0.05, first=0.02, longest=0.1, refused=0.05, refused_longest=0.1)

_numbers = itertools.count(1)


def mail(words: str = "Tuesday suits me.", *, to: str = TALENT, sender: str = f"Ann <{MAIL}>", **headers: str) -> bytes:
    """A mail of hers; each another one."""
    given = {
        "From": sender,
        "To": to,
        "Subject": "Re: Your application",
        "Date": "Wed, 15 Jul 2026 14:00:00 +0000",
        "Message-ID": f"<{next(_numbers)}@mail.example>",
        "Content-Type": "text/plain; charset=utf-8",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\n" for name, value in given.items() if value)
    return f"{head}\n{words}\n".encode()


@dataclass
class Counted:
    """Counts what the reading of a mailbox tells of itself."""

    looks: int = 0
    mails: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def begin(self, reasons: Sequence[str]) -> None: ...

    def looked(self, at: datetime) -> None:
        self.looks += 1

    def stored(self, count: int) -> None:
        self.mails += count

    def failed(self, reason: str) -> None:
        self.errors[reason] += 1


@dataclass
class Reader:
    """The reading of a mailbox, in a thread, as in a worker."""

    ledger: Ledger
    counted: Counted
    poller: Poller

    def until_looked(self) -> None:
        """Until it has looked once more, from now on."""
        looks = self.counted.looks
        until(lambda: self.counted.looks > looks, what=f"another look ({self.counted})")

    @property
    def says(self) -> str:
        """What `doctor` shows of it."""
        return "; ".join(one.says for one in self.ledger.conditions.all() if one.source == "mailbox")


@contextmanager
def reads(
    desk: Desk,
    address: MailboxAddress,
    *,
    credentials: Credentials | None = None,
    ledger: Ledger | None = None,
    patience: MailboxTimeouts | None = None,
    pauses: Pauses = QUICK,
    clock: Callable[[], datetime] = wednesday,
    authserv: str | None = None,
) -> Iterator[Reader]:
    """For as long as the block runs."""
    ledger, counted = ledger or desk.ledger, Counted()
    authority = authority_of(address.host, authserv)
    mailbox = Mailbox(address, credentials or Password(PASSWORD), authority, timedelta(days=380))
    mails = RawMails(ledger, [KEY], authority)
    poller = Poller(mailbox, ledger, mails.arrivals, counted, clock=clock, pauses=pauses, patience=patience)
    thread = threading.Thread(target=poller.run, daemon=True)
    thread.start()
    try:
        yield Reader(ledger, counted, poller)
    finally:
        poller.stop()
        thread.join(10)
        assert not thread.is_alive(), "it does not stop"


def rows(ledger: Ledger) -> list[dict[str, Any]]:
    """What stands in the inbox, in order."""
    numbers = [row["number"] for state in ("waiting", "told") for row in ledger.inbox.listing(state)]
    return [row for number in sorted(numbers) if (row := ledger.inbox.one(number))]


def read(desk: Desk, row: dict[str, Any]) -> Reading:
    """What the gateway makes of a row."""
    entry = Entry(row["key"], row["kind"], row["about"], row["body"])
    return Mails(desk.ledger, [KEY]).read(entry, desk.known())


def words(desk: Desk) -> list[str]:
    """What Ann said, as the gateway would tell it, in order."""
    return [read(desk, row).tells[0].fact["text"] for row in rows(desk.ledger)]


def until(holds: Callable[[], Any], *, patience: float = 60, what: str = "it") -> Any:
    """Wait for something that must come, as short as it takes."""
    end = time.monotonic() + patience
    while not (value := holds()):
        assert time.monotonic() < end, f"{what} did not happen within {patience:.0f} s"
        time.sleep(0.01)
    return value
