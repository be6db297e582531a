"""A desk with Temporal away: reading needs it for nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desk.desk_house import DeskHouse, desk_of, install


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[DeskHouse]:
    monkeypatch.setenv("TEMPORAL_ADDRESS", "127.0.0.1:1")
    settings, ledger = install(tmp_path / "home")
    async with desk_of(settings, ledger) as house:
        yield house
    ledger.close()
