"""One run of a reader: what it does while there is nothing, while the ledger is away, and when its worker ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.feeds import FeedRead, Feeds, FeedStart
from ledger.store import Ledger
from tests.clocks import wednesday
from tests.house import until
from tests.ledger.conftest import ANN, KEYS, append, noted
from tests.ledgers import put

READER = "test"


class Collector:
    """Remembers what it was given."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.rested = 0

    def take(self, rows: Sequence[Mapping[str, Any]], now: datetime) -> None:
        self.taken += [row["seq"] for row in rows if row["candidate_id"] == ANN]

    def rest(self, now: datetime) -> None:
        self.rested += 1


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    put(tmp_path / "ledger.db")
    made = Ledger(f"sqlite:///{tmp_path / 'ledger.db'}", KEYS)
    yield made
    made.close()


def feeds(ledger: Ledger, reader: Collector, **more: Any) -> Feeds:
    return Feeds(ledger, {READER: reader}, wednesday, pause=0.01, **more)


async def test_a_run_reads_and_rests_until_its_time_is_over(ledger: Ledger) -> None:
    append(ledger, noted(1), noted(2))
    reader = Collector()
    follow = feeds(ledger, reader, longest=timedelta(seconds=0.2)).follow_feed
    read = await ActivityEnvironment().run(follow, FeedStart(reader=READER))
    assert read == FeedRead(facts=2, number=2)
    assert reader.taken == [1, 2] and reader.rested >= 1


async def test_a_worker_that_is_stopped_does_not_wait_for_the_hour_to_be_over(ledger: Ledger) -> None:
    reader, environment = Collector(), ActivityEnvironment()
    running = asyncio.create_task(environment.run(feeds(ledger, reader).follow_feed, FeedStart(reader=READER)))
    await until(lambda: reader.rested, what="the first look")
    environment.worker_shutdown()
    assert (await asyncio.wait_for(running, 30)).facts == 0


async def test_r26_a_ledger_that_is_away_is_waited_for_and_said_once(
    ledger: Ledger, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file, aside = tmp_path / "ledger.db", tmp_path / "elsewhere.db"
    append(ledger, noted(1))
    ledger.close()
    file.rename(aside)
    reader, environment = Collector(), ActivityEnvironment()
    with caplog.at_level(logging.WARNING):
        running = asyncio.create_task(environment.run(feeds(ledger, reader).follow_feed, FeedStart(reader=READER)))
        await until(lambda: caplog.messages, what="the word about it")
        aside.rename(file)
        await until(lambda: reader.taken == [1], what="the reading")
    environment.worker_shutdown()
    await running
    assert len(caplog.messages) == 1 and "waits for the ledger" in caplog.messages[0]


async def test_a_reader_that_only_a_newer_release_knows_is_left_to_it(ledger: Ledger) -> None:
    with pytest.raises(ApplicationError, match="no reader 'of the future'"):
        await ActivityEnvironment().run(feeds(ledger, Collector()).follow_feed, FeedStart(reader="of the future"))
