"""The dispatcher: in order per person, nobody behind somebody else, and for as long as it takes."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.events.releases import NewerRelease
from domain.playbook.model import NewerPlaybook
from gateway.dispatch.backoff import until as until_when
from gateway.dispatch.dispatcher import AT_ONCE, InboxDispatcher
from gateway.dispatch.retention import AT_ONCE as FORGOTTEN_AT_ONCE
from integrations.arrivals import Entry, Known, NotNow, NotUnderstood, OutgoingSignal, Reading, Request
from ledger.inbox.rows import Arrival, Settled, Waiting
from starter.client import Followup
from tests.gateway.gate import SECRET, gateway, moved, rows, told
from tests.house import House, build, until
from tests.machine_time import machine_now
from tests.postgres import PostgresServer

pytestmark = pytest.mark.machine_time


NOW = machine_now()


class Vendor:
    """A vendor whose entries are read as the test says."""

    def __init__(self, source: str, reads: Callable[[Entry], Reading]) -> None:
        self.source = source
        self._reads = reads

    def verify(self, request: Request) -> None:
        """Everybody is welcome."""

    def entries(self, request: Request) -> list[Entry]:
        return []

    def read(self, entry: Entry, known: Known) -> Reading:
        return self._reads(entry)


@asynccontextmanager
async def sweeping(
    house: House, *vendors: Vendor, clock: Callable[[], datetime] = machine_now
) -> AsyncIterator[InboxDispatcher]:
    """A dispatcher over the house's inbox for as long as the block runs."""

    async def connecting() -> Followup:
        return house.followup

    with ThreadPoolExecutor(AT_ONCE) as reading:
        doors = {vendor.source: vendor for vendor in vendors}
        dispatcher = InboxDispatcher(house.ledger, doors, connecting, reading, timedelta(days=30), clock=clock)
        task = asyncio.create_task(dispatcher.run())
        try:
            yield dispatcher
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def keep(house: House, source: str, *keys: str, about: str = "") -> None:
    house.ledger.inbox.put([Arrival(source, key, "x", about, "{}", NOW) for key in keys])


def says(*tells: OutgoingSignal, note: str = "") -> Callable[[Entry], Reading]:
    return lambda _: Reading(tells, note)


def fails(error: Exception) -> Callable[[Entry], Reading]:
    def read(_: Entry) -> Reading:
        raise error

    return read


async def test_a_vendor_whose_api_hangs_holds_nobody_else_up(house: House) -> None:
    over = threading.Event()

    def hangs(_: Entry) -> Reading:
        over.wait(30)
        raise NotNow("Lever does not answer.")

    keep(house, "lever", *(str(n) for n in range(60)))
    keep(house, "sendgrid", "stop")
    try:
        async with sweeping(house, Vendor("lever", hangs), Vendor("sendgrid", says(note="a ping"))):
            await until(lambda: rows(house.ledger).get("nothing") == 1, patience=25, what="the other vendor's turn")
            over.set()
    finally:
        over.set()


async def test_what_cannot_be_read_now_is_tried_again_and_says_why(house: House) -> None:
    answers = iter([NotNow("Lever does not answer."), NotNow("Lever does not answer.")])

    def read(_: Entry) -> Reading:
        for error in answers:
            raise error
        return Reading(note="at last")

    keep(house, "lever", "1", about="lever:a")
    async with sweeping(house, Vendor("lever", read), clock=lambda: NOW) as sweeper:
        await until(lambda: house.ledger.inbox.one(1)["tries"] == 1, what="the first try")  # type: ignore[index]
        row: dict[str, Any] = house.ledger.inbox.one(1) or {}
        assert (row["state"], row["error"]) == ("waiting", "Lever does not answer.")
        for tries in (2, 3):
            house.ledger.inbox.retry()
            sweeper.wake()
            await until(lambda n=tries: house.ledger.inbox.one(1)["tries"] == n, what="another try")  # type: ignore[index,misc]
    assert rows(house.ledger) == {"nothing": 1}


@pytest.mark.parametrize("error", [NewerRelease(99), NewerPlaybook("abc")], ids=lambda error: type(error).__name__)
async def test_r26_what_a_newer_release_alone_may_touch_waits_in_the_inbox_for_it(
    house: House, error: Exception
) -> None:
    keep(house, "greenhouse", "1", about="greenhouse:a")
    async with sweeping(house, Vendor("greenhouse", fails(error)), clock=lambda: NOW):
        await until(lambda: house.ledger.inbox.one(1)["tries"] == 1, what="the first try")  # type: ignore[index]
    row: dict[str, Any] = house.ledger.inbox.one(1) or {}
    assert row["state"] == "waiting" and "start the newer release again" in row["error"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NotUnderstood("It names no candidate."), "It names no candidate."),
        (KeyError("secret words"), "Reading it failed (KeyError); this is a bug in followup."),
        (RecursionError(), "Reading it failed (RecursionError); this is a bug in followup."),
    ],
)
async def test_what_is_not_understood_stands_there_with_one_sentence(
    house: House, error: Exception, sentence: str
) -> None:
    keep(house, "ashby", "1", about="ashby:a")
    async with sweeping(house, Vendor("ashby", fails(error))):
        await until(lambda: rows(house.ledger) == {"not_understood": 1}, what="the refusal")
    assert house.ledger.inbox.one(1)["error"] == sentence  # type: ignore[index]


async def test_what_came_from_a_vendor_that_is_no_longer_set_up_waits_for_people(house: House) -> None:
    keep(house, "ashby", "1")
    async with sweeping(house):
        await until(lambda: rows(house.ledger) == {"not_understood": 1}, what="the refusal")
    assert "set its secret" in house.ledger.inbox.one(1)["error"]  # type: ignore[index]


async def test_bodies_that_are_old_enough_are_forgotten(house: House) -> None:
    old = NOW - timedelta(days=31)
    house.ledger.inbox.put([Arrival("ashby", "old", "x", "", "{}", old), Arrival("ashby", "new", "x", "", "{}", NOW)])
    house.ledger.inbox.settle(1, "told", old)
    house.ledger.inbox.settle(2, "told", NOW)
    async with sweeping(house):
        await until(lambda: house.ledger.inbox.one(1)["body"] == "", what="the forgetting")  # type: ignore[index]
    assert house.ledger.inbox.one(2)["body"] == "{}"  # type: ignore[index]


async def test_rows_that_nobody_repeats_any_more_are_forgotten_a_part_at_a_time(house: House) -> None:
    """FOLLOWUP_KEEP_ARRIVALS; what waits and what was not understood stays, however old."""
    settled = [Arrival("ashby", f"n-{n}", "x", "", "", NOW) for n in range(2 * FORGOTTEN_AT_ONCE + 3)]
    house.ledger.inbox.put([*settled, Arrival("ashby", "odd", "x", "", "{}", NOW)])
    house.ledger.inbox.settle_all([Settled(n + 1, "told", NOW) for n in range(len(settled))])
    house.ledger.inbox.settle(len(settled) + 1, "not_understood", NOW)
    after = NOW
    async with sweeping(house, clock=lambda: after) as sweeper:
        await until(lambda: sweeper._forgetting._done_at == NOW, what="the first look")
        assert rows(house.ledger) == {"told": len(settled), "not_understood": 1}
        after = NOW + timedelta(days=399)
        sweeper.wake()
        await until(lambda: sweeper._forgetting._done_at == after, what="the second look")
        assert rows(house.ledger) == {"told": len(settled), "not_understood": 1}
        after = NOW + timedelta(days=401)
        sweeper.wake()
        await until(lambda: rows(house.ledger) == {"not_understood": 1}, what="the forgetting")


async def test_a_vendor_that_asks_for_rest_is_left_alone_and_nobody_else_is(house: House) -> None:
    asked: list[str] = []

    def throttled(entry: Entry) -> Reading:
        asked.append(entry.key)
        raise NotNow("Lever's API is busy.", rest=timedelta(minutes=2))

    time = NOW
    keep(house, "lever", "1", about="lever:a")
    async with sweeping(
        house, Vendor("lever", throttled), Vendor("ashby", says(note="a ping")), clock=lambda: time
    ) as s:
        await until(lambda: asked == ["1"] and house.ledger.inbox.one(1)["tries"] == 1, what="the first try")  # type: ignore[index]
        keep(house, "lever", "2", about="lever:b")
        keep(house, "ashby", "1")
        s.wake()
        await until(lambda: rows(house.ledger).get("nothing") == 1, what="the other vendor's turn")
        assert asked == ["1"]
        assert datetime.fromisoformat(house.ledger.inbox.listing()[0]["next_try_at"]) == NOW + timedelta(minutes=2)
        time = NOW + timedelta(minutes=3)
        s.wake()
        await until(lambda: "2" in asked, what="the next turn")


async def test_a_row_that_is_done_with_while_the_inbox_is_read_is_not_taken_up_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    read_on = threading.Event()

    def read(entry: Entry) -> Reading:
        asked.append(entry.key)
        read_on.wait(30)
        return Reading(note="read")

    keep(house, "lever", "1", about="lever:a")
    look, looks = house.ledger.inbox.due, 0
    async with sweeping(house, Vendor("lever", read)) as sweeper:

        def slow_look(*args: Any, **more: Any) -> list[Waiting]:
            nonlocal looks
            rows = look(*args, **more)
            read_on.set()
            end = time.monotonic() + 25
            while sweeper._under_way and time.monotonic() < end:
                time.sleep(0.005)
            looks += 1
            return rows

        await until(lambda: asked == ["1"], what="the first turn")
        monkeypatch.setattr(house.ledger.inbox, "due", slow_look)
        sweeper.wake()
        await until(lambda: looks > 1, what="a look after it")
    assert asked == ["1"]


async def test_what_a_person_must_put_right_is_said_aloud_once_and_stands_in_the_inbox(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    sentence = "Lever's API does not take our key; set FOLLOWUP_LEVER_API_KEY to one that is valid."
    keep(house, "lever", "1", about="lever:a")
    keep(house, "lever", "2", about="lever:b")
    vendor = Vendor("lever", fails(NotNow(sentence, ours=True)))
    async with sweeping(house, vendor, clock=lambda: NOW) as sweeper:
        for tries in (1, 2):
            await until(lambda n=tries: [r["tries"] for r in house.ledger.inbox.listing()] == [n, n], what="a try")  # type: ignore[misc]
            house.ledger.inbox.retry()
            sweeper.wake()
        await until(lambda: [r["tries"] for r in house.ledger.inbox.listing()] == [3, 3], what="another try")
    assert {row["error"] for row in house.ledger.inbox.listing()} == {sentence}
    aloud = [r for r in caplog.records if r.levelname == "ERROR" and sentence in r.getMessage()]
    assert len(aloud) == 1


async def test_one_person_s_stuck_row_holds_up_nobody_else(house: House) -> None:
    def read(entry: Entry) -> Reading:
        if entry.about == "lever:stuck":
            raise NotNow("Our key may not read it.", ours=True)
        return Reading(note="read")

    keep(house, "lever", *(f"stuck-{n}" for n in range(40)), about="lever:stuck")
    for n in range(40):
        keep(house, "lever", f"other-{n}", about=f"lever:{n}")
    async with sweeping(house, Vendor("lever", read)):
        await until(lambda: rows(house.ledger) == {"waiting": 40, "nothing": 40}, what="the others' turn")


@pytest.mark.parametrize(
    ("tries", "rest", "seconds"),
    [
        (0, None, 2),
        (1, None, 5),
        (5, None, 600),
        (10**6, None, 600),  # for ever
        (0, 120, 120),
        (0, 1, 2),
        (9, 60, 600),
        (0, 10**6, 3600),  # however long it asks for
    ],
)
def test_the_wait_grows_to_a_cap_and_is_no_shorter_than_the_vendor_asks(
    tries: int, rest: int | None, seconds: int
) -> None:
    error = NotNow("away", rest=None if rest is None else timedelta(seconds=rest))
    assert until_when(tries, error, NOW) == NOW + timedelta(seconds=seconds)


async def test_two_gateways_over_one_postgresql_tell_each_thing_once_and_in_order(
    house: House, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    url = postgres_server.url(postgres_server.new_database())
    other = build(house.client, tmp_path / "other", ledger_url=url, webhook_secret=SECRET)
    people = [await other.applies(f"p{n}") for n in range(3)]
    async with (
        other.working(),
        gateway(other.settings, other.ledger, clock=machine_now) as one,
        gateway(other.settings, other.ledger, clock=machine_now) as two,
    ):

        async def tell(ident: str) -> None:
            for n in range(10):
                body = moved(ident, ("screening", "interview")[n % 2])
                await asyncio.gather(*(sender.post(body, ident=f"{ident}-{n}") for sender in (one, two)))

        await asyncio.gather(*map(tell, people))
        await until(lambda: rows(other.ledger) == {"told": 30}, what="the telling")
        await until(lambda: all(len(told(other, ident)) == 10 for ident in people), what="all of it")
    assert {ident: told(other, ident) for ident in people} == {
        ident: [f"ats/{ident}-{n}" for n in range(10)] for ident in people
    }
    await other.leave()


async def test_what_can_never_be_told_is_put_to_a_person_and_holds_up_nothing(house: House) -> None:
    ident = await house.applies("p")
    now = machine_now().isoformat()

    def read(entry: Entry) -> Reading:
        text = "\ud800" if entry.key == "1" else "Yes"
        fact = {"event_id": f"lever:{house.tag}{entry.key}", "occurred_at": now, "source": "lever", "text": text}
        return Reading((OutgoingSignal(ident, "reply_received", fact),))

    keep(house, "lever", "1", "2", about=ident)
    async with sweeping(house, Vendor("lever", read)):
        await until(lambda: rows(house.ledger) == {"not_understood": 1, "told": 1}, what="both")
    assert "a bug in followup" in house.ledger.inbox.one(1)["error"]  # type: ignore[index]
