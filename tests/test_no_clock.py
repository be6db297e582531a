"""The guard of the tests' time: a test that reads the host's clock is found, at once and under `make dates`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clocks import INSTANTS, WEDNESDAY

ROOT = Path(__file__).parent.parent

GUARDS = ("conftest.py", "clocks.py", "dates.py", "machine_time.py", "ruff.toml")

ASKS_THE_HOST = """
from datetime import UTC, datetime
def test_it():
    assert datetime.now(UTC)
"""
ASKS_BY_ANOTHER_NAME = """
import time as clock
def test_it():
    assert clock.time()
"""
FORGETS_TO_HAND_ONE_IN = """
from starter.cli.output.dates import read_day
def test_it():
    assert read_day("tomorrow", "--by")
"""
FORGETS_AND_HEARS_NOTHING_OF_IT = """
from contextlib import suppress
from starter.wording.instants import now
def test_it():
    with suppress(Exception):
        now()
"""
FORGETS_IN_A_FIXTURE_OF_THE_MODULE = """
import pytest
from starter.wording.instants import now
@pytest.fixture(scope="module")
def moment():
    return now()
def test_it(moment):
    assert moment
"""
HOLDS_ON_WORKING_DAYS = """
import email.utils
def test_it():
    assert not email.utils.formatdate().startswith("Sun")
"""
HANDS_ONE_IN = """
from starter.cli.output.dates import read_day
from starter.wording.instants import told_by
from tests.clocks import wednesday
def test_it():
    with told_by(wednesday):
        assert read_day("tomorrow", "--by").isoformat() == "2026-07-16"
"""


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A test of the command line beside copies of what guards all of them, out of the way of runs of the real ones."""
    for name in ("pyproject.toml", "clock.py", *(f"tests/{one}" for one in GUARDS)):
        copy = tmp_path / name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes((ROOT / name).read_bytes())
    file = tmp_path / "tests" / "starter" / "test_planted.py"
    file.parent.mkdir()
    return file


def run(file: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", *argv]
    return subprocess.run(
        command, cwd=file.parents[2], env=env, capture_output=True, text=True, timeout=120, check=False
    )


def pytest_on(file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run(file, "pytest", "-q", "-p", "no:cacheprovider", *options, "tests")


@pytest.mark.parametrize("source", [ASKS_THE_HOST, ASKS_BY_ANOTHER_NAME])
def test_a_test_that_asks_the_host_is_found_by_the_linter(planted: Path, source: str) -> None:
    planted.write_text(source)
    done = run(planted, "ruff", "check", "--no-cache", "--select", "TID251", "tests")
    assert done.returncode == 1 and "TID251" in done.stdout and planted.name in done.stdout


def test_a_test_that_forgets_to_hand_a_clock_in_fails_at_once(planted: Path) -> None:
    sources = FORGETS_TO_HAND_ONE_IN, FORGETS_AND_HEARS_NOTHING_OF_IT, FORGETS_IN_A_FIXTURE_OF_THE_MODULE
    for number, source in enumerate(sources):
        planted.with_name(f"test_planted_{number}.py").write_text(source)
    done = pytest_on(planted, "--tb=line", "-rfE")
    failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    for number in range(len(sources)):
        of_it = [line for line in failed if f"test_planted_{number}.py" in line]
        assert any("ReadsTheClock" in line for line in of_it), done.stdout
    assert done.returncode == 1 and done.stdout.count("starter/wording/instants.py") >= len(sources)


def test_what_reads_the_day_by_way_of_a_library_fails_on_some_of_the_ten_and_what_is_handed_it_on_none(
    planted: Path,
) -> None:
    planted.write_text(HOLDS_ON_WORKING_DAYS)
    planted.with_name("test_planted_well.py").write_text(HANDS_ONE_IN)
    done = pytest_on(planted, "-p", "tests.dates")
    sundays = [name for name, at in INSTANTS.items() if at.weekday() == 6]
    assert done.returncode == 1 and f"{len(sundays)} failed, {20 - len(sundays)} passed" in done.stdout, done.stdout
    assert all(f"test_planted.py::test_it[{name}]" in done.stdout for name in sundays)


def test_there_are_ten_instants_and_the_fixed_one_is_a_wednesday() -> None:
    assert len(set(INSTANTS.values())) == 10 and WEDNESDAY.weekday() == 2


def test_no_outside_system_is_asked_or_told_by_the_hosts_clock() -> None:
    """`host_now` is handed in by whoever puts a process together: so a test can set it, for every system."""
    readers = [
        str(path.relative_to(ROOT))
        for room in ("integrations", "ledger/systems")
        for path in sorted((ROOT / room).rglob("*.py"))
        if re.search(r"host_now|datetime\.now|time\.time\(", path.read_text("utf-8"))
    ]
    assert readers == []
