"""Never silent (R1), a promise is kept (R2)."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from lives import MONDAY, PLAYBOOK, D, H, application, fact, live, reply

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.message_context import Links, message_context
from domain.playbook.model import Playbook
from domain.reducers.evolve import evolve
from domain.time.their_time import long_day

NEW_YORK = ZoneInfo("America/New_York")


def here(at: datetime) -> datetime:
    return at.astimezone(NEW_YORK)


def test_r1_the_next_contact_comes_before_the_longest_silence_ends() -> None:
    story = live([application("screening")], days=100)
    times = [MONDAY, *(s.occurred_at for s in story.sent)]
    assert len(times) > 6
    assert all(b - a <= 14 * D + H for a, b in itertools.pairwise(times))
    assert not story.of("silence_breached") and not story.tasks("silence")


def test_r1_an_update_goes_before_the_weekend_where_the_weekend_would_be_too_late() -> None:
    """Last heard from on a Saturday: fourteen days later is a Saturday too, so it goes on the Friday before."""
    spoken = fact(e.Contacted, MONDAY + 5 * D)
    story = live([application("screening"), spoken], days=30)
    first = next(s for s in story.sent if s.occurred_at > spoken.occurred_at)
    assert (here(first.occurred_at).strftime("%A"), first.step) == ("Friday", "update")
    assert spoken.occurred_at + 12 * D < first.occurred_at < spoken.occurred_at + 14 * D
    assert any(r.rule == "R5" and "moved up" in r.text for r in first.why)


def test_r1_where_nothing_may_be_sent_a_task_comes_before_and_a_breach_after() -> None:
    story = live([application("screening", email=None)], days=30)
    assert not story.sent
    (task, *_), (breach, *_) = story.tasks("silence") + story.tasks("reach"), story.of("silence_breached")
    assert task.occurred_at < MONDAY + 14 * D < breach.occurred_at <= MONDAY + 14 * D + H
    assert breach.since == MONDAY
    assert str(story.decision.state) == "attention"


def test_r1_one_application_has_one_task_to_reach_them_and_it_says_what_can_be_done() -> None:
    """Their ATS closes the mail after a date was told: nothing goes out on that day, or before the silence ends."""
    closed = fact(e.CandidateUpdated, MONDAY + 5 * D, source="greenhouse", candidate=e.Contactable(), can_email=False)
    story = live([application("applied"), closed], days=32)
    for moment in story.moments:
        reaching = [t.kind for t in moment.state.tasks if t.kind in ("reach", "silence")]
        assert len(reaching) <= 1, story.told_briefly()
    (task, *_) = story.tasks("promise")
    assert "tell them yourself" in task.title and "goes out" not in task.title
    assert story.tasks("reach") and story.of("silence_breached")


def test_r2_an_interview_that_they_are_told_of_keeps_the_date_that_our_own_mail_told() -> None:
    """They know what comes next: on the promised day nobody is sorry that there is no decision yet."""
    set_up = fact(e.InterviewScheduled, MONDAY + 5 * D, at=MONDAY + 21 * D)
    story = live([application("applied"), set_up], days=26)
    steps = story.steps()
    assert steps[:2] == ["acknowledge", "details"] and "promise-due" not in steps[:4], story.told_briefly()
    assert "thank-you" in steps and not story.of("silence_breached")
    assert not [t for t in story.tasks("promise") if t.occurred_at < MONDAY + 21 * D]
    again = fact(e.InterviewScheduled, MONDAY + D, at=MONDAY + 9 * D, interview_id="2")
    first = fact(e.InterviewScheduled, MONDAY + H, at=MONDAY + 4 * D)
    off = fact(e.InterviewCancelled, MONDAY + 3 * H, interview_id=first.interview_id)
    assert "promise-due" not in live([application("interview"), first, off, again], days=8).steps()


def test_r2_a_date_that_a_colleague_gave_stands_although_an_interview_is_told() -> None:
    promised = fact(e.Promised, MONDAY + H, by=(MONDAY + 11 * D).date())
    set_up = fact(e.InterviewScheduled, MONDAY + 5 * D, at=MONDAY + 21 * D)
    story = live([application("applied"), promised, set_up], days=12)
    assert "promise-due" in story.steps(), story.told_briefly()


def test_r2_details_that_bounce_leave_the_date_as_it_was_told() -> None:
    came, set_up = application("applied"), fact(e.InterviewScheduled, MONDAY + 5 * D, at=MONDAY + 21 * D)
    told = live([came, set_up], days=8)
    (details,) = [s for s in told.sent if s.step == "details"]
    (acknowledged,) = [s for s in told.sent if s.step == "acknowledge"]
    assert told.state.applications[0].promise_by is None
    names = ("touch_key", "channel", "attempt")
    named = {name: getattr(details, name) for name in names}
    bounced = fact(e.DeliveryReported, MONDAY + 8 * D, outcome="bounced", **named)
    assert evolve(told.state, bounced).applications[0].promise_by == acknowledged.promise_by


def test_r7_no_silence_is_counted_against_a_stop_and_one_task_asks_about_the_application() -> None:
    """Peace: nobody is told to reach them, however long it lasts."""
    story = live([application("screening"), fact(e.OptedOut, MONDAY + H)], days=90)
    (task,) = story.of("task_opened")
    assert task.kind == "stopped" and task.occurred_at == MONDAY + H and "close the application" in task.title
    assert not story.of("silence_breached") and not [s for s in story.sent if s.occurred_at > MONDAY + H]


def test_r1_a_colleague_who_speaks_to_them_ends_the_silence() -> None:
    def done(state: object, now: datetime) -> e.Event:
        return fact(e.TaskCompleted, now, task_id=state.tasks[0].task_id)  # type: ignore[attr-defined]

    nowhere = application("screening", email=None)
    story = live([nowhere, (MONDAY + 13 * D, done)], days=26)
    assert not story.of("silence_breached")
    assert story.state.applications[0].last_contact_at == MONDAY + 13 * D


def test_r1_a_breach_is_reported_once_for_one_silence() -> None:
    story = live([application("screening", email=None)], days=90)
    assert len(story.of("silence_breached")) == 1


def test_r1_silence_before_we_took_charge_is_not_ours() -> None:
    story = live([application("screening", applied_at=MONDAY - 90 * D, last_contact_at=MONDAY - 60 * D)], days=15)
    assert not story.of("silence_breached")
    assert story.sent[0].occurred_at <= MONDAY + 14 * D + H


def test_r2_the_recruiter_is_warned_one_business_day_before() -> None:
    story = live([application("interview"), fact(e.Promised, MONDAY, by="2026-11-09")], days=10)
    (warned, *_) = story.tasks("promise")
    assert here(warned.occurred_at) == datetime(2026, 11, 6, 9, 0, tzinfo=NEW_YORK)
    assert here(warned.due_at).date() == date(2026, 11, 9) and "Monday 9 November" in warned.title


PUT_OFF = [
    (fact(e.Snoozed, MONDAY + H, until=MONDAY + 10 * D), "everything is put off until Thursday 12 November"),
    (fact(e.Paused, MONDAY + H, until=MONDAY + 10 * D), "the follow-up is on hold until Thursday 12 November"),
    (fact(e.Paused, MONDAY + H), "the follow-up is on hold, so nothing goes out that day"),
]


@pytest.mark.parametrize(("put_off", "why"), PUT_OFF, ids=["a snooze", "a pause", "a pause without an end"])
def test_r2_a_colleague_is_told_where_nothing_goes_out_on_a_promised_day(put_off: e.Event, why: str) -> None:
    told = [application("screening"), fact(e.Promised, MONDAY, by=date(2026, 11, 9)), put_off]
    (task,) = live(told, days=6).tasks("promise")
    assert task.title == f"We promised an answer by Monday 9 November: decide, and tell them yourself: {why}"


def test_r2_a_snooze_after_the_warning_asks_again_in_words_that_hold() -> None:
    """The first one said that an update with a new date would go out."""
    warned = [application("screening"), fact(e.Promised, MONDAY, by=date(2026, 11, 4))]
    snoozed = fact(e.Snoozed, MONDAY + 25 * H, until=MONDAY + 20 * D)
    first, second = live([*warned, snoozed], days=3).tasks("promise")
    assert "will go out" in first.title and "tell them yourself" in second.title
    story = live([*warned, snoozed, fact(e.Resumed, MONDAY + 26 * H)], days=1.5)
    (open_now,) = [one for one in story.state.tasks if one.kind == "promise"]
    assert "will go out" in open_now.title and len(story.of("task_dropped")) == 2


def test_r2_a_snooze_that_ends_on_the_promised_day_leaves_its_update_to_go() -> None:
    told = [application("screening"), fact(e.Promised, MONDAY, by=date(2026, 11, 9))]
    told.append(fact(e.Snoozed, MONDAY + H, until=datetime(2026, 11, 9, 14, tzinfo=UTC)))
    story = live(told, days=9)
    assert ["will go out" in one.title for one in story.tasks("promise")] == [True]
    assert story.one("promise-due").occurred_at.date() == date(2026, 11, 9)


def test_r2_on_the_day_an_honest_update_goes_out_with_a_new_date() -> None:
    story = live([application("interview"), fact(e.Promised, MONDAY, by="2026-11-10")], days=9)
    update = story.one("promise-due")
    assert here(update.occurred_at) == datetime(2026, 11, 10, 9, 0, tzinfo=NEW_YORK)
    assert update.promise_by == date(2026, 11, 18), "five business days on: the 11th is Veterans Day"
    assert story.state.applications[0].promise_by == update.promise_by
    assert [t.task_id for t in story.of("task_dropped")] == [t.task_id for t in story.tasks("promise")[:1]]


def test_r2_on_the_last_open_day_before_when_the_day_is_a_holiday() -> None:
    story = live([application("interview"), fact(e.Promised, MONDAY, by="2026-11-26")], days=24.5)
    update = story.one("promise-due")
    assert here(update.occurred_at).date() == date(2026, 11, 25) and update.promise_by > date(2026, 11, 26)


def test_r2_a_decision_in_time_keeps_the_promise_without_an_update() -> None:
    told = [application("interview"), fact(e.Promised, MONDAY, by="2026-11-10"), fact(e.Rejected, MONDAY + 3 * D)]
    story = live(told, days=9)
    assert "promise-due" not in story.steps() and "closure" in story.steps()


def test_r2_a_new_date_replaces_the_old_one() -> None:
    told = [
        fact(e.Promised, MONDAY, by="2026-11-06"),
        fact(e.Promised, MONDAY + D, by="2026-11-12", event_id="p2"),
    ]
    story = live([application("interview"), *told], days=10.5)
    assert here(story.one("promise-due").occurred_at).date() == date(2026, 11, 12)


def test_r2_a_bounced_update_told_no_new_date() -> None:
    told = [application("interview", phone="+12125550123", sms_consent_at=MONDAY)]
    told.append(fact(e.Promised, MONDAY, by="2026-11-10"))
    story = live(told, days=12, outcomes=("bounced", "sent"))
    both = [s for s in story.sent if s.step == "promise-due"]
    bounced = [f for f in story.of("delivery_reported") if f.touch_key == both[0].touch_key]
    if bounced:
        assert both[1].touch_key == both[0].touch_key and str(both[1].channel) == "sms"


def test_r2_a_date_told_by_a_message_in_doubt_is_on_the_clock_once_it_is_known_to_have_arrived() -> None:
    story = live([application("applied")], days=2, outcomes=("unknown_sent",))
    assert story.of("delivery_unknown") and story.state.applications[0].promise_by == date(2026, 11, 17)


def test_r2_a_date_that_may_have_been_told_is_kept() -> None:
    story = live([application("applied")], days=20, outcomes=("unknown_never", "sent", "sent", "sent"))
    assert story.tasks("unknown")
    word = next(s for s in story.sent if s.promise_by is not None)  # the update of the day before, with a new date
    assert here(word.occurred_at).date() <= date(2026, 11, 17) < word.promise_by


def test_r2_an_update_shortly_before_the_promised_day_is_the_word_and_gives_a_new_date() -> None:
    """Else they would read that they will hear on Monday, and on Monday that it takes longer."""
    for start in range(0, 60, 3):
        at = MONDAY + start * D
        story = live([application("applied", at)], start=at, days=90)
        for one, other in pairwise(story.sent):
            assert other.occurred_at - one.occurred_at > 4 * D, f"{one.step} and {other.step} on {other.occurred_at}"
        told = [s.promise_by for s in story.sent]
        assert all(day is not None for day in told) and told == sorted(told)


def test_r2_a_date_that_a_colleague_gave_is_not_moved_by_an_update() -> None:
    story = live([application("applied"), fact(e.Promised, MONDAY + D, by=date(2026, 11, 18))], days=20)
    assert "promise-due" in story.steps()
    assert not [
        s for s in story.sent if s.step == "update" and here(s.occurred_at).date() < date(2026, 11, 18) and s.promise_by
    ]


def test_r2_a_date_that_has_passed_is_never_told_again() -> None:
    """With no word on the day, as a company may want it, the thank-you after the interview gives a new date."""
    content = PLAYBOOK.model_dump(mode="json")
    steps = content["stages"]["interview"]["steps"]
    content["stages"]["interview"]["steps"] = [step for step in steps if step["step"] != "promise-due"]
    rules = Playbook.model_validate(content)
    told = [
        application("interview"),
        fact(e.Promised, MONDAY, by="2026-11-06"),
        fact(e.InterviewScheduled, MONDAY + D, at=MONDAY + 8 * D),
    ]
    story = live(told, days=12, rules=rules)
    thanks = story.one("thank-you")
    assert thanks.promise_by == date(2026, 11, 18)
    stale = live(told, days=6, rules=rules)
    touch = stale.decision.touch
    assert touch is not None
    context = DecisionContext(stale.moments[-1].world.playbook, stale.state.candidate, MONDAY + 7 * D)
    assert message_context(stale.state, touch, context, Links(""))["promise"]["by"] == ""


def test_r2_every_promise_of_a_life_is_warned_of_and_kept() -> None:
    story = live([application("applied"), reply(MONDAY + 40 * D)], days=120)
    office = story.moments[0].world.office
    for update in story.sent:
        if update.promise_by is None or update.promise_by > (MONDAY + 110 * D).date():
            continue
        warned = [t for t in story.tasks("promise") if long_day(update.promise_by) in t.title]
        day = office.add_business_days(update.promise_by, -1)
        assert here(warned[0].occurred_at).date() <= max(day, here(update.occurred_at).date())
        kept = [s for s in story.sent if s.occurred_at > update.occurred_at + timedelta(minutes=1)]
        assert here(kept[0].occurred_at).date() <= update.promise_by


@pytest.mark.parametrize("late", [timedelta(), timedelta(seconds=1.5), timedelta(minutes=5)], ids=str)
def test_r2_two_promises_of_one_day_are_both_kept_one_of_them_a_day_early(late: timedelta) -> None:
    told = [application("applied", MONDAY), application("applied", MONDAY, ident="ops")]
    story = live(told, days=20, late=late)
    acknowledged = {f.application_id: f for f in story.sent if f.step == "acknowledge"}
    kept = {f.application_id: f for f in story.sent if f.step in ("promise-due", "update")}
    assert set(acknowledged) == set(kept) == {"eng", "ops"}
    for application_id, word in kept.items():
        assert here(word.occurred_at).date() <= acknowledged[application_id].promise_by
    assert not story.of("silence_breached")


MOVED = fact(e.StageChanged, MONDAY + 2 * D, stage="interview")
"""After the acknowledgement, which promised word by Tuesday, 17 November."""


def test_r2_the_news_of_the_next_stage_is_the_word_that_was_promised() -> None:
    """They are asked for times: on the promised day nobody is sorry that there is no decision yet, and nobody asked."""
    story = live([application("applied"), MOVED], days=20)
    assert story.steps()[:2] == ["acknowledge", "invite"] and "promise-due" not in story.steps(), story.told_briefly()
    assert not story.tasks("promise") and story.state.applications[0].promise_by is None
    assert not [m for m in story.moments if m.state.applications[0].promise_by and m.now > MONDAY + 10 * D]


def test_r2_a_move_that_brings_no_news_leaves_the_date_to_be_kept() -> None:
    """By that day word goes, with a new date; for nothing had said that the first one was off."""
    story = live([application("applied"), fact(e.StageChanged, MONDAY + 2 * D, stage="screening")], days=17)
    promised, (_, word) = story.one("acknowledge").promise_by, story.sent
    assert here(word.occurred_at).date() <= promised < word.promise_by, story.told_briefly()


def test_r2_a_date_that_a_colleague_gave_stands_although_the_next_stage_has_news() -> None:
    promised = fact(e.Promised, MONDAY + H, by=(MONDAY + 11 * D).date())
    assert "promise-due" in live([application("applied"), promised, MOVED], days=12).steps()


def test_r2_news_that_bounce_leave_the_date_as_it_was_told() -> None:
    told = live([application("applied"), MOVED], days=5)
    invite, promised = told.one("invite"), told.one("acknowledge").promise_by
    assert told.state.applications[0].promise_by is None
    named = {name: getattr(invite, name) for name in ("touch_key", "channel", "attempt")}
    bounced = fact(e.DeliveryReported, MONDAY + 6 * D, outcome="bounced", **named)
    assert evolve(told.state, bounced).applications[0].promise_by == promised


def test_r2_a_date_that_passed_while_nothing_was_owed_is_no_miss_later() -> None:
    away = fact(e.StageChanged, MONDAY + 2 * D, stage="network")
    back = fact(e.StageChanged, MONDAY + 40 * D, stage="screening")
    story = live([application("applied"), away, back], days=60)
    promised = story.one("acknowledge").promise_by
    assert not [f for f in story.facts if f.occurred_at >= back.occurred_at and str(promised) in str(f)]
    (app,) = story.state.applications
    assert app.promise_by is None or app.promise_by > back.occurred_at.date()


def test_r2_where_a_stage_has_no_word_for_the_day_the_recruiter_is_told_so() -> None:
    stages = PLAYBOOK.model_dump(mode="json")["stages"]
    stages["screening"]["steps"] = [s for s in stages["screening"]["steps"] if s["before"] != "promise"]
    rules = Playbook.model_validate(PLAYBOOK.model_dump(mode="json") | {"stages": stages})
    moved = fact(e.StageChanged, MONDAY + 2 * D, stage="screening")
    (task, *_) = live([application("applied"), moved], days=16, rules=rules).tasks("promise")
    assert task.title.endswith("tell them yourself: nothing will go out automatically that day")
