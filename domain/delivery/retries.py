"""When to try again what a provider did not take, and when to ask about what may have gone out (docs/architecture.md,
"Delivery").
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from domain.time.their_time import their_second

_TRIES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
_ASKS = (timedelta(seconds=20), timedelta(minutes=10), timedelta(hours=1))
# The first question comes when the attempt can no longer be under way: it may start 8 s late and take 5 s.
LONGEST_WAIT = timedelta(hours=6)
"""However long a provider asks us to wait, we look again by then."""

_LOOKS = (timedelta(seconds=15), timedelta(seconds=60))
PENDING_WORDS = ("the last message is still being sent", "the last message is being handed over")
"""How the reason begins that a message which takes long is not told as sent yet; also as older releases put it on
record.
"""


SLOW_TIME = timedelta(seconds=30)
"""How long a channel rests whose provider asks for less and does not say for how long."""


def slow_time(retry_after: timedelta | None) -> timedelta:
    """How long nothing goes through a channel whose provider asks for less."""
    return min(retry_after or SLOW_TIME, LONGEST_WAIT)


def next_try(attempt: int, retry_after: timedelta | None) -> timedelta:
    """How long after attempt number `attempt` the next one is made; longer where the provider asks for it."""
    wait = _TRIES[min(attempt, len(_TRIES)) - 1]
    return min(max(wait, retry_after or timedelta()), LONGEST_WAIT)


def next_question(asked: int) -> timedelta:
    """How long until the provider is asked (again) whether it went out; `asked` times it has been asked before."""
    return _ASKS[min(asked, len(_ASKS) - 1)]


def next_look(since: datetime, until: datetime, now: datetime) -> datetime:
    """When the clock looks next whether a message has been handed over that takes long: after 15 s, after 60 s, and at
    `until`, when it counts as unknown.
    """
    return min((at for at in (since + wait for wait in _LOOKS) if now < at < until), default=until)


def pending_words(look: datetime, tz: tzinfo) -> str:
    """What there is to say about it until then."""
    return f"{PENDING_WORDS[0]}; followup checks again at {their_second(look, tz)}"
