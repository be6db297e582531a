"""Hypothesis strategies for lives: any stage, place and way to be reached, anything told at any time, any outcome.

Outages and edits of the playbook fall into them, too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from hypothesis import strategies as st
from lives import MONDAY, PLAYBOOK, D, H, Outcome, Story, Told, application, live

from domain import events as e
from domain.events.inbound import ReadAs
from domain.names import OPEN_STAGES, Channel, Stage
from domain.playbook.model import Playbook
from domain.state.model import CandidateState
from domain.views.status import answers_to

ZONES = {
    "America/New_York": "US",
    "America/Los_Angeles": "US",
    "America/St_Johns": "CA",
    "Europe/London": "GB",
    "Europe/Berlin": "DE",
    "Asia/Kathmandu": "NP",
    "Asia/Kolkata": "IN",
    "Australia/Lord_Howe": "AU",
    "Pacific/Auckland": "NZ",
    "Pacific/Apia": "WS",
    "Asia/Riyadh": "SA",
}
PLACES = (
    *ZONES.items(),
    ("Europe/Berlin", "DE-BY"),
    ("Europe/Berlin", "DE-BE"),
    ("Europe/Berlin", "DE-XX"),  # no such region: the nation's holidays
    ("Asia/Riyadh", "SA"),
    ("Asia/Dubai", "AE"),
    ("Asia/Tehran", "IR"),
    ("Asia/Jerusalem", "IL"),
    ("Pacific/Kiritimati", "KI"),
    ("Australia/Melbourne", "AU-VIC"),
    ("America/Sao_Paulo", "BR"),
)
"""Where people live: a zone and a country, some with their region, some with a weekend of their own (R5)."""


@dataclass(frozen=True)
class Happening:
    """Something at a minute of the life; `n` picks its particulars."""

    minute: int
    what: str
    n: int


@dataclass(frozen=True)
class Life:
    """`rules` and the second of each edit are numbers of `RULES`; outages are (minute, hours)."""

    stage: Stage
    place: tuple[str, str]
    start_hour: int
    days: int
    phone: bool
    email: bool
    prefers: Channel | None
    happenings: tuple[Happening, ...]
    outcomes: tuple[Outcome, ...]
    number: int
    rules: int = 0
    edits: tuple[tuple[int, int], ...] = ()
    outages: tuple[tuple[int, int], ...] = ()


# ---------------------------------------------------------------- playbooks that leads might come to


def _changed(**top: Any) -> Callable[[], dict[str, Any]]:
    return lambda: PLAYBOOK.model_dump(mode="json") | top


def _with_steps(change: Callable[[str, list[dict[str, Any]]], list[dict[str, Any]]]) -> Callable[[], dict[str, Any]]:
    def content() -> dict[str, Any]:
        found = PLAYBOOK.model_dump(mode="json")
        for stage, rules in found["stages"].items():
            rules["steps"] = change(stage, rules["steps"])
        return found

    return content


def _window(**fields: Any) -> Callable[[], dict[str, Any]]:
    return _changed(window=PLAYBOOK.window.model_dump(mode="json") | fields)


def _without(*names: str) -> Callable[[], dict[str, Any]]:
    return _with_steps(lambda _, steps: [s for s in steps if s["step"] not in names and s["after"] not in names])


def _slower(_: str, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    longer = {"P3D": "P6D", "P7D": "P12D", "P14D": "P20D", "PT48H": "PT96H", "PT2H": "PT9H"}
    for s in steps:
        s["delay"] = longer.get(s["delay"], s["delay"])
        s["every"] = longer.get(s["every"], s["every"])
    return steps


def _quicker(_: str, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    shorter = {"P7D": "P2D", "P14D": "P5D", "PT48H": "PT1H", "P30D": "P9D", "P21D": "P6D"}
    for s in steps:
        s["delay"] = shorter.get(s["delay"], s["delay"])
        s["every"] = shorter.get(s["every"], s["every"])
    return steps


def _one_more(stage: str, steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    more = {"step": "one-more", "after": "entered", "delay": "P2D", "message": f"{_SOME[stage]}", "kind": "update"}
    return [*steps, more]


_SOME = {str(stage): next(s.message for s in rules.steps if s.message) for stage, rules in PLAYBOOK.stages.items()}
_ALL_WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
RULES: tuple[Callable[[], dict[str, Any]], ...] = (
    _changed(),
    _changed(limits={"per_day": 1, "per_week": 2, "min_gap": "PT30H"}),
    _changed(limits={"per_day": 2, "per_week": 5, "min_gap": "PT3H"}),
    _window(open="10:00", close="15:00"),
    _window(open="18:00", close="21:30"),
    _window(open="05:00", close="23:30", days=_ALL_WEEK),
    _window(days=["mon", "tue", "wed", "thu"]),
    _window(days=["tue"]),
    _window(days=_ALL_WEEK),
    _window(days=_ALL_WEEK, weekends=False, holidays=False),
    _window(weekends=False),
    _window(closed_days=[(MONDAY + n * D).date().isoformat() for n in range(400) if n % 9 == 0 or n % 60 > 49]),
    _with_steps(_slower),
    _with_steps(_quicker),
    _with_steps(_one_more),
    _without("update", "check-in"),
    _without("promise-due", "reminder"),
    _without("invite", "outreach", "closure"),
    _changed(max_silence="P6D", answer_within="2bd", receipt_after="3bd"),
    _changed(max_silence="P30D", rejection_grace="PT5H"),
    _changed(limits={"per_day": 1, "per_week": 9, "min_gap": "PT2H"}),
    _changed(company=PLAYBOOK.company.model_dump(mode="json") | {"country": "IL", "timezone": "Asia/Jerusalem"}),
)


@lru_cache(maxsize=len(RULES))
def rules_of(number: int) -> Playbook:
    return Playbook.model_validate(RULES[number]())


# ---------------------------------------------------------------- lives


TEXTS = (
    "Thank you, is there any news?",
    "STOP",
    "I am out of the office until 2026-12-20.",
    "I would like to withdraw my application.",
    "Yes, Tuesday works for me.",
    "Automatic reply: I am on vacation.",
)
STAGES = tuple(Stage)


def _make(h: Happening, at: datetime) -> Told:
    """The fact that a happening tells, given what is known by then."""
    n = h.n
    ident = f"{h.what}-{h.minute}-{n}"
    day = at.date()

    def told(state: CandidateState, now: datetime) -> e.Event | None:
        apps = state.applications
        app_id = apps[n % len(apps)].application_id if apps else "eng"
        base: dict[str, Any] = {"event_id": ident, "occurred_at": now, "application_id": app_id}
        match h.what:
            case "reply":
                return e.ReplyReceived(**base | {"application_id": app_id if n % 3 else None}, text=TEXTS[n % 6])
            case "doubtful":
                closes = ((), (), (Channel.SMS,), (Channel.EMAIL,))[n % 4]
                kind: Any = "withdraw" if n % 5 == 4 else "stop"
                taken = ReadAs(kind=kind, certain=False, closes=closes, withdraws=kind == "withdraw")
                text = "Could you take me off this?"
                about = {"application_id": app_id if n % 3 else None}
                return e.ReplyReceived(**base | about, text=text, read_as=taken, channel=Channel.EMAIL)
            case "asked":
                asked = [t for t in state.tasks if answers_to(t, state)]
                if not asked:
                    return None
                task_of, words = asked[n % len(asked)], answers_to(asked[n % len(asked)], state)
                word: Any = words[(n // 7) % len(words)]
                about = {"application_id": None, "task_id": task_of.task_id}
                return e.Approved(**base | about, answer=word, author="Rita")
            case "pause":
                return e.Paused(**base | {"application_id": None}, until=None if n % 3 == 0 else now + (n % 40) * D + H)
            case "resume":
                return e.Resumed(**base)
            case "snooze":
                return e.Snoozed(**base, until=now + (1 + n % 20) * D)
            case "stage":
                return e.StageChanged(**base, stage=STAGES[n % len(STAGES)])
            case "scheduled":
                when = now + timedelta(hours=1 + n % 400)
                return e.InterviewScheduled(**base, interview_id=str(1 + n % 2), at=when, ends_at=when + H)
            case "cancelled":
                return e.InterviewCancelled(**base)
            case "held":
                return e.InterviewHeld(**base)
            case "rejected":
                return e.Rejected(**base, keep_in_touch=bool(n % 2))
            case "unrejected":
                return e.RejectionWithdrawn(**base)
            case "withdrawn":
                return e.Withdrawn(**base)
            case "offer":
                pay = "" if n % 5 == 4 else f"${120 + n % 7},000 a year"
                return e.OfferExtended(**base, pay=pay, expires_on=None if n % 3 == 0 else day + (n % 25) * D)
            case "offer_answered":
                answers: tuple[Any, ...] = ("accepted", "declined", "discuss")
                return e.OfferAnswered(**base, answer=answers[n % 3])
            case "hired":
                return e.Hired(**base, start_date=None if n % 4 == 0 else day + (n % 45 - 5) * D)
            case "unhired":
                return e.HireWithdrawn(**base)
            case "noted":
                return e.Noted(**base, text="We talked about rowing.")
            case "promised":
                return e.Promised(**base, by=day + (n % 20) * D)
            case "contacted":
                return e.Contacted(**base | {"application_id": app_id if n % 2 else None})
            case "opted_out":
                channels = (Channel.EMAIL, Channel.SMS, None)
                return e.OptedOut(**base, channel=channels[n % 3])
            case "opted_in":
                channels = (Channel.EMAIL, Channel.SMS, None)
                return e.OptedIn(**base, channel=channels[n % 3])
            case "task_done":
                task = state.tasks[n % len(state.tasks)].task_id if state.tasks else "none-1"
                return e.TaskCompleted(**base | {"application_id": None}, task_id=task)
            case "moved_house":
                name, country = PLACES[n % len(PLACES)]
                return e.CandidateUpdated(**base, candidate=e.Contactable(timezone=name, country=country))
            case "new_address":
                return e.CandidateUpdated(**base, candidate=e.Contactable(email=f"ann{n % 9}@example.com"))
            case "survey":
                return e.SurveyAnswered(**base, score=1 + n % 5)
            case "send_now":
                stage = state.applications[0].stage if apps else Stage.APPLIED
                steps = PLAYBOOK.rules(stage).steps
                return e.SendRequested(**base, step=steps[n % len(steps)].step)
            case "said" | "answered":
                ways: dict[str, Any] = {"channel": (None, Channel.EMAIL, Channel.SMS)[n % 3]}
                return e.SayRequested(**base | ways, text="A word.", subject="Hello", answer=h.what == "answered")
            case "second":
                stage = STAGES[n % 5]
                named = {"event_id": ident, "job_title": "Operator"}
                return application(str(stage), now, ident="ops").model_copy(update=named)
        raise AssertionError(h.what)

    return told


WHATS = [
    "reply",
    "pause",
    "resume",
    "snooze",
    "stage",
    "scheduled",
    "cancelled",
    "held",
    "rejected",
    "unrejected",
    "withdrawn",
    "offer",
    "offer_answered",
    "hired",
    "unhired",
    "noted",
    "promised",
    "contacted",
    "opted_out",
    "opted_in",
    "task_done",
    "moved_house",
    "new_address",
    "survey",
    "send_now",
    "second",
    "said",
    "answered",
    "doubtful",
    "asked",
]
FREQUENT = ["reply", "scheduled", "stage", "task_done", "promised", "pause", "resume", "second", "offer"]
FREQUENT += ["said", "answered", "doubtful", "asked"]
OUTCOMES = ("sent", "not_accepted", "refused", "unknown_sent", "unknown_not", "unknown_never", "bounced")


def life_of(number: int) -> Life:
    """The full life of that number: much is told, sent, changed and out of order in it."""
    dice = Random(number)
    days = 120
    told = [
        Happening(minute, dice.choice(WHATS + FREQUENT), dice.randrange(5000))
        for minute in (dice.randrange(dice.choice((5, 30, days)) * 1440) for _ in range(dice.randrange(2, 16)))
    ]
    return Life(
        stage=dice.choice((*STAGES, *OPEN_STAGES[1:], *OPEN_STAGES[1:])),
        place=dice.choice(PLACES),
        start_hour=dice.randrange(24 * 365),
        days=days,
        phone=dice.random() < 0.6,
        email=dice.random() < 0.93,
        prefers=dice.choice([None, None, Channel.EMAIL, Channel.SMS, Channel.PHONE]),
        happenings=tuple(sorted(told, key=lambda h: h.minute)),
        outcomes=tuple(dice.choices(("sent",) * 30 + OUTCOMES, k=dice.randrange(1, 12))),
        number=dice.randrange(1000),
        rules=dice.choice((0, dice.randrange(len(RULES)))),
        edits=tuple(
            sorted((dice.randrange(days * 1440), dice.randrange(len(RULES))) for _ in range(dice.randrange(4)))
        ),
        outages=tuple(
            sorted((dice.randrange(days * 1440), dice.choice((3, 12, 72, 15 * 24))) for _ in range(dice.randrange(3)))
        ),
    )


def lives() -> st.SearchStrategy[Life]:
    """Small ones that shrink well, and full ones that are named by a number."""
    return small_lives() | st.builds(life_of, st.integers(0, 1_000_000))


@st.composite
def small_lives(draw: st.DrawFn) -> Life:
    days = draw(st.integers(90, 120))
    happenings = draw(
        st.lists(
            st.builds(
                Happening,
                minute=st.integers(0, days * 1440) | st.integers(0, 5 * 1440),
                what=st.sampled_from(WHATS + FREQUENT),
                n=st.integers(0, 5000),
            ),
            max_size=14,
        )
    )
    weighted = st.sampled_from(("sent",) * 6 + OUTCOMES)
    minute = st.integers(0, days * 1440)
    rules = st.just(0) | st.integers(0, len(RULES) - 1)
    outage = st.tuples(minute, st.integers(1, 12) | st.integers(12, 15 * 24))
    return Life(
        stage=draw(st.sampled_from(STAGES)),
        place=draw(st.sampled_from(PLACES)),
        start_hour=draw(st.integers(0, 24 * 200)),
        days=days,
        phone=draw(st.booleans()),
        email=draw(st.sampled_from([True, True, True, False])),
        prefers=draw(st.sampled_from([None, Channel.EMAIL, Channel.SMS, Channel.PHONE])),
        happenings=tuple(sorted(happenings, key=lambda h: h.minute)),
        outcomes=tuple(draw(st.lists(weighted, min_size=1, max_size=9))),
        number=draw(st.integers(0, 99)),
        rules=draw(rules),
        edits=tuple(sorted(draw(st.lists(st.tuples(minute, rules), max_size=3)))),
        outages=tuple(sorted(draw(st.lists(outage, max_size=2)))),
    )


def arrival(life: Life) -> e.Event:
    start = MONDAY + life.start_hour * H
    return application(
        str(life.stage),
        start,
        timezone=life.place[0],
        country=life.place[1],
        email="ann@example.com" if life.email else None,
        phone="+12125550123" if life.phone else None,
        sms_consent_at=start if life.phone and life.number % 4 else None,
        channel=life.prefers,
    )


@lru_cache(maxsize=4096)
def lived(life: Life, turned: Callable[[Playbook], Playbook] = lambda rules: rules) -> Story:
    """The story of a life; each is lived once, however many laws look at it. `turned`: under other playbooks."""
    start = MONDAY + life.start_hour * H
    told: list[Told | tuple[datetime, Told]] = [arrival(life)]
    for h in life.happenings:
        at = start + timedelta(minutes=h.minute)
        told.append((at, _make(h, at)))
    return live(
        told,
        start=start,
        days=life.days,
        rules=turned(rules_of(life.rules)),
        outcomes=life.outcomes,
        candidate=f"manual:ann{life.number}",
        edits=[(start + timedelta(minutes=minute), turned(rules_of(number))) for minute, number in life.edits],
        outages=[(start + timedelta(minutes=m), start + timedelta(minutes=m, hours=h)) for m, h in life.outages],
    )
