"""What `followup rehearse` prints: by the reader's clock, so that it reads in order, with the candidate's beside it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from starter.cli.run.rehearse import _Stage


def test_the_story_is_printed_by_one_clock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    stage = _Stage(tmp_path, days=1, as_json=False, keep=False)
    stage._names = {"manual:isla": "Isla Moana", "manual:ann": "Ann Lee"}
    stage._zones = {"manual:isla": "Pacific/Auckland", "manual:ann": "America/New_York"}
    sent = {"type": "sent", "channel": "email", "subject": "Welcome", "step": "welcome"}
    stage._tell("manual:isla", {"at": "2026-11-29T22:27:00+00:00", **sent})
    stage._tell("manual:ann", {"at": "2026-11-30T14:00:00+00:00", **sent})
    monkeypatch.undo()
    time.tzset()
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Sun 29 Nov 17:27 EST") and first.endswith("[Mon 11:27 in Auckland]")
    assert second.startswith("Mon 30 Nov 09:00 EST") and second.endswith("[Mon 09:00 in New York]")
