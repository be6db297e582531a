"""`recover`, `backup` and `doctor --promise` as people type them."""

from __future__ import annotations

import json
import os
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from keystore import key_place
from starter.embedded import LocalServer
from tests.e2e.typed import typed
from tests.house import House, build, connected, until
from tests.machine_time import machine_now

DEFAULT = Path(__file__).parents[2] / "playbooks" / "default"


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    made = build(await connected(server.address), tmp_path / "home", playbook=DEFAULT)
    yield made
    await made.leave()


async def followup(house: House, server: LocalServer, *arguments: str, **env: str) -> tuple[int, str, str]:
    own = {"FOLLOWUP_HOME": str(house.settings.home), "TEMPORAL_ADDRESS": server.address}
    done = await typed(os.environ | own | env, *arguments)
    return done.returncode, done.stdout, done.stderr


async def settled(house: House, name: str) -> str:
    ident = await house.applies(name, candidate={"timezone": "UTC"}, stage="screening")
    await until(lambda: (house.ledger.status(ident) or {}).get("next"), what="a decision")
    return ident


async def test_the_promise_is_told_in_a_line_and_a_finding_says_what_to_type(house: House, server: LocalServer) -> None:
    async with house.working():
        ann = await settled(house, "ann")
    code, out, _ = await followup(house, server, "doctor", "--promise")
    assert (code, out) == (0, "1 open candidate: each has a next contact scheduled, and none are overdue.\n")
    await house.handle(ann).terminate("by hand")
    code, out, _ = await followup(house, server, "doctor", "--promise")
    assert code == 1
    assert f"followup recover clocks {ann}" in out
    code, out, _ = await followup(house, server, "doctor", "--promise", "--json")
    assert code == 1
    assert [(one["kind"], one["id"]) for one in json.loads(out)["findings"]] == [("no_clock", ann)]
    # What it says to type puts it right.
    code, out, _ = await followup(house, server, "recover", "clocks", ann)
    assert code == 0
    assert ann in out
    code, out, _ = await followup(house, server, "recover", "clocks", "--dry-run", "--json")
    assert json.loads(out)["started"] == []
    async with house.working():
        await until(lambda: house.handle(ann), what="a clock")
    code, out, err = await followup(house, server, "doctor", "--promise", TEMPORAL_ADDRESS="127.0.0.1:9")
    assert (code, out) == (4, "")
    assert "Temporal does not answer" in err


async def test_the_ledger_is_not_filled_beside_a_worker_but_for_those_who_are_named(
    house: House, server: LocalServer
) -> None:
    async with house.working():
        ann = await settled(house, "ann")
        code, out, err = await followup(house, server, "recover", "ledger")
        assert (code, out) == (1, "")
        assert "stop it" in err
        code, out, _ = await followup(house, server, "recover", "ledger", ann)
        assert code == 0
        assert "The ledger has everything the clocks know." in out
        assert "start the worker" not in out  # one runs
        code, out, _ = await followup(house, server, "recover", "ledger", "nobody")
        assert (code, "has no history of:\n  manual:nobody" in out) == (3, True)
        code, out, _ = await followup(house, server, "recover", "clocks", "nobody")
        assert (code, "have a clock" in out) == (3, False)
        assert "Not an open candidate in the ledger (unknown, closed, or under another id):\n  manual:nobody" in out
    code, _, err = await followup(house, server, "recover", "ledger", "--lost-at", "lately")
    assert code == 2
    tomorrow = (machine_now() + timedelta(days=1)).isoformat()
    code, _, err = await followup(house, server, "recover", "ledger", "--lost-at", tomorrow)
    assert (code, "in the future" in err) == (2, True)


async def test_a_copy_taken_while_it_is_in_use_is_whole_and_overwrites_nothing(
    house: House, server: LocalServer, tmp_path: Path
) -> None:
    async with house.working():
        ann = await settled(house, "ann")
        code, out, _ = await followup(house, server, "backup", str(tmp_path / "copy.db"))
        assert (code, "checked the copy" in out) == (0, True)
    copy: Any = type(house.ledger)(f"sqlite:///{tmp_path / 'copy.db'}", house.settings.keys, key_place(house.settings))
    assert copy.verify(ann) == []
    assert copy.status(ann)["id"] == ann
    copy.close()
    code, _, err = await followup(house, server, "backup", str(tmp_path / "copy.db"))
    assert (code, "already exists" in err) == (1, True)
    code, _, err = await followup(house, server, "backup", str(tmp_path / "no" / "folder.db"))
    assert (code, "could not be copied" in err) == (1, True)
