"""What waits for a colleague's yes: that it is seen, can be read before it goes, and is told as it was answered."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.events import Approved, OfferExtended
from domain.names import Stage
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

ANN, BOB = "manual:ann", "manual:bob"
TERMS = {"job_title": "Engineer", "location": "New York", "pay_range": "$120,000 to $140,000"}


def differs(ident: str = "o", pay: str = "$90,000") -> OfferExtended:
    expires = WEDNESDAY.date() + timedelta(days=14)
    return OfferExtended(
        event_id=ident,
        occurred_at=WEDNESDAY,
        application_id="ENG-7",
        title="Clerk",
        pay=pay,
        location="Boston",
        expires_on=expires,
    )


def answered(task: str, *, yes: bool) -> Approved:
    reason = "will tell him by phone" if not yes else ""
    return Approved(
        event_id=f"a-{task}", occurred_at=WEDNESDAY, author="Sam Ortiz", task_id=task, yes=yes, reason=reason
    )


def task_of(cli: Cli, ident: str = ANN) -> str:
    [task] = [t for t in cli("tasks", "--json").json if t["kind"] == "approve" and t["candidate_id"] == ident]
    return str(task["task"])


@pytest.fixture
def ann(ledger: Ledger) -> str:
    """Ann has an offer that differs from what she applied for."""
    settle(ledger, ANN, applied(stage=Stage.INTERVIEW, days_ago=2, **TERMS), differs())
    return ANN


def test_a_refusal_is_told_as_a_refusal_and_a_yes_as_a_yes(cli: Cli, ledger: Ledger, ann: str) -> None:
    task = task_of(cli)
    settle(ledger, ANN, answered(task, yes=False))
    line = next(line for line in cli("timeline", "ann").out.splitlines() if "Sam Ortiz" in line)
    assert f'declined, so it won\'t go out: {task} "will tell him by phone" (Sam Ortiz)' in line
    assert "approved" not in line
    [row] = [row for row in cli("timeline", "ann", "--json").json if row["type"] == "approved"]
    assert row["yes"] is False
    settle(ledger, BOB, applied("bob", stage=Stage.INTERVIEW, days_ago=2, **TERMS), differs("o2"))
    other = task_of(cli, BOB)
    settle(ledger, BOB, answered(other, yes=True))
    assert f"approved {other} (Sam Ortiz)" in cli("timeline", "bob").out


def test_the_words_of_the_letter_that_waits_can_be_read(cli: Cli, ann: str) -> None:
    task = task_of(cli)
    said = cli("approve", task, "--show")
    assert said.code == 0
    assert "If you approve, the offer summary goes out by email" in said.out
    assert "Ann" in said.out.partition("  Subject  ")[2]
    assert "$90,000" in said.out, "a colleague decides on the letter as it is"
    row = cli("approve", task, "--show", "--json").json
    assert (row["task"], row["message"]["step"], row["message"]["channel"]) == (task, "covering-note", "email")
    assert "Clerk" in row["message"]["subject"] + row["message"]["text"]
    assert task_of(cli) == task, "nothing was answered"


def test_what_cannot_be_shown_or_approved_is_said(cli: Cli, ann: str) -> None:
    task = task_of(cli)
    assert cli("approve", task, "--show", "--no").code == 2
    assert cli("approve", "approve-nothing").code == 3
    assert cli("approve", task, "approve-nothing").code == 3, "before the first is told"
    assert task_of(cli) == task


def test_what_differs_stands_in_the_task_without_the_pay(cli: Cli, ann: str) -> None:
    for command in (("tasks",), ("status", "ann"), ("digest",)):
        said = cli(*command).out
        assert "the title is 'Clerk', not 'Engineer'" in " ".join(said.split()), command
        assert "the location is 'Boston', not 'New York'" in " ".join(said.split())
        assert "the pay is outside the range" in " ".join(said.split())
        assert "90,000" not in said


def test_it_is_said_that_it_waits_for_the_approval_and_how_to_give_it(cli: Cli, ann: str) -> None:
    task = task_of(cli)
    for command in ("status", "why", "next"):
        said = cli(command, "ann").out
        assert "Nothing goes out until someone approves it; " in said, command
        assert f"`followup approve {task} --show` prints what's waiting" in said
        assert command == "why" or said.count("The offer differs") == 1, command
        assert "a colleague is asked: Call" not in said
    status = cli("status", "ann").out
    assert "followup done TASK" not in status
    assert f"      followup approve {task}\n" in status
    assert "waiting for a colleague's approval" in cli("status", "ann", "--json").json["why"]


def test_after_the_approval_next_does_not_repeat_what_differed(cli: Cli, ledger: Ledger, ann: str) -> None:
    settle(ledger, ANN, answered(task_of(cli), yes=True))
    said = " ".join(cli("next", "ann").out.split())
    assert "For Engineer (ENG-7):" in said
    assert said.count("the title is 'Clerk'") == 0
    assert said.count("a colleague approved it") == 1


def test_the_digest_shows_what_holds_messages_back_although_it_is_due_later(cli: Cli, ann: str) -> None:
    [row] = cli("digest", "--json").json
    assert task_of(cli) in row["tasks"]
    assert "1 message to approve" in row["subject"]
    assert "nothing waits for you" not in row["text"]
    assert "To approve: 1" in row["text"] and f"followup approve {task_of(cli)}" in row["text"]
