"""Hypothesis strategies for lives: any stage, zone and way to be reached, anything told at any time, any outcome."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st
from lives import MONDAY, PLAYBOOK, D, H, Outcome, Story, Told, application, live

from domain import events as e
from domain.names import Channel, Stage
from domain.state import CandidateState

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


@dataclass(frozen=True)
class Happening:
    """Something at a minute of the life; `n` picks its particulars."""

    minute: int
    what: str
    n: int


@dataclass(frozen=True)
class Life:
    stage: Stage
    zone: str
    start_hour: int
    days: int
    phone: bool
    email: bool
    prefers: Channel | None
    happenings: tuple[Happening, ...]
    outcomes: tuple[Outcome, ...]
    number: int


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
                return e.OfferExtended(**base, expires_on=None if n % 3 == 0 else day + (n % 25) * D)
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
                name = list(ZONES)[n % len(ZONES)]
                return e.CandidateUpdated(**base, candidate=e.Contactable(timezone=name, country=ZONES[name]))
            case "new_address":
                return e.CandidateUpdated(**base, candidate=e.Contactable(email=f"ann{n % 9}@example.com"))
            case "survey":
                return e.SurveyAnswered(**base, score=1 + n % 5)
            case "send_now":
                stage = state.applications[0].stage if apps else Stage.APPLIED
                steps = PLAYBOOK.rules(stage).steps
                return e.SendRequested(**base, step=steps[n % len(steps)].step)
            case "second":
                stage = STAGES[n % 5]
                return application(str(stage), now, ident="ops").model_copy(update={"event_id": ident})
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
]
FREQUENT = ["reply", "scheduled", "stage", "task_done", "promised", "pause", "resume", "second", "offer"]
OUTCOMES = ("sent", "not_accepted", "refused", "unknown_sent", "unknown_not", "unknown_never", "bounced")


@st.composite
def lives(draw: st.DrawFn) -> Life:
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
    return Life(
        stage=draw(st.sampled_from(STAGES)),
        zone=draw(st.sampled_from(list(ZONES))),
        start_hour=draw(st.integers(0, 24 * 200)),
        days=days,
        phone=draw(st.booleans()),
        email=draw(st.sampled_from([True, True, True, False])),
        prefers=draw(st.sampled_from([None, Channel.EMAIL, Channel.SMS, Channel.PHONE])),
        happenings=tuple(sorted(happenings, key=lambda h: h.minute)),
        outcomes=tuple(draw(st.lists(weighted, min_size=1, max_size=9))),
        number=draw(st.integers(0, 99)),
    )


def arrival(life: Life) -> e.Event:
    start = MONDAY + life.start_hour * H
    return application(
        str(life.stage),
        start,
        timezone=life.zone,
        country=ZONES[life.zone],
        email="ann@example.com" if life.email else None,
        phone="+12125550123" if life.phone else None,
        sms_consent_at=start if life.phone else None,
        channel=life.prefers,
    )


@lru_cache(maxsize=4096)
def lived(life: Life) -> Story:
    """The story of a life; each is lived once, however many laws look at it."""
    start = MONDAY + life.start_hour * H
    told: list[Told | tuple[datetime, Told]] = [arrival(life)]
    for h in life.happenings:
        at = start + timedelta(minutes=h.minute)
        told.append((at, _make(h, at)))
    return live(told, start=start, days=life.days, outcomes=life.outcomes, candidate=f"manual:ann{life.number}")
