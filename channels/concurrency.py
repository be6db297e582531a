"""A channel's places: how many messages may be on their way at once, and when whoever finds none comes back.

Where places come free all the time they are taken by a crowd, and who finds none comes back after as long as the crowd
needs for those before them, instead of all of them every few seconds. Where nothing comes free something hangs, and
coming back soon would only cost. Not thread-safe: `channels.turns` holds its lock.
"""

from __future__ import annotations

from collections import deque
from datetime import timedelta
from typing import Final
from zlib import crc32

from domain.delivery.send_queue import BUSY, LATEST, PACE_SEEN, SOON, pace_of_places, places_for

_MS: Final = timedelta(milliseconds=1)
_SPREAD: Final = 5000
"""Milliseconds by which those are spread who come back after the same wait."""


class Concurrency:
    """The places of one channel of this process; instants are milliseconds of a clock that never goes back."""

    def __init__(self, number: int, in_all: int | None = None) -> None:
        self.number: Final = number
        self.in_all: Final = max(number, in_all or 0)
        """With those that take long, which were set aside. As many slots are theirs: any that begins may take long."""
        self._aside = 0
        self._taken_at: deque[int] = deque()  # as many as are taken; which of them leaves first does not matter much
        self._left_at: deque[int] = deque()
        self._back_at = {True: 0, False: 0}  # by urgency: when the last of those comes back who found none

    def are_taken(self, *, urgent: bool) -> bool:
        """Is none left for this one? What may wait leaves some for what is urgent."""
        taken = len(self._taken_at)
        return taken >= places_for(self.number, urgent=urgent) or self._are_slow(urgent=urgent)

    @property
    def most(self) -> int:
        """How many may be on their way, for a message that finds no place."""
        return self.in_all if self._are_slow(urgent=True) else self.number

    def _are_slow(self, *, urgent: bool) -> bool:
        """Are so many under way, those that take long among them, that no other may begin?"""
        return len(self._taken_at) + self._aside >= places_for(self.in_all, urgent=urgent)

    def take(self, at: int) -> None:
        self._taken_at.append(at)

    def give_back(self, at: int) -> None:
        self._taken_at.popleft()
        self._left_at.append(at)
        self._forget(at)

    def set_aside(self, at: int) -> None:
        """One that is under way takes long, and needs no place any more."""
        if not self._are_slow(urgent=True):
            self._left_at.append(at)
            self._forget(at)
        self._taken_at.popleft()
        self._aside += 1

    def leave_slot(self, at: int) -> None:
        """One that took long has ended."""
        if self._are_slow(urgent=True):
            self._left_at.append(at)
            self._forget(at)
        self._aside -= 1

    def wait(self, touch_key: str, at: int, *, urgent: bool) -> timedelta:
        """How long until this one comes back, who has found none."""
        self._forget(at)
        since = min(instants[0] for instants in (self._taken_at, self._left_at, (at,)) if instants)
        pace = pace_of_places(len(self._left_at), (at - since) * _MS)
        spread = crc32(touch_key.encode()) % _SPREAD * _MS
        if pace is None:
            return BUSY + spread
        back_at = max(self._back_at[urgent], at + round(SOON / _MS)) + max(1, round(pace / _MS))
        wait = (back_at - at) * _MS
        if wait > LATEST[urgent]:
            return LATEST[urgent] + spread  # and the line is no longer for it
        self._back_at[urgent] = back_at
        return wait

    def _forget(self, at: int) -> None:
        while self._left_at and (at - self._left_at[0]) * _MS > PACE_SEEN:
            self._left_at.popleft()
