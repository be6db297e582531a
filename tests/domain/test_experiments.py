"""Tests of variants: what they need, whom they count, and how seldom they are wrong (K10)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.experiment_words import harm_words, plan_words, status_words
from domain.reporting.experiments import (
    ALARM,
    ERROR,
    Judged,
    judge,
    needed_of,
    plan_of,
    strongest_evidence,
    with_verdicts,
)
from domain.reporting.records import DAY
from domain.reporting.statistics import Share
from domain.time.written import written_in
from tests.domain import reported, slow_experiments
from tests.domain.reported_lives import START, year
from tests.domain.tested_lives import BEGINS, MESSAGE, World, arms, at_the_end, experiment, harm, looks, touch

LATER = BEGINS + 400 * DAY


def letters(judged: Judged) -> dict[str, Share]:
    return {one.letter: one.share for one in judged.arms}


# ---------------------------------------------------------------- the number


@pytest.mark.parametrize(
    ("expected", "effect", "shares", "needed"),
    [
        # (z(1 - 0.02/2) + z(0.9))² = 3.6079² = 13.017, by the variance of both shares over the square of the effect
        (0.3, 0.1, {"a": 0.5, "b": 0.5}, {"a": 586, "b": 586}),  # 13.017 * (0.21 + 0.24) / 0.01 = 585.8
        (0.5, 0.1, {"a": 0.5, "b": 0.5}, {"a": 638, "b": 638}),  # 13.017 * (0.25 + 0.24) / 0.01 = 637.8
        (0.1, 0.05, {"a": 0.5, "b": 0.5}, {"a": 1133, "b": 1133}),  # 13.017 * (0.09 + 0.1275) / 0.0025 = 1132.5
        (0.3, 0.1, {"a": 0.9, "b": 0.1}, {"a": 3086, "b": 343}),  # seldom shown, b takes most of the time
        (0.3, 0.1, {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}, {"a": 671, "b": 671, "c": 671}),  # two comparisons: 1 % each
        (0.5, 0.5, {"a": 0.5, "b": 0.5}, {"a": 30, "b": 30}),  # never fewer than thirty
    ],
)
def test_the_number_is_that_of_the_textbook(
    expected: float, effect: float, shares: dict[str, float], needed: dict[str, int]
) -> None:
    found, _ = needed_of(expected, effect, arms(**shares))
    assert found == pytest.approx(needed, abs=1)


def test_without_a_word_it_expects_what_is_on_record_or_else_half() -> None:
    before = [touch(n, "", BEGINS - 60 * DAY + n, replied=DAY if n % 5 == 0 else None) for n in range(1, 201)]
    assert plan_of(arms(), experiment(), BEGINS, before, LATER).expected == 0.2
    assert plan_of(arms(), experiment(), BEGINS, before[:99], LATER).expected == 0.5
    assert plan_of(arms(), experiment(expected="35%"), BEGINS, before, LATER).expected == 0.35


@pytest.mark.parametrize("seed", range(3))
def test_the_number_stays_whatever_comes_in_once_the_test_has_begun(seed: int) -> None:
    world = World(seed, {"a": 0.2, "b": 0.5}, people=300, before=150)
    plans = {str(one.plan.needed) for one in looks(world, experiment())}
    assert len(plans) == 1


def test_it_says_beforehand_how_many_it_needs_and_how_long_that_takes() -> None:
    before = [touch(n, "", BEGINS - n * DAY // 10, replied=DAY if n % 5 == 0 else None) for n in range(1, 900)]
    plan = plan_of(arms(), experiment(), BEGINS, before, BEGINS)
    assert plan.per_week == pytest.approx(70, abs=1)
    assert plan.weeks == -(-plan.total // 70) + 5  # and 30 days until the last one's time is over
    said = plan_words(plan, written_in("US"))
    assert said == (
        "Test of interview/invite (a and b), from Jan 15, 2027: it needs 964 candidates, 482 for each variant, to find "
        "a difference of 10 points in the response rate (20% is the rate so far). At 70 a week that takes "
        "about 19 weeks, including the last 30 days of waiting."
    )
    nobody = plan_words(plan_of(arms(), experiment(), BEGINS, [], BEGINS), written_in("US"))
    assert "no telling how long" in nobody and "50% is assumed, since there's too little data" in nobody


# ---------------------------------------------------------------- whom it counts


def test_a_candidate_counts_once_by_the_first_message_that_reached_them() -> None:
    rows = [
        touch(1, "a", BEGINS + DAY, number=1),  # not answered
        touch(1, "a", BEGINS + 20 * DAY, number=2, replied=DAY),  # and the second time answered, which says nothing
        touch(2, "b", BEGINS + DAY, number=3, bounced_at=BEGINS + 2 * DAY),
        touch(2, "b", BEGINS + 3 * DAY, number=4, replied=29 * DAY),
        touch(3, "b", BEGINS + DAY, number=5, replied=31 * DAY),  # too late
    ]
    judged = judge(plan_of(arms(), experiment(), BEGINS, rows, LATER), rows, [], LATER)
    assert letters(judged) == {"a": Share(0, 1), "b": Share(1, 2)}


def test_only_messages_that_have_had_their_thirty_days_count() -> None:
    rows = [touch(1, "a", BEGINS + DAY, replied=DAY), touch(2, "b", BEGINS + 2 * DAY, replied=DAY)]
    plan = plan_of(arms(), experiment(), BEGINS, rows, LATER)
    assert letters(judge(plan, rows, [], BEGINS + 31 * DAY)) == {"a": Share(1, 1), "b": Share(0, 0)}
    assert letters(judge(plan, rows, [], BEGINS + 32 * DAY)) == {"a": Share(1, 1), "b": Share(1, 1)}


def test_whoever_had_the_message_before_or_had_two_variants_is_left_out() -> None:
    rows = [
        touch(1, "", BEGINS - DAY, number=1),
        touch(1, "a", BEGINS + DAY, number=2, replied=DAY),  # knew the message
        touch(2, "a", BEGINS + DAY, number=3, replied=DAY),
        touch(2, "b", BEGINS + 9 * DAY, number=4, replied=DAY),  # two records that were one person
        touch(3, "", BEGINS + DAY, number=5),  # in a language with no variants
        touch(4, "b", BEGINS + DAY, number=6),
    ]
    judged = judge(plan_of(arms(), experiment(), BEGINS, rows, LATER), rows, [], LATER)
    assert letters(judged) == {"a": Share(0, 0), "b": Share(0, 1)}
    assert judged.left_out == 3


def test_a_variant_that_joins_later_is_measured_against_those_who_came_in_since() -> None:
    """In spring all answer, and in summer nobody does: c is there in summer only."""
    spring = [touch(n, "ab"[n % 2], BEGINS + n, replied=DAY) for n in range(1, 401)]
    summer = [touch(n, "abc"[n % 3], BEGINS + 60 * DAY + n) for n in range(401, 1001)]
    shares = {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}
    test = experiment(0.4, expected=0.5)
    plan = plan_of(arms(**shares), test, BEGINS, [], BEGINS)
    judged = judge(plan, spring + summer, [], LATER)
    assert [one.verdict for one in judged.arms] == ["base", "no difference worth having", "no difference worth having"]


def test_what_moves_on_is_a_figure_too() -> None:
    rows = [touch(n, "ab"[n % 2], BEGINS + n)._replace(moved_at=BEGINS + n + 13 * DAY) for n in range(1, 11)]
    rows += [touch(n, "a", BEGINS + n)._replace(moved_at=BEGINS + n + 15 * DAY) for n in range(11, 13)]
    plan = plan_of(arms(), experiment(figure="K4"), BEGINS, rows, LATER)
    assert letters(judge(plan, rows, [], BEGINS + 20 * DAY)) == {"a": Share(5, 7), "b": Share(5, 5)}


# ---------------------------------------------------------------- the verdict


def test_there_is_no_verdict_before_the_number_is_there_and_then_it_stays() -> None:
    seen = looks(World(6, {"a": 0.3, "b": 0.5}, people=700), experiment(0.2))
    verdicts = [one.arms[1].verdict for one in seen]
    assert verdicts[0] == "not enough yet" and verdicts[-1] == "better"
    assert verdicts == sorted(verdicts, key=["not enough yet", "better"].index), "once said, it is not taken back"
    first = next(one for one in seen if one.is_decided)
    assert letters(first) == letters(seen[-1])
    assert all(one.share.of == one.needed for one in first.arms)
    left = [one.weeks for one in seen if not one.is_decided]
    assert all(left[1:]) and left[1] == pytest.approx(len(left) - 1, abs=4), "it said about when"
    assert (first.weeks, first.winner) == (0, "b")


def test_each_verdict_is_there() -> None:
    found = {
        rate: at_the_end(World(2, {"a": 0.4, "b": rate}, people=500), experiment(0.2)) for rate in (0.1, 0.41, 0.7)
    }
    assert {rate: one.arms[1].verdict for rate, one in found.items()} == {
        0.1: "worse", 0.41: "no difference worth having", 0.7: "better",
    }  # fmt: skip
    assert {rate: one.winner for rate, one in found.items()} == {0.1: "a", 0.41: "a", 0.7: "b"}
    assert "is better than a" in status_words(found[0.7]) and "Use b" in status_words(found[0.7])


def counted(seeds: range, effect: float, **given: Any) -> Counter[str]:
    """Of so many worlds, in how many a difference was called, the planted one was found, and an alarm was raised."""
    found: Counter[str] = Counter()
    for seed in seeds:
        world = World(seed, people=1500, harm_rates={"a": 0.02, "b": 0.02}, **given)
        judged = at_the_end(world, experiment(effect, expected=world.rates["a"]))
        assert judged.is_decided
        found["called"] += judged.arms[1].verdict in ("better", "worse")
        found["found"] += judged.arms[1].verdict == "better"
        found["alarm"] += bool(judged.harmful)
        found["either"] += judged.arms[1].verdict in ("better", "worse") or bool(judged.harmful)
    return found


def test_a_test_of_two_equals_seldom_calls_a_difference_and_one_with_an_effect_finds_it() -> None:
    assert counted(range(20), 0.1, rates={"a": 0.3, "b": 0.3})["either"] <= 2
    assert counted(range(20), 0.1, rates={"a": 0.3, "b": 0.4})["found"] >= 15


@pytest.mark.nightly
@pytest.mark.parametrize(("rate", "effect"), [(0.3, 0.1), (0.5, 0.1), (0.15, 0.1)])
def test_of_a_hundred_tests_of_equals_five_call_a_difference_at_most_and_of_effects_eighty_are_found(
    rate: float, effect: float
) -> None:
    equals = counted(range(100), effect, rates={"a": rate, "b": rate})
    assert equals["either"] <= 5, equals
    planted = counted(range(100), effect, rates={"a": rate, "b": rate + effect})
    assert planted["found"] >= 80, planted
    assert planted["alarm"] <= 3, planted


@pytest.mark.nightly
def test_looking_every_week_calls_no_more_differences_than_looking_once() -> None:
    called = 0
    for seed in range(100):
        seen = looks(World(seed, {"a": 0.3, "b": 0.3}, people=700), experiment(0.15, expected=0.3))
        ever = {one.arms[1].verdict for one in seen} & {"better", "worse"}
        assert ever == {seen[-1].arms[1].verdict} & {"better", "worse"}
        called += bool(ever)
    assert called <= 5


@pytest.mark.nightly
def test_of_three_variants_that_are_the_same_no_more_are_called_better_or_worse() -> None:
    shares = {"a": 1 / 3, "b": 1 / 3, "c": 1 / 3}
    called = 0
    for seed in range(100):
        world = World(seed, dict.fromkeys("abc", 0.3), people=2500, shares=shares)
        judged = at_the_end(world, experiment(0.1, expected=0.3))
        assert judged.is_decided
        called += any(one.verdict in ("better", "worse") for one in judged.arms)
    assert called <= 5


# ---------------------------------------------------------------- harm


def test_a_variant_that_harms_is_told_long_before_the_number_is_there() -> None:
    rates = {"a": 0.3, "b": 0.3}
    world = World(1, rates, people=2000, harm_rates={"a": 0.01, "b": 0.12})
    seen = looks(world, experiment(0.1))
    first = next(one for one in seen if one.harmful)
    assert not first.is_decided
    assert sum(one.came_in for one in first.arms) < 700
    assert [one.letter for one in first.harmful] == ["b"]
    (said,) = harm_words([first])
    assert said.startswith("Variant b of interview/invite does harm: ")
    assert seen[-1].winner == "a"


def test_one_that_harms_does_not_win() -> None:
    world = World(1, {"a": 0.2, "b": 0.6}, people=1500, harm_rates={"a": 0.0, "b": 0.1})
    judged = at_the_end(world, experiment(0.1))
    assert judged.arms[1].verdict == "better" and judged.arms[1].harms
    assert judged.winner == "a"


def test_somebody_is_harmed_once_and_only_by_the_test() -> None:
    rows = [touch(1, "b", BEGINS + DAY), touch(2, "a", BEGINS + DAY)]
    harms = [
        harm(1, "b", BEGINS + DAY, BEGINS + 2 * DAY, "stop", number=1),
        harm(1, "b", BEGINS + DAY, BEGINS + 2 * DAY, "complaint", number=2),
        harm(2, "a", BEGINS - DAY, BEGINS + 2 * DAY),  # by a message of before
        harm(3, "b", BEGINS + DAY, BEGINS + 2 * DAY),  # not in the test
    ]
    judged = judge(plan_of(arms(), experiment(), BEGINS, rows, LATER), rows, harms, LATER)
    assert [(one.letter, one.harmed) for one in judged.arms] == [("a", Share(0, 1)), ("b", Share(1, 1))]


@pytest.mark.parametrize("seeds", [range(150), pytest.param(range(3000), marks=pytest.mark.nightly)])
def test_variants_that_harm_alike_seldom_raise_an_alarm_however_often_one_looks(seeds: range) -> None:
    alarms = 0
    for seed in seeds:
        rng = random.Random(seed)
        chance = rng.choice((0.5, 0.1, 0.9))
        evidence = strongest_evidence((rng.random() < chance, chance) for _ in range(300))
        alarms += evidence >= 1 / ALARM
    assert alarms <= ALARM * len(seeds) + 2


@given(st.lists(st.booleans(), max_size=60), st.floats(0.05, 0.95))
def test_evidence_against_a_variant_only_grows_and_never_by_a_harm_of_the_other(
    fell: list[bool], chance: float
) -> None:
    so_far = [strongest_evidence([(one, chance) for one in fell[:n]]) for n in range(len(fell) + 1)]
    assert so_far == sorted(so_far)
    assert strongest_evidence([(one, chance) for one in [*fell, False]]) == so_far[-1]


def test_ten_harms_to_none_are_enough_and_four_are_not() -> None:
    assert strongest_evidence([(True, 0.5)] * 10) >= 1 / ALARM
    assert strongest_evidence([(True, 0.5)] * 4) < 1 / ALARM
    assert strongest_evidence([(True, 1.0)] * 50) == 1.0, "where only one is out, nothing is compared"


# ---------------------------------------------------------------- beside the rest


def test_as_long_as_a_test_is_open_k10_names_no_difference_either() -> None:
    seen = looks(World(6, {"a": 0.3, "b": 0.5}, people=700), experiment(0.2))
    tested = [{"variant": "a", "verdict": "base"}, {"variant": "b", "verdict": "better"}]
    other = [{"variant": "b", "verdict": "worse"}]
    figure = {
        "messages": [{"message": "interview/invite", "variants": tested}, {"message": "other", "variants": other}]
    }
    told = with_verdicts(figure, [seen[1]])["messages"]
    assert [one["verdict"] for one in told[0]["variants"]] == ["base", "not enough yet"]
    assert told[1]["variants"][0]["verdict"] == "worse"


def test_all_mistakes_of_a_test_together_are_less_than_one_in_twenty() -> None:
    assert ERROR + ALARM <= 0.05


@pytest.mark.parametrize("seed", range(3))
def test_it_equals_a_slow_count_straight_from_the_facts_also_after_bounces_merges_and_undone_rejections(
    seed: int,
) -> None:
    told = year(seed, 300, muddled=True)
    assert {"undone", "history_joined", "delivery_reported", "opted_out"} <= {one.fact.type for one in told}
    since, now = START + timedelta(days=60), START + timedelta(days=250)
    rows = reported.rows(told)
    begins, known = int(since.timestamp()), int(now.timestamp())
    sent = [one for one in rows.touches if one.kind.message == MESSAGE]
    harms = [one for one in rows.cases["harm"] if one.kind.message == MESSAGE]
    plan = plan_of(arms(), experiment(0.5, expected=0.5), begins, sent, known)
    judged = judge(plan, sent, harms, known)
    slow = slow_experiments.counted(told, MESSAGE, since, now, plan.needed["a"])
    assert {one.letter: (one.share.n, one.share.of) for one in judged.arms} == slow.answered
    assert {one.letter: one.came_in for one in judged.arms} == slow.came_in
    assert {one.letter: (one.harmed.n, one.harmed.of) for one in judged.arms} == slow.harmed
    assert judged.left_out == slow.left_out > 0
    assert sum(one.harmed.n for one in judged.arms) > 0
