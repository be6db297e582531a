"""One channel's rate and places: who goes now, and who is held until which instant. Nobody ever waits in here.

A touch that finds no turn now books one: the next instant at which the rate allows it. It comes back then and goes, so
that a burst costs each touch about one hold, however long the line is. What may wait and what is urgent stand in lines
of their own; what is urgent may also take a turn of the other line, and never the other way round.

Bookings live in memory, by touch key. After a restart everybody comes back at the time that was booked, which is spread
already, and books anew if need be. Several workers know nothing of each other: divide the rate (docs/delivery.md).
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta, tzinfo
from typing import Final

from pyrate_limiter import InMemoryBucket, Rate, RateItem

from channels.concurrency import Concurrency
from channels.sender import Deferred, Sender
from domain.delivery.send_queue import busy_words, is_long, shares, slowed_words, turn_words

log = logging.getLogger("followup.turns")

USUAL_PER_SECOND: Final[Mapping[str, float]] = {"smtp": 5, "sendgrid": 10, "twilio": 1, "twilio service": 10}
"""Messages a second where no setting says otherwise (docs/delivery.md says why); no limit for what is not here."""

_LATE: Final = timedelta(seconds=1)
"""Who comes back so long after their turn may be one of many, after a worker or server that stood still."""

_AFTER_SLOWING: Final = 5.0
"""Messages a second by which those are spread who waited for the end of a slow time, where there is no rate."""

_MS: Final = timedelta(milliseconds=1)
_FORGET_AT: Final = 1000
_FORGOTTEN: Final = timedelta(hours=1)
"""A booked turn that nobody came for by then: they were stopped, or another worker has them."""


def usual_rate(sender: Sender, sms_from: str | None) -> float | None:
    """The rate of a way out where no setting says otherwise; a Twilio messaging service has several numbers."""
    by_service = sender.name == "twilio" and (sms_from or "").startswith("MG")
    return USUAL_PER_SECOND.get("twilio service" if by_service else sender.name)


class _Queue:
    """Instants given away one after the other at a rate, in milliseconds of the monotonic clock."""

    def __init__(self, per_second: float) -> None:
        self._rate = _rate(per_second)
        self._bucket = InMemoryBucket([self._rate])
        self.last = 0

    def next(self, earliest: int) -> int:
        """The first instant from `earliest` on that the rate allows; it is not given away yet."""
        full = self._bucket.peek(self._rate.limit - 1)
        return max(earliest, self.last, full.timestamp + self._rate.interval + 1 if full else 0)

    def give(self, at: int, now: int) -> None:
        """Give away what `next` found."""
        self._bucket.leak(now)
        given = self._bucket.put(RateItem("turn", at))
        assert given, "a turn is given away only where the rate allows it"
        self.last = at


class Turns:
    """The turns and places of one channel of this process. Thread-safe; `clock` is in seconds and never goes back."""

    def __init__(
        self,
        name: str,
        places: int,
        per_second: float | None = None,
        *,
        in_all: int | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`in_all`: how many may be under way with those that take long, where that is more than `places`."""
        self._name = name
        self._places = Concurrency(places, in_all)
        self._per_second = per_second
        self._clock = clock
        self._lock = threading.Lock()
        self._booked: dict[str, datetime] = {}  # by touch key: until when it is held, by the workflow's clock
        self._forget_at = _FORGET_AT
        self._told_at: int | None = None
        self._slowed_until = 0
        self._slow_ends: datetime | None = None  # the same instant by the clock of whoever was told to slow down
        # What no rate limits still needs lanes after the provider has asked to slow down: the spread that follows.
        ordinary, urgent = shares(per_second or _AFTER_SLOWING)
        self._lanes = {False: _Queue(ordinary), True: _Queue(urgent)}
        self._gone = InMemoryBucket([_rate(per_second or _AFTER_SLOWING)])

    def enter(self, touch_key: str, *, urgent: bool, now: datetime, tz: tzinfo) -> Deferred | None:
        """None: it is this touch's turn and it has a place, to be given back by `leave`. Else until when it is held.

        `now` is the workflow's time, `tz` the zone in which the reason tells the time.
        """
        with self._lock:
            at = self._ms()
            if self._slow_ends is not None and now >= self._slow_ends:
                self._slowed_until = min(self._slowed_until, at)
            if self._places.are_taken(urgent=urgent):
                return Deferred(now + self._places.wait(touch_key, at, urgent=urgent), busy_words(self._places.most))
            if not self._may_go(touch_key, urgent, now, at):
                return self._hold(touch_key, urgent, now, at, tz)
            self._booked.pop(touch_key, None)
            self._gone.leak(at)
            self._gone.put(RateItem("gone", at))
            self._places.take(at)
            return None

    def looks_free(self, touch_key: str, *, urgent: bool, now: datetime) -> bool:
        """Would `enter` let it go now? A guess that books nothing, for those who would do work for it in vain."""
        with self._lock:
            at = self._ms()
            slowed = at < self._slowed_until and not (self._slow_ends is not None and now >= self._slow_ends)
            if slowed or self._places.are_taken(urgent=urgent):
                return False
            if not self._limited(at):
                return True
            until = self._booked.get(touch_key)
            return self._has_turn(until, now, at) if until is not None else self._first(urgent, at)[1] <= at

    def leave(self) -> None:
        """Give the place back."""
        with self._lock:
            self._places.give_back(self._ms())

    def set_aside(self) -> None:
        """Let others have the place of a send that takes long; it has a slot of its own from now on."""
        with self._lock:
            self._places.set_aside(self._ms())

    def leave_slot(self) -> None:
        """Give that slot back."""
        with self._lock:
            self._places.leave_slot(self._ms())

    def slow_down(self, wait: timedelta, now: datetime) -> None:
        """The provider asks for less: until `wait` is over nothing goes, and what comes then is spread.

        `now` is the workflow's time, which may run ahead of this process's clock where time is skipped.
        """
        with self._lock:
            self._slowed_until = max(self._slowed_until, self._ms() + round(wait / _MS))
            ends = now + wait
            self._slow_ends = ends if self._slow_ends is None else max(self._slow_ends, ends)

    def horizon(self, *, urgent: bool) -> float:
        """Seconds until a touch that came now would have its turn."""
        with self._lock:
            at = self._ms()
            if not self._limited(at):
                return 0.0
            return (self._first(urgent, at)[1] - at) / 1000

    # ------------------------------------------------------------ with the lock held

    def _ms(self) -> int:
        return round(self._clock() * 1000)

    def _limited(self, at: int) -> bool:
        """Is there a rate, or is the end of a slow time not long ago?"""
        spread_until = max(lane.last for lane in self._lanes.values())
        return self._per_second is not None or at < max(self._slowed_until, spread_until)

    def _may_go(self, touch_key: str, urgent: bool, now: datetime, at: int) -> bool:
        if at < self._slowed_until:
            return False
        if not self._limited(at):
            return True
        until = self._booked.get(touch_key)
        if until is not None:
            return self._has_turn(until, now, at)
        lane, turn = self._first(urgent, at)
        if turn > at:
            return False
        lane.give(turn, at)
        return True

    def _has_turn(self, until: datetime, now: datetime, at: int) -> bool:
        """Has a booked turn come?"""
        # Everybody who was booked comes back at once where worker or server stood still: they book anew. Where the
        # worker is merely slower than the rate, few have gone in the last second, and whoever is late goes.
        return until <= now and (now - until <= _LATE or self._has_room(at))

    def _has_room(self, at: int) -> bool:
        rate = self._gone.rates[0]
        full = self._gone.peek(rate.limit - 1)
        return full is None or at - full.timestamp > rate.interval

    def _first(self, urgent: bool, at: int) -> tuple[_Queue, int]:
        """Where the next turn is, and when: what is urgent takes the sooner of both lanes."""
        earliest = max(at, self._slowed_until)
        lanes = (self._lanes[True], self._lanes[False]) if urgent else (self._lanes[False],)
        return min(((lane, lane.next(earliest)) for lane in lanes), key=lambda found: found[1])

    def _hold(self, touch_key: str, urgent: bool, now: datetime, at: int, tz: tzinfo) -> Deferred:
        until = self._booked.get(touch_key)
        if until is None or until <= now:
            lane, turn = self._first(urgent, at)
            lane.give(turn, at)
            until = now + timedelta(milliseconds=turn - at)
            self._forget(now)
            self._booked[touch_key] = until
            self._tell(until - now, urgent, at)
        slowed = at < self._slowed_until or self._per_second is None
        return Deferred(until, slowed_words(until, tz) if slowed else turn_words(self._per_second or 0, until, tz))

    def _tell(self, wait: timedelta, urgent: bool, at: int) -> None:
        """Say in the log that the line is long, at most once a minute."""
        if is_long(wait, urgent=urgent) and (self._told_at is None or at - self._told_at > 60_000):
            self._told_at = at
            text = "%s: a message waits %.0f s for its turn, since more is due than the rate allows (docs/delivery.md)"
            log.warning(text, self._name, wait.total_seconds())

    def _forget(self, now: datetime) -> None:
        """Let go of turns that nobody came for, once in a while."""
        if len(self._booked) >= self._forget_at:
            self._booked = {key: until for key, until in self._booked.items() if now - until < _FORGOTTEN}
            self._forget_at = max(_FORGET_AT, 2 * len(self._booked))


def _rate(per_second: float) -> Rate:
    """A rate as the library counts it: a second's worth at once where it is more than one, else one at a time."""
    limit = max(1, math.floor(per_second))
    return Rate(limit, max(1, round(1000 * limit / per_second)))
