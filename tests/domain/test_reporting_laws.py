"""The figures against a year whose truth is known, and against a slow count straight from the facts (K1-K13)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.reporting import figures as k
from domain.reporting.figures import Period, Rows
from domain.reporting.segments import by_segment
from domain.reporting.statistics import Mean, Share
from tests.domain import reported, slow_figures
from tests.domain.reported_lives import GOLDEN, START, TRUTH, response_truth, year
from tests.tables import each

YEAR = START, START + timedelta(days=365)
SPRING = START + timedelta(days=60), START + timedelta(days=150)


def quick(rows: Rows, period: Period) -> dict[str, Any]:
    """The product's figures, in the form of the slow count."""

    def pair(share: Share) -> tuple[int, int]:
        return share.n, share.of

    six, seven, eleven, thirteen = (figure(rows, period) for figure in (k.k6, k.k7, k.k11, k.k13))
    variants = {
        one["variant"]: pair(one["share"])
        for test in k.k10(rows, period)["messages"]
        for one in test["variants"]
        if test["message"] == "interview/invite"
    }
    return {
        "K1": pair(k.k1(rows, period)["share"]),
        "K1 by variant": variants,
        "K2": k.k2(rows, period)["time"],
        "K1 by source": {
            name.lower(): pair(found["K1"]["share"])
            for name, found in by_segment(rows, "source", period, ["K1"])
            if found["K1"]["share"].of
        },
        "may still answer": k.k1(rows, period)["pending"],
        "K4": pair(k.k4(rows, period)["share"]),
        "may still move": k.k4(rows, period)["pending"],
        "acknowledged": pair(six["acknowledged"]),
        "thanked": pair(six["thanked"]),
        "promises": pair(six["promises_kept"]),
        "answered": pair(six["answered"]),
        "scores": seven["scores"],
        "comments": seven["comments"],
        "rejected scores": thirteen["score"],
        "with feedback": thirteen["by_feedback"]["with feedback"],
        "K12": k.k12(rows, period)["time"],
        "interactions": k.k3(rows, period)["interactions"],
        "ratings": k.k5(rows, period)["rating"],
        "slots": {(one["weekday"], one["hour"]): pair(one["share"]) for one in k.k9(rows, period)["slots"]},
        "word": pair(eleven["word"]),
        "silent 30": pair(eleven["silent_30"]),
    }


def summed(slow: dict[str, Any]) -> dict[str, Any]:
    """Lists of the slow count as what the product says of them."""
    spreads, means = ("K2", "K12"), ("rejected scores", "with feedback", "ratings")
    return slow | {
        **{name: k.spread(slow[name]) for name in spreads},
        **{name: k.mean(sorted(slow[name])) for name in means},
        "scores": {str(score): slow["scores"].count(score) for score in range(1, 6)},
        **{
            part: {name: share for name, share in slow[part].items() if share[1]}
            for part in ("K1 by variant", "K1 by source")
        },
    }


@each("span", [YEAR, SPRING], ids=["the year", "a quarter of it"])
@each("seed", range(4))
def test_figures_equal_a_slow_count_also_after_bounces_merges_and_undone_rejections(
    seed: int, span: tuple[datetime, datetime]
) -> None:
    told = year(seed, 150, muddled=True)
    assert {"undone", "history_joined", "delivery_reported"} <= {one.fact.type for one in told}
    period = reported.period(*span)
    assert quick(reported.rows(told), period) == summed(slow_figures.counted(told, *span, reported.COMPANY))


def covered(rows: Rows, period: Period, response: float) -> dict[str, bool]:
    """By figure: does its interval hold the truth?"""
    six, seven = k.k6(rows, period), k.k7(rows, period)
    shares: dict[str, Share | Mean] = {
        "response": k.k1(rows, period)["share"],
        **{name: six[name] for name in ("acknowledged", "thanked", "answered", "promises_kept")},
        "satisfied": seven["satisfied"],
        "surveyed": seven["answered"],
        "score": seven["score"],
        "rejected": k.k13(rows, period)["score"],
        "rating": k.k5(rows, period)["rating"],
    }
    found = {}
    for name, share in shares.items():
        low, high = (share.low, share.high) if isinstance(share, Mean) else (share.interval or (None, None))
        assert low is not None and high is not None
        found[name] = low <= (response if name == "response" else TRUTH[name]) <= high
    return found


def hits(seeds: range, lives: int) -> tuple[dict[str, int], int, int]:
    """Of so many years, by figure, how many times the truth lay in the interval; how often the planted hour was found;
    and how often the better variant was called better, and nothing else.
    """
    inside: dict[str, int] = {}
    hours = variants = 0
    for seed in seeds:
        rows, period = reported.rows(year(seed, lives)), reported.period(*YEAR)
        for name, holds in covered(rows, period, response_truth(seed, lives)).items():
            inside[name] = inside.get(name, 0) + holds
        slots = [one for one in k.k9(rows, period)["slots"] if one["share"].of >= 10]
        best = max(slots, key=lambda one: one["share"].interval[0])
        hours += (best["weekday"], best["hour"]) == GOLDEN
        (test,) = k.k10(rows, period)["messages"]
        variants += [one["verdict"] for one in test["variants"]] == ["base", "better"]
    return inside, hours, variants


def test_the_truth_lies_in_the_intervals_and_the_planted_hour_is_found() -> None:
    inside, hours, _ = hits(range(4), 400)
    assert set(inside) == {*TRUTH, "response"} - {"median"}
    assert sum(inside.values()) >= 0.9 * 4 * len(inside), inside
    assert hours == 4


@pytest.mark.nightly
@pytest.mark.long
def test_of_a_hundred_years_of_2000_lives_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """95 % intervals miss 5 times in 100 by design. Of 1,000, chance leaves 93.6 to 96.4 % (two deviations)."""
    inside, hours, variants = hits(range(100), 2000)
    assert sum(inside.values()) >= 0.936 * 100 * len(inside), inside
    assert min(inside.values()) >= 90, inside
    assert hours == 100
    assert variants >= 95


@pytest.mark.parametrize("seed", range(3))
def test_the_middle_of_the_time_to_response_is_the_planted_one(seed: int) -> None:
    found = k.k2(reported.rows(year(seed, 800)), reported.period(*YEAR))["time"]
    assert abs(found.median - TRUTH["median"]) < 0.15 * TRUTH["median"]
    assert found.p90 == pytest.approx(3.32 * TRUTH["median"], rel=0.15)  # of an exponential
