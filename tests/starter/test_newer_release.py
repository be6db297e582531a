"""What commands say of what a newer release wrote: in plain words, and never a traceback (R26)."""

from __future__ import annotations

import json

from sqlalchemy import text

from domain.events import load_event
from domain.releases import SCHEMA_NUMBER
from ledger.store import Ledger
from starter.cli.main import COMMANDS
from tests.starter.conftest import Cli, applied, settle

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
    (line,) = [line for line in said.out.splitlines() if "a newer release wrote" in line]
    assert "praised by team (kim): a newer release wrote this; it is kept, and counts once that release runs" in line
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
