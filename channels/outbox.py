"""The outbox: messages as files under the home, for trying things out and for tests. Standard library only.

Mail is a real Maildir that any mail program opens; texts are JSON files. A file's name is derived from touch key and
attempt, so that one can be there only once and `find` is exact (docs/architecture.md, "Delivery").
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from channels import mime
from channels.sender import Accepted, Found, NotAccepted, Outcome, OutgoingMessage, Refused, Unknown
from domain.names import Channel, digest

if TYPE_CHECKING:
    from _typeshed import StrPath

_MAIL: Final = ("outbox", "mail")
_TEXTS: Final = ("outbox", "texts")


@dataclass(frozen=True, slots=True)
class OutboxEntry:
    """One message in the outbox. `at` is the workflow's time of sending, aware UTC; `text` ends in no line break."""

    at: datetime
    channel: Channel
    to: str
    subject: str
    text: str
    touch_key: str
    attempt: int = 1
    sender: str = ""  # as From: has it, mail only
    reply_to: str = ""
    path: Path = field(default=Path(), compare=False)


class OutboxEmail:
    """Mail into the Maildir `home/outbox/mail`."""

    name = "outbox"
    max_in_flight = 64

    def __init__(self, home: Path) -> None:
        self._root = home.joinpath(*_MAIL)

    def send(self, message: OutgoingMessage) -> Outcome:
        """Write the mail; Accepted once it is on the disk. An attempt that is there already is accepted as it is."""
        try:
            content = _mail_of(message).as_bytes(policy=mime.FILE)
        except mime.UnusableAddress as error:
            return Refused(str(error))
        accepted = Accepted(message.message_id or _stem(message.touch_key, message.attempt))
        final = self._root / "new" / _stem(message.touch_key, message.attempt)
        try:
            if final.exists() or any(path.name.startswith(final.name) for path in _files(self._root / "cur")):
                return accepted
        except OSError as error:
            return NotAccepted(f"The outbox cannot be read ({type(error).__name__}); check FOLLOWUP_HOME and its disk.")
        return _written(self._root / "tmp", final, content) or accepted

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        """Exact: the files tell. Raises OSError where they cannot be read."""
        for path in self._of(touch_key):
            with path.open("rb") as file:
                mail = _parsed(file.read(), headers_only=True)
            return Found(True, exact=True, provider_message_id=str(mail.get("Message-ID", "")) or path.name)
        return Found(False, exact=True)

    def _of(self, touch_key: str) -> Iterator[Path]:
        # A mail program moves what was read to `cur` and adds flags to the name: the part before stays.
        wanted = digest(touch_key, size=32)
        return (path for folder in ("new", "cur") for path in _files(self._root / folder) if _parts(path)[0] == wanted)


class OutboxSms:
    """Texts as one JSON file each into `home/outbox/texts`."""

    name = "outbox"
    max_in_flight = 64

    def __init__(self, home: Path) -> None:
        self._root = home.joinpath(*_TEXTS)

    def send(self, message: OutgoingMessage) -> Outcome:
        """Write the text; Accepted once it is on the disk. An attempt that is there already is accepted as it is."""
        stem = _stem(message.touch_key, message.attempt)
        path = self._root / f"{stem}.json"
        if path.exists():
            return Accepted(stem)
        content = {
            "at": message.sent_at.astimezone(UTC).isoformat(),
            "to": message.to,
            "text": message.text,
            "touch_key": message.touch_key,
            "attempt": message.attempt,
        }
        data = json.dumps(content, ensure_ascii=False, indent=1).encode()
        return _written(self._root / "tmp", path, data) or Accepted(stem)

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        """Exact: the files tell. Raises OSError where they cannot be read."""
        wanted = digest(touch_key, size=32)
        for path in _files(self._root):
            if _parts(path)[0] == wanted:
                return Found(True, exact=True, provider_message_id=path.stem)
        return Found(False, exact=True)


def list_outbox(home: Path) -> list[OutboxEntry]:
    """All that is in the outbox, oldest first; an empty list where there is none. Foreign files are passed over."""
    mails = [path for folder in ("new", "cur") for path in _files(home.joinpath(*_MAIL, folder))]
    entries = [_mail_entry(path) for path in mails] + [_text_entry(path) for path in _files(home.joinpath(*_TEXTS))]
    return sorted((e for e in entries if e is not None), key=lambda e: (e.at, e.touch_key, e.attempt))


def read_outbox(home: Path, n: int) -> OutboxEntry:
    """The n-th message of `list_outbox`, counted from 1. Raises LookupError with one sentence for the reader."""
    entries = list_outbox(home)
    if not 1 <= n <= len(entries):
        held = f"it holds {len(entries)}, numbered from 1" if entries else "it is empty"
        raise LookupError(f"There is no message {n} in the outbox: {held}.")
    return entries[n - 1]


def _mail_of(message: OutgoingMessage) -> EmailMessage:
    """The mail with the address that bounces would go to, as the server that delivers it at last writes it down."""
    mail = mime.build(message)
    bounces_to, sender = mime.envelope_from(message), mime.envelope_from(replace(message, envelope_from=""))
    if bounces_to.lower() != sender.lower():
        mail["Return-Path"] = f"<{bounces_to}>"
    return mail


def _stem(touch_key: str, attempt: int) -> str:
    return f"{digest(touch_key, size=32)}.{attempt}.followup"


def _parts(path: Path) -> tuple[str, int]:
    head, _, rest = path.name.partition(".")
    attempt, _, kind = rest.partition(".")
    return (head, int(attempt)) if kind.startswith("followup") and attempt.isdigit() else ("", 0)


def _files(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as found:
            yield from [Path(entry.path) for entry in found if entry.is_file()]
    except FileNotFoundError:
        return


def _written(tmp: Path, final: Path, content: bytes) -> Outcome | None:
    """Write, sync, rename, sync the folder; None when all is well. Nobody ever sees half a message."""
    draft = tmp / f"{final.name}.{socket.gethostname()}.{os.getpid()}.{threading.get_ident()}"
    try:
        for folder in (final.parent, tmp, final.parent.parent / "cur" if final.parent.name == "new" else tmp):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with open(draft, "wb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(final)
    except OSError as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        return NotAccepted(f"The outbox cannot be written ({type(error).__name__}); check FOLLOWUP_HOME and its disk.")
    try:
        _sync_folder(final.parent)
    except OSError as error:
        return Unknown(f"The message is in the outbox, but its folder could not be synced ({type(error).__name__}).")
    return None


def _private(path: StrPath, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows opens no folders; NTFS journals the rename itself
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _parsed(content: bytes, *, headers_only: bool = False) -> EmailMessage:
    mail = BytesParser(EmailMessage, policy=mime.FILE).parsebytes(content, headersonly=headers_only)
    assert isinstance(mail, EmailMessage)  # the class given; the stubs know only its base
    return mail


def _mail_entry(path: Path) -> OutboxEntry | None:
    try:
        mail = _parsed(path.read_bytes())
        at = parsedate_to_datetime(str(mail["Date"])).astimezone(UTC)
        recipient = mime.people_in(mail, "To")[0][1]
    except (OSError, TypeError, ValueError, AttributeError, IndexError):
        return None
    body = mail.get_body(("plain",))
    text = str(body.get_content()) if body is not None else ""
    return OutboxEntry(
        at=at,
        channel=Channel.EMAIL,
        to=recipient,
        subject=mime.subject_of(mail),
        text=text.rstrip("\n"),
        touch_key=mime.touch_of(mail),
        attempt=_parts(path)[1],
        sender=_who(mail, "From"),
        reply_to=_who(mail, "Reply-To"),
        path=path,
    )


def _who(mail: EmailMessage, header: str) -> str:
    """`Kim Park, Acme <kim@acme.example>`, for people to read."""
    return ", ".join(f"{name} <{spec}>".strip() for name, spec in mime.people_in(mail, header))


def _text_entry(path: Path) -> OutboxEntry | None:
    try:
        said = json.loads(path.read_bytes())
        return OutboxEntry(
            at=datetime.fromisoformat(said["at"]),
            channel=Channel.SMS,
            to=said["to"],
            subject="",
            text=said["text"].rstrip("\n"),
            touch_key=said["touch_key"],
            attempt=said["attempt"],
            path=path,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
