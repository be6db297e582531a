"""What others get wrong and rules alone cannot show: two schedulers at once, and waits that outlive a run.

The rest is in tests/domain/test_what_others_get_wrong.py; crashes and restarts are in tests/e2e/test_crashes.py.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta

import pytest

from connection import TemporalUnreachable
from domain.names import Channel
from keystore import key_place
from ledger.store import Ledger
from starter.embedded import LocalServer
from tests.e2e.virtual import Life, Town, live, lived, stories_of
from tests.histories.record import skip
from tests.house import ENCRYPTED, House, connected, until, with_keys
from tests.machine_time import machine_now
from tests.senders import Provider
from worker import running_worker

PEOPLE, TOUCHES = 12, 6
pytestmark = pytest.mark.xdist_group("what others get wrong")  # the lives of a module are lived by one process


async def test_overlapping_workers_on_one_queue_and_one_ledger_send_each_message_once(
    house: House, server: LocalServer
) -> None:
    """[mautic #3669, #8802; novu #2569] Two schedulers that overlap, each with a connection to the ledger of its own.

    The worker that had a candidate's clock in its memory goes away in the middle, and the other takes over.
    """
    here, there = Provider(house.settings.home, "here"), Provider(house.settings.home, "there")
    place = key_place(house.settings, machine_now) if ENCRYPTED else None
    second = Ledger(house.settings.ledger_address, house.settings.keys, place)
    client = await connected(server.address)
    client = with_keys(client, second.keys) if ENCRYPTED else client
    async with running_worker(client, second, {Channel.EMAIL: there}):
        async with house.working({Channel.EMAIL: here}):
            people = [await house.applies(f"p{n}") for n in range(PEOPLE)]
            await until(lambda: here.posts and there.posts, what="a message from each of the two")
            await asyncio.gather(*(house.tell(person, "replan") for person in people))
        await until(lambda: all(len(house.rows(p, "sent")) == TOUCHES for p in people), what="every message")
    second.close()
    posted = Counter([*here.posts, *there.posts])
    assert set(posted.values()) == {1}
    assert len(posted) == PEOPLE * TOUCHES == len(house.outbox())
    assert all(house.ledger.verify(person) == [] for person in people)


@pytest.fixture(scope="module")
def town(request: pytest.FixtureRequest, server: LocalServer, tmp_path_factory: pytest.TempPathFactory) -> Town:
    return asyncio.run(live(stories_of(request), server.address, tmp_path_factory.mktemp("town") / "home"))


@lived
async def test_a_wait_longer_than_two_renewals_of_the_run_resumes(life: Life) -> None:
    """[n8n #8136] Paused for 400 days: the run is renewed again and again, and the wait ends by itself.

    With skipped time the server dates a renewed run some months ahead, so that it lives for more than its 90 days.
    """
    await life.begins()
    await life.applies(stage="screening")
    until_then = await life.now() + timedelta(days=400)
    await life.update("pause", until=until_then.isoformat())
    runs = {await run_of(life)}
    while (left := until_then - timedelta(days=1) - await life.now()) > timedelta():
        await waits(life, min(left, timedelta(days=60)))
        runs.add(await run_of(life))
    assert len(runs) >= 3, "the run was renewed twice while they waited"
    assert life.sent() == []
    await waits(life, timedelta(days=8))
    assert life.sent(), "it goes on"
    assert set(Counter(row["touch_key"] for row in life.sent()).values()) == {1}
    assert life.house.ledger.verify(life.ident) == []


async def run_of(life: Life) -> str:
    run = (await life.house.handle(life.ident).describe()).run_id
    assert run
    return run


async def waits(life: Life, duration: timedelta) -> None:
    """Their time passes; a run that has only just been renewed answers a moment later."""
    await skip(life.house, life.ident, duration)
    for _ in range(200):
        try:
            await life.settled()
            return
        except TemporalUnreachable:
            await asyncio.sleep(0.05)
