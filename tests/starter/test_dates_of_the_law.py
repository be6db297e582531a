"""R24 at the command line: who must hear by a date of the law."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from domain.events import Contacted, InterviewHeld, InterviewScheduled, Rejected
from domain.names import Stage
from ledger.store import Ledger
from settings import Settings
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

D = timedelta(days=1)


@pytest.fixture
def interviewed(ledger: Ledger) -> Ledger:
    """Ann was interviewed forty days ago, Bob ten, Cem not for a job in Ontario."""
    for ident, days, place in (("ann", 40, "Toronto, ON, Canada"), ("bob", 10, "Ontario"), ("cem", 40, "Berlin")):
        about = {"application_id": "ENG-7", "source": "cli"}
        at = WEDNESDAY - days * D
        told = applied(ident, days_ago=days + 5, location=place, stage=Stage.INTERVIEW)
        planned = InterviewScheduled(
            event_id=f"i-{ident}", occurred_at=at - D, at=at - timedelta(hours=1), ends_at=at, **about
        )
        held = InterviewHeld(event_id=f"h-{ident}", occurred_at=at, ended_at=at, **about)
        settle(ledger, f"manual:{ident}", told, planned, held)
    return ledger


def test_list_shows_who_must_hear_by_a_date_of_the_law_the_nearest_first(interviewed: Ledger, cli: Cli) -> None:
    rows = cli("list", "--duty", "ontario", "--json").json
    due = [(WEDNESDAY + days * D).date().isoformat() for days in (5, 35)]
    assert [(row["id"], row["duty"], row["due_on"]) for row in rows] == [
        ("manual:ann", "ontario", due[0]),
        ("manual:bob", "ontario", due[1]),
    ]
    assert {"name", "stage", "state", "next_at", "job", "application_id", "last_interview_at"} <= {*rows[0]}
    assert cli("list", "--duty", "CA-ON", "--json").json == cli("list", "--duty", "all", "--json").json == rows
    out = cli("list", "--duty", "ontario").out
    assert "Must hear by" in out and "ontario: ENG-7" in out and "Cem" not in out
    assert [row["id"] for row in cli("list", "--duty", "all", "--limit", "1", "--json").json] == ["manual:ann"]


def test_whoever_had_word_on_the_decision_is_listed_no_more(interviewed: Ledger, cli: Cli) -> None:
    about = {"application_id": "ENG-7", "source": "cli"}

    def listed() -> list[str]:
        return [row["id"] for row in cli("list", "--duty", "all", "--json").json]

    settle(interviewed, "manual:ann", Rejected(event_id="no-1", occurred_at=WEDNESDAY, **about))
    assert listed() == ["manual:ann", "manual:bob"], "the rejection waits out its hour: nobody has told them"
    no = Rejected(event_id="no-2", occurred_at=WEDNESDAY - timedelta(hours=3), **about)
    settle(interviewed, "manual:bob", no)
    assert listed() == ["manual:ann", "manual:bob"], "an update of the same morning said nothing of it"
    settle(interviewed, "manual:bob", Contacted(event_id="called", occurred_at=WEDNESDAY, **about))
    assert listed() == ["manual:ann"]


def test_a_duty_that_nobody_knows_is_wrong_usage(interviewed: Ledger, cli: Cli) -> None:
    said = cli("list", "--duty", "quebec")
    assert said.code == 2 and "there is no 'quebec'; choose from ontario, or all" in said.err
    assert cli("list", "--duty", "all", "--silent").code == 2


def test_no_open_date_is_said(ledger: Ledger, cli: Cli) -> None:
    assert cli("list", "--duty", "ontario").out == "No date of ontario is open.\n"


def test_the_daily_mail_and_the_tasks_tell_ten_business_days_ahead(interviewed: Ledger, cli: Cli) -> None:
    (task,) = [one for one in cli("tasks", "--json").json if one["kind"] == "law"]
    assert task["id"] == "manual:ann" and task["title"].startswith("By the law of Ontario they must hear by")
    mails = "".join(mail["text"] for mail in cli("digest", "--json").json)
    assert "Dates of the law: 1" in mails and "1 date of the law" in "".join(
        mail["subject"] for mail in cli("digest", "--json").json
    )


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("{Ontario: {decision_due: P45D}}", "'Ontario' is no country or region; write one such as CA-ON or DE"),
        ("{CA-ON: {decison_due: P45D}}", "unknown key; did you mean 'decision_due'?"),
        ("{CA-ON: {decision_due: soon}}", "'soon' is not a duration"),
        ("{CA-ON: {decision_due: P45D, name: ON 1}}", "'ON 1' is not a name for this"),
        ("[CA-ON]", "this should be `key: value` lines, indented"),
    ],
)
def test_a_table_that_cannot_be_read_is_told_with_its_line(
    home: Path, tmp_path: Path, cli: Cli, table: str, said: str
) -> None:
    folder = tmp_path / "ours"
    shutil.copytree(Settings().playbook, folder)
    file = folder / "playbook.yaml"
    lines = file.read_text().splitlines()
    file.write_text("\n".join([*lines, f"statutory: {table}", ""]))
    found = cli("playbook", "check", str(folder))
    assert found.code == 1 and said in found.out and f"line {len(lines) + 1}, statutory" in found.out, found
    file.write_text(
        "\n".join([*lines, "statutory: {CA-ON: false, DE: {decision_due: 20bd, in_force: 2027-01-01}}", ""])
    )
    assert cli("playbook", "check", str(folder)).code == 0
