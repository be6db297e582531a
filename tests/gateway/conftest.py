"""An installation whose hook `/hooks/ats` is open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from starter.embedded import LocalServer
from tests.gateway.gate import SECRET
from tests.gateway.page_house import pages
from tests.house import House, build, connected

__all__ = ["pages"]


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """An installation with the quick playbook; no worker and no gateway runs until the test starts one."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    made = build(await connected(server.address), tmp_path / "home", webhook_secret=SecretStr(SECRET))
    yield made
    await made.leave()
