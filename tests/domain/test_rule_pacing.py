"""Several things at once: caps and ranks (R4), hours (R5), notes (R10), one person (R17), no rush hour (R19)."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from lives import MONDAY, PLAYBOOK, D, H, Story, application, fact, live, playbook, reply

from domain import events as e
from domain.names import Stage

NEW_YORK = ZoneInfo("America/New_York")


def here(at: datetime) -> datetime:
    return at.astimezone(NEW_YORK)


def ny(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def test_r4_r17_two_applications_share_the_caps_and_the_urgent_one_goes_first() -> None:
    told = [application("screening"), application("interview", ident="ops"), fact(e.OfferExtended, MONDAY + 13 * D)]
    told[2] = told[2].model_copy(update={"application_id": "ops"})
    story = live(told, days=30)
    sent = [s for s in story.sent if s.step != "acknowledge"]
    offer = next(s for s in sent if s.step == "covering-note")
    update = next(s for s in sent if s.application_id == "eng" and s.step == "update")
    assert offer.occurred_at < update.occurred_at
    held = [f for f in story.of("held") if f.application_id == "eng" and f.step == "update"]
    assert not held or any(r.rule == "R4" for r in held[0].why)
    times = sorted(s.occurred_at for s in sent)
    assert all(b - a >= 20 * H for a, b in itertools.pairwise(times))


def test_r17_a_second_application_has_a_clock_of_its_own_and_one_history() -> None:
    story = live([application(), application("applied", MONDAY + H, ident="ops")], days=20)
    keys = {s.touch_key for s in story.sent if s.step == "acknowledge"}
    assert keys == {"manual:ann/eng/applied.1/acknowledge/1", "manual:ann/ops/applied.1/acknowledge/1"}


def test_r4_extended_hours_are_not_held_by_the_caps_but_count() -> None:
    """Details go minutes after the acknowledgement; the thank-you then waits for its turn."""
    told = [application(), fact(e.InterviewScheduled, MONDAY + H, at=MONDAY + 5 * H)]
    story = live(told, days=4)
    assert story.one("details").occurred_at == MONDAY + H
    assert story.one("thank-you").occurred_at - MONDAY - H >= 20 * H


def _details(told_at: str, interview_at: str) -> datetime:
    told = [application("interview"), fact(e.InterviewScheduled, ny(told_at), at=ny(interview_at))]
    at: datetime = live(told, days=9).one("details").occurred_at
    return at


def test_r5_interview_details_may_go_on_sunday_at_ten() -> None:
    """Where the interview is within 48 hours."""
    assert _details("2026-11-08T10:00", "2026-11-09T15:00") == ny("2026-11-08T10:00")


@pytest.mark.parametrize(
    ("told_at", "interview_at", "goes"),
    [
        ("2026-11-07T06:00", "2026-11-08T20:00", "2026-11-07T08:00"),
        ("2026-11-07T21:00", "2026-11-09T15:00", "2026-11-08T08:00"),
    ],
    ids=["R5-early-morning", "R5-late-evening"],
)
def test_r5_interview_details_never_go_at_night(told_at: str, interview_at: str, goes: str) -> None:
    assert _details(told_at, interview_at) == ny(goes)


@pytest.mark.parametrize(
    ("told_at", "interview_at", "goes"),
    [
        pytest.param("2026-11-08T08:00", "2026-11-12T10:00", "2026-11-09T09:00", id="R5-thursday-not-on-sunday"),
        pytest.param("2026-11-04T18:30", "2026-11-11T10:00", "2026-11-05T09:00", id="R5-next-week-not-in-the-evening"),
        pytest.param("2026-11-06T19:00", "2026-11-09T16:00", "2026-11-07T16:00", id="R5-as-the-48-hours-begin"),
    ],
)
def test_r5_details_of_a_later_interview_wait_for_a_decent_hour(told_at: str, interview_at: str, goes: str) -> None:
    assert _details(told_at, interview_at) == ny(goes)


@pytest.mark.parametrize("asked_again", ["2026-11-08T08:00", "2026-11-08T19:59", ""])
def test_r5_no_deadline_brings_details_of_a_later_interview_out_on_a_sunday(asked_again: str) -> None:
    """Told at midnight before Saturday, of Tuesday at eight: 48 hours before that it is Sunday night. Whatever makes us
    look again on that Sunday, the deadline of one business day is no reason to go then.
    """
    told = [application("interview"), fact(e.InterviewScheduled, ny("2026-11-07T00:00"), at=ny("2026-11-10T20:00"))]
    told += [reply(ny(asked_again))] if asked_again else []
    assert live(told, days=9).one("details").occurred_at == ny("2026-11-09T08:00")


def test_r5_a_deadline_brings_details_of_a_later_interview_forward_in_decent_hours() -> None:
    content = PLAYBOOK.model_dump(mode="json", by_alias=True)
    (step,) = [one for one in content["stages"]["interview"]["steps"] if one["step"] == "details"]
    step |= {"delay": "P2D", "by": "PT84H"}
    told = [application("interview"), fact(e.InterviewScheduled, ny("2026-11-05T10:00"), at=ny("2026-11-10T20:00"))]
    story = live(told, days=9, rules=type(PLAYBOOK).model_validate(content))
    assert story.one("details").occurred_at.date() == date(2026, 11, 6), "Friday, and not Sunday or Monday"


@pytest.mark.parametrize(
    ("moved_to", "goes"),
    [("2026-11-20T10:00", "2026-11-10T19:00"), ("2026-11-11T15:00", "2026-11-10T19:00")],
)
def test_r5_whoever_would_come_tomorrow_hears_tonight_that_it_is_another_day(moved_to: str, goes: str) -> None:
    """However far off the new day is: it is the old one that they would come on."""
    told = [application("interview"), fact(e.InterviewScheduled, ny("2026-11-04T10:00"), at=ny("2026-11-11T08:30"))]
    told.append(fact(e.InterviewScheduled, ny("2026-11-10T19:00"), at=ny(moved_to)))
    story = live(told, days=9)
    assert [s.occurred_at for s in story.sent if s.step == "details"][-1] == ny(goes), story.told_briefly()


@pytest.mark.parametrize("told_at", ["2026-11-05T09:05", "2026-11-05T10:30", "2026-11-05T11:20"])
@pytest.mark.parametrize(
    ("next_at", "goes"),
    [
        pytest.param("2026-11-14T10:00", "2026-11-06T09:00", id="S8-nine-days-ahead"),
        pytest.param("2026-11-07T08:30", None, id="S8-within-48-hours-of-the-next-morning"),
    ],
)
def test_s8_details_of_a_talk_days_ahead_leave_the_day_to_thanks_for_todays(
    told_at: str, next_at: str, goes: str | None
) -> None:
    """They would count in the day's cap, and the thanks went a day late (R4)."""
    told = [application("interview")]
    told.append(fact(e.InterviewScheduled, ny("2026-11-03T10:00"), interview_id="a", at=ny("2026-11-05T10:00")))
    told.append(fact(e.InterviewScheduled, ny(told_at), interview_id="b", at=ny(next_at)))
    story = live(sorted(told, key=lambda one: one.occurred_at), days=12)
    later = [s for s in story.sent if s.step == "details"][-1]
    assert later.occurred_at == ny(goes or told_at), story.told_briefly()
    if goes:
        assert here(story.one("thank-you").occurred_at).date() == date(2026, 11, 5), story.told_briefly()


def test_details_that_a_colleague_asks_to_send_leave_no_day_to_the_thanks() -> None:
    told = [application("interview")]
    told.append(fact(e.InterviewScheduled, ny("2026-11-03T10:00"), interview_id="a", at=ny("2026-11-05T10:00")))
    told.append(fact(e.InterviewScheduled, ny("2026-11-05T10:30"), interview_id="b", at=ny("2026-11-14T10:00")))
    told.append(fact(e.SendRequested, ny("2026-11-05T10:40"), step="details"))
    story = live(told, days=12)
    assert [s.occurred_at for s in story.sent if s.step == "details"][-1] == ny("2026-11-05T10:40"), (
        story.told_briefly()
    )


def test_r5_an_interview_called_off_far_ahead_is_called_off_in_a_decent_hour() -> None:
    """What tells of a later day waits, whether it fixes the day or takes it away."""
    told = [application("interview"), fact(e.InterviewScheduled, ny("2026-11-04T10:00"), at=ny("2026-11-13T10:00"))]
    told.append(fact(e.InterviewCancelled, ny("2026-11-08T09:00"), interview_id="1"))
    assert live(told, days=9).one("cancelled").occurred_at == ny("2026-11-09T09:00")


def test_r4_what_may_go_on_any_day_counts_in_the_day_and_not_in_the_week() -> None:
    """S8: details and a reminder make no thank-you late; what waits for the gap alone waits for no week."""
    told = [application("interview")]
    told.append(fact(e.InterviewScheduled, ny("2026-11-09T10:00"), interview_id="a", at=ny("2026-11-12T10:00")))
    told.append(fact(e.InterviewScheduled, ny("2026-11-10T11:00"), interview_id="b", at=ny("2026-11-18T10:00")))
    story = live(told, days=12)
    before = [s.occurred_at for s in story.sent if s.occurred_at <= ny("2026-11-12T11:00")]
    assert len([at for at in before if at > ny("2026-11-05T13:00")]) >= 3, "as many as fill a week"
    thanks = story.one("thank-you")
    assert here(thanks.occurred_at).date() == date(2026, 11, 12)


@pytest.mark.parametrize(
    ("ends", "goes"),
    [
        pytest.param("2026-11-10T11:00", "2026-11-10T17:20", id="S8-waits-for-a-note-until-the-day-is-over"),
        pytest.param("2026-11-10T16:40", "2026-11-10T17:20", id="S8-two-hours-would-be-too-late-for-the-day"),
        pytest.param("2026-11-10T17:25", "2026-11-10T17:25", id="S8-at-once-where-the-day-is-nearly-over"),
        pytest.param("2026-11-10T19:00", "2026-11-11T09:00", id="S8-next-morning-after-hours"),
    ],
)
def test_s8_thanks_go_on_the_day_of_the_talk_where_anything_may(ends: str, goes: str) -> None:
    told = [application("screening"), fact(e.InterviewHeld, ny(ends))]
    rules = playbook(window=PLAYBOOK.window.model_dump(mode="json") | {"holidays": False})
    assert live(told, days=12, rules=rules).one("thank-you").occurred_at == ny(goes)


def test_r5_texts_never_outside_8_to_20_whatever_the_playbook_says() -> None:
    days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    night = playbook(window={"days": days, "open": "21:00", "close": "23:00"})
    told = [application(phone="+12125550123", sms_consent_at=MONDAY, channel="sms")]
    story = live(told, days=60, rules=night)
    texts = [s for s in story.sent if str(s.channel) == "sms"]
    assert texts and all(time(8) <= here(s.occurred_at).time() < time(20) for s in texts)


def test_s6_a_moved_interview_has_its_details_sent_again_and_the_old_reminder_never_fires() -> None:
    told = [
        application("interview"),
        fact(e.InterviewScheduled, MONDAY, at=MONDAY + 4 * D),
        fact(e.InterviewScheduled, MONDAY + D, at=MONDAY + 8 * D, event_id="moved"),
    ]
    story = live(told, days=12)
    assert [s.occurrence for s in story.sent if s.step == "details"] == ["1.1", "1.2"]
    (reminder,) = [s for s in story.sent if s.step == "reminder"]
    assert (reminder.occurrence, reminder.occurred_at) == ("1.2", MONDAY + 7 * D)
    assert [f.occurred_at for f in story.of("interview_held")] == [MONDAY + 8 * D + H]


def test_s6_a_cancelled_interview_is_neither_reminded_of_nor_thanked_for() -> None:
    told = [
        application("interview"),
        fact(e.InterviewScheduled, MONDAY, at=MONDAY + 4 * D),
        fact(e.InterviewCancelled, MONDAY + D),
    ]
    steps = live(told, days=12).steps()
    assert "cancelled" in steps and not {"reminder", "thank-you"} & set(steps)


def test_s6_cancelled_and_moved_within_minutes_is_one_message() -> None:
    told = [
        application("interview"),
        fact(e.InterviewScheduled, MONDAY, at=MONDAY + 4 * D),
        fact(e.InterviewCancelled, MONDAY + D),
        fact(e.InterviewScheduled, MONDAY + D + timedelta(minutes=5), at=MONDAY + 6 * D, event_id="again"),
    ]
    story = live(told, days=12)
    assert "cancelled" not in story.steps() and story.steps().count("details") == 2


def _after_interview(ends: str, *more: e.Event) -> Story:
    end = ny(ends)
    told = [application("interview"), fact(e.InterviewScheduled, MONDAY, at=end - H, ends_at=end), *more]
    return live(told, days=14)


def test_s8_an_interview_that_ends_on_friday_at_15_is_thanked_for_on_friday() -> None:
    thanks = _after_interview("2026-11-06T15:00").one("thank-you")
    assert here(thanks.occurred_at).date() == date(2026, 11, 6)
    assert here(thanks.occurred_at).time() < time(17, 30)


def test_s8_r10_waits_for_a_note_and_goes_without_it_by_the_deadline() -> None:
    thanks = _after_interview("2026-11-10T10:00").one("thank-you")
    assert ny("2026-11-10T12:00") < thanks.occurred_at <= ny("2026-11-12T10:00")
    assert thanks.occurred_at <= thanks.by_at or any("miss" in r.text or "R4" in r.rule for r in thanks.why)


def test_s8_r10_with_the_note_it_goes_when_it_is_due() -> None:
    noted = fact(e.Noted, ny("2026-11-05T12:30"), text="We talked about rowing.")
    without = _after_interview("2026-11-05T10:00").one("thank-you")
    thanks = _after_interview("2026-11-05T10:00", noted).one("thank-you")
    assert thanks.occurred_at <= without.occurred_at
    assert not any(r.rule == "R10" for r in thanks.why)


def test_r10_outreach_waits_two_days_for_a_note_and_no_longer() -> None:
    story = live([application("prospect")], days=5)
    outreach = story.one("outreach")
    assert MONDAY + 2 * D <= outreach.occurred_at <= MONDAY + 3 * D
    with_note = live([application("prospect", notes="They spoke at a meet-up.")], days=5).one("outreach")
    assert with_note.occurred_at == MONDAY


def _update_alone(stages: dict[str, Any]) -> dict[str, Any]:
    """The update without its date, so that no word on a promised day goes in its place."""
    update = next(s for s in stages["screening"]["steps"] if s["step"] == "update")
    return update | {"promises": None}


def test_r19_the_offset_is_stable_per_candidate_and_spread_over_the_hour() -> None:
    minutes = set()
    stages = PLAYBOOK.model_dump(mode="json")["stages"]
    unpromised = playbook(stages=stages | {"screening": {"steps": [_update_alone(stages)]}})
    for n in range(24):
        told = [application("screening", ny("2026-11-03T07:00"))]
        updates = [
            here(s.occurred_at)
            for s in live(told, days=60, candidate=f"manual:c{n}", rules=unpromised).sent
            if (s.step == "update" and any(r.rule == "R19" for r in s.why)) or s.step == "update"
        ]
        spread = {u.time() for u in updates if time(9) <= u.time() < time(10)}
        minutes |= {t.minute for t in spread}
        assert len(spread) <= 2, "the same minute every time, or right when it was due"
    assert len(minutes) > 8


def test_r19_a_promise_due_and_an_offer_are_not_spread() -> None:
    told = [application("interview"), fact(e.Promised, MONDAY, by="2026-11-10")]
    assert here(live(told, days=9).one("promise-due").occurred_at).time() == time(9)
    evening = fact(e.OfferExtended, ny("2026-11-10T22:00"))
    assert here(live([application("interview"), evening], days=12).one("covering-note").occurred_at).time() == time(9)


def test_send_now_goes_at_the_next_opening_ahead_of_its_time() -> None:
    asked = fact(e.SendRequested, MONDAY + D, step="update")
    story = live([application("screening"), asked], days=3)
    assert story.one("update").occurred_at == MONDAY + D
    assert story.one("update").why[0].rule == "asked"


def test_send_now_of_a_step_is_not_remembered_into_the_next_stage() -> None:
    saturday = MONDAY + 5 * D
    told = [
        application("screening"),
        fact(e.SendRequested, saturday, step="update"),
        fact(e.StageChanged, saturday + H, stage=Stage.INTERVIEW),
        reply(saturday + 2 * H),
    ]
    story = live(told, days=12)
    assert story.of("send_requested") and not any(s.why[0].rule == "asked" for s in story.sent)


def test_s2_a_prospect_falls_quiet_by_design_after_the_last_nudge_and_the_clock_closes() -> None:
    story = live([application("prospect")], days=60)
    assert story.steps() == ["outreach", "nudge", "last-nudge"]
    (quiet,) = story.of("went_quiet")
    assert quiet.why[0].rule == "S2" and not story.of("silence_breached")
    assert story.decision.closed and str(story.decision.state) == "closed"


def test_s2_a_reply_opens_it_again() -> None:
    story = live([application("prospect"), reply(MONDAY + 50 * D)], days=90)
    assert not story.decision.closed and story.tasks("answer")
    assert story.of("silence_breached") or story.tasks("silence"), "from then on silence is ours"


def test_s16_a_rejected_life_ends_after_the_survey_and_a_reply_opens_it() -> None:
    story = live([application("interview"), fact(e.Rejected, MONDAY + D)], days=30)
    assert story.steps() == ["closure", "survey"] and story.decision.closed
    again = live([application("interview"), fact(e.Rejected, MONDAY + D), reply(MONDAY + 20 * D)], days=40)
    assert not again.decision.closed and again.tasks("answer")


def test_s14_a_hired_life_ends_after_the_onboarding_feedback() -> None:
    told = [application("offer"), fact(e.Hired, MONDAY + D, start_date="2026-12-01")]
    story = live(told, days=90)
    assert story.steps() == ["welcome", "survey", "paperwork", "first-days", "first-week", "onboarding-feedback"]
    assert story.decision.closed


def test_s13_a_hire_without_a_start_date_asks_for_it() -> None:
    story = live([application("offer"), fact(e.Hired, MONDAY + D)], days=5)
    (task,) = story.tasks("startdate")
    assert "start date" in task.title and not story.decision.closed


def test_s7_an_invitation_without_an_answer_is_nudged_three_times_and_then_given_to_a_colleague() -> None:
    story = live([application("interview")], days=70)
    assert story.steps() == ["invite", "nudge", "second-nudge", "last-nudge"]
    assert not story.of("silence_breached") and story.tasks("silence")


def test_s18_the_network_hears_each_quarter_and_is_asked_each_year() -> None:
    story = live([application("network")], days=400)
    assert story.steps().count("hello") == 4 and story.steps().count("renew-consent") == 1


def test_s10_the_update_of_an_applicant_follows_for_months() -> None:
    story = live([application("applied")], days=120)
    assert story.steps()[0] == "acknowledge" and {"update", "promise-due"} == set(story.steps()[1:])


def test_s6_an_interview_called_off_before_anybody_told_them_is_not_called_off_to_them() -> None:
    told = [
        application("interview", ny("2026-11-02T21:00")),
        fact(e.InterviewScheduled, ny("2026-11-02T21:10"), at=MONDAY + 4 * D),
        fact(e.InterviewCancelled, ny("2026-11-02T22:00")),
    ]
    steps = live(told, start=ny("2026-11-02T21:00"), days=3).steps()
    assert "details" not in steps and "cancelled" not in steps
