"""With nothing but a mail relay and a mailbox: what candidates write there reaches their clocks (R3, R8)."""

from __future__ import annotations

import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import generate_latest
from pydantic import SecretStr

from domain.replies.reply_address import references_in
from metrics import WorkerMetrics
from settings import Settings
from starter.cli.run.mailbox import reading
from starter.embedded import LocalServer
from tests.dovecot import PASSWORD, Box, Dovecot
from tests.forked import begin_command
from tests.gateway.gate import gateway
from tests.gateway.mail_corpus import KEY
from tests.house import House, build, connected, until
from tests.integrations.mailbox_desk import mail
from tests.ledgers import ledger_of
from tests.machine_time import machine_now


@pytest.fixture
async def house(
    server: LocalServer, dovecot: Dovecot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[House]:
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    made = build(
        await connected(server.address),
        tmp_path / "home",
        secret_key=(SecretStr(KEY),),
        inbound_domain="acme.example",
        **dovecot.new_box("talent@acme.example").settings,
    )
    yield made
    await made.leave()


@asynccontextmanager
async def at_work(house: House, metrics: WorkerMetrics) -> AsyncIterator[None]:
    """A worker that reads the mailbox, and a gateway without a single hook."""
    beside = reading(house.settings, machine_now)
    assert beside is not None
    async with (
        house.working(settings=house.settings),
        gateway(house.settings, house.ledger, clock=machine_now),
        beside(house.ledger, metrics),
    ):
        yield


def box_of(dovecot: Dovecot) -> Box:
    return Box(dovecot, "talent@acme.example")


def reply_to(house: House, number: int = -1) -> str:
    mails = [path.read_text("utf-8") for path in (house.settings.home / "outbox").rglob("*") if path.is_file()]
    found = [line for text in mails for line in re.findall(r"(?im)^reply-to: *(.+)", text)]
    return found[number]


async def test_r8_what_is_written_to_the_mailbox_reaches_the_clock_in_order(house: House, dovecot: Dovecot) -> None:
    metrics = WorkerMetrics()
    async with at_work(house, metrics):
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "sent"), what="the first email")
        to = reply_to(house)
        assert references_in(to, [KEY])
        box = box_of(dovecot)
        said = ("Tuesday works.", "STOP")
        box.deliver(*(mail(one, to=to, sender="ann.private@elsewhere.example") for one in said), at=machine_now())
        await until(lambda: (house.ledger.status(ann) or {}).get("stopped"), what="the stop")
        replies = [(reply["text"], reply["source"]) for reply in house.rows(ann, "reply_received")]
        assert replies == [("Tuesday works.", "mail"), ("STOP", "mail")]
        await until(lambda: len(box.seen()) == 2, what="the marks")
    shown = generate_latest(metrics.registry).decode()
    assert "followup_mailbox_mails_total 2.0" in shown
    assert 'followup_mailbox_errors_total{reason="refused"} 0.0' in shown
    assert re.search(r"followup_mailbox_read_timestamp_seconds 1\.\d+e\+09", shown)


@pytest.mark.long
async def test_a_worker_that_is_killed_and_started_again_has_every_mail_once(
    server: LocalServer, dovecot: Dovecot, tmp_path: Path
) -> None:
    box = dovecot.new_box()
    settings = Settings(home=tmp_path / "home", **box.settings)
    ledger = ledger_of(settings)
    env = {
        "FOLLOWUP_HOME": str(settings.home),
        "FOLLOWUP_IMAP_URL": str(settings.imap_url),
        "FOLLOWUP_IMAP_PASSWORD": PASSWORD,
        "TEMPORAL_ADDRESS": server.address,
    }

    def kept() -> list[dict[str, Any]]:
        return ledger.inbox.listing("waiting")

    async def works_until(number: int, end: signal.Signals) -> int:
        """A worker is at work until so many mails are kept, and then ended so; its exit code."""
        box.deliver(mail(f"Number {number}."), at=machine_now())
        worker = begin_command("worker", log=tmp_path / "log", env=env)
        try:
            await until(lambda: len(kept()) == number or worker.poll() is not None, patience=100)
        finally:
            worker.send_signal(end)
        code = worker.wait(60)
        assert len(kept()) == number, (tmp_path / "log").read_text()
        return code

    assert await works_until(1, signal.SIGKILL) == -signal.SIGKILL
    assert await works_until(2, signal.SIGTERM) == 0
    assert [row["kind"] for row in kept()] == ["reply", "reply"]
    ledger.close()
