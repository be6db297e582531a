"""What a reply on record is (R8): a real answer, automatic mail, a reaction, a wish to stop, or a wish to withdraw."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from domain.events import ReplyReceived
from domain.names import Channel
from domain.replies.absences import reads_automatic
from domain.replies.classify import MessageReading, read_text
from domain.replies.patterns.automatic import HELP_WORDS, START_WORDS
from domain.replies.return_dates import return_date
from domain.replies.text_folding import folded
from domain.replies.wishes import is_bare_stop

__all__ = ["Kind", "Reading", "asks_who_we_are", "is_stop_word", "read", "reads_automatic", "wants_texts_again"]

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
    """How a reply is to be taken: as its door read it, which knew more of it; else by its words alone."""
    if known := reply.read_as:
        returns_on = reply.returns_on if known.kind == "automatic" else None
        return Reading(known.kind, returns_on, known.withdraws, known.certain, known.closes)
    found = _by_its_words(reply.text, reply.occurred_at.date(), reply.channel)
    kind, certain = found.kind, found.certain
    if reply.automatic is False and kind == "automatic":  # the door knew that a person wrote
        kind, certain = "answer", True
    if reply.automatic and not (kind == "stop" and certain and is_stop_word(reply.text, reply.channel)):
        return Reading("automatic", reply.returns_on or return_date(reply.text, reply.occurred_at.date()))
    if kind == "automatic":
        return Reading("automatic", reply.returns_on or found.returns_on)
    if kind not in ("stop", "withdraw", "reaction"):
        return Reading("answer")
    return Reading(kind, None, found.withdraws, certain, found.closes)


@lru_cache(maxsize=32)
def _by_its_words(text: str, on: date, channel: Channel) -> MessageReading:
    """Consent, doubts and stages each ask how a reply is taken whenever it is folded in; it is read once."""
    return read_text(text, on, channel)


def is_stop_word(text: str, channel: Channel) -> bool:
    """Is it nothing but a stop, in one word or many?"""
    return is_bare_stop(text, channel)


def wants_texts_again(text: str) -> bool:
    """START and its like: only what they say themselves opens a channel again (R7)."""
    return _letters(text) in START_WORDS


def asks_who_we_are(text: str) -> bool:
    """HELP: carriers want it answered with who we are and how to stop."""
    return _letters(text) in HELP_WORDS


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", folded(text[:200]))
