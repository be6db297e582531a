"""Real `followup worker` and `followup gateway` that start while their ledger, or their playbook, is away."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from starter.embedded import free_port, is_listening
from tests.e2e.typed import typed_now
from tests.forked import begin_command
from tests.house import QUICK

pytestmark = pytest.mark.machine_time

FOLLOWUP = str(Path(sys.executable).parent / "followup")


class Alone:
    """One process on a home of its own, without Temporal."""

    def __init__(self, folder: Path) -> None:
        self.home, self.log, self.port = folder / "home", folder / "log", free_port()
        self.playbook = folder / "playbook"
        shutil.copytree(QUICK, self.playbook)
        self.ledgers = folder / "ledgers"
        env = {k: v for k, v in os.environ.items() if not k.startswith(("FOLLOWUP_", "TEMPORAL_"))}
        env |= {
            "FOLLOWUP_HOME": str(self.home),
            "FOLLOWUP_PLAYBOOK": str(self.playbook),
            "TEMPORAL_ADDRESS": "127.0.0.1:9",
        }
        self.env = env | {"FOLLOWUP_LEDGER_URL": f"sqlite:///{self.ledgers}/one/ledger.db"}
        self.process: subprocess.Popen[bytes] | None = None

    def take_ledger_away(self) -> None:
        self.ledgers.write_text("a file, where the ledger's folder was")

    def give_ledger_back(self) -> None:
        self.ledgers.unlink()

    def start(self, *words: str) -> None:
        self.process = begin_command(*words, log=self.log, env=self.env)

    def said(self) -> str:
        return self.log.read_text()

    def until(self, holds: Callable[[], object], patience: float = 60) -> None:
        end = time.monotonic() + patience
        while not holds():
            assert time.monotonic() < end, self.said()
            assert self.process is not None
            assert self.process.poll() is None, self.said()
            time.sleep(0.05)

    def ends_at_once(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)
        assert self.process.wait(30) == 0, self.said()  # where it waits for its next try it may be a minute


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Alone]:
    made = Alone(tmp_path)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.process.kill()
        made.process.wait()


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("worker", signal.SIGTERM),
        ("gateway", signal.SIGINT),
        pytest.param("worker", signal.SIGINT, marks=pytest.mark.nightly),
        pytest.param("gateway", signal.SIGTERM, marks=pytest.mark.nightly),
    ],
)
def test_r26_a_word_to_end_ends_the_waiting_for_a_ledger_at_once(alone: Alone, name: str, number: int) -> None:
    alone.take_ledger_away()
    alone.start(name, *(("--port", str(alone.port)) if name == "gateway" else ()))
    alone.until(lambda: "Next try in 4 s." in alone.said())
    assert f"{name} waits: The ledger's file cannot be made (Not a directory)" in alone.said()
    alone.ends_at_once(number)


def test_r26_a_gateway_lets_nobody_in_without_its_ledger_and_serves_once_it_is_back(alone: Alone) -> None:
    alone.take_ledger_away()
    alone.start("gateway", "--port", str(alone.port))
    alone.until(lambda: "Next try in 2 s." in alone.said())
    assert not is_listening(alone.port)
    alone.give_ledger_back()
    alone.until(lambda: "gateway runs" in alone.said())
    alone.until(lambda: is_listening(alone.port))
    alone.ends_at_once(signal.SIGTERM)


def test_r26_a_worker_waits_for_its_ledger_then_for_a_playbook_then_for_temporal(alone: Alone) -> None:
    file = alone.playbook / "playbook.yaml"
    whole = file.read_text()
    file.write_text(whole[:400] + "\n - {")
    alone.take_ledger_away()
    alone.start("worker")
    alone.until(lambda: "worker waits: The ledger's file cannot be made" in alone.said())
    alone.give_ledger_back()
    alone.until(
        lambda: "worker waits: No playbook is in force yet, and none can be read. playbook.yaml" in alone.said()
    )
    listed = typed_now(alone.env, ("list",)).stdout
    assert "the worker waits: no playbook is in force yet, and none can be read. playbook.yaml" in listed.lower()
    file.write_text(whole)
    alone.until(lambda: "worker waits: Temporal does not answer at 127.0.0.1:9" in alone.said())
    listed = typed_now(alone.env, ("list",)).stdout
    assert "the worker waits: Temporal does not answer" in listed
    alone.ends_at_once(signal.SIGTERM)


def test_r26_an_address_of_a_ledger_that_is_none_ends_the_gateway_at_once(alone: Alone) -> None:
    alone.env["FOLLOWUP_LEDGER_URL"] = "postgresql+psycopg://followup@localhost:nowhere/ledger"
    argv = [FOLLOWUP, "gateway", "--port", str(alone.port)]  # not the usual one, on which another may listen
    done = subprocess.run(argv, env=alone.env, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode != 0
    assert "FOLLOWUP_LEDGER_URL" in done.stderr
