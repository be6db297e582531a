"""Whose turn it is where many want to go through one channel at once (R19): pure rules, asked by `channels.turns`."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from typing import Final

from domain.names import Stage
from domain.playbook.model import Rank
from domain.time.their_time import their_second

URGENT_SHARE: Final = 0.2
"""Of a channel's rate and of its places, kept free for what is urgent: an offer is never behind 10,000 updates."""

LONG_HOLD: Final = {True: timedelta(minutes=1), False: timedelta(minutes=15)}
"""By urgency: a hold that is longer is told to ops in the log: the rate is too low for what is due at once."""

BUSY: Final = timedelta(seconds=10)
"""How long until a channel is tried again whose places are all taken by sends that hang; a few seconds more, spread by
touch."""

SOON: Final = timedelta(seconds=1)
"""The same at least where places come free all the time, and one must only wait for those before."""

LATEST: Final = {True: BUSY, False: timedelta(seconds=30)}
"""The same at most, by urgency, and a few seconds more: how fast places come free now says little about later."""

PACE_SEEN: Final = timedelta(seconds=2)
"""For how long back it is looked at how fast places come free, and how long a send may take that does not hang."""

_LEAST_SEEN: Final = timedelta(milliseconds=200)
"""Nothing is concluded from less: the first who leave do so together, with their commit."""

_PACE_UNSEEN: Final = timedelta(milliseconds=20)

_LAST_URGENT = Rank.REJECTION


def is_urgent(rank: Rank | str, *, promised: bool) -> bool:
    """Does it go before updates, nudges, surveys, nurture? Offers, interviews, rejections, a promise due (R4, R19)."""
    return promised or Rank(rank).order <= _LAST_URGENT.order


FIRST_IN_LINE: Final = 1
"""Temporal's priority of a clock with an offer on it; the usual one is 3. It orders what waits for a worker."""


def is_first_in_line(signal: str, stage: str = "") -> bool:
    """Does what is told make this person's clock go before others wherever a worker is behind? An offer does."""
    return signal == "offer_extended" or stage == Stage.OFFER


def shares(per_second: float) -> tuple[float, float]:
    """The rate for what may wait, and the rate kept for what is urgent; together they are the channel's."""
    return per_second * (1 - URGENT_SHARE), per_second * URGENT_SHARE


def places_for(places: int, *, urgent: bool) -> int:
    """How many sends may be in flight at once before this one; what may wait leaves some free, but for the last one."""
    return places if urgent or places == 1 else places - max(1, int(places * URGENT_SHARE))


def pace_of_places(freed: int, seen: timedelta) -> timedelta | None:
    """How long it takes until one more place is free, after so many came free within PACE_SEEN.

    `seen` is since when anything is known: the oldest message on its way, or the first of those places. None: nothing
    comes free, so something hangs.
    """
    if freed:
        return max(_LEAST_SEEN, min(seen, PACE_SEEN)) / freed
    return _PACE_UNSEEN if seen <= PACE_SEEN else None


def is_long(wait: timedelta, *, urgent: bool) -> bool:
    """Is the wait for a turn so long that ops should hear of it?"""
    return wait > LONG_HOLD[urgent]


def turn_words(per_second: float, until: datetime, tz: tzinfo) -> str:
    """Why it waits for its turn, for the timeline."""
    return f"the channel sends {rate_words(per_second)}; its turn comes at {_clock(until, tz)}"


def slowed_words(until: datetime, tz: tzinfo) -> str:
    """Why it waits while the provider wants less, for the timeline."""
    return f"the provider asked this channel to slow down; its turn comes at {_clock(until, tz)}"


def busy_words(places: int) -> str:
    """Why it waits where too much is in flight, for the timeline."""
    return f"this channel is full ({places} messages are on their way at once at most)"


def rate_words(per_second: float) -> str:
    """A rate as people say it: `10 a second`, `1 in 4 seconds`."""
    return f"{per_second:g} a second" if per_second >= 1 else f"1 in {1 / per_second:g} seconds"


def _clock(at: datetime, tz: tzinfo) -> str:
    return their_second(at, tz)
