"""How much one address may ask for: connections, large bodies, and requests by token buckets, in bounded memory."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

REMEMBERED: Final = 10_000
"""Addresses; who has not come for longest is forgotten first, and so begins with a full bucket again."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the gateway gives its senders. Times in seconds; a network is one address, or a /64 of IPv6."""

    connections: int = 600
    """At the same time, each with a body of up to 1 MiB. For more, those are hung up on that keep us waiting."""

    per_network: int = 200
    """Of these, to one network that is no named proxy."""

    head: float = 10.0
    """Until a request's head is here: from the connection's begin, or from the head's first byte."""

    idle: float = 75.0
    """Between two requests: longer than a reverse proxy keeps its connections, so that none is hung up on in use."""

    stalled: float = 20.0
    """For an answer that nobody takes, and a body that nobody needs any more."""

    body: float = 20.0
    """For a body, and as much more as what has arrived takes at `body_rate`."""

    body_rate: float = 512 * 1024
    """Bytes a second, at least, of a body that takes longer."""

    large_body: float = 5.0
    """Instead of `body`, from where a body became larger than the usual ones: it holds a place that is scarce."""

    large_at_once: int = 4
    """Bodies above the usual size in memory at the same time; whoever comes on top of that is to come again."""

    large_per_network: int = 2


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many more each second."""

    burst: float
    per_second: float


HOOKS: Final = Rate(burst=2000, per_second=200)
"""Generous: a vendor tells of a bulk change from one address, and a text that is turned away may never come again."""

PAGES: Final = Rate(burst=60, per_second=2)
"""A person who reads and types."""

_UNLIMITED: Final = ("/healthz", "/readyz")
_STOP: Final = re.compile(r"/c/([^/]+)/stop")


class Buckets:
    """One bucket per address. For one thread."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, as of (seconds)

    def take(self, address: str, now: float) -> float:
        """Take one token: 0 where there was one, else the seconds until there is. `now` never goes back."""
        key = network_of(address)
        tokens, since = self._buckets.pop(key, (self._rate.burst, now))
        tokens = min(self._rate.burst, tokens + (now - since) * self._rate.per_second)
        wait = 0.0 if tokens >= 1 else (1 - tokens) / self._rate.per_second
        self._buckets[key] = (tokens if wait else tokens - 1, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return wait


class Rates:
    """How often an address may ask for what. For one thread.

    Stops have a bucket of their own: behind a proxy that is not named all candidates share one address, and nobody who
    loads pages there may keep another's stop out (R3). Only a link that we made counts as one, and each person's stops
    are limited beside it.
    """

    def __init__(self, whose: Callable[[str], str | None]) -> None:
        """`whose`: the person whose page a link's token opens, told without I/O; None where we did not make it."""
        self._whose = whose
        self._hooks, self._stops = Buckets(HOOKS), Buckets(HOOKS)
        self._pages, self._stops_of_one = Buckets(PAGES), Buckets(PAGES)

    def wait(self, method: str, path: str, address: str, now: float) -> float:
        """How many seconds this address has to wait; 0 where it may go on. `now` never goes back."""
        if path in _UNLIMITED:
            return 0
        if path.startswith("/hooks/"):
            return self._hooks.take(address, now)
        link = _STOP.fullmatch(path)
        person = self._whose(link[1]) if link else None
        if person is None:
            return self._pages.take(address, now)
        wait = self._stops.take(address, now)
        if method == "POST" and not wait:
            return self._stops_of_one.take(person, now)
        return wait


def network_of(address: str) -> str:
    """Whom an address belongs to: of IPv6 a household has a whole /64."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:150]
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network(f"{found}/64", strict=False))
