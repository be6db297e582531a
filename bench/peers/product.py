"""The product, whole: gate, ledger, visibility, its own worker; only the provider is the sink."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

import worker
from bench.peers.installation import Installation, Loop, ready_mark
from bench.peers.servers import Temporal
from bench.work import Sink, Work
from channels.sender import Accepted, Found, OutgoingMessage
from domain.names import Channel
from domain.reducers.touches import parse_touch_key
from ledger.playbooks.folder import read_playbook
from settings import Settings
from starter.client import Followup, envelope
from starter.log_words import WORKER_RUNS

PLAYBOOK = """
company: {{name: Acme, timezone: UTC, country: US, postal_address: "1 Main Street"}}
sender: {{name: Acme Talent, email: talent@acme.example}}
window: {{days: [mon, tue, wed, thu, fri, sat, sun], open: "00:00", close: "23:59", holidays: false}}
limits: {{per_day: 1000, per_week: 5000, min_gap: PT0S}}
stages:
  prospect:
    max_silence: P365D
    steps:
{steps}
"""
STEP = (
    "      - {{step: t{number}, after: {after}, delay: PT{delay}S, expires: P1D, message: hello, kind: nudge, "
    "rank: interview, when: not answered}}\n"
)
HELLO = """---
subject: "{{ application.job_title }} at {{ company.name }}"
---
Hello {{ candidate.first_name }},

would you like to hear more about the role?

{{ recruiter.name or company.name }}
"""


class SinkSender:
    """A provider that can be asked whether it took a message, as the outbox can."""

    name = "sink"
    max_in_flight = worker.THREADS

    def __init__(self, sink: Sink, *, can_be_asked: bool = True) -> None:
        self._sink = sink
        self._can_be_asked = can_be_asked

    def send(self, message: OutgoingMessage) -> Accepted:
        self._sink.send(*_line(message.touch_key))
        return Accepted(message.message_id)

    def find(self, touch_key: str, *, to: str, since: datetime, text: str = "", others: Collection[str] = ()) -> Found:
        if not self._can_be_asked:
            return Found(False, exact=False)
        person, touch = _line(touch_key)
        taken = any((one.person, one.touch) == (person, touch) for one in self._sink.sends())
        return Found(taken, exact=True)


def _line(touch_key: str) -> tuple[str, str]:
    """Person and touch as all peers write them."""
    candidate = touch_key.partition("/")[0]
    return candidate.partition(":")[2], parse_touch_key(touch_key).step.removeprefix("t")


class Product(Installation):
    name = "product"
    is_what = "this product: gate, ledger (SQLite), visibility"
    _server: Temporal

    def __init__(self, work: Work, folder: Path) -> None:
        super().__init__(work, folder, Temporal(folder))
        self._loop = Loop()
        read_playbook(playbook_of(work, folder))  # raises here where a number does not fit

    def open(self) -> None:
        (self.folder / "address").write_text(self._server.address)
        os.environ["TEMPORAL_ADDRESS"] = self._server.address
        self._followup = self._loop.call(Followup.open(_settings(self.folder)))

    def close(self) -> None:
        if hasattr(self, "_followup"):
            self._followup.ledger.close()
        self._loop.close()

    def enrol_one(self, person: str) -> None:
        fact = envelope(
            f"enrol-{person}",
            "bench",
            datetime.now(UTC),
            application_id="eng",
            job_id="eng",
            job_title="Engineer",
            stage="prospect",
            candidate={"first_name": "Ann", "email": f"{person}@example.com"},
        )
        self._loop.call(self._followup.tell(f"manual:{person}", "application_received", fact))

    def reply(self, person: str) -> None:
        fact = envelope(f"reply-{person}", "bench", datetime.now(UTC), text="I would be glad to talk.")
        self._loop.call(self._followup.tell(f"manual:{person}", "reply_received", fact))

    def story(self, person: str) -> list[str]:
        rows = self._followup.ledger.timeline(f"manual:{person}")
        return [f"{row['at']} {row['type']} {row.get('step') or ''} {row.get('why') or ''}".rstrip() for row in rows]


def playbook_of(work: Work, folder: Path) -> Path:
    """The work as a playbook, in a folder of its own."""
    waits = [work.first] + [work.cadence] * (work.touches - 1)
    after = ["entered"] + [f"t{number}" for number in range(1, work.touches)]
    steps = "".join(
        STEP.format(number=number, after=after[number - 1], delay=waits[number - 1])
        for number in range(1, work.touches + 1)
    )
    playbook = folder / "playbook"
    (playbook / "messages").mkdir(parents=True)
    (playbook / "playbook.yaml").write_text(PLAYBOOK.format(steps=steps))
    (playbook / "messages" / "hello.md").write_text(HELLO)
    return playbook


def _settings(folder: Path) -> Settings:
    return Settings(home=folder / "home", playbook=folder / "playbook")


def run_worker(folder: Path) -> None:
    """The worker as `followup worker` runs it, with the sink for its mail."""
    os.environ["TEMPORAL_ADDRESS"] = (folder / "address").read_text()
    sender = SinkSender(Sink(folder, Work.read(folder).answer), can_be_asked=not (folder / "blind").exists())
    worker.senders_of = lambda settings: {Channel.EMAIL: sender}  # noqa: ARG005 - takes what it replaces takes
    logging.getLogger("followup.worker").addFilter(lambda record: _mark(record, folder))
    asyncio.run(worker.run_worker(_settings(folder)))


def _mark(record: logging.LogRecord, folder: Path) -> bool:
    """It takes work from when it says so in its log, as `followup up` has it."""
    if record.getMessage().startswith(WORKER_RUNS):
        ready_mark(folder).touch()
    return True
