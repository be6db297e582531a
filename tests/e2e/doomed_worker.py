"""A real worker that dies by its own hand at chosen instants, with a provider that counts and can be asked.

Run as a program: `python -m tests.e2e.doomed_worker`. The environment says how likely it dies where:
DIE_BEFORE_POST, DIE_AFTER_POST, DIE_AFTER_COMMIT (each 0 to 1), DIE_SEED; SINK is the journal of what was received.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import event

import worker
from channels.sender import Found, Outcome, OutgoingMessage
from channels.smtp_email import SmtpEmail
from domain.names import Channel
from ledger.store import Ledger
from settings import Settings, read_settings

_dice = random.Random(int(os.environ.get("DIE_SEED", "0")))


def maybe_die(where: str) -> None:
    """kill -9 of this very process, as likely as the environment says for this instant."""
    if _dice.random() < float(os.environ.get(f"DIE_{where}", "0")):
        os.kill(os.getpid(), signal.SIGKILL)


class TellingSmtp:
    """A relay whose operator can say for sure what it has taken: the journal at the other end."""

    name = "smtp"
    max_in_flight = 16

    def __init__(self, url: str, sink: Path) -> None:
        self._smtp, self._sink = SmtpEmail(url), sink

    def send(self, message: OutgoingMessage) -> Outcome:
        maybe_die("BEFORE_POST")
        outcome = self._smtp.send(message)
        maybe_die("AFTER_POST")
        return outcome

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        return Found(accepted=touch_key in self._sink.read_text().split(), exact=True)


def _after(info: dict[Any, Any]) -> None:
    about_somebody = info.pop("about somebody", False)
    if info.pop("committed", False) and about_somebody:
        maybe_die("AFTER_COMMIT")


def _look_at(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
    first, *words = statement.split()
    table = words[1:2] if first == "INSERT" else words[:1]
    if first in ("INSERT", "UPDATE") and _OF_PEOPLE.issuperset(table):
        connection.info["about somebody"] = True


_OF_PEOPLE = frozenset({"timeline", "attempts", "candidates"})
"""Who writes there commits something about a person: no sign of life, and none of the keys' own commits."""


def main() -> None:
    settings = read_settings()
    telling = TellingSmtp(os.environ["SMTP_SINK"], Path(os.environ["SINK"]))
    original = worker.senders_of

    def senders_of(given: Settings) -> dict[Channel, Any]:
        return {**original(given), Channel.EMAIL: telling}

    worker.senders_of = senders_of
    first_playbook = worker.apply_first_playbook

    def apply_first_playbook(ledger: Ledger, given: Settings) -> str | None:
        said = first_playbook(ledger, given)
        # The connection goes back to its pool right after its commit: between commit and marker. Reads do not count.
        event.listen(ledger._database.engine, "commit", lambda given: given.info.update(committed=True))
        event.listen(ledger._database.engine, "before_cursor_execute", _look_at)
        event.listen(ledger._database.engine, "checkin", lambda _, given: _after(given.info))
        return said

    worker.apply_first_playbook = apply_first_playbook
    asyncio.run(worker.run_worker(settings))


if __name__ == "__main__":
    main()
