"""A message whose handing over takes long: sent once, told as sent only when it was, and nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from activities.handing_over import SendTimeouts
from domain import events as e
from domain.names import Channel
from domain.state.model import CandidateState, DecisionRequest
from domain.views.status import status_view
from tests.activities.delivery_parts import AtPost, Says
from tests.activities.delivery_world import ANN, MAIL, RELAY, World, settled_anew
from tests.activities.test_refolding import older_release

MARGIN = timedelta(seconds=10)
S = timedelta(seconds=1)


@pytest.fixture
def world() -> Iterator[World]:
    made = World(relay=True)
    made.applies()
    assert made.works()
    yield made
    while made.slow:
        made.ends()
    assert made.broken == []
    assert made.ledger.verify(ANN) == []
    made.close()


def types(world: World, step: str = "hello") -> list[str]:
    return [fact.type for fact in world.timeline() if f"/{step}/" in (getattr(fact, "touch_key", "") or "")]


def state(world: World, step: str = "hello") -> str:
    key = f"{ANN}/eng/applied.1/{step}/1"
    return ", ".join(f"{row.state}" for row in world.attempts(key))


def looks(world: World) -> float:
    """The clock sleeps until its decision's instant and looks; how many seconds after the start that is."""
    assert world.decision.at is not None
    began = world.now
    world.now = max(world.now, world.decision.at)
    world.works()
    return (world.now - began).total_seconds()


def test_a_message_that_takes_long_is_pending_and_its_thread_tells_how_it_ended(world: World) -> None:
    world.works(at_post=["takes long"])
    assert types(world) == ["delivery_pending"] and state(world) == "attempting"
    assert world.decision.action == "wake" and world.decision.at == world.now + 15 * S
    world.ends()
    assert state(world) == "accepted"
    assert looks(world) == 15
    assert types(world) == ["delivery_pending", "sent"] and not world.state.tries
    assert world.decision.touch is not None and world.decision.touch.step == "second"


def test_it_costs_one_commit_more_and_a_quick_one_costs_none(world: World) -> None:
    before = world.commits
    world.works()
    assert world.commits - before == 2
    world.now += timedelta(minutes=2)
    before = world.commits
    world.works(at_post=["takes long"])
    world.ends()
    assert world.commits - before == 3


def test_the_clock_looks_after_15_and_60_seconds_and_at_the_end_of_its_time(world: World) -> None:
    world.senders["email"].time_limit = timedelta(seconds=120)
    world.works(at_post=["takes long"])
    assert [looks(world) for _ in range(3)] == [15, 45, 70]
    assert types(world) == ["delivery_pending", "delivery_unknown"] and state(world) == "unknown"


def test_what_nobody_confirms_in_time_is_unknown_and_asked_about_and_never_sent_again(world: World) -> None:
    world.works(at_post=["takes long"])
    began = world.now
    looks(world)
    assert types(world) == ["delivery_pending"]
    looks(world)
    assert world.now == began + RELAY + MARGIN
    assert types(world) == ["delivery_pending", "delivery_unknown"]
    assert world.decision.action == "ask" and world.decision.at == world.now + 20 * S
    assert len(world.posts) == 1


@pytest.mark.parametrize(
    ("how", "then", "stands"),
    [
        ("accepts", "sent", "accepted"),
        ("not accepted", "not_accepted", "not_accepted"),
        ("refuses", "refused", "refused"),
        ("time-out", "delivery_unknown", "unknown"),
        ("accepts, then raises", "delivery_unknown", "unknown"),
    ],
)
def test_each_end_is_on_record_however_late_it_comes(how: AtPost, then: str, stands: str, world: World) -> None:
    world.works(at_post=["takes long"])
    world.host.seconds += 9
    world.ends(how)
    assert state(world) == stands
    assert types(world) == ["delivery_pending", then]
    late = world.timeline()[-1]
    assert late.occurred_at == world.now + 9 * S
    looks(world)
    if isinstance(late, e.NotAcceptedYet):
        assert late.retry_at == world.now - 15 * S + 9 * S + timedelta(minutes=1)
        looks(world)
        assert state(world) == "not_accepted, accepted"


def test_an_end_that_comes_after_it_was_called_unknown_settles_it(world: World) -> None:
    world.works(at_post=["takes long"])
    looks(world)
    looks(world)
    assert state(world) == "unknown"
    world.ends()
    assert state(world) == "accepted"
    world.works(knows="nothing")
    looks(world)
    assert types(world)[:3] == ["delivery_pending", "delivery_unknown", "sent"] and not world.state.tries


def test_the_ledger_is_asked_before_the_way_out_what_became_of_it(world: World) -> None:
    """It may have been confirmed under another id of the same person, of which this clock does not hear."""
    world.works(at_post=["takes long"])
    looks(world)
    looks(world)
    assert world.decision.action == "ask" and world.decision.at is not None
    request = DecisionRequest(state=world.state, now=world.decision.at)
    world.ends()
    world.knows = "away"
    (said,) = world.workers[0].run(world.workers[0].ask_provider, request).events
    assert (said.type, said.outcome, said.provider_message_id) == ("delivery_reported", "accepted", "id0")


def test_the_end_is_written_down_although_the_ledger_is_away_for_a_while(world: World) -> None:
    world.works(at_post=["takes long"])
    world.ends(plan=["away", "in doubt, kept", "away", "in doubt, lost"])
    assert state(world) == "accepted" and types(world) == ["delivery_pending", "sent"]


@pytest.mark.parametrize("says", ["delivered", "bounced"])
def test_a_time_out_after_the_provider_s_own_word_puts_nothing_in_doubt_on_record(world: World, says: Says) -> None:
    """The mail server had taken it, and did not answer; meanwhile word of the message itself came in, and was heard."""
    world.works(at_post=["takes long"])
    mail = world.take(world.slow[0].message, Channel.EMAIL)
    world.now += 21 * S
    world.provider_says(mail, says)
    world.gateway_tells()
    world.works()
    world.ends("time-out")
    world.stale = True
    world.works()
    assert settled_anew(world.timeline()) == []
    assert types(world)[:2] == ["delivery_pending", "delivery_reported"]
    assert world.attempts(mail.key)[0].state == "accepted"
    assert mail.key not in world.state.tries or says == "bounced"


def test_a_worker_that_dies_meanwhile_leaves_it_unknown_at_the_end_of_its_time_and_nobody_sends_again(
    world: World,
) -> None:
    world.works(at_post=["takes long"])
    world.ends("dies before")
    for worker in (1, 0):
        assert world.decision.at is not None
        world.now = world.decision.at
        world.works(worker)
    assert types(world) == ["delivery_pending", "delivery_unknown"] and len(world.posts) == 1


def test_a_clock_that_did_not_hear_that_it_takes_long_is_told_so_by_the_ledger(world: World) -> None:
    """The worker was taken for dead before its task was completed."""
    began = world.now
    world.works(at_post=["takes long"], forgotten=True)
    world.works(1)
    assert len(world.posts) == 1
    assert types(world) == ["delivery_pending"] and state(world) == "attempting"
    assert next(iter(world.state.tries.values())).pending_until == began + RELAY + MARGIN


def test_a_worker_killed_at_the_post_is_waited_for_no_longer_than_its_mail_may_take(world: World) -> None:
    began = world.now
    world.works(at_post=["dies after"])
    world.works(1)
    assert types(world) == ["delivery_pending"]
    while state(world) == "attempting":
        looks(world)
    assert world.now == began + RELAY + MARGIN and types(world) == ["delivery_pending", "delivery_unknown"]


def test_it_ends_while_the_clock_puts_on_record_that_it_takes_long(world: World) -> None:
    """The thread is first: then nothing says that it takes long, and the clock looks at once."""
    patience = world.workers[0]
    real = patience.ledger.enter

    def enter(*args: object, **more: object) -> object:
        if world.slow and more.get("ends"):
            world.ends()
        return real(*args, **more)  # type: ignore[arg-type]

    patience.ledger.enter = enter  # type: ignore[method-assign, assignment]
    world.works(at_post=["takes long"])
    assert types(world) == ["sent"]
    world.works()
    assert types(world) == ["sent"] and not world.state.tries and len(world.posts) == 1


@pytest.mark.parametrize(
    "word",
    [
        e.OptedOut(event_id="stop", occurred_at=World.now, source="x"),
        e.Rejected(event_id="no", occurred_at=World.now, application_id="eng", source="x"),
        e.Paused(event_id="wait", occurred_at=World.now, source="x"),
        e.ReplyReceived(event_id="re", occurred_at=World.now, text="Hello", application_id="eng", source="x"),
    ],
    ids=lambda fact: fact.type,
)
def test_r3_what_is_told_meanwhile_is_heard_at_once_and_how_the_message_ends_is_on_record(
    word: e.Event, world: World
) -> None:
    world.works(at_post=["takes long"])
    world.accept(word)
    world.works()
    assert word.event_id in [fact.event_id for fact in world.timeline()]
    assert types(world) == ["delivery_pending"]
    world.ends()
    looks(world)
    assert types(world) == ["delivery_pending", "sent"] and state(world) == "accepted"


def test_r4_nothing_overtakes_a_message_that_is_being_handed_over(world: World) -> None:
    world.works(at_post=["takes long"])
    other = {"application_id": "ops", "job_id": "ops", "job_title": "Operator", "candidate": {"email": MAIL}}
    world.tells("application_received", **other)
    world.works()
    due = world.decision
    assert due.touch is not None and due.touch.application_id == "ops"
    assert (due.action, due.at, due.send_at) == ("wake", world.now + 15 * S, world.now + 15 * S)
    world.ends()
    looks(world)
    world.works()
    assert [key.split("/")[1] for key, _ in world.posts] == ["eng", "ops"]


def test_status_says_that_it_is_being_handed_over_and_when_that_is_looked_at_again(world: World) -> None:
    world.works(at_post=["takes long"])
    view = status_view(world.state)
    assert view["why"].startswith("the last message is still being sent; followup checks again at 12:00:15 their time")
    assert view["last_contact_at"] is None


def test_r26_an_older_release_that_finds_it_sends_nothing_and_calls_it_unknown_till_it_is_confirmed(
    world: World,
) -> None:
    world.works(at_post=["takes long"])
    with older_release("delivery_pending"):
        world.state = CandidateState.model_validate_json(world.state.model_dump_json(exclude={"tries"}))
        world.now += timedelta(seconds=1)
        world.stale = True
        for _ in range(4):
            world.works(1, knows="nothing")
        assert len(world.posts) == 1 and not any(kind == "sent" for kind in types(world))
        world.ends()
        world.stale = True
        world.works(1)
        assert not world.state.tries and state(world) == "accepted"
    world.stale = True
    world.works()
    assert types(world)[-1] == "sent" and not world.state.tries and not world.state.skipped


def test_no_attempt_stays_under_way_whose_touch_was_settled_by_an_earlier_one() -> None:
    """Sent again because the first was in doubt; then the provider says that the first has arrived."""
    world = World(resend=True, relay=True)
    world.applies()
    world.works()
    world.works(at_post=["dies after"])
    while len(world.posts) == 1:
        looks(world)
        if world.decision.action == "send":
            world.works(at_post=["dies before"])
    assert state(world) == "unknown, attempting"
    world.provider_says(world.taken[0], "delivered")
    world.now += timedelta(seconds=2)
    world.gateway_tells()
    world.works()
    assert state(world) == "accepted, unknown"
    world.close()


def test_a_delivery_waits_6_seconds_and_a_message_has_10_more_than_its_way_out_may_take() -> None:
    assert SendTimeouts() == SendTimeouts(wait=timedelta(seconds=6), margin=timedelta(seconds=10))
