"""A whole company comes in on one day (R20, S20, R15): from a file, through webhooks, through both in any order.

People in all stages, applied 1 to 300 days ago, with and without a last contact, in several countries, some of whom
cannot be reached. By day some hundreds of them, by night two thousand in each way.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pytest
from lives import EXTENDED, MONDAY, PLAYBOOK, D, H, Story, live
from test_coming_in import heard, shown

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.names import CLOSED_STAGES, OPEN_STAGES, Stage
from domain.time.business_hours import local_date, to_utc

WAYS = ("file", "webhooks", "file first", "webhooks first")
BY_DAY, BY_NIGHT = 60, 2000
PLACES = (
    ("America/New_York", "US"), ("Europe/Berlin", "DE"), ("Asia/Tokyo", "JP"), ("Asia/Riyadh", "SA"),
    ("Australia/Sydney", "AU"),
)  # fmt: skip
MORNINGS = (MONDAY, MONDAY + 10 * H, MONDAY + 4 * D, datetime(2026, 12, 24, 16, tzinfo=UTC))
"""A Monday at work, its night, a Friday, and Christmas Eve."""


def person(n: int, way: str) -> tuple[datetime, list[e.Event], Stage, bool]:
    """When the n-th comes in, what is told of them, their stage, and whether they can be written to."""
    chance = random.Random(f"{way}/{n}")
    now = chance.choice(MORNINGS)
    stage = chance.choice([stage for stage in Stage if stage is not Stage.NETWORK])
    applied_at = now - timedelta(days=chance.randint(1, 300), minutes=chance.randint(1, 600))
    last = applied_at + chance.random() * (now - applied_at) if chance.random() < 0.5 else None
    zone, country = chance.choice(PLACES)
    reached = chance.random() < 0.9
    who: dict[str, Any] = {"first_name": "Ann", "timezone": zone, "country": country}
    who |= {"email": f"p{n}@example.com"} if reached else {"phone": "+12125550123"}
    file: dict[str, Any] = {
        "event_id": f"enroll:manual:{n}:eng",
        "occurred_at": now.isoformat(),
        "source": "cli",
        "application_id": "eng",
        "job_id": "eng",
        "job_title": "Engineer",
        "stage": str(stage),
        "applied_at": applied_at.isoformat(),
        "candidate": who,
        "recruiter": {"name": "Rita"},
        "hiring_manager": {"name": "Hanna"},
    }
    if last is not None:
        file["last_contact_at"] = last.isoformat()
    from_file = [e.load_event({"type": "application_received", **file})]
    closed_at = applied_at + (now - 2 * D - applied_at) * chance.random() if applied_at < now - 2 * D else applied_at
    one = shown(
        str(stage),
        heard_at=now,
        at=min(closed_at, now - 26 * H) if stage in CLOSED_STAGES else applied_at,
        applied_at=applied_at,
        candidate={k: v for k, v in who.items() if k in ("first_name", "email", "phone")},
        closed_as=stage if stage in CLOSED_STAGES else None,
    )
    moved = chance.random() < 0.3
    by_hook = heard(one.application(), one.standing(moved=moved), now=now)
    later = [fact.model_copy(update={"event_id": f"again:{fact.event_id}"}) for fact in by_hook[1:]]
    told = {
        "file": from_file,
        "webhooks": by_hook + later,
        "file first": [*from_file, *by_hook],
        "webhooks first": [*by_hook, *from_file],
    }[way]
    return now, list(told), stage, reached


@lru_cache(maxsize=8)
def company(way: str, size: int) -> list[tuple[Story, datetime, Stage, bool]]:
    """Everybody's first fortnight."""
    found = []
    for n in range(size):
        now, told, stage, reached = person(n, way)
        told_at = [(now, fact) for fact in told]
        found.append((live(told_at, start=now, days=14, candidate=f"manual:{n}"), now, stage, reached))
    return found


def holds_for(way: str, size: int) -> None:
    """Every law, with everything that breaks it."""
    broken: list[str] = []
    for n, (story, now, stage, reached) in enumerate(company(way, size)):

        def says(what: str, n: int = n, story: Story = story) -> None:
            broken.append(f"{way} {n}: {what}\n{story.told_briefly()}")

        world = story.moments[0].world
        sent = story.sent
        if stage in CLOSED_STAGES:
            if sent or story.of("task_opened", "silence_breached"):
                says(f"came in {stage}, and was written to or asked about")
            continue
        if stage in OPEN_STAGES and not _has_word_or_task(story, now, world):
            says(f"open ({stage}), and neither word nor a task within two business days")
        if not reached and not any(t.occurred_at < now + H for t in story.of("task_opened")) and _owed(story):
            says("cannot be written to, and nobody was asked at once")
        if len([t for t in story.of("task_opened") if t.kind in ("reach", "silence") and t.occurred_at < now + H]) > 1:
            says("two colleagues' tasks ask for the same on the first day")
        if story.of("went_quiet") and not sent and not any(a.last_contact_at for a in story.state.applications):
            says("went quiet, and was never written to")
        ours = [f for f in story.facts if f.source == "system" or f in sent]
        if any(f.occurred_at < now for f in ours):
            says("something of ours is dated before they came in")
        if any(s.by_at is not None and s.by_at < now for s in sent):
            says("a service level lies before they came in")
        names = [(s.step, s.occurrence) for s in sent]
        if len(names) != len(set(names)):
            says("something went twice")
        if len([s for s in sent if s.step in ("catch-up", "acknowledge", "outreach", "invite")]) > 1:
            says("they were told twice where they stand")
        if not _within_caps(story, world):
            says("more than the caps allow")
        seen = {t.task_id: t.occurred_at for t in story.of("task_opened")}
        if any(f.occurred_at < seen[f.task_id] + D for f in story.of("task_escalated")):
            says("escalated for a task that nobody had seen for a day")
    assert not broken, f"{len(broken)} of {size}\n\n" + "\n\n".join(broken[:4])


def _owed(story: Story) -> bool:
    return any(app.catch_up for app in story.state.applications)


def _has_word_or_task(story: Story, now: datetime, context: DecisionContext) -> bool:
    calendar = context.calendar
    day = calendar.add_business_days(local_date(now, calendar.tz), 2)
    by = to_utc(day, calendar.closes, calendar.tz)
    if any(s.occurred_at <= by for s in story.sent):
        return True
    opened = {t.task_id for t in story.of("task_opened") if t.occurred_at <= by}
    return bool(opened - {t.task_id for t in story.of("task_dropped") if t.occurred_at <= by})


def _within_caps(story: Story, context: DecisionContext) -> bool:
    at = [s.occurred_at for s in story.sent if (s.stage, s.step) not in EXTENDED]
    days = Counter(local_date(one, context.tz) for one in at)
    apart = all(later - earlier >= 20 * H for earlier, later in pairwise(at))
    week = all(len([b for b in at if a <= b < a + 7 * D]) <= PLAYBOOK.limits.per_week for a in at)
    return all(n <= PLAYBOOK.limits.per_day for n in days.values()) and apart and week


@pytest.mark.parametrize("way", WAYS)
def test_r20_a_company_comes_in_and_everybody_has_word(way: str) -> None:
    holds_for(way, BY_DAY)


@pytest.mark.nightly
@pytest.mark.parametrize("way", WAYS)
def test_r20_a_company_of_two_thousand_comes_in_and_everybody_has_word(way: str) -> None:
    holds_for(way, BY_NIGHT)


def test_r19_they_are_not_all_written_to_in_the_same_minute() -> None:
    at = [
        s.occurred_at for way in WAYS for story, *_ in company(way, BY_DAY) for s in story.sent if s.step == "catch-up"
    ]
    assert len(at) > 50
    most = Counter(one.replace(second=0, microsecond=0) for one in at).most_common(1)[0][1]
    assert most <= max(3, len(at) // 20)
