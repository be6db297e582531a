"""Reads the mailbox of answers for as long as a worker runs, one worker of all on a ledger.

A mail is in the inbox before it is marked as read, and the cursor moves after both: whatever breaks off in between,
the mail is read again and known by its key. So neither a kill, nor a mailbox that was rebuilt, nor two workers at once
lose a mail or tell one twice.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import traceback
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from typing import Final, Protocol

from domain.operations.outage import MAILBOX, MAILBOX_NOTE, Condition
from domain.replies.mail.raw_mail import key_of
from integrations.mailbox.building import Mailbox
from integrations.mailbox.client import Connection, Head, MailboxTimeouts, Wake
from integrations.mailbox.trouble import REASONS, MailboxTrouble, Reason
from ledger.inbox.rows import Arrival
from ledger.store import Ledger, LedgerUnavailable

log = logging.getLogger("followup.mailbox")

SOURCE: Final = "mail"
"""Under which its rows stand in the inbox, as those of SendGrid's hook do."""

FIRST_LOOK: Final = timedelta(days=30)
"""How far back the first look goes: an answer of last week counts, ten years of a company's mail do not."""

GIVES_UP: Final = 3
"""Tries, after which a mail that cannot be fetched, while others can, is left where it is and put before a person."""

FULL: Final = 0.95
"""Of 1: so full a mailbox is worth a word."""

_HANGING_UP: Final = 5.0
"""Seconds for ending the connection; a server that hangs is left to itself."""

_AT_ONCE: Final = 100
_WRITTEN_EVERY: Final = timedelta(minutes=1)
_SAID_EVERY: Final = timedelta(minutes=10)
_BYTES_AT_ONCE: Final = 4_000_000


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds between looks and tries."""

    idle: float = 300  # a server that tells at once is asked all the same
    look: float = 30  # one that does not is asked
    others: float = 30  # another worker reads it; is it still there?
    first: float = 5  # after a failure; then twice as long each time
    longest: float = 300
    refused: float = 60  # a password that is wrong is not tried often: servers lock accounts for that
    refused_longest: float = 1800


class Listener(Protocol):
    """Who counts (metrics)."""

    def begin(self, reasons: Sequence[str]) -> None: ...

    def looked(self, at: datetime) -> None: ...

    def stored(self, count: int) -> None: ...

    def failed(self, reason: Reason) -> None: ...


@dataclass(slots=True)
class _Difficult:
    """What became of mails that could not be fetched, while the server numbers them so."""

    numbered_by: int = 0
    tries: dict[int, int] = field(default_factory=dict)  # by number
    others_came: bool = False  # since the first of them failed
    one_by_one: bool = False

    def failed(self, uids: Sequence[int]) -> None:
        if len(uids) > 1:
            self.one_by_one = True
            return
        if not self.tries:
            self.others_came = False
        self.tries[uids[0]] = self.tries.get(uids[0], 0) + 1

    def is_hopeless(self, uid: int) -> bool:
        return self.others_came and self.tries.get(uid, 0) >= GIVES_UP


class Poller:
    """Reads one mailbox. `run` belongs to one thread, `stop` to any."""

    def __init__(
        self,
        mailbox: Mailbox,
        ledger: Ledger,
        arrivals_of: Callable[[bytes, datetime], Sequence[Arrival]],
        listener: Listener,
        *,
        clock: Callable[[], datetime],
        pauses: Pauses | None = None,
        patience: MailboxTimeouts | None = None,
    ) -> None:
        """`arrivals_of` makes the rows of the inbox of a raw mail, its own first; it may raise LedgerUnavailable."""
        self._mailbox = mailbox
        self._mark = mailbox.address.mark
        self._ledger = ledger
        self._arrivals_of = arrivals_of
        self._listener = listener
        self._clock = clock
        self._pauses = pauses or Pauses()
        self._patience = patience or MailboxTimeouts()
        self._wake = Wake()
        self._difficult = _Difficult()
        self._said: tuple[list[Condition], datetime] | None = None
        self._failures = 0

    def stop(self) -> None:
        """Have `run` return soon."""
        self._wake.set()

    def run(self) -> None:
        """Read until stopped, whatever happens. Never raises."""
        self._listener.begin(REASONS)
        pause = 0.0
        try:
            with self._ledger.only_one("mailbox") as may_i:
                while not self._wake.wait(pause):
                    pause = self.turn(may_i)
        except Exception as error:
            log.error("the mailbox is not read any more (%s), which is a bug in followup", type(error).__name__)
        finally:
            self._wake.close()

    def turn(self, may_i: Callable[[], bool]) -> float:
        """Read until something is wrong, or somebody else reads; how many seconds to wait then. Never raises."""
        try:
            if may_i():
                self._read_on(may_i)
            self._failures = 0
            return self._pauses.others
        except MailboxTrouble as trouble:
            return self._tell_trouble(trouble)
        except LedgerUnavailable as error:
            log.warning("the mailbox waits: %s", error)
            self._listener.failed("ledger")
        except Exception as error:  # whatever it is, what is in the mailbox must still be read
            where = traceback.extract_tb(error.__traceback__)[-1]
            log.error("reading the mailbox failed with %s at %s:%s", type(error).__name__, where.name, where.lineno)
            self._listener.failed("fault")
            self._say(MAILBOX, f"reading it failed ({type(error).__name__}), which is a bug in followup")
        self._failures += 1
        return self._grown(self._pauses.first, self._pauses.longest)

    def _grown(self, first: float, longest: float) -> float:
        return min(first * 2.0 ** min(self._failures - 1, 30), longest)

    def _tell_trouble(self, trouble: MailboxTrouble) -> float:
        self._failures += 1
        refused = trouble.reason == "refused"
        first, longest = (
            (self._pauses.refused, self._pauses.refused_longest)
            if refused
            else (self._pauses.first, self._pauses.longest)
        )
        pause = self._grown(first, longest)
        log.warning("the mailbox can't be read: %s Next try in %.0f s.", trouble, pause)
        self._listener.failed(trouble.reason)
        self._say(MAILBOX, str(trouble))
        return pause

    # ------------------------------------------------------------ one connection

    def _read_on(self, may_i: Callable[[], bool]) -> None:
        with Connection(self._mailbox.address, self._mailbox.credentials, self._patience) as connection:
            first = True
            while True:
                self._look(connection, just_opened=first)
                first = False
                self._failures = 0
                self._say(MAILBOX_NOTE, _remark(connection))
                if not may_i():
                    return
                pause = self._pauses.idle if connection.tells_at_once else self._pauses.look
                if connection.wait(pause, self._wake):
                    return

    def _look(self, connection: Connection, *, just_opened: bool) -> None:
        """Take in what is new, in order. Raises MailboxTrouble and LedgerUnavailable."""
        now = self._clock()
        cursor = self._ledger.mailboxes.cursor(self._mark)
        # A server that was put back to an older copy may give numbers once more without saying so.
        set_back = cursor is not None and just_opened and connection.uid_next <= cursor.last_uid
        numbered_anew = set_back or (cursor is not None and cursor.uid_validity != connection.uid_validity)
        if cursor is None or numbered_anew:  # the numbers say nothing about what is known
            since = now - (self._mailbox.memory if numbered_anew else FIRST_LOOK)
            uids, reached = connection.uids_since(since.date()), connection.uid_next - 1
        else:
            uids, reached = connection.uids_after(cursor.last_uid), cursor.last_uid
        if numbered_anew and self._difficult.numbered_by != connection.uid_validity:
            log.warning("the mailbox was rebuilt: %d mails are looked at again, and what is known is left", len(uids))
            self._difficult = _Difficult(connection.uid_validity)
        too_old = now - self._mailbox.memory if numbered_anew else None
        stored, left = 0, set(uids)
        for some in self._portions(uids):
            new = self._take(connection, some, too_old, now)
            left.difference_update(some)
            stored += new
            self._listener.stored(new)
            if cursor is not None and not numbered_anew and left and new:
                self._read_up_to(connection, min(left) - 1, now, stored)
                stored = 0
        self._difficult = _Difficult(connection.uid_validity)
        if uids or cursor is None or numbered_anew or now - cursor.read_at >= _WRITTEN_EVERY:
            self._read_up_to(connection, max([reached, *uids]), now, stored, anew=numbered_anew)
        self._listener.looked(now)

    def _portions(self, uids: Sequence[int]) -> Iterator[list[int]]:
        """In order, those that could not be fetched at the end, each by itself."""
        fresh = [uid for uid in uids if uid not in self._difficult.tries]
        size = 1 if self._difficult.one_by_one else _AT_ONCE
        yield from (fresh[start : start + size] for start in range(0, len(fresh), size))
        difficult = sorted(set(uids) & self._difficult.tries.keys(), key=lambda uid: (self._difficult.tries[uid], uid))
        yield from ([uid] for uid in difficult)

    def _take(self, connection: Connection, uids: list[int], too_old: datetime | None, now: datetime) -> int:
        """Keep mails; how many of them were new. Raises MailboxTrouble, after which those that follow go first."""
        if len(uids) == 1 and self._difficult.is_hopeless(uids[0]):
            log.error("a mail in the mailbox cannot be fetched, others can; `followup inbox` has it as not understood")
            return self._ledger.inbox.put(self._arrivals_of(_unfetchable(connection, uids[0]), now))
        try:
            heads = connection.heads(uids)
            wanted = self._unknown(heads, too_old)
            arrivals: dict[int, Sequence[Arrival]] = {}
            for some in _groups(wanted):
                mails = connection.mails(some)
                empty = [uid for uid in some if not mails.get(uid)]
                # Of these somebody has removed some meanwhile; the others the server keeps to itself.
                mails |= {uid: _unfetchable(connection, uid) for uid in connection.heads(empty)} if empty else {}
                arrivals |= {uid: self._arrivals_of(raw, now) for uid, raw in sorted(mails.items())}
        except MailboxTrouble:
            self._difficult.failed(uids)
            raise
        self._difficult.others_came = self._difficult.others_came or bool(arrivals)
        stored = self._ledger.inbox.put([one for lot in arrivals.values() for one in lot])
        # What is about nobody here stays as it is, for whoever else reads that mailbox.
        connection.mark_read([uid for uid, lot in arrivals.items() if lot and lot[0].about])
        return stored

    def _unknown(self, heads: dict[int, Head], too_old: datetime | None) -> dict[int, int]:
        """Which of these mails are not in the inbox yet, with their sizes."""
        keys = {uid: key_of(head.fields) for uid, head in heads.items()}
        known = self._ledger.mailboxes.known(SOURCE, {key for key in keys.values() if key})
        found = {uid: head.size for uid, head in sorted(heads.items()) if keys[uid] not in known}
        if too_old is None:
            return found
        return {uid: size for uid, size in found.items() if not _is_before(heads[uid], too_old)}

    def _read_up_to(self, connection: Connection, uid: int, now: datetime, stored: int, *, anew: bool = False) -> None:
        self._ledger.mailboxes.read_up_to(self._mark, connection.uid_validity, uid, now, stored, anew=anew)

    # ------------------------------------------------------------ what somebody should know

    def _say(self, kind: str, sentence: str) -> None:
        """Put it where `doctor` and the digest look, or take back what was said. The ledger may be away."""
        found, now = [Condition(kind, says=sentence)] if sentence else [], self._clock()
        if self._said and self._said[0] == found and (not found or now - self._said[1] < _SAID_EVERY):
            return
        try:
            self._ledger.conditions.replace("mailbox", found, now)
            self._said = found, now
        except LedgerUnavailable:
            self._said = None


@asynccontextmanager
async def reading(poller: Poller) -> AsyncIterator[None]:
    """Read for as long as the block runs, in a thread of its own: a server that hangs holds up no clock."""
    thread = threading.Thread(target=poller.run, daemon=True, name="mailbox")
    thread.start()
    try:
        yield
    finally:
        poller.stop()
        await asyncio.to_thread(thread.join, _HANGING_UP)


def _remark(connection: Connection) -> str:
    fills = connection.fills()
    if fills is not None and fills >= FULL:
        return f"the mailbox is {fills:.0%} full; when it is full, answers go back to whoever writes them"
    if connection.read_only:
        return "the mailbox is read-only: answers are heard, and cannot be marked as read"
    return ""


def _groups(sizes: dict[int, int]) -> Iterator[dict[int, int]]:
    """So many at once that they fit into memory."""
    group: dict[int, int] = {}
    for uid, size in sizes.items():
        if group and sum(group.values()) + size > _BYTES_AT_ONCE:
            yield group
            group = {}
        group[uid] = size
    if group:
        yield group


def _unfetchable(connection: Connection, uid: int) -> bytes:
    """Stands in the inbox for a mail that the server does not hand out; it has no header, so it is read as no mail."""
    said = f"Mail number {uid} (of {connection.uid_validity}) in the folder {connection.folder} could not be fetched"
    return f"\n{said}, while others could. It is still there: look at it in the mailbox.".encode()


def _is_before(head: Head, instant: datetime) -> bool:
    """Was it written before then, by its own word?"""
    try:
        written = parsedate_to_datetime(str(message_from_bytes(head.fields).get("date", "")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return False
    return (written if written.tzinfo else written.replace(tzinfo=UTC)) < instant
