"""Bodies as they stream in: neither too large nor too slow, and of the large ones few at once."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from typing import Final

from starlette.exceptions import HTTPException
from starlette.types import Message, Receive

from gateway.http.limits import Limits, network_of

LARGEST: Final = 1024 * 1024
"""Bytes of a body (docs/architecture.md, "HTTP")."""

LARGER: Final = {"/hooks/sendgrid/inbound": 31 * 1024 * 1024}
"""A mail may hold a CV and be 30 MB at SendGrid, who drops for good what is answered with 413."""

TOO_LARGE: Final = "The request is larger than 1 MiB, or an email than 31 MiB."
TOO_MANY_LARGE: Final = "Too many large requests at once; try again."
TOO_SLOW: Final = "The request took too long to arrive."

_CLOSE: Final = {"connection": "close"}


class BodySlots:
    """For bodies above the usual size. No network may hold all of them. For one event loop."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._held: Counter[str] = Counter()

    def take(self, network: str) -> bool:
        """Is there one for this network?"""
        if self._held.total() >= self._limits.large_at_once or self._held[network] >= self._limits.large_per_network:
            return False
        self._held[network] += 1
        return True

    def give_back(self, network: str) -> None:
        """It has been answered."""
        self._held[network] -= 1
        if not self._held[network]:
            del self._held[network]


class Body:
    """One request's body, cut off where it becomes too large or too slow."""

    def __init__(self, receive: Receive, path: str, address: str, limits: Limits, places: BodySlots) -> None:
        self._receive = receive
        self._largest = LARGER.get(path, LARGEST)
        self._network = network_of(address)
        self._limits = limits
        self._places = places
        self._size = 0
        self._until = time.monotonic() + limits.body
        self._whole = False
        self._holds_place = False

    async def receive(self) -> Message:
        """The next part. Raises HTTPException, which says what is wrong with it."""
        if self._whole:  # what follows is the wait for the other end to hang up
            return await self._receive()
        left = self._until - time.monotonic()
        try:
            if left <= 0:  # a part that is here already would come through a time-out
                raise TimeoutError
            async with asyncio.timeout(left):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408, TOO_SLOW, _CLOSE) from None
        if message["type"] == "http.request":
            self._whole = not message.get("more_body", False)
            self._arrived(len(message.get("body", b"")))
        return message

    def done(self) -> None:
        """The request has been answered."""
        if self._holds_place:
            self._holds_place = False
            self._places.give_back(self._network)

    def _arrived(self, size: int) -> None:
        self._size += size
        self._until += size / self._limits.body_rate
        if self._size > self._largest:
            raise HTTPException(413, TOO_LARGE, _CLOSE)
        # Only what is really here takes a place: one that is announced and never comes would hold it for nothing.
        if self._size > LARGEST and not self._holds_place:
            if not self._places.take(self._network):
                raise HTTPException(503, TOO_MANY_LARGE, {"retry-after": "10"} | _CLOSE)
            self._holds_place = True
            self._until = time.monotonic() + self._limits.large_body
