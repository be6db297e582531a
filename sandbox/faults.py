"""The ways in which one request to a provider can go wrong, and a seed that deals them out."""

from __future__ import annotations

import random
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

Way = Literal["answer", "slow", "garble", "hang", "reset", "close", "drip", "cut"]


@dataclass(frozen=True)
class Fault:
    """How one request goes wrong. `accept`: whether the message is taken before it does."""

    way: Way
    accept: bool = False
    status: int = 500
    body: str | None = ""
    """None for what the vendor itself says with that status."""
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0
    """Of a slow answer: how late it is."""
    called: str = field(default="", compare=False)
    """Its kind, where it was made as one of `KINDS`."""

    @property
    def name(self) -> str:
        """As the journal calls it."""
        plain = str(self.status) if self.way == "answer" else self.way
        return self.called or (f"accept-then-{plain}" if self.accept and self.way != "slow" else plain)


def _vendor_says(status: int, headers: dict[str, str] | None = None, *, accepted: bool = False) -> Fault:
    """What the vendor itself says with a status, in its own words."""
    return Fault("answer", accept=accepted, status=status, body=None, headers=headers or {})


_KINDS: Final[dict[str, Fault]] = {
    "accept-then-hang": Fault("hang", accept=True),
    "hang": Fault("hang"),
    "accept-then-reset": Fault("reset", accept=True),
    "reset": Fault("reset"),
    "accept-then-close": Fault("close", accept=True),  # the connection, politely and without a word
    "close": Fault("close"),
    "accept-then-cut": Fault("cut", accept=True),  # the vendor's success, whose body ends before its Content-Length
    "accept-then-drip": Fault("drip", accept=True),  # byte by byte and never to an end: no single read is ever late
    "slow": Fault("slow", accept=True, seconds=2),  # all goes well, but late
    "refuse": _vendor_says(400),
    "unauthorized": _vendor_says(401),
    "too-many": _vendor_says(429, {"Retry-After": "1"}),
    "500": _vendor_says(500),
    "accept-then-500": _vendor_says(500, accepted=True),
    "502": _vendor_says(502),
    "503": _vendor_says(503),
    "accept-then-503": _vendor_says(503, accepted=True),
    "redirect": Fault("answer", status=302, headers={"Location": "http://127.0.0.1:9/"}),
    "wrong-json": Fault("garble", accept=True),
}

KINDS: Final = tuple(_KINDS)
"""The kinds that a seed deals out, and that `followup sandbox --faults` knows."""


def of_kind(kind: str) -> Fault:
    """A fault of that kind. Raises ValueError naming the kinds that there are."""
    known = kind.replace("_", "-")
    if known not in _KINDS:
        raise ValueError(f"There is no fault {kind!r}; there are {', '.join(KINDS)}.")
    return replace(_KINDS[known], called=known)


class Faults:
    """Faults dealt out by one seeded chance: the n-th request meets the same in every run. Thread-safe."""

    def __init__(self, seed: int, share: Mapping[str, float], reads: Mapping[str, float] | None = None) -> None:
        """`share`: of all messages, by kind; `reads`: of all questions. Each from 0 to 1, together at most 1.

        Raises ValueError for an unknown kind or shares that are none.
        """
        self.seed = seed
        self.share, self.reads = _checked(share), _checked(reads or {})
        self._dice, self._read_dice = _dice(seed), _dice(f"reads of {seed}")
        self._lock = threading.Lock()

    def draw(self, *, read: bool = False) -> Fault | None:
        """What the next request meets; None for nothing."""
        dice, share = (self._read_dice, self.reads) if read else (self._dice, self.share)
        with self._lock:
            drawn, late = dice.random(), dice.uniform(0.2, 2)
        for kind, part in share.items():
            drawn -= part
            if drawn < 0:
                return replace(of_kind(kind), seconds=late) if kind == "slow" else of_kind(kind)
        return None


def read_faults(text: str) -> Faults | None:
    """As typed: `none`, or `SEED:KIND,KIND=SHARE…` or `SEED:all`. Raises ValueError with a sentence."""
    if text.strip().lower() in ("", "none"):
        return None
    seed, colon, kinds = text.partition(":")
    if not colon or not seed.strip().isdecimal() or not kinds.strip():
        raise ValueError(f"{text!r} is no SEED:KINDS, such as 7:too-many,accept-then-hang=0.2, 7:all, or none.")
    if kinds.strip() == "all":
        return Faults(int(seed), dict.fromkeys(KINDS, 0.02))
    share: dict[str, float] = {}
    for one in kinds.split(","):
        kind, equals, part = one.strip().partition("=")
        try:
            share[kind.replace("_", "-")] = float(part) if equals else 0.1
        except ValueError:
            raise ValueError(f"The share {part!r} of {kind} is no number from 0 to 1, such as 0.2.") from None
    return Faults(int(seed), share)


def _dice(seed: int | str) -> random.Random:
    return random.Random(seed)  # noqa: S311  # faults are to come again, not to be hard to guess


def _checked(share: Mapping[str, float]) -> dict[str, float]:
    named = {of_kind(kind).called: part for kind, part in share.items()}
    if not all(0 <= part <= 1 for part in named.values()) or sum(named.values()) > 1 + 1e-9:
        raise ValueError("Each share of faults must be from 0 to 1, and all together at most 1.")
    return named
