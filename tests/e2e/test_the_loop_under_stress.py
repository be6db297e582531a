"""What must not stop a clock, lose a fact or make two of one: each of these once did (docs/architecture.md, "The
loop").
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Collection
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

import pytest
from temporalio.client import WorkflowHandle
from temporalio.common import RawValue

from channels.sender import Found, Outcome, OutgoingMessage, Unknown
from connection import DATA_CONVERTER
from domain.names import Channel
from starter.client import NoSuchCandidate
from tests.histories.record import skip
from tests.house import House, build, fact, until
from tests.senders import Provider, answers


def provided(house: House, **more: Any) -> Provider:
    provider = Provider(house.settings.home, **more)
    house.senders[Channel.EMAIL] = provider
    return provider


async def raw(handle: WorkflowHandle[Any, Any], name: str, data: bytes) -> None:
    payload = DATA_CONVERTER.payload_converter.to_payloads([{}])[0]
    payload.data = data
    await handle.signal(name, RawValue(payload))


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 20_000,
        b'{"event_id": "\\ud800", "text": "hello"}',
        b'{"event_id": "q", "automatic": true, "occurred_at": "9999-12-31T23:59:59Z"}',
        b"\xff\xfe not text",
        b'{"text": 1e999}',
    ],
    ids=["deep", "half a character", "the end of time", "no text", "infinite"],
)
async def test_no_payload_stops_a_clock(house: House, data: bytes) -> None:
    provided(house)
    async with house.working():
        ann = await house.applies("ann")
        await raw(house.handle(ann), "reply_received", data)
        await until(lambda: house.rows(ann, "message_refused"), what="the refusal")
        assert (await house.update(ann, "pause"))["paused"]
        assert [task["kind"] for task in house.ledger.tasks(candidate_id=ann)] == ["refused"]


async def test_what_is_told_under_a_second_id_is_about_the_one_person(house: House) -> None:
    provided(house)
    second = f"greenhouse:{house.tag}"
    async with house.working():
        ann = await house.applies("ann")
        again = {"first_name": "Ann", "email": "ann@example.com"}
        await house.tell(second, "application_received", application_id="ops", job_id="ops", candidate=again)
        await until(lambda: len((house.ledger.status(ann) or {"applications": []})["applications"]) == 2, what="both")
        status = await house.update(second, "note", text="met at a fair", application_id="ops")
        assert status["id"] == ann
        await house.tell(second, "opted_out")
        await until(lambda: "opted_out" in house.types(ann), what="the opt-out")
        assert (house.ledger.status(ann) or {})["stopped"]
        assert not house.ledger.known(second)
        with pytest.raises(NoSuchCandidate):
            await house.followup.query(f"greenhouse:nobody{house.tag}")


async def test_a_familys_phone_does_not_make_two_people_one(house: House) -> None:
    provided(house)
    async with house.working():
        ann = await house.applies("ann", candidate={"phone": "+12125550123"})
        bob = await house.applies("bob", candidate={"phone": "+12125550123"})
        for who in (ann, bob):
            await until(lambda who=who: house.rows(who, "sent"), what="the message")
        assert (house.ledger.status(ann) or {})["name"] == "Ann"
        assert (house.ledger.status(bob) or {})["name"] == "Bob"


async def test_the_same_update_told_again_is_answered_again(house: House) -> None:
    provided(house)
    async with house.working():
        ann = await house.applies("ann")
        said = fact(text="likes hiking", application_id="eng")
        for ident in ("one", "two", "three"):
            answer = await house.handle(ann).execute_update("note", said, id=ident, result_type=dict)
            assert answer["id"] == ann
    assert len(house.rows(ann, "noted")) == 1


class Unreachable(Provider):
    """A provider that cannot be asked."""

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        self.asked.append(touch_key)
        raise ConnectionRefusedError("nobody there")


async def test_a_provider_that_cannot_be_asked_holds_up_no_stop(house: House) -> None:
    provider = Unreachable(house.settings.home, script=[answers(Unknown("cut off"))])
    house.senders[Channel.EMAIL] = provider
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "delivery_unknown"), what="the doubt")
        await skip(house, ann, timedelta(seconds=40))
        await until(lambda: provider.asked, what="the question")
        await house.tell(ann, "opted_out")
        await until(lambda: "opted_out" in house.types(ann), what="the opt-out")
        for _ in range(3):
            await skip(house, ann, timedelta(hours=2))
        await until(lambda: house.ledger.tasks(candidate_id=ann), what="the task")
    assert "unknown" in {task["kind"] for task in house.ledger.tasks(candidate_id=ann)}


async def markers(house: House, ident: str) -> bytes:
    """What the local activities gave back, as it stands in the history."""
    history = await house.handle(ident).fetch_history()
    told = [entry.marker_recorded_event_attributes.details.values() for entry in history.events]
    payloads = [payload for details in told for one in details for payload in one.payloads]
    return b"".join(await house.opened(payloads))


async def test_the_last_fact_of_a_story_is_written_though_the_ledger_was_away_at_its_confirmation(
    house: House,
) -> None:
    locks: list[sqlite3.Connection] = []

    def accepts_and_takes_the_ledger_away(message: OutgoingMessage, provider: Provider) -> Outcome:
        lock = sqlite3.connect(house.settings.home / "ledger.db", isolation_level=None, check_same_thread=False)
        lock.execute("BEGIN EXCLUSIVE")
        locks.append(lock)
        return provider.accept(message)

    provider = provided(house)
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "sent"), what="the first message")
        await house.update(ann, "pause")
        await house.tell(ann, "rejected", application_id="eng")
        await until(lambda: house.rows(ann, "rejected"), what="the rejection")
        provider.always = accepts_and_takes_the_ledger_away
        await house.update(ann, "resume")
        skipping = asyncio.create_task(skip(house, ann, timedelta(hours=1, seconds=30)))
        await until(lambda: locks, what="the last message")
        with closing(locks[0]) as lock:
            while b'"unwritten"' not in await markers(house, ann):
                await asyncio.sleep(0.1)
            lock.execute("ROLLBACK")
        await skipping
        await until(lambda: "closure" in {row["step"] for row in house.rows(ann, "sent")}, what="the record")
        await until(lambda: (house.ledger.status(ann) or {})["state"] == "closed", what="the end")
    assert provider.posts.count(next(key for key in provider.posts if "/closure/" in key)) == 1
    assert {row["state"] for row in house.ledger.deliveries(candidate_id=ann)} == {"accepted"}


async def test_once_the_ledger_is_put_right_the_call_for_people_ends(house: House) -> None:
    provided(house)
    home = house.settings.home
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: len(house.rows(ann, "sent")) >= 2, what="two messages")
        await house.update(ann, "pause")
    house.ledger.close()
    whole = (home / "ledger.db").read_bytes()
    with closing(sqlite3.connect(home / "ledger.db", isolation_level=None)) as ledger:
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole = (home / "ledger.db").read_bytes()
        ledger.execute("DELETE FROM timeline WHERE seq > 2")
    older = build(house.client, home)
    async with older.working(house.senders):
        await house.handle(ann).signal("replan", fact())
        await until(lambda: older.ledger.tasks(candidate_id=ann), what="the call for people")
    older.ledger.close()
    for suffix in ("-wal", "-shm"):
        (home / f"ledger.db{suffix}").unlink(missing_ok=True)
    (home / "ledger.db").write_bytes(whole)
    newer = build(house.client, home)
    async with newer.working(house.senders):
        await house.handle(ann).signal("replan", fact())
        await until(lambda: "attention_cleared" in newer.types(ann), what="the all-clear")
        status = await newer.followup.query(ann)
    newer.ledger.close()
    assert status["tasks"] == []
    assert status["state"] == "paused"
