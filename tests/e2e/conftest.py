"""An installation on the Temporal server of this process (tests/conftest.py); ids and homes keep its tests apart."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from starter.embedded import LocalServer
from tests.house import House, build, connected


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path) -> AsyncIterator[House]:
    """An installation with the quick playbook; no worker runs until the test starts one."""
    made = build(await connected(server.address), tmp_path / "home")
    yield made
    await made.leave()
