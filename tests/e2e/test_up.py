"""`followup up`: one command starts everything, on one home at a time, and survives whatever dies.

What runs is dear to start, so that most tests take what the one before has left running (`running`); each may be run
alone.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import HTTPCookieProcessor, build_opener, urlopen

import pytest

from starter.embedded import free_port, is_listening
from tests.e2e.typed import typed_now
from tests.machine_time import zone_where_it_is
from tests.wheels import Installed, project_of_another

pytestmark = [pytest.mark.long, pytest.mark.xdist_group("up")]

FOLLOWUP = str(Path(sys.executable).parent / "followup")


class Installation:
    """A home, and the commands that a recruiter types on it, in the folder of a project with modules of its own."""

    def __init__(self, home: Path, followup: str = FOLLOWUP) -> None:
        self.home = home
        self.followup = followup
        self.folder = project_of_another(home.parent / "project")
        self.port, self.ui_port, self.gateway_port = free_port(), free_port(), free_port()
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("FOLLOWUP_", "TEMPORAL_"))}
        self.env["FOLLOWUP_HOME"] = str(home)
        self.env["PATH"] = f"{Path(followup).parent}:{self.env['PATH']}"  # its environment is active
        self.metrics = {"worker": free_port(), "gateway": free_port()}
        self.env["FOLLOWUP_METRICS_PORT"] = str(self.metrics["worker"])
        self.env["FOLLOWUP_GATEWAY_METRICS_PORT"] = str(self.metrics["gateway"])
        self.running: list[subprocess.Popen[bytes]] = []

    def up(self, *more: str) -> subprocess.Popen[bytes]:
        argv = [self.followup, "up", *self.ports(), *more]
        with (self.home.parent / "up.log").open("ab") as log:
            process = subprocess.Popen(
                argv, cwd=self.folder, env=self.env, stdout=log, stderr=log, stdin=subprocess.DEVNULL
            )
        self.running.append(process)
        says = "Only Temporal is running" if "--only-temporal" in more else "followup is running"
        self.wait_for(lambda: says in self.said() or process.poll() is not None, patience=120)
        return process

    def ports(self) -> list[str]:
        ports = {"--port": self.port, "--ui-port": self.ui_port, "--gateway-port": self.gateway_port}
        return [word for name, port in ports.items() for word in (name, str(port))]

    def said(self) -> str:
        log = self.home.parent / "up.log"
        return log.read_text() if log.exists() else ""

    def forget(self) -> None:
        (self.home.parent / "up.log").write_text("")

    def type(self, *words: str) -> subprocess.CompletedProcess[str]:
        """What runs for a while, and what asks after this installation, is a process of its own, as with people."""
        if words[0] not in ("up", "rehearse", "doctor"):
            return typed_now(self.env, words)
        return subprocess.run(
            [self.followup, *words],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def refuses(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`up`, where its settings end it before it has begun: in the process of the test."""
        return typed_now(self.env, ("up", *self.ports(), *words))

    def json(self, *words: str) -> Any:
        return json.loads(self.type(*words, "--json").stdout)

    def next_contact(self) -> Any:
        """Ann's, from her clock; without its reason, which tells the minute at which it was thought of."""
        return {k: v for k, v in self.json("status", "ann", "--live")["next"].items() if k != "why"}

    def wait_for(self, holds: Any, patience: float = 60) -> None:
        until, pause = time.monotonic() + patience, 0.05
        while not holds():
            assert time.monotonic() < until, f"it did not happen in {patience} s; up said: {self.said()}"
            time.sleep(pause)
            pause = min(pause * 1.2, 0.3)  # looking costs something, too


def _ended(installation: Installation) -> None:
    for process in installation.running:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(30)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    """A home on which nothing has been started yet."""
    made = Installation(tmp_path / "home")
    yield made
    _ended(made)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, installed: Installed) -> Iterator[Installation]:
    """A home that others could read, `up` on it for the first time, from a wheel, and Ann."""
    made = Installation(tmp_path_factory.mktemp("up") / "home", str(installed.followup))
    _open_to_all(made.home)
    before = os.umask(0o022)
    made.up()
    os.umask(before)
    enrol(made)
    yield made
    _ended(made)


@pytest.fixture
def running(first: Installation) -> Installation:
    """The same, whatever the test before has done to it."""
    if first.running[-1].poll() is not None:
        first.up()
    return first


FROM_BEFORE = ("worker.log", "temporal.log", "secret-key", "outbox/mail/new/1")


def _open_to_all(home: Path) -> None:
    (home / "outbox" / "mail" / "new").mkdir(parents=True)
    for name in FROM_BEFORE:
        (home / name).write_text("from before\n")
        (home / name).chmod(0o644)
    (home / "notes.txt").write_text("not ours")  # whatever else somebody keeps there stays as it is
    (home / "elsewhere").symlink_to(home.parent / "target")
    (home.parent / "target").write_text("not ours either")
    home.chmod(0o755)
    assert set(open_to_others(home)) >= {".", *FROM_BEFORE}


def open_to_others(home: Path) -> list[str]:
    """What of a home somebody else on the machine could read."""
    paths = [home, *home.rglob("*")]
    return sorted(str(path.relative_to(home)) for path in paths if stat.S_IMODE(path.lstat().st_mode) & 0o077)


def enrol(here: Installation) -> None:
    """Ann, for whom it is late in the evening: the next contact is tomorrow's, on any day, and stays so for hours."""
    ann = ["--id", "ann", "--name", "Ann Lee", "--email", "ann@example.com", "--job", "eng", "--job-title", "Engineer"]
    assert here.type("enroll", *ann, "--timezone", zone_where_it_is(22)).returncode == 0
    here.wait_for(lambda: here.type("status", "ann").returncode == 0)


def test_one_command_starts_it_and_says_in_seven_lines_what_runs_and_what_to_try(first: Installation) -> None:
    (process,) = first.running
    assert process.poll() is None, first.said()
    closed, *lines = first.said().strip().splitlines()
    assert closed.startswith("Other users of this computer could read") and len(lines) == 7
    for whose, port in first.metrics.items():
        assert f"http://127.0.0.1:{port}/metrics ({whose})" in first.said()
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=30) as answer:
            assert b"followup_" in answer.read()
    assert str(first.ui_port) in first.said()
    assert f"Gateway http://127.0.0.1:{first.gateway_port}" in first.said()
    assert is_listening(first.ui_port)
    link = next(line for line in lines if "Desk" in line).split()[-1]
    with build_opener(HTTPCookieProcessor()).open(link, timeout=30) as page:  # at the end of its line; it logs in
        assert b"<h1>Today</h1>" in page.read()
    # It watches over what it starts, and loads none of that itself: it starts sooner, and needs less memory.
    assert "temporalio" not in Path(f"/proc/{process.pid}/maps").read_text()
    with urlopen(f"http://127.0.0.1:{first.gateway_port}/readyz", timeout=30) as answer:
        assert json.load(answer)["temporal"] == {"reachable": True}
    assert first.json("status", "ann")["applications"][0]["stage"] == "applied"
    doctor = first.type("doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert "✓ Daily digest: 08:00 America/New_York, Mon Tue Wed Thu Fri, next " in doctor.stdout


def test_what_up_says_to_try_next_can_be_typed_as_it_stands_in_that_folder(first: Installation) -> None:
    (enroll,) = re.findall(
        r"^ +(followup enroll \S+) +then: followup list, followup tasks$", first.said(), re.MULTILINE
    )
    argv = f"{enroll} --dry-run --json"
    shell = subprocess.run(argv, shell=True, cwd=first.folder, env=first.env, capture_output=True, timeout=60)
    assert shell.returncode == 0, shell.stderr
    assert json.loads(shell.stdout)["enrolled"] == 12


def test_a_home_that_others_could_read_is_closed_at_the_start_and_stays_closed(running: Installation) -> None:
    """Whatever it was like before, and whatever the shell's umask is."""
    home = running.home
    running.wait_for(lambda: (home / "temporal.db-wal").exists() and (home / "ledger.db").exists())
    assert {"running.json", "up.lock", "gateway.log", "temporal.log"} <= {path.name for path in home.iterdir()}
    assert [name for name in open_to_others(home) if name != "elsewhere"] == ["notes.txt"]
    assert stat.S_IMODE((home.parent / "target").stat().st_mode) == 0o644
    said = [line for line in running.said().splitlines() if line.startswith("Other users")]
    assert said == [f"Other users of this computer could read 8 files and folders in {home}; now only you can."]


def test_a_second_up_on_the_same_home_says_so_and_changes_nothing(running: Installation) -> None:
    second = running.type(
        "up", "--port", str(free_port()), "--ui-port", str(free_port()), "--gateway-port", str(free_port())
    )
    assert second.returncode == 1
    assert "already running on" in second.stderr
    assert len(second.stderr.strip().splitlines()) == 1
    assert running.type("list").returncode == 0


def test_a_port_that_is_taken_is_said_in_one_sentence(running: Installation) -> None:
    other = Installation(running.home.parent / "other")
    other.port, other.ui_port = running.port, free_port()
    refused = other.type("up", *other.ports())
    assert refused.returncode == 1
    assert f"Port {running.port} is taken" in refused.stderr


def test_a_gateway_that_dies_is_started_again(running: Installation) -> None:
    listening = f"--port {running.gateway_port}"
    found = [p for p in Path("/proc").glob("[0-9]*") if listening in _command(p)]
    assert len(found) == 1
    os.kill(int(found[0].name), signal.SIGKILL)
    running.wait_for(lambda: "The gateway ended with code -9; starting it again." in running.said())
    running.wait_for(lambda: is_listening(running.gateway_port))


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_kill_minus_9_of_up_leaves_nothing_behind_and_the_next_one_goes_on_where_it_was(running: Installation) -> None:
    before = running.next_contact()
    process = running.running[-1]
    process.kill()
    process.wait()
    running.wait_for(lambda: not is_listening(running.port))
    running.forget()
    again = running.up()
    assert again.poll() is None, running.said()
    assert running.json("status", "ann", "--live")["applications"][0]["stage"] == "applied"
    assert running.next_contact() == before


def test_ctrl_c_stops_all(running: Installation) -> None:
    """What was known is there again afterwards, as after a `kill -9`: by night with `recover`, below."""
    process = running.running[-1]
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert not is_listening(running.port)
    assert not is_listening(running.gateway_port)
    running.env["TEMPORAL_ADDRESS"] = f"127.0.0.1:{running.port}"  # whatever else runs on this machine's usual port
    assert running.type("note", "ann", "hello").returncode == 4
    del running.env["TEMPORAL_ADDRESS"]


@pytest.mark.nightly
def test_a_lost_ledger_is_filled_with_temporal_alone_at_work(here: Installation) -> None:
    process = here.up()
    enrol(here)
    before = here.next_contact()
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    for file in here.home.glob("ledger.db*"):
        file.unlink()
    process = here.up("--only-temporal")
    assert process.poll() is None, here.said()
    assert is_listening(here.port)
    assert not is_listening(here.gateway_port)  # vendors send again later
    filled = here.type("recover", "ledger")  # which refuses beside a worker
    assert (filled.returncode, "for 1 candidate." in filled.stdout) == (0, True), filled.stderr
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    here.forget()
    here.up()
    assert here.next_contact() == before
    assert here.type("doctor", "--promise").returncode == 0


def test_a_gateway_s_port_that_is_taken_is_said_and_the_usual_one_is_left_alone(here: Installation) -> None:
    with socket.create_server(("127.0.0.1", here.gateway_port)):
        refused = here.type("up", *here.ports())
        assert refused.returncode == 1
        assert f"Port {here.gateway_port} is taken" in refused.stderr
        assert "--gateway-port" in refused.stderr


def test_a_wrong_secret_is_said_before_anything_runs(here: Installation) -> None:
    here.env["FOLLOWUP_WEBHOOK_SECRET"] = "hunter2"
    refused = here.refuses()
    assert refused.returncode == 2
    assert refused.stderr.startswith("FOLLOWUP_WEBHOOK_SECRET must be")
    assert not here.home.exists()


def test_a_wrong_setting_is_said_before_anything_starts(here: Installation) -> None:
    here.env["FOLLOWUP_EMAIL"] = "pigeon"
    refused = here.refuses()
    assert refused.returncode == 2
    assert "FOLLOWUP_EMAIL" in refused.stderr
    assert not is_listening(here.port)
