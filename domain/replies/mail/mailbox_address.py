"""The address of an IMAP mailbox, as a person writes it: `imaps://talent@acme.com@imap.acme.com/INBOX`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from domain.names import digest

_PORTS: Final = {"imaps": 993, "imap": 143}
_FORM: Final = "such as imaps://talent@imap.acme.com/INBOX"


class BadMailbox(ValueError):
    """It is no address of a mailbox; half a sentence, without the address, which may hold a password."""


@dataclass(frozen=True, slots=True)
class MailboxAddress:
    """Where a mailbox is, and whose."""

    host: str
    port: int
    user: str
    folder: str = "INBOX"
    encrypted: bool = True  # from the first byte; else STARTTLS, which only this machine itself may do without

    @property
    def mark(self) -> str:
        """Stands for it in the ledger: it says nothing to anybody, and the port and the way there may change."""
        return digest("mailbox", self.host.lower(), self.user.lower(), self.folder)

    @property
    def is_here(self) -> bool:
        """Is it on this very machine?"""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")


def mailbox_address(url: str) -> MailboxAddress:
    """The address that is written so. Raises BadMailbox."""
    try:
        parts = urlsplit(url.strip())
        scheme, host, port = parts.scheme.lower(), parts.hostname, parts.port
    except ValueError:
        raise BadMailbox(f"it can't be read; write it {_FORM}") from None
    if scheme not in _PORTS:
        raise BadMailbox(f"it must begin with imaps:// (or imap://), {_FORM}")
    user, colon, _ = parts.netloc.rpartition("@")[0].partition(":")
    if colon:
        raise BadMailbox("it holds a password, which belongs in FOLLOWUP_IMAP_PASSWORD")
    if not host or not user:
        raise BadMailbox(f"it must name a user and a host, {_FORM}")
    if parts.query or parts.fragment:
        raise BadMailbox(f"it ends in something that is no folder (write %3F for ?, %23 for #), {_FORM}")
    folder = unquote(parts.path.strip("/")) or "INBOX"
    if any(not one.isprintable() for one in (unquote(user), folder)):
        raise BadMailbox(f"its user or folder holds a control character; write it {_FORM}")
    return MailboxAddress(host, port or _PORTS[scheme], unquote(user), folder, scheme == "imaps")
