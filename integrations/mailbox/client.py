"""One connection to an IMAP mailbox, with what reading answers needs of it. Every failure is a MailboxTrouble.

Traps that are seen to here: `UID n+1:*` finds the last mail even where nothing is new; a server that is killed while it
is waited for says nothing, so that a wait ends with a question; of a mail that comes while something is asked it speaks
once, beside the answer; a mail is read by `BODY.PEEK`, which marks nothing.
"""

from __future__ import annotations

import logging
import re
import select
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, IMAPClientReadOnlyError, LoginError

from domain.replies.mail.mailbox_address import MailboxAddress
from domain.replies.mail.raw_mail import IDENTIFYING
from integrations.mailbox.large_mails import LARGE, without_attachments
from integrations.mailbox.trouble import MailboxTrouble, Reason

# It logs what goes over the wire at DEBUG, passwords and mails included.
logging.getLogger("imapclient").setLevel(logging.WARNING)

_HEADS: Final = f"BODY.PEEK[HEADER.FIELDS ({' '.join(IDENTIFYING).upper()})]"
_FAILURES: Final = (IMAPClientError, OSError, ValueError, TypeError, KeyError, IndexError, UnicodeError, AssertionError)
"""What the library raises where the server is gone, says no, or says what no server says."""


_HURRIES: Final = 5
"""Looks one after the other without waiting; a server that always has news would keep us busy."""


@dataclass(frozen=True, slots=True)
class MailboxTimeouts:
    """Seconds that a server may take to take a connection, and for each thing that it is asked."""

    connect: float = 20
    answer: float = 60


class Credentials(Protocol):
    """How the mailbox is opened."""

    def log_in(self, client: IMAPClient, user: str) -> None:
        """Raises MailboxTrouble, or what the library raises."""


@dataclass(frozen=True, slots=True)
class Password:
    """By user and password."""

    secret: str

    def log_in(self, client: IMAPClient, user: str) -> None:
        if client.has_capability("AUTH=PLAIN"):
            client.plain_login(user, self.secret)  # which takes any letter, unlike LOGIN
        else:
            client.login(user, self.secret)


class Token(Protocol):
    """Gives access tokens (integrations.mailbox.tokens)."""

    def access_token(self) -> str: ...

    def forget(self) -> None: ...


@dataclass(frozen=True, slots=True)
class OAuth:
    """By an access token (XOAUTH2)."""

    tokens: Token

    def log_in(self, client: IMAPClient, user: str) -> None:
        try:
            client.oauth2_login(user, self.tokens.access_token())
        except LoginError:  # one that was revoked: the next try asks for another
            self.tokens.forget()
            raise


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a mail before it is fetched."""

    size: int
    fields: bytes  # those of `IDENTIFYING`


class Wake:
    """Ends a wait from another thread."""

    def __init__(self) -> None:
        self._receives, self._sends = socket.socketpair()
        self._sends.setblocking(False)

    def set(self) -> None:
        """Every wait ends now, and each that begins later."""
        with suppress(OSError):
            self._sends.send(b"!")

    def wait(self, seconds: float) -> bool:
        """Has it been set, within so many seconds?"""
        return self.wait_beside(None, seconds)

    def wait_beside(self, other: socket.socket | None, seconds: float) -> bool:
        """The same, and ends as soon as the other socket has something to say."""
        poll = select.poll()
        poll.register(self._receives, select.POLLIN)
        if other is not None:
            poll.register(other, select.POLLIN)
        ready = poll.poll(max(0.0, seconds) * 1000)
        return any(number == self._receives.fileno() for number, _ in ready)

    def close(self) -> None:
        self._receives.close()
        self._sends.close()


class Connection:
    """A mailbox that is open. For one thread; a context manager that hangs up at its end."""

    def __init__(
        self, mailbox: MailboxAddress, credentials: Credentials, patience: MailboxTimeouts = MailboxTimeouts()
    ) -> None:
        """Connect, log in and open the folder. Raises MailboxTrouble."""
        self._mailbox = mailbox
        self._idles = False
        self._hurried = 0
        with self._explained("unreachable", "can't be reached"):
            timeout = SocketTimeout(patience.connect, patience.answer)
            self._client = IMAPClient(
                mailbox.host, mailbox.port, ssl=mailbox.encrypted, ssl_context=_tls(mailbox), timeout=timeout
            )
        try:
            self._encrypt()
            with self._explained("refused", "doesn't let us in: check the user, and the password or token"):
                credentials.log_in(self._client, mailbox.user)
            self._open()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; a server that is gone already is not waited for."""
        with suppress(*_FAILURES):
            if not self._idles:  # else nothing is answered
                self._client.socket().settimeout(1)
                self._client.logout()
        with suppress(*_FAILURES):
            self._client.shutdown()

    # ------------------------------------------------------------ opening

    def _encrypt(self) -> None:
        if self._mailbox.encrypted:
            return
        with self._explained("unreachable", "can't be reached over an encrypted connection"):
            if self._client.has_capability("STARTTLS") and not self._mailbox.is_here:
                self._client.starttls(_tls(self._mailbox) or ssl.create_default_context())
                return
        if not self._mailbox.is_here:
            raise MailboxTrouble(
                "refused", f"{self._mailbox.host} offers no encryption; write imaps:// in FOLLOWUP_IMAP_URL."
            )

    def _open(self) -> None:
        folder = self._mailbox.folder
        with self._explained("folder", f"doesn't open the folder {folder!r}"):
            try:
                opened = self._selected(folder)
            except IMAPClientAbortError:
                raise
            except IMAPClientError:
                folder = self._as_the_server_writes(folder)
                if folder == self._mailbox.folder:
                    raise
                opened = self._selected(folder)
            self.uid_validity = int(opened.get(b"UIDVALIDITY", 0))
            self.uid_next = int(opened.get(b"UIDNEXT", 0)) or self._next_by_status(folder)
            self.folder = folder
            self._said_along()  # how many there are, which every opening tells

    def _selected(self, folder: str) -> dict[bytes, Any]:
        self.read_only = False
        try:
            return dict(self._client.select_folder(folder))
        except IMAPClientReadOnlyError:
            self.read_only = True
            return dict(self._client.select_folder(folder, readonly=True))

    def _as_the_server_writes(self, folder: str) -> str:
        """`INBOX/answers` where folders are told apart by another letter than the address's."""
        listed = self._client.list_folders("", "%")
        apart = next((one[1].decode("ascii", "replace") for one in listed if one[1]), "/")
        return folder.replace("/", apart)

    def _next_by_status(self, folder: str) -> int:
        return int(self._client.folder_status(folder, ["UIDNEXT"])[b"UIDNEXT"])

    # ------------------------------------------------------------ reading

    def uids_after(self, last: int) -> list[int]:
        """The numbers of mails that came after this one, in order."""
        with self._explained("broken_off", "broke off"):
            return sorted(uid for uid in self._client.search(["UID", f"{last + 1}:*"]) if uid > last)

    def uids_since(self, day: date) -> list[int]:
        """The numbers of mails that have come in since that day, in order."""
        with self._explained("broken_off", "broke off"):
            return sorted(self._client.search(["SINCE", day]))

    def heads(self, uids: Sequence[int]) -> dict[int, Head]:
        """What is known of mails; one that somebody has removed is missing."""
        with self._explained("broken_off", "broke off"):
            found = self._client.fetch(uids, ["RFC822.SIZE", _HEADS])
            return {
                uid: Head(int(items[b"RFC822.SIZE"]), _field_block(items))
                for uid, items in found.items()
                if b"RFC822.SIZE" in items
            }

    def mails(self, sizes: dict[int, int]) -> dict[int, bytes]:
        """Mails by their numbers, whose sizes are known; large ones without what is attached."""
        small = [uid for uid, size in sizes.items() if size <= LARGE]
        with self._explained("broken_off", "broke off while a mail was read"):
            found = {
                uid: items[b"BODY[]"]
                for uid, items in self._client.fetch(small, ["BODY.PEEK[]"]).items()
                if isinstance(items.get(b"BODY[]"), bytes)
            }
            for uid in sizes:
                if uid not in small and (parts := self._in_parts(uid)):
                    found[uid] = parts
            return found

    def _in_parts(self, uid: int) -> bytes:
        return without_attachments(lambda items: dict(self._client.fetch([uid], items).get(uid, {})))

    def mark_read(self, uids: Sequence[int]) -> bool:
        """Have mails shown as read; False where that is not allowed, which does no harm."""
        if not uids or self.read_only:
            return not uids
        try:
            with self._explained("broken_off", "broke off"):
                self._client.add_flags(uids, [b"\\Seen"], silent=True)
        except MailboxTrouble as trouble:
            if _is_gone(trouble.__cause__):
                raise
            self.read_only = True
            return False
        return True

    def fills(self) -> float | None:
        """How full the mailbox is, of 1; None where the server does not say."""
        try:
            with self._explained("broken_off", "broke off"):
                if not self._client.has_capability("QUOTA"):
                    return None
                _, quotas = self._client.get_quota_root(self.folder)
                return max((one.usage / one.limit for one in quotas if one.limit), default=None)
        except MailboxTrouble as trouble:
            if _is_gone(trouble.__cause__):
                raise
            return None

    def has_mail_to(self, beginning: str) -> bool:
        """Has any mail here come to an address that begins so?"""
        with self._explained("broken_off", "broke off"):
            return any(
                self._client.search(["HEADER", name, beginning])
                for name in ("To", "Delivered-To", "X-Original-To", "Envelope-To")
            )

    def wait(self, seconds: float, wake: Wake) -> bool:
        """Until something new has come, or so long; True where we have been woken. Raises MailboxTrouble.

        Of what came during the last look the server speaks once, beside that look's answers, and never again.
        """
        if self._said_along() and self._hurried < _HURRIES:
            self._hurried += 1
            return wake.wait(0)
        self._hurried = 0
        if not self._client.has_capability("IDLE"):
            woken = wake.wait(seconds)
        else:
            with self._explained("broken_off", "broke off while it was waited for"):
                self._idles = True
                self._client.idle()
                line = self._client.socket()
                woken = wake.wait_beside(line, 0 if self._has_spoken(line) else seconds)
                if not woken:
                    self._client.idle_check(timeout=0)
                    self._client.idle_done()
                    self._idles = False
        if not woken:
            with self._explained("broken_off", "broke off while it was waited for"):
                self._client.noop()
        return woken

    def _said_along(self) -> bool:
        """Has the server said, beside an answer, that there are more mails? From now on it has not."""
        _, said = self._client._imap.response("EXISTS")
        return bool(said) and said != [None]

    def _has_spoken(self, line: socket.socket) -> bool:
        """Came something along with the answer to IDLE? Then it is read already, and the line stays silent."""
        imap = self._client._imap
        pending = getattr(line, "pending", None)  # deciphered already
        if getattr(imap, "_readbuf", None) or (pending and pending()):  # `_readbuf`: Python 3.14 and later
            return True
        reader: Any = getattr(imap, "file", None)
        if not hasattr(reader, "peek"):
            return False
        usual = line.gettimeout()
        line.setblocking(False)
        try:
            return bool(reader.peek(1))
        except (BlockingIOError, ssl.SSLWantReadError):
            return False
        finally:
            line.settimeout(usual)

    @property
    def tells_at_once(self) -> bool:
        """Does the server say when something comes (IDLE)?"""
        return bool(self._client.has_capability("IDLE"))

    # ------------------------------------------------------------ what goes wrong

    @contextmanager
    def _explained(self, reason: Reason, what: str) -> Iterator[None]:
        try:
            yield
        except MailboxTrouble:
            raise
        except _FAILURES as error:
            gone = _is_gone(error) and reason != "unreachable"
            where = f"{self._mailbox.host} {'broke off' if gone else what}"
            said = _said(error, self._mailbox.user)
            raise MailboxTrouble("broken_off" if gone else reason, f"{where}{f' ({said})' if said else ''}.") from error


def _is_gone(error: BaseException | None) -> bool:
    """Has the server hung up, or fallen silent? The library wraps that while it logs in."""
    gone = (IMAPClientAbortError, OSError)
    return isinstance(error, gone) or (isinstance(error, LoginError) and isinstance(error.__context__, gone))


def _field_block(items: dict[bytes, Any]) -> bytes:
    return next((value for name, value in items.items() if b"HEADER.FIELDS" in name and isinstance(value, bytes)), b"")


def _tls(mailbox: MailboxAddress) -> ssl.SSLContext | None:
    return ssl.create_default_context() if mailbox.encrypted else None


_CODE: Final = re.compile(r"\[([A-Z]{3,30})(?:\s[^\]]*)?\]")


def _said(error: BaseException, user: str) -> str:
    """Why, in a few words, without anything personal: a server's own sentence may quote an address."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLError):
        return f"its certificate or encryption: {error.reason or type(error).__name__}"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    code = _CODE.search(str(error))
    return code[1] if code and code[1].lower() not in user.lower() else ""
