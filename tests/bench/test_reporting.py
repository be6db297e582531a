"""What a report over many messages takes, as `python -m bench.reporting` measures it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.postgres import PostgresServer


def measured(url: str, messages: int, facts: int) -> dict[str, Any]:
    """Both parts, each in a process of its own."""
    found: dict[str, Any] = {}
    size = ("--messages", str(messages), "--facts", str(facts))
    for part in ("fill", "report"):
        command = [sys.executable, "-m", "bench.reporting", "--ledger", url, "--part", part, *size]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found |= {part: json.loads(done.stdout)}
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'ledger.db'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.ledger() as found:
        yield found


@pytest.mark.nightly
@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_million_messages_are_reported_on_in_ten_seconds_and_500_mb(url: str) -> None:
    """By this process's own CPU, since the machine may be anybody's; the reader takes in 1,000 facts a second."""
    found = measured(url, 1_000_000, 20_000)
    assert found["report"]["messages"] >= 1_000_000
    assert found["report"]["cpu_s"] < 10
    assert found["report"]["memory_mb"] < 500
    assert found["fill"]["facts_per_cpu_s"] >= 1000
