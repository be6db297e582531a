"""The sweeper: in order per person, nobody behind somebody else, and for as long as it takes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gateway.arrivals import Entry, Known, NotNow, NotUnderstood, Reading, Request, Tell
from gateway.telling import AT_ONCE, Sweeper
from ledger.inbox import Arrival
from starter.client import Followup
from tests.gateway.gate import SECRET, gateway, moved, rows, told
from tests.house import House, build, until
from tests.postgres import PostgresServer

NOW = datetime.now(UTC)


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
async def sweeping(house: House, *vendors: Vendor) -> AsyncIterator[Sweeper]:
    """A sweeper over the house's inbox for as long as the block runs."""

    async def connecting() -> Followup:
        return house.followup

    with ThreadPoolExecutor(AT_ONCE) as reading:
        doors = {vendor.source: vendor for vendor in vendors}
        sweeper = Sweeper(house.ledger, doors, connecting, reading, timedelta(days=30))
        task = asyncio.create_task(sweeper.run())
        try:
            yield sweeper
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def keep(house: House, source: str, *keys: str, about: str = "") -> None:
    house.ledger.inbox.put([Arrival(source, key, "x", about, "{}", NOW) for key in keys])


def says(*tells: Tell, note: str = "") -> Callable[[Entry], Reading]:
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
            await until(lambda: rows(house.ledger).get("nothing") == 1, patience=10, what="the other vendor's turn")
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
    async with sweeping(house, Vendor("lever", read)) as sweeper:
        await until(lambda: house.ledger.inbox.one(1)["tries"] == 1, what="the first try")  # type: ignore[index]
        row: dict[str, Any] = house.ledger.inbox.one(1) or {}
        assert (row["state"], row["error"]) == ("waiting", "Lever does not answer.")
        for tries in (2, 3):
            house.ledger.inbox.retry()
            sweeper.wake()
            await until(lambda n=tries: house.ledger.inbox.one(1)["tries"] == n, what="another try")  # type: ignore[index,misc]
    assert rows(house.ledger) == {"nothing": 1}


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (NotUnderstood("It names no candidate."), "It names no candidate."),
        (KeyError("secret words"), "Reading it failed (KeyError); this is a fault of ours."),
        (RecursionError(), "Reading it failed (RecursionError); this is a fault of ours."),
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


async def test_two_gateways_over_one_postgresql_tell_each_thing_once_and_in_order(
    house: House, postgres_server: PostgresServer, tmp_path: Path
) -> None:
    url = postgres_server.url(postgres_server.new_database())
    other = build(house.client, tmp_path / "other", ledger_url=url, webhook_secret=SECRET)
    people = [await other.applies(f"p{n}") for n in range(5)]
    async with (
        other.working(),
        gateway(other.settings, other.ledger) as one,
        gateway(other.settings, other.ledger) as two,
    ):

        async def tell(ident: str) -> None:
            for n in range(10):
                body = moved(ident, ("screening", "interview")[n % 2])
                await asyncio.gather(*(sender.post(body, ident=f"{ident}-{n}") for sender in (one, two)))

        await asyncio.gather(*map(tell, people))
        await until(lambda: rows(other.ledger) == {"told": 50}, what="the telling")
        await until(lambda: all(len(told(other, ident)) == 10 for ident in people), what="all of it")
    assert {ident: told(other, ident) for ident in people} == {
        ident: [f"ats/{ident}-{n}" for n in range(10)] for ident in people
    }
    await other.leave()
