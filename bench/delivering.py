"""What one message costs the worker's activity, in a loop of its own: `python -m bench.delivering [PEOPLE]`.

The real `deliver` on a real ledger (SQLite on disk), with what the SDK does to its input and its result; no server, no
other threads. A function that takes the message at once stands for the provider. For comparing one version of the
code with another: a worker at work has its threads, its event loop and the SDK beside it.
"""

from __future__ import annotations

import dataclasses
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from temporalio.testing import ActivityEnvironment

from activities.decisions import Decisions
from activities.delivery import Deliveries
from bench.peers.product import SinkSender, playbook_of
from bench.work import Sink, Work
from connection import DATA_CONVERTER
from domain.commands import signal_fact
from domain.names import Channel
from domain.reducers.evolve import accept, begin, fold
from domain.state.model import CandidateState, DecisionRequest, DecisionResult
from ledger.store import Ledger
from settings import Settings
from starter.client import envelope
from worker import apply_first_playbook, lines_of, writer

_WORK: Final = Work(people=60)
_CONVERTER: Final = DATA_CONVERTER.payload_converter
_WARM: Final = 4
"""People whose messages are not counted: caches fill, statements are compiled."""


class Desk:
    """A ledger, a way out, and people who are written to one after the other."""

    def __init__(self, folder: Path, people: int) -> None:
        (folder / "home").mkdir()
        work = dataclasses.replace(_WORK, people=people)
        settings = Settings(home=folder / "home", playbook=playbook_of(work, folder))
        self.ledger = Ledger(settings.ledger_address, settings.keys)
        self.ledger.migrate()
        apply_first_playbook(self.ledger, settings)
        senders = {Channel.EMAIL: SinkSender(Sink(folder))}
        self._deliver = Deliveries(self.ledger, senders, writer(self.ledger), lines_of(senders, None)).deliver
        self._decide = Decisions(self.ledger).decide
        self._environment = ActivityEnvironment()
        # Its clock stands still, and a message that was scheduled long ago would not go.
        scheduled = datetime.now(UTC) + timedelta(days=1)
        self._environment.info = dataclasses.replace(self._environment.info, current_attempt_scheduled_time=scheduled)
        self.spent: dict[str, list[float]] = {}

    def newcomer(self, name: str) -> CandidateState:
        """Somebody who has just been told of, decided upon."""
        now = datetime.now(UTC)
        told = envelope(
            f"enrol-{name}",
            "bench",
            now,
            application_id="eng",
            job_id="eng",
            job_title="Engineer",
            stage="prospect",
            candidate={"first_name": "Ann", "email": f"{name}@example.com"},
        )
        state = accept(begin(f"manual:{name}"), signal_fact("application_received", told, now=now))
        return fold(state, self._decide(DecisionRequest(state=state, now=now)))

    def message(self, state: CandidateState) -> CandidateState:
        """The next message to them, at its time; what the parts took is kept."""
        decision = state.decision
        assert decision is not None
        assert decision.at is not None
        request = DecisionRequest(state=state, now=decision.at)
        given = self._took("its input, written and read", lambda: _there_and_back(request, DecisionRequest))
        result: DecisionResult = self._took(
            "gate to next decision", lambda: self._environment.run(self._deliver, given)
        )
        heard: DecisionResult = self._took(
            "its result, written and read", lambda: _there_and_back(result, DecisionResult)
        )
        after: CandidateState = self._took("the fold", lambda: fold(state, heard))
        return after

    def _took(self, part: str, work: Callable[[], Any]) -> Any:
        begun = time.thread_time_ns()
        done = work()
        self.spent.setdefault(part, []).append((time.thread_time_ns() - begun) / 1e6)
        return done


def _there_and_back(value: Any, kind: type[Any]) -> Any:
    return _CONVERTER.from_payloads(_CONVERTER.to_payloads([value]), [kind])[0]


def measured(people: int = _WORK.people) -> dict[str, float]:
    """Milliseconds of CPU per message, the mean over five messages to each of so many people."""
    with tempfile.TemporaryDirectory(prefix="followup-bench-") as folder:
        desk = Desk(Path(folder), people)
        try:
            everybody = [desk.newcomer(f"p{number}") for number in range(people + _WARM)]
            for number, state in enumerate(everybody):
                if number == _WARM:
                    desk.spent.clear()
                for _ in range(_WORK.touches):
                    state = desk.message(state)
            return {part: statistics.mean(took) for part, took in desk.spent.items()}
        finally:
            desk.ledger.close()


def main() -> None:
    found = measured(int(sys.argv[1]) if len(sys.argv) > 1 else _WORK.people)
    for part, milliseconds in found.items():
        print(f"{part:30} {milliseconds:6.2f} ms")
    print(f"{'in all':30} {sum(found.values()):6.2f} ms of CPU per message")


if __name__ == "__main__":
    main()
