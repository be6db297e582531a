"""`followup rehearse`: the playbook tried on sample candidates, on a server whose time is skipped."""

from __future__ import annotations

import json
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from tests.e2e.test_up import Installation


@pytest.mark.long
@pytest.mark.parametrize(
    ("days", "many"), [(30, 30), pytest.param(90, 50, marks=pytest.mark.nightly)], ids=["thirty", "ninety"]
)
def test_the_rehearsal_takes_the_sample_candidates_through_its_days(tmp_path: Path, days: int, many: int) -> None:
    here = Installation(tmp_path / "home")
    done = here.type("rehearse", "--days", str(days), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    sent = [row for row in told["timeline"] if row["type"] == "sent"]
    assert len(told["candidates"]) == 12
    assert len(sent) > many, len(sent)
    assert len({row["touch_key"] for row in sent}) == len(sent)
    assert all(row["why"] for row in sent)
    told_at = [datetime.fromisoformat(row["at"]) for row in told["timeline"]]
    assert told_at == sorted(told_at), "the story is told in its order"
    for ident in {row["id"] for row in sent}:
        said = [(row["application_id"], row["message"], row["occurrence"]) for row in sent if row["id"] == ident]
        assert all(a[:2] != b[:2] or "interview" in a[1] for a, b in pairwise(said)), f"{ident} reads it twice: {said}"
    stopped_at = next(row["at"] for row in told["timeline"] if row["id"] == "manual:c1046" and "text" in row)
    later = [row for row in told["timeline"] if row["id"] == "manual:c1046" and row["at"] > stopped_at]
    assert not [row for row in later if row["type"] in ("sent", "silence_breached")], (
        "nobody who wants peace is pursued"
    )
    asked = [row["title"] for row in told["timeline"] if row["id"] == "manual:c1046" and row["type"] == "task_opened"]
    assert len([title for title in asked if "no longer want the job" in title]) == 1
    femi = next(view for view in told["candidates"] if view["id"] == "manual:c1046")
    assert femi["stopped"]
    assert femi["next"] is None
