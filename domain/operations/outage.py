"""Is anything being sent? From what workers say of themselves and what is overdue: since when nothing is, and why.

The evidence is a next contact that should have gone out, or a worker that says what it is waiting for. A quiet night
has neither, so it is no alarm.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

TOLERANCE: Final = timedelta(minutes=15)
"""How late a message may be before it is evidence: a worker that starts again and a burst need some minutes."""

SHOWN_EVERY: Final = timedelta(minutes=1)
"""How often a worker writes its sign of life."""

FRESH: Final = timedelta(minutes=5)
"""How long a sign of life counts: one that finds the ledger busy is left out."""

_TAKEN_OVER: Final = timedelta(minutes=2)
"""So much later than the last sign of work a worker that waits is the only one that is left."""

OUTAGE: Final = timedelta(minutes=10)
"""A gap between two signs of a working worker that is worth a word afterwards."""

TRIES: Final = 3
"""Messages in a row that a channel did not take before this is said."""

WORKED, WAITS, CHANNEL, OUTAGE_ENDED = "worked", "waits", "channel", "outage"
"""Kinds of condition. Others are findings about one person, which the watch reports."""

_SAID_AGAIN: Final = timedelta(hours=1)
"""A mailbox that cannot be read is tried, and that is said, more often; an older word is of a worker that is gone."""

MAILBOX, MAILBOX_NOTE = "mailbox", "mailbox_note"
"""The mailbox of answers cannot be read; it is read, and somebody should know something about it."""

ANY_WORKER: Final = "workers"
"""The source of `WORKED`, which all workers share."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that holds since an instant, as whoever found it reports it."""

    kind: str
    about: str = ""
    """A candidate's id or a channel; empty for the whole installation."""
    since: datetime | None = None
    says: str = ""
    """A sentence, or the end of one; nothing personal."""
    source: str = ""
    """Who reports it; filled in on reading."""
    seen_at: datetime | None = None
    """When it was last reported; filled in on reading."""


@dataclass(frozen=True, slots=True)
class Overdue:
    """Next contacts that should have gone out more than `TOLERANCE` ago."""

    count: int = 0
    since: datetime | None = None  # when the first of them was due


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing is being sent, or messages are late."""

    kind: str
    """`no_worker`, `waits`, `channel` (what goes through it stands still), or `late` (messages are, for no known
    reason)."""
    since: datetime | None
    because: str
    do: str
    overdue: int
    channel: str = ""

    def as_json(self) -> dict[str, Any]:
        since = self.since.isoformat() if self.since else None
        return {
            "kind": self.kind,
            "channel": self.channel or None,
            "since": since,
            "because": self.because,
            "do": self.do,
            "overdue": self.overdue,
        }

    def sentence(self, when: Callable[[datetime], str], *, do: bool = True) -> str:
        """`Nothing has been sent since Wed 2 Dec 09:12 EST: no worker … 32 messages are overdue. Run `followup up`.`"""
        since = f" since {when(self.since)}" if self.since else ""
        what = {
            "channel": f"No {_CHANNELS.get(self.channel, self.channel)} has gone out{since}",
            "late": f"Messages have been late{since}" if since else "Messages are late",
        }.get(self.kind, f"Nothing has been sent{since}" if since else "Nothing is being sent")
        late = f" {_overdue(self.overdue)}." if self.overdue else ""
        return f"{what}: {self.because.rstrip('.')}.{late}{f' {self.do}' if do else ''}"


def _overdue(count: int) -> str:
    return f"{count:,} message is overdue" if count == 1 else f"{count:,} messages are overdue"


_CHANNELS: Final = {"email": "email", "sms": "text"}


def silence(conditions: Sequence[Condition], overdue: Overdue, now: datetime) -> Silence | None:
    """Why nothing is being sent, if that is so; the gravest reason alone."""
    worked_at = max((c.seen_at for c in conditions if c.kind == WORKED and c.seen_at), default=None)
    waiting = sorted((c for c in conditions if c.kind == WAITS), key=lambda c: (c.seen_at is not None, c.seen_at))
    latest = waiting[-1] if waiting else None
    waits_at = latest.seen_at if latest and latest.seen_at and now - latest.seen_at <= FRESH else None
    # A worker that was started again and waits now had been at work a moment ago.
    took_over = worked_at is not None and waits_at is not None and waits_at - worked_at > _TAKEN_OVER
    if worked_at is None or now - worked_at > FRESH or took_over:
        since = worked_at or (latest.since if latest else None) or overdue.since
        if latest is not None and waits_at is not None:
            return Silence("waits", since, f"the worker waits: {_lower(latest.says)}", _GOES_ON, overdue.count)
        if overdue.count:
            shown = "no worker has been seen since" if worked_at else "no worker has been seen yet"
            last = f"; the last one was waiting: {_lower(latest.says)}" if latest else ""
            return Silence("no_worker", since, f"{shown}{last}", _START, overdue.count)
        return None
    down = sorted((c for c in conditions if c.kind == CHANNEL), key=lambda c: (c.since is None, c.since))
    if down:
        return Silence("channel", down[0].since, down[0].says, _LOOK, overdue.count, channel=down[0].about)
    if overdue.count:
        return Silence("late", overdue.since, "a worker is running, and these didn't go out", _WHOSE, overdue.count)
    return None


_START: Final = "Run `followup up`, or `followup worker`, then `followup doctor`."
_GOES_ON: Final = "It continues automatically once that is fixed."
_LOOK: Final = "Check the provider and its settings (`followup doctor`); they are retried automatically."
_WHOSE: Final = "Run `followup doctor --promise` to see who is affected and what to do."


def _lower(sentence: str) -> str:
    """As it stands behind a colon; a name, an acronym or a path keeps its capital."""
    first = sentence.split(" ", 1)[0]
    return sentence[:1].lower() + sentence[1:] if first in _OPENERS else sentence


_OPENERS: Final = frozenset({"The", "There", "This", "No", "A", "All", "It"})


def outage_after(conditions: Sequence[Condition], overdue: int, now: datetime, says: str = "") -> Condition | None:
    """The outage that ends as a worker begins to work again, or none: nobody had worked for longer than `OUTAGE`.

    `overdue` messages should have gone out meanwhile; without any there is nothing to tell. `says` is what the worker
    knows of the reason.
    """
    worked_at = max((c.seen_at for c in conditions if c.kind == WORKED and c.seen_at), default=None)
    if worked_at is None or not overdue or now - worked_at <= OUTAGE:
        return None
    waits = [c for c in conditions if c.kind == WAITS and c.says]
    reason = says or (waits[-1].says if waits else "") or "no worker was running"
    was = "message was" if overdue == 1 else "messages were"
    return Condition(
        OUTAGE_ENDED, since=worked_at, says=f"{_lower(reason).rstrip('.')}; {overdue:,} {was} due meanwhile"
    )


def outage_notices(
    conditions: Sequence[Condition], after: datetime, now: datetime, when: Callable[[datetime], str]
) -> list[str]:
    """What a colleague should know of outages that ended after an instant, and of channels that take nothing now."""
    ended = sorted(
        (c for c in conditions if c.kind == OUTAGE_ENDED and c.since and c.seen_at and after < c.seen_at <= now),
        key=lambda c: c.seen_at or now,
    )
    found = [
        f"Nothing was sent from {when(c.since)} to {when(c.seen_at)}: {c.says}. "
        "Whatever isn't too late goes out automatically."
        for c in ended
        if c.since and c.seen_at
    ]
    down = sorted((c for c in conditions if c.kind == CHANNEL), key=lambda c: c.about)
    found += [Silence("channel", c.since, c.says, _LOOK, 0, channel=c.about).sentence(when) for c in down]
    deaf = [c for c in conditions if is_deaf(c, now) and c.since and now - c.since > FRESH]
    found += [
        f"No replies by email have been read since {when(c.since)}: {c.says.rstrip('.')}. Run `followup mailbox check`."
        for c in deaf
        if c.since
    ]
    return found


def is_deaf(condition: Condition, now: datetime) -> bool:
    """Does it say that the mailbox of answers cannot be read, and did somebody find that lately?"""
    lately = condition.seen_at is not None and now - condition.seen_at < _SAID_AGAIN
    return condition.kind == MAILBOX and lately


def of_people(conditions: Sequence[Condition]) -> list[Condition]:
    """The findings about single people."""
    return [c for c in conditions if c.about and c.kind not in (WORKED, WAITS, CHANNEL, OUTAGE_ENDED)]


def people_notice(conditions: Sequence[Condition]) -> str:
    """One line on people who have a finding; empty where nobody has one."""
    theirs = of_people(conditions)
    people = len({c.about for c in theirs})
    if not people:
        return ""
    first = min(theirs, key=lambda c: (c.since is None, c.since, c.about))
    more = f", and {people - 1:,} more" if people > 1 else ""
    return f"{first.about}: {first.says.rstrip('.')}{more}. Run `followup doctor --promise` to see what to do."
