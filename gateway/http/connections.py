"""The gateway's connections: none may keep us waiting for long, and none keeps another one out.

uvicorn has no time limit for a request's head. It counts every open connection, silent ones too, and answers all
requests with 503 once there are too many, so a few hundred connections that say nothing would shut the door. Here each
wait for the other end has its time, and where there is no room for a newcomer, that connection goes which has kept us
waiting for longest, of the network that holds the most.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from enum import StrEnum
from itertools import chain
from typing import Any, ClassVar, Final, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from gateway.http.clients import Proxies
from gateway.http.limits import Limits, network_of
from metrics import Closed

log = logging.getLogger("followup.gateway")

SPARE: Final = 100
"""Connections beyond the limit, where none can be hung up on: they are answered 503 as far as that."""

SAY_AGAIN: Final = 60.0
"""Seconds between two lines in the log."""


class Wait(StrEnum):
    """What a connection waits for from the other end."""

    HEAD = "head"  # a first request, or the rest of a request's head
    BODY = "body"  # how long that may take depends on what has arrived: gateway.http.bodies
    NEXT = "next"  # nothing is begun
    TAKE = "take"  # that they take our answer
    REST = "rest"  # of a body that has been answered already


_WHY: Final = {Wait.HEAD: Closed.SILENT, Wait.TAKE: Closed.STALLED, Wait.REST: Closed.STALLED}


class ConnectionLimiter:
    """All connections of one server. For one event loop."""

    def __init__(self, limits: Limits, proxies: Proxies, count: Callable[[str], None]) -> None:
        """`count` hears of each connection that is hung up on the reason."""
        self.limits = limits
        self._proxies = proxies
        self._count = count
        self._networks: dict[str, set[Connection]] = {}  # a named proxy's is ""
        self._crowded = 0
        self._said_at = -SAY_AGAIN

    def join(self, newcomer: Connection) -> bool:
        """Is there room, or can some be made?"""
        address = newcomer.client[0] if newcomer.client else ""
        newcomer.network = network = "" if address in self._proxies else network_of(address)
        theirs = self._networks.get(network, set())
        if network and len(theirs) >= self.limits.per_network and not self._make_room(theirs):
            return False
        everybody = sum(map(len, self._networks.values()))
        if everybody >= self.limits.connections:
            room = self._make_room(list(chain.from_iterable(self._networks.values())))
            if not room and everybody >= self.limits.connections + SPARE:
                return False
        self._networks.setdefault(network, set()).add(newcomer)
        return True

    def leave(self, gone: Connection) -> None:
        """It is closed."""
        theirs = self._networks.get(gone.network, set())
        theirs.discard(gone)
        if not theirs:
            self._networks.pop(gone.network, None)

    def closed(self, why: Closed, now: float) -> None:
        """We hung up. One line a minute says so where it was for want of room."""
        self._count(why)
        if why is not Closed.CROWDED:
            return
        self._crowded += 1
        if now - self._said_at >= SAY_AGAIN:
            log.warning(
                "no room for all connections: closed %d so far, first those that keep us waiting.", self._crowded
            )
            self._said_at = now

    def _make_room(self, among: Collection[Connection]) -> bool:
        """Hang up on one that keeps us waiting; False where there is none. A named proxy's goes last."""
        waiting = [one for one in among if one.waits is not None]
        if not waiting:
            return False
        worst = max(waiting, key=lambda one: (bool(one.network), len(self._networks[one.network]), -one.since))
        worst.hang_up(Closed.CROWDED)
        return True


class Connection(H11Protocol):
    """uvicorn's, with a time for each wait."""

    crowd: ClassVar[ConnectionLimiter]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.network = ""
        self.waits: Wait | None = None
        self.since = 0.0  # seconds of the loop's clock
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        super().connection_made(transport)
        if self.crowd.join(self):
            self._look()
        else:
            self.hang_up(Closed.CROWDED)

    def connection_lost(self, exc: Exception | None) -> None:
        self._wait(None)
        self.crowd.leave(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._look()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._look()

    def hang_up(self, why: Closed | None) -> None:
        """At once: what is still to be sent is not waited for."""
        self._wait(None)
        self.crowd.leave(self)
        self.connections.discard(self)  # uvicorn's own count; it would hear of it only after the newcomer has come
        self.transport.abort()
        if why is not None:
            self.crowd.closed(why, self.loop.time())

    def _look(self) -> None:
        """What do we wait for now? A wait that goes on keeps its time, however much trickles in meanwhile."""
        cycle = cast("RequestResponseCycle | None", self.cycle)  # the request under way, or the last one
        if self.transport.is_closing():
            self._wait(Wait.TAKE if self.transport.get_write_buffer_size() else None)
        elif self.flow.write_paused:
            self._wait(Wait.TAKE)
        elif cycle is not None and not cycle.response_complete:
            self._wait(Wait.BODY if self.conn.their_state is h11.SEND_BODY else None)
        elif self.conn.their_state is not h11.IDLE:
            self._wait(Wait.REST)
        else:
            self._wait(Wait.HEAD if cycle is None or self.conn.trailing_data[0] else Wait.NEXT)

    def _wait(self, waits: Wait | None) -> None:
        if waits is self.waits:
            return
        self.waits, self.since = waits, self.loop.time()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        limits = self.crowd.limits
        seconds = {
            Wait.HEAD: limits.head,
            Wait.NEXT: limits.idle,
            Wait.TAKE: limits.stalled,
            Wait.REST: limits.stalled,
        }
        if waits is not None and waits in seconds:
            self._timer = self.loop.call_later(seconds[waits], self.hang_up, _WHY.get(waits))


def connection_class(limiter: ConnectionLimiter) -> type[Connection]:
    """The protocol of one server, as uvicorn wants it: a class."""
    return type("Connection", (Connection,), {"crowd": limiter})
