"""Made-up years of candidates, by seed: the same seed and number give the same life on every machine.

Not the lives of the property tests, which seek out what is odd: these are an ordinary year of an ordinary company, so
that a benchmark measures what people would see.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from typing import Any

from domain.events import (
    ApplicationReceived,
    Contactable,
    Event,
    Hired,
    InterviewScheduled,
    Noted,
    OfferAnswered,
    OfferExtended,
    OptedOut,
    Paused,
    Person,
    Promised,
    Rejected,
    ReplyReceived,
    Resumed,
    StageChanged,
    Withdrawn,
)
from domain.names import Channel, Stage

START = datetime(2026, 1, 5, 14, 0, tzinfo=UTC)
_DAY = timedelta(days=1)

PLACES = (
    ("America/New_York", "US"),
    ("America/Los_Angeles", "US"),
    ("America/Chicago", "US"),
    ("America/St_Johns", "CA"),
    ("Europe/London", "GB"),
    ("Europe/Berlin", "DE-BY"),
    ("Asia/Kathmandu", "NP"),
    ("Asia/Kolkata", "IN"),
    ("Asia/Riyadh", "SA"),
    ("Australia/Lord_Howe", "AU"),
    ("Pacific/Auckland", "NZ"),
    ("Pacific/Apia", "WS"),
)
_WORDS = (
    "Thank you, is there any news?",
    "Yes, Tuesday works for me.",
    "I am out of the office until 2026-08-20.",
    "STOP",
    "I would like to withdraw my application.",
)


@dataclass(frozen=True)
class YearOfLife:
    """One candidate, and everything that is told about them in a year, in order."""

    candidate_id: str
    told: tuple[Event, ...]


def lives(number: int, seed: int) -> Iterator[YearOfLife]:
    """The first `number` lives of a seed."""
    return (life(seed, index) for index in range(number))


def life(seed: int, index: int) -> YearOfLife:
    """One life of a seed."""
    told = sorted(_facts(Random(f"{seed}:{index}")), key=lambda fact: fact.occurred_at)
    return YearOfLife(f"manual:life-{seed}-{index}", tuple(told))


def _facts(random: Random) -> Iterator[Event]:
    numbers = count(1)

    def fact(kind: type[Event], at: datetime, /, **fields: Any) -> Event:
        about = {"application_id": "eng"} | fields
        ident = f"{kind.model_fields['type'].default}-{next(numbers)}"
        return kind(event_id=ident, occurred_at=at, **about)

    at = START + random.random() * 250 * _DAY
    stage = random.choices(
        (Stage.APPLIED, Stage.PROSPECT, Stage.SCREENING, Stage.INTERVIEW, Stage.NETWORK), (60, 15, 10, 10, 5)
    )[0]
    yield _arrival(fact, at, stage, random, "eng")
    if random.random() < 0.1:
        yield _arrival(fact, at + random.random() * 60 * _DAY, Stage.APPLIED, random, "ops")
    for _ in range(random.choices((0, 1, 2, 4), (40, 30, 20, 10))[0]):
        wrote = at + random.random() * 90 * _DAY
        yield fact(ReplyReceived, wrote, text=random.choices(_WORDS, (40, 40, 10, 4, 6))[0])
    if random.random() < 0.08:
        paused = at + random.random() * 30 * _DAY
        until = None if random.random() < 0.4 else paused + random.random() * 40 * _DAY
        yield fact(Paused, paused, until=until, application_id=None)
        if until is None:
            yield fact(Resumed, paused + random.random() * 60 * _DAY, application_id=None)
    if random.random() < 0.03:
        channel = random.choice((None, Channel.EMAIL, Channel.SMS))
        yield fact(OptedOut, at + random.random() * 60 * _DAY, channel=channel, application_id=None)
    yield from _process(fact, at, random)


def _arrival(fact: Any, at: datetime, stage: Stage, random: Random, ident: str) -> Event:
    zone, country = random.choice(PLACES)
    texts = random.random() < 0.4
    person = Contactable(
        first_name="Ann",
        last_name="Lee",
        email="ann@example.com",
        phone="+12125550123" if texts else None,
        sms_consent_at=at if texts else None,
        channel=Channel.SMS if texts and random.random() < 0.5 else None,
        timezone=zone,
        country=country,
    )
    made: Event = fact(
        ApplicationReceived,
        at,
        application_id=ident,
        job_id=ident,
        job_title="Engineer",
        stage=stage,
        candidate=person,
        recruiter=Person(name="Rita", email="rita@acme.example"),
        hiring_manager=Person(name="Hanna"),
    )
    return made


def _process(fact: Any, at: datetime, random: Random) -> Iterator[Event]:
    """From screening to the end, or nowhere: some processes just stop, as they do."""

    def later(days: float) -> datetime:
        nonlocal at
        at = at + (0.2 + random.random()) * days * _DAY
        return at

    if random.random() < 0.25:
        return  # nobody decides anything
    yield fact(StageChanged, later(10), stage=Stage.SCREENING)
    for number in range(random.choice((0, 1, 2, 3))):
        scheduled = later(6)
        held = scheduled + (1 + random.random() * 8) * _DAY
        yield fact(InterviewScheduled, scheduled, interview_id=str(number), at=held, ends_at=held + timedelta(hours=1))
        if random.random() < 0.5:
            yield fact(Noted, held + timedelta(hours=3), text="You told us about the bridge you built.")
        if random.random() < 0.3:
            yield fact(Promised, held + timedelta(hours=4), by=(held + random.randint(3, 15) * _DAY).date())
        at = held
    match random.choices(("rejected", "hired", "declined", "withdrawn", "nothing"), (50, 15, 5, 10, 20))[0]:
        case "rejected":
            yield fact(Rejected, later(12), feedback="" if random.random() < 0.6 else "Your tests were thorough.")
        case "withdrawn":
            yield fact(Withdrawn, later(12))
        case "hired" | "declined" as end:
            offered = later(10)
            yield fact(OfferExtended, offered, expires_on=(offered + 14 * _DAY).date())
            answered = later(8)
            yield fact(OfferAnswered, answered, answer="accepted" if end == "hired" else "declined")
            if end == "hired":
                yield fact(Hired, later(2), start_date=(answered + random.randint(20, 60) * _DAY).date())
            else:
                yield fact(Withdrawn, later(3))
