"""A real worker or gateway that dies where the harness says: `python -m tests.chaos.doomed worker|gateway`.

The environment: CHAOS_DOOM is the folder of instants and journal; CHAOS_PORT the gateway's port; CHAOS_LINGER the share
of sends that take their time, so that something can be said meanwhile; CHAOS_SLOW the share of those whose answer takes
long, as a relay's at the end of the data; CHAOS_MUTANT breaks the product on purpose (`blind`, `deaf`), to see that the
harness sees it.

What takes minutes to months takes seconds here, by the same rules: tries, questions to a provider, the wait after a
failure, the life of one run, the hour after an edit. Nothing else is changed.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import worker
import workflows.candidate as clock
from activities import delivery
from activities.handing_over import SendTimeouts
from activities.transaction import CandidateTransaction
from channels.sender import SOCKET_BUDGET, Found, Outcome, OutgoingMessage, Sender
from domain.decisions import due_steps as agenda
from domain.decisions.context import DecisionContext
from domain.delivery import retries
from domain.names import Channel
from domain.playbook.rule_history import Overtaken
from domain.state.model import Decision
from gateway.serving import serve
from ledger.store import AlreadyReserved, Book
from settings import Settings, read_settings
from tests.chaos.doom import LINGERS, Doom

TRIES: Final = tuple(timedelta(seconds=s) for s in (1, 2, 3, 5))
ASKS: Final = tuple(timedelta(seconds=s) for s in (14, 3, 3))
"""The first question still comes when the attempt can no longer be under way: 8 s late and 5 s on sockets."""
LOOKS: Final = tuple(timedelta(seconds=s) for s in (2, 5))
PATIENCE: Final = SendTimeouts(wait=timedelta(seconds=1), margin=timedelta(seconds=4))
TAKES_LONG: Final = (1.5, 6.0)
"""Seconds for which an answer that takes long is waited for: longer than a delivery waits here."""
RUN: Final = timedelta(seconds=9)
AFTER_AN_EDIT: Final = timedelta(seconds=4)


def main() -> None:
    role = sys.argv[1]
    doom = Doom(Path(os.environ["CHAOS_DOOM"]))
    doom.watch_commits()
    settings = read_settings()
    if role == "gateway":
        asyncio.run(serve(settings, int(os.environ["CHAOS_PORT"])))
        return
    in_seconds()
    break_on_purpose(os.environ.get("CHAOS_MUTANT", ""))
    original = worker.senders_of
    linger, slow = float(os.environ.get("CHAOS_LINGER", "0")), float(os.environ.get("CHAOS_SLOW", "0"))

    def senders_of(given: Settings) -> dict[Channel, Any]:
        return {channel: Doomed(sender, doom, linger, slow) for channel, sender in original(given).items()}

    setattr(worker, "senders_of", senders_of)  # noqa: B010 - the type checker knows that it is another
    asyncio.run(worker.run_worker(settings))


class Doomed:
    """A way out of which each step can be the last."""

    time_limit = SOCKET_BUDGET + timedelta(seconds=TAKES_LONG[1])
    slow_slots = 100

    def __init__(self, sender: Sender, doom: Doom, linger: float, slow: float) -> None:
        self._sender, self._doom, self._linger, self._slow = sender, doom, linger, slow
        self._dice = random.Random(os.getpid())
        self.name, self.max_in_flight = sender.name, sender.max_in_flight

    def send(self, message: OutgoingMessage) -> Outcome:
        key = message.touch_key
        self._doom.write("sending", key=key, attempt=message.attempt)
        self._doom.die("before-post")
        self._doom.die_within("during-post", self._dice.uniform(0.001, 0.02))
        outcome = self._sender.send(message)
        self._doom.write("sent", key=key, attempt=message.attempt, outcome=type(outcome).__name__)
        if self._dice.random() < self._linger * (5 if "/closure/" in key or "/goodbye/" in key else 1):
            self._doom.write("lingers", key=key)
            time.sleep(LINGERS)
        if self._dice.random() < self._slow:
            self._doom.write("takes long", key=key)
            time.sleep(self._dice.uniform(*TAKES_LONG))
        self._doom.die("after-post")
        return outcome

    def find(self, touch_key: str, **about: Any) -> Found:
        return self._sender.find(touch_key, **about)


def in_seconds() -> None:
    """The same rules with shorter times."""
    for module, name, value in (
        (retries, "_TRIES", TRIES),
        (retries, "_ASKS", ASKS),
        (retries, "_LOOKS", LOOKS),
        (delivery, "SendTimeouts", lambda: PATIENCE),
        (clock, "RENEW_AFTER", RUN),
        (clock, "_FIRST_WAIT", timedelta(seconds=1)),
        (clock, "_LONGEST_WAIT", timedelta(seconds=5)),
    ):
        assert hasattr(module, name), f"{module.__name__}.{name} has another name now"
        setattr(module, name, value)
    original = vars(agenda)["overtaken"]

    def overtaken(standing: Any, key: str, *args: Any, **more: Any) -> Overtaken | None:
        found: Overtaken | None = original(standing, key, *args, **more)
        since = standing.steps.get(key)
        edits = [at for at in (since and since.changed_at, standing.pace_at) if at]
        if found is None or found.too_late or not edits:
            return found
        until = max(edits) + AFTER_AN_EDIT
        return replace(found, until=found.until and min(found.until, until), floor=found.floor and until)

    vars(agenda)["overtaken"] = overtaken


def break_on_purpose(mutant: str) -> None:
    """A product with a defect that the harness must find. `blind`: no look at the reservations before a send.
    `deaf`: what the timer waited for is sent, whatever has been said since."""
    if mutant == "blind":
        reserve = Book.reserve

        def reserving(book: Book, **row: Any) -> None:
            try:
                reserve(book, **row)
            except AlreadyReserved:
                book._connection.info.setdefault("reserved", []).append((row["touch_key"], row["attempt"]))

        setattr(Book, "attempts", lambda *_: [])  # noqa: B010
        setattr(Book, "reserve", reserving)  # noqa: B010
    elif mutant == "deaf":
        decide = CandidateTransaction.decide

        def deciding(transaction: CandidateTransaction, context: DecisionContext) -> Decision:
            decision = decide(transaction, context)
            waiting = transaction.ask.state.decision
            is_due = (
                waiting is not None and waiting.action == "send" and waiting.at and waiting.at <= transaction.ask.now
            )
            return waiting if is_due and waiting and not transaction.events else decision

        setattr(CandidateTransaction, "decide", deciding)  # noqa: B010
        setattr(Book, "unheard", lambda *_, **__: False)  # noqa: B010
        setattr(delivery, "_is_go", lambda decision, ask, sitting: decision.touch is not None)  # noqa: B010
    elif mutant:
        raise SystemExit(f"there is no mutant {mutant}")


if __name__ == "__main__":
    main()
