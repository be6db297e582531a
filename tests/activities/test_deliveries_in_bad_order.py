"""What the machine found, each as a story of its own: word that comes early, late, or past a worker that died."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from domain import events as e
from domain.names import Channel
from ledger.inbox.rows import Arrival
from tests.activities.delivery_world import NOON, AtCommit, Knows, Says, World, settled_anew

SOON = timedelta(seconds=25)
LOST: tuple[AtCommit, ...] = ("ok", "away", "away", "away", "away")
"""The reservation is committed, and then the ledger is away for longer than a confirmation is tried."""


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    made.applies()
    assert made.works()
    yield made
    assert made.broken == []
    assert made.ledger.verify("manual:ann") == []
    made.close()


def types(world: World) -> list[str]:
    return [fact.type for fact in world.timeline()]


def prefers(world: World, channel: Channel) -> None:
    world.accept(e.PreferencesSet(event_id=f"wants-{channel}", occurred_at=world.now, channel=channel, source="x"))


def goes_on(world: World, rounds: int = 12) -> None:
    """The clock's rounds, each at its time, as long as the first message is not settled."""
    for _ in range(rounds):
        world.gateway_tells()
        if not world.works() and world.decision.at is not None:
            world.now = max(world.now, world.decision.at)


def test_a_mail_that_broke_off_is_asked_about_as_mail_though_texts_are_preferred_by_now(world: World) -> None:
    world.works(at_post=["dies after"])
    prefers(world, Channel.SMS)
    goes_on(world)
    hello = [mail for mail in world.taken if "/hello/" in mail.key]
    assert [(mail.attempt, mail.channel) for mail in hello] == [(1, Channel.EMAIL)]


def test_a_mail_that_broke_off_before_a_stop_is_no_skipped_one(world: World) -> None:
    world.works(at_post=["dies after"])
    world.accept(e.Rejected(event_id="no", occurred_at=world.now, application_id="eng", source="x"))
    goes_on(world)
    about = [f.type for f in world.timeline() if "/hello/" in getattr(f, "touch_key", "")]
    assert about == ["delivery_unknown", "delivery_reported"]
    assert [a.state for a in world.attempts(world.taken[0].key)] == ["accepted"]


@pytest.mark.parametrize("before_the_look", [True, False], ids=["before the next look", "after it"])
def test_a_bounce_of_a_mail_in_doubt_sends_it_by_the_next_channel(world: World, before_the_look: bool) -> None:
    world.works(at_post=["dies after"])
    if not before_the_look:
        world.works()
    world.now += SOON
    world.provider_says(world.taken[0], "bounced")
    goes_on(world)
    hello = [mail for mail in world.taken if "/hello/" in mail.key]
    assert [mail.channel for mail in hello] == [Channel.EMAIL, Channel.SMS]
    assert [str(a.state) for a in world.attempts(hello[0].key)] == ["accepted", "accepted"]
    assert not [f for f in world.timeline() if f.type == "task_opened" and f.kind == "unknown"]


def test_a_bounce_that_is_told_before_its_own_confirmation_holds(world: World) -> None:
    def bounces() -> None:
        world.provider_says(world.taken[0], "bounced")
        world.now += SOON
        world.gateway_tells()
        world.now -= SOON

    world.works(during=[bounces])
    goes_on(world)
    assert [str(m.channel) for m in world.taken if "/hello/" in m.key] == ["email", "sms"]


def test_what_comes_in_as_a_mail_begins_holds_it_for_a_moment_and_counts_no_try(world: World) -> None:
    """However often something comes in: nothing was tried, so that the next look is not put off further each time."""
    for _ in range(3):
        world.ledger.inbox.put([Arrival("ats", f"hook-{world.now.isoformat()}", "note", "manual:ann", "{}", world.now)])
        begun = world.now
        world.works()
        assert "not_accepted" not in types(world) and types(world)[-1] == "held"
        assert world.decision.at is not None and world.decision.at - begun <= timedelta(seconds=30)
        for row in world.ledger.inbox.due(world.now, 9):
            world.ledger.inbox.settle(row.number, "nothing", world.now)
        world.now = world.decision.at
    goes_on(world)
    assert [m.attempt for m in world.taken if "/hello/" in m.key] == [1]


def test_what_was_certainly_not_sent_is_so_although_the_ledger_was_away_when_it_was_to_be_written(world: World) -> None:
    world.works(at_post=["refuses"], plan=LOST)
    goes_on(world)
    assert "delivery_unknown" not in types(world)
    assert [(m.attempt, str(m.channel)) for m in world.taken if "/hello/" in m.key] == [(2, "sms")]


REPORTS: tuple[Says, ...] = ("processed", "delivered", "bounced", "dropped", "blocked")


@pytest.mark.parametrize("knows", ["all", "nothing", "away"])
@pytest.mark.parametrize("says", REPORTS)
@pytest.mark.parametrize("order", ["the report first", "the answer first"])
def test_an_answer_puts_nothing_in_doubt_again_of_which_the_end_is_known(
    world: World, order: str, says: Says, knows: Knows
) -> None:
    """The provider reports how it ended while it is asked about it, and the answer is handled after or before that."""
    world.works(at_post=["accepts, then time-out"])
    world.now += SOON

    def reports() -> None:
        world.provider_says(world.taken[0], says)
        world.gateway_tells()

    if order == "the report first":
        world.works(knows=knows, during=[reports])
    else:
        world.works(knows=knows)
        reports()
    goes_on(world, 2)
    key, facts = world.taken[0].key, world.timeline()
    assert settled_anew(facts) == []
    assert key not in world.state.tries or world.state.tries[key].unknown_since is None
    assert str(world.attempts(key)[0].state) == "accepted"


def test_a_reservation_whose_commit_failed_gives_up_nobody_elses(world: World) -> None:
    key = world.decision.touch.key if world.decision.touch else ""
    world.works(at_post=["dies after"])
    world.ledger.settle_doubt(key, 1, world.now - timedelta(minutes=1), "manual:ann")  # of a worker before it
    assert [a.state for a in world.attempts(key)] == ["attempting"]


def test_what_may_be_sent_again_does_not_wait_for_its_own_doubt() -> None:
    world = World(resend=True)
    world.applies()
    world.works()
    world.works(at_post=["time-out"])
    goes_on(world, 3)
    assert [mail.attempt for mail in world.taken if "/hello/" in mail.key] == [2]
    world.close()


@pytest.mark.parametrize(
    "stop",
    [
        e.OptedOut(event_id="stop", occurred_at=NOON, source="x"),
        e.Rejected(event_id="no", occurred_at=NOON, application_id="eng", source="x"),
    ],
    ids=["opted out", "rejected"],
)
def test_what_may_be_sent_again_is_not_told_as_skipped_while_it_is_in_doubt(stop: e.Event) -> None:
    world = World(resend=True)
    world.applies()
    world.works()
    world.works(at_post=["accepts, then time-out"])
    world.accept(stop)
    goes_on(world, 6)
    about = [f.type for f in world.timeline() if "/hello/" in (getattr(f, "touch_key", "") or "")]
    assert about == ["delivery_unknown", "delivery_reported"]
    world.close()


def test_what_was_on_its_way_when_the_ledger_was_lost_is_asked_about_once_it_is_back(world: World) -> None:
    older = world.copy()
    world.works()
    world.now += timedelta(minutes=2)
    world.works(at_post=["dies after"])
    newest = world.copy()
    world.put_in_place(older)
    world.works()
    assert world.state.attention
    world.put_in_place(newest)
    world.accept(e.Rejected(event_id="no", occurred_at=world.now, application_id="eng", source="x"))
    goes_on(world, 6)
    about = [f.type for f in world.timeline() if "/second/" in getattr(f, "touch_key", "")]
    assert about == ["delivery_unknown", "delivery_reported"]
