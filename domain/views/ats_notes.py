"""What a fact on record says in an ATS's own timeline, where recruiters look: a line, and a few of the words.

Only what happened here: what the ATS itself said, it knows. The words are made as the note goes out, from the record,
so that an erasure here leaves nothing to be written; what is written stays until it is erased there (docs/privacy.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal, get_args

from domain.events.envelope import ERASED
from domain.one_line import one_line, printable
from domain.time.spoken_dates import spoken_date

Kind = Literal["message", "reply", "task", "stop", "promise", "decision", "silence"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""The kinds of note, as a setting names them."""

LINES: Final = 8
"""Lines of a message or a reply that a note holds; the link leads to the rest."""

LONGEST: Final = 1000
"""Characters of them."""

_KIND_OF: Final[Mapping[str, Kind]] = {
    "sent": "message",
    "reply_received": "reply",
    "task_opened": "task",
    "task_completed": "task",
    "approved": "task",
    "opted_out": "stop",
    "opted_in": "stop",
    "promised": "promise",
    "rejected": "decision",
    "rejection_withdrawn": "decision",
    "hired": "decision",
    "hire_withdrawn": "decision",
    "withdrawn": "decision",
    "offer_answered": "decision",
    "silence_breached": "silence",
}
_CHANNELS: Final = {"email": "Email", "sms": "Text", "phone": "Call", "linkedin": "LinkedIn message"}
_ANSWERS: Final = {"accepted": "accepted", "declined": "declined", "discuss": "would like to discuss"}
_OF_THEIR_OWN: Final = re.compile(r"https?://\S*/[cf]/[\w.~=-]+\S*")
"""Links that open a candidate's or a colleague's own page: whoever has one is taken for that person."""


@dataclass(frozen=True, slots=True)
class Note:
    """One entry of an ATS's timeline. Personal."""

    kind: Kind
    at: datetime
    title: str
    words: str = ""
    """The first lines of a message or a reply, or what a colleague wrote; often empty."""
    channel: str = ""
    """Of a message or a reply: how it went or came."""
    subject: str = ""
    """Of an email."""
    inbound: bool = False
    """Did they write it?"""


def kind_of(fact_type: str) -> Kind | None:
    """The kind of note that a fact of this type makes; None where it makes none."""
    return _KIND_OF.get(fact_type)


def note_of(fact: Mapping[str, Any], *, system: str, words: str = "", country: str = "") -> Note | None:
    """The note of a fact, given as its fields with `type`, `occurred_at` (an instant) and `source`; None for what needs
    none: automatic mail, and what `system` itself told us.

    `words`: of a message that was sent. `country`: whose way of writing dates is used.
    """
    kind = kind_of(fact["type"])
    if kind is None or fact.get("source") == system:
        return None

    def day(value: Any) -> str:
        found = date.fromisoformat(value[:10]) if isinstance(value, str) else value
        return str(spoken_date(found, f"und-{country}" if country else ""))

    return _SAYS[fact["type"]](fact, kind, words, day)


def written(note: Note, fact_id: str, link: str = "") -> str:
    """The whole text of a note: its line, its words, where the rest is, and the mark by which it is known again."""
    parts = [note.title]
    if note.words:
        parts.append(note.words)
    if link:
        parts.append(f"See it all: {link}")
    return "\n\n".join([*parts, marker(fact_id)])


def marker(fact_id: str) -> str:
    """The mark of a fact in the text of its note; the same fact is never written twice while it can be read back."""
    return f"[followup:{fact_id}]"


def first_lines(text: str) -> str:
    """The first lines of a message, without links that open somebody's own page."""
    lines = [printable(line.rstrip()) for line in _OF_THEIR_OWN.sub("(their own link)", text).splitlines()]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
        if sum(1 for one in kept if one) == LINES:
            break
    found = "\n".join(kept).strip()
    left_out = len(found) > LONGEST or sum(1 for one in lines if one) > LINES
    return found[:LONGEST].rstrip() + (" …" if left_out else "")


_Day = Callable[[Any], str]
_Says = Callable[[Mapping[str, Any], Kind, str, _Day], "Note | None"]


def _text(fact: Mapping[str, Any], name: str) -> str:
    value = fact.get(name)
    return "" if not isinstance(value, str) or value == ERASED else one_line(value)


def _by(fact: Mapping[str, Any]) -> str:
    author = _text(fact, "author")
    return f" by {author}" if author else ""


def _sent(fact: Mapping[str, Any], kind: Kind, words: str, day: _Day) -> Note:
    channel, subject = _text(fact, "channel"), _text(fact, "subject")
    title = f"{_CHANNELS.get(channel, 'Message')} sent" + (f": {subject}" if subject else "")
    if fact.get("promise_by"):
        title += f" (promises word by {day(fact['promise_by'])})"
    return Note(kind, fact["occurred_at"], title, first_lines(words), channel, subject)


def _reply(fact: Mapping[str, Any], kind: Kind, _words: str, _day: _Day) -> Note | None:
    read_as = fact.get("read_as")
    how = read_as.get("kind") if isinstance(read_as, Mapping) else None
    if fact.get("automatic") or how in ("automatic", "reaction"):
        return None
    channel, subject = _text(fact, "channel") or "email", _text(fact, "subject")
    what = {"stop": "They may have asked us to stop", "withdraw": "They may want to withdraw"}.get(how or "")
    title = f"Reply by {_CHANNELS.get(channel, channel).lower()}" + (f": {subject}" if subject else "")
    text = fact.get("text")
    words = first_lines(text) if isinstance(text, str) and text != ERASED else ""
    return Note(kind, fact["occurred_at"], f"{title} ({what})" if what else title, words, channel, subject, True)


def _task_opened(fact: Mapping[str, Any], kind: Kind, _words: str, day: _Day) -> Note:
    whose = _text(fact, "assignee")
    title = f"Task{f' for {whose}' if whose else ''}: {_text(fact, 'title') or 'see followup'}"
    return Note(kind, fact["occurred_at"], f"{title.rstrip('.')} (due {day(fact.get('due_at'))})")


def _task_done(fact: Mapping[str, Any], kind: Kind, _words: str, _day: _Day) -> Note:
    result = _text(fact, "result")
    return Note(kind, fact["occurred_at"], f"Task done{_by(fact)}{f': {result}' if result else ''}")


def _approved(fact: Mapping[str, Any], kind: Kind, _words: str, _day: _Day) -> Note:
    said = _text(fact, "answer") or ("yes" if fact.get("yes", True) else "no")
    reason = _text(fact, "reason")
    return Note(kind, fact["occurred_at"], f"Answered{_by(fact)}: {said}{f' ({reason})' if reason else ''}")


def _stop(fact: Mapping[str, Any], kind: Kind, _words: str, _day: _Day) -> Note | None:
    if fact.get("deleted"):  # an ATS's record went, and they said nothing
        return None
    channel = _text(fact, "channel")
    by = "text" if channel == "sms" else channel
    what = f"No more messages by {by}" if by else "No more messages"
    if fact["type"] == "opted_in":
        return Note(kind, fact["occurred_at"], f"Messages{f' by {by}' if by else ''} are welcome again, they say")
    return Note(kind, fact["occurred_at"], f"{what}: they asked us to stop")


def _promised(fact: Mapping[str, Any], kind: Kind, _words: str, day: _Day) -> Note:
    return Note(kind, fact["occurred_at"], f"Promised an answer by {day(fact.get('by'))}{_by(fact)}")


def _decision(fact: Mapping[str, Any], kind: Kind, _words: str, day: _Day) -> Note | None:
    match fact["type"]:
        case "rejected":
            title = "Rejected in followup"
        case "rejection_withdrawn":
            title = "Rejection taken back in followup"
        case "hired":
            starts = fact.get("start_date")
            title = "Hired in followup" + (f", starting {day(starts)}" if starts else "")
        case "hire_withdrawn":
            title = "Hire taken back in followup"
        case "withdrawn":
            if fact.get("silently"):
                return None
            title = "Withdrawn in followup"
        case _:
            answer = _ANSWERS.get(_text(fact, "answer"))
            if answer is None:
                return None
            title = f"Offer: they {answer}" + ("" if answer.startswith("would") else " it")
    return Note(kind, fact["occurred_at"], f"{title}{_by(fact)}", _text(fact, "reason"))


def _silence(fact: Mapping[str, Any], kind: Kind, _words: str, day: _Day) -> Note:
    return Note(kind, fact["occurred_at"], f"They have heard nothing since {day(fact.get('since'))}")


_SAYS: Final[Mapping[str, _Says]] = {
    "sent": _sent,
    "reply_received": _reply,
    "task_opened": _task_opened,
    "task_completed": _task_done,
    "approved": _approved,
    "opted_out": _stop,
    "opted_in": _stop,
    "promised": _promised,
    **dict.fromkeys(
        ("rejected", "rejection_withdrawn", "hired", "hire_withdrawn", "withdrawn", "offer_answered"), _decision
    ),
    "silence_breached": _silence,
}
