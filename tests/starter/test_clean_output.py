"""What comes from outside steers no terminal and deceives no reader, whichever command prints it."""

from __future__ import annotations

import io
import json
import logging
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from channels.outbox import OutboxEmail
from channels.sender import OutgoingMessage
from domain.events import Noted, OfferExtended, Rated, ReplyReceived
from domain.names import Channel
from ledger.inbox.rows import Arrival
from ledger.store import Ledger
from starter.clean_output import CleanStream, LogLines, clean, json_clean
from starter.cli.main import COMMANDS
from tests.starter.conftest import Cli, applied, settle
from tests.tables import each

HOSTILE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
POISON = "\x1b[31m\x1b]0;title\x07\x9b2J\x7f\u202egnp\u2066\u200b\r\x1b[2K\nFORGED all is well"
"""Colours, a window's title, a cleared screen, a text that runs backwards, and a line that was never printed."""


def poisoned(word: str) -> str:
    return f"{word}{POISON}"


@pytest.fixture
def eve(ledger: Ledger, home: Path) -> str:
    """Somebody whose every word is meant for the terminal; her task's id."""
    candidate = {"first_name": poisoned("Eve"), "last_name": poisoned("Ill"), "timezone": poisoned("Mars")}
    told = applied(
        "eve", poisoned("ENG"), job_title=poisoned("Engineer"), department=poisoned("R"), candidate=candidate
    )
    told = told.model_copy(update={"recruiter": told.recruiter.model_copy(update={"name": poisoned("Kim")})})
    now, about = told.occurred_at, {"application_id": told.application_id}
    state = settle(
        ledger,
        "manual:eve",
        told,
        Noted(event_id="n", occurred_at=now, text=poisoned("a note"), author=poisoned("kim"), **about),
        ReplyReceived(event_id="r", occurred_at=now, text=poisoned("Hello"), channel=Channel.EMAIL),
        OfferExtended(event_id="o", occurred_at=now, title=poisoned("Boss"), pay=poisoned("9"), **about),
        Rated(event_id=poisoned("rated"), occurred_at=now, rating=3, source="cli", author=poisoned("kim"), **about),
    )
    row = Arrival("ats", poisoned("key"), poisoned("kind"), poisoned("about"), json.dumps(poisoned("body")), now)
    ledger.inbox.put([row])
    ledger.inbox.settle(1, "not_understood", now, error=poisoned("The id"))
    mail = OutgoingMessage(
        touch_key="k",
        attempt=1,
        to="eve@example.com",
        subject=poisoned("Hello").replace("\r", "").replace("\n", ""),
        text=poisoned("Dear Eve"),
        sender_name="Acme",
        sender_address="talent@acme.example",
        message_id="<k@acme.example>",
        sent_at=now,
    )
    OutboxEmail(home).send(mail)
    return state.tasks[0].task_id


READING: dict[str, list[list[str]]] = {
    "find": [["find", "eve"], ["find", poisoned("Eve")], ["find", POISON]],
    "list": [
        ["list"],
        ["list", "--stage", "offer"],
        ["list", "--job", poisoned("ENG")],
        ["list", "--state", POISON],
        ["list", "--search", POISON],
        ["list", "--silent"],
        ["list", "--recruiter", POISON],
    ],
    "status": [["status", "eve"], ["status", poisoned("eve")]],
    "team": [["team"]],
    "report": [
        ["report"],
        ["report", "--by", "job", "--by", "recruiter", "--by", "department"],
        ["report", "--by", "job", "--json"],
        ["report", "--by", POISON],
        ["report", "--where", f"job={POISON}"],
        ["report", "--where", f"recruiter={POISON}"],
        ["report", "--where", POISON],
        ["report", "--since", POISON],
    ],
    "next": [["next", "eve"]],
    "why": [["why", "eve"]],
    "timeline": [["timeline", "eve"]],
    "tasks": [["tasks"], ["tasks", "--recruiter", poisoned("Kim")], ["tasks", "--recruiter", POISON]],
    "digest": [["digest"], ["digest", "--recruiter", poisoned("Kim")]],
    "inbox": [["inbox"], ["inbox", "list"], ["inbox", "show", "1"], ["inbox", "list", "--state", POISON]],
    "outbox": [["outbox"], ["outbox", "show", "1"]],
    "mailbox": [["mailbox", "check"]],
    "doctor": [["doctor"]],
    "approve": [["approve", "TASK", "--show"], ["approve", POISON]],
    "undo": [["undo", "eve", "--list"], ["undo", "eve", "--yes"], ["undo", "eve", "--event", POISON, "--yes"]],
    "send": [["send", "eve", "--subject", "Hi", "--text", "Hello", "--dry-run"], ["send", POISON, "--text", POISON]],
    "enroll": [["enroll", "FILE", "--dry-run"], ["enroll", "--id", POISON, "--name", POISON, "--email", POISON]],
    "job": [
        ["job", "fill", poisoned("ENG"), "--dry-run"],
        ["job", "fill", POISON],
        ["job", "list"],
        ["job", "show", poisoned("ENG")],
        ["job", "show", POISON],
    ],
    "playbook": [["playbook", "check"], ["playbook", "diff"], ["playbook", "show"], ["playbook", "check", POISON]],
    "lint": [["lint"], ["lint", POISON]],
    "preview": [["preview"], ["preview", "--timezone", POISON]],
    "schema": [["schema"]],
    "version": [["version"]],
    "init": [["init", "--company", POISON, "--sender", POISON], ["init", "--test", "--to", POISON]],
    "signal-urls": [["signal-urls"]],
    "backup": [["backup", POISON]],
    "page": [["page", "eve"], ["page", POISON]],
    "recover": [["recover", "ledger"], ["recover", "clocks"]],
    "audit": [
        ["audit", "eve"],
        ["audit"],
        ["audit", POISON],
        ["audit", "verify", POISON],
        ["audit", "key", "--new", POISON],
        ["audit", "looks", "eve"],
    ],
    "setup": [["setup"]],
    "retention": [["retention", "--dry-run"]],
    "erase": [["erase", "eve", "--dry-run"], ["erase", "eve", "--yes"], ["erase", POISON, "--yes"]],
    "redact": [["redact", "eve"], ["redact", "eve", "--event", POISON, "--yes"], ["redact", POISON]],
    "hold": [["hold", "eve"], ["hold", "eve", "--reason", POISON], ["hold", "eve", "--lift"]],
}
TELLING: dict[str, list[str]] = {
    "stage": ["stage", "eve", "interview"],
    "interview": ["interview", "eve", "--at", "2030-01-07T14:00"],
    "offer": ["offer", "eve", "--title", POISON],
    "hire": ["hire", "eve"],
    "reject": ["reject", "eve", "--reason", POISON],
    "withdraw": ["withdraw", "eve"],
    "reply": ["reply", "eve", "--text", POISON],
    "answer": ["answer", "eve", "--text", POISON],
    "contacted": ["contacted", "eve"],
    "note": ["note", "eve", POISON],
    "promise": ["promise", "eve", "--by", POISON],
    "done": ["done", POISON],
    "pause": ["pause", "eve"],
    "resume": ["resume", "eve"],
    "snooze": ["snooze", "eve", "--until", POISON],
    "send-now": ["send-now", "eve"],
    "prefer": ["prefer", "eve", "--timezone", POISON],
    "stop": ["stop", "eve"],
    "allow": ["allow", "eve"],
    "rate": ["rate", "eve", "3"],
    "feedback": ["feedback", "eve", "yes", "--text", POISON],
    "left": ["left", "eve", "--reason", POISON],
    "merge": ["merge", "eve", POISON],
    "tag": ["tag", "eve", f"+{POISON}"],
    "assign": ["assign", "eve", "--to", POISON],
    "replace": ["replace", POISON, "--by", POISON, "--yes"],
    "away": ["away", POISON, "--until", "2030-01-07", "--cover", POISON],
}
STAYING = {
    "up": "its children are commands of this list, and their logs have a test of their own",
    "worker": "stays; its logs have a test of their own",
    "gateway": "stays; its logs have a test of their own",
    "sync": "asks an ATS for everybody, which its own tests do",
    "desk": "stays, or prints a link; its pages have tests of their own",
    "rehearse": "tells of the sample people alone",
    "sandbox": "tells of the sample people alone",
}


def test_no_command_is_left_out() -> None:
    assert {*READING, *TELLING, *STAYING} == set(COMMANDS)


def check(out: str, *, lines_of_theirs: bool = False) -> None:
    assert not HOSTILE.findall(out), (HOSTILE.findall(out), out)
    if not lines_of_theirs:
        assert not [line for line in out.splitlines() if line.strip().startswith("FORGED")]


ASKING = ("find", "list", "status", "team", "next", "why", "timeline", "tasks", "digest", "inbox", "outbox", "mailbox")
"""Those that write nothing: one after the other on one ledger, as those that tell, since no Temporal hears them."""

GROUPS: dict[str, list[list[str]]] = {
    "asking": [words for name in ASKING for words in READING[name]],
    **{name: commands for name, commands in READING.items() if name not in ASKING},
    "telling": list(TELLING.values()),
}


@pytest.mark.parametrize("group", GROUPS)
def test_nothing_from_outside_steers_the_terminal(
    group: str, cli: Cli, eve: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    sheet = tmp_path / "people.csv"
    quoted = '"' + poisoned("Zed").replace("\n", " ") + '"'
    sheet.write_text(f"id,first_name,email,job_id\nzed,{quoted},zed@example.com,E1\n{quoted},Y,y@example.com,E1\n")
    for words in GROUPS[group]:
        words = [{"TASK": eve, "FILE": str(sheet)}.get(word, word) for word in words]
        said = cli(*words)
        whole = words[:2] in (["outbox", "show"], ["inbox", "show"])  # a message has the lines that it has
        check(said.out, lines_of_theirs=whole)
        check(said.err)
        machine = cli(*words, "--json")
        check(machine.out)
        check(machine.err)
        if machine.out and machine.code == 0:
            assert machine.json is not None


def test_json_gives_back_every_letter_as_it_is(cli: Cli, eve: str) -> None:
    (row,) = cli("list", "--json").json
    assert row["name"] == f"{poisoned('Eve')} {poisoned('Ill')}"
    (entry,) = [one for one in cli("timeline", "eve", "--json").json if one["type"] == "reply_received"]
    assert entry["text"] == poisoned("Hello")


def test_a_table_is_never_as_wide_as_what_somebody_sent(cli: Cli, ledger: Ledger) -> None:
    at = datetime(2026, 11, 25, 12, tzinfo=UTC)
    ledger.inbox.put([Arrival("ats", "x" * 5000, "y" * 5000, "z" * 5000, "{}", at)])
    ledger.inbox.settle(1, "not_understood", at, error="w" * 5000)
    assert max(map(len, cli("inbox").out.splitlines())) < 500
    assert max(map(len, cli("inbox", "show", "1").out.splitlines())) < 500


# ------------------------------------------------------------ the way out itself


@each(
    ("text", "shown"),
    [
        ("Žofie Ångström, 李小龍, Ελένη", "Žofie Ångström, 李小龍, Ελένη"),
        ("\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),  # Persian needs its joiner
        ("👩\u200d💻", "👩\u200d💻"),
        ("pay\u200dpal", "pay pal"),
        ("pay\u200bpal", "pay pal"),
        ("a\tb\nc\r\nd", "a\tb\nc\nd"),
        ("\x1b[2Jgone", " [2Jgone"),
        ("\u202eback", " back"),
        ("postgresql://u:hunter2@h/db", "postgresql://u:********@h/db"),
        ("connect to host=h password=hunter2 failed", "connect to host=h password=******** failed"),
    ],
)
def test_what_is_printed_is_legible_and_harmless(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_json_keeps_its_meaning() -> None:
    data = {
        "a": "\x1b\x7f\x9b\u202e\ufeff\u200b\U000e0041",
        "b": 'pass"word="x" password=\'a\', "b"',
        "c": "http://u:p@h",
    }
    for ascii_only in (True, False):
        assert json.loads(json_clean(json.dumps(data, ensure_ascii=ascii_only))) == data
    assert not HOSTILE.search(json_clean(json.dumps(data, ensure_ascii=False)))
    masked = json.loads(clean(json_clean(json.dumps(data, ensure_ascii=False))))
    assert masked["c"] == "http://u:********@h"  # masked, and still JSON


def test_rich_may_colour_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    from rich.console import Console

    written = io.StringIO()
    monkeypatch.setattr(sys, "stdout", CleanStream(written))  # type: ignore[arg-type]
    Console(force_terminal=True, color_system="standard", markup=True).print("[red]Eve[/red] \x1b]0;x\x07\x9b2J\u202e")
    assert "\x1b[31mEve\x1b[0m" in written.getvalue()
    assert not HOSTILE.findall(re.sub("\x1b\\[[0-9;]*m", "", written.getvalue()))


def _logged(record: logging.LogRecord) -> str:
    return LogLines("%(levelname)s %(message)s").format(record)


def _record(message: str, *args: Any, error: BaseException | None = None) -> logging.LogRecord:
    info: Any = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("x", logging.ERROR, "x.py", 1, message, args, info)


def test_a_log_line_is_one_line() -> None:
    assert _logged(_record("refused: %s", "a\n2026-11-25 INFO all is well\x1b[2J")) == (
        "ERROR refused: a 2026-11-25 INFO all is well [2J"
    )


def test_an_exception_is_logged_by_its_kind_and_place_and_never_by_what_it_quotes() -> None:
    from pydantic import BaseModel

    class Model(BaseModel):
        number: int

    def fails() -> None:
        try:
            Model.model_validate({"number": "planted words"})
        except ValueError as error:
            raise KeyError("planted words") from error

    try:
        fails()
    except KeyError as caught:
        said = _logged(_record("it failed", error=caught))
    assert "planted" not in said.replace('"planted words"', "")  # the line of this very test is shown
    assert "KeyError" in said and "pydantic_core._pydantic_core.ValidationError" in said
    assert "test_clean_output.py" in said


def test_the_details_of_a_database_are_not_logged() -> None:
    from sqlalchemy.exc import IntegrityError

    error = IntegrityError("INSERT", {"email": "planted"}, Exception("DETAIL: Key (email)=(planted) already exists."))
    assert "planted" not in _logged(_record("it failed", error=error))


def test_what_the_system_says_and_our_own_sentences_are_logged() -> None:
    from ledger.engine import LedgerUnavailable

    for error in (ConnectionRefusedError(111, "Connection refused"), LedgerUnavailable("The disk is full.")):
        assert str(error) in _logged(_record("it failed", error=error))
