"""A worker that ends, politely or not, and a computer that slept: each touch goes out once, and the record is whole."""

from __future__ import annotations

import asyncio
import subprocess
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlalchemy import Connection, event, exc
from temporalio import activity

from channels.sender import Outcome, OutgoingMessage
from domain.events import Noted
from domain.names import CANDIDATE_WORKFLOW, TASK_QUEUE, AttemptState, Channel
from starter.embedded import LocalServer, end
from tests.channels.mail_server import OnFreePort
from tests.e2e.test_crashes import Sink
from tests.forked import begin
from tests.histories.record import skip
from tests.house import QUICK, House, fact, until
from tests.machine_time import machine_now
from tests.senders import Provider, hangs_until_let_go
from tests.temporal import temporal_server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server of its own: a worker that dies at its third commit must have nobody else's clocks to work on."""
    with temporal_server(tmp_path_factory.mktemp("temporal")) as local:
        yield local


def provided(house: House, **more: Any) -> Provider:
    provider = Provider(house.settings.home, **more)
    house.senders[Channel.EMAIL] = provider
    return provider


async def three_messages(house: House, ident: str) -> None:
    """Until the clock has gone on to the third touch of the quick playbook."""
    give_up_at = time.monotonic() + 40
    while time.monotonic() < give_up_at:
        if len(house.rows(ident, "sent")) + len(house.rows(ident, "delivery_reported")) >= 3:
            return
        await skip(house, ident, timedelta(seconds=2))
        await asyncio.sleep(0.05)
    raise AssertionError(f"{ident} did not get their messages: {house.types(ident)}")


# ------------------------------------------------------------------------------------------- in good order


async def test_a_worker_that_is_asked_to_end_finishes_the_delivery_in_flight(house: House) -> None:
    def accepts_when_the_worker_ends(message: OutgoingMessage, provider: Provider) -> Outcome:
        provider.entered.set()
        activity.wait_for_worker_shutdown_sync(20)
        return provider.accept(message)

    provider = provided(house, script=[accepts_when_the_worker_ends])
    async with house.working():
        ann = await house.applies("ann")
        await until(provider.entered.is_set, what="the delivery")
        assert house.rows(ann, "sent") == []
    (sent,) = house.rows(ann, "sent")
    assert [d["state"] for d in house.ledger.deliveries()] == [AttemptState.ACCEPTED]
    async with house.working():
        await three_messages(house, ann)
    assert provider.posts[0] == sent["touch_key"]
    assert len(provider.posts) == len(set(provider.posts)) >= 3
    assert house.rows(ann, "delivery_unknown") == []


async def test_a_computer_that_slept_before_the_post_sends_nothing_then_and_tries_again(house: House) -> None:
    provider = provided(house)
    slept = [timedelta(hours=9)]
    async with house.working(clock=lambda: machine_now() + slept[0]):
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "not_accepted"), what="the late start")
        assert provider.posts == []
        assert "late" in house.rows(ann, "not_accepted")[0]["why"]
        slept[0] = timedelta()
        await skip(house, ann, timedelta(seconds=61))
        await until(lambda: house.rows(ann, "sent"), what="the second try")
    assert [d["state"] for d in house.ledger.deliveries()][:2] == [AttemptState.NOT_ACCEPTED, AttemptState.ACCEPTED]
    assert len([key for key in provider.posts if key.endswith("/hello/1")]) == 1


# ------------------------------------------------------------------------------------------- in doubt


@pytest.mark.parametrize(
    ("what", "writes"),
    [("decision", "INSERT INTO timeline"), ("reservation", "INSERT INTO attempts"), ("outcome", "UPDATE attempts")],
)
async def test_a_commit_of_which_the_answer_is_lost_is_looked_up_and_the_touch_goes_out_once(
    house: House, what: str, writes: str
) -> None:
    provider = provided(house)
    lost: list[int] = []

    def note(connection: Connection, _cursor: Any, statement: str, *_: Any) -> None:
        connection.info[what] = connection.info.get(what, False) or statement.startswith(writes)

    def commit(connection: Connection) -> None:
        if connection.info.pop(what, False) and not lost:
            lost.append(len(provider.posts))
            connection.connection.dbapi_connection.commit()  # type: ignore[union-attr]
            raise exc.OperationalError("COMMIT", {}, ConnectionError("the answer was lost"))

    engine = house.ledger._database.engine
    event.listen(engine, "before_cursor_execute", note)
    event.listen(engine, "commit", commit)
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: lost, what="the commit in doubt")
        if what == "reservation":
            settled = str(AttemptState.NOT_ACCEPTED)
            await until(lambda: settled in {d["state"] for d in house.ledger.deliveries()}, what="settling")
            assert provider.posts == []
        await three_messages(house, ann)
    assert len(provider.posts) == len(set(provider.posts)) >= 3
    assert [row["step"] for row in house.rows(ann, "sent")].count("hello") == 1
    assert house.rows(ann, "delivery_unknown") == []
    assert house.ledger.verify(ann) == []


async def test_a_confirmation_that_finds_the_ledger_ahead_only_says_how_it_ended(house: House) -> None:
    provider = provided(house, script=[hangs_until_let_go])
    async with house.working():
        ann = await house.applies("ann")
        await until(provider.entered.is_set, what="the delivery")
        with house.ledger.book(ann) as book:  # as another worker does that took over from one that seemed dead
            noted = Noted(event_id="elsewhere", occurred_at=machine_now(), application_id="eng", text="said elsewhere")
            book.append([noted], None, machine_now())
        provider.let_go.set()
        await three_messages(house, ann)
    assert len(provider.posts) == len(set(provider.posts)) >= 3
    assert house.types(ann).count("noted") == 1
    assert house.ledger.verify(ann) == []


# ------------------------------------------------------------------------------------------- kill -9


class Workers:
    """Workers as processes of their own, on the house of a test, with a mail server that nobody kills."""

    def __init__(self, house: House, server: LocalServer, smtp: Controller, sink: Sink) -> None:
        self.house, self.sink = house, sink
        self.children: list[subprocess.Popen[bytes]] = []
        self.env = {
            "FOLLOWUP_HOME": str(house.settings.home),
            "FOLLOWUP_PLAYBOOK": str(QUICK),
            "TEMPORAL_ADDRESS": server.address,
            "SMTP_SINK": f"smtp://127.0.0.1:{smtp.port}",
            "SINK": str(sink.journal),
        }

    def start(self, die_at: str = "") -> subprocess.Popen[bytes]:
        log = self.house.settings.home / "worker.log"
        self.children.append(begin("tests.e2e.worker_that_dies", log=log, env=self.env | {"DIE_AT": die_at}))
        return self.children[-1]

    async def applies(self, name: str) -> str:
        """Somebody applies whose clock the server gives to another worker after 2 s without a word, not after 10."""
        ident = f"manual:{name}-{self.house.tag}"
        self.house.started.append(ident)
        candidate = {"first_name": name.title(), "email": f"{name}@example.com"}
        await self.house.client.start_workflow(
            CANDIDATE_WORKFLOW,
            {"candidate_id": ident},
            id=self.house.handle(ident).id,
            task_queue=TASK_QUEUE,
            task_timeout=timedelta(seconds=2),
            start_signal="application_received",
            start_signal_args=[fact(application_id="eng", job_id="eng", job_title="Engineer", candidate=candidate)],
        )
        return ident

    async def dies(self, die_at: str) -> None:
        child = self.start(die_at)
        await until(lambda: child.poll() is not None, patience=60, what="its death")
        assert child.returncode == -9


@pytest.fixture
def workers(house: House, server: LocalServer) -> Iterator[Workers]:
    sink = Sink(house.settings.home / "journal")
    smtp = OnFreePort(sink, hostname="127.0.0.1", port=0)
    smtp.start()
    made = Workers(house, server, smtp, sink)
    yield made
    for child in made.children:
        end(child, patience=60)
    smtp.stop()


@pytest.mark.long
async def test_a_delivery_whose_confirmation_died_is_unknown_then_asked_about_and_not_sent_again(
    house: House, workers: Workers
) -> None:
    ann = await workers.applies("ann")
    await workers.dies("AFTER_POST 1")
    (attempt,) = house.ledger.deliveries()
    assert attempt["state"] == AttemptState.ATTEMPTING
    workers.start()
    await until(lambda: house.rows(ann, "delivery_unknown"), what="the doubt")
    assert sum(workers.sink.received().values()) == 1
    await skip(house, ann, timedelta(seconds=30))
    await until(lambda: house.rows(ann, "delivery_reported"), what="the answer")
    assert house.ledger.deliveries()[0]["state"] == AttemptState.ACCEPTED
    await three_messages(house, ann)
    assert set(workers.sink.received().values()) == {1}
    assert len(workers.sink.received()) >= 3
    assert house.ledger.verify(ann) == []


@pytest.mark.long
async def test_what_the_ledger_knows_and_the_clock_does_not_is_folded_in_and_sent_once(
    house: House, workers: Workers
) -> None:
    ann = await workers.applies("ann")
    # Its commits: the first decision, the reservation, and the confirmation of which the clock never hears.
    await workers.dies("AFTER_COMMIT 3")
    (sent,) = house.rows(ann, "sent")
    workers.start()
    await three_messages(house, ann)
    assert house.rows(ann, "sent")[0] == sent
    assert house.types(ann).count("application_received") == 1
    assert set(workers.sink.received().values()) == {1}
    assert len(workers.sink.received()) >= 3
    assert house.rows(ann, "delivery_unknown") == []
    live = await house.followup.query(ann)
    assert live["position"] == (house.ledger.status(ann) or {})["position"]
    assert house.ledger.verify(ann) == []


@pytest.mark.long
async def test_two_of_three_workers_that_die_in_the_burst_lose_no_message_and_have_none_sent_twice(
    house: House, workers: Workers
) -> None:
    """With one ledger and one task queue: what the two had under way, a post before and one after it, the third takes
    over.
    """
    doomed = [workers.start("AFTER_POST 1"), workers.start("BEFORE_POST 1")]
    workers.start()
    log = house.settings.home / "worker.log"
    await until(lambda: log.read_text().count("worker runs") == 3, patience=60, what="the start of all three")
    people = [await workers.applies(name) for name in ("ann", "bob", "cyd", "dee", "eve", "fay")]
    await until(lambda: all(child.poll() is not None for child in doomed), patience=60, what="the death of two")
    assert [child.returncode for child in doomed] == [-9, -9]

    def under_way() -> set[str]:
        return {row["touch_key"] for ident in people for row in house.rows(ident, "delivery_unknown")}

    await until(lambda: len(under_way()) >= 2, what="the doubt about what was under way at each", patience=60)
    for ident in {key.partition("/")[0] for key in under_way()}:
        await skip(house, ident, timedelta(seconds=30))
    for ident in people:
        await three_messages(house, ident)

    def steps_of(ident: str) -> set[str]:
        return {key.split("/", 3)[3] for key in workers.sink.received() if key.startswith(f"{ident}/")}

    def behind() -> set[str]:
        """Who has something under way that hasn't come yet, or fewer than three messages."""
        lost = {key.partition("/")[0] for key in under_way() - workers.sink.received().keys()}
        return lost | {ident for ident in people if len(steps_of(ident)) < 3}

    give_up_at = time.monotonic() + 40
    while (left := behind()) and time.monotonic() < give_up_at:
        for ident in left:
            await skip(house, ident, timedelta(seconds=2))
        await asyncio.sleep(0.05)
    received = workers.sink.received()
    assert under_way() <= received.keys(), "what was under way at those who died is lost"
    assert set(received.values()) == {1}
    for ident in people:
        steps = steps_of(ident)
        assert steps == {"hello/1", *(f"update/{number}" for number in range(1, len(steps)))} and len(steps) >= 3
        assert house.ledger.verify(ident) == []
