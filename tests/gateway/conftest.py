"""The real dev server, shared by the tests of a module, and an installation whose hook `/hooks/ats` is open."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from starter.embedded import LocalServer
from tests.e2e.conftest import server
from tests.gateway.gate import SECRET
from tests.gateway.page_house import pages
from tests.house import House, build, connected
from tests.ledger.conftest import ledger_url, postgres_server

__all__ = ["ledger_url", "pages", "postgres_server", "server"]


@pytest.fixture
async def house(server: LocalServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[House]:
    """An installation with the quick playbook; no worker and no gateway runs until the test starts one."""
    monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
    made = build(await connected(server.address), tmp_path / "home", webhook_secret=SecretStr(SECRET))
    yield made
    await made.leave()
