"""0 done, 1 failed, 2 wrong usage, 3 nobody, 4 unreachable; one sentence on stderr, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from domain.names import SIGNALS, UPDATES
from ledger.store import Ledger
from starter.broadcasting import BroadcastEnded
from starter.cli import errors as failures
from starter.cli.main import COMMANDS
from tests.starter.conftest import Cli, applied, settle
from tests.tables import each


@pytest.fixture
def people(ledger: Ledger) -> Ledger:
    settle(ledger, "manual:ann", applied())
    settle(ledger, "manual:two", applied("two", "ENG-7"), applied("two", "OPS-1"))
    return ledger


@each(
    ("command", "code", "said"),
    [
        (["status", "nobody"], 3, "There is no candidate manual:nobody"),
        (["status", "sue@example.com"], 3, "Nobody has or had the address sue@example.com"),
        (["status", "manual:ann@example.com"], 2, "must not contain an email address"),
        (["status", "Green:1"], 2, "lower-case"),
        (["status"], 2, "Missing argument 'ID'"),
        (["statsu", "ann"], 2, "Did you mean 'status'?"),
        (["status", "ann", "--jsn"], 2, "--json"),
        (["list", "--stage", "ofer"], 2, "'ofer' is not one of"),
        (["list", "--due-within", "soon"], 2, "48h, 3d or 2w"),
        (["list", "--overdue", "--due-within", "1d"], 2, "not both"),
        (["list", "--job", "NOPE"], 3, "'NOPE'"),
        (["next", "nobody"], 3, "no candidate"),
        (["why", "nobody"], 3, "no candidate"),
        (["timeline", "nobody"], 3, "no candidate"),
        (["stage", "nobody", "offer"], 3, "no candidate"),
        (["stage", "two", "offer"], 2, "say which with --job: ENG-7 (Engineer), OPS-1 (Engineer)"),
        (["stage", "two", "offer", "--job", "NOPE"], 3, "has no application for 'NOPE'"),
        (["reject", "nobody"], 3, "no candidate"),
        (["note", "nobody", "x"], 3, "no candidate"),
        (["note", "ann", " "], 2, "empty"),
        (["promise", "ann", "--by", "soon"], 2, "--by: 'soon' isn't a date"),
        (["pause", "ann", "--until", "whenever"], 2, "--until"),
        (["interview", "ann"], 2, "--at"),
        (["interview", "ann", "--at", "2020-01-01T10:00"], 2, "has passed"),
        (["interview", "ann", "--cancel"], 3, "no upcoming interview"),
        (["interview", "ann", "--cancel", "--held"], 2, "--cancel"),
        (["offer", "ann", "--answer", "accepted"], 2, "no offer"),
        (["offer", "ann", "--expires", "2020-01-01"], 2, "has passed"),
        (["offer", "ann", "--answer", "accepted", "--pay", "1"], 2, "Use --answer alone"),
        (["hire", "ann", "--undo", "--start", "today"], 2, "Use --undo alone"),
        (["rate", "ann", "6"], 2, "less than or equal to 5"),
        (["rate", "ann", "5"], 2, "only a hire"),
        (["left", "ann"], 2, "only a hire"),
        (["feedback", "ann", "maybe"], 2, "'maybe'"),
        (["feedback", "ann", "yes"], 2, "no interview on record"),
        (["interview", "ann", "--at", "2030-01-01T10:00", "--interviewer", "Nobody Known"], 2, "Nobody Known"),
        (["prefer", "ann"], 2, "Say what they prefer"),
        (["send-now", "ann", "updat"], 2, "has no step 'updat'"),
        (["stop", "ann", "--channel", "phone"], 2, "'phone'"),
        (["done", "answer-1"], 3, "no task"),
        (["undo", "nobody", "--yes"], 3, "no candidate"),
        (["undo", "ann"], 2, "add --yes"),
        (["undo", "ann", "--json"], 2, "add --yes"),
        (["undo", "ann", "--yes"], 2, "Nothing recorded by a colleague or the ATS"),
        (["undo", "ann", "--event", "nothing", "--yes"], 2, "on record under 'nothing'"),
        (["preview", "--for", "ever"], 2, "--for"),
        (["preview", "--timezone", "Mars/One"], 2, "not a time zone"),
        (["playbook", "check", "/nowhere"], 1, "cannot be used"),
        (["outbox", "show", "7"], 2, "no message 7"),
        (["enroll"], 2, "Give a file"),
        (["enroll", "/nowhere.csv"], 2, "can't be read"),
        (["enroll", "--id", "ann"], 2, "missing"),
        (["reply", "ann", "--text", "Hi"], 4, "Temporal does not answer at 127.0.0.1:9"),
        (["note", "ann", "Hi"], 4, "Temporal does not answer"),
        (["status", "ann", "--live"], 4, "Temporal does not answer"),
        (["setup"], 4, "Temporal does not answer"),
        (["enroll", "--id", "x", "--name", "X", "--email", "x@example.com", "--job", "E"], 4, "Temporal does not"),
    ],
)
def test_exit_codes(cli: Cli, people: Ledger, command: list[str], code: int, said: str) -> None:
    done = cli(*command)
    assert (done.code, said in done.err) == (code, True), done
    lines = [line for line in done.err.splitlines() if line != "-- worker starts --"]
    assert len(lines) == 1
    assert done.out == "" or command[0] == "playbook"


@pytest.mark.parametrize("command", [["list"], ["status", "ann"], ["tasks"], ["next", "ann"], ["reject", "ann"]])
def test_without_a_ledger(cli: Cli, home: Path, command: list[str]) -> None:
    done = cli(*command)
    assert done.code == 4
    assert "There's no ledger in" in done.err
    assert not home.exists()


def test_a_ledger_that_is_none(cli: Cli, home: Path) -> None:
    home.mkdir()
    (home / "ledger.db").write_bytes(b"this is no database, whatever its name says" * 50)
    done = cli("list")
    assert done.code == 4
    assert "not an SQLite database" in done.err


def test_a_wrong_setting_is_named(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_EMAIL", "pigeon")
    done = cli("list")
    assert done.code == 2
    assert "FOLLOWUP_EMAIL" in done.err


def test_no_playbook_in_force(cli: Cli, home: Path) -> None:
    from settings import Settings

    ledger = Ledger(Settings(home=home).ledger_address, ["key"])
    home.mkdir()
    ledger.migrate()
    ledger.close()
    done = cli("playbook", "show")
    assert done.code == 1
    assert "playbook apply" in done.err


def test_doctor_without_temporal(cli: Cli, people: Ledger) -> None:
    done = cli("doctor", "--json")
    checks = {check["check"]: check for check in done.json["checks"]}
    assert (done.code, done.json["healthy"]) == (1, False)
    assert checks["Ledger"]["ok"]
    assert not checks["Temporal"]["ok"]
    assert "followup up" in checks["Temporal"]["do"]
    assert "✗ Temporal" in cli("doctor").out


def test_doctor_masks_secrets(cli: Cli, people: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOLLOWUP_WEBHOOK_SECRET", "hunter2")
    assert "hunter2" not in cli("doctor").out


def test_doctor_names_the_table_of_time_zones(cli: Cli, people: Ledger) -> None:
    from domain.time.zones import table_version

    assert f"✓ Time zones: table {table_version()}\n" in cli("doctor").out


@pytest.mark.parametrize(("free", "line"), [(0, "✗ Disk: 0 MB free"), (5_000_000_000, "✓ Disk: 5,000 MB free")])
def test_r26_doctor_says_that_the_disk_is_full(
    cli: Cli, people: Ledger, monkeypatch: pytest.MonkeyPatch, free: int, line: str
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _path: SimpleNamespace(free=free))
    done = cli("doctor")
    assert line in done.out
    assert ("free up space; what's waiting continues by itself" in done.out) is (free == 0)


def test_every_command_has_help(cli: Cli) -> None:
    for name in COMMANDS:
        done = cli(name, "--help")
        assert done.code == 0, name
        assert "Usage: followup" in done.out
    everything = cli("--all").out
    assert all(f" {name} " in everything for name in COMMANDS)


def test_an_unexpected_error_is_one_sentence_and_debug_shows_where(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    error = ZeroDivisionError("by\nnothing")
    assert failures.explained(error) == 1
    assert capsys.readouterr().err == (
        "This should not have happened (ZeroDivisionError); FOLLOWUP_DEBUG=1 shows where.\n"
    )
    monkeypatch.setenv("FOLLOWUP_DEBUG", "1")
    failures.explained(error)
    assert "Traceback" in capsys.readouterr().err or error.__traceback__ is None
    assert failures.explained(KeyboardInterrupt()) == 130


def test_a_broadcast_that_was_ended_is_told_in_its_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    error = BroadcastEnded("It was ended before everybody was told; run the same command again for the rest.")
    assert failures.explained(error) == 1
    assert capsys.readouterr().err == f"{error}\n"


def test_every_class_that_has_a_code_exists() -> None:
    from importlib import import_module

    for place in failures.CODES:
        module, _, name = place.rpartition(".")
        assert issubclass(getattr(import_module(module), name), Exception)


def test_a_reader_that_goes_away_is_no_error(people: Ledger) -> None:
    script = f"{sys.executable} -m starter.cli.main list | true; exit ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stderr) == (0, "")


def test_letters_that_the_terminal_lacks_are_no_error(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three commands in one process."""
    settle(ledger, "manual:zoe", applied("zoe", candidate={"first_name": "Zoë"}))
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    code = (
        "import sys; from starter.cli.main import main\n"
        "for words in ('list', 'status zoe', 'status zoe --json'):\n"
        "    sys.argv = ['followup', *words.split()]\n"
        "    try:\n"
        "        main()\n"
        "    except SystemExit as left:\n"
        "        assert not left.code, words\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Zo\\u00eb" in done.stdout


def test_signals_and_updates_told_by_commands_exist() -> None:
    """Names stand in the commands as words; a mistyped one would only show when somebody uses it."""
    import re

    folder = Path(__file__).parents[2] / "starter" / "cli"
    source = "".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    told = set(re.findall(r'\babout\.tell(?:_until)?\(\s*(?:\w+, |\w+ or )?"(\w+)"', source))
    updated = set(re.findall(r'\bupdate\(\s*(?:person,\s*)?"(\w+)"', source))
    assert told
    assert told <= set(SIGNALS)
    assert updated
    assert updated <= set(UPDATES)
