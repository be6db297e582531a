"""Not accepted, in doubt, known later: a touch goes once (docs/architecture.md, "Delivery")."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import pytest
from lives import MONDAY, PLAYBOOK, D, H, application, fact, live

from domain import events as e
from domain.decisions.context import DecisionContext
from domain.decisions.decide import decide
from domain.delivery.retries import LONGEST_WAIT, next_look, next_question, next_try
from domain.forecast.preview import forecast
from domain.names import Stage
from domain.reducers.evolve import accept, answered, begin, evolve, evolve_all
from domain.state.model import CandidateState
from tests.tables import each

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


def test_not_accepted_is_tried_again_later_with_a_new_number() -> None:
    story = live([application()], days=1, outcomes=("not_accepted", "not_accepted", "sent"))
    first, second = story.of("not_accepted")
    assert (first.attempt, second.attempt, story.one("acknowledge").attempt) == (1, 2, 3)
    assert second.occurred_at == first.retry_at == MONDAY + MINUTE
    assert story.one("acknowledge").occurred_at == second.retry_at


def test_not_accepted_until_it_is_too_late_expires_on_record() -> None:
    story = live([application()], days=20, outcomes=("not_accepted",))
    expired = story.one("acknowledge", "expired")
    assert expired.occurred_at <= MONDAY + 8 * D and any(r.rule == "R16" for r in expired.why)


def test_retries_wait_longer_each_time_and_as_long_as_the_provider_asks() -> None:
    waits = [next_try(n, None) for n in range(1, 8)]
    assert waits == sorted(waits) and waits[0] == MINUTE and waits[-1] == H
    assert next_try(1, 2 * H) == 2 * H and next_try(1, 40 * H) == LONGEST_WAIT
    asks = [next_question(n) for n in range(5)]
    assert asks == sorted(asks) and timedelta() < asks[0] <= MINUTE and asks[-1] <= H


def test_no_deadline_makes_a_retry_go_before_its_time() -> None:
    story = live([application("screening")], days=40, outcomes=("not_accepted",))
    for before, after in zip(story.of("not_accepted"), story.of("not_accepted")[1:], strict=False):
        assert before.touch_key != after.touch_key or after.occurred_at >= before.retry_at


def test_unknown_is_parked_and_resolved_as_sent() -> None:
    story = live([application()], days=3, outcomes=("unknown_sent",))
    assert not story.sent and len(story.of("delivery_unknown")) == 1
    app = story.state.applications[0]
    assert app.last_contact_at == MONDAY and not story.state.tries
    assert story.moments[1].decision.action == "ask"


def test_unknown_is_parked_and_resolved_as_not_sent() -> None:
    story = live([application()], days=3, outcomes=("unknown_not", "sent"))
    assert story.one("acknowledge").attempt == 2
    assert story.one("acknowledge").occurred_at == MONDAY + next_question(0)


def test_unknown_for_good_becomes_a_task_and_is_never_sent_again() -> None:
    story = live([application()], days=10, outcomes=("unknown_never", "sent"))
    (task,) = story.tasks("unknown")
    assert "acknowledge" not in story.steps() and task.occurred_at < MONDAY + 3 * H
    assert len([f for f in story.of("delivery_unknown") if f.step == "acknowledge"]) == 4
    assert str(story.decision.state) == "attention"


def test_r4_a_message_in_doubt_counts_in_the_caps() -> None:
    """It may have reached them: the next one keeps its distance, while it is in doubt and afterwards."""
    told = [application("screening"), application("screening", MONDAY + 10 * MINUTE, ident="ops")]
    story = live(told, days=40, outcomes=("unknown_never",))
    firsts = {f.touch_key: f.occurred_at for f in reversed(story.of("delivery_unknown"))}
    times = sorted(firsts.values())
    assert len(times) > 2 and all(b - a >= 20 * H for a, b in itertools.pairwise(times))


def _late(outcome: str) -> e.Event:
    made: e.Event = fact(
        e.DeliveryReported,
        MONDAY + D,
        touch_key="manual:ann/eng/applied.1/acknowledge/1",
        attempt=1,
        outcome=outcome,
        channel="email",
    )
    return made


def test_a_late_word_that_it_arrived_drops_the_task() -> None:
    story = live([application(), _late("accepted")], days=2, outcomes=("unknown_never",))
    assert story.of("task_dropped") and not story.state.tasks
    assert story.state.applications[0].last_contact_at == MONDAY


def test_a_late_bounce_of_a_message_in_doubt_opens_it_again_on_the_next_channel() -> None:
    told = [application(phone="+12125550123", sms_consent_at=MONDAY), _late("bounced")]
    story = live(told, days=3, outcomes=("unknown_never", "sent"))
    again = story.one("acknowledge")
    assert (str(again.channel), again.attempt) == ("sms", 2) and not story.state.tasks


def test_a_bounce_of_the_first_channel_while_the_second_is_in_doubt_sends_nothing() -> None:
    def told_again(state: CandidateState, now: datetime) -> e.Event:
        return _late("dropped").model_copy(update={"event_id": "again", "occurred_at": now})

    told = [application(phone="+12125550123", sms_consent_at=MONDAY)]
    story = live(told, days=0.01, outcomes=("sent",))
    bounced = _late("bounced").model_copy(update={"occurred_at": MONDAY + H})
    story = live(
        [*told, bounced, (MONDAY + H + MINUTE / 2, told_again)], days=3, outcomes=("sent", "unknown_never", "sent")
    )
    tries = [f for f in story.of("sent", "delivery_unknown") if f.step == "acknowledge"]
    assert [str(f.channel) for f in tries] == ["email", "sms", "sms", "sms", "sms"]
    assert len(story.tasks("unknown")) == 1


def test_a_late_cannot_tell_changes_nothing_however_many_went_since() -> None:
    def about(n: int) -> dict[str, Any]:
        key = f"manual:ann/eng/applied.1/update/{n}"
        return {"touch_key": key, "stage": "applied", "step": "update", "occurrence": str(n), "attempt": 1}

    def unknown(asked: int) -> e.DeliveryUnknown:
        ident = f"unknown:{asked}"
        return e.DeliveryUnknown(
            event_id=ident, occurred_at=MONDAY, application_id="eng", channel="email", ask_at=MONDAY + H, **about(1)
        )

    accepted = fact(e.DeliveryReported, MONDAY, channel="email", outcome="accepted", touch_key=about(1)["touch_key"])
    went = [
        fact(e.Sent, MONDAY + n * D, event_id=f"sent-{n}", channel="email", rank="update", **about(n))
        for n in range(2, 19)
    ]
    before = evolve_all(begin("manual:ann"), [application(), unknown(0), accepted, *went])
    after = evolve(before, unknown(1))
    assert after.tries == before.tries == {}
    task = e.TaskOpened(
        event_id="t", occurred_at=MONDAY, application_id="eng", kind="unknown", task_id="u", title="x", due_at=MONDAY,
        touch_key=about(1)["touch_key"],
    )  # fmt: skip
    assert evolve(after, task).applications[0].entry.steps["update"].count == 18


def _hello(**more: Any) -> dict[str, Any]:
    key = "manual:ann/eng/applied.1/acknowledge/1"
    about = {"application_id": "eng", "touch_key": key, "stage": "applied", "step": "acknowledge", "occurrence": "1"}
    return about | {"attempt": 1, "channel": "email"} | more


_TASK: dict[str, Any] = {"task_id": "u", "kind": "unknown", "title": "Did it arrive?", "due_at": MONDAY}
_REPORT: dict[str, Any] = {"touch_key": "manual:ann/eng/applied.1/acknowledge/1", "channel": "email", "attempt": 1}
SETTLING: dict[str, list[e.Event]] = {
    "the provider has it": [fact(e.DeliveryReported, MONDAY, outcome="accepted", **_REPORT)],
    "it bounced": [fact(e.DeliveryReported, MONDAY, outcome="bounced", **_REPORT)],
    "it was blocked": [fact(e.DeliveryReported, MONDAY, outcome="blocked", **_REPORT)],
    "it was certainly not sent": [fact(e.DeliveryReported, MONDAY, outcome="not_accepted", **_REPORT)],
    "its own confirmation": [fact(e.Sent, MONDAY, rank="update", **_hello())],
    "its own refusal": [fact(e.RefusedForGood, MONDAY, **_hello())],
    "the next attempt": [
        fact(e.NotAcceptedYet, MONDAY, **_hello(retry_at=MONDAY)),
        fact(e.DeliveryUnknown, MONDAY, event_id="second", **_hello(attempt=2, ask_at=MONDAY + H)),
    ],
    "a colleague was asked": [fact(e.TaskOpened, MONDAY, touch_key=_REPORT["touch_key"], **_TASK)],
    "a colleague has answered": [
        fact(e.TaskOpened, MONDAY, touch_key=_REPORT["touch_key"], **_TASK),
        fact(e.TaskCompleted, MONDAY, task_id="u", result="it arrived"),
    ],
}
"""What settles an attempt while a provider is asked about it."""

LEAVING_OPEN: dict[str, list[e.Event]] = {
    "nothing": [],
    "they were rejected": [fact(e.Rejected, MONDAY)],
    "they opted out": [fact(e.OptedOut, MONDAY, channel=None)],
    "a pause": [fact(e.Paused, MONDAY)],
    "another touch": [
        fact(
            e.DeliveryReported, MONDAY, outcome="accepted", channel="email", attempt=1,
            touch_key="manual:ann/eng/applied.1/update/1",
        )
    ],
}  # fmt: skip

ANSWERS: dict[str, e.Event] = {
    "cannot tell": fact(e.DeliveryUnknown, MONDAY + H, event_id="answer", **_hello(ask_at=MONDAY + D)),
    "sent": fact(e.DeliveryReported, MONDAY + H, event_id="answer", outcome="accepted", **_REPORT),
    "not sent": fact(e.DeliveryReported, MONDAY + H, event_id="answer", outcome="not_accepted", **_REPORT),
}


@each("answer", ANSWERS)
@each("meanwhile", [*SETTLING, *LEAVING_OPEN])
def test_an_answer_counts_only_while_its_question_is_open(meanwhile: str, answer: str) -> None:
    doubt = fact(e.DeliveryUnknown, MONDAY, event_id="first", **_hello(ask_at=MONDAY + H))
    state = evolve_all(begin("manual:ann"), [application(), doubt])
    for told in (SETTLING | LEAVING_OPEN)[meanwhile]:
        state = accept(state, told)
    after = answered(state, ANSWERS[answer])
    if meanwhile in SETTLING:
        assert after == state
    else:
        assert after.pending == (*state.pending, ANSWERS[answer])
        assert after.tries != state.tries


def test_a_bounce_of_one_that_was_not_the_last_leaves_the_next_one_its_number() -> None:
    def about(n: int) -> dict[str, Any]:
        key = f"manual:ann/eng/applied.1/update/{n}"
        return {"touch_key": key, "stage": "applied", "step": "update", "occurrence": str(n)}

    went = [
        fact(e.Sent, MONDAY + n * D, event_id=f"s{n}", channel="email", rank="update", attempt=1, **about(n))
        for n in range(1, 13)
    ]
    for n in (5, 8, 12):
        key = about(n)["touch_key"]
        told = fact(e.DeliveryReported, MONDAY + 20 * D, channel="email", outcome="bounced", touch_key=key)
        again = fact(e.Skipped, MONDAY + 20 * D, event_id="k", **about(n))
        state = evolve_all(begin("manual:ann"), [application(), *went, told, again])
        log = state.applications[0].entry.steps["update"]
        assert log.count == 12 and str(n) in log.done


# ---------------------------------------------------------------- a send that takes long


def _pending(seconds: int = 30, **more: Any) -> e.Event:
    until = MONDAY + seconds * SECOND
    made: e.Event = fact(e.DeliveryPending, MONDAY, event_id="pending", **_hello(until=until, **more))
    return made


@pytest.mark.parametrize(
    ("lasts", "looks"),
    [(11, [11]), (15, [15]), (30, [15, 30]), (60, [15, 60]), (70, [15, 60, 70]), (130, [15, 60, 130])],
)
def test_it_is_looked_at_after_15_and_60_seconds_and_when_its_time_is_over(lasts: int, looks: list[int]) -> None:
    now, found = MONDAY, []
    while now < MONDAY + lasts * SECOND:
        now = next_look(MONDAY, MONDAY + lasts * SECOND, now)
        found.append((now - MONDAY) / SECOND)
    assert found == looks
    assert next_look(MONDAY, MONDAY + lasts * SECOND, now + H) == MONDAY + lasts * SECOND


def test_nothing_is_sent_to_somebody_before_the_message_that_takes_long_has_ended() -> None:
    """The other application's receipt would be due at once; they may get this one any moment."""
    story = live(
        [application(), _pending(130), application(at=MONDAY + SECOND, ident="ops")], days=2, outcomes=("sent",)
    )
    (unknown,) = [f for f in story.of("delivery_unknown") if f.touch_key == _hello()["touch_key"]][:1]
    assert unknown.occurred_at == MONDAY + 130 * SECOND and unknown.ask_at == unknown.occurred_at + next_question(0)
    assert all(f.occurred_at >= MONDAY + 130 * SECOND for f in story.sent)
    other = next(f for f in story.sent if f.application_id == "ops")
    assert other.occurred_at == MONDAY + 130 * SECOND


def test_r4_a_message_that_is_being_handed_over_counts_in_the_caps() -> None:
    state = evolve_all(begin("manual:ann"), [application("screening"), application("screening", ident="ops")])
    key = "manual:ann/eng/screening.1/update/1"
    begun = _pending().model_copy(update={"touch_key": key, "step": "update", "stage": Stage.SCREENING})

    def first(state: CandidateState) -> datetime:
        later = MONDAY + 14 * D
        decided = decide(state, DecisionContext(PLAYBOOK, state.candidate, later)).next
        assert decided.touch is not None and decided.touch.application_id == "ops" and decided.send_at is not None
        return decided.send_at

    begun = begun.model_copy(update={"occurred_at": MONDAY + 14 * D, "until": MONDAY + 14 * D + 30 * SECOND})
    assert first(evolve(state, begun)) >= MONDAY + 14 * D + 20 * H


@pytest.mark.parametrize(
    "end",
    [
        fact(e.Sent, MONDAY, event_id="end", **_hello()),
        fact(e.NotAcceptedYet, MONDAY, event_id="end", **_hello(retry_at=MONDAY + MINUTE)),
        fact(e.RefusedForGood, MONDAY, event_id="end", **_hello()),
        fact(e.DeliveryUnknown, MONDAY, event_id="end", **_hello(ask_at=MONDAY + MINUTE)),
    ],
    ids=lambda end: end.type,
)
def test_its_end_is_the_last_word_in_whichever_order_both_are_written_down(end: e.Event) -> None:
    begun = evolve(begin("manual:ann"), application())
    usual, reversed_ = evolve_all(begun, [_pending(), end]), evolve_all(begun, [end, _pending()])
    assert usual.applications == reversed_.applications and usual.contacts == reversed_.contacts
    for one in usual.tries.values():
        assert one.pending_until is None
    assert [t.model_dump(exclude={"asked"}) for t in usual.tries.values()] == [
        t.model_dump(exclude={"asked"}) for t in reversed_.tries.values()
    ]


def test_the_next_try_of_one_that_was_not_accepted_may_take_long_too() -> None:
    again = fact(e.NotAcceptedYet, MONDAY, event_id="end", **_hello(retry_at=MONDAY + MINUTE))
    state = evolve_all(begin("manual:ann"), [application(), _pending(), again, _pending(90, attempt=2)])
    (attempt,) = state.tries.values()
    assert (attempt.attempt, attempt.pending_until) == (2, MONDAY + 90 * SECOND)


def test_a_confirmation_that_comes_after_a_colleague_was_asked_takes_the_question_back() -> None:
    confirmed = fact(e.Sent, MONDAY + D, **_hello())
    story = live([application(), confirmed], days=2, outcomes=("unknown_never",))
    assert story.tasks("unknown") and story.of("task_dropped") and not story.state.tasks


def test_looking_ahead_takes_it_for_handed_over() -> None:
    state = evolve_all(begin("manual:ann"), [application(), _pending()])
    seen = forecast(state, PLAYBOOK, MONDAY, MONDAY + 40 * D, count=2)
    assert [one.touch.step for one in seen.planned] == ["update", "update"]


def test_an_end_counts_although_the_attempt_before_it_through_that_channel_came_back() -> None:
    """The first bounces while the second, sent again for the doubt about the first, is being handed over."""
    doubt = fact(e.DeliveryUnknown, MONDAY, event_id="doubt", **_hello(ask_at=MONDAY + H))
    key = _hello()["touch_key"]
    told = {"touch_key": key, "attempt": 1, "outcome": "bounced", "channel": "email"}
    bounced = fact(e.DeliveryReported, MONDAY, event_id="bounced", **told)
    state = evolve_all(begin("manual:ann"), [application(), doubt, bounced, _pending(attempt=2)])
    decided = decide(state, DecisionContext(PLAYBOOK, state.candidate, MONDAY + 30 * SECOND))
    assert [f.type for f in decided.events][:1] == ["delivery_unknown"]
    assert decided.state.tries[key].pending_until is None
