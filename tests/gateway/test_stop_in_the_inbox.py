"""A stop holds from its commit in the inbox on, however long it takes until the clock hears it (R3)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from ledger.inbox.rows import Arrival
from tests.gateway.gate import gateway, rows
from tests.house import House, until
from tests.machine_time import machine_now

pytestmark = pytest.mark.machine_time


def stop(ident: str) -> Arrival:
    """An opt-out, as `/hooks/ats` keeps it."""
    now = machine_now()
    said = {"candidate_id": ident, "signal": "opted_out", "fact": {}}
    body = json.dumps({"id": "stop", "sent_at": now.isoformat(), "said": said})
    return Arrival("ats", "stop", "opted_out", ident, body, now)


def held_back(house: House, ident: str) -> bool:
    """Does a message wait because of what their clock has not heard?"""
    return any("has not seen yet" in row["why"] for row in house.rows(ident, "held"))


async def test_nothing_goes_out_between_a_stop_in_the_inbox_and_the_clock_that_hears_it(house: House) -> None:
    ident = f"manual:ann-{house.tag}"
    house.ledger.inbox.put([stop(ident)])
    async with house.working():
        await house.applies("ann")
        await until(lambda: held_back(house, ident), what="the hold")
        async with gateway(house.settings, house.ledger, clock=machine_now):
            await until(lambda: rows(house.ledger) == {"told": 1}, what="the telling")
            await until(lambda: house.rows(ident, "opted_out"), what="the stop on record")
            await until(lambda: (house.ledger.status(ident) or {})["stopped"], what="her clock")
    assert house.outbox() == []


async def test_what_turns_out_to_be_no_stop_holds_a_message_up_for_seconds_alone(house: House) -> None:
    ident = f"manual:ann-{house.tag}"
    house.ledger.inbox.put([stop(ident)])
    house.ledger.inbox.postpone(1, machine_now() + timedelta(hours=1), error="Lever does not answer.")
    async with house.working():
        await house.applies("ann")
        await until(lambda: held_back(house, ident), what="the hold")
        house.ledger.inbox.settle(1, "nothing", machine_now(), error="a ping")
        await until(lambda: house.rows(ident, "sent"), what="the message")
    assert not house.rows(ident, "not_accepted"), "nothing was tried"
