"""What a message would be taken for, and why: for support, and for whoever asks before it counts.

The very functions read it that read for the doors; nothing is stored, and nobody needs to be known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from domain.names import SENDING_CHANNELS, Channel
from domain.replies.classify import MessageReading, What, read_mail, read_text
from domain.replies.mail.bounces import MAIL_CLOSED_BY
from domain.replies.mail.forms import Field
from domain.replies.mail.parse import Mail, mail_of, trimmed
from domain.replies.ours import NOTHING_OURS, Ours

_HEAD: Final = re.compile(rb"From |[!-9;-~]{1,76}[ \t]*:")
_NAMED: Final = re.compile(
    rb"^(?:from|to|subject|date|message-id|return-path|received|mime-version|content-type)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_HEAD: Final = 2_000_000  # of one that holds nothing but headers, and is read as far as any
_END_OF_HEAD: Final = re.compile(rb"\r?\n\r?\n|\r\r")


class NoMail(ValueError):
    """What was given is no mail; one sentence that says what to give."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What it is taken for, whose words they are, and what it would do."""

    kind: What
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
    start = trimmed(raw)[:_LONGEST_HEAD]
    if not _HEAD.match(start) or not _NAMED.search(_END_OF_HEAD.split(start, maxsplit=1)[0]):
        raise NoMail(
            "This isn't an email: save the message as it came, with its headers (From:, Subject:, …), and try again; "
            "for a text add --channel sms."
        )
    mail = mail_of([Field("email", raw)])
    assert mail is not None, "the field is there"
    return mail


def explained(mail: Mail, now: datetime, *, ours: Ours = NOTHING_OURS, answers_ours: bool = False) -> Explanation:
    """What a mail is taken for. A day of return is counted from the day of the mail, or from `now` if it has none."""
    on = (_sent_at(mail) or now).date()
    read = read_mail(mail, on, ours=ours, answers_ours=answers_ours)
    back, answers = mail.returned, (mail.answers or ("",))[0]
    if read.kind in ("bounce", "blocked", "complaint", "noise"):
        closes = (Channel.EMAIL,) if read.kind in MAIL_CLOSED_BY else ()
        about = (back.message_ids or (answers,))[0]
        own = "" if back.recipient or back.message_ids else read.own_words
        return Explanation(
            read.kind, read.why, read.certain, own, closes, None, about, back.recipient, read.kind == "bounce"
        )
    return _of_person(read, answers)


def explained_text(text: str, now: datetime, *, ours: Ours = NOTHING_OURS) -> Explanation:
    """What a text is taken for."""
    return _of_person(read_text(text, now.date(), ours=ours), "")


def _of_person(read: MessageReading, answers: str) -> Explanation:
    closes = (read.closes or tuple(SENDING_CHANNELS)) if read.kind == "stop" and read.certain else ()
    return Explanation(read.kind, read.why, read.certain, read.own_words, closes, read.returns_on, answers)


def _sent_at(mail: Mail) -> datetime | None:
    try:
        at = parsedate_to_datetime(mail.date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
