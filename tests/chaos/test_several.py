"""Three workers and two gateways at one ledger: whatever strikes in a burst, each touch goes once and none is lost
(docs/chaos.md). `make chaos CHAOS="--workers 3"` runs it for longer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from tests.chaos.__main__ import print_report, unshown
from tests.chaos.report import Plan, Report
from tests.chaos.run import run

SEVERAL = Plan(seed=1, candidates=20, updates=4, every=2, faults=1, workers=3, gateways=2, in_rounds=True)
SHORT = replace(
    SEVERAL,
    ledger="postgresql",
    candidates=10,
    updates=3,
    settle=75,
    only=("workers killed", "crashed", "disk full", "no connections"),
    brief=True,
)


@pytest.mark.nightly
@pytest.mark.timeout(300)
async def test_three_workers_and_two_gateways_send_each_touch_once_through_deaths_a_crash_a_full_disk_and_no_connection(
    tmp_path: Path,
) -> None:
    report = await run(SHORT, tmp_path / "home")
    print_report(report)
    holds(report)
    assert report.verdict.sent > 100, "hardly anything happened, so nothing was shown"
    assert report.kills["worker in a burst"] == 2
    assert report.control_duplicates > 0, "the harness does not see what it must see in a naive sender"


@pytest.mark.nightly
@pytest.mark.timeout(900)
@pytest.mark.parametrize("ledger", ["sqlite", "postgresql"])
async def test_after_each_fault_that_strikes_several_workers_nothing_went_twice_and_nothing_is_lost(
    ledger: Literal["sqlite", "postgresql"], tmp_path: Path
) -> None:
    report = await run(replace(SEVERAL, ledger=ledger), tmp_path / "home")
    print_report(report)
    holds(report)
    assert all(one.verdict is not None and one.verdict.holds for one in report.rounds)
    assert report.control_duplicates > 0, "the harness does not see what it must see in a naive sender"


def holds(report: Report) -> None:
    """Every promise is kept, and what was to strike has struck."""
    verdict = report.verdict
    assert verdict.duplicates == []
    assert verdict.lost == []
    assert verdict.after_stop == []
    assert verdict.wrong_hour == []
    assert verdict.unreserved == []
    assert verdict.unsettled == [], "an unknown is neither resolved nor parked"
    assert verdict.broken_chains == []
    assert verdict.in_plain == [], "a ledger in plain shows nothing of a sealed one"
    assert verdict.heard_twice == []
    assert report.told_to_all > 10, "hardly anything was told to both gateways at once"
    assert unshown(report) == []
