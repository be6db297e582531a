"""Commands that read: their JSON is a contract, their words are for people, and Temporal is not needed."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import pytest

from domain.delivery.retries import pending_words
from domain.events import DeliveryPending, Promised, ReplyReceived, StageChanged
from domain.names import Channel, Stage
from domain.views.candidate_status import CandidateStatus
from ledger.store import Ledger
from settings import Settings
from starter.cli.output.formatting import next_words
from tests.clocks import WEDNESDAY
from tests.starter.conftest import Cli, applied, settle

ANN = "manual:ann"


@pytest.fixture
def ann(ledger: Ledger) -> str:
    """Ann has applied, and was sent what is due."""
    settle(ledger, ANN, applied(days_ago=1))
    return ANN


def replied() -> ReplyReceived:
    return ReplyReceived(event_id="reply", occurred_at=WEDNESDAY, text="Could we talk on Thursday?")


def is_instant(text: str) -> bool:
    return datetime.fromisoformat(text).utcoffset() is not None


def test_status_as_json_is_the_contract(cli: Cli, ann: str) -> None:
    view = cli("status", "ann", "--json").json
    assert {"id", "name", "state", "applications", "last_contact_at", "next", "promise", "tasks"} <= view.keys()
    assert (view["id"], view["name"], view["state"]) == (ANN, "Ann Lee", "active")
    assert {"id", "job", "stage"} <= view["applications"][0].keys()
    assert {"at", "step", "channel", "message", "why"} <= view["next"].keys()
    assert is_instant(view["next"]["at"])


def test_status_says_what_a_colleague_would_say(cli: Cli, ann: str, ledger: Ledger) -> None:
    settle(ledger, ANN, replied())
    said = cli("status", "ann").out
    assert "Ann Lee (manual:ann): active" in said
    assert "Applied: Engineer (ENG-7), since" in said
    assert "with Kim Park" in said
    assert "Next: " in said
    assert ", 2 business days after their message, with no answer from us" in " ".join(said.split())
    assert "Reply to their message (due " in said
    assert "P14D" not in said


def test_list_filters_and_its_json_is_the_contract(cli: Cli, ann: str, ledger: Ledger) -> None:
    settle(ledger, "manual:bob", applied("bob", "OPS-1", stage=Stage.SCREENING))
    rows = cli("list", "--json").json
    assert {row["id"] for row in rows} == {ANN, "manual:bob"}
    assert all(row.keys() >= {"id", "name", "stage", "state", "next_at"} and is_instant(row["next_at"]) for row in rows)
    assert [row["id"] for row in cli("list", "--stage", "screening", "--json").json] == ["manual:bob"]
    assert [row["id"] for row in cli("list", "--job", "ENG-7", "--json").json] == [ANN]
    assert len(cli("list", "--recruiter", "kim park", "--json").json) == 2
    assert cli("list", "--overdue", "--json").json == []
    assert len(cli("list", "--due-within", "4w", "--json").json) == 2
    assert cli("list", "--state", "paused").out == "No candidates match.\n"
    assert "Ann Lee" in cli("list").out


def test_timeline_is_in_order_and_gives_what_sent_messages_need(cli: Cli, ann: str, ledger: Ledger) -> None:
    settle(ledger, ANN, replied(), StageChanged(event_id="s", occurred_at=WEDNESDAY, stage=Stage.INTERVIEW))
    rows = cli("timeline", "ann", "--json").json
    types = [row["type"] for row in rows]
    assert types.index("application_received") < types.index("sent") < types.index("reply_received")
    assert "stage_changed" in types
    assert all(is_instant(row["at"]) and "why" in row for row in rows)
    sent = rows[types.index("sent")]
    assert {"step", "channel", "subject", "touch_key", "provider_message_id"} <= sent.keys()
    said = cli("timeline", "ann").out
    assert 'sent the application confirmation by email "A word from us"' in said
    assert 'reply by email "Could we talk on Thursday?"' in said
    assert "moved to the interview stage" in said


def test_a_long_answer_is_told_in_whole_words_and_says_that_it_goes_on(cli: Cli, ann: str, ledger: Ledger) -> None:
    settle(ledger, ANN, replied().model_copy(update={"text": "Wednesday " * 60}))
    (line,) = [line for line in cli("timeline", "ann").out.splitlines() if "Wednesday" in line]
    assert 'Wednesday …"' in line
    assert line.count("Wednesday") == 30
    (reply,) = [row for row in cli("timeline", "ann", "--json").json if row["type"] == "reply_received"]
    assert reply["text"].count("Wednesday") == 60


def test_next_is_what_the_clock_would_do(cli: Cli, ann: str) -> None:
    rows = cli("next", "ann", "--count", "3", "--json").json
    assert len(rows) == 3
    assert all(row.keys() >= {"at", "local_at", "stage", "step", "channel", "message", "why"} for row in rows)
    assert rows[0]["at"] == cli("status", "ann", "--json").json["next"]["at"]
    assert [row["at"] for row in rows] == sorted(row["at"] for row in rows)
    assert "applied/promise-due" in cli("next", "ann").out


def test_why_names_the_rules(cli: Cli, ann: str) -> None:
    told = cli("why", "ann", "--json").json
    assert told["last"]["type"] == "sent"
    assert told["next"]["step"]
    assert all(reason.keys() == {"rule", "text"} for reason in told["reasons"])
    said = cli("why", "ann").out
    assert "Last step, " in said
    assert "sent the application confirmation by email" in said
    assert "Next: delay notice by email on Wednesday, July 29 at 8:00 AM EDT (Wed 9:00 AM their time)" in said
    assert "What it depends on:" in said and "messages today: 1 (limit 1)" in said


def test_r15_why_tells_the_inputs_of_the_decision(cli: Cli, ann: str) -> None:
    inputs = cli("why", "ann", "--json").json["inputs"]
    assert inputs.keys() >= {"timezone", "timezone_from", "window", "caps", "channels", "silent_until"}
    assert inputs["caps"]["per_week"] == 3 and inputs["channels"]["email"] == "open"


def test_tasks_the_most_urgent_first(cli: Cli, ann: str, ledger: Ledger) -> None:
    assert cli("tasks").out == "No open tasks.\n"
    settle(ledger, ANN, replied())
    (task,) = cli("tasks", "--json").json
    assert (task["candidate_id"], task["kind"], task["assignee"]) == (ANN, "answer", "Kim Park")
    assert cli("tasks", "--recruiter", "nobody", "--json").json == []
    assert task["task"] in cli("tasks", "--recruiter", "Kim Park").out


def test_a_promise_is_shown(cli: Cli, ann: str, ledger: Ledger) -> None:
    day = WEDNESDAY.date() + timedelta(days=9)
    settle(ledger, ANN, Promised(event_id="p", occurred_at=WEDNESDAY, by=day))
    assert cli("status", "ann", "--json").json["promise"] == day.isoformat()
    assert f"We promised an answer by {day:%A}, {day:%B} {day.day}" in cli("status", "ann").out


def test_a_name_cannot_steer_the_terminal(cli: Cli, ledger: Ledger) -> None:
    settle(ledger, "manual:eve", applied("eve", candidate={"first_name": "\x1b[31mEve\r[b]", "last_name": "[/b]"}))
    for command in (("list",), ("status", "eve"), ("timeline", "eve"), ("why", "eve")):
        said = cli(*command)
        assert said.code == 0
        assert "\x1b" not in said.out
    assert "[b] [/b]" in cli("status", "eve").out


def test_preview_needs_neither_server_nor_ledger(cli: Cli, home: Path) -> None:
    rows = cli("preview", "--timezone", "Asia/Kathmandu", "--from", "2026-11-23", "--for", "60d", "--json").json
    assert [row["step"] for row in rows][:2] == ["acknowledge", "update"]
    assert all(row["local_at"].endswith("+05:45") for row in rows)
    assert not home.exists()


@pytest.mark.usefixtures("home")
def test_preview_of_messages_that_check_refuses_is_one_sentence(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "p"
    shutil.copytree(Settings().playbook, folder)
    monkeypatch.setenv("FOLLOWUP_PLAYBOOK", str(folder))
    assert cli("preview").code == 0
    for said in ("{{ candidate.__class__ }}", "{{ candidate.nickname }}"):
        file = folder / "messages" / "applied" / "update.md"
        file.write_text(file.read_text().partition("Hi ")[0] + f"Hi {said},\n")
        for stage in ("applied", "hired"):
            done = cli("preview", "--stage", stage)
            assert (done.code, done.out, done.err.count("\n")) == (1, "", 1), done
            assert "messages/applied/update.md, line 4: " in done.err and "followup playbook check" in done.err
        assert cli("playbook", "check").code == 1


def test_preview_shows_every_stage(cli: Cli) -> None:
    for stage in Stage:
        assert cli("preview", "--stage", stage).code == 0
    assert "interview/thank-you" in cli("preview", "--stage", "interview").out


def test_playbook_check_and_show(cli: Cli, ledger: Ledger, tmp_path: Path) -> None:
    assert "is in order" in cli("playbook", "check").out
    (tmp_path / "playbook.yaml").write_text("company: {name: Acme}\n")
    bad = cli("playbook", "check", str(tmp_path))
    assert bad.code == 1
    assert "timezone" in bad.out
    assert cli("playbook", "check", str(tmp_path), "--json").json["findings"]
    shown = cli("playbook", "show", "--json").json
    assert shown["version"] == cli("playbook", "check", "--json").json["version"]
    assert "thank-you" in cli("playbook", "show").out


def test_outbox(cli: Cli, home: Path) -> None:
    from channels.outbox import OutboxSms
    from channels.sender import OutgoingMessage
    from domain.names import Channel

    assert cli("outbox", "list", "--json").json == []
    assert cli("outbox").out == "The outbox is empty.\n"
    fields = OutgoingMessage.__dataclass_fields__
    given = {"channel": Channel.SMS, "to": "+12125550123", "text": "See you at nine.", "touch_key": "k", "attempt": 1}
    given |= {"sent_at": WEDNESDAY}
    OutboxSms(home).send(OutgoingMessage(**{name: value for name, value in given.items() if name in fields}))
    (row,) = cli("outbox", "list", "--json").json
    assert row.keys() >= {"at", "channel", "to", "subject", "text", "touch_key"}
    assert "See you at nine." in cli("outbox", "show", "1").out
    assert cli("outbox", "show", "2").code == 2


def test_the_schemas_on_paper_are_those_of_the_code(cli: Cli) -> None:
    from starter.cli.run.schema import FILE

    said = cli("schema").json
    assert {"start", "intake", "signals", "updates"} <= said.keys()
    assert json.loads(FILE.read_text("utf-8")) == said, "run `followup schema --write`"


def test_list_with_a_limit_says_how_many_it_left_out(cli: Cli, ann: str, ledger: Ledger) -> None:
    settle(ledger, "manual:bob", applied("bob", "OPS-1"))
    settle(ledger, "manual:cleo", applied("cleo", "OPS-1"))
    said = cli("list", "--limit", "2")
    assert len(said.out.splitlines()) == 2 + 2  # headings and a rule above
    assert said.err.startswith("These are the first 2 of 3; narrow it down with --stage")
    assert len(cli("list", "--limit", "2", "--json").json) == 2
    assert cli("list", "--limit", "3").err == ""
    assert cli("list", "--job", "OPS-1", "--limit", "1").err.startswith("These are the first 1 of 2;")


def test_in_a_pipe_list_gives_each_person_one_whole_line(cli: Cli, ledger: Ledger) -> None:
    jobs = [f"A-VERY-LONG-NAME-OF-A-JOB-{n}" for n in range(12)]
    settle(ledger, "manual:ann", *(applied("ann", job) for job in jobs))
    (line,) = [line for line in cli("list").out.splitlines() if "manual:ann" in line]
    assert all(job in line for job in jobs)


@pytest.mark.usefixtures("home")
def test_in_a_terminal_list_stops_where_nobody_scrolls(ledger: Ledger) -> None:
    for name in ("ann", "bob", "cleo"):
        settle(ledger, f"manual:{name}", applied(name))
    ours, theirs = pty.openpty()
    code = "import starter.cli.ask.status as a; a._SHOWN = 2; from starter.cli.main import run; run(['list'])"
    with os.fdopen(ours, "rb") as screen:
        done = subprocess.run([sys.executable, "-c", code], stdout=theirs, stderr=subprocess.PIPE, check=True)
        os.close(theirs)
        seen = _all_of(screen)
    assert seen.count("manual:") == 2
    assert b"These are the first 2 of 3" in done.stderr


def _all_of(screen: IO[bytes]) -> str:
    """What was written to a terminal that is closed at its other end, which is an error on Linux."""
    seen = b""
    with suppress(OSError):
        while chunk := os.read(screen.fileno(), 65536):
            seen += chunk
    return seen.decode()


def test_reading_commands_start_without_the_temporal_sdk(ann: str) -> None:
    """One after the other in one process, which names the first that loads what none of them needs."""
    code = (
        "import sys; from starter.cli.main import run\n"
        "heavy = {'temporalio', 'alembic', 'jinja2', 'holidays', 'babel', 'idna', 'icalendar'}\n"
        "for command in sys.argv[1:]:\n"
        "    if (code := run(command.split())) or (found := heavy & sys.modules.keys()):\n"
        "        sys.exit(f'{command}: {code or found}')\n"
    )
    commands = ["status ann", "list", "tasks", "timeline ann", "find lee", "job show ENG-7"]
    done = subprocess.run([sys.executable, "-c", code, *commands], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_dry_run_tells_who_is_here_and_who_would_be_mixed_up(cli: Cli, ann: str, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    lines = [
        "ann,Ann,Lee,ann@example.com,ENG-7",
        "ann,Ann,Lee,ann@example.com,OPS-1",
        "other,Ann,Lee,ANN@example.com,ENG-7",
    ]
    sheet.write_text("\n".join(["id,first_name,last_name,email,job_id", *lines, "new,New,One,new@example.com,ENG-7"]))
    done = cli("enroll", str(sheet), "--dry-run")
    assert (done.code, done.out.partition("\n")[0]) == (0, "would enroll 2, 1 already here, 0 with errors")
    sheet.write_text("id,first_name,last_name,email,job_id\nann,Bob,Ray,bob@example.com,ENG-7\n")
    done = cli("enroll", str(sheet), "--dry-run")
    assert done.code == 1
    assert "line 2: the id manual:ann is Ann Lee's, with another address; give Bob Ray another id" in done.err
    form = ["--id", "ann", "--name", "Bob Ray", "--email", "bob@example.com", "--job", "ENG-7"]
    refused = cli("enroll", *form, "--dry-run")
    assert refused.code == 2
    assert refused.err.startswith("the id manual:ann is Ann Lee's") and refused.err.count("\n") == 1


def test_a_message_that_is_being_handed_over_is_told_as_that_and_not_as_sent(
    cli: Cli, ann: str, ledger: Ledger
) -> None:
    application = cli("status", "ann", "--json").json["applications"][0]["id"]
    begun = DeliveryPending(
        event_id="p", occurred_at=WEDNESDAY, application_id=application,
        touch_key=f"{ANN}/{application}/applied.1/update/1",
        stage=Stage.APPLIED, step="update", occurrence="1", attempt=1, channel=Channel.EMAIL,
        until=WEDNESDAY + timedelta(seconds=30),
    )  # fmt: skip
    before = cli("status", "ann", "--json").json["last_contact_at"]
    settle(ledger, ANN, begun)
    under_way = "the last message is still being sent; followup checks again at "
    assert under_way in cli("status", "ann").out
    assert under_way in cli("why", "ann").out
    assert under_way.capitalize() in cli("next", "ann").out
    rows = cli("next", "ann", "--json")
    assert rows.json and under_way.capitalize() in rows.err
    assert "sending the status update by email is taking a while; waiting until" in cli("timeline", "ann").out
    assert cli("status", "ann", "--json").json["last_contact_at"] == before


def test_where_nothing_is_ahead_the_message_that_is_being_handed_over_is_all_there_is_to_say() -> None:
    view = CandidateStatus(id="manual:ann", name="Ann Lee", state="active", why=pending_words(WEDNESDAY, UTC))
    assert next_words(view) == "The last message is still being sent; followup checks again at 15:00:00 their time."
