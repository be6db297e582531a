"""What the product promises, one life each: the default playbook on the real server, with time skipped."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from starter.embedded import LocalServer
from tests.e2e.virtual import SHORTLY, Life, Row, Town, at, live, lived, stories_of
from tests.histories.record import DEFAULT
from tests.house import fact, until

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PLAYBOOK: dict[str, Any] = yaml.safe_load((DEFAULT / "playbook.yaml").read_text())
ALL_DAY = {"receipt"} | {
    step["step"] for stage in PLAYBOOK["stages"].values() for step in stage["steps"] if step.get("hours") == "extended"
}
"""Steps that answer what the candidate just did, or are about an interview: any day, from 8 to 20."""


pytestmark = pytest.mark.xdist_group("promises")  # all lives are lived side by side, by one process


@pytest.fixture(scope="module")
def town(request: pytest.FixtureRequest, server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Town:
    return asyncio.run(live(stories_of(request), server.address, tmp_path_factory.mktemp("town") / "home"))


# ------------------------------------------------------------------------------------------- what we owe


@lived
async def test_an_application_is_acknowledged_at_once_even_on_a_saturday_with_the_date_of_the_next_word(
    life: Life,
) -> None:
    await life.begins(zone="Pacific/Auckland", days=5)
    applied = await life.applies()
    await until(life.sent, what="the acknowledgement")
    (sent,) = life.sent()
    assert sent["step"] == "acknowledge"
    assert life.local(sent).weekday() == 5
    assert at(sent) - applied < SHORTLY
    told = date.fromisoformat(sent["promise_by"])
    assert told > life.local(sent).date()
    assert f"{told.day} {told:%B}" in life.mail(sent).text, "as in New Zealand"
    assert life.status()["promise"] == told.isoformat()


@lived
async def test_s20_whoever_comes_in_long_silent_is_listed_told_where_they_stand_and_by_when_they_hear(
    life: Life,
) -> None:
    await life.begins()
    now = await life.now()
    long_ago = {"applied_at": (now - 200 * DAY).isoformat(), "last_contact_at": (now - 80 * DAY).isoformat()}
    came_in = await life.applies(stage="interview", recruiter={"name": "Rita"}, **long_ago)
    assert not life.sent() and life.status()["silent_since"] == long_ago["last_contact_at"]
    (listed,) = [one for one in life.house.ledger.silent() if one.about.candidate_id == life.ident]
    assert listed.hears_at is not None and listed.hears_at.isoformat() == life.status()["next"]["at"]
    await life.passes(2 * DAY)
    (sent,) = life.sent()
    assert sent["step"] == "catch-up" and (life.local(sent).weekday(), life.local(sent).hour) == (1, 9)
    told = date.fromisoformat(sent["promise_by"])
    mail = life.mail(sent)
    assert "interview stage" in mail.text and in_words(told) in mail.text
    assert life.status()["silent_since"] is None and life.status()["promise"] == told.isoformat()
    ours = [row for row in life.timeline() if row["source"] == "system"]
    assert ours and min(at(row) for row in ours) >= came_in
    assert not {"task_opened", "task_escalated", "silence_breached"} & {row["type"] for row in life.timeline()}


@lived
async def test_a_promised_date_warns_the_recruiter_a_day_before_and_brings_an_honest_update_with_a_new_date(
    life: Life,
) -> None:
    await life.begins()
    applied = await life.applies()
    friday = life_day(life, applied, 4)
    await life.update("promise", application_id="eng", by=friday.isoformat())
    assert life.rows("skipped", "promise-due")[0]["why"] == f"the promised date is now {friday}"
    await life.comes(clock(life, friday - DAY, time(8, 30)))
    assert life.tasks("promise") == []
    await life.comes(clock(life, friday - DAY, time(9, 30)))
    (warning,) = life.tasks("promise")
    assert f"{friday.day} {friday:%B}" in warning["title"]
    await life.comes(clock(life, friday, time(12)))
    (update,) = life.sent("promise-due")
    assert life.local(update).date() == friday
    new = date.fromisoformat(update["promise_by"])
    assert new > friday
    assert "no decision yet" in life.mail(update).text
    assert in_words(new) in life.mail(update).text
    assert life.status()["promise"] == new.isoformat()
    assert life.tasks("promise") == []


@lived
async def test_a_talk_is_thanked_for_within_a_day_with_what_the_recruiter_noted_from_it(life: Life) -> None:
    await life.begins()
    applied = await life.applies(stage="interview")
    starts = applied + HOUR
    await life.tell("interview_scheduled", at=starts.isoformat())
    await life.comes(starts + HOUR + timedelta(minutes=30))
    await life.update("note", application_id="eng", text="Your story about the night shift stayed with all of us.")
    await life.comes(starts + HOUR + DAY)
    (thanks,) = life.sent("thank-you")
    assert at(thanks) >= starts + HOUR
    assert "Your story about the night shift stayed with all of us." in life.mail(thanks).text
    assert in_words(date.fromisoformat(thanks["promise_by"])) in life.mail(thanks).text


@lived
async def test_an_interview_that_is_moved_is_told_anew_and_only_the_new_time_is_reminded_of(life: Life) -> None:
    await life.begins()
    applied = await life.applies(stage="interview")
    first, moved = (
        clock(life, life_day(life, applied, 3), time(15)),
        clock(life, life_day(life, applied, 7), time(11)),
    )
    await life.tell("interview_scheduled", interview_id="talk", at=first.isoformat())
    await life.passes(HOUR)
    await life.tell("interview_scheduled", interview_id="talk", at=moved.isoformat())
    assert life.rows("skipped", "reminder")[0]["why"] == "the interview has been moved"
    await life.comes(moved)
    old, new = life.sent("details")
    assert in_words(first.date()) in life.mail(old).text
    assert in_words(moved.date()) in life.mail(new).text
    (reminder,) = life.sent("reminder")
    assert timedelta() <= at(reminder) - (moved - DAY) < SHORTLY
    assert in_words(moved.date()) in life.mail(reminder).text


@lived
async def test_from_the_offer_to_the_end_of_the_onboarding_every_word_comes_in_its_time(life: Life) -> None:
    await life.begins()
    applied = await life.applies(stage="offer")
    await life.tell("offer_extended", pay="$120,000", expires_on=life_day(life, applied, 11).isoformat())
    await life.passes(3 * DAY)
    assert life.steps() == ["covering-note", "questions"]
    await life.tell("offer_answered", answer="accepted")
    start = life_day(life, applied, 28)
    hired = await life.tell("hired", start_date=start.isoformat())
    await life.passes(60 * DAY)
    days = {row["step"]: (life.local(row).date() - start).days for row in life.sent()[2:]}
    assert set(days) == {"welcome", "survey", "paperwork", "first-days", "first-week", "onboarding-feedback"}
    assert at(life.sent("welcome")[0]) - hired <= DAY
    assert -7 <= days["paperwork"] < -3
    assert -5 <= days["first-days"] < 0
    assert 7 <= days["first-week"] <= 9
    assert 21 <= days["onboarding-feedback"] <= 24
    assert life.status()["state"] == "closed"
    assert await life.house.handle(life.ident).result() == "closed"


# ------------------------------------------------------------------------------------------- what they owe


@lived
async def test_a_reply_ends_the_nudges_and_is_owed_an_answer_with_a_receipt_after_two_working_days(life: Life) -> None:
    await life.begins()
    await life.applies(stage="prospect")
    await life.passes(7 * DAY)
    assert life.steps() == ["outreach"]
    assert life.status()["next"]["step"] == "nudge"
    replied = await life.tell("reply_received", text="Yes, I would like to talk.")
    (task,) = life.tasks("answer")
    assert abs(datetime.fromisoformat(task["due_at"]) - (replied + DAY)) < timedelta(seconds=1)
    assert [row["step"] for row in life.rows("skipped")] == ["nudge"]
    await life.passes(3 * DAY)
    (receipt,) = life.sent("receipt")
    assert timedelta() <= at(receipt) - (replied + 2 * DAY) < SHORTLY
    assert [row["type"] for row in life.timeline() if row["type"].startswith("task_")][:3] == [
        "task_opened",
        "task_reminded",
        "task_escalated",
    ]
    await life.update("complete_task", task_id=task["task"], result="answered")
    await life.passes(30 * DAY)
    assert {"nudge", "last-nudge"}.isdisjoint(life.steps())
    assert life.steps().count("receipt") == 1


# ------------------------------------------------------------------------------------------- stops


@lived
async def test_a_rejection_stops_everything_else_at_once_and_ends_with_its_own_message_and_a_survey(life: Life) -> None:
    await life.begins()
    applied = await life.applies(stage="interview")
    await life.tell("interview_scheduled", at=(applied + 29 * HOUR).isoformat())
    assert life.status()["next"]["step"] == "reminder"
    rejected = await life.tell("rejected")
    (stopped,) = life.rows("skipped", "reminder")
    assert stopped["reasons"][0]["rule"] == "R3"
    await life.passes(12 * DAY)
    # Where the closure cannot go before the interview, a word of its own calls that off (S6).
    assert [step for step in life.steps() if step != "call-off"] == ["details", "closure", "survey"]
    (closure,) = life.sent("closure")
    assert HOUR <= at(closure) - rejected <= 48 * HOUR
    assert life.status()["state"] == "closed"


@lived
async def test_a_rejections_own_message_waits_out_the_grace_hour(life: Life) -> None:
    await life.begins()
    await life.applies(stage="screening")
    rejected = await life.tell("rejected", feedback="Strong on data, less so on people.")
    await life.passes(timedelta(minutes=58))
    assert life.sent() == []
    await life.passes(timedelta(minutes=5))
    (closure,) = life.sent()
    assert HOUR <= at(closure) - rejected < HOUR + SHORTLY
    assert "Strong on data, less so on people." in life.mail(closure).text


@lived
async def test_a_rejection_undone_within_the_hour_reaches_nobody_and_the_stage_goes_on_under_the_same_touch_keys(
    life: Life,
) -> None:
    await life.begins()
    applied = await life.applies(stage="interview")
    starts = clock(life, life_day(life, applied, 3), time(15))
    await life.tell("interview_scheduled", at=starts.isoformat())
    planned = (await life.house.followup.query(life.ident, "plan"))["touch"]["key"]
    await life.tell("rejected")
    await life.passes(timedelta(minutes=30))
    await life.tell("rejection_withdrawn")
    assert (await life.house.followup.query(life.ident, "plan"))["touch"]["key"] == planned
    await life.comes(starts + 2 * DAY)
    assert life.steps()[:3] == ["details", "reminder", "thank-you"]
    assert life.sent("closure") == []
    assert life.sent("reminder")[0]["touch_key"] == planned


@lived
async def test_a_withdrawal_is_thanked_for_and_nothing_else_comes_but_a_survey(life: Life) -> None:
    await life.begins(zone="America/Los_Angeles")
    await life.applies()
    await life.passes(2 * DAY)
    withdrew = await life.tell("withdrawn", reason="took another offer")
    await life.passes(14 * DAY)
    assert life.steps() == ["acknowledge", "thanks", "survey"]
    assert at(life.sent("thanks")[0]) - withdrew <= 48 * HOUR
    assert life.status()["state"] == "closed"


@lived
async def test_please_stop_closes_for_good_also_for_later_applications_under_any_id(life: Life) -> None:
    await life.begins()
    await life.applies()
    await life.passes(DAY)
    await life.tell("reply_received", text="Please stop emailing me.")
    await life.passes(20 * DAY)
    assert life.steps() == ["acknowledge"]
    (asked,) = life.tasks("stopped")
    assert asked["title"].startswith("They asked us to stop") and not life.rows("silence_breached")
    ended = await life.tell("rejected")
    await until(lambda: life.status()["state"] == "closed", what="the end")
    assert await life.house.handle(life.ident).result() == "closed"
    # A new clock begins in the present: what is told to it lies ahead, and it is moved on from there.
    await life.applies("ops", occurred_at=(ended + DAY).isoformat())
    await life.comes(ended + 20 * DAY)
    told = fact(occurred_at=(await life.now()).isoformat(), application_id="third", job_id="third")
    told["candidate"] = {"first_name": "Somebody", "email": f"  {life.name.upper()}@Example.com"}
    found = await life.house.followup.tell(f"lever:{life.name}", "application_received", told)
    assert found.candidate_id == life.ident
    await life.passes(20 * DAY)
    assert life.steps() == ["acknowledge"]
    assert {app["job"] for app in life.status()["applications"]} == {"eng", "ops", "third"}
    assert len(life.tasks("stopped")) == 2 and not life.tasks("silence")  # of each open one: close, or confirm?
    assert {row["reasons"][-1]["rule"] for row in life.rows("skipped")} == {"R7"}


# ------------------------------------------------------------------------------------------- not too much


@lived
async def test_a_pause_lets_nothing_out_and_its_end_no_burst(life: Life) -> None:
    await life.begins()
    await life.applies("eng")
    await life.applies("ops")
    await life.passes(DAY)
    assert life.steps() == ["acknowledge", "acknowledge"]
    await life.update("pause")
    await life.passes(40 * DAY)
    assert life.steps() == ["acknowledge", "acknowledge"]
    assert life.status()["paused"]
    await life.update("resume")
    resumed = await life.now()
    await life.passes(20 * DAY)
    after = life.sent()[2:]
    assert at(after[0]) - resumed < 2 * DAY  # a Sunday: they have been in silence for long enough
    assert {row["application_id"] for row in after} == {"eng", "ops"}
    assert_spaced(life, after)
    told = [row for kind in ("held", "expired", "skipped") for row in life.rows(kind)]
    assert any(row["step"] == "promise-due" for row in told)


@lived
async def test_two_applications_share_the_caps_and_what_has_to_wait_for_them_says_so(life: Life) -> None:
    await life.begins()
    await life.applies("eng")
    await life.applies("ops")
    await life.passes(32 * DAY)
    assert life.steps()[:2] == ["acknowledge", "acknowledge"]
    after = life.sent()[2:]
    assert {row["application_id"] for row in after} == {"eng", "ops"}
    assert_spaced(life, after)
    for application in ("eng", "ops"):
        mine = [row for row in life.sent() if row["application_id"] == application]
        for told, kept in pairwise(mine):
            late = life.local(kept).date() - date.fromisoformat(told["promise_by"])
            assert late <= timedelta()  # a day early rather than a day late, where the caps leave no room


@lived
async def test_what_a_provider_that_is_down_does_not_take_goes_out_afterwards_or_expires_on_record(life: Life) -> None:
    await life.begins()
    applied = await life.applies(stage="interview")
    starts = clock(life, life_day(life, applied, 3), time(15))
    await life.tell("interview_scheduled", at=starts.isoformat())
    await life.comes(starts - 30 * HOUR)
    life.down.add(life.ident)
    await life.comes(clock(life, life_day(life, applied, 4), time(10)))
    assert life.steps() == ["details"]
    assert {row["step"] for row in life.rows("not_accepted")} == {"reminder", "thank-you"}
    (expired,) = life.rows("expired", "reminder")
    assert expired["why"]
    assert life.status()["next"]["step"] == "thank-you"
    life.down.clear()
    await life.comes(clock(life, life_day(life, applied, 4), time(17, 30)))
    assert life.steps() == ["details", "thank-you"]
    keys = [
        delivery["touch_key"] for delivery in life.house.ledger.deliveries(candidate_id=life.ident, state="accepted")
    ]
    assert len(keys) == len(set(keys)) == 2


# ------------------------------------------------------------------------------------------- all of them


def test_every_message_of_every_life_says_why_and_went_in_decent_hours_of_their_own(town: Town) -> None:
    checked = 0
    for life in town.lives:
        for row in life.sent():
            there = life.local(row)
            opens, closes = (time(8), time(20)) if row["step"] in ALL_DAY else (time(9), time(17, 30))
            assert row["why"], row["touch_key"]
            assert row["playbook"], row["touch_key"]
            assert opens <= there.time() <= closes, f"{row['touch_key']} at {there}"
            assert row["step"] in ALL_DAY or there.weekday() < 5, f"{row['touch_key']} on {there:%A}"
            checked += 1
        for kind in ("held", "skipped", "expired", "not_accepted"):
            assert all(row["why"] for row in life.rows(kind))
        assert life.house.ledger.verify(life.ident) == []
    assert checked > 20 or len(town.lives) < 10


def assert_spaced(life: Life, rows: Sequence[Row]) -> None:
    """The caps of the default playbook (R4): 1 a day, 3 in 7 days, 20 h between two."""
    days = [life.local(row).date() for row in rows]
    assert len(days) == len(set(days))
    assert all(at(later) - at(earlier) >= 20 * HOUR for earlier, later in pairwise(rows))
    for row in rows:
        assert sum(at(row) <= at(other) < at(row) + 7 * DAY for other in rows) <= 3


def life_day(life: Life, start: datetime, days: int) -> date:
    return start.astimezone(ZoneInfo(life.zone)).date() + timedelta(days=days)


def clock(life: Life, day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(life.zone))


def in_words(day: date) -> str:
    """As messages say it."""
    return f"{day:%B} {day.day}"
