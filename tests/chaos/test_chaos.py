"""Kills, a ledger in trouble, a provider full of faults, stops and edits, all at once, on the real parts: a short run
of the harness (docs/chaos.md). `make chaos` runs it for longer, and on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.chaos.__main__ import print_report
from tests.chaos.report import Plan
from tests.chaos.run import run

BY_DAY = Plan(
    seed=1, candidates=8, updates=3, every=2, fire=5, settle=45, kill_every=0.8, between=2, least_kills=3, faults=2
)
BY_NIGHT = Plan(
    seed=1, candidates=16, updates=5, every=2, fire=12, settle=45, kill_every=0.8, between=3, least_kills=4, faults=3
)


@pytest.mark.long
@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    "plan", [BY_DAY, pytest.param(BY_NIGHT, marks=pytest.mark.nightly)], ids=["by day", "by night"]
)
async def test_under_fire_every_touch_goes_once_none_is_lost_and_the_naive_control_shows_duplicates(
    tmp_path: Path, plan: Plan
) -> None:
    report = await run(plan, tmp_path / "home")
    print_report(report)
    verdict = report.verdict
    assert verdict.duplicates == []
    assert verdict.lost == []
    assert verdict.after_stop == []
    assert report.stops.get("text in doubt"), "nobody's words were in doubt, so nothing was shown of the hold"
    assert verdict.wrong_hour == []
    assert verdict.unreserved == []
    assert verdict.unsettled == [], "an unknown is neither resolved nor parked"
    assert verdict.broken_chains == []
    assert verdict.in_plain == [], "a ledger in plain shows nothing of a sealed one"
    assert verdict.sent > 2 * plan.candidates, "hardly anything happened, so nothing was shown"
    assert report.killed >= plan.least_kills, "hardly anything was killed, so nothing was shown"
    assert report.control_duplicates > 0, "the harness does not see what it must see in a naive sender"
