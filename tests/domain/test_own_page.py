"""What a candidate's own page says of where they stand, and what it keeps back until they were told."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.events.inbound import ReadAs
from domain.names import Channel, Stage
from domain.reducers.evolve import accept, begin
from domain.state.model import CandidateState, Decision, Touch
from domain.views.candidate_page import OwnPage, own_page
from tests.domain.lives import MONDAY, PLAYBOOK, D, H, application, fact, live, playbook, reply


def life(*facts: e.Event) -> CandidateState:
    state = begin("manual:ann")
    for one in facts:
        state = accept(state, one)
    return state


def seen(state: CandidateState, now: datetime, **more: Any) -> OwnPage:
    return own_page(state, DecisionContext(playbook=PLAYBOOK, candidate=state.candidate, now=now, **more))


def stage(at: datetime, name: str) -> Any:
    return fact(e.StageChanged, at, stage=Stage(name))


IN_INTERVIEW = (application(), stage(MONDAY + D, "interview"), fact(e.Contacted, MONDAY + 2 * D))


def test_a_rejection_is_not_shown_before_they_were_told() -> None:
    rejected = life(
        *IN_INTERVIEW, fact(e.Promised, MONDAY + 2 * D, by=date(2026, 11, 20)), fact(e.Rejected, MONDAY + 3 * D)
    )
    one = seen(rejected, MONDAY + 3 * D + H).standings[0]
    assert (one.stage, one.survey) == (Stage.INTERVIEW, False)
    assert one.hearing is not None and one.hearing.by == date(2026, 11, 20)  # the promise does not vanish either


@pytest.mark.parametrize(
    ("first_heard", "shown"), [("rejected", Stage.APPLIED), ("offer", Stage.INTERVIEW), ("hired", Stage.INTERVIEW)]
)
def test_a_decision_that_is_the_first_word_of_an_application_is_kept_back_too(first_heard: str, shown: Stage) -> None:
    """They have a page by another application, and the click may be undone within the hour (R3)."""
    second = application(first_heard, MONDAY + 3 * D, ident="sales")
    state = life(*IN_INTERVIEW, second)
    page = {one.application_id: one for one in seen(state, MONDAY + 3 * D + H).standings}
    assert (page["sales"].stage, page["sales"].survey) == (shown, False)
    later = {one.application_id: one for one in seen(state, MONDAY + 18 * D).standings}
    assert later["sales"].stage is Stage(first_heard)


def test_a_rejection_is_shown_when_its_message_is_out() -> None:
    told = life(*IN_INTERVIEW, fact(e.Rejected, MONDAY + 3 * D), fact(e.Contacted, MONDAY + 4 * D))
    one = seen(told, MONDAY + 5 * D).standings[0]
    assert (one.stage, one.hearing, one.survey) == (Stage.REJECTED, None, True)


def test_who_wants_no_messages_learns_of_a_rejection_from_the_page() -> None:
    stopped = life(*IN_INTERVIEW, fact(e.OptedOut, MONDAY + 2 * D), fact(e.Rejected, MONDAY + 3 * D))
    assert seen(stopped, MONDAY + 4 * D).standings[0].stage is Stage.INTERVIEW
    assert seen(stopped, MONDAY + 7 * D).standings[0].stage is Stage.REJECTED


def test_an_undone_rejection_was_never_seen() -> None:
    undone = life(*IN_INTERVIEW, fact(e.Rejected, MONDAY + 3 * D), fact(e.RejectionWithdrawn, MONDAY + 3 * D + H))
    assert seen(undone, MONDAY + 4 * D).standings[0].stage is Stage.INTERVIEW


@pytest.mark.parametrize("decided", ["offer", "hired"])
def test_an_offer_and_a_hire_are_shown_when_they_heard_of_it(decided: str) -> None:
    so_far = (*IN_INTERVIEW, stage(MONDAY + 3 * D, decided))
    assert seen(life(*so_far), MONDAY + 3 * D + H).standings[0].stage is Stage.INTERVIEW
    heard = life(*so_far, fact(e.Contacted, MONDAY + 4 * D))
    assert seen(heard, MONDAY + 4 * D + H).standings[0].stage is Stage(decided)


def test_a_promise_comes_before_what_is_planned() -> None:
    planned = life(*IN_INTERVIEW)
    touch = Touch(
        key="k", application_id="eng", stage=Stage.INTERVIEW, step="check-in", occurrence="1",
        channel=Channel.EMAIL, attempt=1, message="interview/check-in", due_at=MONDAY + 9 * D,
    )  # fmt: skip
    decided = planned.model_copy(update={"decision": Decision(touch=touch, action="send", send_at=MONDAY + 9 * D)})
    hearing = seen(decided, MONDAY + 3 * D).standings[0].hearing
    assert hearing is not None and (hearing.kind, hearing.by) == ("planned", date(2026, 11, 11))
    promised = accept(decided, fact(e.Promised, MONDAY + 3 * D, by=date(2026, 11, 9)))
    hearing = seen(promised, MONDAY + 3 * D).standings[0].hearing
    assert hearing is not None and (hearing.kind, hearing.by) == ("promised", date(2026, 11, 9))


def test_where_nothing_is_planned_the_longest_silence_counts() -> None:
    hearing = seen(life(*IN_INTERVIEW), MONDAY + 3 * D).standings[0].hearing
    assert hearing is not None and hearing.by <= (MONDAY + 16 * D).date()


def test_a_date_that_has_passed_is_not_shown() -> None:
    assert seen(life(*IN_INTERVIEW), MONDAY + 60 * D).standings[0].hearing is None


def test_nobody_is_promised_word_who_wants_none() -> None:
    stopped = life(*IN_INTERVIEW, fact(e.OptedOut, MONDAY + 3 * D))
    paused = life(*IN_INTERVIEW, fact(e.Paused, MONDAY + 3 * D, until=MONDAY + 10 * D))
    assert seen(stopped, MONDAY + 4 * D).standings[0].hearing is None
    assert seen(paused, MONDAY + 4 * D).standings[0].hearing is None
    assert seen(paused, MONDAY + 4 * D).paused_until == (MONDAY + 10 * D).date()
    assert not seen(paused, MONDAY + 11 * D).paused


def test_texts_are_offered_with_consent_on_record_only() -> None:
    number = application(phone="+12125550123")
    agreed = application(phone="+12125550123", sms_consent_at=MONDAY)
    assert seen(life(number), MONDAY + D).channels == (Channel.EMAIL,)
    assert seen(life(agreed), MONDAY + D).channels == (Channel.EMAIL, Channel.SMS)
    closed = seen(life(agreed), MONDAY + D, suppressed=frozenset({Channel.SMS}))
    assert closed.channels == (Channel.EMAIL,)


def test_a_wish_for_erasure_is_a_task_with_a_deadline_and_no_reply_to_answer() -> None:
    from domain.decisions.decide import decide

    asked = life(
        *IN_INTERVIEW,
        fact(e.ReplyReceived, MONDAY + 3 * D, text="Please erase my data.", erasure=True, automatic=False),
    )
    now = MONDAY + 3 * D + H
    decided = decide(asked, DecisionContext(playbook=PLAYBOOK, candidate=asked.candidate, now=now))
    tasks = {task.kind: task for task in decided.state.tasks}
    assert "answer" not in tasks and asked.owed is None
    assert timedelta(days=4) < tasks["erasure"].due_at - now < timedelta(days=8)
    done = accept(decided.state, fact(e.TaskCompleted, now + D, task_id=tasks["erasure"].task_id))
    again = decide(done, DecisionContext(playbook=PLAYBOOK, candidate=done.candidate, now=now + D))
    assert not any(task.kind == "erasure" for task in again.state.tasks)


def test_a_rejection_in_grace_keeps_its_place_and_its_interview() -> None:
    coming = fact(e.InterviewScheduled, MONDAY + 2 * D, at=MONDAY + 8 * D)
    other = application(at=MONDAY - 9 * D, ident="ml")
    before = life(other, *IN_INTERVIEW, coming)
    after = accept(before, fact(e.Rejected, MONDAY + 3 * D))
    for one in (before, after):
        page = seen(one, MONDAY + 3 * D + H)
        assert [s.application_id for s in page.standings] == [
            s.application_id for s in seen(before, MONDAY + 3 * D).standings
        ]
        assert next(s for s in page.standings if s.application_id == "eng").interview is not None


COMING = fact(e.InterviewScheduled, MONDAY + 2 * D, at=MONDAY + 8 * D, interview_id="1")


def details(state: CandidateState, now: datetime, **more: Any) -> str:
    return seen(state, now, **more).standings[0].details


def test_s6_the_page_points_to_the_details_once_they_are_out() -> None:
    now = MONDAY + 2 * D
    assert details(life(*IN_INTERVIEW, COMING), now + H) == "coming"
    out = live([*IN_INTERVIEW, COMING], days=4).state
    assert any(i.announced for i in out.applications[0].interviews)
    assert details(out, now + 2 * D) == "sent"
    moved = accept(out, fact(e.InterviewScheduled, now + 2 * D, at=MONDAY + 9 * D, interview_id="1"))
    assert details(moved, now + 2 * D + H) == "coming"  # those that are out name another time


@pytest.mark.parametrize("why", [e.OptedOut, e.Paused])
def test_s6_nobody_is_promised_details_to_whom_nothing_is_sent(why: type[e.Event]) -> None:
    state = life(*IN_INTERVIEW, COMING, fact(why, MONDAY + 2 * D + H))
    assert details(state, MONDAY + 2 * D + 2 * H) == "ask"


def test_s6_nobody_is_promised_details_that_cannot_be_sent_or_that_no_step_sends() -> None:
    now = MONDAY + 2 * D + H
    assert details(life(*IN_INTERVIEW, COMING), now, suppressed=frozenset(Channel)) == "ask"
    stages = PLAYBOOK.model_dump(mode="json")["stages"]
    stages["interview"]["steps"] = [s for s in stages["interview"]["steps"] if s["after"] != "interview_scheduled"]
    state = life(*IN_INTERVIEW, COMING)
    context = DecisionContext(playbook=playbook(stages=stages), candidate=state.candidate, now=now)
    assert own_page(state, context).standings[0].details == "ask"


def test_s6_details_that_were_given_up_are_not_promised() -> None:
    refused = live([*IN_INTERVIEW, COMING], days=4, outcomes=("refused",)).state
    given_up = refused.applications[0].entry.steps["details"]
    assert given_up.done and not given_up.sent
    assert details(refused, MONDAY + 4 * D) == "ask"


@pytest.mark.parametrize("decided", [e.Rejected, e.Hired])
def test_s6_a_decision_kept_back_does_not_show_in_what_is_said_of_the_details(decided: type[e.Event]) -> None:
    out = live([*IN_INTERVIEW, COMING], days=4).state
    for state, said in ((life(*IN_INTERVIEW, COMING), "coming"), (out, "sent")):
        after = accept(state, fact(decided, MONDAY + 4 * D))
        assert details(state, MONDAY + 4 * D + H) == details(after, MONDAY + 4 * D + H) == said


def test_a_decision_kept_back_does_not_push_the_date_on_from_day_to_day() -> None:
    kept_back = life(*IN_INTERVIEW, fact(e.Rejected, MONDAY + 3 * D))
    dates = {one.by for day in (3, 5, 8) if (one := seen(kept_back, MONDAY + day * D + H).standings[0].hearing)}
    assert len(dates) == 1
    before = seen(life(*IN_INTERVIEW), MONDAY + 3 * D).standings[0].hearing
    assert before is not None and dates == {before.by}


def test_a_contact_that_is_long_overdue_is_not_planned_for_today_day_after_day() -> None:
    touch = Touch(
        key="k", application_id="eng", stage=Stage.INTERVIEW, step="check-in", occurrence="1",
        channel=Channel.EMAIL, attempt=1, message="interview/check-in", due_at=MONDAY + 9 * D,
    )  # fmt: skip
    state = life(*IN_INTERVIEW)
    decided = state.model_copy(update={"decision": Decision(touch=touch, action="send", send_at=MONDAY + 4 * D)})
    for day, by in ((4, 4), (8, 16), (30, None)):
        hearing = seen(decided, MONDAY + day * D + H).standings[0].hearing
        assert (hearing.by if hearing else None) == ((MONDAY + by * D).date() if by else None), day


def test_a_promise_that_was_not_kept_is_late_until_they_hear() -> None:
    promised = life(*IN_INTERVIEW, fact(e.Promised, MONDAY + 2 * D, by=date(2026, 11, 6)))
    hearing = seen(promised, MONDAY + 6 * D).standings[0].hearing
    assert hearing is not None and (hearing.kind, hearing.by) == ("late", date(2026, 11, 6))
    heard = accept(promised, fact(e.Contacted, MONDAY + 7 * D))
    after = seen(heard, MONDAY + 7 * D + H).standings[0].hearing
    assert after is not None and after.kind == "planned"


def test_no_wish_for_a_channel_is_shown_as_none() -> None:
    agreed = {"phone": "+12125550123", "sms_consent_at": MONDAY}
    assert seen(life(application(**agreed)), MONDAY + D).channel is None
    assert seen(life(application(**agreed, channel=Channel.SMS)), MONDAY + D).channel is Channel.SMS


def test_r3_while_it_is_in_doubt_whether_they_asked_us_to_stop_the_page_promises_no_message() -> None:
    doubtful = reply(MONDAY + 3 * D, "Could you take me off?", read_as=ReadAs(kind="stop", certain=False))
    held = seen(life(*IN_INTERVIEW, doubtful), MONDAY + 3 * D + H)
    assert held.held and not held.stopped and held.standings[0].hearing is None
    promised = life(*IN_INTERVIEW, fact(e.Promised, MONDAY + 2 * D, by=date(2026, 11, 20)), doubtful)
    hearing = seen(promised, MONDAY + 3 * D + H).standings[0].hearing
    assert hearing is not None and hearing.kind == "promised", "a date that they were told stands"


def test_r7_after_a_stop_the_page_goes_on_telling() -> None:
    stop = reply(MONDAY + 3 * D, "STOP")
    promised = life(*IN_INTERVIEW, fact(e.Promised, MONDAY + 2 * D, by=date(2026, 11, 20)), stop)
    page = seen(promised, MONDAY + 3 * D + H)
    assert page.stopped and page.standings[0].stage is Stage.INTERVIEW
    hearing = page.standings[0].hearing
    assert hearing is not None and (hearing.by, hearing.kind) == (date(2026, 11, 20), "promised")
    assert seen(life(*IN_INTERVIEW, stop), MONDAY + 4 * D).standings[0].hearing is None, "no message is planned"
