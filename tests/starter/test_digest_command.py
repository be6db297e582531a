"""`followup digest`: what each colleague would be mailed, without Temporal; and that `followup tasks` agrees."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.events import Promised, ReplyReceived
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

ANN, BOB = "manual:ann", "manual:bob"


@pytest.fixture
def office(ledger: Ledger) -> Ledger:
    """Ann has written, Bob was promised word by today; both are Kim Park's."""
    settle(ledger, ANN, applied(days_ago=1), ReplyReceived(event_id="r", occurred_at=WEDNESDAY, text="News?"))
    today = WEDNESDAY.date()
    promised = Promised(event_id="p", occurred_at=WEDNESDAY, application_id="ENG-7", by=today)
    settle(ledger, BOB, applied("bob", days_ago=1), promised)
    return ledger


def test_it_prints_the_mail_as_it_would_go_out(cli: Cli, office: Ledger) -> None:
    said = cli("digest")
    assert said.code == 0
    assert "To       Kim Park <kim@example.com>\n" in said.out
    assert ": 1 reply to answer" in said.out
    assert "promise due" in said.out
    assert "- Ann Lee, Engineer. Received today" in said.out
    assert "  followup answer ann" in said.out


def test_its_json_says_what_is_in_it(cli: Cli, office: Ledger) -> None:
    (row,) = cli("digest", "--json").json
    assert (row["to"], row["name"], row["team"]) == ("kim@example.com", "Kim Park", False)
    assert row["subject"]
    assert row["text"]
    assert [p["candidate_id"] for p in row["promises"]] == [BOB]


def test_every_task_of_the_digest_stands_in_tasks_and_none_is_missing(cli: Cli, office: Ledger) -> None:
    (row,) = cli("digest", "--json").json
    listed = cli("tasks", "--recruiter", "kim@example.com", "--json").json
    promises = [task["task"] for task in listed if task["kind"] == "promise"]
    assert sorted(row["answer"] + row["tasks"] + row["later"] + promises) == sorted(t["task"] for t in listed)
    assert listed[0]["command"] == "followup answer ann"
    assert listed == cli("tasks", "--recruiter", "KIM park", "--json").json


def test_tasks_are_told_in_lines_that_no_terminal_cuts(cli: Cli, office: Ledger) -> None:
    lines = cli("tasks").out.splitlines()
    assert lines[0].startswith("2 open tasks: 1 reply to answer, 1 other") or lines[0].startswith("1 open task")
    ann = next(n for n, line in enumerate(lines) if line.startswith("Ann Lee (manual:ann), Engineer: due"))
    assert lines[ann + 1].startswith("  Reply to their message (just now). For Kim Park.")
    assert lines[ann + 2] == "  | News?", "their own words"
    assert lines[ann + 3] == "  Reach them: ann@example.com"
    assert lines[ann + 4].split() == [lines[ann + 4].split()[0], "followup", "answer", "ann"]


@pytest.mark.parametrize("who", ["kim park", "KIM@example.com"])
def test_one_person_s(cli: Cli, office: Ledger, who: str) -> None:
    assert [row["to"] for row in cli("digest", "--recruiter", who, "--json").json] == ["kim@example.com"]


def test_who_has_nothing_to_read_is_said_with_who_has(cli: Cli, office: Ledger) -> None:
    said = cli("digest", "--recruiter", "Lou")
    assert (said.code, said.out) == (0, "Lou has nothing to read today; those who have: Kim Park.\n")
    assert cli("digest", "--recruiter", "Lou", "--json").json == []


def test_nobody_has_anything_to_read(cli: Cli, ledger: Ledger) -> None:
    assert cli("digest").out == "Nobody has anything to read today, so no digest goes out.\n"
    assert cli("digest", "--json").json == []


def test_another_day_is_shown_as_things_stand_now(cli: Cli, office: Ledger) -> None:
    day = (WEDNESDAY + timedelta(days=10)).date()
    (row,) = cli("digest", "--date", day.isoformat(), "--json").json
    assert row["day"] == day.isoformat()
    assert row["subject"].startswith(f"{day:%A}, {day:%B} {day.day}: 1 reply to answer (1 overdue)")
    assert "the date has passed" in row["text"]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        (("--date", "2020-01-01"), "today or a later date"),
        (("--date", "someday"), "isn't a date"),
        (("--send", "--date", "tomorrow"), "leave out --date"),
        (("--again",), "use it with --send and --recruiter"),
        (("--again", "--send"), "use it with --send and --recruiter"),
    ],
)
def test_what_cannot_be_meant_is_told(cli: Cli, office: Ledger, typed: tuple[str, ...], says: str) -> None:
    said = cli("digest", *typed)
    assert said.code == 2
    assert says in said.err


def test_sending_needs_temporal_and_says_so(cli: Cli, office: Ledger) -> None:
    said = cli("digest", "--send")
    assert said.code == 4
    assert "Temporal does not answer" in said.err
    assert cli("digest", "--send", "--recruiter", "Lou").code == 3


def test_without_a_playbook_nothing_can_be_said(cli: Cli, home: object) -> None:
    assert cli("digest").code == 4
