"""Not accepted, in doubt, known later: a touch goes once (DESIGN, "Delivery")."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

from lives import MONDAY, D, H, application, fact, live

from domain import events as e
from domain.evolve import begin, evolve, evolve_all
from domain.retries import LONGEST_WAIT, next_question, next_try
from domain.state import CandidateState

MINUTE = timedelta(minutes=1)


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
