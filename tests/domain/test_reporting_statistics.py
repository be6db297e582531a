"""Intervals, tests and verdicts: what may be said of few and of many (K10)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.statistics import Mean, Share, changed, mean, p_value, quantile, spread, verdict, wilson

COUNTS = st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@pytest.mark.parametrize(
    ("n", "of", "low", "high"),
    [  # as published for Wilson's interval at 95 %
        (0, 10, 0.0, 0.2775),
        (1, 10, 0.0179, 0.4042),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
    ],
)
def test_wilsons_interval_is_the_published_one(n: int, of: int, low: float, high: float) -> None:
    assert wilson(n, of) == (pytest.approx(low, abs=2e-4), pytest.approx(high, abs=2e-4))


@given(COUNTS)
def test_an_interval_holds_its_share_and_lies_within_0_and_1(counts: tuple[int, int]) -> None:
    low, high = wilson(*counts)
    assert 0 <= low <= counts[0] / counts[1] <= high <= 1


def test_of_nobody_nothing_is_said() -> None:
    assert Share(0, 0).json() == {"n": 0, "of": 0, "value": None, "low": None, "high": None, "small": True}
    assert spread([]).json() == {"n": 0, "median": None, "p90": None, "small": True}
    assert mean([]) == Mean(0, None, None, None)
    assert mean([4]) == Mean(1, 4.0, None, None)


@pytest.mark.parametrize(
    ("values", "share", "is_"), [([5], 0.9, 5), ([1, 3], 0.5, 2), ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9, 10)]
)
def test_a_quantile_lies_straight_between_its_neighbors(values: list[int], share: float, is_: float) -> None:
    assert quantile(values, share) == is_


@pytest.mark.parametrize(
    ("one", "base", "says"),
    [
        (Share(60, 100), Share(40, 100), "better"),
        (Share(40, 100), Share(60, 100), "worse"),
        (Share(52, 100), Share(48, 100), "not enough data"),
        (Share(20, 29), Share(5, 29), "not enough data"),  # however far apart: too few
        (Share(0, 100), Share(0, 100), "not enough data"),
        (Share(100, 100), Share(100, 100), "not enough data"),
    ],
)
def test_k10_the_verdict_on_a_variant(one: Share, base: Share, says: str) -> None:
    assert verdict(one, base) == says


def test_k10_of_many_variants_at_once_more_is_asked_of_each() -> None:
    one, base = Share(50, 100), Share(35, 100)
    assert verdict(one, base) == "better"
    assert verdict(one, base, tests=3) == "not enough data"


def test_k10_two_alike_are_told_apart_as_rarely_as_chance_allows() -> None:
    chance, called = random.Random(4), 0
    for _ in range(1000):
        one, other = (Share(sum(chance.random() < 0.35 for _ in range(200)), 200) for _ in range(2))
        called += verdict(one, other) != "not enough data"
    assert 30 <= called <= 70, "5 % of the time, give or take"


@given(COUNTS, COUNTS)
def test_it_does_not_matter_who_is_compared_with_whom(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert p_value(Share(*one), Share(*other)) == pytest.approx(p_value(Share(*other), Share(*one)))


@pytest.mark.parametrize(
    ("now", "before", "says"),
    [
        (Share(70, 100), Share(40, 100), "up"),
        (Share(40, 100), Share(70, 100), "down"),
        (Share(42, 100), Share(40, 100), "no clear change"),
        (Share(9, 10), Share(1, 10), "no clear change"),
        (Mean(50, 4.5, 4.3, 4.7), Mean(50, 3.9, 3.7, 4.1), "up"),
        (Mean(50, 4.0, 3.8, 4.2), Mean(50, 3.9, 3.7, 4.1), "no clear change"),
        (Mean(5, 5.0, 5.0, 5.0), Mean(50, 3.9, 3.7, 4.1), "no clear change"),
    ],
)
def test_a_change_is_named_only_where_chance_does_not_explain_it(now: Share, before: Share, says: str) -> None:
    assert changed(now, before) == says
