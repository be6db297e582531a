"""Made-up candidates in a test of variants, with effects that are known: rows as the feed's reader keeps them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from domain.messages.tested import Arms
from domain.names import Stage
from domain.playbook.experiments import Experiment
from domain.playbook.model import Step
from domain.reporting.experiments import Judged, Plan, judge, plan_of
from domain.reporting.records import DAY, HARM, Case, Group, Kind, Touch

BEGINS: Final = 1_800_000_000
MESSAGE: Final = "interview/invite"
STEP: Final = Step(step="invite", after="entered", message=MESSAGE, asks=True)


def arms(**shares: float) -> Arms:
    return Arms(MESSAGE, shares or {"a": 0.5, "b": 0.5}, ((Stage.INTERVIEW, STEP),))


def experiment(effect: float = 0.1, **given: object) -> Experiment:
    return Experiment.model_validate({"smallest_effect": effect, "from": date(2027, 1, 15), **given})


def kind(letter: str) -> Kind:
    return Kind("interview", "invite", MESSAGE, letter, "email", "interview", True)


def touch(person: int, letter: str, at: int, *, replied: int | None = None, number: int = 0, **more: int) -> Touch:
    """A message that went out; `replied`: how long after it they answered."""
    answered = None if replied is None else at + replied
    return Touch(number or person, person, person, kind(letter), Group(), at, 0, more.get("bounced_at"), answered)


def harm(person: int, letter: str, sent_at: int, at: int, about: str = "stop", number: int = 0) -> Case:
    return Case(HARM, person, person, number, kind(letter), Group(), sent_at, met_at=at, about=about)


@dataclass
class World:
    """Everybody who gets the message in a test, some each week, for as long as anybody needs."""

    seed: int
    rates: dict[str, float]  # how many answer, by variant
    people: int
    per_week: float = 40.0
    shares: dict[str, float] = field(default_factory=lambda: {"a": 0.5, "b": 0.5})
    harm_rates: dict[str, float] = field(default_factory=dict)
    before: int = 0  # candidates who had the base before the test

    def rows(self) -> tuple[list[Touch], list[Case]]:
        rng = random.Random(self.seed)
        touches, harms = [], []
        for person in range(1, self.before + 1):
            at = BEGINS - rng.randrange(31 * DAY, 180 * DAY)
            replied = rng.randrange(20 * DAY) if rng.random() < self.rates["a"] else None
            touches.append(touch(person, "", at, replied=replied))
        at = float(BEGINS)
        for person in range(self.before + 1, self.before + self.people + 1):
            at += rng.expovariate(self.per_week / (7 * DAY))
            letter = rng.choices([*self.shares], [*self.shares.values()])[0]
            replied = int(min(29 * DAY, rng.expovariate(1 / (3 * DAY)))) if rng.random() < self.rates[letter] else None
            touches.append(touch(person, letter, int(at), replied=replied))
            if rng.random() < self.harm_rates.get(letter, 0.0):
                harms.append(harm(person, letter, int(at), int(at) + rng.randrange(5 * DAY)))
        return touches, harms

    def plan(self, test: Experiment, touches: list[Touch]) -> Plan:
        return plan_of(arms(**self.shares), test, BEGINS, touches, BEGINS)


def looks(world: World, test: Experiment, every: int = 7 * DAY) -> list[Judged]:
    """The test as it stands at its beginning and each week after, until everybody's time has long been over."""
    touches, harms = world.rows()
    plan, last = world.plan(test, touches), max(one.sent_at for one in touches) + 40 * DAY
    return [judge(plan, touches, harms, known) for known in range(BEGINS, last + every, every)]


def at_the_end(world: World, test: Experiment) -> Judged:
    touches, harms = world.rows()
    return judge(world.plan(test, touches), touches, harms, max(one.sent_at for one in touches) + 40 * DAY)
