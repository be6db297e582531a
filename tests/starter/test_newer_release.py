"""What commands say of what a newer release wrote: in plain words, and never a traceback (R26)."""

from __future__ import annotations

import json
import logging
from typing import Any, cast

import pytest
from sqlalchemy import text
from temporalio.client import Client

from domain.events import load_event
from domain.events.releases import SCHEMA_NUMBER
from ledger.store import Ledger
from starter.cli.main import COMMANDS
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle
from worker import _see_to_the_schedule

ANN = "manual:ann"
NOVEL = {
    "event_id": "p-1",
    "occurred_at": "2026-11-25T15:00:00Z",
    "source": "greenhouse",
    "author": "kim",
    "application_id": "ENG-7",
    "channel": ["fax"],
    "text": {"of": "some kind"},
    "why": [{"because": "of something"}],
}


def test_r26_the_timeline_shows_a_fact_of_a_newer_release_in_plain_words(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(), load_event(NOVEL | {"type": "praised_by_team"}))
    said = cli("timeline", "ann")
    assert said.code == 0
    (line,) = [line for line in said.out.splitlines() if "by a newer release" in line]
    assert "praised by team (kim): written by a newer release; it's kept and will count once that release runs" in line
    (row,) = [row for row in cli("timeline", "ann", "--json").json if row["type"] == "praised_by_team"]
    assert row["text"] == {"of": "some kind"}
    for command in (("status", "ann"), ("why", "ann"), ("next", "ann"), ("tasks",), ("list",)):
        assert cli(*command).code == 0, command


def test_r26_a_known_fact_with_more_in_it_is_told_as_ever(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(), load_event(NOVEL | {"type": "contacted", "channel": "phone", "mood": 3, "text": ""}))
    assert "contacted" in cli("timeline", "ann").out


def test_r26_commands_say_that_a_newer_release_has_no_way_back(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied())
    snapshot = (ledger.snapshot(ANN) or {}) | {"schema_number": SCHEMA_NUMBER + 1, "merging": "in another form"}
    with ledger._database.writing("a test") as connection:
        connection.execute(text("UPDATE candidates SET snapshot = :it"), {"it": json.dumps(snapshot)})
    said = cli("next", "ann")
    assert said.code == 1
    assert said.err.startswith(f"A newer release of followup has worked on this candidate (schema {SCHEMA_NUMBER + 1}")
    assert said.err.rstrip().endswith("start the newer release again.")
    assert cli("status", "ann").code == 0 and cli("timeline", "ann").code == 0  # what is read as it stands
    assert "next" in json.dumps(list(COMMANDS), default=str)


def newer_playbook(ledger: Ledger, **company: Any) -> None:
    """Put the playbook in force as a newer release does, which has more keys."""
    _, content = ledger.playbooks.in_force() or ("", {})
    content = content | {"company": content["company"] | {"motto": ""} | company, "later": {"than": "now"}}
    if company:
        ledger.playbooks.apply(content, "newer", "kim", WEDNESDAY)
        return
    with ledger._database.writing("a test") as connection:
        connection.execute(text("UPDATE playbooks SET content = :it"), {"it": json.dumps(content)})


@pytest.mark.parametrize(
    "command",
    [("digest",), ("next", "ann"), ("why", "ann"), ("tasks",), ("preview", "--stage", "applied"), ("playbook", "show")],
)
def test_r26_a_playbook_with_keys_that_change_nothing_is_read_by_every_command(
    cli: Cli, ledger: Ledger, command: tuple[str, ...]
) -> None:
    settle(ledger, ANN, applied())
    newer_playbook(ledger)
    said = cli(*command)
    assert said.code == 0, said.err


def test_r26_doctor_says_that_the_rules_are_a_newer_releases_among_all_else(cli: Cli, ledger: Ledger) -> None:
    newer_playbook(ledger, motto="Follow up")
    said = cli("doctor", "--json")
    checks = {check["check"]: check for check in said.json["checks"]}
    assert not checks["Playbook"]["ok"]
    assert "a rule that this release of followup does not know" in checks["Playbook"]["says"]
    assert {"Ledger", "Sending", "Time zones", "Temporal"} <= checks.keys()


async def test_r26_a_worker_begins_its_work_whatever_keeps_the_digest_from_its_schedule(
    ledger: Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    newer_playbook(ledger, motto="Follow up")
    with caplog.at_level(logging.WARNING):
        await _see_to_the_schedule(cast(Client, None), ledger)
    assert "could not be made: The playbook in force (newer) uses a rule" in caplog.text
