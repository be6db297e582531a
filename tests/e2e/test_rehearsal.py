"""`followup rehearse`: the playbook tried on sample candidates, on a server whose time is skipped."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.e2e.test_up import Installation


@pytest.mark.long
def test_the_rehearsal_takes_the_sample_candidates_through_ninety_days(tmp_path: Path) -> None:
    here = Installation(tmp_path / "home")
    done = here.type("rehearse", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    sent = [row for row in told["timeline"] if row["type"] == "sent"]
    assert len(told["candidates"]) == 12
    assert len(sent) > 50
    assert len({row["touch_key"] for row in sent}) == len(sent)
    assert all(row["why"] for row in sent)
    femi = next(view for view in told["candidates"] if view["id"] == "manual:femi-ade")
    assert femi["stopped"]
    assert femi["next"] is None
