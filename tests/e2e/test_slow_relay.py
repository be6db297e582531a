"""A real mail server that takes its time for one person: the others, questions and stops do not wait for it, and its
mail goes once and is told as what became of it. The times are short ones: nothing here takes 6 seconds.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import Envelope

from activities.handing_over import Handovers, SendTimeouts
from channels.smtp_email import SmtpEmail
from domain.names import Channel
from starter.embedded import LocalServer
from tests.channels.mail_server import Inbox, running
from tests.house import House, build, connected, until

SHORT = SendTimeouts(wait=timedelta(seconds=0.3), margin=timedelta(seconds=1))
PATIENT = 20
"""Seconds that the relay of these tests never takes: who is back before that did not wait for it."""


class SlowFor(Inbox):
    """Takes its time at the end of the data of mail to `slow@…`, until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.may_end = False
        self.handed_over: list[str] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        self.handed_over += envelope.rcpt_tos
        end = time.monotonic() + 2 * PATIENT
        while envelope.rcpt_tos[0].startswith("slow") and not self.may_end and time.monotonic() < end:
            await asyncio.sleep(0.02)
        return await super().handle_DATA(server, session, envelope)


@pytest.fixture
def relay() -> Iterator[tuple[SlowFor, str]]:
    inbox = SlowFor()
    with running(inbox) as controller:
        yield inbox, f"smtp://127.0.0.1:{controller.port}"
        inbox.may_end = True


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path, relay: tuple[SlowFor, str]) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home")
    made.senders[Channel.EMAIL] = SmtpEmail(relay[1], limit=timedelta(seconds=PATIENT))
    yield made
    await made.leave()


def stands(house: House, ident: str) -> list[str]:
    return [str(row.state) for row in house.ledger.attempts_at(touch_key=f"{ident}/eng/applied.1/hello/1")]


async def test_a_slow_relay_holds_up_no_other_clock_no_question_and_no_stop(
    house: House, relay: tuple[SlowFor, str]
) -> None:
    inbox = relay[0]
    async with house.working(patience=SHORT):
        slow = await house.applies("slow")
        await until(lambda: house.rows(slow, "delivery_pending"), what="the slow one is pending")
        began = time.monotonic()

        others = [await house.applies(name) for name in ("ann", "bob", "eve")]
        for other in others:
            await until(lambda other=other: len(house.rows(other, "sent")) >= 2, what="two messages to the others")  # type: ignore[misc]
        assert "being sent" in (await house.handle(slow).query("status"))["why"]
        said = await house.update(slow, "note", text="They are nice.")
        assert "still being sent" in said["why"] and said["last_contact_at"] is None
        await house.tell(slow, "opted_out", application_id="eng")
        await until(lambda: house.rows(slow, "opted_out"), what="the stop is on record")
        assert stands(house, slow) == ["attempting"] and not house.rows(slow, "sent")
        assert time.monotonic() - began < PATIENT

        inbox.may_end = True
        await until(lambda: stands(house, slow) == ["accepted"], what="its thread confirms it")
        await house.tell(slow, "reply_received", text="Thank you", application_id="eng")  # the clock looks there
        await until(lambda: not house.ledger.snapshot(slow).get("tries"), what="the clock knows")  # type: ignore[union-attr]
    kinds = [
        kind for kind in house.types(slow) if kind in ("delivery_pending", "sent", "delivery_unknown", "opted_out")
    ]
    assert kinds == ["delivery_pending", "opted_out", "sent"]
    assert [to for to in inbox.handed_over if to.startswith("slow")] == ["slow@example.com"]


async def test_a_worker_that_stops_meanwhile_leaves_it_in_doubt_and_the_next_one_sends_it_not_again(
    house: House, relay: tuple[SlowFor, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("worker._LAST_WAIT", timedelta(seconds=0.1))
    house.senders[Channel.EMAIL] = SmtpEmail(relay[1], limit=timedelta(seconds=3))
    async with house.working(patience=SHORT):
        slow = await house.applies("slow")
        await until(lambda: house.rows(slow, "delivery_pending"), what="it is pending")
    house.ledger.enter = _gone  # type: ignore[method-assign, assignment]
    other = build(house.client, house.settings.home)
    other.senders[Channel.EMAIL] = SmtpEmail(relay[1], limit=timedelta(seconds=3))
    async with other.working(patience=SHORT):
        await until(lambda: stands(other, slow) == ["unknown"], what="nobody can tell any more")
    assert [kind for kind in other.types(slow) if "deliver" in kind or kind == "sent"] == [
        "delivery_pending",
        "delivery_unknown",
    ]
    assert relay[0].handed_over == ["slow@example.com"]


def _gone(*_: object, **__: object) -> None:
    raise RuntimeError("the worker of this ledger is gone")


async def test_a_worker_that_is_stopped_waits_for_what_is_being_handed_over(
    house: House, relay: tuple[SlowFor, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    really = Handovers.finish

    def finish(handovers: Handovers, within: timedelta) -> int:
        assert stands(house, slow) == ["attempting"]
        relay[0].may_end = True
        return really(handovers, within)

    monkeypatch.setattr(Handovers, "finish", finish)
    async with house.working(patience=SHORT):
        slow = await house.applies("slow")
        await until(lambda: house.rows(slow, "delivery_pending"), what="it is pending")
    assert stands(house, slow) == ["accepted"] and house.rows(slow, "sent")
