"""`followup setup --encrypt`: an installation from before goes on, and what is said from then on is sealed."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from keystore import key_place
from starter.embedded import LocalServer
from tests.e2e.typed import typed
from tests.house import House, build, connected, until
from tests.machine_time import machine_now

pytestmark = [pytest.mark.machine_time, pytest.mark.long]


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    """One from before there were keys."""
    made = build(await connected(server.address), tmp_path / "home", encrypted=False)
    yield made
    await made.leave()


async def followup(house: House, server: LocalServer, *arguments: str) -> tuple[int, str, str]:
    own = {"FOLLOWUP_HOME": str(house.settings.home), "TEMPORAL_ADDRESS": server.address}
    done = await typed(os.environ | own, *arguments)
    return done.returncode, done.stdout, done.stderr


async def sealed_events(house: House, ident: str) -> list[bool]:
    """Of every signal that their clock was told: is it sealed?"""
    history = await house.handle(ident).fetch_history()
    told = [
        event.workflow_execution_signaled_event_attributes.input.payloads[0]
        for event in history.events
        if event.HasField("workflow_execution_signaled_event_attributes")
    ]
    return [payload.metadata["encoding"] == b"binary/encrypted" for payload in told]


async def test_an_installation_from_before_is_encrypted_and_its_clocks_go_on(house: House, server: LocalServer) -> None:
    async with house.working():
        ann = await house.applies("ann")
        await until(lambda: house.rows(ann, "sent"), what="the acknowledgement")
    _, out, _ = await followup(house, server, "doctor")
    assert (
        "! Encryption: off: what goes through Temporal is readable there - `followup setup --encrypt` turns it" in out
    )
    code, out, err = await followup(house, server, "setup", "--encrypt")
    assert (code, err) == (0, "")
    assert f"The keys are in {(house.settings.home / 'keys').resolve()}: back them up now" in out
    assert "clocks began before that. What they were told until then stays readable" in out
    code, out, _ = await followup(house, server, "setup", "--encrypt", "--json")
    told = json.loads(out)["encryption"]
    assert told["plain_clocks"] >= 1 and told["clocks"] >= told["plain_clocks"]
    _, out, _ = await followup(house, server, "doctor")
    assert "✓ Encryption: on, with a key per person" in out
    later = build(await connected(server.address), house.settings.home, encrypted=True)
    later.tag, later.started = house.tag, house.started
    async with later.working():
        await later.tell(ann, "stage_changed", stage="screening", application_id="eng")
        await until(lambda: later.rows(ann, "stage_changed"), what="the move")
    assert await sealed_events(later, ann) == [False, True]
    assert key_place(house.settings, machine_now).store.read(machine_now().strftime("%Y-%m"), "")
    later.ledger.close()
