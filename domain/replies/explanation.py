"""What a message would be taken for, and why: for support, and for whoever asks before it counts.

The same functions read it as at the doors; nothing is stored, and nobody needs to be known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final, Literal

from domain.events import ReplyReceived
from domain.names import SENDING_CHANNELS, Channel
from domain.replies import classify
from domain.replies.mail.forms import Field
from domain.replies.mail.kinds import Kind, kind_of
from domain.replies.mail.parse import Mail, mail_of
from domain.replies.mail.quoted_text import own_words

Taken = Literal[
    "answer", "stop", "withdraw", "automatic", "bounce", "blocked", "complaint", "reaction", "noise"
]  # fmt: skip

_HEAD: Final = re.compile(rb"^(?:From |[!-9;-~]{1,76}:)", re.MULTILINE)
_NAMED: Final = re.compile(
    rb"^(?:from|to|subject|date|message-id|return-path|received|mime-version|content-type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n|\r\r")


class NoMail(ValueError):
    """What was given is no mail; one sentence that says what to give."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What it is taken for, whose words they are, and what it would do."""

    kind: Taken
    why: str
    certain: bool = True
    own_words: str = ""
    closes: tuple[Channel, ...] = ()  # at once, and for good
    returns_on: date | None = None
    message_id: str = ""  # of the mail of ours that it answers, or that came back
    recipient: str = ""  # of the mail that came back
    hard: bool = False

    def as_json(self) -> dict[str, Any]:
        """As the contract of `inbox explain --json` has it."""
        return {
            "kind": self.kind,
            "certain": self.certain,
            "own_words": self.own_words,
            "closes": [str(channel) for channel in self.closes],
            "returns_on": self.returns_on.isoformat() if self.returns_on else None,
            "about": {"message_id": self.message_id or None, "recipient": self.recipient or None},
            "hard": self.hard,
            "why": self.why,
        }


def opened(raw: bytes) -> Mail:
    """The raw mail, read as a door reads it. Raises NoMail."""
    head = _END_OF_HEAD.split(raw.lstrip()[:100_000], maxsplit=1)[0]
    if not _HEAD.match(raw.lstrip()) or not _NAMED.search(head):
        raise NoMail(
            "This is no mail: save the message as it came, with its headers (From:, Subject:, …), and try again."
        )
    mail = mail_of([Field("email", raw)])
    assert mail is not None, "the field is there"
    return mail


def explained(raw: bytes, channel: Channel, now: datetime, ours: Sequence[str] = ()) -> Explanation:
    """What a raw mail, or a text, is taken for. `ours`: words that we wrote, which are not theirs. Raises NoMail.

    A day of return is counted from the day of the mail; `now` stands in where it has no date.
    """
    if channel is Channel.SMS:
        text = raw.decode("utf-8", "replace").strip()
        fact = ReplyReceived(event_id="-", occurred_at=now, text=text[:9_900], channel=Channel.SMS)
        return _of_words(fact, text, "a person wrote", "")
    mail = opened(raw)
    return _of_mail(mail, kind_of(mail), _sent_at(mail) or now)


def _sent_at(mail: Mail) -> datetime | None:
    try:
        at = parsedate_to_datetime(mail.date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _of_mail(mail: Mail, kind: Kind, at: datetime) -> Explanation:
    back, answers = mail.returned, (mail.answers or ("",))[0]
    about = (back.message_ids or (answers,))[0]
    if kind.what in ("bounce", "blocked", "complaint"):
        closes = () if kind.what == "blocked" else (Channel.EMAIL,)
        hard = kind.what == "bounce"
        return Explanation(
            kind.what, kind.why, not kind.undecided, "", closes, None, about, back.recipient, hard
        )  # fmt: skip
    if kind.what == "noise":
        return Explanation("noise", kind.why, message_id=about, recipient=back.recipient)
    own = own_words(mail.text)
    fact = ReplyReceived(
        event_id="-",
        occurred_at=at,
        text=own[:9_900],
        channel=Channel.EMAIL,
        automatic=kind.what == "automatic",
    )
    return _of_words(fact, own, kind.why, answers)


def _of_words(fact: ReplyReceived, own: str, why: str, about: str) -> Explanation:
    reading = classify.read(fact)
    closes: tuple[Channel, ...] = ()
    if reading.kind == "stop":
        why = (
            "their words ask us to stop" if reading.certain else "their words may ask us to stop: a recruiter is asked"
        )
        closes = (reading.closes or tuple(SENDING_CHANNELS)) if reading.certain else ()
    elif reading.kind == "withdraw":
        why = "their words say that they withdraw: a recruiter is asked"
    return Explanation(reading.kind, why, reading.certain, own, closes, reading.returns_on, about)
