"""`status`, `list`, `tasks`, `digest` and `doctor` say that nothing is being sent, from the ledger alone."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from domain.operations.outage import Condition
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
LOST = Condition("no_clock", about="manual:ann", since=WEDNESDAY - HOUR, says="no clock is running for them")


@pytest.fixture
def ann(ledger: Ledger) -> Ledger:
    """Ann has applied, and her next contact lies weeks ahead; a worker was at work a minute ago."""
    settle(ledger, "manual:ann", applied("ann"))
    ledger.conditions.works("worker 1", WEDNESDAY - MINUTE)
    return ledger


def make_overdue(ledger: Ledger) -> None:
    with ledger._database.writing("a test") as connection:
        due = (WEDNESDAY - 20 * MINUTE).isoformat(timespec="microseconds")
        connection.exec_driver_sql(f"UPDATE candidates SET next_at = '{due}'")


def gone(ledger: Ledger, ago: timedelta) -> None:
    ledger.conditions.works("worker 1", WEDNESDAY - ago)


SENTENCE = (
    "Nothing has been sent since today at 9:00 AM EDT: no worker has been seen since. 1 message is overdue. Run "
    "`followup up`, or `followup worker`, then `followup doctor`."
)


@pytest.mark.parametrize("command", [("status", "ann"), ("list",), ("tasks",), ("digest",)])
def test_r26_each_command_says_first_that_nothing_is_being_sent(
    ann: Ledger, cli: Cli, command: tuple[str, ...]
) -> None:
    assert "Nothing has been sent" not in cli(*command).out, "a worker is at work"
    gone(ann, 2 * HOUR)
    assert "Nothing has been sent" not in cli(*command).out, "a quiet night is no alarm"
    make_overdue(ann)
    assert SENTENCE in [line.strip() for line in cli(*command).out.splitlines()[:2]]


def test_r26_status_in_json_has_it_beside_the_contract_s_keys(ann: Ledger, cli: Cli) -> None:
    before = cli("status", "ann", "--json").json
    assert (before["nothing_sent"], before["findings"]) == (None, [])
    gone(ann, 2 * HOUR)
    make_overdue(ann)
    ann.conditions.report("watch", [LOST], WEDNESDAY)
    after = cli("status", "ann", "--json").json
    assert after["nothing_sent"] == {
        "kind": "no_worker",
        "channel": None,
        "since": "2026-07-15T13:00:00+00:00",
        "because": "no worker has been seen since",
        "do": "Run `followup up`, or `followup worker`, then `followup doctor`.",
        "overdue": 1,
    }
    assert after["findings"] == [
        {"kind": "no_clock", "since": "2026-07-15T14:00:00+00:00", "says": "no clock is running for them"}
    ]
    assert set(before) == set(after)


@pytest.mark.parametrize("command", ["list", "tasks", "digest"])
def test_r26_json_rows_stay_rows_and_the_line_goes_to_stderr(ann: Ledger, cli: Cli, command: str) -> None:
    gone(ann, 2 * HOUR)
    make_overdue(ann)
    said = cli(command, "--json")
    assert isinstance(said.json, list)
    assert said.err.strip() == SENTENCE


def test_r26_a_finding_about_a_person_stands_in_their_status_and_above_the_list(ann: Ledger, cli: Cli) -> None:
    ann.conditions.report("watch", [LOST], WEDNESDAY)
    assert "  No clock is running for them (since today at 10:00 AM EDT)." in cli("status", "ann").out
    assert cli("list").out.startswith("manual:ann: no clock is running for them. Run `followup doctor --promise`")


def test_r26_a_worker_that_waits_says_what_for(ann: Ledger, cli: Cli) -> None:
    gone(ann, 2 * HOUR)
    says = "No playbook is in force yet, and none can be read. There is no playbook folder x."
    ann.conditions.report("worker 2", [Condition("waits", says=says)], WEDNESDAY - MINUTE)
    assert cli("list").out.startswith(
        "Nothing has been sent since today at 9:00 AM EDT: the worker waits: no playbook is in force yet"
    )


def test_r26_a_way_out_that_takes_nothing_is_named(ann: Ledger, cli: Cli) -> None:
    ann.conditions.channel("email", "smtp", "smtp didn't take the last 5 (refused)", WEDNESDAY - HOUR, WEDNESDAY)
    assert cli("list").out.startswith("No email has gone out since today at 10:00 AM EDT: smtp didn't take the last 5")


def test_r26_plain_doctor_says_it_without_temporal(ann: Ledger, cli: Cli) -> None:
    assert "✓ Sending: nothing is overdue" in cli("doctor").out
    gone(ann, 2 * HOUR)
    make_overdue(ann)
    ann.conditions.report("watch", [LOST], WEDNESDAY)
    said = cli("doctor").out
    assert "✗ Sending: Nothing has been sent since today at 9:00 AM EDT: no worker has been seen since" in said
    assert "✗ People: manual:ann: no clock is running for them - run `followup doctor --promise`" in said


@pytest.mark.parametrize("content", ["company: [", "company: " + "[" * 5000, ""])
def test_r26_doctor_names_a_broken_folder_and_says_that_the_playbook_in_force_goes_on(
    ann: Ledger, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    in_force = ann.playbooks.in_force()
    assert in_force is not None
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "playbook.yaml").write_text(content)
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(tmp_path / "broken"))
    said = cli("doctor").out
    assert f"✗ Playbook folder: {tmp_path / 'broken'}: " in said
    assert f"what is in force ({in_force[0]}) goes on - correct it" in said
    assert f"✓ Playbook: {in_force[0]} is in force" in said


def test_r26_the_digest_tells_an_outage_afterwards_to_the_team_where_nobody_else_has_anything(
    ann: Ledger, cli: Cli
) -> None:
    gone(ann, 5 * HOUR)
    make_overdue(ann)
    ann.conditions.works("worker 2", WEDNESDAY - 10 * MINUTE)  # the outage has ended
    with ann._database.writing("a test") as connection:
        connection.exec_driver_sql("UPDATE candidates SET next_at = NULL")  # and what was late has gone out
    (mail,) = cli("digest", "--json").json
    notice = (
        "Nothing was sent from 6:00 AM to 10:50 AM: no worker was running; 1 message was due meanwhile. Whatever isn't "
        "too late goes out automatically."
    )
    assert mail["notices"] == [notice]
    assert notice in " ".join(mail["text"].split())
    assert "messages were late" in mail["subject"]
    ann.conditions.works("worker 2", WEDNESDAY)
    later = WEDNESDAY + timedelta(days=2)
    ann.conditions.works("worker 2", later)
    assert cli("digest", "--json", clock=lambda: later).json == []


def test_r26_these_commands_still_start_without_the_temporal_sdk(ann: Ledger, home: object) -> None:
    code = (
        "import sys; from starter.cli.main import run; "
        "codes = [run(['status', 'ann']), run(['list']), run(['tasks'])]; "
        "sys.exit(any(codes) or 'temporalio' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_r26_a_ledger_of_the_version_before_is_read_as_ever(ann: Ledger, cli: Cli) -> None:
    with ann._database.writing("a test") as connection:
        connection.exec_driver_sql("DROP TABLE conditions")
    assert json.loads(cli("status", "ann", "--json").out)["nothing_sent"] is None
    assert cli("list").code == 0


def test_r26_doctor_says_that_another_process_holds_the_ledger(ann: Ledger, cli: Cli, home: Path) -> None:
    """Readers still work then, so only an attempt to write tells."""
    assert "✓ Ledger: " in cli("doctor").out
    with sqlite3.connect(home / "ledger.db", isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        said = cli("doctor").out
        other.execute("ROLLBACK")
    other.close()
    assert "✗ Ledger: The ledger is held by another process" in said and "continues by itself" in said
    assert "✓ Ledger: " not in said
    assert "✓ Ledger: " in cli("doctor").out
