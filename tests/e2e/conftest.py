"""The real dev server, one per test process, shared by the end-to-end tests; ids and homes keep them apart."""

from __future__ import annotations

import subprocess
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening
from tests.house import House, build, connected
from tests.postgres import postgres_server

__all__ = ["postgres_server"]


def server_now() -> datetime:
    """The present, for what asks a server that keeps the machine's time: the one place where such a test reads it."""
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    local = LocalServer(port=free_port(), time_skipping=True)
    process: subprocess.Popen[bytes] = spawn(local.command(), log=tmp_path_factory.mktemp("temporal") / "log")
    wait_until_listening(local.port, process)
    yield local
    end(process, patience=5)


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    """An installation with the quick playbook; no worker runs until the test starts one."""
    made = build(await connected(server.address), tmp_path / "home")
    yield made
    await made.leave()
