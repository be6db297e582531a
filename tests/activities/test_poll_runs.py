"""One run of what looks at an outside system: it looks, waits, and ends with its worker."""

from __future__ import annotations

from datetime import timedelta

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.polls import Polls, PollStart
from ledger.store import LedgerUnavailable

SYSTEM = "greenhouse"


class Looker:
    """Counts, and finds the ledger away as often as told."""

    def __init__(self, away: int = 0) -> None:
        self.turns, self.away = 0, away

    def turn(self) -> float:
        if self.away:
            self.away -= 1
            raise LedgerUnavailable("The ledger is away.")
        self.turns += 1
        return 0.01


async def test_a_run_looks_until_its_time_is_over() -> None:
    looker = Looker()
    polls = Polls({SYSTEM: looker}, longest=timedelta(seconds=0.2))
    done = await ActivityEnvironment().run(polls.follow_system, PollStart(system=SYSTEM))
    assert looker.turns == done.turns > 1


async def test_a_ledger_that_is_away_ends_no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("activities.polls._AWAY", 0.01)
    looker = Looker(away=2)
    polls = Polls({SYSTEM: looker}, longest=timedelta(seconds=0.2))
    await ActivityEnvironment().run(polls.follow_system, PollStart(system=SYSTEM))
    assert looker.turns > 0


async def test_a_worker_that_is_not_connected_leaves_it_to_another() -> None:
    with pytest.raises(ApplicationError, match="isn't connected to 'lever'"):
        await ActivityEnvironment().run(Polls({}).follow_system, PollStart(system="lever"))
