"""How many requests one address may make: token buckets, so many at once and so many a second, in bounded memory."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Final

REMEMBERED: Final = 10_000
"""Addresses; who has not come for longest is forgotten first, and so begins with a full bucket again."""


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many more each second."""

    burst: float
    per_second: float


HOOKS: Final = Rate(burst=2000, per_second=200)
"""Generous: a vendor tells of a bulk change from one address, and a text that is turned away may never come again."""

PAGES: Final = Rate(burst=60, per_second=2)
"""A person who reads and types."""


class Buckets:
    """One bucket per address. For one thread."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, as of (seconds)

    def take(self, address: str, now: float) -> float:
        """Take one token: 0 where there was one, else the seconds until there is. `now` never goes back."""
        key = _network(address)
        tokens, since = self._buckets.pop(key, (self._rate.burst, now))
        tokens = min(self._rate.burst, tokens + (now - since) * self._rate.per_second)
        wait = 0.0 if tokens >= 1 else (1 - tokens) / self._rate.per_second
        self._buckets[key] = (tokens if wait else tokens - 1, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        return wait


def _network(address: str) -> str:
    """Whom an address belongs to: of IPv6 a household has a whole /64."""
    try:
        found = ip_address(address)
    except ValueError:
        return address[:50]
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or ip_network(f"{found}/64", strict=False))
