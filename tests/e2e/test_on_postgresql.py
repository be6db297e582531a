"""Lives on a ledger in PostgreSQL, which stops without a word in the middle of them and comes back."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import event
from temporalio.api.common.v1 import Payload
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowHistory

from channels.sender import Outcome, OutgoingMessage
from domain.names import Channel
from keystore import key_place
from ledger.store import Ledger
from starter.embedded import LocalServer
from tests.histories.record import skip
from tests.house import ENCRYPTED, House, build, connected, until
from tests.machine_time import machine_now
from tests.postgres import PostgresServer
from tests.senders import Provider


@dataclass
class Database:
    """An empty database that keeps what it confirmed, on a server that can be stopped and started."""

    server: PostgresServer
    name: str

    @property
    def url(self) -> str:
        return self.server.url(self.name)

    def stop(self) -> None:
        """As `pg_ctl stop -m immediate` does it: no goodbye to anybody, recovery at the next start."""
        self.server.process.send_signal(signal.SIGQUIT)
        self.server.process.wait(20)

    def start(self) -> None:
        """The same server again, as its own user; back when it answers."""
        argv = [str(part) for part in self.server.process.args]  # type: ignore[union-attr]
        data = Path(argv[argv.index("-D") + 1])
        owner = data.stat()
        identity: dict[str, Any] = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
        self.server.process = subprocess.Popen(
            argv,
            cwd=data.parent,
            env=os.environ | {"LC_ALL": "C", "HOME": str(data.parent)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **(identity if os.geteuid() == 0 else {}),
        )
        give_up_at = time.monotonic() + 90
        while True:
            try:
                self.server.execute("SELECT 1", database=self.name)
                return
            except psycopg.OperationalError:
                assert time.monotonic() < give_up_at, "PostgreSQL did not come back"
                time.sleep(0.05)


@pytest.fixture
def database(postgres_server: PostgresServer) -> Iterator[Database]:
    made = Database(postgres_server, postgres_server.new_database())
    # The tests' server confirms commits before they are written. Here they must hold when it is stopped.
    postgres_server.execute(f"ALTER DATABASE {made.name} SET synchronous_commit = on")
    yield made
    if postgres_server.process.poll() is not None:
        made.start()
    postgres_server.drop_database(made.name)


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path, database: Database) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home", ledger_url=database.url)
    yield made
    await made.leave()


def provided(house: House) -> Provider:
    provider = Provider(house.settings.home)
    house.senders[Channel.EMAIL] = provider
    return provider


def unreserved(house: House, provider: Provider) -> set[str]:
    return set(provider.posts) - {delivery["touch_key"] for delivery in house.ledger.deliveries()}


async def test_a_life_on_postgresql_is_told_sent_stopped_and_verified_as_on_sqlite(house: House) -> None:
    provider = provided(house)
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: len(house.rows(ann, "sent")) >= 2, what="two messages")
        await house.tell(ann, "rejected", application_id="eng")
        await until(lambda: house.rows(ann, "rejected"), what="the rejection")
        before = len(provider.posts)
        await skip(house, ann, timedelta(minutes=58))
        assert len(provider.posts) == before
        await skip(house, ann, timedelta(minutes=3))
        await until(lambda: (house.ledger.status(ann) or {}).get("state") == "closed", what="the end")
        assert await house.handle(ann).result() == "closed"
    assert [row["step"] for row in house.rows(ann, "sent")][-1] == "closure"
    assert len(provider.posts) == len(set(provider.posts)) == len(house.rows(ann, "sent"))
    assert unreserved(house, provider) == set()
    assert house.ledger.verify(ann) == []


async def test_a_touch_costs_postgresql_as_many_statements_and_commits_as_sqlite(
    server: LocalServer, tmp_path: Path, database: Database
) -> None:
    costs = [
        await cost_of_commits(server, tmp_path / name, url) for name, url in (("sqlite", ""), ("pg", database.url))
    ]
    assert len(costs[0]) == 9
    assert costs[1] == costs[0]


async def cost_of_commits(server: LocalServer, home: Path, url: str) -> list[int]:
    """The statements before each commit, from the application to the confirmation of the fourth message."""
    house = build(await connected(server.address), home, ledger_url=url)
    place = key_place(house.settings, machine_now) if ENCRYPTED else None
    onlooker = Ledger(house.settings.ledger_address, house.settings.keys, place)
    try:
        with counted(house.ledger) as commits:
            async with house.working():
                ann = await house.applies("ann")
                await until(lambda: len(_sent(onlooker, ann)) >= 4, what="the fourth message", patience=90)
        return commits[: 1 + 4 * 2]  # the first decision, and for each message a reservation and a confirmation
    finally:
        onlooker.close()
        await house.leave()


@contextmanager
def counted(ledger: Ledger) -> Iterator[list[int]]:
    commits: list[int] = []
    statements: Counter[str] = Counter()
    engine = ledger._database.engine  # counted where they happen, below everything of ours

    def committed(_connection: object) -> None:
        if not statements["key"]:  # somebody's key has a commit of its own, once
            commits.append(statements.total())
        statements.clear()

    def executed(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        statements.update(["key" if statement.startswith("INSERT INTO person_keys") else "any"])

    event.listen(engine, "commit", committed)
    event.listen(engine, "before_cursor_execute", executed)
    yield commits


def _sent(ledger: Ledger, ident: str) -> list[dict[str, Any]]:
    return [row for row in ledger.timeline(ident) if row["type"] == "sent"]


async def test_a_ledger_that_stops_in_the_middle_loses_nothing_and_lets_nothing_out_unreserved(
    house: House, database: Database
) -> None:
    provider = provided(house)
    async with house.working():
        people = [await house.applies(name) for name in ("ann", "bob", "cem")]
        await until(lambda: all(house.rows(p, "sent") for p in people), what="a message to each")
        database.stop()
        for person in people:
            await until_waiting(house, person)
        posted = list(provider.posts)
        database.start()
        assert unreserved(house, provider) == set()
        await asyncio.gather(*(skip(house, person, timedelta(seconds=30)) for person in people))
        await until(lambda: all(len(house.rows(p, "sent")) == 6 for p in people), what="all messages")
    assert provider.posts[: len(posted)] == posted
    assert len(provider.posts) == len(set(provider.posts)) == 18
    assert {delivery["state"] for delivery in house.ledger.deliveries()} == {"accepted"}
    assert [house.ledger.verify(person) for person in people] == [[], [], []]


async def test_a_ledger_that_dies_between_reservation_and_confirmation_gets_the_outcome_when_it_is_back(
    house: House, database: Database
) -> None:
    provider = provided(house)

    def accepts_as_the_ledger_dies(message: OutgoingMessage, provider: Provider) -> Outcome:
        database.stop()
        return provider.accept(message)

    provider.script = [accepts_as_the_ledger_dies]
    async with house.working():
        ann = await house.applies("ann")
        await until_waiting(house, ann)
        history = await house.handle(ann).fetch_history()
        assert any(b'"unwritten"' in marker for marker in await house.opened(markers(history)))
        assert len(provider.posts) == 1
        database.start()
        (delivery,) = house.ledger.deliveries()
        assert delivery["state"] == "attempting"
        await skip(house, ann, timedelta(seconds=6))
        await until(lambda: len(house.rows(ann, "sent")) >= 2, what="the next message")
    assert len(provider.posts) == len(set(provider.posts)) >= 2
    assert house.rows(ann, "delivery_unknown") == []
    assert {delivery["state"] for delivery in house.ledger.deliveries()} == {"accepted"}
    assert house.ledger.verify(ann) == []


def markers(history: WorkflowHistory) -> list[Payload]:
    return [
        payload
        for one in history.events
        if one.event_type == EventType.EVENT_TYPE_MARKER_RECORDED
        for details in one.marker_recorded_event_attributes.details.values()
        for payload in details.payloads
    ]


async def until_waiting(house: House, ident: str) -> None:
    """Until a decision has failed and the clock waits on the timer that says so."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        history = await house.handle(ident).fetch_history()
        summaries = [one.user_metadata.summary for one in history.events if one.HasField("user_metadata")]
        if any(b"LedgerUnavailable" in said for said in await house.opened(summaries)):
            return
        await asyncio.sleep(0.05)
    raise AssertionError("nobody noticed that the ledger is away")
