"""What a reply is (R8): a real answer, automatic mail, a wish to stop, or a wish to withdraw."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.events import ReplyReceived
from domain.names import Channel
from domain.replies.patterns import (
    AUTOMATIC,
    AUTOMATIC_SIGNS,
    AUTOMATIC_SUBJECT,
    DOUBTFUL_IN_MAIL,
    HELP_WORDS,
    START_WORDS,
    STOP,
    STOP_WORDS,
    WITHDRAW,
)
from domain.replies.return_dates import return_date
from domain.replies.text_folding import folded

Kind = Literal["answer", "automatic", "stop", "withdraw", "reaction"]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a reply is taken. A stop or a withdrawal that is not `certain` is put to a person (R3)."""

    kind: Kind
    returns_on: date | None = None
    withdraws: bool = False  # said along with a stop, too
    certain: bool = True
    closes: tuple[Channel, ...] = ()  # what a stop is about; empty: every channel


def read(reply: ReplyReceived) -> Reading:
    """How a reply is to be taken. A stop counts before all else, because it can never be wrong to stop (R7)."""
    if known := reply.read_as:
        returns_on = reply.returns_on if known.kind == "automatic" else None
        return Reading(known.kind, returns_on, known.withdraws, known.certain, known.closes)
    text = _own(reply.text)
    if is_stop_word(text, reply.channel):
        return Reading("stop")
    automatic = reply.automatic if reply.automatic is not None else bool(AUTOMATIC.search(text))
    withdraws = not automatic and WITHDRAW.search(text) is not None
    if not automatic and STOP.search(text):
        return Reading("stop", withdraws=withdraws)
    if withdraws:
        return Reading("withdraw", withdraws=True)
    if automatic:
        return Reading("automatic", reply.returns_on or return_date(text, reply.occurred_at.date()))
    return Reading("answer")


def is_stop_word(text: str, channel: Channel) -> bool:
    """Is it one word, or two as in "opt out", that says stop?"""
    word = _letters(text)
    return word in STOP_WORDS and not (word in DOUBTFUL_IN_MAIL and channel is not Channel.SMS)


def wants_texts_again(text: str) -> bool:
    """START and its like: only what they say themselves opens a channel again (R7)."""
    return _letters(text) in START_WORDS


def asks_who_we_are(text: str) -> bool:
    """HELP: carriers want it answered with who we are and how to stop."""
    return _letters(text) in HELP_WORDS


def reads_automatic(subject: str, text: str) -> bool:
    """Is a mail automatic by its words alone, where its headers say nothing (R8)?

    The subject tells; or the words of an absence together with what only a machine that answers for somebody says. Who
    merely mentions their holidays has answered.
    """
    if AUTOMATIC_SUBJECT.search(folded(subject)):
        return True
    own = _own(text)
    return bool(AUTOMATIC.search(own) and AUTOMATIC_SIGNS.search(own))


def _own(text: str) -> str:
    """What they wrote themselves, as one types it on any keyboard: no quoted lines, accents or curly apostrophes."""
    own = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))
    return folded(own).strip()


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", folded(text[:200]))
