"""Tests of a message's variants: how many candidates one needs, said before it begins; and what it found (K10).

The number is fixed beforehand, and the verdict stands on exactly the first so many candidates of each variant, by when
they came in; what comes later is not looked at. So however often somebody looks, there is one verdict, and it stays.

Each candidate counts once, by the first message of the test that was delivered to them, and only after the time that
it has to be answered (K1: 30 days) or followed by a move (K4: 14 days). Left out: candidates who had had the message
before the test began, and those who had two of its variants, because two records turned out to be one person.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from statistics import NormalDist
from typing import Any, Final, Literal, NamedTuple

from domain.messages.tested import Arms, arms_of
from domain.playbook.experiments import Experiment
from domain.playbook.model import Playbook
from domain.reporting.figures import MOVED_WITHIN, RESPONSE_WITHIN, Figure
from domain.reporting.records import DAY, Case, Touch
from domain.reporting.statistics import SMALL, Share, p_value
from domain.time.business_hours import to_utc
from domain.time.zones import zone

ERROR: Final = 0.02
"""How often a test of variants that are the same calls one better or worse, at most; shared by all comparisons."""

POWER: Final = 0.9
"""How often the smallest effect worth knowing is found where it is there."""

ALARM: Final = 0.01
"""How often variants that harm alike set off the alarm at any time, at most; with `ERROR` three tests in a hundred."""

ENOUGH_BEFORE: Final = 100
"""From so many candidates on, what the message moved before the test is what the base is expected to move."""

UNKNOWN: Final = 0.5
"""What is expected where nobody knows: it needs the most candidates."""

BEFORE: Final = 182 * DAY
PACE: Final = 56 * DAY
WEEK: Final = 7 * DAY

WINDOWS: Final = {"K1": RESPONSE_WITHIN, "K4": MOVED_WITHIN}
"""How long a message has to move the figure."""

Verdict = Literal["base", "better", "worse", "no difference worth having", "not enough yet"]
Source = Literal["playbook", "record", "nothing"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a test needs, as it can be said beforehand."""

    arms: Arms
    experiment: Experiment
    begins_at: int
    expected: float
    expected_from: Source
    needed: dict[str, int]  # by letter, how many candidates
    beside: dict[str, int]  # by letter but the base's, how many of the base's it is compared with
    per_week: float  # how many candidates came in before

    @property
    def total(self) -> int:
        return sum(self.needed.values())

    @property
    def window(self) -> int:
        return WINDOWS[self.experiment.figure]

    @property
    def weeks(self) -> int | None:
        """How long the whole of it takes at the pace of before; None where there was none."""
        if not self.per_week:
            return None
        longest = max(self.needed[letter] / share for letter, share in self.arms.shares.items())
        return math.ceil(longest / self.per_week + self.window / WEEK)


@dataclass(frozen=True, slots=True)
class Arm:
    """One variant in a test."""

    letter: str
    share: Share  # moved, of those who count by now
    needed: int
    came_in: int  # candidates who got it, those whose time is not over among them
    verdict: Verdict
    harmed: Share  # stops, complaints and bounces, of all to whom it was sent
    harms: bool = False  # more than the base, and not by chance


@dataclass(frozen=True, slots=True)
class Judged:
    """A test as it stands."""

    plan: Plan
    arms: tuple[Arm, ...]
    weeks: int | None  # about how many more; 0 where it is decided, None where that cannot be said
    left_out: int

    @property
    def message(self) -> str:
        return self.plan.arms.message

    @property
    def is_decided(self) -> bool:
        return all(one.verdict != "not enough yet" for one in self.arms)

    @property
    def winner(self) -> str | None:
        """What to go on with, once it is decided: the best of those that are better, else the base."""
        if not self.is_decided:
            return None
        better = [one for one in self.arms if one.verdict == "better" and not one.harms]
        return max(better, key=lambda one: one.share.value or 0).letter if better else self.plan.arms.base

    @property
    def harmful(self) -> tuple[Arm, ...]:
        return tuple(one for one in self.arms if one.harms)


Found = tuple[Sequence[Touch], Sequence[Case]]
"""What went out of a message, of all time, and the harm that belongs to it."""


def nothing_yet(_message: str) -> Found:
    """Where nobody has had it."""
    return (), ()


def judged(playbook: Playbook, rows_of: Callable[[str], Found], now: datetime) -> tuple[Judged, ...]:
    """Every test of the playbook, as it stands at that instant."""
    tz, known, found = zone(playbook.company.timezone), math.ceil(now.timestamp()), []
    for name, experiment in playbook.experiments.items():
        arms = arms_of(playbook, name)
        if arms.steps and arms.shares:  # else `playbook check` says what is missing
            sent, harms = rows_of(name)
            begins_at = int(to_utc(experiment.from_, time(), tz).timestamp())
            found.append(judge(plan_of(arms, experiment, begins_at, sent, known), sent, harms, known))
    return tuple(found)


# ---------------------------------------------------------------- beforehand


class _First(NamedTuple):
    """A candidate in a test, by the first message of it that reached them."""

    person: int
    letter: str
    at: int
    is_moved: bool


def plan_of(arms: Arms, experiment: Experiment, begins_at: int, touches: Iterable[Touch], known: int) -> Plan:
    """What the test needs. `touches`: the message's, of all time; of those since it began none is looked at, so the
    number stays what it was.
    """
    before = [one for one in touches if one.sent_at < min(begins_at, known)]
    firsts = sorted(_firsts(before, experiment.figure, min(begins_at, known)), key=lambda one: one.at)
    window, end = WINDOWS[experiment.figure], min(begins_at, known)
    past = [one for one in firsts if end - BEFORE <= one.at <= end - window]
    expected, source = _expected(experiment, Share(sum(one.is_moved for one in past), len(past)))
    needed, beside = needed_of(expected, experiment.smallest_effect, arms)
    recent = sum(one.at >= end - PACE for one in firsts)
    return Plan(arms, experiment, begins_at, expected, source, needed, beside, recent * WEEK / PACE)


def _expected(experiment: Experiment, past: Share) -> tuple[float, Source]:
    if experiment.expected is not None:
        return experiment.expected, "playbook"
    if past.of >= ENOUGH_BEFORE:
        return min(0.99, max(0.01, round(past.n / past.of, 2))), "record"
    return UNKNOWN, "nothing"


def needed_of(expected: float, effect: float, arms: Arms) -> tuple[dict[str, int], dict[str, int]]:
    """How many candidates each variant needs, and how many of the base's each is compared with, so that `effect` is
    found with `POWER` by the two-proportion test at `ERROR`, shared by the comparisons (Bonferroni).
    """
    normal, base = NormalDist(), arms.base
    if not arms.others:
        return {base: 0} if arms.shares else {}, {}
    z = normal.inv_cdf(1 - ERROR / len(arms.others) / 2) + normal.inv_cdf(POWER)
    other = max((min(1.0, expected + effect), max(0.0, expected - effect)), key=lambda share: share * (1 - share))
    needed, beside = {base: 0}, {}
    for letter in arms.others:
        variance = expected * (1 - expected) / arms.shares[base] + other * (1 - other) / arms.shares[letter]
        in_all = (z / effect) ** 2 * variance
        needed[letter] = max(SMALL, math.ceil(in_all * arms.shares[letter]))
        beside[letter] = max(SMALL, math.ceil(in_all * arms.shares[base]))
        needed[base] = max(needed[base], beside[letter])
    return needed, beside


def _firsts(touches: Iterable[Touch], figure: str, known: int) -> list[_First]:
    """Everybody's first message that counts, as it stands at that instant."""
    found: dict[int, Touch] = {}
    for one in touches:
        if one.sent_at > known or not _counts(one, figure) or (one.bounced_at is not None and one.bounced_at <= known):
            continue
        first = found.setdefault(one.person, one)
        if (one.sent_at, one.number) < (first.sent_at, first.number):
            found[one.person] = one
    return [_First(one.person, one.kind.variant, one.sent_at, _moved(one, figure, known)) for one in found.values()]


def _counts(one: Touch, figure: str) -> bool:
    """K1 is about messages that ask for an answer, K4 about those that are about an application."""
    return one.kind.asks if figure == "K1" else bool(one.application)


def _moved(one: Touch, figure: str, known: int) -> bool:
    at = one.replied_at if figure == "K1" else one.moved_at
    return at is not None and at <= known and at - one.sent_at <= WINDOWS[figure]


# ---------------------------------------------------------------- as it stands


def judge(plan: Plan, touches: Sequence[Touch], harms: Iterable[Case], known: int) -> Judged:
    """The test as it stands at that instant. `touches`: the message's, of all time; `harms`: what belongs to it."""
    theirs, left_out = _in_the_test(plan, touches, known)
    figure, base = plan.experiment.figure, plan.arms.base
    firsts = sorted(_firsts(theirs, figure, known), key=lambda one: (one.at, one.person))
    by_letter = {letter: [one for one in firsts if one.letter == letter] for letter in plan.arms.shares}
    harmed = _harmed(plan, theirs, harms, known)
    found = [_base_arm(plan, by_letter, harmed, known)]
    for letter in plan.arms.others:
        verdict = _verdict(plan, by_letter[base], by_letter[letter], letter, known)
        share = _share(_counted(plan, by_letter[letter], plan.needed[letter], known))
        alarm = _is_alarming(letter, base, harmed, len(plan.arms.others))
        came_in = len(by_letter[letter])
        found.append(Arm(letter, share, plan.needed[letter], came_in, verdict, _rate(harmed, letter), alarm))
    weeks = _weeks(plan, by_letter, known) if any(one.verdict == "not enough yet" for one in found) else 0
    return Judged(plan, tuple(found), weeks, left_out)


def _in_the_test(plan: Plan, touches: Sequence[Touch], known: int) -> tuple[list[Touch], int]:
    """The messages of those who are in it, and how many got one since and are not."""
    before: set[int] = set()
    letters: dict[int, set[str]] = {}
    for one in touches:
        if one.sent_at < plan.begins_at:
            before.add(one.person)
        elif one.sent_at <= known:
            letters.setdefault(one.person, set()).add(one.kind.variant)
    tested = {*plan.arms.shares}
    inside = {person for person, had in letters.items() if person not in before and len(had) == 1 and had <= tested}
    return [one for one in touches if one.person in inside and one.sent_at <= known], len(letters) - len(inside)


def _counted(plan: Plan, firsts: Sequence[_First], number: int, known: int) -> list[_First]:
    """The first so many who came in, as far as their time is over."""
    return [one for one in firsts[:number] if one.at + plan.window <= known]


def _share(counted: Sequence[_First]) -> Share:
    return Share(sum(one.is_moved for one in counted), len(counted))


def _base_arm(plan: Plan, by_letter: Mapping[str, list[_First]], harmed: Sequence[_Harm], known: int) -> Arm:
    base = plan.arms.base
    share = _share(_counted(plan, by_letter[base], plan.needed[base], known))
    return Arm(base, share, plan.needed[base], len(by_letter[base]), "base", _rate(harmed, base))


def _beside(plan: Plan, base: Sequence[_First], other: Sequence[_First], letter: str) -> list[_First]:
    """The base's with whom a variant is compared: those who came in since the variant's first. One that was added later
    is not measured against another season.
    """
    since = other[0].at if other else 0
    begins = min((one.at for one in base), default=0)
    late = since - begins > 2 * WEEK
    return [one for one in base if not late or one.at >= since][: plan.beside[letter]]


def _verdict(plan: Plan, base: Sequence[_First], other: Sequence[_First], letter: str, known: int) -> Verdict:
    theirs, ours = other[: plan.needed[letter]], _beside(plan, base, other, letter)
    are_there = len(theirs) == plan.needed[letter] and len(ours) == plan.beside[letter]
    if not are_there or any(one.at + plan.window > known for one in (*theirs, *ours)):
        return "not enough yet"
    one, zero = _share(theirs), _share(ours)
    if p_value(one, zero) * len(plan.arms.others) >= ERROR:
        return "no difference worth having"
    return "better" if one.n * zero.of > zero.n * one.of else "worse"


def _weeks(plan: Plan, by_letter: Mapping[str, list[_First]], known: int) -> int | None:
    """About how many more weeks it takes, at the pace of the last eight or of before the test."""
    firsts = [one for found in by_letter.values() for one in found]
    since = max(plan.begins_at, known - PACE)
    span = known - since
    pace = plan.per_week
    if span >= 2 * WEEK or (span > 0 and not pace):
        pace = sum(one.at >= since for one in firsts) * WEEK / max(span, WEEK)
    wait = max(0, plan.begins_at - known)
    longest = 0.0
    base = by_letter[plan.arms.base]
    for letter in plan.arms.others:
        ours = _beside(plan, base, by_letter[letter], letter)
        for name, found, number in (
            (letter, by_letter[letter], plan.needed[letter]),
            (plan.arms.base, ours, plan.beside[letter]),
        ):
            missing = number - len(found)
            if missing > 0 and not pace:
                return None
            if missing > 0:
                left = missing / (pace * plan.arms.shares[name]) * WEEK + plan.window
            else:
                left = found[number - 1].at + plan.window - known
            longest = max(longest, left)
    return max(1, math.ceil((wait + longest) / WEEK))


# ---------------------------------------------------------------- does one do harm?


class _Harm(NamedTuple):
    """Somebody to whom a message of the test was sent, and when they were harmed by it; None: they were not."""

    letter: str
    sent_at: int
    at: int | None


def _harmed(plan: Plan, touches: Iterable[Touch], harms: Iterable[Case], known: int) -> list[_Harm]:
    """Everybody to whom a message of the test was sent, whether it came back or not."""
    firsts: dict[int, Touch] = {}
    for one in touches:
        first = firsts.setdefault(one.person, one)
        if one.sent_at < first.sent_at:
            firsts[one.person] = one
    at: dict[int, int] = {}
    for case in harms:
        if case.person in firsts and plan.begins_at <= case.began_at and case.met_at <= known:
            at[case.person] = min(case.met_at, at.get(case.person, case.met_at))
    return [_Harm(one.kind.variant, one.sent_at, at.get(person)) for person, one in firsts.items()]


def _rate(harmed: Sequence[_Harm], letter: str) -> Share:
    own = [one for one in harmed if one.letter == letter]
    return Share(sum(one.at is not None for one in own), len(own))


def _is_alarming(letter: str, base: str, harmed: Sequence[_Harm], others: int) -> bool:
    """Does a variant harm more than the base? Asked at every harm, and yet seldom wrong (`strongest_evidence`)."""
    sent = {name: sorted(one.sent_at for one in harmed if one.letter == name) for name in (letter, base)}
    events = sorted((one.at, one.letter) for one in harmed if one.at is not None and one.letter in sent)
    told, gone = [], {letter: 0, base: 0}
    for at, name in events:
        left = {one: bisect_right(begun, at) - gone[one] for one, begun in sent.items()}
        told.append((name == letter, left[letter] / (left[letter] + left[base])))
        gone[name] += 1
    return strongest_evidence(told) >= others / ALARM


_TIMES: Final = (1.5, 2.0, 3.0, 5.0, 10.0)
"""How many times as harmful a variant may be, each as likely beforehand."""


def strongest_evidence(events: Iterable[tuple[bool, float]]) -> float:
    """How strongly harms spoke against a variant when they spoke most strongly.

    `events`: in their order, whether each fell on the variant, and the share of candidates who had it then and had not
    been harmed. If both harm alike that share is the chance, and the likelihood ratio against "so many times as
    harmful", averaged over how many, is a martingale that begins at 1: it ever reaches 100 in one case of a hundred
    (Ville's inequality), however often one looks.
    """
    logs, most = [0.0] * len(_TIMES), 1.0
    for fell_on_it, chance in events:
        if not 0 < chance < 1:
            continue  # only one of the two was out: it says nothing
        for place, times in enumerate(_TIMES):
            on_it = times * chance / (times * chance + 1 - chance)
            logs[place] += math.log(on_it / chance) if fell_on_it else math.log((1 - on_it) / (1 - chance))
        most = max(most, sum(map(math.exp, logs)) / len(logs))
    return most


def with_verdicts(figure: Figure, tests: Sequence[Judged]) -> Figure:
    """K10 with the verdicts of the tests that are under way: what differs before they are decided may be chance."""
    verdicts = {(test.message, one.letter): one.verdict for test in tests for one in test.arms}
    messages: list[dict[str, Any]] = [
        one
        | {
            "variants": [
                variant | {"verdict": verdicts.get((one["message"], variant["variant"]), variant["verdict"])}
                for variant in one["variants"]
            ]
        }
        for one in figure["messages"]
    ]
    return figure | {"messages": messages}


# ---------------------------------------------------------------- as data


def as_json(test: Judged) -> dict[str, Any]:
    """As `report --json`, `playbook show --json` and `playbook check --json` have it."""
    plan = test.plan
    return plan_json(plan) | {
        "decided": test.is_decided,
        "winner": test.winner,
        "weeks_left": test.weeks,
        "left_out": test.left_out,
        "variants": [
            {
                "variant": one.letter,
                "share": one.share.json(),
                "needed": one.needed,
                "came_in": one.came_in,
                "verdict": one.verdict,
                "harmed": one.harmed.json(),
                "harms": one.harms,
            }
            for one in test.arms
        ],
    }


def plan_json(plan: Plan) -> dict[str, Any]:
    """What can be said beforehand."""
    return {
        "message": plan.arms.message,
        "figure": plan.experiment.figure,
        "smallest_effect": plan.experiment.smallest_effect,
        "from": plan.experiment.from_.isoformat(),
        "expected": plan.expected,
        "expected_from": plan.expected_from,
        "needed": plan.needed,
        "per_week": round(plan.per_week, 1),
        "weeks_in_all": plan.weeks,
    }
