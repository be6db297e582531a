"""What a colleague sees of somebody who may have asked us to stop, and how they answer (R3, R7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.events import Approved, ReplyReceived
from domain.state import Candidate
from domain.told import ReadAs
from ledger.store import Ledger
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

ANN = "manual:ann"
HOUR = timedelta(hours=1)


def wrote(text: str, ident: str = "m1", ago: timedelta = timedelta(), **taken: Any) -> ReplyReceived:
    read_as = ReadAs(**{"kind": "stop", "certain": False} | taken)
    return ReplyReceived(event_id=ident, occurred_at=WEDNESDAY - ago, text=text, read_as=read_as)


@pytest.fixture
def task(cli: Cli, ledger: Ledger) -> str:
    """Ann has written twice that she may want no more messages."""
    settle(ledger, ANN, applied(days_ago=2))
    settle(ledger, ANN, wrote("Could you take me off this?\n\nAnn", ago=HOUR), wrote("Hello?", "m2"))
    (row,) = cli("tasks", "--json").json
    return str(row["task"])


def test_r3_tasks_and_status_show_the_words_and_what_may_be_answered(cli: Cli, task: str) -> None:
    (row,) = cli("tasks", "--json").json
    wanted = {"id": ANN, "kind": "doubt", "answers": ["stop", "go-on", "withdrawn"], "reach": {}, "job": "ENG-7"}
    assert {name: row[name] for name in wanted} == wanted and row["recruiter"] == "Kim Park"
    assert row["words"] == "Could you take me off this?\n\nAnn\n\nHello?", "all that they wrote, in order"
    (same,) = cli("status", "ann", "--json").json["tasks"]
    assert {name: same[name] for name in row} == row
    said = cli("tasks").out
    assert said.startswith("1 open task: 1 doubt to settle.") and "  | Could you take me off this?\n" in said
    assert f"followup approve {task} --answer ANSWER   (stop, go-on or withdrawn)" in said
    assert "  | Hello?\n" in cli("approve", task, "--show").out


def test_r3_status_why_list_and_next_say_that_nothing_goes_out(cli: Cli, task: str) -> None:
    assert "They may be asking us to stop" in cli("status", "ann").out
    assert "may be asking us to stop" in cli("why", "ann").out and task in cli("why", "ann").out
    assert cli("next", "ann", "--json").json == [] and "may be asking us to stop" in cli("next", "ann").out
    (row,) = cli("list", "--json").json
    assert (row["state"], row["next_at"]) == ("attention", None)
    story = cli("timeline", "ann").out
    assert 'reply by e-mail, perhaps a stop "Could you take me off this?' in story and "held " in story


def test_r3_the_digest_puts_a_doubt_first(cli: Cli, task: str) -> None:
    (row,) = cli("digest", "--json").json
    assert row["doubts"] == [task] and "1 held until you say what they meant" in row["subject"]
    assert "May have asked us to stop: 1" in row["text"] and "Silent too long" not in row["text"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "give one of --answer stop, --answer go-on, --answer withdrawn"),
        (["--no"], "give one of --answer stop"),
        (["--answer", "maybe"], "'maybe' is not one of"),
        (["--no", "--answer", "stop"], "not both"),
        (["--show", "--answer", "stop"], "--show only shows"),
    ],
)
def test_r3_what_answers_no_doubt_is_refused_with_the_choices(cli: Cli, task: str, arguments: Any, says: str) -> None:
    said = cli("approve", task, *arguments)
    assert said.code == 2 and says in said.err


def test_r3_no_other_task_takes_such_an_answer(cli: Cli, ledger: Ledger) -> None:
    news = ReplyReceived(event_id="m", occurred_at=WEDNESDAY, text="News?", read_as=ReadAs(kind="answer"))
    settle(ledger, ANN, applied(days_ago=2), news)
    (row,) = cli("tasks", "--json").json
    assert row["answers"] == [] and row["reach"] == {"email": "ann@example.com"}
    said = cli("approve", row["task"], "--answer", "stop")
    assert said.code == 2 and "asks for no approval" in said.err


@pytest.mark.parametrize(("answer", "closed"), [("stop", {"email", "sms"}), ("go-on", set()), ("withdrawn", set())])
def test_r7_an_answer_is_on_record_and_a_stop_outlives_the_clock(
    cli: Cli, ledger: Ledger, task: str, answer: Any, closed: set[str]
) -> None:
    settle(ledger, ANN, Approved(event_id="a", occurred_at=WEDNESDAY, author="Rita", task_id=task, answer=answer))
    row = ledger.task(task)
    assert row is not None and row["outcome"] == answer
    line = next(line for line in cli("timeline", "ann").out.splitlines() if f"{task} (Rita)" in line)
    assert {"stop": "read as a stop", "go-on": "read as no stop", "withdrawn": "read as a withdrawal"}[answer] in line
    later = Candidate(candidate_id="lever:9", email="ann@example.com")
    assert closed <= set(map(str, ledger.suppressed(later))) and bool(ledger.suppressed(later)) == bool(closed)
    assert f"answered {answer}" in cli("approve", task, "--answer", answer).out


def test_r7_after_a_stop_nobody_is_listed_as_silent_or_to_be_reached(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(days_ago=30), wrote("I have found a job. Stop.", certain=True, withdraws=True))
    (row,) = cli("tasks", "--json").json
    assert (row["kind"], row["answers"], row["reach"]) == ("stopped", ["withdrawn", "go-on"], {})
    assert row["words"] == "I have found a job. Stop." and "no longer want the job" in row["title"]
    work = ledger.workload(coming_before=WEDNESDAY + timedelta(days=30))
    assert work.breaches == () and work.coming == ()
