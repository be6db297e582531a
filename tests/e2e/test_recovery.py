"""Ledger or Temporal is lost, or restored from an older copy: nothing goes out twice, stops hold, everybody goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.names import AttemptState, Channel
from domain.state.model import CandidateState
from starter.watching import watch
from tests.e2e.losses import TOUCHES, Installation
from tests.house import until
from tests.machine_time import machine_now


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path)
    yield made
    made.stop()


async def underway(place: Installation, *names: str, touches: int = 2) -> list[str]:
    """People who have got some of their messages and wait for more."""
    idents = [await place.house.applies(name) for name in names]
    await until(lambda: all(place.sent(i) >= touches for i in idents), what="the first messages")
    return idents


def intact(place: Installation, *idents: str) -> None:
    for ident in idents:
        assert place.house.ledger.verify(ident) == []
    assert place.twice() == {}
    assert [row for row in place.house.ledger.listing(state="attention") if row["id"] in idents] == []


async def test_a_lost_ledger_is_written_again_and_everybody_goes_on(place: Installation) -> None:
    house = await place.start()
    async with house.working():
        ann, bob = await underway(place, "ann", "bob")
        cy = await house.applies("cy")
        await until(lambda: place.sent(cy), what="a message")
        await house.tell(cy, "opted_out")
        await until(lambda: "opted_out" in house.types(cy), what="the stop")
        await house.update(bob, "note", text="Asked about the team.", application_id="eng")
        lost_at = machine_now()
    before = {ident: house.types(ident) for ident in (ann, bob, cy)}
    stopped_at = place.sent(cy)
    place.stop()
    place.lose("ledger.db")
    house = await place.start()
    account = await place.recover_ledger(lost_at=lost_at)
    assert account.clocks == 3
    assert account.filled == {ident: len(types) for ident, types in before.items()}
    assert account.lost == {}
    for ident, types in before.items():
        assert house.types(ident) == [*types, "recovered"]
        assert house.ledger.verify(ident) == []
    person = CandidateState.model_validate(house.ledger.snapshot(cy)).candidate
    assert house.ledger.suppressed(person) == frozenset(Channel)
    assert (await place.recover_ledger()).filled == {}  # a second time there is nothing to do
    async with house.working():
        await until(lambda: place.all_sent(ann, bob), what="everything")
        await until(lambda: "replan" in house.types(cy), what="a look at the ledger")
    intact(place, ann, bob, cy)
    assert place.sent(cy) == stopped_at
    assert [row["text"] for row in house.rows(bob, "noted")] == ["Asked about the team."]


async def test_r7_opt_outs_of_all_are_back_before_the_first_ledger_entry_even_if_it_is_broken_off(
    place: Installation,
) -> None:
    house = await place.start()
    async with house.working():
        both = await underway(place, "cy", "di", touches=1)
        for ident in both:
            await house.tell(ident, "opted_out")
        await until(lambda: all("opted_out" in house.types(i) for i in both), what="the stops")
    people = [CandidateState.model_validate(house.ledger.snapshot(ident)).candidate for ident in both]
    place.stop()
    place.lose("ledger.db")
    house = await place.start()

    def break_off(done: int, _of: int) -> None:
        if done > len(both):  # both histories are read, and the first of them is filled
            raise KeyError("Ctrl-C")

    with pytest.raises(KeyError):
        await place.recover_ledger(progress=break_off)
    assert [bool(house.types(ident)) for ident in both].count(True) == 1
    assert [house.ledger.suppressed(person) for person in people] == [frozenset(Channel)] * 2


async def test_a_message_that_may_have_gone_out_before_the_loss_is_asked_about_and_not_sent_blindly(
    place: Installation,
) -> None:
    house = await place.start()
    async with house.working():
        (ann,) = await underway(place, "ann")
    waits = CandidateState.model_validate(house.ledger.snapshot(ann)).decision
    assert waits is not None and waits.touch is not None and waits.at is not None
    # The worker had died between the send and the marker, and the ledger with it: it did go out.
    place.provider.posts.append(waits.touch.key)
    place.stop()
    place.lose("ledger.db")
    place.provider.can_tell = False
    house = await place.start()
    sent = place.sent(ann)
    await until(lambda: waits.at <= machine_now(), what="its time")
    account = await place.recover_ledger()
    assert account.doubts == [ann]
    assert [d["state"] for d in house.ledger.deliveries()][-1] == AttemptState.ATTEMPTING
    async with house.working():
        (doubt,) = await until(lambda: house.rows(ann, "delivery_unknown"), what="the doubt")
        assert doubt["touch_key"] == waits.touch.key
    assert place.sent(ann) == sent
    assert place.twice() == {}
    assert house.ledger.verify(ann) == []


async def test_a_ledger_from_an_older_copy_stops_those_concerned_until_it_is_filled(place: Installation) -> None:
    house = await place.start()
    async with house.working():
        ann, bob = await underway(place, "ann", "bob", touches=1)
        place.copy("ledger.db")
        await until(lambda: place.sent(ann) >= 3 and place.sent(bob) >= 3, what="more messages")
        await house.tell(bob, "reply_received", text="Thanks, any news?")
        dan = await house.applies("dan")
        await until(lambda: place.sent(dan) and "reply_received" in house.types(bob), what="more facts")
        lost_at = machine_now()
    place.stop()
    sent = {ident: place.sent(ident) for ident in (ann, bob, dan)}
    place.lose("ledger.db", restore=True)
    house = await place.start()
    async with house.working():  # as happens where nobody thinks of it
        for ident in sent:
            await until(lambda ident=ident: "attention_raised" in house.types(ident), what=f"attention for {ident}")
        assert {t["kind"] for t in house.ledger.tasks()} >= {"ledger"}
        watched = await watch(house.followup.client, house.ledger)
        assert {(one.kind, one.who) for one in watched.findings} == {("disagree", ident) for ident in sent}
    assert {ident: place.sent(ident) for ident in sent} == sent
    account = await place.recover_ledger(lost_at=lost_at)
    assert set(account.filled) == set(sent)
    assert account.lost == {}
    async with house.working():
        await until(lambda: place.all_sent(ann, dan), what="everything")
        await until(lambda: "attention_cleared" in house.types(bob), what="that they agree")
    intact(place, ann, dan)
    assert house.ledger.verify(bob) == []
    assert place.twice() == {}
    assert [t["kind"] for t in house.ledger.tasks()] == ["answer"]
    assert (await place.recover_ledger()).filled == {}


async def test_lost_clocks_start_again_from_the_ledger(place: Installation) -> None:
    house = await place.start()
    async with house.working():
        ann, bob = await underway(place, "ann", "bob")
        cy = await house.applies("cy")
        await until(lambda: place.sent(cy), what="a message")
        await house.tell(cy, "opted_out")
        await until(lambda: "opted_out" in house.types(cy), what="the stop")
    stopped_at = place.sent(cy)
    place.stop()
    place.lose("temporal.db")
    house = await place.start()
    would = await place.recover_clocks(dry_run=True)
    assert set(would.started) == {ann, bob, cy}
    assert set((await place.recover_clocks(dry_run=True)).started) == {ann, bob, cy}
    account = await place.recover_clocks()
    assert set(account.started) == {ann, bob, cy}
    assert (await place.recover_clocks()).started == []
    async with house.working():
        await until(lambda: place.all_sent(ann, bob), what="everything")
    intact(place, ann, bob, cy)
    assert place.sent(cy) == stopped_at
    assert place.sent(ann) == TOUCHES


async def test_an_attempt_that_was_begun_when_the_clocks_were_lost_is_asked_about(place: Installation) -> None:
    house = await place.start()
    async with house.working():
        (ann,) = await underway(place, "ann")
    waits = CandidateState.model_validate(house.ledger.snapshot(ann)).decision
    assert waits is not None and waits.touch is not None
    with house.ledger.book(ann) as book:  # as a worker does that dies right after it
        book.reserve(
            touch_key=waits.touch.key,
            attempt=waits.touch.attempt,
            application_id="eng",
            step=waits.touch.step,
            channel=Channel.EMAIL,
            address="ann@example.com",
            subject="",
            body="",
            message_id="<x@y>",
            at=machine_now(),
            playbook="",
        )
    sent = place.sent(ann)
    place.stop()
    place.lose("temporal.db")
    place.provider.can_tell = False
    house = await place.start()
    assert (await place.recover_clocks()).doubts == [ann]
    # On record before any worker decides: also a message that is not due any more is asked about.
    assert house.rows(ann, "delivery_unknown")
    async with house.working():
        await until(lambda: (house.ledger.status(ann) or {})["wake_at"] is not None, what="a decision")
        await until(lambda: "replan" in house.types(ann) or house.rows(ann, "delivery_unknown"), what="the doubt")
    assert place.sent(ann) == sent
    assert [d["state"] for d in house.ledger.deliveries()][-1] == AttemptState.UNKNOWN
    assert house.ledger.verify(ann) == []


async def test_clocks_from_an_older_copy_catch_up_from_the_ledger_by_themselves(place: Installation) -> None:
    house = await place.start()
    async with house.working():
        ann, bob = await underway(place, "ann", "bob", touches=1)
        place.copy("temporal.db")
        await until(lambda: place.sent(ann) >= 3 and place.sent(bob) >= 3, what="more messages")
        await house.tell(bob, "opted_out")
        await until(lambda: "opted_out" in house.types(bob), what="the stop")
        dan = await house.applies("dan")
        await until(lambda: place.sent(dan), what="a message to somebody new")
    stopped_at = place.sent(bob)
    place.stop()
    place.lose("temporal.db", restore=True)
    house = await place.start()
    assert (await place.recover_clocks()).started == [dan]
    async with house.working():
        await until(lambda: place.all_sent(ann, dan), what="everything")
        assert place.sent(bob) == stopped_at
    intact(place, ann, bob, dan)
