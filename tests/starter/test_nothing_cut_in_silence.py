"""What is asked for is shown whole, and what is cut short says so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from domain.forecast.preview import forecast
from domain.names import Stage
from domain.operations.broadcasts import Progress
from ledger.inbox.rows import Arrival
from ledger.playbooks.folder import read_playbook
from ledger.store import Ledger
from starter.cli.tell.broadcasts import outcome_words
from starter.sample import sample
from tests.starter.conftest import Cli, applied, settle

WEDNESDAY = datetime(2026, 12, 2, 15, 0, tzinfo=UTC)
QUICK = Path(__file__).parents[1] / "playbooks" / "quick"


@pytest.fixture(autouse=True)
def on_a_wednesday() -> Iterator[None]:
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


@pytest.fixture
def daily(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook that writes each day, for good."""
    folder = tmp_path / "daily"
    shutil.copytree(QUICK, folder)
    file = folder / "playbook.yaml"
    file.write_text(file.read_text().replace("every: PT1S, times: 5", "every: P1D, times: 1000"))
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(folder))
    return folder


def test_a_preview_of_a_year_shows_every_message_of_it(daily: Path, cli: Cli) -> None:
    assert daily
    said = cli("preview", "--for", "365d", "--from", "2026-12-02", "--json")
    days = {row["at"][:10] for row in said.json}
    assert (len(said.json), len(days), said.err) == (366, 366, "")


def test_a_preview_that_ends_before_its_end_says_so(daily: Path) -> None:
    playbook = read_playbook(daily)
    state, _ = sample(Stage.APPLIED, "UTC", WEDNESDAY)
    seen = forecast(state, playbook, WEDNESDAY, WEDNESDAY + timedelta(days=8_000))
    assert not seen.cut, "1,000 messages and then rest"
    assert len(seen.planned) == 1001


@pytest.mark.nightly
def test_a_preview_of_a_century_of_work_says_where_it_was_cut(daily: Path, cli: Cli) -> None:
    file = daily / "playbook.yaml"
    file.write_text(file.read_text().replace("every: P1D, times: 1000", "every: PT10M, times: 900000"))
    said = cli("preview", "--for", "300d", "--from", "2026-12-02", "--json")
    assert said.code == 0
    assert len(said.json) > 1000
    assert said.err.startswith("This ends on ")


def test_next_says_that_more_follow_and_how_far_it_looks(ledger: Ledger, cli: Cli) -> None:
    settle(ledger, "manual:ann", applied("ann"))
    said = cli("next", "ann", "--count", "1", "--json")
    assert len(said.json) == 1
    assert said.err == "More follow after this one; --count shows up to 100.\n"
    said = cli("next", "ann", "--count", "100", "--json")
    assert len(said.json) < 100
    assert said.err == "" or said.err.startswith("This looks ahead to ")


def test_an_inbox_of_more_than_is_shown_says_so(ledger: Ledger, cli: Cli) -> None:
    for number in range(3):
        ledger.inbox.put([Arrival("custom", f"key-{number}", "hook", "", "{}", WEDNESDAY)])
    assert cli("inbox", "list").err == ""
    said = cli("inbox", "list", "--limit", "2", "--json")
    assert [row["number"] for row in said.json] == [2, 3]
    assert said.err == "These are the last 2; ask for more with --limit.\n"


def test_of_many_who_could_not_be_told_the_rest_is_counted() -> None:
    lines = outcome_words(Progress(told=5, failed=30, failures=tuple(map(str, range(20)))), "rejected")
    assert (len(lines), lines[-1]) == (22, "  and 10 more (the first 20 are listed)")
