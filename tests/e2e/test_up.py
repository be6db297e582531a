"""`followup up`: one command starts everything, on one home at a time, and survives whatever dies."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from starter.embedded import free_port, is_listening
from tests.machine_time import zone_where_it_is

FOLLOWUP = str(Path(sys.executable).parent / "followup")


class Installation:
    """A home, and the commands that a recruiter types on it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port, self.ui_port, self.gateway_port = free_port(), free_port(), free_port()
        self.env = {k: v for k, v in os.environ.items() if not k.startswith(("FOLLOWUP_", "TEMPORAL_"))}
        self.env["FOLLOWUP_HOME"] = str(home)
        self.metrics = {"worker": free_port(), "gateway": free_port()}
        self.env["FOLLOWUP_METRICS_PORT"] = str(self.metrics["worker"])
        self.env["FOLLOWUP_GATEWAY_METRICS_PORT"] = str(self.metrics["gateway"])
        self.running: list[subprocess.Popen[bytes]] = []

    def up(self, *more: str) -> subprocess.Popen[bytes]:
        argv = [FOLLOWUP, "up", *self.ports(), *more]
        with (self.home.parent / "up.log").open("ab") as log:
            process = subprocess.Popen(argv, env=self.env, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self.running.append(process)
        says = "Temporal alone runs" if "--only-temporal" in more else "followup runs"
        self.wait_for(lambda: says in self.said() or process.poll() is not None)
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
        return subprocess.run(
            [FOLLOWUP, *words], env=self.env, capture_output=True, text=True, timeout=180, check=False
        )

    def json(self, *words: str) -> Any:
        return json.loads(self.type(*words, "--json").stdout)

    def next_contact(self) -> Any:
        """Ann's, from her clock; without its reason, which tells the minute at which it was thought of."""
        return {k: v for k, v in self.json("status", "ann", "--live")["next"].items() if k != "why"}

    def wait_for(self, holds: Any, patience: float = 40) -> None:
        until = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < until, f"it did not happen in {patience} s; up said: {self.said()}"
            time.sleep(0.05)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Installation]:
    made = Installation(tmp_path / "home")
    yield made
    for process in made.running:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def enrol(here: Installation) -> None:
    """Ann, for whom it is late in the evening: the next contact is tomorrow's, on any day, and stays so for hours."""
    ann = ["--id", "ann", "--name", "Ann Lee", "--email", "ann@example.com", "--job", "eng", "--job-title", "Engineer"]
    assert here.type("enroll", *ann, "--timezone", zone_where_it_is(22)).returncode == 0
    here.wait_for(lambda: here.type("status", "ann").returncode == 0)


def test_one_command_starts_it_and_says_in_six_lines_what_runs_and_what_to_try(here: Installation) -> None:
    process = here.up()
    assert process.poll() is None, here.said()
    assert len(here.said().strip().splitlines()) == 6
    for whose, port in here.metrics.items():
        assert f"http://127.0.0.1:{port}/metrics ({whose})" in here.said()
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
            assert b"followup_" in answer.read()
    assert str(here.ui_port) in here.said()
    assert f"Gateway http://127.0.0.1:{here.gateway_port}" in here.said()
    assert is_listening(here.ui_port)
    with urlopen(f"http://127.0.0.1:{here.gateway_port}/readyz", timeout=10) as answer:
        assert json.load(answer)["temporal"] == {"reachable": True}
    enrol(here)
    assert here.json("status", "ann")["applications"][0]["stage"] == "applied"
    assert here.type("doctor").returncode == 0, here.type("doctor").stdout
    assert "✓ Daily digest: 08:00 America/New_York, Mon Tue Wed Thu Fri, next " in here.type("doctor").stdout


def test_a_second_up_on_the_same_home_says_so_and_changes_nothing(here: Installation) -> None:
    here.up()
    second = here.type(
        "up", "--port", str(free_port()), "--ui-port", str(free_port()), "--gateway-port", str(free_port())
    )
    assert second.returncode == 1
    assert "already runs on" in second.stderr
    assert len(second.stderr.strip().splitlines()) == 1
    assert here.type("list").returncode == 0


def test_ctrl_c_stops_all_and_the_state_survives(here: Installation) -> None:
    process = here.up()
    enrol(here)
    before = here.next_contact()
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    assert not is_listening(here.port)
    assert not is_listening(here.gateway_port)
    here.env["TEMPORAL_ADDRESS"] = f"127.0.0.1:{here.port}"  # whatever else runs on this machine's usual port
    assert here.type("note", "ann", "hello").returncode == 4
    del here.env["TEMPORAL_ADDRESS"]
    here.forget()
    here.up()
    assert here.next_contact() == before


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
    assert (filled.returncode, "of 1 candidate." in filled.stdout) == (0, True), filled.stderr
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == 0
    here.forget()
    here.up()
    assert here.next_contact() == before
    assert here.type("doctor", "--promise").returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")
def test_kill_minus_9_of_up_leaves_nothing_behind_and_the_next_one_goes_on(here: Installation) -> None:
    process = here.up()
    enrol(here)
    process.kill()
    process.wait()
    here.wait_for(lambda: not is_listening(here.port))
    here.forget()
    again = here.up()
    assert again.poll() is None, here.said()
    assert here.json("status", "ann", "--live")["applications"][0]["stage"] == "applied"


def test_a_port_that_is_taken_is_said_in_one_sentence(here: Installation) -> None:
    here.up()
    other = Installation(here.home.parent / "other")
    other.port, other.ui_port = here.port, free_port()
    refused = other.type("up", *other.ports())
    assert refused.returncode == 1
    assert f"Port {here.port} is taken" in refused.stderr


def test_a_gateway_s_port_that_is_taken_is_said_and_the_usual_one_is_left_alone(here: Installation) -> None:
    with socket.create_server(("127.0.0.1", here.gateway_port)):
        refused = here.type("up", *here.ports())
        assert refused.returncode == 1
        assert f"Port {here.gateway_port} is taken" in refused.stderr
        assert "--gateway-port" in refused.stderr


def test_a_wrong_secret_is_said_before_anything_runs(here: Installation) -> None:
    here.env["FOLLOWUP_WEBHOOK_SECRET"] = "hunter2"
    refused = here.type("up", *here.ports())
    assert refused.returncode == 2
    assert refused.stderr.startswith("FOLLOWUP_WEBHOOK_SECRET must be")
    assert not here.home.exists()


def test_a_gateway_that_dies_is_started_again(here: Installation) -> None:
    here.up()
    listening = f"--port {here.gateway_port}"
    found = [p for p in Path("/proc").glob("[0-9]*") if listening in _command(p)]
    assert len(found) == 1
    os.kill(int(found[0].name), signal.SIGKILL)
    here.wait_for(lambda: "The gateway ended with code -9; starting it again." in here.said())
    here.wait_for(lambda: is_listening(here.gateway_port))


def _command(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""


def test_a_wrong_setting_is_said_before_anything_starts(here: Installation) -> None:
    here.env["FOLLOWUP_EMAIL"] = "pigeon"
    refused = here.type("up", *here.ports())
    assert refused.returncode == 2
    assert "FOLLOWUP_EMAIL" in refused.stderr
    assert not is_listening(here.port)


def test_the_rehearsal_takes_the_sample_candidates_through_ninety_days(here: Installation) -> None:
    done = here.type("rehearse", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    sent = [row for row in told["timeline"] if row["type"] == "sent"]
    assert len(told["candidates"]) == 12
    assert len(sent) > 50
    assert len({row["touch_key"] for row in sent}) == len(sent)
    assert all(row["why"] for row in sent)
    femi = next(view for view in told["candidates"] if view["id"] == "manual:femi-ade")
    assert femi["stopped"]
    assert femi["next"] is None
