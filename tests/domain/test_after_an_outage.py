"""Five hundred candidates after an outage of three days, by day half of them: two in five are overdue (R4, R16, R19).

All live where the window opens at the same minute. Nothing is decided from Tuesday 09:00 to Friday 09:00; then all
clocks go on at once, those who are not overdue with an update that is due on that very morning.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from laws import LAWS
from lives import PLAYBOOK, D, H, Story, Told, application, fact, live

from domain import events as e
from domain.playbook.model import URGENT_RANKS, Rank
from tests.pace import times

NEW_YORK = ZoneInfo("America/New_York")
MAY_WAIT = (Rank.UPDATE, Rank.NUDGE, Rank.SURVEY, Rank.NURTURE)


def ny(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


BEGINS = ny("2026-10-30T10:00")
DOWN, UP = ny("2026-11-17T09:00"), ny("2026-11-20T09:00")  # Tuesday to Friday
NIGHT = times(100) > 100
OVERDUE, ON_TIME = (200, 300) if NIGHT else (100, 150)
pytestmark = [pytest.mark.xdist_group("after_an_outage"), pytest.mark.long]  # the five hundred are lived once


def history(n: int) -> list[Told]:
    """What happened to the n-th person before and during the outage: seven kinds of overdue, or on time."""
    name = {"email": f"p{n}@example.com"}
    if n >= OVERDUE:  # the last word came two weeks before the morning on which all is up again
        return [application("screening", BEGINS, last_contact_at=UP - 14 * D + timedelta(minutes=n % 50), **name)]
    said = DOWN + timedelta(hours=1 + n % 40)
    match n % 7:
        case 0:  # an offer, told while all was down; their survey and update for another job wait, too
            other = application("screening", BEGINS, ident="ops", last_contact_at=DOWN - 12 * D)
            return [application("interview", BEGINS, **name), other, fact(e.OfferExtended, UP - 20 * H)]
        case 1:  # a promised day in the middle of it
            return [application("screening", BEGINS, **name), fact(e.Promised, BEGINS + H, by=date(2026, 11, 18))]
        case 2:  # an interview in the middle of it: details, reminder and thanks
            return [
                application("interview", BEGINS, **name),
                fact(e.InterviewScheduled, DOWN - H / 2, at=DOWN + 30 * H),
            ]
        case 3:  # rejected while all was down
            return [application("interview", BEGINS, last_contact_at=DOWN - 3 * D, **name), fact(e.Rejected, said)]
        case 4:  # a survey that fell due
            return [application("interview", BEGINS, **name), fact(e.Rejected, DOWN - 5 * D)]
        case 5:  # two applications and an update due for both of them, and a hire
            other = application("screening", BEGINS, ident="ops", last_contact_at=DOWN - 13 * D)
            return [application("applied", BEGINS, last_contact_at=DOWN - 13 * D, applied_at=BEGINS - D, **name), other]
        case _:  # a talk that ended when all went down, and an offer for another job
            held = fact(e.InterviewHeld, DOWN - H, ended_at=DOWN - H)
            other = application("interview", BEGINS, ident="ops").model_copy(update={"job_title": "Operator"})
            offered = fact(e.OfferExtended, said, application_id="ops", expires_on=date(2026, 12, 4))
            return [application("interview", BEGINS, **name), other, held, offered]


def lived(n: int, until: datetime, outages: tuple[tuple[datetime, datetime], ...] = ()) -> Story:
    told = sorted(history(n), key=lambda f: f.occurred_at)  # type: ignore[union-attr]
    return live(told, start=BEGINS, days=(until - BEGINS) / D, candidate=f"manual:p{n}", outages=outages)


@lru_cache(maxsize=1)
def everybody() -> tuple[Story, ...]:
    """All five hundred, for ten days after the outage."""
    return tuple(lived(n, UP + 10 * D, ((DOWN, UP),)) for n in range(OVERDUE + ON_TIME))


@lru_cache(maxsize=1)
def without_it() -> tuple[Story, ...]:
    """The two hundred as they would have fared."""
    return tuple(lived(n, UP) for n in range(OVERDUE))


def after(story: Story) -> list[e.Sent]:
    return [s for s in story.sent if s.occurred_at >= UP]


def extended(s: e.Sent) -> bool:
    step = PLAYBOOK.step(s.stage, s.step)
    return s.step == "receipt" or (step is not None and step.hours == "extended")


def test_two_hundred_were_to_hear_in_those_days_and_nobody_did() -> None:
    missed = [story for story in without_it() if any(DOWN <= s.occurred_at < UP for s in story.sent)]
    assert len(missed) >= 0.95 * OVERDUE
    assert not [s for story in everybody() for s in story.sent if DOWN <= s.occurred_at < UP]


def test_r4_nobody_gets_more_than_the_caps_allow() -> None:
    for story in everybody():
        everything = sorted(s.occurred_at for s in story.sent)
        for s in after(story):
            if extended(s):
                continue
            before = [at for at in everything if at < s.occurred_at]
            assert all(s.occurred_at - at >= 20 * H for at in before), story.told_briefly()
            assert len([at for at in before if s.occurred_at - at < 7 * D]) < 3, story.told_briefly()
    first_morning = [len([s for s in after(story) if s.occurred_at < UP + 12 * H]) for story in everybody()]
    assert max(first_morning) == 1, "one message on the first day, however much had gathered"


def test_r4_the_most_important_goes_first() -> None:
    """Of what is sent to one person afterwards and was due already, no later one outranks an earlier one."""
    several = 0
    for story in everybody():
        late = [s for s in after(story) if s.due_at is not None and s.due_at <= UP and not extended(s)]
        several += len(late) > 1
        for one, then in pairwise(late):
            assert Rank(one.rank).order <= Rank(then.rank).order, story.told_briefly()
    assert several > OVERDUE / 10, "there are people for whom several things had gathered"


def test_r16_what_is_too_late_expired_and_nothing_was_lost() -> None:
    """Every touch that would have gone in those days went later, expired, was needless, or became somebody's task."""
    fates: Counter[str] = Counter()
    for without, story in zip(without_it(), everybody()[:OVERDUE], strict=True):
        became: dict[str, list[str]] = defaultdict(list)
        for f in story.of("sent", "expired", "skipped", "task_opened"):
            if f.touch_key:
                became[f.touch_key].append(f.type)
                assert f.why, f
        for s in without.sent:
            if not DOWN <= s.occurred_at < UP:
                continue
            hangs_on_a_contact = s.step in ("update", "check-in")  # its number counts from the contact before
            if not became[s.touch_key] and not (hangs_on_a_contact and story.decision.touch):
                raise AssertionError(f"{s.touch_key} is lost: {story.told_briefly()}")
            fates[became[s.touch_key][-1] if became[s.touch_key] else "to come"] += 1
    assert fates["sent"] > OVERDUE / 2 and fates["expired"] > OVERDUE / 10, fates
    late = [f for story in everybody() for f in story.of("expired")]
    assert late and all(any(r.rule == "R16" for r in f.why) for f in late)


def test_r16_a_reminder_of_what_is_over_is_not_sent() -> None:
    over = [s for s in everybody() if any(f.type == "interview_scheduled" for f in s.facts)]
    assert over
    for story in over:
        assert not [s for s in after(story) if s.step in ("details", "reminder")], story.told_briefly()
        assert story.of("expired") or story.of("skipped")


def test_r19_what_may_wait_is_spread_over_the_first_hour_and_what_is_urgent_goes_at_nine() -> None:
    first = [s for story in everybody() for s in after(story)[:1] if s.occurred_at < UP + 8 * H]
    urgent = [s for s in first if Rank(s.rank) in URGENT_RANKS or s.step == "promise-due"]
    may_wait = [s for s in first if Rank(s.rank) in MAY_WAIT and s.step != "promise-due"]
    assert len(urgent) > 50 and {s.occurred_at for s in urgent} == {UP}
    assert len(may_wait) > ON_TIME
    minutes = Counter(int((s.occurred_at - UP) / timedelta(minutes=1)) for s in may_wait)
    assert set(minutes) <= set(range(60)), "all within the hour"
    assert len(minutes) > 50 and max(minutes.values()) < 0.05 * len(may_wait), minutes.most_common(3)


def test_r5_all_of_it_in_decent_hours() -> None:
    for story in everybody():
        for s in after(story):
            local = s.occurred_at.astimezone(NEW_YORK)
            opens, closes = (time(8), time(20)) if extended(s) else (time(9), time(17, 30))
            assert opens <= local.time() < closes and (local.weekday() < 5 or extended(s)), s


def test_r15_nothing_went_twice_and_all_says_why() -> None:
    for story in everybody():
        assert not [key for key, n in Counter(s.touch_key for s in story.sent).items() if n > 1]
        assert all(s.why for s in story.sent)


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_every_law_holds_for_all_of_them(law: object) -> None:
    for story in everybody()[: OVERDUE + 20 : 1 if NIGHT else 3]:  # each of the seven kinds, as 3 and 7 share nothing
        law(story)  # type: ignore[operator]
