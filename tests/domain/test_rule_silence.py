"""Never silent (R1): what counts as our silence, and how early word goes so that there is none."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from lives import MONDAY, D, H, application, fact, live

from domain import events as e
from domain.names import Stage

NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("stage", "then"),
    [("prospect", "screening"), ("prospect", "interview"), ("rejected", "interview"), ("withdrawn", "applied")],
)
def test_r1_what_was_silent_where_nothing_is_owed_is_no_breach_later(stage: str, then: str) -> None:
    """Six weeks without a word as a prospect, or after a closure, and then they are in the running (again)."""
    back = MONDAY + 45 * D
    story = live([application(stage, notes="x"), fact(e.StageChanged, back, stage=Stage(then))], days=60)
    assert not story.of("silence_breached"), story.told_briefly()
    first = next(s for s in story.sent if s.occurred_at >= back)
    assert not any("cannot be kept" in reason.text for reason in first.why)


def test_r1_the_network_is_not_silent_for_its_quarter_either() -> None:
    back = MONDAY + 80 * D
    story = live([application("network"), fact(e.StageChanged, back, stage=Stage.SCREENING)], days=93)
    assert not story.of("silence_breached")


@pytest.mark.parametrize(
    ("closed", "undone"), [(e.Rejected, e.RejectionWithdrawn), (e.Hired, e.HireWithdrawn)], ids=["rejection", "hire"]
)
def test_r1_a_closure_undone_after_weeks_begins_the_silence_anew(closed: type[e.Event], undone: type[e.Event]) -> None:
    told = [application("screening"), fact(closed, MONDAY + 2 * D), fact(undone, MONDAY + 40 * D)]
    assert not live(told, days=52).of("silence_breached")


def test_r1_a_closure_undone_at_once_leaves_the_silence_as_it_was() -> None:
    """An undone click is no contact: word is still owed two weeks after the last one."""
    told = [
        application("screening"),
        fact(e.Rejected, MONDAY + 9 * D),
        fact(e.RejectionWithdrawn, MONDAY + 9 * D + H / 2),
    ]
    assert live(told, days=20).one("update").occurred_at <= MONDAY + 14 * D + H


def test_r1_where_another_application_takes_the_day_the_update_goes_on_the_open_day_before() -> None:
    """Due on Monday evening; Monday morning belongs to the offer, so it goes on Friday, and nobody is silent."""
    monday = datetime(2026, 11, 16, 19, 41, tzinfo=NEW_YORK).astimezone(UTC)
    offered = datetime(2026, 11, 9, 9, 0, tzinfo=NEW_YORK).astimezone(UTC)
    told = [
        application("offer"),
        application("screening", monday - 14 * D, ident="ops"),
        fact(e.OfferExtended, MONDAY + H, expires_on="2026-12-18"),
        fact(e.Contacted, offered, application_id="eng"),
    ]
    story = live(told, days=18)
    check_in = next(s for s in story.sent if s.step == "check-in")
    assert check_in.occurred_at.astimezone(NEW_YORK).date() == monday.astimezone(NEW_YORK).date()
    update = next(s for s in story.sent if s.application_id == "ops")
    assert update.occurred_at.astimezone(NEW_YORK).strftime("%a %d") == "Fri 13"
    assert not [f for f in story.of("silence_breached") if f.application_id == "ops"]
    assert not story.tasks("silence")


def test_r19_what_goes_earlier_goes_at_its_own_minute() -> None:
    """Due on a Sunday, so it goes on the Friday before, and not together with all others at nine."""
    sunday = datetime(2026, 11, 15, 12, 0, tzinfo=NEW_YORK).astimezone(UTC)
    at = set()
    for n in range(30):
        told = [application("screening", sunday - 14 * D)]
        update = live(told, start=sunday - 14 * D, days=15, candidate=f"manual:p{n}").one("update")
        local = update.occurred_at.astimezone(NEW_YORK)
        assert local.strftime("%a %d") == "Fri 13" and time(9) <= local.time() < time(10)
        at.add(local.time())
    assert len(at) > 25


@pytest.mark.parametrize("other", [None, "interview"])
def test_r1_a_nudge_about_another_application_reminds_nobody_of_this_one(other: str | None) -> None:
    """Silence is weighed for each application: the last nudge about this one went, and nobody has closed it."""
    told = [application("interview")]
    if other:
        told.append(application(other, MONDAY + 35 * D, ident="ops"))
    story = live(told, days=60)
    asked = [task for task in story.tasks("silence") if task.application_id == "eng"]
    assert asked and asked[0].title.startswith("They haven't answered any of our messages"), story.told_briefly()
    nudges = [s.occurred_at for s in story.sent if s.application_id == "ops" and "nudge" in s.step]
    assert bool(nudges) is bool(other) and asked[0].occurred_at < MONDAY + 50 * D
