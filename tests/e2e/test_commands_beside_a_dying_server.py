"""What a colleague reads when Temporal goes away under their command: our sentence, and no log of a library."""

from __future__ import annotations

from pathlib import Path

import pytest

from connection import TemporalUnreachable
from settings import Settings
from starter.client import Followup
from starter.embedded import LocalServer, end, free_port, spawn, wait_until_listening


async def test_r26_a_server_that_goes_away_under_a_command_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    server = LocalServer(port=free_port())
    process = spawn(server.command(), log=tmp_path / "temporal.log")
    try:
        wait_until_listening(server.port, process)
        monkeypatch.setenv("TEMPORAL_ADDRESS", server.address)
        followup = await Followup.open(Settings(home=tmp_path / "home"))
    finally:
        end(process, patience=5)
    try:
        with pytest.raises(TemporalUnreachable):
            await followup.tell("manual:ann", "opted_out", {"event_id": "a"})
    finally:
        followup.ledger.close()
    told = capfd.readouterr()
    assert (told.out, told.err) == ("", "")
