"""What a colleague sees of somebody who may have asked us to stop, and how they answer (R3, R7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.events import Approved, Rejected, ReplyReceived, TaskOpened
from domain.events.inbound import ReadAs
from domain.state.model import Candidate
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
    assert said.startswith("1 open task: 1 possible opt-out to review.") and "  | Could you take me off this?\n" in said
    assert f"followup approve {task} --answer ANSWER   (stop, go-on or withdrawn)" in said
    assert "  | Hello?\n" in cli("approve", task, "--show").out


def test_r3_status_why_list_and_next_say_that_nothing_goes_out(cli: Cli, task: str) -> None:
    assert "They may be asking us to stop" in cli("status", "ann").out
    assert "may be asking us to stop" in cli("why", "ann").out and task in cli("why", "ann").out
    assert cli("next", "ann", "--json").json == [] and "may be asking us to stop" in cli("next", "ann").out
    (row,) = cli("list", "--json").json
    assert (row["state"], row["next_at"]) == ("attention", None)
    story = cli("timeline", "ann").out
    assert 'reply by email, possibly an opt-out "Could you take me off this?' in story and "held " in story


def test_r3_the_digest_puts_a_doubt_first(cli: Cli, task: str) -> None:
    (row,) = cli("digest", "--json").json
    assert row["doubts"] == [task] and "1 possible opt-out to review" in row["subject"]
    assert "Possible opt-outs to review: 1" in row["text"] and "Waiting too long" not in row["text"]


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


def test_r8_withdrawn_is_not_offered_where_nothing_is_open(cli: Cli, ledger: Ledger) -> None:
    rejected = Rejected(event_id="x", occurred_at=WEDNESDAY - HOUR, application_id="ENG-7")
    settle(ledger, ANN, applied(days_ago=2), rejected, wrote("Could you take me off this?"))
    (row,) = [row for row in cli("tasks", "--json").json if row["kind"] == "doubt"]
    (same,) = [row for row in cli("status", "ann", "--json").json["tasks"] if row["kind"] == "doubt"]
    assert row["answers"] == same["answers"] == ["stop", "go-on"]
    said = cli("approve", row["task"], "--answer", "withdrawn")
    assert said.code == 2 and "it takes stop, go-on" in said.err


@pytest.mark.parametrize(
    ("first", "then", "code", "names"),
    [
        ("go-on", ["--answer", "stop"], 1, "`followup stop manual:ann`"),
        ("go-on", ["--answer", "withdrawn"], 1, "`followup withdraw manual:ann`"),
        ("stop", ["--answer", "go-on"], 1, "`followup allow manual:ann`"),
        ("go-on", ["--answer", "go-on"], 0, ""),
        ("stop", ["--answer", "stop"], 0, ""),
    ],
)
def test_r3_a_changed_mind_is_not_swallowed(
    cli: Cli, ledger: Ledger, task: str, first: Any, then: list[str], code: int, names: str
) -> None:
    settle(ledger, ANN, Approved(event_id="a", occurred_at=WEDNESDAY, author="Rita", task_id=task, answer=first))
    said = cli("approve", task, *then)
    assert said.code == code and names in said.err and "nothing to do" not in said.err
    assert f"answered {first}" in said.err if code else f"answered {first}" in said.out


@pytest.mark.parametrize(
    ("yes", "again", "other", "names"),
    [(True, [], ["--no"], "`followup pause manual:ann`"), (False, ["--no"], [], "`followup send`")],
)
def test_r13_another_word_on_what_was_approved_or_declined_does_not_pass_for_done(
    cli: Cli, ledger: Ledger, yes: bool, again: list[str], other: list[str], names: str
) -> None:
    settle(ledger, ANN, applied(days_ago=2))
    opened = TaskOpened(
        event_id="o", occurred_at=WEDNESDAY, task_id="approve-1", kind="approve", title="Look", due_at=WEDNESDAY + HOUR
    )
    said_so = Approved(event_id="a", occurred_at=WEDNESDAY, author="Rita", task_id="approve-1", yes=yes)
    settle(ledger, ANN, opened, said_so)
    assert cli("approve", "approve-1", *again).code == 0
    said = cli("approve", "approve-1", *other)
    assert said.code == 1 and names in said.err and not said.out


def test_r3_an_answer_to_what_is_asked_no_more_names_the_task_that_asks_now(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, ANN, applied(days_ago=2))
    settle(ledger, ANN, wrote("Could you take me off this?", ago=HOUR))
    (old,) = cli("tasks", "--json").json
    settle(ledger, ANN, wrote("Stop it already!", "m2"))
    (new,) = [row for row in cli("tasks", "--json").json if row["kind"] == "doubt"]
    said = cli("approve", old["task"], "--answer", "go-on")
    assert said.code == 1 and f"`followup approve {new['task']} --show`" in said.err
    assert "Stop it already!" in cli("approve", new["task"], "--show").out


def test_r3_no_other_task_takes_such_an_answer(cli: Cli, ledger: Ledger) -> None:
    news = ReplyReceived(event_id="m", occurred_at=WEDNESDAY, text="News?", read_as=ReadAs(kind="answer"))
    settle(ledger, ANN, applied(days_ago=2), news)
    (row,) = cli("tasks", "--json").json
    assert row["answers"] == [] and row["reach"] == {"email": "ann@example.com"}
    said = cli("approve", row["task"], "--answer", "stop")
    assert said.code == 2 and "doesn't need approval" in said.err


@pytest.mark.parametrize(("answer", "closed"), [("stop", {"email", "sms"}), ("go-on", set()), ("withdrawn", set())])
def test_r7_an_answer_is_on_record_and_a_stop_outlives_the_clock(
    cli: Cli, ledger: Ledger, task: str, answer: Any, closed: set[str]
) -> None:
    settle(ledger, ANN, Approved(event_id="a", occurred_at=WEDNESDAY, author="Rita", task_id=task, answer=answer))
    row = ledger.task(task)
    assert row is not None and row["outcome"] == answer
    line = next(line for line in cli("timeline", "ann").out.splitlines() if f"{task} (Rita)" in line)
    assert {"stop": "taken as an opt-out", "go-on": "taken as neither", "withdrawn": "taken as a withdrawal"}[
        answer
    ] in line
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
