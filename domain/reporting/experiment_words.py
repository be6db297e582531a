"""Tests of variants in words and as a table: what one needs, how it stands, and whether a variant does harm (K10)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.playbook.experiments import NAMES
from domain.reporting.experiments import Arm, Judged, Plan
from domain.reporting.records import DAY
from domain.reporting.statistics import Share
from domain.time.written import Written

_EXPECTED: Final = {
    "playbook": "is what the playbook expects",
    "record": "is the rate so far",
    "nothing": "is assumed, since there's too little data",
}


def plan_words(plan: Plan, forms: Written) -> str:
    """What a test needs, said before it begins."""
    test, arms = plan.experiment, plan.arms
    numbers = {*plan.needed.values()}
    each = f"{min(numbers):,} for each variant" if len(numbers) == 1 else _each(plan)
    return (
        f"Test of {arms.message} ({' and '.join(arms.shares)}), from {forms.dated(test.from_)}: it needs "
        f"{many(plan.total, 'candidate')}, {each}, to find a difference of {points(test.smallest_effect)} in the "
        f"{NAMES[test.figure]} ({percent(plan.expected)} {_EXPECTED[plan.expected_from]}). {_how_long(plan)}"
    )


def _each(plan: Plan) -> str:
    return ", ".join(f"{number:,} for {letter}" for letter, number in plan.needed.items())


def percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _how_long(plan: Plan) -> str:
    if plan.weeks is None:
        return "Nobody got this message in the last eight weeks, so there's no telling how long that takes."
    pace = f"{plan.per_week:.0f}" if plan.per_week >= 1 else "fewer than 1"
    took = "a day" if plan.window == DAY else f"{plan.window // DAY} days"
    return f"At {pace} a week that takes {about(plan.weeks)}, including the last {took} of waiting."


def points(share: float) -> str:
    """`5 points`: a difference of two percentages."""
    number = f"{100 * share:.1f}".removesuffix(".0")
    return f"{number} point{'' if number == '1' else 's'}"


def about(weeks: int) -> str:
    """`about 3 weeks`; of more than two years, the years."""
    return f"about {many(weeks, 'week')}" if weeks <= 104 else f"about {weeks / 52:.0f} years"


def status_words(judged: Judged) -> str:
    """How a test stands, in a sentence."""
    message, base = judged.message, judged.plan.arms.base
    if not judged.is_decided:
        came = ", ".join(f"{one.letter} {min(one.came_in, one.needed):,} of {one.needed:,}" for one in judged.arms)
        left = "no telling how much longer" if judged.weeks is None else f"{about(judged.weeks)} to go"
        return f"The test of {message} isn't decided yet: {came}; {left}."
    said = "; ".join(f"{one.letter} {_beside(one, judged, base)}" for one in judged.arms if one.verdict != "base")
    return f"The test of {message} is decided: {said}. Use {judged.winner}."


def how_to_end(judged: Judged) -> str:
    """The command that ends a test that is decided."""
    return f"followup playbook apply --winner {judged.message}"


def _beside(one: Arm, judged: Judged, base: str) -> str:
    zero = judged.arms[0].share
    shares = f"{percent(one.share.value)}, {base} {percent(zero.value)}"
    if one.verdict == "no difference worth having":
        return f"makes no difference worth having ({shares})"
    return f"is {one.verdict} than {base} ({shares})"


def verdict_words(one: Arm, judged: Judged) -> str:
    """What stands beside a variant in a table."""
    if one.harms:
        return f"does harm: {_harmed(one)}; {judged.plan.arms.base}: {_harmed(judged.arms[0])}"
    if one.verdict != "not enough yet":
        return one.verdict
    left = "can't say how long" if judged.weeks is None else f"{about(judged.weeks)} more"
    return f"not enough yet ({min(one.came_in, one.needed):,} of {one.needed:,}): {left}"


def _harmed(one: Arm) -> str:
    return f"{one.harmed.n:,} of {one.harmed.of:,}"


def harm_words(found: Sequence[Judged]) -> list[str]:
    """A sentence for each variant that does harm."""
    said = []
    for judged in found:
        base = judged.arms[0]
        for one in judged.harmful:
            said.append(
                f"Variant {one.letter} of {judged.message} does harm: {_harmed(one)} candidates stopped, complained or "
                f"didn't get it; with {base.letter} it was {_harmed(base)}."
            )
    return said


def table_of(found: Sequence[Judged]) -> tuple[tuple[str, ...], tuple[tuple[str, str, Share, str], ...], str]:
    """The tests under way as a table: headings, a row for each variant, and what to know."""
    rows = tuple(
        (judged.message, one.letter, one.share, verdict_words(one, judged)) for judged in found for one in judged.arms
    )
    figures = {NAMES[judged.plan.experiment.figure] for judged in found}
    effects = "; ".join(
        f"{judged.message}: {points(judged.plan.experiment.smallest_effect)} in the "
        f"{NAMES[judged.plan.experiment.figure]}, since {judged.plan.experiment.from_.isoformat()}"
        for judged in found
    )
    heading = next(iter(figures)).capitalize() if len(figures) == 1 else "Share"
    note = (
        f"Smallest difference tested for: {effects}. Each candidate counts once, after their time to answer. "
        f"The number was fixed beforehand, so you can look as often as you like."
    )
    return ("Message", "Variant", heading, "Compared with the base"), rows, note
