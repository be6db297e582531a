"""Shares with their intervals, spreads, and what two shares say of each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, NamedTuple

_Z: Final = 1.959963984540054
"""Of 95 percent."""

SMALL: Final = 30
"""Fewer than these say little, whatever their share is: they are named as few, and nothing is concluded from them."""


class Share(NamedTuple):
    """`n` of `of`, with a 95 % interval."""

    n: int
    of: int

    @property
    def value(self) -> float | None:
        return self.n / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's: it holds for few and for shares near 0 and 1, too."""
        return wilson(self.n, self.of) if self.of else None

    @property
    def is_small(self) -> bool:
        return self.of < SMALL

    def json(self) -> dict[str, Any]:
        low, high = self.interval or (None, None)
        return {
            "n": self.n,
            "of": self.of,
            "value": _rounded(self.value),
            "low": _rounded(low),
            "high": _rounded(high),
            "small": self.is_small,
        }


class Spread(NamedTuple):
    """How long something took: the middle one, and what nine of ten stay within, in seconds."""

    n: int
    median: float | None
    p90: float | None

    @property
    def is_small(self) -> bool:
        return self.n < SMALL

    def json(self) -> dict[str, Any]:
        return {"n": self.n, "median": self.median, "p90": self.p90, "small": self.is_small}


class Mean(NamedTuple):
    """An average of so many, with a 95 % interval by the normal approximation."""

    n: int
    mean: float | None
    low: float | None
    high: float | None

    @property
    def is_small(self) -> bool:
        return self.n < SMALL

    def json(self) -> dict[str, Any]:
        named = {name: _rounded(getattr(self, name)) for name in ("mean", "low", "high")}
        return {"n": self.n, **named, "small": self.is_small}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def wilson(n: int, of: int) -> tuple[float, float]:
    """The interval that holds the true share in 95 of 100 samples."""
    share, z2 = n / of, _Z * _Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = _Z * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return min(share, max(0.0, middle - half)), max(share, min(1.0, middle + half))


def spread(values: Iterable[int]) -> Spread:
    """The middle and the ninth tenth, each a value that there is or the mean of two."""
    ordered = sorted(values)
    return Spread(len(ordered), quantile(ordered, 0.5), quantile(ordered, 0.9))


def quantile(ordered: Sequence[int], share: float) -> float | None:
    """The value below which so many lie, straight between the two nearest."""
    if not ordered:
        return None
    place = (len(ordered) - 1) * share
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


SCALE: Final = (1, 5)
"""Of scores and ratings: the true average lies within it, too."""


def mean(values: Sequence[int], scale: tuple[int, int] = SCALE) -> Mean:
    """The average, and where on the scale the true one lies."""
    if not values:
        return Mean(0, None, None, None)
    middle = sum(values) / len(values)
    if len(values) < 2:
        return Mean(1, middle, None, None)
    variance = math.fsum((one - middle) ** 2 for one in values) / (len(values) - 1)
    half = _Z * math.sqrt(variance / len(values))
    return Mean(len(values), middle, max(middle - half, scale[0]), min(middle + half, scale[1]))


def p_value(one: Share, other: Share) -> float:
    """How often chance alone makes two shares differ as much: the two-proportion test, both sides."""
    if not one.of or not other.of:
        return 1.0
    pooled = (one.n + other.n) / (one.of + other.of)
    variance = pooled * (1 - pooled) * (1 / one.of + 1 / other.of)
    if variance == 0:
        return 1.0
    return math.erfc(abs(one.n / one.of - other.n / other.of) / math.sqrt(2 * variance))


Verdict = Literal["better", "worse", "not enough data"]


def verdict(one: Share, base: Share, *, tests: int = 1) -> Verdict:
    """What a variant is beside the base, where so many are compared with it at once (Bonferroni)."""
    if one.is_small or base.is_small or p_value(one, base) * tests >= 0.05:
        return "not enough data"
    return "better" if one.n * base.of > base.n * one.of else "worse"


def changed(now: Share | Mean, before: Share | Mean) -> Literal["up", "down", "no clear change"]:
    """Has it changed since the period before, and not by chance?"""
    if now.is_small or before.is_small:
        return "no clear change"
    if isinstance(now, Share) and isinstance(before, Share):
        if p_value(now, before) >= 0.05:
            return "no clear change"
        return "up" if now.n * before.of > before.n * now.of else "down"
    if isinstance(now, Mean) and isinstance(before, Mean) and None not in (now.low, before.low):
        assert now.low is not None and now.high is not None and before.low is not None and before.high is not None
        if now.low > before.high:
            return "up"
        if now.high < before.low:
            return "down"
    return "no clear change"
