"""A made-up year of candidates with effects that are known: who answers, how soon, what is kept and what is late.

Facts as the product puts them on record, drawn from one random source, so a seed is a year. `TRUTH` is what the figures
have to find. With `muddled` there is what changes a record afterwards as well: bounces, merges, undone rejections,
replies months on, stops, erasures.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from domain import events as e
from domain.events.inbound import ReadAs
from domain.names import Channel, Stage, touch_key

START: Final = datetime(2026, 1, 5, tzinfo=UTC)
H, D = timedelta(hours=1), timedelta(days=1)
ZONES: Final = ("America/New_York", "Europe/Berlin", "Asia/Kolkata")
GOLDEN: Final = (1, 10)
"""The planted hour: Tuesday at ten, by the candidate's clock."""

BASE, BETTER, AT_GOLDEN = 0.35, 0.15, 0.45
"""How many answer the invitation; how many more do with variant b, and at the planted hour."""

ACKNOWLEDGED, THANKED, ANSWERED, KEPT, SURVEYED, MEDIAN = 0.9, 0.8, 0.85, 0.75, 0.4, 2 * D
SCORES: Final = {1: 0.05, 2: 0.1, 3: 0.2, 4: 0.35, 5: 0.3}
RATINGS: Final = range(2, 6)
CHANCE_OF_INVITATION: Final = 0.7

TRUTH: Final[dict[str, float]] = {
    "acknowledged": ACKNOWLEDGED,
    "thanked": THANKED,
    "answered": ANSWERED,
    "satisfied": SCORES[4] + SCORES[5],
    "surveyed": SURVEYED,
    "score": sum(score * share for score, share in SCORES.items()),
    "promises_kept": KEPT,
    "rejected": sum(score * share for score, share in SCORES.items()),
    "rating": sum(RATINGS) / len(RATINGS),
    "median": MEDIAN.total_seconds(),
}


@dataclass(frozen=True)
class Told:
    """A fact of somebody's record."""

    whose: str
    fact: e.Event


@dataclass
class Life:
    """One candidate's year."""

    ident: str
    random: random.Random
    muddled: bool = False
    variant_of: str = "a"
    chance: float = 0.0
    told: list[Told] = field(default_factory=list)
    count: int = 0
    app: str = ""

    def tell(self, cls: type[e.Event], when: datetime, /, **fields: Any) -> Any:
        self.count += 1
        given = {"event_id": f"{self.ident}-{self.count}", "application_id": self.app} | fields
        fact = cls(occurred_at=when, **given)
        self.told.append(Told(self.ident, fact))
        return fact

    def send(self, at: datetime, stage: str, step: str, **fields: Any) -> e.Sent:
        self.count += 1
        key = touch_key(self.ident, self.app, stage, 1, step, str(self.count))
        about = {"touch_key": key, "stage": Stage(stage), "step": step, "occurrence": str(self.count), "attempt": 1}
        about |= {"channel": Channel.EMAIL, "message": f"{stage}/{step}", "subject": "Hello"}
        sent: e.Sent = self.tell(
            e.Sent,
            at,
            **(about | {"channel": Channel.EMAIL, "message": f"{stage}/{step}", "subject": "Hello"} | fields),
        )
        if self.muddled and self.random.random() < 0.06:
            outcome = self.random.choice(("bounced", "blocked"))
            self.tell(
                e.DeliveryReported, at + self.random.random() * D, touch_key=key, attempt=1, outcome=outcome,
                channel=sent.channel,
            )  # fmt: skip
        return sent

    def reply(self, at: datetime, kind: str = "answer", *, certain: bool = True, **fields: Any) -> None:
        self.tell(e.ReplyReceived, at, text="words", read_as=ReadAs(kind=kind, certain=certain), **fields)


def year(seed: int, lives: int, *, muddled: bool = False) -> list[Told]:
    """All that is put on record in a year, in the order in which it is."""
    chance = random.Random(seed)
    told: list[Told] = []
    everybody = [_lived(seed, number, muddled) for number in range(lives)]
    for one in everybody:
        told += one.told
    if muddled:
        for number in range(0, lives - 1, 12):  # the same person, who came in twice
            kept, gone = everybody[number].ident, everybody[number + 1].ident
            at = START + chance.uniform(60, 330) * D
            told = [one for one in told if one.whose != gone or one.fact.occurred_at < at]
            join = e.HistoryJoined(event_id=f"join-{gone}", occurred_at=at, merged_id=gone)
            told.append(Told(gone, e.HandedOver(event_id=f"over-{gone}", occurred_at=at - H, into=kept)))
            told.append(Told(kept, join))
    return sorted(told, key=lambda one: one.fact.occurred_at)


def _lived(seed: int, number: int, muddled: bool) -> Life:
    rng = random.Random(seed * 100_003 + number)
    life = Life(f"manual:p{number}", rng, muddled, app=f"a{number}")
    applied = START + rng.uniform(0, 250) * D
    zone = ZONES[number % 3]
    life.tell(
        e.ApplicationReceived, applied, job_id=f"job-{number % 6}", job_title="Engineer",
        department=("Sales", "Research")[number % 2], level=("junior", "senior", "lead")[number % 3],
        candidate=e.Contactable(first_name="Ann", timezone=zone), source=("ats", "cli")[number % 2],
        application_source=("LinkedIn", "", "Referral", "linkedin")[number % 4],
        recruiter=e.Person(name=f"Recruiter {number % 4}"), hiring_manager=e.Person(name=f"Manager {number % 5}"),
    )  # fmt: skip
    soon = rng.random() < ACKNOWLEDGED
    heard = applied + (rng.uniform(0.1, 40) if soon else rng.uniform(50, 80)) * H
    life.send(heard, "applied", "acknowledge")
    if rng.random() >= CHANCE_OF_INVITATION:
        _turned_down(life, heard + rng.uniform(3, 60) * D)
    else:
        _invited(life, heard + rng.uniform(4, 15) * D, zone)
    return life


def _invited(life: Life, at: datetime, zone: str) -> None:
    rng = life.random
    life.tell(e.StageChanged, at, stage=Stage.INTERVIEW)
    hours = [(day, hour) for day in range(5) for hour in range(9, 17)]
    day, hour = GOLDEN if rng.random() < 0.1 else rng.choice(hours)
    local = (at + 7 * D).astimezone(ZoneInfo(zone))
    local = (local - timedelta(days=local.weekday() - day)).replace(hour=hour, minute=rng.randrange(60), fold=0)
    asked = local.astimezone(UTC)
    life.variant_of = rng.choice("ab")
    life.chance = BASE + BETTER * (life.variant_of == "b") + AT_GOLDEN * ((day, hour) == GOLDEN)
    life.send(asked, "interview", "invite", asks=True, variant=life.variant_of)
    if life.muddled and rng.random() < 0.3:
        life.send(asked + 3 * D, "interview", "nudge", asks=True, kind="nudge")
    if life.muddled and rng.random() < 0.15:
        life.reply(asked + 5 * H, "automatic")
    if life.muddled and rng.random() < 0.05:
        life.reply(asked + 6 * H, "stop")
        life.tell(e.OptedOut, asked + 6 * H)
    if rng.random() >= life.chance:
        _turned_down(life, asked + rng.uniform(32, 60) * D)
        return
    answered = asked + rng.expovariate(0.6931471805599453) * MEDIAN
    if life.muddled and rng.random() < 0.1:
        answered += 60 * D  # months on
    answered = min(answered, asked + 29.9 * D) if not life.muddled else answered
    life.reply(answered)
    due = answered + D
    life.tell(e.TaskOpened, answered, task_id=f"answer-{life.ident}", kind="answer", title="Answer", due_at=due)
    late = rng.random() >= ANSWERED
    done = answered + rng.uniform(1, 23) * H + late * D
    life.tell(e.TaskCompleted, done, task_id=f"answer-{life.ident}")
    _interviewed(life, done + rng.uniform(2, 9) * D)


def _interviewed(life: Life, at: datetime) -> None:
    rng = life.random
    life.tell(e.InterviewScheduled, at - D, at=at)
    if life.muddled and rng.random() < 0.2:
        at += D
        life.tell(e.InterviewScheduled, at - 1.5 * D, at=at)
    ended = at + H
    if rng.random() < 0.5:
        life.tell(e.InterviewHeld, ended, ended_at=ended)
    thanked = ended + (rng.uniform(1, 23) if rng.random() < THANKED else rng.uniform(25, 40)) * H
    by = thanked + 10 * D
    life.send(thanked, "interview", "thank-you", promise_by=by.date())
    decided = thanked + (rng.uniform(2, 9) if rng.random() < KEPT else rng.uniform(12, 20)) * D
    if rng.random() < 0.4:
        life.tell(e.OfferExtended, decided, pay="fair")
        life.send(decided + H, "offer", "covering-note", rank="offer")
        life.tell(e.Hired, decided + 5 * D, start_date=(decided + 30 * D).date())
        life.send(decided + 5 * D + H, "hired", "welcome")
        if rng.random() < 0.5:
            life.tell(e.Rated, decided + 60 * D, rating=rng.randint(RATINGS[0], RATINGS[-1]))
        _surveyed(life, decided + 12 * D, "hired")
        return
    _turned_down(life, decided)


def _turned_down(life: Life, at: datetime) -> None:
    rng = life.random
    if life.muddled and rng.random() < 0.15:  # by mistake
        wrong = life.tell(e.Rejected, at - 2 * D, reason="wrong button")
        taken = life.tell(e.TakenBack, at - 1.9 * D, about=wrong.event_id, source="cli")
        gone = (wrong.event_id, taken.event_id)
        life.tell(e.Undone, at - 1.9 * D, about=wrong.event_id, by=taken.event_id, becomes="done", without=gone)
    life.tell(e.Rejected, at, reason="other", **({"feedback": "Well done"} if rng.random() < 0.5 else {}))
    channel = rng.choice((Channel.EMAIL, Channel.SMS))
    life.send(at + rng.uniform(2, 20) * H, "rejected", "closure", rank="rejection", channel=channel)
    _surveyed(life, at + 7 * D, "rejected")


def _surveyed(life: Life, at: datetime, stage: str) -> None:
    rng = life.random
    life.send(at, stage, "survey", rank="survey", kind="update", asks=True)
    if rng.random() < SURVEYED:
        score = rng.choices(list(SCORES), list(SCORES.values()))[0]
        comment = {"comment": "Thank you"} if rng.random() < 0.3 else {}
        life.tell(e.SurveyAnswered, at + rng.uniform(0.1, 5) * D, score=score, **comment)


def response_truth(seed: int, lives: int) -> float:
    """How many were to answer, on average over those who were invited."""
    chances = [life.chance for number in range(lives) if (life := _lived(seed, number, False)).chance]
    return sum(chances) / len(chances)


__all__ = ["GOLDEN", "START", "TRUTH", "Life", "Told", "replace", "response_truth", "year"]
