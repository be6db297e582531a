"""A mail as a mail server keeps it, read into the same form as one that a provider posts."""

from __future__ import annotations

import hashlib
import json
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from typing import Final

from domain.names import digest
from domain.replies.mail.authentication_results import Authority, verdicts
from domain.replies.mail.forms import Field
from domain.replies.mail.parse import Mail, mail_of, trimmed

RAW: Final = "message/rfc822"
"""The media type under which one that cannot be read is kept."""

IDENTIFYING: Final = ("Message-ID", "Date", "From", "Subject")
"""The headers by which a mail is known again, whatever has been done to the mailbox it lies in."""

_LONGEST_HEAD: Final = 256 * 1024


def mail_received(raw: bytes, authority: Authority) -> Mail | None:
    """The mail, with what our own mail server found out about its sender; None where there is none in it."""
    head = _head(trimmed(raw))
    found = verdicts([str(one) for one in head.get_all("authentication-results", [])], authority)
    spf, envelope = found.spf, {}
    if "return-path" not in head:
        envelope = {"from": found.envelope_from} if found.envelope_from else {}
    elif _domain(str(head["return-path"])) != _domain(found.envelope_from):
        spf = ""  # it speaks of another sender than the one that the mail shows
    if not head.keys() or not any(name in head for name in ("from", "to", "subject", "date", "message-id")):
        return None
    fields = {"email": raw, "SPF": spf.encode(), "dkim": found.dkim.encode(), "envelope": json.dumps(envelope).encode()}
    return mail_of([Field(name, value) for name, value in fields.items()])


def key_of(head: bytes, body: bytes | None = None) -> str:
    """What it is known by: the same for the same mail, however it comes, however often, and in every release.

    Of its headers `IDENTIFYING` are enough. One without a Message-ID is known by its words as well, and one whose
    headers do not tell when or by whom it was written by all of its bytes: without a `body` the answer is then empty.
    """
    message = _head(head)
    said = [" ".join(str(message.get(name, "")).split()) for name in IDENTIFYING]
    if not said[0]:
        if body is None:
            return ""
        told = body if any(said[1:3]) else head + b"\n\n" + body
        said[0] = hashlib.sha256(b"\n".join(line.rstrip() for line in told.strip().splitlines())).hexdigest()
    return digest("mailbox", *(one.encode("utf-8", "replace").decode() for one in said), size=40)


def split(raw: bytes) -> tuple[bytes, bytes]:
    """The head of a mail and what follows it."""
    ends = [(at, len(blank)) for blank in (b"\r\n\r\n", b"\n\n") if (at := raw.find(blank)) >= 0]
    at, length = min(ends, default=(len(raw), 0))
    return raw[:at], raw[at + length :]


def _head(raw: bytes) -> Message:
    return message_from_bytes(split(raw)[0][:_LONGEST_HEAD] + b"\r\n\r\n", policy=compat32)


def _domain(address: str) -> str:
    return address.strip("<> \t\r\n").rpartition("@")[2].lower()
