"""The right channel (R6) with consent (R7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, H, application, fact, live

from domain import events as e
from domain.decisions.channel_choice import Choice, choose_channel
from domain.names import Channel
from domain.playbook.model import Step
from domain.reducers.evolve import begin, evolve
from domain.state.model import CandidateState
from tests.tables import each

BOTH = {"phone": "+1 212 555 0123", "sms_consent_at": MONDAY}


def person(**details: Any) -> CandidateState:
    return evolve(begin("manual:ann"), application(**details))


def step(channel: str = "preferred", message: str = "applied/received") -> Step:
    return Step.model_validate({"step": "s", "after": "entered", "message": message, "channel": channel})


def choose(state: CandidateState, channel: str = "preferred", **more: Any) -> Choice:
    return choose_channel(step(channel), state, PLAYBOOK, **more)


@each(
    ("details", "asked", "chosen"),
    [
        pytest.param({}, "preferred", Channel.EMAIL, id="R6-mail-by-default"),
        pytest.param({**BOTH}, "preferred", Channel.EMAIL, id="R6-mail-first-without-a-wish"),
        pytest.param({**BOTH, "channel": "sms"}, "preferred", Channel.SMS, id="R6-their-preference-first"),
        pytest.param({**BOTH, "channel": "phone"}, "preferred", Channel.EMAIL, id="R6-a-call-is-not-ours-to-send"),
        pytest.param({**BOTH}, "sms", Channel.SMS, id="R6-the-step-asks-for-a-text"),
        pytest.param({"phone": "+12125550123"}, "sms", Channel.EMAIL, id="R7-no-text-without-consent"),
        pytest.param({**BOTH, "phone": "+49 30 901820"}, "sms", Channel.EMAIL, id="R7-country-not-on-the-list"),
        pytest.param({**BOTH, "email": None}, "preferred", Channel.SMS, id="R6-only-reachable-by-text"),
        pytest.param({"email": None}, "preferred", None, id="R6-no-way-at-all"),
        pytest.param({"email": "not an address"}, "preferred", None, id="R6-an-address-that-cannot-be-read"),
    ],
)
def test_r6_r7_the_channel(details: dict[str, Any], asked: str, chosen: Channel | None) -> None:
    assert choose(person(**details), asked).channel is chosen


def test_r6_somebody_who_prefers_a_call_is_written_to_and_the_reason_says_how() -> None:
    says = "they prefer the phone, but this goes out automatically, so it goes by email"
    assert choose(person(**BOTH, channel="phone")).why[0].text == says
    nowhere = choose(person(channel="phone", email=None))
    assert nowhere.channel is None and not any("this goes by" in reason.text for reason in nowhere.why)


def test_r6_a_message_without_a_text_version_goes_by_mail() -> None:
    choice = choose_channel(step("sms", "offer/update"), person(**BOTH), PLAYBOOK)
    assert choice.channel is Channel.EMAIL and "no text version" in choice.why[0].text


def test_r7_suppressed_and_excluded_ways_are_left_out() -> None:
    assert choose(person(**BOTH), suppressed=frozenset({Channel.EMAIL})).channel is Channel.SMS
    assert choose(person(**BOTH), excluded=(Channel.EMAIL,)).channel is Channel.SMS
    nothing = choose(person(**BOTH), suppressed=frozenset({Channel.EMAIL, Channel.SMS}))
    assert nothing.channel is None and nothing.forbidden
    assert not choose(person(**BOTH), excluded=(Channel.EMAIL, Channel.SMS)).forbidden


def test_r7_an_opt_out_of_one_channel_falls_back_to_the_other() -> None:
    out = fact(e.OptedOut, MONDAY - H, channel=Channel.SMS)
    story = live([application(**BOTH, channel="sms", at=MONDAY - 2 * H), out], start=MONDAY - 2 * H, days=3)
    assert story.one("acknowledge").channel is Channel.EMAIL or story.one("acknowledge").occurred_at < out.occurred_at
    told = live([application(**BOTH, channel="sms"), fact(e.OptedOut, MONDAY + H, channel=Channel.SMS)], days=40)
    first, *rest = told.sent
    assert first.channel is Channel.SMS and rest and all(s.channel is Channel.EMAIL for s in rest)


def test_r6_a_bounce_moves_to_the_next_channel_without_waiting_for_the_caps() -> None:
    """It never arrived, so it does not count as a contact (R4), and the date that it told was not told (R2)."""
    story = live([application(**BOTH)], days=5, outcomes=("bounced", "sent"))
    mail, text = story.sent
    assert (mail.channel, text.channel) == (Channel.EMAIL, Channel.SMS)
    assert mail.touch_key == text.touch_key and (mail.attempt, text.attempt) == (1, 2)
    bounce = story.of("delivery_reported")[0]
    assert text.occurred_at - bounce.occurred_at < timedelta(days=1)
    assert story.state.last_contact_at == text.occurred_at
    assert len(story.state.contacts) == 1


def test_r6_what_was_blocked_goes_the_next_way_and_leaves_the_address_good() -> None:
    story = live([application(**BOTH)], days=20, outcomes=("blocked", "sent"))
    mail, text, *later = story.sent
    assert (mail.channel, text.channel) == (Channel.EMAIL, Channel.SMS)
    assert mail.touch_key == text.touch_key and (mail.attempt, text.attempt) == (1, 2)
    assert later and later[0].channel is Channel.EMAIL, "the next touch goes by email again"
    assert story.state.bad_channels == ()


def test_r8_what_comes_back_unexplained_for_a_third_time_over_a_week_goes_by_mail_no_more() -> None:
    story = live([application("screening", **BOTH)], days=120, outcomes=("unexplained",))
    back = [one.occurred_at for one in story.of("delivery_reported") if one.channel is Channel.EMAIL]
    closed_at = next(at for number, at in enumerate(back) if number >= 2 and at - back[0] >= timedelta(days=7))
    mails = [one.occurred_at for one in story.sent if one.channel is Channel.EMAIL]
    assert len([at for at in mails if at < closed_at]) >= 3 and max(mails) < closed_at
    assert Channel.EMAIL in story.state.bad_channels
    (task, *_) = story.tasks("reach")
    assert task.occurred_at >= closed_at, "and where no way is left a colleague is asked"


def test_r6_a_refused_text_moves_to_mail_at_once() -> None:
    story = live([application(**BOTH, channel="sms")], days=5, outcomes=("refused", "sent"))
    assert story.one("acknowledge", "refused").channel is Channel.SMS
    assert story.one("acknowledge").channel is Channel.EMAIL
    assert story.one("acknowledge").occurred_at == MONDAY


def test_r6_where_no_way_is_left_a_colleague_is_asked() -> None:
    story = live([application()], days=5, outcomes=("bounced",))
    assert len(story.sent) == 1
    (task,) = story.tasks("reach")
    assert "Contact them yourself" in task.title and task.due_at > task.occurred_at
    assert story.state.application("eng").last_contact_at is None, "what bounced was no contact"  # type: ignore[union-attr]


def test_r6_a_bounce_told_twice_sends_nothing_twice() -> None:
    def again(state: CandidateState, now: Any) -> e.Event:
        return fact(
            e.DeliveryReported, now, event_id="again", touch_key=key, attempt=1, outcome="dropped", channel="email"
        )

    key = "manual:ann/eng/applied.1/acknowledge/1"
    story = live([application(**BOTH), (MONDAY + 4 * timedelta(days=1), again)], days=10, outcomes=("bounced", "sent"))
    assert [s.channel for s in story.sent if s.step == "acknowledge"] == [Channel.EMAIL, Channel.SMS]


def test_r6_a_bounce_told_again_after_the_task_does_not_stop_the_clock() -> None:
    def again(state: CandidateState, now: Any) -> e.Event:
        return fact(
            e.DeliveryReported, now, event_id="again", touch_key=key, attempt=1, outcome="dropped", channel="email"
        )

    key = "manual:ann/eng/applied.1/acknowledge/1"
    story = live([application(), (MONDAY + 4 * timedelta(days=1), again)], days=20, outcomes=("bounced",))
    assert len([t for t in story.tasks("reach") if t.step == "acknowledge"]) == 1


def test_r6_a_new_address_is_used_again() -> None:
    new = fact(e.CandidateUpdated, MONDAY + timedelta(days=4), candidate=e.Contactable(email="new@example.com"))
    story = live([application(), new], days=20, outcomes=("bounced", "sent"))
    assert story.sent[-1].channel is Channel.EMAIL and story.sent[-1].occurred_at > new.occurred_at


def test_r6_phone_and_linkedin_are_tasks_with_a_deadline_a_reminder_and_an_escalation() -> None:
    story = live([application("offer"), fact(e.OfferExtended, MONDAY)], days=8)
    (call,) = story.tasks("call")
    assert call.due_at.date() == (MONDAY + timedelta(days=1)).date() and call.assignee == "Rita"
    (reminded,) = [f for f in story.of("task_reminded") if f.task_id == call.task_id]
    (escalated,) = [f for f in story.of("task_escalated") if f.task_id == call.task_id]
    assert call.due_at == reminded.occurred_at < escalated.occurred_at and escalated.to == "Hanna"


def test_r6_a_newer_task_stands_for_the_older_of_the_same_step() -> None:
    story = live([application("offer", email=None)], days=60)
    assert len(story.tasks("reach")) > 5
    assert len([t for t in story.state.tasks if t.kind == "reach"]) == 1


def test_r6_a_touch_handed_over_twice_is_settled_both_times() -> None:
    """Else it would be due for ever, and no decision could be taken."""
    story = live([application(email=None)], days=1)
    (task,) = story.tasks("reach")
    key = task.touch_key
    open_again = story.state.applications[0].entry.model_copy(update={"steps": {}})
    app = story.state.applications[0].model_copy(update={"entry": open_again})
    state = evolve(story.state.model_copy(update={"applications": (app,)}), task)
    assert state.applications[0].entry.steps["acknowledge"].done == (key.rsplit("/", 1)[1],)  # type: ignore[union-attr]
    assert len(state.tasks) == 1
